import { FORMAT_FACTS } from "#domain/models/export-formats";
import { Button } from "../../../../_ui/button.tsx";
import { Icon } from "../../../../_ui/icon.tsx";
import { Link } from "../../../../_ui/link.tsx";
import { formatBytes } from "../../../../_ui/numbers.ts";
import type { ModelExport } from "./model-export.ts";

type ExportRowProps = {
  row: ModelExport;
  /** Where the file is once it is ready. */
  href: string;
  fileName: string;
  /** For a viewer who has to sign in first. */
  signInHref: string | null;
  /** Whether it is being asked for at this moment. */
  asking: boolean;
  onPrepare: () => void;
};

/** A format, what it is for, and the way to its file. */
export function ExportRow({ row, ...rest }: ExportRowProps) {
  const { title, purpose } = FORMAT_FACTS[row.format];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5 border-line border-b py-2.5">
      <div className="min-w-0 flex-1 basis-56">
        <b className="font-semibold">{title}</b> <span className="caption">{purpose}</span>
        {row.state === "failed" && (
          <p className="caption text-pretty" role="alert">
            It could not be prepared: {row.error}
          </p>
        )}
      </div>
      <div aria-live="polite">
        <ExportAct row={row} {...rest} />
      </div>
    </li>
  );
}

function ExportAct({ row: { format, state, bytes }, href, fileName, signInHref, asking, onPrepare }: ExportRowProps) {
  const { title } = FORMAT_FACTS[format];
  if (state === "ready") {
    return (
      // A file, not a page of this site.
      <a className="button button-sm" href={href} download={fileName} aria-label={`Download ${title}, ${fileName}`}>
        <Icon name="download" size="s" />
        {formatBytes(bytes)}
      </a>
    );
  }
  if (state === "queued" || state === "building" || asking) {
    return (
      <Button size="sm" loading>
        {state === "building" ? "Preparing…" : "Waits for a trainer…"}
      </Button>
    );
  }
  if (signInHref) {
    return (
      <Link className="caption text-link" href={signInHref}>
        Sign in to have it prepared
      </Link>
    );
  }
  return (
    <Button
      size="sm"
      icon={state === "failed" ? "retry" : "file"}
      aria-label={`${state === "failed" ? "Try again to prepare" : "Prepare"} ${title}`}
      onClick={onPrepare}
    >
      {state === "failed" ? "Try again" : "Prepare"}
    </Button>
  );
}
