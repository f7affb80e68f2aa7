import { describe, expect, it } from "vitest";
import { judgeAudit } from "../audit.mjs";

const ADDRESS = "https://github.com/advisories/GHSA-0000-0000-0000";
const advisory = { name: "left", range: "<2.0.0", severity: "high", title: "Left is right", url: ADDRESS };
/** As npm reports it: one package is vulnerable itself, another because it depends on that one. */
const report = { vulnerabilities: { left: { via: [advisory] }, depends: { via: ["left"] } } };
const exception = {
  advisory: ADDRESS,
  package: "left",
  reason: "Its wrong side is never called.",
  expires: "2027-01-31",
};

describe("judgeAudit", () => {
  it("finds nothing where nothing is known", () => {
    expect(judgeAudit({ vulnerabilities: {} }, [], "2027-01-01")).toEqual([]);
  });

  it("names each vulnerability once, with its address and what to do", () => {
    const [finding, ...others] = judgeAudit(report, [], "2027-01-01");
    expect(others).toEqual([]);
    expect(finding).toContain("left <2.0.0: Left is right (high");
    expect(finding).toContain(ADDRESS);
    expect(finding).toContain("audit-exceptions.json");
  });

  it("lets an exception count to its last day, and no longer", () => {
    expect(judgeAudit(report, [exception], "2027-01-31")).toEqual([]);
    expect(judgeAudit(report, [exception], "2027-02-01")).toEqual([expect.stringContaining("expired on 2027-01-31")]);
  });

  it("wants exceptions that except nothing taken out", () => {
    expect(judgeAudit({ vulnerabilities: {} }, [exception], "2027-01-01")).toEqual([
      expect.stringContaining("no longer found"),
    ]);
  });
});
