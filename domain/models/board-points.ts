/** The points of the leaderboard's scatter, and how they travel. */
import { accuracyInterval } from "./accuracy-interval.ts";

type Values = {
  modelId: string;
  name: string;
  author: string;
  testAccuracy: number;
  parameters: number;
  bytes: number;
  trainingSeconds: number;
};

export type BoardPoint = Values & {
  /** Half the width of the 95 % interval. */
  interval: number;
  /** None of those that the filter leaves costs no more and is more accurate, or costs less and is as accurate. */
  onFront: boolean;
};

/** One column for each value of the points: a hundred objects would name each of them a hundred times. */
export type BoardColumns = { [Value in keyof Values]: Values[Value][] } & {
  /** So many, the first ones, are on the Pareto front. */
  front: number;
  /** Pictures on which all of them were measured. */
  testCount: number;
};

/** @param behind those not on the front */
export function toColumns(front: readonly Values[], behind: readonly Values[], testCount: number): BoardColumns {
  const points = [...front, ...behind];
  const column = <Value extends keyof Values>(value: Value) => points.map((point) => point[value]);
  return {
    front: front.length,
    testCount,
    modelId: column("modelId"),
    name: column("name"),
    author: column("author"),
    testAccuracy: column("testAccuracy"),
    parameters: column("parameters"),
    bytes: column("bytes"),
    trainingSeconds: column("trainingSeconds"),
  };
}

/** The points of their columns. */
export function fromColumns({ front, testCount, ...columns }: BoardColumns): BoardPoint[] {
  return columns.modelId.map((modelId, index) => {
    const at = <Value>(column: readonly Value[]) => column[index] as Value;
    const testAccuracy = at(columns.testAccuracy);
    return {
      modelId,
      name: at(columns.name),
      author: at(columns.author),
      testAccuracy,
      interval: accuracyInterval(testAccuracy, testCount),
      parameters: at(columns.parameters),
      bytes: at(columns.bytes),
      trainingSeconds: at(columns.trainingSeconds),
      onFront: index < front,
    };
  });
}
