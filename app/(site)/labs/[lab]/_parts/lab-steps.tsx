import type { Lab } from "#domain/labs/lab";
import { Icon } from "../../../../_ui/icon.tsx";
import type { StepView } from "../../_view/lab-steps.ts";

const SAID = { done: "done", current: "next", open: "to do" } as const;

/** The steps of a lab down the left side, ticked as they are done; on a narrow page a line above. */
export function LabSteps({ lab, steps }: { lab: Lab; steps: readonly StepView[] }) {
  return (
    <nav className="lab-steps" aria-label="Steps of the lab">
      <p className="caption">
        {lab.name}, about {lab.minutes} minutes
      </p>
      <ol>
        {steps.map(({ id, title, state }, index) => (
          <li key={id} data-state={state} aria-current={state === "current" ? "step" : undefined}>
            <a href={`#${id}`}>
              {state === "done" ? <Icon name="check" size="s" /> : <b aria-hidden="true">{index + 1}</b>}
              {title}
              <span className="sr-only">, {SAID[state]}</span>
            </a>
          </li>
        ))}
      </ol>
      <p className="caption max-desktop:hidden">Saved as you type. Hand in with the report.</p>
    </nav>
  );
}
