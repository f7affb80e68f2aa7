import { KeyValues } from "../../../../_ui/key-values.tsx";
import { Link } from "../../../../_ui/link.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import type { DatasetDetail } from "../../_view/dataset-detail.ts";

const Checksum = ({ sha256 }: { sha256: string }) => <span className="code break-all text-xs">{sha256}</span>;

/** Where the data set comes from, on what terms, how to know it again, and who uses it. */
export function DatasetProvenance({ dataset }: { dataset: DatasetDetail }) {
  const { id, homepage, licence, citation, source, train, test, presets, runs, publishedModels } = dataset;
  return (
    <div className="columns-two">
      <Plate title="Source">
        <KeyValues
          items={[
            {
              key: "Homepage",
              value: (
                <a className="text-link" href={homepage} rel="noreferrer">
                  {new URL(homepage).host}
                </a>
              ),
            },
            { key: "Citation", value: citation },
            { key: "Licence", value: licence },
            { key: "Files from", value: source },
          ]}
        />
        <h3 className="mt-8 mb-2 text-sm font-semibold">Used by</h3>
        <KeyValues
          items={[
            {
              key: "Presets",
              value: presets.map((preset, index) => (
                <span key={preset}>
                  {index > 0 && ", "}
                  <Link className="text-link" href={`/experiments/new?preset=${preset}`}>
                    {preset}
                  </Link>
                </span>
              )),
            },
            { key: "Runs here", value: formatCount(runs) },
            {
              key: "Published models",
              value:
                publishedModels > 0 ? (
                  <Link className="text-link" href={`/leaderboard?dataset=${id}`}>
                    {formatCount(publishedModels)}
                  </Link>
                ) : (
                  "none yet"
                ),
            },
          ]}
        />
      </Plate>
      <Plate title="Checksums" caption="SHA-256 of the decoded arrays, uint8, channels last">
        <KeyValues
          items={[
            { key: "Training pictures", value: <Checksum sha256={train.imagesSha256} /> },
            { key: "Training labels", value: <Checksum sha256={train.labelsSha256} /> },
            { key: "Test pictures", value: <Checksum sha256={test.imagesSha256} /> },
            { key: "Test labels", value: <Checksum sha256={test.labelsSha256} /> },
          ]}
        />
        <p className="caption mt-2">A trainer checks its files against these before each training.</p>
      </Plate>
    </div>
  );
}
