"use client";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { ExplanationOf } from "../../../_inference/explain-messages.ts";
import { Button } from "../../../_ui/button.tsx";
import { gridStep } from "../../../_ui/grid-step.ts";
import { formatCount } from "../../../_ui/numbers.ts";
import { ChannelDialog } from "./channel-dialog.tsx";
import { channelPixels, rangeOf } from "./heat-colours.ts";
import { MapCanvas } from "./map-canvas.tsx";
import { rangeInWords } from "./range-in-words.ts";
import type { WhyProps } from "./why-props.ts";

/** More on one page are no longer looked at one by one. */
const PAGE = 64;

type ChannelGridProps = Pick<WhyProps, "model" | "input"> & { maps: ExplanationOf<"layer">; layer: string };

/** The maps of a layer. The arrow keys go through them, Enter shows one large. */
export function ChannelGrid({ maps, layer, model, input }: ChannelGridProps) {
  const { values, height, width, channels } = maps;
  const [page, setPage] = useState(0);
  const [current, setCurrent] = useState(0);
  const [opened, setOpened] = useState<number | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const start = page * PAGE;
  const count = Math.min(PAGE, channels - start);
  const tiles = useMemo(
    () =>
      Array.from({ length: count }, (_, i) => ({
        channel: start + i,
        pixels: channelPixels(values, channels, start + i),
        range: rangeOf(values, channels, start + i),
      })),
    [values, channels, start, count],
  );
  const turn = (next: number) => {
    setPage(next);
    setCurrent(next * PAGE);
  };
  const press = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const top = buttons[0]?.offsetTop;
    const columns = buttons.filter((button) => button.offsetTop === top).length;
    const next = gridStep(event.key, current - start, count, columns);
    if (next === null) return;
    event.preventDefault();
    setCurrent(start + next);
    buttons[next]?.focus();
  };
  return (
    <div className="grid gap-2">
      <ul
        ref={list}
        className="grid grid-cols-[repeat(auto-fill,minmax(48px,1fr))] gap-1"
        aria-label={`Channels of ${layer}`}
      >
        {tiles.map(({ channel, pixels, range }) => {
          const words = `Channel ${channel + 1}, ${rangeInWords(range)}`;
          return (
            <li key={channel}>
              <button
                type="button"
                className="block w-full border border-line outline-offset-1 hover:outline-2 hover:outline-accent"
                tabIndex={channel === current ? 0 : -1}
                aria-label={words}
                title={words}
                onFocus={() => setCurrent(channel)}
                onKeyDown={press}
                onClick={() => setOpened(channel)}
              >
                <MapCanvas pixels={pixels} width={width} height={height} className="pixels h-auto w-full" />
              </button>
            </li>
          );
        })}
      </ul>
      {channels > PAGE && (
        <div className="flex items-center gap-2 text-xs text-ink-2">
          <span className="flex-1">
            Channels {formatCount(start + 1)} to {formatCount(start + count)} of {formatCount(channels)}
          </span>
          <Button size="sm" disabled={page === 0} onClick={() => turn(page - 1)}>
            Previous
          </Button>
          <Button size="sm" disabled={start + count >= channels} onClick={() => turn(page + 1)}>
            Next
          </Button>
        </div>
      )}
      {opened !== null && (
        <ChannelDialog
          maps={maps}
          channel={opened}
          layer={layer}
          model={model}
          input={input}
          onChannel={(channel) => {
            setOpened(channel);
            setPage(Math.floor(channel / PAGE));
            setCurrent(channel);
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}
