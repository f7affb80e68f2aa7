import { describe, expect, it } from "vitest";
import { parseEnv, socialProviders } from "./env.ts";

const complete = {
  DATABASE_URL: "postgresql://localhost/cultivar",
  STORE_DIR: "/store",
  BETTER_AUTH_SECRET: "x".repeat(32),
  BETTER_AUTH_URL: "http://localhost:3000",
};

describe("parseEnv", () => {
  it("needs four variables and has defaults for the rest", () => {
    expect(parseEnv({ ...complete, SMTP_URL: "" })).toEqual({
      ...complete,
      DATABASE_CONNECTIONS: 10,
      SIGNUP: "open",
      WEBHOOK_TARGETS: "public",
    });
  });

  it("names every variable that is missing or wrong, and never a value", () => {
    const parse = () =>
      parseEnv({ ...complete, DATABASE_URL: undefined, BETTER_AUTH_SECRET: "hunter2", SIGNUP: "maybe" });
    expect(parse).toThrow(/DATABASE_URL is not set/);
    expect(parse).toThrow(/BETTER_AUTH_SECRET must have at least 32/);
    expect(parse).toThrow(/SIGNUP must be open or closed/);
    expect(parse).not.toThrow(/hunter2/);
  });

  it("tells an address that is not set from one that is none", () => {
    expect(() => parseEnv({ ...complete, BETTER_AUTH_URL: undefined })).toThrow(/BETTER_AUTH_URL is not set: give/);
    expect(() => parseEnv({ ...complete, BETTER_AUTH_URL: "example" })).toThrow(/BETTER_AUTH_URL must be the address/);
  });

  it.each([
    [{ GITHUB_CLIENT_ID: "id" }, /GITHUB_CLIENT_SECRET is needed with GITHUB_CLIENT_ID/],
    [{ GOOGLE_CLIENT_SECRET: "s" }, /GOOGLE_CLIENT_ID is needed with GOOGLE_CLIENT_SECRET/],
    [{ SMTP_URL: "smtp://mail" }, /MAIL_FROM is needed with SMTP_URL/],
    [{ TRUSTED_PROXY_HEADER: "x real ip" }, /TRUSTED_PROXY_HEADER must be the name of a header/],
  ])("refuses %o", (extra, reason) => {
    expect(() => parseEnv({ ...complete, ...extra })).toThrow(reason);
  });

  it("offers only the providers whose keys are there", () => {
    expect(socialProviders(parseEnv(complete))).toEqual({});
    const env = parseEnv({ ...complete, GITHUB_CLIENT_ID: "id", GITHUB_CLIENT_SECRET: "secret" });
    expect(Object.keys(socialProviders(env))).toEqual(["github"]);
  });
});
