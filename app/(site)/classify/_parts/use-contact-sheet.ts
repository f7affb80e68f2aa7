"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ImageShape } from "#domain/architectures/layers";
import { concatenateBytes } from "../../../_inference/concatenate-bytes.ts";
import type { Framing } from "../../../_inference/framing.ts";
import { inference } from "../../../_inference/inference.ts";
import { pictures } from "../../../_inference/picture-client.ts";
import { inputKey } from "../../../_inference/picture-messages.ts";
import { type Answers, MOST_PICTURES, type SheetAnswer, type SheetPicture } from "./contact-sheet.ts";
import type { UsableModel } from "./usable-model.ts";

/** Milliseconds of work whose results are shown together: a page that drew each would do little else. */
const ROUND = 150;
/** Pictures that a model answers at once, however fast it is. */
const MOST_AT_ONCE = 16;

export type ContactSheet = ReturnType<typeof useContactSheet>;

/**
 * Many pictures and what each model says to each. They are read one after another, and answered by one model after another;
 * what is there is shown a few times a second, and both can be stopped.
 */
export function useContactSheet(models: readonly UsableModel[], shapes: readonly ImageShape[], framing: Framing) {
  const [entries, setEntries] = useState<readonly SheetPicture[]>([]);
  const [answers, setAnswers] = useState<ReadonlyMap<string, SheetAnswer>>(new Map());
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [stopped, setStopped] = useState(false);
  const nextId = useRef(1);
  /** How many pictures a model answers in a round, by its manifest. */
  const atOnce = useRef(new Map<string, number>());

  const answersOf: Answers = useCallback(
    (picture, model) => answers.get(answerKey(picture.id, model.manifestSha256, framing)) ?? null,
    [answers, framing],
  );
  const isRead = ({ preview }: SheetPicture) =>
    preview !== null && shapes.every((shape) => preview.inputs.has(inputKey(framing, shape)));
  const readable = entries.filter(({ problem }) => problem === null);
  const unread = readable.filter((picture) => !isRead(picture));
  const usable = models.filter(({ manifestSha256 }) => !problems.has(manifestSha256));
  const asked = usable
    .map((model) => ({
      model,
      pictures: readable.filter((picture) => isRead(picture) && !answersOf(picture, model)),
    }))
    .find((one) => one.pictures.length > 0);

  useRounds(!stopped && unread.length > 0, async () => {
    const until = performance.now() + ROUND;
    const facts = new Map<number, Partial<SheetPicture>>();
    for (const { id, file } of unread) {
      const fact = await pictures.preview(file, shapes).then(
        (preview) => ({ preview }),
        (error: Error) => ({ problem: error.message }),
      );
      facts.set(id, fact);
      if (performance.now() > until) break;
    }
    return () => setEntries((all) => all.map((one) => (facts.has(one.id) ? { ...one, ...facts.get(one.id) } : one)));
  });

  useRounds(!stopped && asked !== undefined, async () => {
    if (!asked) return () => {};
    const { model } = asked;
    const batch = asked.pictures.slice(0, atOnce.current.get(model.manifestSha256) ?? 1);
    const inputs = batch.map(({ preview }) => preview?.inputs.get(inputKey(framing, model.inputShape)) ?? []);
    try {
      const { probabilities, milliseconds, classes } = await inference.classify(
        model.manifestSha256,
        concatenateBytes(inputs),
        batch.length,
      );
      const fitting = Math.floor((ROUND * batch.length) / milliseconds);
      atOnce.current.set(model.manifestSha256, Math.min(Math.max(fitting, 1), MOST_AT_ONCE));
      const said = batch.map(({ id }, i) => {
        const own = probabilities.slice(i * classes.length, (i + 1) * classes.length);
        return [answerKey(id, model.manifestSha256, framing), { probabilities: own, classes }] as const;
      });
      return () => setAnswers((all) => new Map([...all, ...said]));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return () => setProblems((all) => new Map(all).set(model.manifestSha256, message));
    }
  });

  /** Adds as many as there is room for; returns how many were left out. */
  const add = useCallback(
    (files: readonly File[]): number => {
      const room = MOST_PICTURES - entries.length;
      const added = files.slice(0, Math.max(0, room));
      const first = nextId.current;
      nextId.current += added.length;
      setStopped(false);
      setEntries((all) => [...all, ...added.map((file, i) => ({ id: first + i, file, preview: null, problem: null }))]);
      return files.length - added.length;
    },
    [entries.length],
  );
  /** Puts back what was removed. */
  const restore = useCallback((removed: readonly SheetPicture[]) => {
    setEntries((all) => [...all, ...removed].sort((a, b) => a.id - b.id));
  }, []);
  const remove = useCallback((id: number) => setEntries((all) => all.filter((one) => one.id !== id)), []);
  const clear = useCallback(() => {
    setEntries([]);
    setAnswers(new Map());
  }, []);

  const answered = readable.filter((picture) => models.every((model) => answersOf(picture, model))).length;
  return {
    entries,
    answersOf,
    done: entries.length - readable.length + answered,
    working: !stopped && (unread.length > 0 || asked !== undefined),
    stopped: stopped && (unread.length > 0 || asked !== undefined),
    stop: () => setStopped(true),
    goOn: () => setStopped(false),
    /** Models that could not be loaded or run, and why. */
    problems: models.flatMap((model) => {
      const message = problems.get(model.manifestSha256);
      return message === undefined ? [] : [{ model, message }];
    }),
    retry: () => setProblems(new Map()),
    add,
    remove,
    restore,
    clear,
  };
}

const answerKey = (picture: number, manifestSha256: string, framing: Framing) =>
  `${picture} ${manifestSha256} ${framing}`;

/** Works while it is `active`, one round at a time; a round returns what tells its results, and the next one knows them. */
function useRounds(active: boolean, round: () => Promise<() => void>): void {
  const busy = useRef(false);
  useEffect(() => {
    if (!active || busy.current) return;
    busy.current = true;
    void round().then((tell) => {
      busy.current = false;
      tell();
    });
  });
}
