"use client";
import { SegmentedLinks } from "../../../../_ui/segmented.tsx";
import { useCurrentSection } from "./use-current-section.ts";

const TITLES = {
  evaluation: "Evaluation",
  curves: "Curves",
  layers: "Layers",
  configuration: "Configuration",
  log: "Log",
  events: "Events",
} as const;
export type Section = keyof typeof TITLES;

/** The parts of a page below; stays in sight and marks the one that is being read. Give it the sections in order. */
export function SectionLinks({ sections }: { sections: readonly Section[] }) {
  const current = useCurrentSection(sections);
  return (
    <div className="section-links">
      <SegmentedLinks
        label="On this page"
        items={sections.map((id) => ({ href: `#${id}`, label: TITLES[id], current: id === current }))}
      />
    </div>
  );
}
