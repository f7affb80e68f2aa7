"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ImageShape } from "#domain/architectures/layers";
import type { Framing } from "../../../_inference/framing.ts";
import { inference } from "../../../_inference/inference-client.ts";
import { pictures } from "../../../_inference/picture-client.ts";
import { inputKey } from "../../../_inference/picture-messages.ts";
import { type Answers, MOST_PICTURES, type SheetAnswer, type SheetPicture } from "./contact-sheet.ts";
import type { UsableModel } from "./usable-model.ts";

type Question = { picture: SheetPicture; model: UsableModel };

export type ContactSheet = ReturnType<typeof useContactSheet>;

/**
 * Many pictures and what each model says to each. Pictures are read one after another, and answered one after another: what
 * is there is shown at once, and both can be stopped at any picture.
 */
export function useContactSheet(models: readonly UsableModel[], shapes: readonly ImageShape[], framing: Framing) {
  const [entries, setEntries] = useState<readonly SheetPicture[]>([]);
  const [answers, setAnswers] = useState<ReadonlyMap<string, SheetAnswer>>(new Map());
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [stopped, setStopped] = useState(false);
  const nextId = useRef(1);

  const answersOf: Answers = useCallback(
    (picture, model) => answers.get(answerKey(picture.id, model.manifestSha256, framing)) ?? null,
    [answers, framing],
  );
  const isRead = ({ preview }: SheetPicture) =>
    preview !== null && shapes.every((shape) => preview.inputs.has(inputKey(framing, shape)));
  const readable = entries.filter(({ problem }) => problem === null);
  const unread = readable.find((picture) => !isRead(picture));
  const usable = models.filter(({ manifestSha256 }) => !problems.has(manifestSha256));
  const question = readable
    .filter(isRead)
    .flatMap((picture) => usable.map((model): Question => ({ picture, model })))
    .find(({ picture, model }) => !answersOf(picture, model));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the picture is what its number says
  useEffect(() => {
    if (!unread || stopped) return;
    let gone = false;
    const tell = (fact: Partial<SheetPicture>) => {
      if (gone) return;
      setEntries((all) => all.map((one) => (one.id === unread.id ? { ...one, ...fact } : one)));
    };
    pictures.preview(unread.file, shapes).then(
      (preview) => tell({ preview }),
      (error: Error) => tell({ problem: error.message }),
    );
    return () => {
      gone = true;
    };
  }, [unread?.id, stopped]);

  const questionKey = question && answerKey(question.picture.id, question.model.manifestSha256, framing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is what its key says
  useEffect(() => {
    if (!question || questionKey === undefined || stopped) return;
    const { picture, model } = question;
    const input = picture.preview?.inputs.get(inputKey(framing, model.inputShape));
    if (!input) return;
    const controller = new AbortController();
    const { signal } = controller;
    inference.classify(model.manifestSha256, input, 1, { signal }).then(
      ({ probabilities, model: { classes } }) => {
        if (!signal.aborted) setAnswers((all) => new Map(all).set(questionKey, { probabilities, classes }));
      },
      (error: Error) => {
        if (!signal.aborted) setProblems((all) => new Map(all).set(model.manifestSha256, error.message));
      },
    );
    return () => controller.abort();
  }, [questionKey, stopped]);

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
    working: !stopped && (unread !== undefined || question !== undefined),
    stopped: stopped && (unread !== undefined || question !== undefined),
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
