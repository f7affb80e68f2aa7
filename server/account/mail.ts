import { createTransport } from "nodemailer";

export type SendMail = (mail: { to: string; subject: string; text: string }) => Promise<void>;

/** @param url of the SMTP server, with user and password */
export function createMailer(url: string, from: string): SendMail {
  const transport = createTransport(url);
  return async (mail) => {
    await transport.sendMail({ from, ...mail });
  };
}
