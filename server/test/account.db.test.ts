import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLocalStore } from "#storage/local-store";
import { deriveDisplayName } from "../account/unique-display-name.ts";
import { readViewer } from "../context.ts";
import { log, seedEvents, seedModel, seedRun } from "./seeds.ts";
import { cookiesOf, createTestSite, PASSWORD, type TestSite } from "./test-site.ts";

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
      message: expect.stringContaining("only letters"),
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

describe("sessions", () => {
  it("are listed and revoked, and end with a changed password", async () => {
    const person = await site.signUp();
    const second = await site.auth("/sign-in/email", { email: person.email, password: PASSWORD });
    const other = new Headers({ cookie: cookiesOf(second.headers) });
    expect(await readViewer(site.services, other)).toMatchObject({ id: person.viewer.id });

    const changed = await site.auth(
      "/change-password",
      { currentPassword: PASSWORD, newPassword: "another-long-password", revokeOtherSessions: true },
      person.headers,
    );
    expect(changed.status).toBe(200);
    expect(await readViewer(site.services, other)).toBeNull();
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
    // A success starts the count anew.
    expect(await prisma.rateLimit.count({ where: { key: { startsWith: "account|" } } })).toBe(0);
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
    const { prisma, store, env } = site.services;
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
    const files = openLocalStore(env.STORE_DIR);
    expect(await files.get(gone.weightsSha256)).toBeNull();
    expect(await files.get(gone.manifestSha256)).toBeNull();
    expect(await files.get(sha256)).toBeNull();
    expect(await files.get(kept.weightsSha256)).not.toBeNull();
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
      await expect.poll(isWaiting).toBe(true);
      await tx.checkpoint.create({ data: { runId, epoch: 1, step: 1, sha256, bytes } });
    });
    expect((await response)?.status).toBe(200);
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
