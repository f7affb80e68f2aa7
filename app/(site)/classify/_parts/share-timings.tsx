import { Checkbox } from "../../../_ui/checkbox.tsx";

/** Asks whether the site may know how fast models are in this browser. */
export function ShareTimings({ shares, onChange }: { shares: boolean; onChange: (shares: boolean) => void }) {
  return (
    <div className="border-t border-line py-3">
      <Checkbox
        label="Share how fast models are in this browser"
        checked={shares}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby="shared-timings"
      />
      <p id="shared-timings" className="caption mt-1 max-w-prose text-pretty">
        The page of a public model then counts its milliseconds for a picture here, and what computed it. Nothing of the
        picture, its answer or you is sent.
      </p>
    </div>
  );
}
