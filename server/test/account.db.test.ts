import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deriveDisplayName } from "../account/unique-display-name.ts";
import { readViewer } from "../context.ts";
import { log, seedEvents, seedModel, seedRun } from "./seeds.ts";
import { cookiesOf, createTestSite, ORIGIN, PASSWORD, type TestSite } from "./test-site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await createTestSite();
});
afterAll(() => site.close());

const answer = async (response: Response) => ({ status: response.status, ...((await response.json()) as object) });

describe("the first account", () => {
  it("is announced, and is the administrator even when several sign up at once", async () => {
    const fresh = await createTestSite();
    try {
      expect(await fresh.as(null).settings.public()).toEqual({
        signupOpen: true,
        providers: [],
        passwordResetByMail: false,
        firstAccount: true,
      });
      const people = await Promise.all([1, 2, 3, 4].map((number) => fresh.signUp(`Early ${number}`)));
      expect(people.map(({ viewer }) => viewer.role).sort()).toEqual(["admin", "user", "user", "user"]);
      expect((await fresh.as(null).settings.public()).firstAccount).toBe(false);
    } finally {
      await fresh.close();
    }
  });

  it("cannot be taken by asking for the role", async () => {
    await site.signUp();
    const response = await site.auth("/sign-up/email", {
      name: "Climber",
      email: "climber@example.org",
      password: PASSWORD,
      role: "admin",
    });
    const user = await site.services.prisma.user.findUnique({ where: { email: "climber@example.org" } });
    expect([response.status, user?.role]).not.toContain("admin");
  });
});

describe("signing up", () => {
  const signUp = (name: string, email: string, password = PASSWORD) =>
    site.auth("/sign-up/email", { name, email, password });

  it("keeps display names apart however they are written", async () => {
    expect((await signUp("Grace Hopper", "grace@example.org")).status).toBe(200);
    const refused = await answer(await signUp(" gＲace  HOPPER", "other@example.org"));
    expect(refused).toMatchObject({
      status: 422,
      message: expect.stringContaining("Somebody else has this display name"),
    });
  });

  it("refuses names that deceive and passwords that are short, saying why", async () => {
    expect(await answer(await signUp("ada\u202Eecila", "a1@example.org"))).toMatchObject({
      status: 400,
      message: expect.stringContaining("no invisible characters"),
    });
    expect((await signUp("Short Password", "a2@example.org", "elevenchars")).status).toBe(400);
  });

  it("is closed when the operator says so, but for the administrator", async () => {
    const closed = await createTestSite({ SIGNUP: "closed" });
    try {
      expect(await closed.as(null).settings.public()).toMatchObject({ signupOpen: true, firstAccount: true });
      expect((await closed.signUp()).viewer.role).toBe("admin");
      const response = await closed.auth("/sign-up/email", {
        name: "Late",
        email: "l@example.org",
        password: PASSWORD,
      });
      expect(await answer(response)).toMatchObject({
        status: 403,
        message: expect.stringContaining("Sign-up is closed"),
      });
      expect(await closed.services.prisma.user.count()).toBe(1);
      expect((await closed.as(null).settings.public()).signupOpen).toBe(false);
    } finally {
      await closed.close();
    }
  });
});

describe("the display name", () => {
  it("can be changed to a free one, and spelt anew, but not to another's", async () => {
    const [ann] = [await site.signUp("Ann Onym"), await site.signUp("Bob Taken")];
    const rename = (name: string) => site.auth("/update-user", { name }, ann.headers);
    expect((await rename("bob taken")).status).toBe(422);
    expect((await rename("ANN ONYM")).status).toBe(200);
    expect((await rename("Ann Free")).status).toBe(200);
    expect(await readViewer(site.services, ann.headers)).toMatchObject({ name: "Ann Free" });
    const { nameKey, image } = await site.services.prisma.user.findUniqueOrThrow({ where: { id: ann.viewer.id } });
    expect({ nameKey, image }).toEqual({ nameKey: "ann free", image: null });
  });

  it("does not change with what else a person sends", async () => {
    const person = await site.signUp();
    await site.auth("/update-user", { name: "New Name", role: "admin", nameKey: "x" }, person.headers);
    const user = await site.services.prisma.user.findUniqueOrThrow({ where: { id: person.viewer.id } });
    expect(user.role).toBe("user");
    expect(user.nameKey).not.toBe("x");
  });
});

describe("a name that a provider gives", () => {
  it("becomes one that is allowed and free", async () => {
    const { prisma } = site.services;
    await site.signUp("Octo Cat");
    expect((await deriveDisplayName(prisma, "Octo Cat")).name).toBe("Octo Cat 2");
    expect((await deriveDisplayName(prisma, "<Mona> \u202ELisa")).name).toBe("Mona Lisa");
    expect((await deriveDisplayName(prisma, "Octo\uFE0F Cat\u3164")).name).toBe("Octo Cat 2");
    expect((await deriveDisplayName(prisma, "🐙")).name).toBe("Someone");
    expect((await deriveDisplayName(prisma, "x".repeat(90))).name).toBe("x".repeat(27));
  });
});

describe("a new password", () => {
  it("is none that many have, or that is a name, wherever it is set", async () => {
    const person = await site.signUp("Ada Lovelace");
    const refused = { status: 400, code: "NEW_PASSWORD" };
    const signUp = (password: string) =>
      site.auth("/sign-up/email", { name: "Unused Name", email: "unused@example.org", password });
    expect(await answer(await signUp("qwerty123456"))).toMatchObject(refused);
    expect(await answer(await signUp("unused-name-1"))).toMatchObject(refused);
    const change = (newPassword: string, currentPassword = PASSWORD) =>
      site.auth("/change-password", { currentPassword, newPassword, revokeOtherSessions: true }, person.headers);
    expect(await answer(await change("lovelace-2026"))).toMatchObject(refused);
    expect((await change("a-harbour-at-night", "wrong-password-here")).status).toBe(400);
    expect((await change(" spaces, ünïcödé & \u00E9 ".padEnd(128, "."))).status).toBe(200);
    // Exactly as it was given: nothing cut off, folded or trimmed.
    for (const password of [
      " spaces, ünïcödé & e\u0301 ".padEnd(129, "."),
      "spaces, ünïcödé & \u00E9 ".padEnd(127, "."),
    ]) {
      expect((await site.auth("/sign-in/email", { email: person.email, password })).status).not.toBe(200);
    }
  });
});

describe("sessions", () => {
  const signIn = async (email: string, headers?: Headers) => {
    await site.services.prisma.rateLimit.deleteMany();
    const response = await site.auth("/sign-in/email", { email, password: PASSWORD }, headers);
    return new Headers({ cookie: cookiesOf(response.headers) });
  };
  const viewer = (headers: Headers) => readViewer(site.services, headers);
  const sessionsOf = (userId: string) =>
    site.services.prisma.session.findMany({ where: { userId }, orderBy: { createdAt: "desc" } });

  it("are listed and revoked, and end with a changed password", async () => {
    const person = await site.signUp();
    const [other, third] = [await signIn(person.email), await signIn(person.email)];
    expect(await viewer(other)).toMatchObject({ id: person.viewer.id });
    const [latest] = await sessionsOf(person.viewer.id);
    expect((await site.auth("/revoke-session", { token: latest?.token }, person.headers)).status).toBe(200);
    expect([await viewer(third), (await viewer(other))?.id]).toEqual([null, person.viewer.id]);

    const changed = await site.auth(
      "/change-password",
      { currentPassword: PASSWORD, newPassword: "another-long-password", revokeOtherSessions: true },
      person.headers,
    );
    expect(changed.status).toBe(200);
    expect(await viewer(other)).toBeNull();
    // The device itself goes on with a session that is new.
    expect(await viewer(person.headers)).toBeNull();
    expect(await viewer(new Headers({ cookie: cookiesOf(changed.headers) }))).toMatchObject({ id: person.viewer.id });
  });

  it("are ended for others by whoever has signed in lately only", async () => {
    const person = await site.signUp();
    const other = await signIn(person.email);
    const dayAgo = new Date(Date.now() - 25 * 3_600_000);
    await site.services.prisma.session.updateMany({ where: { userId: person.viewer.id }, data: { createdAt: dayAgo } });
    const { token } = (await sessionsOf(person.viewer.id))[0] ?? {};
    for (const [path, body] of [
      ["/revoke-session", { token }],
      ["/revoke-other-sessions", {}],
    ] as const) {
      expect(await answer(await site.auth(path, body, person.headers))).toMatchObject({
        status: 403,
        code: "SESSION_NOT_FRESH",
      });
    }
    expect(await viewer(other)).not.toBeNull();
    expect((await site.auth("/revoke-other-sessions", {}, await signIn(person.email))).status).toBe(200);
    expect(await viewer(other)).toBeNull();
  });

  it("end with signing out, and where another begins in the same browser", async () => {
    const person = await site.signUp();
    const second = await signIn(person.email, person.headers);
    expect(await viewer(person.headers)).toBeNull();
    expect((await site.auth("/sign-out", {}, second)).status).toBe(200);
    expect(await viewer(second)).toBeNull();
    expect(await sessionsOf(person.viewer.id)).toEqual([]);
  });

  it("end a week after the last request, and 30 days after their beginning whatever comes", async () => {
    const person = await site.signUp();
    const { prisma } = site.services;
    const where = { userId: person.viewer.id };
    const day = 24 * 3_600_000;
    const age = (days: number, left: number) =>
      prisma.session.updateMany({
        where,
        data: { createdAt: new Date(Date.now() - days * day), expiresAt: new Date(Date.now() + left * day) },
      });
    const daysLeft = async () => {
      const [session] = await sessionsOf(person.viewer.id);
      return session && (session.expiresAt.getTime() - Date.now()) / day;
    };
    expect(await daysLeft()).toBeCloseTo(7, 2);
    await age(3, 4);
    expect(await readViewer(site.services, person.headers, () => {})).not.toBeNull();
    expect(await daysLeft()).toBeCloseTo(7, 2);
    await age(28, 1);
    expect(await readViewer(site.services, person.headers, () => {})).not.toBeNull();
    expect(await daysLeft()).toBeCloseTo(2, 2);
    await age(30.1, 7);
    expect(await viewer(person.headers)).toBeNull();
    await age(8, -0.1);
    expect(await viewer(person.headers)).toBeNull();
  });

  it("are twenty at most; a further one ends the longest unused", async () => {
    const person = await site.signUp();
    const { prisma } = site.services;
    for (let i = 1; i < 20; i++) {
      const at = new Date(Date.now() - i * 60_000);
      const data = { userId: person.viewer.id, expiresAt: new Date(Date.now() + 60_000), createdAt: at, updatedAt: at };
      await prisma.session.create({
        data: { ...data, id: `s${i} ${person.viewer.id}`, token: `t${i} ${person.viewer.id}` },
      });
    }
    await signIn(person.email);
    const tokens = (await sessionsOf(person.viewer.id)).map(({ token }) => token);
    expect(tokens).toHaveLength(20);
    expect(tokens).not.toContain(`t19 ${person.viewer.id}`);
  });

  it("are opened by nothing but the signed cookie, which has 190 bits of chance", async () => {
    const person = await site.signUp();
    const [name, value = ""] = (person.headers.get("cookie") ?? "").split("; ")[0]?.split("=") ?? [];
    const token = decodeURIComponent(value).split(".")[0] ?? "";
    expect(token).toMatch(/^[A-Za-z0-9]{32}$/);
    for (const cookie of [`${name}=${token}`, `${name}=${token}.${"A".repeat(43)}=`]) {
      expect(await viewer(new Headers({ cookie }))).toBeNull();
    }
    expect(await viewer(new Headers({ authorization: `Bearer ${token}` }))).toBeNull();
  });
});

describe("cookies", () => {
  it("of a site on HTTPS are this host's alone, over HTTPS alone, and out of reach of scripts", async () => {
    const secure = await createTestSite({ BETTER_AUTH_URL: "https://cultivar.example.org" });
    try {
      const { headers } = await secure.services.auth.api.signUpEmail({
        body: { name: "Ada Lovelace", email: "ada@example.org", password: PASSWORD },
        returnHeaders: true,
      });
      const cookies = headers.getSetCookie();
      expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual([
        "__Host-cultivar.session_token",
        "__Host-cultivar.known_device",
      ]);
      for (const cookie of cookies) {
        expect(cookie).toMatch(/; Path=\/(;|$)/);
        for (const attribute of ["HttpOnly", "Secure", "SameSite=Lax"]) expect(cookie).toContain(`; ${attribute}`);
        expect(cookie).not.toMatch(/domain/i);
      }
    } finally {
      await secure.close();
    }
  });
});

describe("an account at a provider", () => {
  it("is asked for with a state that only its browser has, and comes back to this site", async () => {
    const github = await createTestSite({ GITHUB_CLIENT_ID: "id", GITHUB_CLIENT_SECRET: "hidden" });
    try {
      const asked = await github.auth("/sign-in/social", { provider: "github", callbackURL: "/runs" });
      const { url } = (await asked.json()) as { url: string };
      const { origin, searchParams } = new URL(url);
      expect([asked.status, origin]).toEqual([200, "https://github.com"]);
      expect(searchParams.get("state")?.length).toBeGreaterThanOrEqual(32);
      expect(searchParams.get("code_challenge_method")).toBe("S256");
      const elsewhere = await github.auth("/sign-in/social", { provider: "github", callbackURL: "https://x.example" });
      expect(elsewhere.status).toBe(403);
      const back = (state: string) =>
        github.services.auth.handler(new Request(`${ORIGIN}/api/auth/callback/github?code=x&state=${state}`));
      for (const state of ["made-up", searchParams.get("state") ?? ""]) {
        const answer = await back(state);
        expect(answer.status).toBe(302);
        expect(answer.headers.get("location")).toMatch(/error=/);
        expect(answer.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/);
      }
    } finally {
      await github.close();
    }
  });

  it("is kept without the tokens that the provider gave", async () => {
    const person = await site.signUp();
    const { internalAdapter } = await site.services.auth.$context;
    const tokens = { accessToken: "secret-1", refreshToken: "secret-2", idToken: "secret-3" };
    await internalAdapter.linkAccount({ userId: person.viewer.id, providerId: "github", accountId: "7", ...tokens });
    const kept = await site.services.prisma.account.findFirst({ where: { userId: person.viewer.id, accountId: "7" } });
    expect(kept).toMatchObject({ providerId: "github", accessToken: null, refreshToken: null, idToken: null });
  });
});

describe("what the library can do besides", () => {
  it.each([
    "/change-email",
    "/link-social",
    "/unlink-account",
    "/update-session",
    "/send-verification-email",
    "/revoke-sessions",
    "/get-access-token",
  ])("%s does not exist", async (path) => {
    const person = await site.signUp();
    const body = { newEmail: "new@example.org", email: person.email, provider: "github", providerId: "credential" };
    expect((await site.auth(path, body, person.headers)).status).toBe(404);
  });
});

describe("wrong passwords", () => {
  it("lock the account, not the address, and time opens it again", async () => {
    const person = await site.signUp();
    const { prisma } = site.services;
    const attempt = async (password: string) => {
      // The limit by address has a test of its own.
      await prisma.rateLimit.deleteMany({ where: { key: { not: { startsWith: "account|" } } } });
      return answer(await site.auth("/sign-in/email", { email: person.email, password }));
    };
    for (let i = 0; i < 10; i++) expect((await attempt("wrong-password-here")).status).toBe(401);
    const locked = await attempt(PASSWORD);
    expect(locked).toMatchObject({
      status: 429,
      message: expect.stringMatching(/Too many wrong passwords.*15 minutes/),
    });

    await prisma.rateLimit.updateMany({ data: { lastRequest: BigInt(Date.now() - 1) } });
    expect((await attempt(PASSWORD)).status).toBe(200);
    // A right one starts the count anew.
    expect(await prisma.rateLimit.count({ where: { key: { startsWith: "account|" } } })).toBe(0);
  });

  it("of strangers do not lock out the devices on which the owner has signed in", async () => {
    const person = await site.signUp();
    const { prisma } = site.services;
    const attempt = async (password: string, headers?: Headers) => {
      await prisma.rateLimit.deleteMany({ where: { key: { contains: "/sign-in/" } } });
      return (await site.auth("/sign-in/email", { email: person.email, password }, headers)).status;
    };
    for (let i = 0; i < 10; i++) await attempt("wrong-password-here");
    expect(await attempt(PASSWORD)).toBe(429);
    expect(await attempt(PASSWORD, person.headers)).toBe(200);
    // What is signed for one account, or not by us, opens no other's count; and a known device has no more than ten tries.
    for (let i = 0; i < 10; i++) await attempt("wrong-password-here");
    expect(await attempt(PASSWORD, (await site.signUp()).headers)).toBe(429);
    const known = (person.headers.get("cookie") ?? "").split("; ").find((cookie) => cookie.includes("known_device"));
    const forged = `${known?.slice(0, -8)}AAAAAA%3D`;
    expect(await attempt(PASSWORD, new Headers({ cookie: forged }))).toBe(429);
    for (let i = 0; i < 10; i++) expect(await attempt("wrong-password-here", person.headers)).toBe(401);
    expect(await attempt(PASSWORD, person.headers)).toBe(429);
  });

  it("of strangers do not keep somebody who is signed in from changing the password", async () => {
    const person = await site.signUp();
    const wrong = { email: person.email, password: "wrong-password-here" };
    for (let i = 0; i < 12; i++) {
      await site.services.prisma.rateLimit.deleteMany({ where: { key: { contains: "/sign-in/" } } });
      await site.auth("/sign-in/email", wrong);
    }
    const change = async (currentPassword: string) => {
      await site.services.prisma.rateLimit.deleteMany({ where: { key: { contains: "/change-password" } } });
      const body = { currentPassword, newPassword: "another-long-password" };
      return (await site.auth("/change-password", body, person.headers)).status;
    };
    expect(await change(PASSWORD)).toBe(200);
    for (let i = 0; i < 10; i++) expect(await change("wrong-password-here")).toBe(400);
    expect(await change("another-long-password")).toBe(429);
  });

  it("count when many are tried at the same moment", async () => {
    const person = await site.signUp();
    const { prisma } = site.services;
    await prisma.rateLimit.deleteMany();
    const attempts = await Promise.all(
      Array.from({ length: 30 }, () =>
        site.services.auth.api
          .signInEmail({ body: { email: person.email, password: "wrong-password-here" } })
          .catch((error: { statusCode?: number }) => error.statusCode),
      ),
    );
    expect(attempts.filter((status) => status === 401)).toHaveLength(10);
    expect(attempts.filter((status) => status === 429)).toHaveLength(20);
  });
});

describe("a reset by mail", () => {
  it("is refused where no mail can be sent", async () => {
    const response = await site.auth("/request-password-reset", { email: "grace@example.org" });
    expect(await answer(response)).toMatchObject({ status: 400, code: "RESET_PASSWORD_DISABLED" });
  });
});

describe("deleting the account", () => {
  it("needs the password", async () => {
    const person = await site.signUp();
    expect((await site.auth("/delete-user", {}, person.headers)).status).toBe(400);
    expect((await site.auth("/delete-user", { password: "wrong-password-here" }, person.headers)).status).toBe(400);
    expect(await readViewer(site.services, person.headers)).not.toBeNull();
  });

  it("removes the person with runs, jobs, models and files, and nobody else's", async () => {
    const [person, other] = [await site.signUp(), await site.signUp()];
    const { prisma, store } = site.services;
    const gone = await seedModel(site.services, person.viewer.id);
    const kept = await seedModel(site.services, other.viewer.id);
    // Equal files are stored once: this one belongs to both models.
    await prisma.modelArtefact.create({ data: { modelId: gone.modelId, sha256: kept.weightsSha256 } });
    const running = await seedRun(site.services, person.viewer.id, { state: "running" });
    await seedEvents(site.services, running, 1, [log("training")]);
    const { bytes, sha256 } = await store.put(Buffer.from("a checkpoint"));
    await prisma.checkpoint.create({ data: { runId: running, epoch: 1, step: 1, sha256, bytes } });
    const again = await site.as(person).runs.again({ id: gone.runId });

    const response = await site.auth("/delete-user", { password: PASSWORD }, person.headers);

    expect(response.status).toBe(200);
    expect(await readViewer(site.services, person.headers)).toBeNull();
    const ownerId = person.viewer.id;
    expect(await prisma.run.count({ where: { ownerId } })).toBe(0);
    expect(await prisma.experiment.count({ where: { ownerId } })).toBe(0);
    expect(await prisma.runEvent.count({ where: { runId: running } })).toBe(0);
    await site.sweep();
    expect(await store.get(gone.weightsSha256)).toBeNull();
    expect(await store.get(gone.manifestSha256)).toBeNull();
    expect(await store.get(sha256)).toBeNull();
    expect(await store.get(kept.weightsSha256)).not.toBeNull();
    const jobs = await prisma.$queryRaw`SELECT state::text FROM pgboss.job WHERE singleton_key = ${again.runId}`;
    expect(jobs).toEqual([{ state: "cancelled" }]);
  });

  it("does not miss a checkpoint that a trainer is adding meanwhile", async () => {
    const person = await site.signUp();
    const { prisma, store } = site.services;
    const runId = await seedRun(site.services, person.viewer.id, { state: "running" });
    const { bytes, sha256 } = await store.put(Buffer.from("a late checkpoint"));
    let response: Promise<Response> | undefined;
    await prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM run WHERE id = ${runId}::uuid FOR UPDATE`;
      response = site.auth("/delete-user", { password: PASSWORD }, person.headers);
      const isWaiting = async () => {
        const waiting = await prisma.$queryRaw<unknown[]>`
          SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        return waiting.length > 0;
      };
      await expect.poll(isWaiting, { timeout: 10_000 }).toBe(true);
      await tx.checkpoint.create({ data: { runId, epoch: 1, step: 1, sha256, bytes } });
    });
    expect((await response)?.status).toBe(200);
    await site.sweep();
    expect(await store.get(sha256)).toBeNull();
  });
});

describe("the account page", () => {
  it("counts what a person has", async () => {
    const person = await site.signUp("Counted");
    await seedModel(site.services, person.viewer.id);
    expect(await site.as(person).account.summary()).toMatchObject({
      name: "Counted",
      email: person.email,
      role: "user",
      providers: ["credential"],
      runs: 1,
      models: 1,
    });
  });
});
