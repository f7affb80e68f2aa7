/**
 * `cultivar_`, 43 letters and digits that are 256 bits by chance, and 6 that are a checksum of them: scanners that look for
 * secrets in code find it by its beginning, and tell a real one from an example without asking anybody.
 */
export const TOKEN_FORMAT = /^cultivar_[0-9A-Za-z]{49}$/;

/** Characters of a token by which its owner recognises it; they tell nothing of use. */
export const TOKEN_PREFIX_LENGTH = "cultivar_".length + 4;
