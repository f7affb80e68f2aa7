"use client";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { RelativeTime } from "../../../../_ui/relative-time.tsx";
import { SkeletonRows } from "../../../../_ui/skeleton.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { formatAbout } from "../../../runs/_view/about-duration.ts";
import { engineInShort } from "../../../runs/_view/log-lines.ts";
import type { Estimate } from "../../../runs/_view/run-types.ts";

type WhenProps = {
  estimate: Estimate | undefined;
  failed: boolean;
  onRetry: () => void;
  /** Features come before the training, unless they are there. */
  onBackbone: boolean;
};

/** The trainers that are there, and when each would have the model ready. */
export function When({ onBackbone, ...rest }: WhenProps) {
  return (
    <Plate title="When" className="mt-6!">
      {rest.estimate?.paused && (
        <Note tone="warn" icon="pause" className="mb-3">
          <b>An administrator has paused the queue.</b> You can launch; the run starts once it is resumed.
        </Note>
      )}
      <Trainers {...rest} />
      {onBackbone && rest.estimate && rest.estimate.trainers.length > 0 && (
        <p className="caption mt-2">Features come before that, where no run has computed them yet.</p>
      )}
    </Plate>
  );
}

function Trainers({ estimate, failed, onRetry }: Omit<WhenProps, "onBackbone">) {
  if (!estimate && failed) {
    return (
      <ErrorState title="The estimate did not arrive." onRetry={onRetry}>
        You can launch all the same.
      </ErrorState>
    );
  }
  if (!estimate) return <SkeletonRows rows={2} height={33} />;
  if (estimate.trainers.length === 0) {
    return <p className="sub">No trainer is connected. A run waits in the queue until one is.</p>;
  }
  const first = Math.min(...estimate.trainers.flatMap(({ readyAt }) => (readyAt ? [readyAt.getTime()] : [])));
  return (
    <Table caption="Trainers" dense className="[&_td]:py-1.5!">
      <thead>
        <tr>
          <Th>Trainer</Th>
          <Th numeric>Training</Th>
          <Th numeric>Ready</Th>
        </tr>
      </thead>
      <tbody>
        {estimate.trainers.map((trainer) => {
          const chosen = trainer.readyAt?.getTime() === first;
          return (
            <tr key={trainer.id} aria-selected={chosen || undefined}>
              <Td>
                <span className="font-medium">{trainer.name}</span>{" "}
                <span className="block text-xs text-ink-3">{engineInShort(trainer.engine)}</span>
                {trainer.busyWith && <span className="block text-xs text-ink-3">busy with {trainer.busyWith}</span>}
              </Td>
              <Td numeric>
                {trainer.trainingSeconds === null ? (
                  <span className="faint">not known yet</span>
                ) : (
                  `about ${formatAbout(trainer.trainingSeconds)}`
                )}
              </Td>
              <Td numeric>
                {!trainer.alive ? (
                  <span className="faint">gone</span>
                ) : trainer.readyAt ? (
                  <RelativeTime at={trainer.readyAt} className={chosen ? "best" : undefined} />
                ) : (
                  <span className="faint">–</span>
                )}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
