import { Plate } from "../../../../_ui/plate.tsx";
import { Tag } from "../../../../_ui/tag.tsx";
import { NoteEditor } from "../../_parts/note-editor.tsx";
import { TagEditor } from "../../_parts/tag-editor.tsx";
import type { RunDetail } from "../../_view/run-types.ts";

/** Tags and note: to be written by the owner, to be read by whoever came by a link. */
export function NotesPlate({ run }: { run: RunDetail }) {
  return (
    <Plate title="Notes" id="notes">
      {run.mine ? (
        <div className="grid gap-3">
          <TagEditor run={run} />
          <NoteEditor run={run} />
        </div>
      ) : (
        <div className="grid gap-3">
          {run.tags.length > 0 && (
            <p className="flex flex-wrap gap-1.5">
              {run.tags.map((tag) => (
                <Tag key={tag}>{tag}</Tag>
              ))}
            </p>
          )}
          <p className="sub whitespace-pre-wrap [overflow-wrap:anywhere]">{run.note || "No note was written."}</p>
        </div>
      )}
    </Plate>
  );
}
