import { expect, test } from "vitest";
import { authProblem } from "./auth-problem.ts";

test("a refusal goes to the field that it is about", () => {
  const taken = "Somebody else has this display name; choose another.";
  expect(authProblem({ status: 422, code: "DISPLAY_NAME", message: taken })).toEqual({ field: "name", message: taken });
  const common = "This password stands on lists of stolen ones.";
  expect(authProblem({ status: 400, code: "NEW_PASSWORD", message: common })).toEqual({
    field: "password",
    message: common,
  });
  expect(authProblem({ status: 401, code: "INVALID_EMAIL_OR_PASSWORD" }).field).toBe("password");
  expect(authProblem({ status: 400, code: "INVALID_PASSWORD" }).field).toBe("currentPassword");
});

test("a limit says which one, and the library's own one is put into words", () => {
  const message = "Too many wrong passwords for this account. Wait 9 minutes, or reset the password.";
  expect(authProblem({ status: 429, code: "LIMIT", message })).toEqual({ message });
  expect(authProblem({ status: 429, message: "rate limited" }).message).toMatch(/Wait a minute/);
});

test("there is always something to read", () => {
  expect(authProblem({ status: 0 }).message).toMatch(/could not be reached/);
  expect(authProblem({ status: 503, message: "ECONNREFUSED 10.0.0.7" }).message).not.toContain("ECONNREFUSED");
  expect(authProblem({ status: 400, message: "" }).message).not.toBe("");
});
