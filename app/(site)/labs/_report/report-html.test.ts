import { describe, expect, it } from "vitest";
import { reportPage } from "./report-html.ts";
import { html } from "./safe-html.ts";
import { HOSTILE, sampleReport } from "./sample-report.ts";

const PIXEL = "data:image/png;base64,iVBORw0KGgo=";
const images = { figures: { accuracy: PIXEL, loss: PIXEL }, samples: PIXEL };

describe("markup", () => {
  it("escapes whatever is not markup itself, in text and in attributes", () => {
    expect(html`<a title="${HOSTILE}">${"<b>"}${html`<i>${"&"}</i>`}</a>`.text).toBe(
      `<a title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quoted&quot;">&lt;b&gt;<i>&amp;</i></a>`,
    );
  });
  it("joins lists and leaves out what is not there", () => {
    expect(html`${[1, 2].map((n) => html`<b>${n}</b>`)}${null}${false}`.text).toBe("<b>1</b><b>2</b>");
  });
});

describe("the report as a page", () => {
  const page = reportPage(sampleReport(HOSTILE, { expected: HOSTILE }), images);

  it("runs nothing, whoever wrote what", () => {
    expect(page).not.toMatch(/<script/i);
    const tags = page.replaceAll(/"[^"]*"/g, '""');
    expect(tags).not.toMatch(/<[^>]+\son\w+=/i);
    expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThanOrEqual(3);
  });
  it("fetches nothing", () => {
    expect(page).not.toMatch(/(src|href)="(?!data:)/);
    expect(page).not.toMatch(/url\(|@import/);
  });
  it("has all its parts", () => {
    for (const head of ["Results", "Data", "Networks", "Comparison", "Confusion matrices", "Questions", "Provenance"]) {
      expect(page).toContain(`<h2>${head}</h2>`);
    }
    expect(page).toContain("64.85 ±\u00a00.94 %");
    expect(page).toContain("524,352");
    expect(page).toContain("24 Nov 2026, 21:50 UTC");
    expect(page.match(/<img /g)).toHaveLength(3);
    expect(page.match(/class="matrix"/g)).toHaveLength(2);
  });
  it("names networks that are missing, and answers that are not written", () => {
    expect(page).toMatch(/Pretrained: It has not been trained/);
    expect(page.match(/has written no answer/g)).toHaveLength(5);
  });
  it("says that there are no figures where there are none", () => {
    expect(reportPage(sampleReport(), { figures: {}, samples: null })).toContain(
      "No network has trained an epoch yet.",
    );
  });
});
