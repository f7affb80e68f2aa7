import type { RunFilter } from "#domain/runs/run-filter";
import { Button } from "../../../_ui/button.tsx";
import { Icon } from "../../../_ui/icon.tsx";
import { filterText } from "../_view/filter-text.ts";

type FilterChipsProps = { filters: readonly RunFilter[]; onRemove: (filter: RunFilter) => void; onClear: () => void };

/** The conditions in force, each with its way out. */
export function FilterChips({ filters, onRemove, onClear }: FilterChipsProps) {
  if (filters.length === 0) return null;
  return (
    <ul className="tag-list" aria-label="Filters">
      {filters.map((filter) => {
        const text = filterText(filter);
        return (
          <li key={text} className="tag-chip">
            <span>{text}</span>
            <button type="button" aria-label={`Remove the filter ${text}`} onClick={() => onRemove(filter)}>
              <Icon name="x" />
            </button>
          </li>
        );
      })}
      {filters.length > 1 && (
        <li>
          <Button size="sm" variant="plain" onClick={onClear}>
            Clear all
          </Button>
        </li>
      )}
    </ul>
  );
}
