/** How long a link that sets a new password works, by mail and from the command line. */
export const RESET_LINK_MINUTES = 30;
