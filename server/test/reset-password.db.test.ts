/** A forgotten password: the link of the command line, and the one that comes by mail. */
import { execFile } from "node:child_process";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countPasswordAttempt } from "../account/password-attempts.ts";
import { readViewer } from "../context.ts";
import { cookiesOf, createTestSite, ORIGIN, PASSWORD, type TestSite } from "./test-site.ts";

const USER = fileURLToPath(new URL("../../scripts/user.ts", import.meta.url));
const NEW_PASSWORD = "a-new-and-long-password";

let site: TestSite;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
  site = await createTestSite({ SMTP_URL: mailbox.url, MAIL_FROM: "Cultivar <noreply@example.org>" });
});
afterAll(async () => {
  await site.close();
  mailbox.server.close();
});

const user = (...args: string[]) =>
  promisify(execFile)(process.execPath, [USER, ...args], {
    env: { ...process.env, DATABASE_URL: site.services.env.DATABASE_URL, BETTER_AUTH_URL: ORIGIN },
  });
const mailsTo = (email: string) => mailbox.mails.filter((mail) => mail.includes(`To: ${email}`));
const tokenIn = (text: string) => /\/reset-password\?token=([\w-]+)/.exec(text)?.[1] ?? "";
const reset = (token: string) => site.auth("/reset-password", { token, newPassword: NEW_PASSWORD });
const signIn = (email: string, password: string) => site.auth("/sign-in/email", { email, password });

describe("npm run user -- reset", () => {
  it("prints a link that works once, ends all sessions and opens a locked account", async () => {
    const person = await site.signUp();
    const { prisma } = site.services;
    const attempt = () => countPasswordAttempt(prisma, person.email, new Date());
    await expect(Promise.all(Array.from({ length: 11 }, attempt))).rejects.toThrow(/Too many/);
    expect((await signIn(person.email, PASSWORD)).status).toBe(429);

    const { stdout } = await user("reset", person.email);
    expect(stdout.startsWith(`${ORIGIN}/reset-password?token=`)).toBe(true);

    expect((await reset(tokenIn(stdout))).status).toBe(200);
    expect(await readViewer(site.services, person.headers)).toBeNull();
    expect((await reset(tokenIn(stdout))).status).toBe(400);
    expect((await signIn(person.email, PASSWORD)).status).toBe(401);
    expect((await signIn(person.email, NEW_PASSWORD)).status).toBe(200);
  });

  it("prints a link that nobody can read out of the database, and that is too old after half an hour", async () => {
    const person = await site.signUp();
    const { stdout } = await user("reset", person.email);
    const token = tokenIn(stdout);
    expect(token).toMatch(/^[\w-]{43}$/);
    const rows = await site.services.prisma.verification.findMany({ where: { value: person.viewer.id } });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
    const left = (rows[0]?.expiresAt.getTime() ?? 0) - Date.now();
    expect(left / 60_000).toBeGreaterThan(25);
    expect(left / 60_000).toBeLessThanOrEqual(30);
    await site.services.prisma.verification.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await reset(token)).status).toBe(400);
    expect((await signIn(person.email, PASSWORD)).status).toBe(200);
  });

  it("opens the account on the device of the link while strangers keep trying passwords", async () => {
    const person = await site.signUp();
    const { prisma } = site.services;
    const { stdout } = await user("reset", person.email);
    const answered = await reset(tokenIn(stdout));
    const device = new Headers({ cookie: cookiesOf(answered.headers) });
    for (let i = 0; i < 12; i++) await countPasswordAttempt(prisma, person.email, new Date()).catch(() => {});
    expect((await signIn(person.email, NEW_PASSWORD)).status).toBe(429);
    const body = { email: person.email, password: NEW_PASSWORD };
    expect((await site.auth("/sign-in/email", body, device)).status).toBe(200);
  });

  it("says what is wrong with an address that nobody has", async () => {
    await expect(user("reset", "nobody@example.org")).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("Nobody has the address nobody@example.org"),
    });
  });
});

describe("npm run user", () => {
  it("lists people and changes roles", async () => {
    const person = await site.signUp("Role Player");
    await user("role", person.email, "admin");
    expect((await readViewer(site.services, person.headers))?.role).toBe("admin");
    expect((await user("list")).stdout).toContain(`${person.email}\tRole Player\tadmin\t`);
    await expect(user("role", person.email, "king")).rejects.toMatchObject({
      stderr: expect.stringContaining("usage:"),
    });
  });
});

describe("npm run user -- sign-out", () => {
  it("ends the sessions of one person, or all there are", async () => {
    const [one, other] = [await site.signUp(), await site.signUp()];
    expect((await user("sign-out", one.email)).stdout).toBe("1 session is ended.\n");
    expect(await readViewer(site.services, one.headers)).toBeNull();
    expect(await readViewer(site.services, other.headers)).not.toBeNull();
    await user("sign-out", "all");
    expect(await site.services.prisma.session.count()).toBe(0);
    await expect(user("sign-out", "nobody@example.org")).rejects.toMatchObject({ code: 1 });
  });
});

describe("a reset by mail", () => {
  it("sends the link to the address, and to nobody for an unknown one", async () => {
    expect((await site.as(null).settings.public()).passwordResetByMail).toBe(true);
    const person = await site.signUp();
    const known = await site.auth("/request-password-reset", { email: person.email });
    const unknown = await site.auth("/request-password-reset", { email: "nobody@example.org" });
    expect(await known.json()).toEqual(await unknown.json());
    // It is sent after the answer, which would take longer otherwise where there is an account.
    await expect.poll(() => mailsTo(person.email)).toHaveLength(1);
    expect(mailsTo("nobody@example.org")).toEqual([]);
    // Quoted-printable folds long lines and writes = as =3D.
    const text = (mailsTo(person.email)[0] ?? "").replace(/=\r\n/g, "").replace(/=3D/g, "=");
    expect((await reset(tokenIn(text))).status).toBe(200);
  });

  it("is told of when it is done, as any other change of the password", async () => {
    const person = await site.signUp();
    const told = () =>
      mailsTo(person.email).filter((mail) => mail.includes("Subject: Your Cultivar password was changed"));
    const { stdout } = await user("reset", person.email);
    await reset(tokenIn(stdout));
    await expect.poll(told).toHaveLength(1);
    const { headers } = await signIn(person.email, NEW_PASSWORD);
    const change = (currentPassword: string) =>
      site.auth(
        "/change-password",
        { currentPassword, newPassword: PASSWORD },
        new Headers({ cookie: cookiesOf(headers) }),
      );
    expect((await change("wrong-password-here")).status).toBe(400);
    expect((await change(NEW_PASSWORD)).status).toBe(200);
    await expect.poll(told).toHaveLength(2);
  });

  it("comes three times in a while, known or not, and leaves signing in alone", async () => {
    const person = await site.signUp();
    const { prisma } = site.services;
    for (const email of [person.email, "nobody.else@example.org"]) {
      const ask = async () => {
        // The limit by address has a test of its own.
        await prisma.rateLimit.deleteMany({ where: { key: { not: { startsWith: "reset|" } } } });
        return (await site.auth("/request-password-reset", { email })).status;
      };
      expect([await ask(), await ask(), await ask(), await ask()]).toEqual([200, 200, 200, 429]);
    }
    expect((await signIn(person.email, PASSWORD)).status).toBe(200);
  });
});

type Mailbox = { url: string; mails: string[]; server: Server };

/** As much of an SMTP server as takes a mail. */
async function openMailbox(): Promise<Mailbox> {
  const mails: string[] = [];
  const server = createServer((socket) => {
    let mail: string | null = null;
    let pending = "";
    const say = (line: string) => socket.write(`${line}\r\n`);
    say("220 mailbox");
    socket.on("data", (chunk) => {
      pending += chunk;
      for (let end = pending.indexOf("\r\n"); end >= 0; end = pending.indexOf("\r\n")) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        if (mail !== null && line !== ".") mail += `${line}\r\n`;
        else if (mail !== null) {
          mails.push(mail);
          mail = null;
          say("250 kept");
        } else if (line === "DATA") {
          mail = "";
          say("354 go on");
        } else say(line === "QUIT" ? "221 bye" : "250 ok");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, mails, server };
}
