"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { inference } from "../../../_inference/inference.ts";
import { dropFiles, keepFiles, keepStudio } from "../../../_inference/kept-files.ts";
import type { ReadyModel } from "../../../_inference/messages.ts";
import { pictures } from "../../../_inference/picture-client.ts";
import { filesToDrop, type KeptModel, readKeptModels, withModel, writeKeptModels } from "./kept-models.ts";
import { loadLateParts } from "./late-parts.tsx";
import { registerServiceWorker } from "./register-service-worker.ts";
import type { UsableModel } from "./usable-model.ts";

/** The page, and the scripts that its workers are made of: a worker belongs to the scope of its script. */
const SCOPES = ["/classify", "/_next/static/"];

/** Whether this browser keeps anything; scripts of a development server change under their names. */
const canKeep = () => process.env.NODE_ENV === "production" && "serviceWorker" in navigator && "caches" in window;

async function keepPage(): Promise<void> {
  // One after the other: see there.
  for (const scope of SCOPES) await registerServiceWorker(scope);
  await Promise.all([pictures.keep(), loadLateParts()]);
  await keepStudio();
}

/**
 * The models that this browser keeps for when there is no connection: those that were used, until their room is full.
 *
 * @param usable what the server offers now; null where it could not be asked
 */
export function useKeptModels(usable: readonly UsableModel[] | null) {
  const [models, setModels] = useState<readonly KeptModel[]>([]);
  const [possible, setPossible] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const pageKept = useRef(false);
  /** Removed by hand: not kept again before the page is loaded anew. */
  const unwanted = useRef(new Set<string>());

  const change = useCallback((update: (models: readonly KeptModel[]) => readonly KeptModel[]) => {
    const before = readKeptModels();
    const after = update(before);
    writeKeptModels(after);
    setModels(after);
    return dropFiles(filesToDrop(before, after));
  }, []);

  useEffect(() => {
    if (!canKeep()) return;
    setPossible(true);
    setModels(readKeptModels());
  }, []);

  const keep = useCallback(
    async ({ manifestSha256, name }: UsableModel, { files }: ReadyModel, pinned: boolean) => {
      if (!(await keepFiles(files.map(({ sha256 }) => sha256)))) {
        setProblem(navigator.onLine ? `This browser has no room for ${name}. Remove another, or free its disk.` : null);
        return;
      }
      setProblem(null);
      await change((all) => {
        const known = all.find((one) => one.manifestSha256 === manifestSha256);
        const next = { manifestSha256, name, files, pinned: pinned || (known?.pinned ?? false), usedAt: Date.now() };
        return withModel(all, next);
      });
      if (pageKept.current) return;
      pageKept.current = true;
      await keepPage().catch(() => setProblem("This browser did not keep the page itself. Load it anew to try again."));
    },
    [change],
  );

  const onReady = useCallback(
    (model: UsableModel, ready: ReadyModel) => {
      if (canKeep() && model.publishedAt !== null && !unwanted.current.has(model.manifestSha256)) {
        void keep(model, ready, false);
      }
    },
    [keep],
  );
  const makeAvailable = useCallback(
    async (model: UsableModel) => {
      unwanted.current.delete(model.manifestSha256);
      try {
        await keep(model, await inference.load(model.manifestSha256, { keep: true }), true);
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
      }
    },
    [keep],
  );
  const pin = useCallback(
    (manifestSha256: string, pinned: boolean) =>
      void change((all) => all.map((one) => (one.manifestSha256 === manifestSha256 ? { ...one, pinned } : one))),
    [change],
  );
  const remove = useCallback(
    (which: (model: KeptModel) => boolean) => {
      for (const { manifestSha256 } of readKeptModels().filter(which)) unwanted.current.add(manifestSha256);
      void change((all) => all.filter((model) => !which(model)));
    },
    [change],
  );

  // A model that was withdrawn is removed as soon as the server says so.
  useEffect(() => {
    if (!usable || !canKeep()) return;
    const offered = new Set(usable.filter(({ publishedAt }) => publishedAt).map((model) => model.manifestSha256));
    void change((all) => all.filter(({ manifestSha256 }) => offered.has(manifestSha256)));
  }, [usable, change]);

  return { possible, models, problem, onReady, makeAvailable, pin, remove };
}
