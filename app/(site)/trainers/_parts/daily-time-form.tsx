"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { TRAINING_SECONDS_PER_DAY } from "#domain/limits";
import { useTRPC } from "../../../_trpc/client.ts";
import { Button } from "../../../_ui/button.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Input } from "../../../_ui/input.tsx";
import { showToast } from "../../../_ui/toast.tsx";
import { refusalText } from "../../runs/_view/refusal-text.ts";
import { useQueueRefresh } from "./use-queue-acts.ts";

const HOUR = 3600;
const MOST = TRAINING_SECONDS_PER_DAY.max / HOUR;

/** How long one person's runs may train within a day; two trainers that train an hour use two. */
export function DailyTimeForm({ secondsPerDay }: { secondsPerDay: number }) {
  const trpc = useTRPC();
  const [text, setText] = useState(String(secondsPerDay / HOUR));
  const set = useMutation(
    trpc.trainers.setDailyTime.mutationOptions({
      onSuccess: () => showToast("The training time of a day is set"),
      onSettled: useQueueRefresh(),
    }),
  );
  const hours = text.trim() === "" ? Number.NaN : Number(text);
  const valid = hours >= 0 && hours <= MOST;
  const problem = valid
    ? set.error && refusalText(set.error)
    : `Hours must be a number from 0 to ${MOST.toLocaleString("en-US")}; 0 is without limit.`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (valid) set.mutate({ secondsPerDay: Math.round(hours * HOUR) });
  };
  return (
    <form className="flex max-w-[420px] items-start gap-3" onSubmit={submit} noValidate>
      <Field
        label="Hours"
        limit="0 is without limit"
        className="grow"
        error={problem}
        hint="Counted by days of UTC. Who has used them up launches nothing until midnight; what runs keeps a checkpoint and waits."
      >
        <Input inputMode="decimal" value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <Button
        type="submit"
        className="mt-[26px]"
        loading={set.isPending}
        disabled={!valid || hours * HOUR === secondsPerDay}
      >
        Save
      </Button>
    </form>
  );
}
