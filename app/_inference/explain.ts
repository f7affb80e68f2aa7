/** Answers a page's question about a network, in the worker. What the page asks for is checked before anything is computed. */

import { shapeSize } from "#domain/architectures/shape-size";
import { summarize } from "#domain/architectures/summary";
import { gridProblem, hidingGrey } from "#domain/models/occlusion-grid";
import { gradCam } from "#ml/explanation/grad-cam";
import { filterWeights, layerMaps } from "#ml/explanation/layer-maps";
import { occlusion } from "#ml/explanation/occlusion";
import { type OpenModel, openModel } from "#ml/inference/open-model";
import { nearestNeighbours } from "#ml/neighbours/nearest";
import type { Explanation, Question } from "./explain-messages.ts";
import { InferenceError } from "./fetch-artefact.ts";
import type { IndexedPictures } from "./fetch-neighbours.ts";
import type { RunnableModel } from "./served-model.ts";

/** What a layer may answer with for it to be shown: 32 MB. */
const MOST_VALUES = 8_000_000;

/** Models that questions were asked about: who asks one asks more. As long as their files are kept. */
const openModels = new WeakMap<RunnableModel, OpenModel>();

function opened(files: RunnableModel): OpenModel {
  const open = openModels.get(files) ?? openModel(files.manifest, files);
  openModels.set(files, open);
  return open;
}

export type ExplainTask = {
  question: Question;
  pixels: Uint8Array;
  manifest: RunnableModel["manifest"];
  /** Runs `work` on the backend that answers for the model, when it is its turn. */
  inspect: <T>(work: (files: RunnableModel) => Promise<T>) => Promise<T>;
  classify: (pixels: Uint8Array, count: number) => Promise<Float32Array>;
  /** The training pictures that the model was published with, and the layer that they are found by; null without. */
  neighbours: () => Promise<IndexedPictures | null>;
  onProgress: (done: number, total: number) => Promise<void>;
};

/** @throws InferenceError when the question does not fit the model, or an answer is not a number */
export async function explain(task: ExplainTask): Promise<Explanation> {
  const problem = problemOf(task);
  if (problem) throw new InferenceError(problem);
  const explanation = await answer(task);
  if (!Array.prototype.every.call(numbersOf(explanation), Number.isFinite)) {
    throw new InferenceError("The network computed something that is not a number, so there is nothing to show.");
  }
  return explanation;
}

async function answer({ question, pixels, manifest, ...task }: ExplainTask): Promise<Explanation> {
  const { input, classes } = manifest;
  const shown = (files: RunnableModel) => ({ ...opened(files), standardisation: input, picture: pixels });
  switch (question.kind) {
    case "gradCam": {
      const found = await task.inspect((files) => gradCam({ ...shown(files), ...question }));
      return { kind: "gradCam", ...found };
    }
    case "layer": {
      const maps = await task.inspect((files) => layerMaps({ ...shown(files), layer: question.layer }));
      return { kind: "layer", ...maps };
    }
    case "filter": {
      const { layer, filter } = question;
      const weights = await task.inspect(async (files) => filterWeights(opened(files), layer, filter));
      return { kind: "filter", weights };
    }
    case "neighbours": {
      const indexed = await task.neighbours();
      if (!indexed) throw new InferenceError("This model was published without training pictures to compare with.");
      const { layer, index } = indexed;
      const { values } = await task.inspect((files) => layerMaps({ ...shown(files), layer }));
      return { kind: "neighbours", neighbours: nearestNeighbours(index, values, question.count) };
    }
    case "occlusion": {
      const found = await occlusion({
        ...question,
        ...task,
        picture: pixels,
        image: input.shape,
        classes: classes.length,
        grey: hidingGrey(input),
      });
      return { kind: "occlusion", ...found };
    }
  }
}

/** Why a question is refused, as a sentence; null where it is not. */
function problemOf({ question, pixels, manifest: { input, layers, classes } }: ExplainTask): string | null {
  const [height, width, channels] = input.shape;
  if (pixels.length !== height * width * channels) {
    return `The picture has ${pixels.length} values; the network takes ${height * width * channels}.`;
  }
  if ("classIndex" in question && !(question.classIndex in classes)) {
    return `The network has ${classes.length} classes, none with the number ${question.classIndex}.`;
  }
  if (question.kind === "occlusion") return gridProblem(question, height, width);
  if (question.kind === "neighbours") return null;
  const output = summarize(layers, input.shape).layers.find(({ layer }) => layer.name === question.layer)?.output;
  if (!output) return `The network has no layer called ${question.layer}.`;
  const values = shapeSize(output);
  if (values > MOST_VALUES) return `${question.layer} answers with ${values} values, more than can be shown here.`;
  if (question.kind === "gradCam" && output.length !== 3) {
    return `${question.layer} does not answer with maps, so it cannot say where anything is. Choose a convolution.`;
  }
  if (question.kind === "filter" && !(question.filter >= 0 && question.filter < (output.at(-1) ?? 0))) {
    return `${question.layer} has ${output.at(-1)} channels, none with the number ${question.filter}.`;
  }
  return null;
}

function numbersOf(explanation: Explanation): ArrayLike<number> {
  switch (explanation.kind) {
    case "gradCam":
    case "occlusion":
      return explanation.map;
    case "layer":
      return explanation.values;
    case "filter":
      return explanation.weights?.values ?? [];
    case "neighbours":
      return explanation.neighbours.map(({ similarity }) => similarity);
  }
}
