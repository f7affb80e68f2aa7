import { CodeBlock } from "../../../_ui/code-block.tsx";
import { EmptyState } from "../../../_ui/empty-state.tsx";

const COMMAND = `DATABASE_URL=postgresql://user:password@host/name \\
STORE_DIR=/path/to/the/store \\
node trainer/main.ts`;

/** How to start one; `npm start` does it by itself. Made on the server: scripts of browsers do not name these settings. */
export function NoTrainer() {
  return (
    <div className="mb-8">
      <EmptyState icon="chip" title="No trainer is connected">
        <p>
          Runs wait until one is. <code>npm start</code> brings one along. On another machine, in a checkout in which{" "}
          <code>npm run doctor</code> is content, start one with this site’s database and store:
        </p>
        <CodeBlock className="mt-3 text-left">{COMMAND}</CodeBlock>
      </EmptyState>
    </div>
  );
}
