import { sweepPlanFields } from "./plan-fields.ts";
import { planProblems } from "./plan-problems.ts";

/** A plan within all limits. Used by the form and the API. */
export const sweepPlan = sweepPlanFields.superRefine((plan, context) => {
  for (const { path, message } of planProblems(plan)) context.addIssue({ code: "custom", path, message });
});
