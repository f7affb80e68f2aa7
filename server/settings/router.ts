import { type SocialProvider, socialProviders } from "../env.ts";
import { publicProcedure, router } from "../trpc.ts";

export type PublicSettings = {
  signupOpen: boolean;
  providers: SocialProvider[];
  /** Whether a forgotten password can be reset by mail. */
  passwordResetByMail: boolean;
  /** Nobody has signed up yet: who does becomes the administrator. */
  firstAccount: boolean;
};

export const settingsRouter = router({
  public: publicProcedure.query(
    async ({ ctx: { env, prisma } }): Promise<PublicSettings> => ({
      signupOpen: env.SIGNUP === "open",
      providers: Object.keys(socialProviders(env)) as SocialProvider[],
      passwordResetByMail: env.SMTP_URL !== undefined,
      firstAccount: (await prisma.user.findFirst({ select: { id: true } })) === null,
    }),
  ),
});
