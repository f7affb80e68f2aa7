/** Carries the token of a shared link: addresses of requests end up in logs, headers do not. */
export const SHARE_HEADER = "x-share-token";
