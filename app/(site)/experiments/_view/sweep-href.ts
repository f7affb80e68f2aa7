/**
 * Where the launch form leads to vary its spec: the sweep form takes the form's draft if this tab has one, else what the
 * form was opened with.
 *
 * @param origin names that: `from.RUN`, `preset.NAME` and others
 */
export function sweepHref(origin: string): string {
  const [kind = "", value = ""] = origin.split(".");
  const start = kind === "from" || kind === "preset" ? { [kind]: value } : {};
  return `/sweeps/new?${new URLSearchParams({ ...start, draft: origin })}`;
}
