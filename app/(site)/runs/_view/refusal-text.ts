/** What to tell a person about a call that failed: the server's own words if it answered, else that it did not. */
export const refusalText = ({ message, data }: { message: string; data?: unknown }): string =>
  data ? message : "The server did not answer. Check the connection and try again.";
