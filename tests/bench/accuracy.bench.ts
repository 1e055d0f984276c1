/**
 * How good the forecasts are (docs/accuracy.md §2–§3): every method on seeded simulated histories by feature, from a simulator
 * that shares nothing with the model, and on published counts. ACCURACY_HISTORIES (40), ACCURACY_SEED (1), ACCURACY_PATHS (300)
 * and ACCURACY_COUNTS (a file in the form of tests/fixtures/reference/published-counts.json) change what it runs on.
 */
import { publishedMethods } from '../support/accuracy/published.ts';
import { methods } from '../support/accuracy/simulated.ts';
import { publishedTable, simulatedTable } from '../support/accuracy/table.ts';

const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const histories = number('ACCURACY_HISTORIES', 40);
const seed = number('ACCURACY_SEED', 1);
const counts = process.env.ACCURACY_COUNTS ?? new URL('../fixtures/reference/published-counts.json', import.meta.url);

const published = publishedTable(counts, publishedMethods, 2000);
console.log(`\nPublished counts\n\n${published.lines.join('\n')}`);
const simulated = simulatedTable(methods, histories, seed, number('ACCURACY_PATHS', 300), (feature) =>
  process.stderr.write(`  ${feature}\n`),
);
console.log(
  `\nSimulated: ${histories} histories a feature, seeds from ${seed}, at 6 / 12 / 24 months\n\n${simulated.lines.join('\n')}\n`,
);
for (const { what, kept } of [...published.promises, ...simulated.promises])
  console.log(`  ${kept ? 'met   ' : 'MISSED'} ${what}`);
