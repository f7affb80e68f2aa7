"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { FormProvider, type Resolver, useForm } from "react-hook-form";
import type { z } from "zod";
import { BACKBONES } from "#domain/backbones/catalogue";
import { specCost } from "#domain/experiments/cost";
import { experimentSpec, experimentSpecFields } from "#domain/experiments/spec";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Link } from "../../../../_ui/link.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { useBackbones } from "../../../_parts/use-backbones.ts";
import { useNow } from "../../../runs/_parts/use-now.ts";
import { useLaunch } from "../../_parts/use-launch.ts";
import { formIssues } from "../../_view/form-issues.ts";
import { chosenValues, type LaunchValues, launchForm } from "../../_view/launch-values.ts";
import { sweepHref } from "../../_view/sweep-href.ts";
import { whenSentence } from "../../_view/when-sentence.ts";
import { BlockEditor } from "./block-editor.tsx";
import { DataFields } from "./data-fields.tsx";
import { Issues } from "./issues.tsx";
import { launchDrafts } from "./launch-drafts.ts";
import { PresetCards } from "./preset-cards.tsx";
import { TrainingFields } from "./training-fields.tsx";
import { useDebounced } from "./use-debounced.ts";
import { WhatWillRun } from "./what-will-run.tsx";
import { When } from "./when.tsx";

const ESTIMATE_DELAY_MS = 300;
/** Trainers come and go and the queue moves while somebody thinks. */
const ESTIMATE_REFRESH_MS = 5_000;

/** The form has all fields, so that none of the schema's defaults is used: what comes in has the type of what goes out. */
const parse = zodResolver(launchForm as z.ZodType<LaunchValues, LaunchValues>);
const resolver: Resolver<LaunchValues> = (values, context, options) => parse(chosenValues(values), context, options);

/** The moment before a page comes to life is too short to show. */
const AS_IF_ENABLED =
  "[&_.input:disabled]:border-control [&_.input:disabled]:bg-surface [&_.input:disabled]:text-ink [&_.button-go:disabled]:border-accent [&_.button-go:disabled]:bg-accent [&_.button-go:disabled]:text-on-accent";

type LaunchFormProps = {
  initial: LaunchValues;
  /** What the form was opened with; drafts are kept for each. */
  origin: string;
};

/** The form, from its draft if there is one. Other values make another form: its fields are born with them. */
export function LaunchForm({ initial, origin }: LaunchFormProps) {
  const [start, setStart] = useState({ values: initial, restored: false });
  const [version, setVersion] = useState(0);
  const [awake, setAwake] = useState(false);
  const startFrom = useCallback((values: LaunchValues, restored: boolean) => {
    setStart({ values, restored });
    setVersion((before) => before + 1);
  }, []);
  useEffect(() => {
    const draft = launchDrafts.load(origin);
    if (draft) startFrom(draft, true);
    setAwake(true);
  }, [origin, startFrom]);
  const startOver = () => {
    launchDrafts.forget(origin);
    startFrom(initial, false);
  };
  return (
    <Form
      key={version}
      initial={start.values}
      origin={origin}
      awake={awake}
      onStartOver={start.restored ? startOver : null}
    />
  );
}

type FormProps = LaunchFormProps & {
  /** The page has come to life. What is typed before that would be lost. */
  awake: boolean;
  /** Set if the form shows a draft: goes back to what it was opened with. */
  onStartOver: (() => void) | null;
};

/** The fields on the left; on the right, at once, what would run and when. */
function Form({ initial, origin, awake, onStartOver }: FormProps) {
  const form = useForm<LaunchValues>({ resolver, defaultValues: initial });
  const { subscribe } = form;
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values }) => launchDrafts.save(origin, chosenValues(values)),
      }),
    [origin, subscribe],
  );
  const values = chosenValues(form.watch());
  const { isMissing } = useBackbones();
  const issues = formIssues(values);
  const { backbone } = values.spec.architecture;
  if (backbone && isMissing(backbone.id)) {
    const { title } = BACKBONES[backbone.id];
    issues.set("spec.architecture.backbone.id", `No trainer that is connected has ${title}’s weights.`);
  }

  const fields = experimentSpecFields.safeParse(values.spec);
  const understood = useRef(initial.spec);
  if (fields.success) understood.current = fields.data;
  const spec = understood.current;
  const specText = JSON.stringify(spec);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is the spec, and equal more often
  const cost = useMemo(() => specCost(spec), [specText]);

  const launch = useLaunch(() => launchDrafts.forget(origin));
  const estimate = useEstimate(specText);
  const submit = form.handleSubmit((valid) => launch.start(valid));
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    const withModifier = event.ctrlKey || event.metaKey;
    // A plain Enter in a field would launch by accident.
    if (withModifier || event.target instanceof HTMLInputElement) event.preventDefault();
    if (withModifier) submit();
  };

  return (
    <FormProvider {...form}>
      <Issues issues={issues}>
        <form
          noValidate
          onSubmit={submit}
          onKeyDown={onKeyDown}
          className="grid items-start gap-12 max-tablet:gap-8 max-tablet:pb-28 wide:grid-cols-[minmax(0,1fr)_500px]"
        >
          <fieldset disabled={!awake} className={clsx("contents", !awake && AS_IF_ENABLED)}>
            <div className="[&>.plate]:mt-8">
              <PresetCards architecture={spec.architecture} />
              {onStartOver && (
                <Note icon="undo" className="mt-4">
                  <b>Your draft is back.</b>{" "}
                  <button type="button" className="text-link" onClick={onStartOver}>
                    Start over
                  </button>
                </Note>
              )}
              <DataFields />
              <BlockEditor />
              <TrainingFields />
            </div>
            <aside aria-label="What will run" className="min-w-0 wide:sticky wide:top-[calc(var(--bar)+24px)]">
              <WhatWillRun spec={spec} cost={cost} stale={!fields.success} />
              <When
                estimate={estimate.data}
                failed={estimate.isError}
                onRetry={() => estimate.refetch()}
                onBackbone={spec.architecture.backbone !== null}
              />
              {launch.error && (
                <Note tone="bad" role="alert" className="mt-5">
                  <b>Not launched.</b> {launch.error}
                </Note>
              )}
              <div className="launch-bar">
                <LaunchPromise issues={issues} estimate={estimate.data} />
                <Button type="submit" variant="go" size="big" loading={launch.busy} title="Ctrl Enter">
                  Launch run
                </Button>
              </div>
              <p className="caption mt-3 max-tablet:hidden">
                Several values of a field?{" "}
                <Link className="text-link" href={sweepHref(origin)}>
                  Vary it in a sweep
                </Link>
              </p>
            </aside>
          </fieldset>
        </form>
      </Issues>
    </FormProvider>
  );
}

type LaunchPromiseProps = {
  issues: ReadonlyMap<string, string>;
  estimate: Parameters<typeof whenSentence>[0] | undefined;
};

/** What pressing the button will bring about: a place and a time, or the field that stands in the way. */
function LaunchPromise({ issues, estimate }: LaunchPromiseProps) {
  const now = useNow(true);
  const [issue] = issues.values();
  const { title, reason } = issue
    ? { title: issues.size === 1 ? "One field to change" : `${issues.size} fields to change`, reason: issue }
    : estimate && now
      ? whenSentence(estimate, now)
      : { title: "Ready to launch", reason: "" };
  return (
    <p className="min-w-0" aria-live="polite">
      <b className="block">{title}</b>
      <span className={issue ? "caption block text-fail" : "caption block"}>{reason}</span>
    </p>
  );
}

function useEstimate(specText: string) {
  const trpc = useTRPC();
  const settled = useDebounced(specText, ESTIMATE_DELAY_MS);
  const parsed = useMemo(() => experimentSpec.safeParse(JSON.parse(settled)), [settled]);
  return useQuery(
    trpc.launch.estimate.queryOptions(
      { spec: parsed.success ? parsed.data : (JSON.parse(settled) as never) },
      { enabled: parsed.success, placeholderData: keepPreviousData, refetchInterval: ESTIMATE_REFRESH_MS },
    ),
  );
}
