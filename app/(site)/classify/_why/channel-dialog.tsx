"use client";
import { useEffect, useMemo, useState } from "react";
import type { ExplanationOf } from "../../../_inference/explain-messages.ts";
import { useExplanation } from "../../../_inference/use-explanation.ts";
import { Button } from "../../../_ui/button.tsx";
import { Dialog } from "../../../_ui/dialog.tsx";
import { Skeleton } from "../../../_ui/skeleton.tsx";
import { FilterWeightsTable } from "./filter-weights-table.tsx";
import { channelPixels, rangeOf } from "./heat-colours.ts";
import { MapCanvas } from "./map-canvas.tsx";
import { rangeInWords } from "./range-in-words.ts";
import type { WhyProps } from "./why-props.ts";

type ChannelDialogProps = Pick<WhyProps, "model" | "input"> & {
  maps: ExplanationOf<"layer">;
  channel: number;
  layer: string;
  onChannel: (channel: number) => void;
  onClose: () => void;
};

/** One channel large, with the weights of the filter that made it. The arrow keys go through the channels. */
export function ChannelDialog({ maps, channel, layer, model, input, onChannel, onClose }: ChannelDialogProps) {
  const { values, height, width, channels } = maps;
  const pixels = useMemo(() => channelPixels(values, channels, channel), [values, channels, channel]);
  const state = useExplanation<"filter">(model.manifestSha256, input, { kind: "filter", layer, filter: channel });
  const [chosen, setChosen] = useState(0);
  /** Those of the channel before stay until the next ones are there. */
  const [shown, setShown] = useState<{ filter: number; weights: ExplanationOf<"filter">["weights"] } | null>(null);
  const { latest } = state;
  useEffect(() => {
    if (latest) setShown({ filter: channel, weights: latest.weights });
  }, [latest, channel]);
  const previous = channel > 0 ? channel - 1 : null;
  const next = channel < channels - 1 ? channel + 1 : null;
  useEffect(() => {
    const onKeyDown = ({ key, target }: KeyboardEvent) => {
      if (target instanceof HTMLSelectElement) return;
      if (key === "ArrowLeft" && previous !== null) onChannel(previous);
      if (key === "ArrowRight" && next !== null) onChannel(next);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [previous, next, onChannel]);
  const range = rangeOf(values, channels, channel);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Channel ${channel + 1} of ${layer}`}
      description={`${height} × ${width} values, ${rangeInWords(range)}.`}
      footer={
        <>
          <Button disabled={previous === null} onClick={() => previous !== null && onChannel(previous)}>
            Previous
          </Button>
          <Button disabled={next === null} onClick={() => next !== null && onChannel(next)}>
            Next
          </Button>
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      <div className="grid justify-items-center gap-4">
        <div
          className="w-56 max-w-full border border-line"
          role="img"
          aria-label={`Response of channel ${channel + 1}, ${rangeInWords(range)}`}
        >
          <MapCanvas pixels={pixels} width={width} height={height} className="pixels h-auto w-full" />
        </div>
        {state.status === "failed" ? (
          <p className="sub" role="alert">
            Its weights could not be read. {state.message}
          </p>
        ) : shown === null ? (
          <Skeleton className="h-40 w-full" />
        ) : shown.weights === null ? (
          <p className="sub">
            This layer mixes channels of several layers, so no single filter stands behind one of them.
          </p>
        ) : (
          <FilterWeightsTable
            {...shown}
            weights={shown.weights}
            layers={model.layers}
            chosen={chosen}
            onChoose={setChosen}
          />
        )}
      </div>
    </Dialog>
  );
}
