/** The look of a report: paper, ink, hairlines, one green; A4 when printed. Within a page it takes the font of that. */
export const REPORT_CSS = `
:host, :root { color-scheme: light; }
.report { max-width: 780px; margin: 0 auto; padding: 40px 32px 64px; background: #fff; color: #151a17;
  font: 400 14px/1.55 var(--sans, Geist, "Segoe UI", system-ui, -apple-system, Helvetica, Arial, sans-serif);
  font-variant-numeric: tabular-nums; text-rendering: optimizeLegibility; }
.report * { box-sizing: border-box; }
.report h1 { margin: 4px 0 10px; font-size: 28px; line-height: 1.15; font-weight: 600; letter-spacing: -.022em; text-wrap: balance; }
.report h2 { margin: 44px 0 14px; padding-top: 10px; border-top: 1px solid #c9d0cc; font-size: 16px; line-height: 24px; font-weight: 600; letter-spacing: -.011em; break-after: avoid; }
.report h3 { margin: 24px 0 6px; font-size: 14px; line-height: 20px; font-weight: 600; break-after: avoid; }
.report p { margin: 0 0 8px; text-wrap: pretty; }
.report .quiet { color: #646d68; }
.report .scroll + p { margin-top: 10px; }
.report .meta { color: #464f4a; }
.report table { width: 100%; border-collapse: collapse; font-size: 13px; line-height: 18px; }
.report th { padding: 0 10px 6px 0; text-align: left; font-weight: 500; font-size: 12px; color: #646d68; border-bottom: 1px solid #c9d0cc; }
.report td { padding: 6px 10px 6px 0; border-bottom: 1px solid #e3e7e4; vertical-align: top; }
.report tr { break-inside: avoid; }
.report .n { text-align: right; white-space: nowrap; }
.report th:last-child, .report td:last-child { padding-right: 0; }
.report tbody tr:last-child td { border-bottom-color: #c9d0cc; }
.report tfoot td { font-weight: 600; border: 0; }
.report .strong { font-weight: 600; }
.report dl { display: grid; grid-template-columns: minmax(140px, auto) 1fr; margin: 0; font-size: 13px; line-height: 20px; }
.report dt { padding: 5px 20px 5px 0; color: #646d68; border-bottom: 1px solid #e3e7e4; }
.report dd { margin: 0; padding: 5px 0; border-bottom: 1px solid #e3e7e4; overflow-wrap: anywhere; }
.report figure { margin: 0 0 24px; break-inside: avoid; }
.report img { display: block; width: 100%; height: auto; }
.report .samples { width: 480px; max-width: 100%; image-rendering: pixelated; }
.report figcaption { margin-top: 4px; font-size: 12px; color: #646d68; }
.report .question { break-inside: avoid-page; }
.report .words { margin: 10px 0 0; padding: 8px 14px; background: #f2f4f2; border-left: 2px solid #0b7548; white-space: pre-wrap; overflow-wrap: anywhere; }
.report .words.none { color: #646d68; border-color: #c9d0cc; }
.report .who { display: block; font-size: 12px; color: #646d68; }
.report .missing { padding: 8px 14px; background: #f2f4f2; border-left: 2px solid #c9d0cc; color: #464f4a; }
.report .matrix { table-layout: fixed; border-collapse: separate; border-spacing: 1px; font-size: 11px; line-height: 15px; break-inside: avoid; }
.report .matrix th, .report .matrix td { padding: 5px 2px; border: 0; text-align: center; font-weight: 400; font-size: 11px; color: #151a17; overflow: hidden; text-overflow: ellipsis; }
.report .matrix th { color: #646d68; }
.report .matrix tbody th { text-align: right; padding-right: 8px; }
.report .matrix col:first-child { width: 86px; }
.report .matrix .right { font-weight: 600; }
@media (max-width: 600px) {
  .report { padding: 20px 16px 40px; }
  .report .scroll { overflow-x: auto; }
  .report dl { grid-template-columns: minmax(0, 1fr); }
  .report dt { padding-bottom: 0; border: 0; }
  .report dd { padding-top: 0; }
}
@page { size: A4; margin: 16mm; }
@media print {
  .report { max-width: none; padding: 0; font-size: 10.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}`;
