/** What the web app reads from its environment, parsed once. Asked for lazily: `next build` has none of it. */
import { z } from "zod";
import { webhookTargets } from "#domain/webhooks/webhook-fields";
import { checkStore, storeVariables } from "#storage/open-store";
import { LEAST_TOKEN_LENGTH } from "#telemetry/metrics-token";

const optional = z.string().trim().min(1).optional();

const schema = z
  .object({
    DATABASE_URL: z
      .string({ error: "is not set: name the database, as in postgresql://user:password@host:5432/name" })
      .min(1),
    /** Connections to the database at most; few where many copies of the web app run. */
    DATABASE_CONNECTIONS: z.coerce.number().int().min(1).max(100).default(10),
    ...storeVariables,
    BETTER_AUTH_SECRET: z
      .string({ error: "is not set: give 32 or more random characters" })
      .min(32, "must have at least 32 characters, made by chance"),
    BETTER_AUTH_URL: z.url({
      protocol: /^https?$/,
      error: ({ input }) =>
        `${input === undefined ? "is not set: give" : "must be"} the address of the site, as in https://example.org`,
    }),
    SIGNUP: z.enum(["open", "closed"], { error: "must be open or closed" }).default("open"),
    /** The one header in which a reverse proxy of ours names the client's address; without it the socket's counts. */
    TRUSTED_PROXY_HEADER: z
      .string()
      .regex(/^[A-Za-z0-9-]+$/, "must be the name of a header, as in x-real-ip")
      .transform((name) => name.toLowerCase())
      .optional(),
    GITHUB_CLIENT_ID: optional,
    GITHUB_CLIENT_SECRET: optional,
    GOOGLE_CLIENT_ID: optional,
    GOOGLE_CLIENT_SECRET: optional,
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must look like smtps://user:password@host:465" }).optional(),
    MAIL_FROM: optional,
    /** Opens /api/metrics to whoever sends it as a bearer token. */
    METRICS_TOKEN: z
      .string()
      .trim()
      .min(LEAST_TOKEN_LENGTH, `must have at least ${LEAST_TOKEN_LENGTH} characters, made by chance`)
      .optional(),
    /** Where webhooks may lead; the trainers, which call them, have the same setting. */
    WEBHOOK_TARGETS: webhookTargets,
  })
  .superRefine(checkStore)
  .superRefine((env, context) => {
    const pairs = [
      ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
      ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
      ["SMTP_URL", "MAIL_FROM"],
    ] as const;
    for (const [one, other] of pairs) {
      const missing = env[one] === undefined ? one : other;
      if ((env[one] === undefined) !== (env[other] === undefined)) {
        context.addIssue({
          code: "custom",
          path: [missing],
          message: `is needed with ${missing === one ? other : one}`,
        });
      }
    }
  });

export type Env = z.infer<typeof schema>;

/**
 * @param source such as `process.env`; an empty variable counts as absent
 * @throws with the name of each variable that is missing or wrong, and what it should be; values are never repeated
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join(".")} ${message.replace(/\.$/, "")}.`);
  throw new Error(`The environment is not complete:\n${problems.join("\n")}`);
}

export type SocialProvider = "github" | "google";

/** The providers whose keys are in the environment. */
export function socialProviders(env: Env): Partial<Record<SocialProvider, { clientId: string; clientSecret: string }>> {
  const { GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = env;
  return {
    ...(GITHUB_CLIENT_ID && GITHUB_CLIENT_SECRET
      ? { github: { clientId: GITHUB_CLIENT_ID, clientSecret: GITHUB_CLIENT_SECRET } }
      : {}),
    ...(GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET
      ? { google: { clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET } }
      : {}),
  };
}
