const STRUCK = "[redacted]";

/** What a text may hold that no log should, and what is left of it. */
const PATTERNS: readonly [RegExp, string][] = [
  // The password, and the user, of an address such as postgresql://user:password@host.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"]*:[^\s@"]*@/gi, `$1${STRUCK}@`],
  // People's addresses.
  [/[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+/g, STRUCK],
  [/\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${STRUCK}`],
  // Cookies, headers, parameters and fields whose name says that they are secret.
  [
    /((?:password|passwd|secret|token|authorization|cookie|api[-_]?key|signature)\w*\\?["']?\s*[:=]\s*\\?["']?)[^\s"'\\;,&}]+/gi,
    `$1${STRUCK}`,
  ],
  // Tokens of programs and secrets of webhooks, which have a form of their own.
  [/\bcultivar_[0-9A-Za-z]{49}\b/g, STRUCK],
  [/\bwhsec_[A-Za-z0-9+/]{43}=/g, STRUCK],
  // Links that let whoever has them in: shared runs, new passwords.
  [/(\/(?:s|reset-password)\/)[A-Za-z0-9._~-]{16,}/g, `$1${STRUCK}`],
];

/** The text without passwords, tokens, and addresses of people. */
export const redacted = (text: string): string =>
  PATTERNS.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), text);
