"use client";
import { deviceTitle, engineTitle } from "#domain/runs/engine-record";
import { IconButton } from "../../../_ui/button.tsx";
import { Link } from "../../../_ui/link.tsx";
import { Menu } from "../../../_ui/menu.tsx";
import { Meter } from "../../../_ui/meter.tsx";
import { formatBytes, formatCount, formatPercent } from "../../../_ui/numbers.ts";
import { RelativeTime } from "../../../_ui/relative-time.tsx";
import { Status } from "../../../_ui/status.tsx";
import { Table, Td, Th } from "../../../_ui/table.tsx";
import { useNow } from "../../runs/_parts/use-now.ts";
import { formatAbout } from "../../runs/_view/about-duration.ts";
import { trainerStanding } from "../_view/trainer-standing.ts";
import type { TrainerLine } from "../_view/trainers-types.ts";

type TrainerTableProps = {
  trainers: readonly TrainerLine[];
  /** Only for administrators. */
  onDrain: ((trainer: TrainerLine, drained: boolean) => void) | undefined;
};

/** Who trains: what on, how loaded, and at what. Those that are gone stand last, and are forgotten after a week. */
export function TrainerTable({ trainers, onDrain }: TrainerTableProps) {
  return (
    <Table caption="Trainers">
      <thead>
        <tr>
          <Th>State</Th>
          <Th>Trainer</Th>
          <Th className="max-tablet:hidden">In training</Th>
          <Th numeric className="max-desktop:hidden">
            Load
          </Th>
          <Th numeric className="max-desktop:hidden">
            Memory
          </Th>
          <Th numeric>Heard of</Th>
          {onDrain && (
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {trainers.map((trainer) => (
          <TrainerRow key={trainer.id} trainer={trainer} onDrain={onDrain} />
        ))}
      </tbody>
    </Table>
  );
}

function TrainerRow({ trainer, onDrain }: { trainer: TrainerLine } & Pick<TrainerTableProps, "onDrain">) {
  const { name, engine, slots, alive, runs, load, memoryBytes, memoryUsedBytes, codeVersion, drainedAt } = trainer;
  const { word, mark } = trainerStanding(trainer);
  const progress = runs.length > 0 ? runs.reduce((sum, run) => sum + run.progress, 0) / runs.length : 0;
  return (
    <tr>
      <Td>
        <Status state={mark} progress={progress}>
          {word}
        </Status>
      </Td>
      <Td>
        <span className="font-medium">{name}</span>
        <span className="block text-xs text-ink-3">
          {deviceTitle(engine)}
          {slots > 1 && `, ${slots} runs side by side`}
        </span>
        <span className="block text-xs text-ink-3">
          {engineTitle(engine)}
          {codeVersion && `, Cultivar ${codeVersion}`}
        </span>
        <div className="tablet:hidden">
          <TrainingRuns trainer={trainer} />
        </div>
      </Td>
      <Td className="max-tablet:hidden">
        <TrainingRuns trainer={trainer} />
      </Td>
      <Td numeric className="max-desktop:hidden">
        {alive && load !== null ? formatPercent(load, 0) : <span className="faint">–</span>}
      </Td>
      <Td numeric className="max-desktop:hidden">
        {alive && memoryBytes !== null && memoryUsedBytes !== null ? (
          <>
            {formatBytes(memoryUsedBytes)} <span className="unit">of {formatBytes(memoryBytes)}</span>
            <Meter share={memoryUsedBytes / memoryBytes} className="mt-1" />
          </>
        ) : (
          <span className="faint">–</span>
        )}
      </Td>
      <Td numeric className="faint">
        <RelativeTime at={trainer.heartbeatAt} />
      </Td>
      {onDrain && (
        <Td className="w-10">
          {alive && (
            <Menu
              trigger={<IconButton icon="dots" label={`Actions for ${name}`} className="-my-1.5" />}
              entries={[
                drainedAt
                  ? { label: "Take runs again", icon: "play", onSelect: () => onDrain(trainer, false) }
                  : { label: "Take no more runs", icon: "pause", onSelect: () => onDrain(trainer, true) },
              ]}
            />
          )}
        </Td>
      )}
    </tr>
  );
}

/** The runs that it has in hand, those of others without their names. */
function TrainingRuns({ trainer: { alive, runs } }: { trainer: TrainerLine }) {
  const now = useNow(alive && runs.length > 0);
  if (runs.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {runs.map(({ id, name, imagesPerSecond, readyAt }, index) => {
        const left = readyAt && now ? (readyAt.getTime() - now) / 1000 : null;
        const facts = [
          imagesPerSecond === null ? null : `${formatCount(imagesPerSecond)} images/s`,
          left === null || !alive ? null : left > 1 ? `about ${formatAbout(left)} left` : "nearly done",
        ];
        return (
          <li key={id ?? `other ${index}`}>
            {id ? (
              <Link className="text-link" href={`/runs/${id}`}>
                {name}
              </Link>
            ) : (
              <span className="text-ink-2">somebody’s run</span>
            )}
            <span className="block text-xs text-ink-3">{facts.filter((fact) => fact !== null).join(", ")}</span>
          </li>
        );
      })}
    </ul>
  );
}
