import type { ReactNode } from "react";
import { PageHead } from "../../../_ui/page-head.tsx";

export const comparisonTitle = (count: number): string => (count > 1 ? `Compare ${count} runs` : "Compare runs");

export function CompareHead({ count, actions }: { count: number; actions: ReactNode }) {
  return <PageHead title={comparisonTitle(count)} actions={actions} />;
}
