import { formatNumber } from '../../../shared/format/format.ts';
import { chartSvg } from '../../../shared/report/chart-svg.ts';
import { chartTitle, chartValue } from '../../../shared/report/chart-text.ts';
import type { Report, ReportBlock, ReportChart, ReportTable } from '../../../shared/report/document.ts';

/** Text made safe inside HTML. */
function safe(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `body{font:15px/1.5 Inter,"Segoe UI",system-ui,sans-serif;color:#14202b;margin:2rem auto;max-width:70rem;padding:0 1rem}
h1{font-size:1.8rem}h2{font-size:1.2rem;color:#0b5cad;margin-top:2rem}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;margin:.5rem 0}
caption{text-align:left;font-weight:600;padding:.3rem 0}th,td{padding:.25rem .5rem;border-bottom:1px solid #d9e0e6;text-align:left}th[scope=row]{font-weight:400}.n{text-align:right}tr.total td,tr.total th{font-weight:650}
figure{margin:.5rem 0}figure svg{width:100%;height:auto}.note{color:#4a5a68;font-size:.85rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{color:#4a5a68}dd{margin:0}@media print{h2{break-after:avoid}tr{break-inside:avoid}}`;

function table(block: ReportTable): string {
  const cell = (tag: 'td' | 'th', text: string, index: number, scope = 'col') =>
    `<${tag}${tag === 'th' ? ` scope="${scope}"` : ''}${block.columns[index]?.numeric ? ' class="n"' : ''}>${safe(text)}</${tag}>`;
  const rows = block.rows.map(
    (row) =>
      `<tr${row.total ? ' class="total"' : ''}>${row.cells.map((text, index) => (index === 0 ? cell('th', text, 0, 'row') : cell('td', text, index))).join('')}</tr>`,
  );
  const head = block.columns.map((column, index) => cell('th', column.label, index)).join('');
  return `<table><caption>${safe(block.caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>${block.note ? `<p class="note">${safe(block.note)}</p>` : ''}`;
}

/** A chart in HTML is its picture and, below it, its table: every figure can be read, selected and heard. */
function chart(block: ReportChart): string {
  const figures = table({
    kind: 'table',
    caption: chartTitle(block),
    columns: [{ label: '', numeric: false }, ...block.series.map((series) => ({ label: series.label, numeric: true }))],
    rows: block.labels.map((label, index) => ({
      cells: [label, ...block.series.map(({ values }) => written(block, values[index] ?? null))],
      total: false,
    })),
    note: null,
  });
  const label = `${chartTitle(block)}. The figures are in the table below.`;
  return `<figure>${chartSvg(block, label)}</figure><details open><summary>Figures of the chart</summary>${figures}</details>`;
}

/** £m with three decimals, so that the smallest step can be checked. */
function written(block: ReportChart, value: number | null): string {
  return value === null ? '' : formatNumber(chartValue(block, value), block.unit === '£m' ? 3 : 0);
}

function html(block: ReportBlock): string {
  if (block.kind === 'heading') return `<h3>${safe(block.text)}</h3>`;
  if (block.kind === 'paragraph') return `<p>${safe(block.text)}</p>`;
  if (block.kind === 'list') return `<ul>${block.items.map((item) => `<li>${safe(item)}</li>`).join('')}</ul>`;
  return block.kind === 'table' ? table(block) : chart(block);
}

/** The same report as one HTML page that loads nothing from anywhere. */
export function reportHtml(report: Report): string {
  const cover = report.cover.map(({ label, value }) => `<dt>${safe(label)}</dt><dd>${safe(value)}</dd>`).join('');
  const sections = report.sections.map(
    (section) => `<section><h2>${safe(section.title)}</h2>${section.blocks.map(html).join('')}</section>`,
  );
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${safe(report.title)}</title><style>${style}</style></head><body><main><h1>${safe(report.title)}</h1><dl>${cover}</dl>${sections.join('')}</main></body></html>`;
}
