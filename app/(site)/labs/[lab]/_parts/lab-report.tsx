"use client";
import type { LabFigures } from "#domain/labs/figures";
import type { Lab } from "#domain/labs/lab";
import { Button } from "../../../../_ui/button.tsx";
import { Icon } from "../../../../_ui/icon.tsx";
import { Meter } from "../../../../_ui/meter.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { ShareButton } from "../../../_parts/share-button.tsx";
import { labReport } from "../../_view/lab-report.ts";
import type { DatasetDetail, LabWork } from "../../_view/lab-types.ts";
import { reportChecklist } from "../../_view/report-checklist.ts";
import { useReport } from "./use-report.ts";

type LabReportProps = {
  lab: Lab;
  figures: LabFigures;
  work: LabWork;
  dataset: DatasetDetail | null;
  signedIn: boolean;
  onMade: () => void;
};

/** What the report would hold now, and the ways to have it. */
export function LabReport({ lab, figures, work, dataset, signedIn, onMade }: LabReportProps) {
  const report = () => labReport(lab, figures, work, dataset, new Date());
  const making = useReport({ lab, work, dataset, report, onMade });
  const runIds = figures.networks.flatMap(({ run }) => (run ? [run.id] : []));
  const items = reportChecklist(labReport(lab, figures, work, dataset, new Date(0)));
  return (
    <Plate
      title="Report"
      caption="made in this browser, with what there is"
      tools={
        signedIn &&
        runIds.length > 0 && <ShareButton target={{ kind: "report", lab: lab.id, runIds }} what="this report" />
      }
    >
      <div className="lab-report">
        <ul className="lab-checklist" aria-label="What the report holds">
          {items.map(({ title, ready, remark }) => (
            <li key={title} data-ready={ready}>
              <Icon name={ready ? "check" : "clock"} size="s" label={ready ? "there" : "missing"} />
              {title}
              {remark && <span className="caption">{remark}</span>}
            </li>
          ))}
        </ul>
        <div>
          {signedIn ? (
            <div className="actions">
              <Button
                variant="go"
                icon="download"
                loading={making.form === "zip"}
                disabled={making.busy}
                onClick={() => making.start("zip")}
              >
                Download all (ZIP)
              </Button>
              <Button
                icon="file"
                loading={making.form === "pdf"}
                disabled={making.busy}
                onClick={() => making.start("pdf")}
              >
                PDF
              </Button>
              <Button
                icon="file"
                loading={making.form === "html"}
                disabled={making.busy}
                onClick={() => making.start("html")}
              >
                HTML
              </Button>
            </div>
          ) : (
            <p className="sub">Sign in to make a report of your own runs and answers.</p>
          )}
          <p className="caption mt-3 max-w-[52ch]">
            The archive has the report as PDF and as one HTML file, {lab.figures.map(({ file }) => file).join(" and ")}{" "}
            (16 × 7 inches, 300 dpi), the histories as CSV and JSON, and the files of the models.
          </p>
          {making.progress && (
            <div className="mt-4 flex items-center gap-3">
              <Meter share={making.progress.share} tone="accent" label="Making the report" className="w-40" />
              <span role="status" className="caption">
                {making.progress.words} …
              </span>
              <Button size="sm" variant="plain" onClick={making.cancel}>
                Cancel
              </Button>
            </div>
          )}
          {making.failure && (
            <Note tone="bad" role="alert" className="mt-4">
              <b>The report was not made.</b> {making.failure}
            </Note>
          )}
        </div>
      </div>
    </Plate>
  );
}
