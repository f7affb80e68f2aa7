import { isWithoutAccounts } from "../account/is-without-accounts.ts";
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
  public: publicProcedure.query(async ({ ctx: { env, prisma } }): Promise<PublicSettings> => {
    const firstAccount = await isWithoutAccounts(prisma);
    return {
      signupOpen: env.SIGNUP === "open" || firstAccount,
      providers: Object.keys(socialProviders(env)) as SocialProvider[],
      passwordResetByMail: env.SMTP_URL !== undefined,
      firstAccount,
    };
  }),
});
