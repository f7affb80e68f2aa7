import { describe, expect, it } from "vitest";
import { checkNewPassword } from "./new-password.ts";

const OWNER = { name: "Ada Lovelace", email: "countess.king@mail.example.org" };
const check = (password: string, owner: typeof OWNER | null = OWNER) =>
  checkNewPassword(password, owner, "https://classes.example.org");

describe("a new password", () => {
  it.each([
    "quiet-harbour-lamp",
    "        twelve spaces        ",
    "ünïcödé ist erlaubt",
    "lovelace: no, something else",
    "x".repeat(128),
  ])("may be %j: no kind of character is asked for or refused", (password) => {
    expect(() => check(password)).not.toThrow();
  });

  it.each(["1q2w3e4r5t6y", "Leavemealone", "QWERTY123456", "123456789012"])(
    "may not be %s, which leaks hold",
    (password) => {
      expect(() => check(password)).toThrow(/lists of stolen/);
    },
  );

  it.each([
    "Lovelace-2026!",
    "countess1countess",
    "Cultivar2026!!",
    "PasswordPassword1",
    "classes.example.org",
    "cifarcifarcifar10",
  ])("may not be %s, which is names and little else", (password) => {
    expect(() => check(password)).toThrow(/Besides your name/);
  });

  it("is the owner's own matter as far as nobody is known", () => {
    expect(() => check("Lovelace-2026!", null)).not.toThrow();
  });
});
