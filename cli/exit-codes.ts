/** How the command line ends. Scripts rely on these numbers; `cultivar help` lists them. */
export const EXIT = {
  ok: 0,
  /** The server refused, or the run that was watched did not succeed. */
  failed: 1,
  /** The command line, or the spec, is not right. */
  usage: 2,
  /** No token, or one that is not valid, or that does not hold what is asked. */
  token: 3,
  unreachable: 4,
  notFound: 5,
  interrupted: 130,
} as const;

export const EXIT_WORDS = `Exit status: 0 done; 1 refused, or the watched run did not succeed; 2 wrong usage or spec; 3 token missing,
expired or without the scope; 4 site not reached; 5 no such thing; 130 interrupted.`;

/** An expected failure: `message` is shown as it is, and says what to do. */
export class CommandError extends Error {
  readonly status: number;

  constructor(message: string, status: number = EXIT.failed) {
    super(message);
    this.status = status;
  }
}
