type EpochScrubberProps = {
  /** Those that can be chosen, in order. */
  epochs: readonly number[];
  epoch: number;
  onChange: (epoch: number) => void;
};

/** Goes through the epochs by dragging, or with the arrow keys, Home and End. */
export function EpochScrubber({ epochs, epoch, onChange }: EpochScrubberProps) {
  const last = epochs.at(-1);
  if (epochs.length < 2) return <span className="caption">after epoch {last}</span>;
  return (
    <label className="flex items-center gap-3 text-sm">
      <span className="whitespace-nowrap">
        after epoch {epoch} <span className="text-ink-3">of {last}</span>
      </span>
      <input
        type="range"
        className="scrubber"
        aria-label="Epoch"
        aria-valuetext={`epoch ${epoch}`}
        min={0}
        max={epochs.length - 1}
        step={1}
        value={Math.max(0, epochs.indexOf(epoch))}
        onChange={({ target }) => onChange(epochs[Number(target.value)] ?? epoch)}
      />
    </label>
  );
}
