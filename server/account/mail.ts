import { createTransport } from "nodemailer";
import { RESET_LINK_MINUTES } from "#domain/account/reset-link";

export type Mail = { to: string; subject: string; text: string };
export type SendMail = (mail: Mail) => Promise<void>;

type Addressee = { name: string; email: string };

/** @param url of the SMTP server, with user and password */
export function createMailer(url: string, from: string): SendMail {
  const transport = createTransport(url);
  return async (mail) => {
    await transport.sendMail({ from, ...mail });
  };
}

/** @param link that sets a new password once */
export const resetMail = ({ name, email }: Addressee, link: string): Mail => ({
  to: email,
  subject: "Reset your Cultivar password",
  text:
    `Hello ${name},\n\nchoose a new password here within ${RESET_LINK_MINUTES} minutes:\n${link}\n\n` +
    "If you did not ask for this, ignore it.\n",
});

export const passwordChangedMail = ({ name, email }: Addressee, siteAddress: string): Mail => ({
  to: email,
  subject: "Your Cultivar password was changed",
  text:
    `Hello ${name},\n\nyour password for ${siteAddress} was changed just now.\n\n` +
    `If that was not you, set a new one at once: ${siteAddress}/forgot-password\n`,
});
