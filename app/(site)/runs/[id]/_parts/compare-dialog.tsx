"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useDeferredValue, useState } from "react";
import { COMPARED_RUNS } from "#domain/limits";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Checkbox } from "../../../../_ui/checkbox.tsx";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { Input } from "../../../../_ui/input.tsx";
import { formatPercent } from "../../../../_ui/numbers.ts";
import { RelativeTime } from "../../../../_ui/relative-time.tsx";
import type { RunDetail } from "../../_view/run-types.ts";

type CompareDialogProps = { run: Pick<RunDetail, "id" | "name">; open: boolean; onOpenChange: (open: boolean) => void };

/** Chooses runs to compare this one with, among the latest or by name. */
export function CompareDialog({ run, open, onOpenChange }: CompareDialogProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const wanted = useDeferredValue(search.trim());
  const found = useQuery(
    trpc.runs.list.queryOptions(
      { pageSize: 20, ...(wanted && { search: wanted }) },
      { enabled: open, placeholderData: keepPreviousData },
    ),
  );
  const others = found.data?.rows.filter(({ id }) => id !== run.id) ?? [];
  const full = chosen.length + 1 >= COMPARED_RUNS.max;
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Compare with"
      description={`Choose what to set beside ${run.name}.`}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Close</Button>
          <Button
            variant="go"
            disabled={chosen.length === 0}
            onClick={() => router.push(`/compare?runs=${[run.id, ...chosen].join(",")}`)}
          >
            {chosen.length > 0 ? `Compare ${chosen.length + 1} runs` : "Compare"}
          </Button>
        </>
      }
    >
      <Input
        type="search"
        icon="search"
        aria-label="Search your runs"
        placeholder="Search your runs"
        maxLength={80}
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      {found.isError ? (
        <p className="sub" role="alert">
          Your runs did not arrive.{" "}
          <button type="button" className="text-link" onClick={() => found.refetch()}>
            Try again
          </button>
        </p>
      ) : (
        <ul className="max-h-72 min-h-40 overflow-y-auto" aria-busy={found.isPending} aria-label="Runs">
          {others.map(({ id, name, testAccuracy, queuedAt }) => (
            <li key={id} className="border-b border-line">
              <Checkbox
                className="flex! min-h-10 py-1 [&>span]:flex [&>span]:min-w-0 [&>span]:flex-1 [&>span]:gap-3"
                checked={chosen.includes(id)}
                disabled={full && !chosen.includes(id)}
                onChange={() => toggle(id)}
                label={
                  <>
                    <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
                    <span className="caption whitespace-nowrap">
                      {testAccuracy === null ? <RelativeTime at={queuedAt} /> : formatPercent(testAccuracy, 2)}
                    </span>
                  </>
                }
              />
            </li>
          ))}
          {found.isSuccess && others.length === 0 && (
            <li className="sub py-2">{wanted ? `No other run is called ${wanted}.` : "There is no other run yet."}</li>
          )}
        </ul>
      )}
    </Dialog>
  );
}
