import { useState } from "react";
import { DATASETS, type DatasetId } from "#domain/datasets/catalogue";
import { EXPORT_CODE } from "#domain/models/export-code";
import { EXPORT_FORMATS, type ExportFormat, FORMAT_FACTS } from "#domain/models/export-formats";
import { Button } from "../../../../_ui/button.tsx";
import { CodeBlock } from "../../../../_ui/code-block.tsx";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { copyText } from "../../../_parts/copy-text.ts";

const OPTIONS = EXPORT_FORMATS.map((value) => ({ value, label: FORMAT_FACTS[value].title }));

type ExportCodeProps = { fileName: (format: ExportFormat) => string; dataset: DatasetId };

/** A program for each format that runs as it stands, beside the file and a picture. */
export function ExportCode({ fileName, dataset }: ExportCodeProps) {
  const [format, setFormat] = useState<ExportFormat>("keras");
  const code = EXPORT_CODE[format](fileName(format), DATASETS[dataset].image);
  return (
    <figure className="mt-4" aria-label={`Code that opens the ${FORMAT_FACTS[format].title} file`}>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <Segmented label="Code for" options={OPTIONS} value={format} onChange={setFormat} />
        <Button size="sm" icon="copy" onClick={() => copyText(code, "The code is copied")}>
          Copy code
        </Button>
      </div>
      <CodeBlock className="max-h-96">{code}</CodeBlock>
    </figure>
  );
}
