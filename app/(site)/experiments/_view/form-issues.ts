import { type LaunchValues, launchForm } from "./launch-values.ts";

/**
 * What is wrong with the form as it stands: for each field the first message, keyed by its path (`spec.epochs`), in the
 * order of the form. The same schema refuses the same things on the server.
 */
export function formIssues(values: LaunchValues): Map<string, string> {
  const { error } = launchForm.safeParse(values);
  const issues = new Map<string, string>();
  for (const { path, message } of error?.issues ?? []) {
    const key = path.join(".");
    if (!issues.has(key)) issues.set(key, message);
  }
  return issues;
}
