import { describe, expect, it } from "vitest";
import { readSettings } from "./settings.ts";

const env = {
  NODE_ENV: "test",
  DATABASE_URL: "postgresql://user:hidden@host/name",
  STORE_DIR: "/store",
} as const;

describe("readSettings", () => {
  it("needs database and store, and completes the rest", () => {
    const { home, ...rest } = readSettings(env);
    expect(home).toMatch(/\.cultivar$/);
    expect(rest).toMatchObject({
      store: { STORE_DIR: "/store" },
      datasetsDir: `${home}/datasets`,
      transfer: { CULTIVAR_HOME: home },
      engine: undefined,
      slots: undefined,
      checkpointSeconds: 30,
      webhookTargets: "public",
    });
    expect(readSettings({ ...env, CULTIVAR_HOME: "/home", DATASETS_DIR: "/datasets" })).toMatchObject({
      home: "/home",
      datasetsDir: "/datasets",
    });
    expect(readSettings({ ...env, CULTIVAR_ENGINE: "wasm", CHECKPOINT_SECONDS: "2.5" })).toMatchObject({
      engine: "wasm",
      checkpointSeconds: 2.5,
    });
  });

  it.each([
    ["STORE_DIR", undefined, /STORE_DIR is not set: let it name the folder/],
    ["DATABASE_URL", undefined, /DATABASE_URL is not set/],
    ["DATABASE_URL", "mysql://user:hidden@host", /DATABASE_URL must begin with postgresql/],
    ["CULTIVAR_ENGINE", "cuda", /CULTIVAR_ENGINE must be tensorflow or wasm/],
    ["CHECKPOINT_SECONDS", "soon", /CHECKPOINT_SECONDS must be a number/],
    ["FEATURES_LIMIT_GB", "much", /FEATURES_LIMIT_GB must be a number of gigabytes/],
    ["TRAINER_NAME", " ", /TRAINER_NAME is empty/],
    ["TRAINER_SLOTS", "0", /TRAINER_SLOTS must be at least 1/],
    ["CULTIVAR_HOME", "", /CULTIVAR_HOME is empty/],
  ])("names %s when it is %j", (name, value, message) => {
    expect(() => readSettings({ ...env, [name]: value })).toThrow(message);
  });

  it("repeats no password", () => {
    try {
      readSettings({ ...env, DATABASE_URL: "mysql://user:hidden@host" });
    } catch (error) {
      expect(String(error)).not.toContain("hidden");
    }
    expect.assertions(1);
  });
});
