import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planDrill } from '../../../renderer/screens/plan/plan-drill-content.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { movementKinds } from '../../../shared/plan/plan-types.ts';
import { randomPlan } from '../plan/random-plan.ts';

const signed = (parts: readonly { sign: string; pence: number }[]) =>
  parts.filter(({ sign }) => sign !== '=').reduce((sum, { pence }) => sum + pence, 0);

test('what is behind a figure of the plan sums to it: formulas to their result, rows to the movement', () => {
  fc.assert(
    fc.property(randomPlan, ({ snapshot, scenario }) => {
      for (const year of plan(snapshot, scenario, 3).years) {
        for (const row of ['funding', 'gap', 'before', 'after', 'find', 'with', 'closing']) {
          const { formula, figure } = planDrill(year, { year: year.year, row, lines: null, title: row });
          expect(signed(formula), row).toBe(figure);
          expect(formula.at(-1)?.pence, row).toBe(figure);
          for (const part of formula) if (part.sign === '−') expect(part.pence).toBeLessThanOrEqual(0);
        }
        for (const kind of movementKinds) {
          const { rows, figure } = planDrill(year, { year: year.year, row: kind, lines: null, title: kind });
          expect(rows.reduce((sum, each) => sum + each.pence, 0)).toBe(figure);
          expect(figure).toBe(year.movements.find((item) => item.kind === kind)?.amount ?? 0);
        }
        const line = year.lines[0];
        if (!line) continue;
        const own = planDrill(year, { year: year.year, row: 'line', lines: [line.code], title: line.name });
        expect(own.figure).toBe(line.closing);
        expect(signed(own.formula)).toBe(line.closing);
      }
    }),
    { numRuns: 25 },
  );
});
