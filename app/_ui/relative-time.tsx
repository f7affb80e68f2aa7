"use client";
import { useEffect, useState } from "react";
import { formatRelative } from "./numbers.ts";

type RelativeTimeProps = { at: Date | number | string; className?: string };

/**
 * "34 min ago", exact on hover. Server and browser render at different moments, so the browser takes over the text it
 * was sent and corrects it after hydration; only the exact time depends on the reader's time zone.
 */
export function RelativeTime({ at, className }: RelativeTimeProps) {
  const time = new Date(at);
  const [now, setNow] = useState(() => Date.now());
  const [exact, setExact] = useState<string>();
  const instant = time.getTime();
  useEffect(() => {
    setNow(Date.now());
    setExact(new Date(instant).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" }));
    const recent = Math.abs(Date.now() - instant) < 60_000;
    const timer = setInterval(() => setNow(Date.now()), recent ? 5_000 : 30_000);
    return () => clearInterval(timer);
  }, [instant]);
  return (
    <time dateTime={time.toISOString()} title={exact} className={className} suppressHydrationWarning>
      {formatRelative(instant, now)}
    </time>
  );
}

/** The time of day by the reader's clock, "15:52:01"; the date and zone on hover. */
export function ClockTime(props: RelativeTimeProps) {
  return <ExactTime {...props} format={{ timeStyle: "medium" }} />;
}

/** Day and minute by the reader's clock, "21 Nov, 14:03"; the year, second and zone on hover. */
export function DayTime(props: RelativeTimeProps) {
  return <ExactTime {...props} format={{ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }} />;
}

function ExactTime({ at, className, format }: RelativeTimeProps & { format: Intl.DateTimeFormatOptions }) {
  const time = new Date(at);
  const [zone, setZone] = useState<string>("UTC");
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return (
    <time
      dateTime={time.toISOString()}
      title={time.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "long", timeZone: zone })}
      className={className}
    >
      {time.toLocaleString("en-GB", { ...format, timeZone: zone })}
    </time>
  );
}
