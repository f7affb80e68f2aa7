import { uniforms } from "../data/random.ts";
import { norm } from "./vectors.ts";

/** Answers of more values are folded before they are compared. */
export const WIDEST = 2048;

/**
 * A layer's answer to a picture as a vector of length 1, at most `WIDEST` values long. Longer ones are folded: values that
 * share a place are added up with signs drawn at random, which keeps inner products but for a few hundredths (Weinberger et
 * al., 2009, "Feature hashing"). An answer of nothing but zeros stays that.
 */
export function unitAnswer(answer: Float32Array): Float32Array {
  const folded = answer.length > WIDEST ? fold(answer) : Float32Array.from(answer);
  const length = norm(folded);
  return length > 0 ? folded.map((value) => value / length) : folded;
}

/** Signs of the longest answer yet: the same for all pictures, trainers and browsers. */
let signs: Float64Array = new Float64Array();

function fold(answer: Float32Array): Float32Array {
  if (signs.length < answer.length) signs = uniforms({ seed: 0, purpose: "neighbours" }, answer.length);
  const folded = new Float64Array(WIDEST);
  for (let i = 0; i < answer.length; i++) {
    const value = answer[i] as number;
    folded[i % WIDEST] = (folded[i % WIDEST] as number) + ((signs[i] as number) < 0.5 ? -value : value);
  }
  return Float32Array.from(folded);
}
