"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { BrowserTiming } from "#domain/models/browser-timing";
import { median } from "#domain/statistics/median";
import type { Classification } from "../../../_inference/inference-client.ts";
import type { ReadyModel } from "../../../_inference/messages.ts";
import { readStored, writeStored } from "../../../_ui/browser-storage.ts";

const KEY = "cultivar.shared-timings";
/** Single pictures of which a browser's time is the median. */
const TIMED_PICTURES = 3;

/** Whether this browser's visitor shares how fast models are in it: no, until they say so. */
export function useSharesTimings(): [boolean, (shares: boolean) => void] {
  const [shares, setShares] = useState(false);
  // After the first paint: the server does not know it.
  useEffect(() => setShares(readStored(KEY) === "yes"), []);
  const choose = useCallback((next: boolean) => {
    setShares(next);
    writeStored(KEY, next ? "yes" : null);
  }, []);
  return [shares, choose];
}

/** Models and backends that this page has told of. */
const told = new Set<string>();

/**
 * Tells the site how fast a model is in this browser, once for each backend, when a few pictures have been classified.
 *
 * @param modelId null while nothing is to be told
 */
export function useReportTiming(modelId: string | null, model: ReadyModel | null, answer: Classification | null): void {
  const timed = useRef<{ model: ReadyModel | null; milliseconds: number[] }>({ model: null, milliseconds: [] });

  useEffect(() => {
    if (timed.current.model !== model) timed.current = { model, milliseconds: [] };
    // One that took the place of a backend that failed has another warm-up than the model tells.
    if (answer && answer.backend === model?.backend) timed.current.milliseconds.push(answer.milliseconds);
  }, [model, answer]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer may be the one that was missing
  useEffect(() => {
    const { milliseconds } = timed.current;
    if (modelId === null || !model || milliseconds.length < TIMED_PICTURES) return;
    const { backend, warmUpMilliseconds } = model;
    const key = `${modelId} ${backend}`;
    if (told.has(key)) return;
    told.add(key);
    void tell(modelId, { backend, milliseconds: median(milliseconds), warmUpMilliseconds });
  }, [modelId, model, answer]);
}

/** Nobody waits for it, and a site that cannot be reached goes without. */
const tell = (modelId: string, timing: BrowserTiming): Promise<unknown> =>
  fetch(`/api/models/${modelId}/timings`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(timing),
    keepalive: true,
  }).catch(() => {});
