import { z } from "zod";
import { API_LIMITS } from "../limits.ts";
import { visibleText } from "../text/visible-text.ts";
import { API_SCOPES, apiScope } from "./scopes.ts";

const { min, max } = API_LIMITS.tokenDays;

/** What its owner says of a token when it is made. */
export const newToken = z.strictObject({
  name: visibleText("A name", API_LIMITS.tokenName, "Give the token a name, such as where it is used."),
  scopes: z
    .array(apiScope)
    .min(1, "Choose at least one thing that it may do.")
    .max(API_SCOPES.length)
    .transform((scopes) => API_SCOPES.filter((scope) => scopes.includes(scope))),
  days: z
    .number("Give the days after which it expires.")
    .int("Give whole days.")
    .min(min, `A token is valid for at least ${min} day.`)
    .max(max, `A token is valid for at most ${max} days.`),
});
export type NewToken = z.infer<typeof newToken>;
