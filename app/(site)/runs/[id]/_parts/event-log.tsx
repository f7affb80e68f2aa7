import clsx from "clsx";
import { useMemo } from "react";
import type { RunEvent } from "#domain/runs/events";
import { Plate } from "../../../../_ui/plate.tsx";
import { ClockTime } from "../../../../_ui/relative-time.tsx";
import { type LogLine, logLines } from "../../_view/log-lines.ts";
import type { RunFeed } from "../../_view/run-feed.ts";

const TONES = { best: "best", mono: "code" } as const;
const LEVELS: Record<LogLine["level"], string | undefined> = { info: undefined, warn: "text-warn", error: "text-fail" };

/** What the process printed and how long its steps took is told by the console alone. */
const isEvent = ({ data }: RunEvent) => data.type !== "log" || (!data.output && data.level !== "info");

/** What happened to the run, the latest first. */
export function EventLog({ log, queuedAt, id }: { log: RunFeed["log"]; queuedAt: Date; id?: string }) {
  const lines = useMemo(() => logLines(log.filter(isEvent)).reverse(), [log]);
  return (
    <Plate title="Events" id={id}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section tabIndex={0} aria-label="All events" className="max-h-[440px] overflow-y-auto">
        <ol className="log">
          {lines.map(({ seq, at, level, parts }) => (
            <li key={seq}>
              <ClockTime at={at} />
              <span className={LEVELS[level]}>
                {parts.map(({ text, tone }) => (
                  <span key={text} className={clsx(tone && TONES[tone])}>
                    {text}
                  </span>
                ))}
              </span>
            </li>
          ))}
          <li>
            <ClockTime at={queuedAt} />
            <span>Queued.</span>
          </li>
        </ol>
      </section>
    </Plate>
  );
}
