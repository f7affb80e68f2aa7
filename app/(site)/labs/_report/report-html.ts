/** A report as HTML: no scripts, nothing fetched, whatever people wrote escaped. */
import type { Fact, Report, ReportNetwork } from "#domain/labs/report";
import { formatCount, formatInterval, formatLoss, formatPercent } from "../../../_ui/numbers.ts";
import { inUtc } from "../_view/provenance-facts.ts";
import { matrixColors } from "./matrix-colors.ts";
import { REPORT_CSS } from "./report-css.ts";
import { html, Markup } from "./safe-html.ts";

/** Pictures as data URIs: figures by their id, and the sample of the data set where there is one. */
export type ReportImages = { figures: Readonly<Record<string, string>>; samples: string | null };

/** One file that needs no other. */
export const reportPage = (report: Report, images: ReportImages): string =>
  `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="${report.author}">
<title>${report.title}, ${report.author}</title>
<style>body { margin: 0; }${new Markup(REPORT_CSS)}</style>
</head>
<body>
${reportBody(report, images)}
</body>
</html>
`.text
  }`;

/** What stands in the page, in an element of class `report`. */
export const reportBody = (report: Report, images: ReportImages): Markup => html`<main class="report">
<header>
<span class="quiet">${report.title}</span>
<h1>${report.question}</h1>
<p class="meta">${report.author}, ${inUtc(report.madeAt)}</p>
</header>
${results(report)}
${data(report, images.samples)}
${networks(report)}
${figures(report, images.figures)}
${matrices(report)}
${questions(report)}
${provenance(report)}
</main>`;

const results = ({ networks: all }: Report) => html`<h2>Results</h2>
<div class="scroll"><table>
<thead><tr><th>Network</th><th class="n">Parameters</th><th class="n">Trained</th><th class="n">Test accuracy, 95 % interval</th><th class="n">Test loss</th></tr></thead>
<tbody>${all.map(
  ({ title, parameters, trainedParameters, test }) => html`<tr>
<td>${title}</td>
<td class="n">${formatCount(parameters)}</td>
<td class="n">${formatCount(trainedParameters)}</td>
<td class="n strong">${test ? `${formatPercent(test.accuracy, 2, "")} ${formatInterval(test.interval)} %` : "–"}</td>
<td class="n">${test ? formatLoss(test.loss) : "–"}</td>
</tr>`,
)}</tbody>
</table></div>
${all.map(({ title, missing }) => missing !== null && html`<p class="quiet">${title}: ${missing}</p>`)}`;

const factList = (facts: readonly Fact[]) =>
  html`<dl>${facts.map(({ key, value }) => html`<dt>${key}</dt><dd>${value}</dd>`)}</dl>`;

const data = ({ data: { title, facts }, classes }: Report, samples: string | null) => html`<h2>Data</h2>
${factList(facts)}
${
  samples !== null &&
  html`<figure style="margin-top:20px"><img class="samples" src="${samples}" alt="Pictures of the test set of ${title}"><figcaption>Pictures of the test set, a row for each class: ${classes.join(", ")}.</figcaption></figure>`
}`;

const networks = ({ networks: all }: Report) => html`<h2>Networks</h2>
${all.map(
  ({ title, words, layers, parameters, trainedParameters }) => html`<section>
<h3>${title}</h3>
<p>${words}</p>
<div class="scroll"><table>
<thead><tr><th>Layer</th><th>Type</th><th class="n">Output shape</th><th class="n">Parameters</th></tr></thead>
<tbody>${layers.map(
    (layer) =>
      html`<tr><td>${layer.name}</td><td>${layer.type}</td><td class="n">${layer.output.map(formatCount).join(" × ")}</td><td class="n">${formatCount(layer.parameters)}</td></tr>`,
  )}</tbody>
<tfoot><tr><td colspan="3">${trainedParameters === parameters ? "all parameters trained" : `${formatCount(trainedParameters)} parameters trained, ${formatCount(parameters - trainedParameters)} not`}</td><td class="n">${formatCount(parameters)}</td></tr></tfoot>
</table></div>
</section>`,
)}`;

function figures({ figures: all, networks: trained }: Report, images: Readonly<Record<string, string>>) {
  const drawn = all.flatMap((figure) => {
    const image = images[figure.id];
    return image ? [{ ...figure, image }] : [];
  });
  if (drawn.length === 0) return html`<h2>Comparison</h2><p class="missing">No network has trained an epoch yet.</p>`;
  const names = trained.filter(({ epochs }) => epochs.length > 0).map(({ title }) => title);
  return html`<h2>Comparison</h2>
${drawn.map(
  ({ title, file, image }) =>
    html`<figure><img src="${image}" alt="${title}: ${names.join(", ")}"><figcaption>${title} of ${names.join(", ")}; validation solid, train dashed (${file}).</figcaption></figure>`,
)}`;
}

function matrices({ networks: all, classes }: Report) {
  const measured = all.flatMap((network) => (network.confusion ? [{ ...network, confusion: network.confusion }] : []));
  if (measured.length === 0) return html``;
  return html`<h2>Confusion matrices</h2>
<p class="quiet">Counts of test pictures; rows are the true class, columns the answer.</p>
${measured.map(({ title, confusion }) => html`<section><h3>${title}</h3>${matrix(confusion, classes)}</section>`)}`;
}

function matrix(confusion: NonNullable<ReportNetwork["confusion"]>, classes: readonly string[]) {
  const colors = matrixColors(confusion);
  return html`<div class="scroll"><table class="matrix">
<colgroup><col>${classes.map(() => html`<col>`)}</colgroup>
<thead><tr><th></th>${classes.map((name) => html`<th title="${name}">${name.slice(0, 5)}</th>`)}</tr></thead>
<tbody>${confusion.map(
    (row, truth) =>
      html`<tr><th>${classes[truth] ?? truth}</th>${row.map(
        (count, answer) =>
          html`<td class="${truth === answer ? "right" : ""}" style="background:rgb(${(colors[truth]?.[answer] ?? []).join(",")})">${formatCount(count)}</td>`,
      )}</tr>`,
  )}</tbody>
</table></div>`;
}

const questions = ({ questions: all, author }: Report) => html`<h2>Questions</h2>
${all.map(
  ({ prompt, answer, words }) => html`<section class="question">
<h3>${prompt}</h3>
${answer.map((sentence) => html`<p>${sentence}</p>`)}
${
  words === ""
    ? html`<p class="words none">${author} has written no answer.</p>`
    : html`<div class="words"><span class="who">${author}</span>${words}</div>`
}
</section>`,
)}`;

function provenance({ networks: all }: Report) {
  return html`<h2>Provenance</h2>
${all.map(
  ({ title, missing, provenance: facts }) => html`<section>
<h3>${title}</h3>
${facts.length > 0 ? factList(facts) : html`<p class="missing">${missing}</p>`}
</section>`,
)}
<p class="quiet" style="margin-top:24px">Answers above the marked lines are computed from the runs’ figures; the marked ones are the author’s.</p>`;
}
