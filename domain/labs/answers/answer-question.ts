import type { LabFigures } from "../figures.ts";
import type { LabQuestion } from "../lab.ts";
import type { Answer, Answerer } from "./answer.ts";
import type { AnswerName } from "./answer-names.ts";
import { asExpected } from "./as-expected.ts";
import { doesDepthHelp } from "./does-depth-help.ts";
import { ownAgainstPretrained } from "./own-against-pretrained.ts";
import { reuseOfDensePart } from "./reuse-of-dense-part.ts";
import { whatPlotsShow } from "./what-plots-show.ts";
import { whereValidationDeparts } from "./where-validation-departs.ts";

const ANSWERERS: Record<AnswerName, Answerer> = {
  "as-expected": asExpected,
  "does-depth-help": doesDepthHelp,
  "where-validation-departs": whereValidationDeparts,
  "reuse-of-dense-part": reuseOfDensePart,
  "what-plots-show": whatPlotsShow,
  "own-against-pretrained": ownAgainstPretrained,
};

/** The answer to a question of a lab, from what its runs measured. */
export function answerQuestion({ answer, about }: LabQuestion, figures: LabFigures): Answer {
  const networks = about.flatMap((id) => figures.networks.filter((network) => network.id === id));
  return ANSWERERS[answer](networks, figures);
}
