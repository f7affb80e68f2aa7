"use client";
import { usePathname } from "next/navigation";
import type { LabFigures } from "#domain/labs/figures";
import type { Lab } from "#domain/labs/lab";
import { isTerminal } from "#domain/runs/states";
import { Button, ButtonLink } from "../../../../_ui/button.tsx";
import { signInFrom } from "../../../../_ui/frame/navigation.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import type { LabWork } from "../../_view/lab-types.ts";
import { launchCaption } from "../../_view/launch-caption.ts";
import { NetworkRun } from "./network-run.tsx";
import { useLabActions } from "./use-lab-actions.ts";

type LabLaunchProps = {
  lab: Lab;
  figures: LabFigures;
  runs: LabWork["runs"];
  viewerId: string | null;
  /** What the viewer did is known. */
  ready: boolean;
};

/** One press launches what is not yet launched; then each network's run, side by side, while it trains and after. */
export function LabLaunch({ lab, figures, runs, viewerId, ready }: LabLaunchProps) {
  const actions = useLabActions(lab.id);
  const pathname = usePathname();
  const open = figures.networks.filter(({ run }) => run === null).map(({ id }) => id);
  const some = Object.keys(runs).length > 0;
  return (
    <Plate title="Launch and watch" caption={launchCaption(figures.networks)}>
      {viewerId === null ? (
        <div className="lab-act">
          <ButtonLink variant="go" href={`${signInFrom(pathname)}%23launch`}>
            Sign in to launch the lab
          </ButtonLink>
          <span className="caption">
            Data and networks are for everybody; runs and answers are kept under your name.
          </span>
        </div>
      ) : (
        ready &&
        open.length > 0 && (
          <div className="lab-act">
            <Button
              variant="go"
              icon="flask"
              loading={actions.launching}
              onClick={() => actions.launch(open)}
              aria-describedby="launch-words"
            >
              {some ? "Launch the rest" : "Launch the lab"}
            </Button>
            <span id="launch-words" className="caption">
              {open.length === 1 ? "One run" : `${open.length} runs, one after the other`}, tagged “{lab.tag}”. Or use
              runs that you have.
            </span>
          </div>
        )
      )}
      {actions.refusal && (
        <p role="alert" className="mb-4 text-fail text-sm">
          {actions.refusal}
        </p>
      )}
      <div className="lab-columns">
        {figures.networks.map((network) => (
          <NetworkRun
            key={network.id}
            lab={lab}
            network={network}
            found={runs[network.id] ?? null}
            actions={viewerId === null ? null : actions}
          />
        ))}
      </div>
      <p role="status" className="sr-only">
        {figures.networks.flatMap(({ title, run }) => (run ? [`${title}: ${run.state}.`] : [])).join(" ")}
        {Object.values(runs).some(({ run }) => !isTerminal(run.state)) ? "" : some ? " Nothing is training." : ""}
      </p>
    </Plate>
  );
}
