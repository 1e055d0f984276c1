import { delivery } from '../finance/savings.ts';
import { formatDate } from '../format/format.ts';
import type { Finding } from '../model/problem.ts';
import { type Check, finding } from './finding.ts';
import { printedTables, sayFigure } from './printed.ts';

/** Delivered against target: the status comes from the figures, never from the words (T09, T18; case SAV-04). */
export const checkPrintedDelivery: Check = (snapshot) =>
  printedTables(snapshot).flatMap((table): Finding[] => {
    const [target, delivered] = [table.one('target'), table.one('delivered')];
    if (!target || !delivered || table.amount(delivered) >= table.amount(target)) return [];
    const { percent, shortfall: short } = delivery(table.amount(delivered), table.amount(target));
    return [
      finding(
        'T09',
        'warn',
        'statedFacts',
        [target.id, delivered.id],
        `“${table.name}”: ${sayFigure(table.amount(delivered), delivered.unit)} of ${sayFigure(table.amount(target), target.unit)} is ${percent.toFixed(2)} %; ${sayFigure(short, target.unit)} is short.`,
        { target: table.amount(target), delivered: table.amount(delivered), percent, shortfall: short },
        'State the delivered figure beside the target',
      ),
    ];
  });

/** An interval belongs to the method that made it: it is not quoted beside another method's forecast (T49). */
export const checkPrintedIntervals: Check = (snapshot) =>
  printedTables(snapshot).flatMap((table): Finding[] => {
    const [low, high] = [table.one('low'), table.one('high')];
    if (!low || !high) return [];
    return table.of('forecast').flatMap((row): Finding[] => {
      const methods = new Set([row.basis, low.basis, high.basis]);
      const outside = row.value < low.value || row.value > high.value;
      if ((methods.size < 2 || methods.has(null)) && !outside) return [];
      return [
        finding(
          'interval-method',
          'warn',
          'statedFacts',
          [row.id, low.id, high.id],
          `“${table.name}”: the forecast ${sayFigure(row.value, row.unit)}${row.basis ? ` (${row.basis})` : ''} stands beside the interval ${low.value.toLocaleString('en-GB')}–${high.value.toLocaleString('en-GB')}${low.basis ? ` (${low.basis})` : ''}${outside ? ', and lies outside it' : ', which another method made'}.`,
          { forecast: row.value, low: low.value, high: high.value },
          'Quote the forecast and the interval of one method',
        ),
      ];
    });
  });

/** A forecast whose date has come and that the actual has left behind is stale (T53): more than a tenth away. */
export const checkStaleForecasts: Check = (snapshot) =>
  printedTables(snapshot).flatMap((table): Finding[] => {
    const actual = table.one('actual');
    if (!actual || actual.value === 0) return [];
    return table.of('forecast').flatMap((row): Finding[] => {
      const away = (row.value - actual.value) / Math.abs(actual.value);
      if (Math.abs(away) <= 0.1) return [];
      return [
        finding(
          'T53',
          'warn',
          'statedFacts',
          [row.id, actual.id],
          `“${table.name}”: ${sayFigure(row.value, row.unit)} was forecast${row.asAt ? ` for ${formatDate(row.asAt)}` : ''}, but ${sayFigure(actual.value, actual.unit)} is the actual${actual.asAt ? ` of ${formatDate(actual.asAt)}` : ''}: ${(away * 100).toFixed(0)} % away.`,
          { forecast: row.value, actual: actual.value, percent: away * 100 },
          'Forecast again from the latest actuals',
        ),
      ];
    });
  });
