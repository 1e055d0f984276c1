import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eachFlow } from '../../../shared/demand/history/flows.ts';
import { reconcile } from '../../../shared/demand/history/reconciliation.ts';
import { readSpans } from '../../../shared/demand/history/spans.ts';
import { dayNumber } from '../../../shared/model/calendar.ts';
import { registers, rowSchema } from '../../../shared/model/registers.ts';
import { finishReturn, type ImportedReturn, importReturn } from '../../../shared/ssda903/return.ts';
import { syntheticReturn, usualEntrants, usualRates, usualSpread } from '../../bench/synthetic-return.ts';
import { sectorFolder, sectorReturn } from './sector-input.ts';

const spansOf = (result: ImportedReturn) => {
  const groups = result.placementGroups.map((row, index) => ({ id: index + 1, ...row }));
  return {
    groups,
    spans: readSpans(
      result.placements.map((row, index) => ({ id: index + 1, ...row })),
      groups,
    ),
  };
};

describe('the sector’s small return, through Outturn’s own cleaning', () => {
  const injected = JSON.parse(readFileSync(new URL('input/manifest.json', sectorFolder), 'utf8')).injected;
  const result = finishReturn(sectorReturn('core'));
  const rows = (rule: string) => result.report.find((line) => line.rule === rule)?.rows ?? 0;

  test('every fault put into it is found', () => {
    expect(rows('header-missing')).toBe(injected.no_header);
    expect(rows('same-end')).toBe(injected.same_end);
    expect(rows('502/503')).toBe(injected.stale_open);
  });

  test('both forms of the return give the same placements', () => {
    const order = (list: typeof result.placements) => [...list].sort((a, b) => (a.reference < b.reference ? -1 : 1));
    expect(order(finishReturn(sectorReturn('regional')).placements)).toEqual(order(result.placements));
  });

  test('rows fit the registers', () => {
    for (const [name, list] of [
      ['placements', result.placements],
      ['placementGroups', result.placementGroups],
      ['placementCodes', result.placementCodes],
    ] as const) {
      const keys = new Set<string>();
      for (const [index, row] of list.entries()) {
        const checked = rowSchema(name).safeParse({ id: index + 1, ...row });
        expect(checked.success, JSON.stringify(checked.error?.issues)).toBe(true);
        keys.add(registers[name].key.map((key) => String((row as Record<string, unknown>)[key])).join('|'));
      }
      expect(keys.size).toBe(list.length);
    }
  });

  test('opening + entrants − leavers = closing every month, in total and by group, UASC in, out and alone', () => {
    const { spans, groups } = spansOf(result);
    expect(spans.notes).toEqual([]);
    for (const choice of ['all', 'only', 'excluded'] as const) {
      for (const month of reconcile(spans, groups.length, '2021-04-01', '2024-03-01', choice)) {
        expect([month.total.residual, ...month.groups.map((cell) => cell.residual)].every((value) => value === 0)).toBe(
          true,
        );
      }
    }
  });
});

describe('a synthetic return with known rates', () => {
  const made = syntheticReturn({
    seed: 17,
    from: '2020-04-01',
    to: '2024-03-31',
    opening: 1500,
    spread: usualSpread,
    rates: usualRates,
    entrants: usualEntrants(600),
    uascShare: 0.2,
  });
  const result = importReturn(made.tables, { pseudonymise: (child) => `key-${child}`, birth: 'day' });

  test('comes through with every child and nothing set aside', () => {
    expect(result.cleaned.counts.children).toBe(made.children.length);
    expect(result.cleaned.counts.uasc).toBe(made.children.filter((child) => child.uasc).length);
    expect(result.report.filter((line) => line.rule !== 'same-start')).toEqual([]);
    expect(result.placements.length).toBe(made.children.reduce((sum, child) => sum + child.episodes.length, 0));
  });

  test('the rates put in are the rates found, within four standard errors', () => {
    const { spans, groups } = spansOf(result);
    const [first, last] = [dayNumber('2020-04-02'), dayNumber('2024-03-31')];
    const exposure = new Map<string, number>();
    const events = new Map<string, number>();
    const add = (counts: Map<string, number>, key: string, count: number) =>
      counts.set(key, (counts.get(key) ?? 0) + count);
    const code = (index: number) => groups[index]?.code ?? 'exit';
    for (let index = 0; index < spans.count; index++) {
      const days = Math.min(spans.end[index] ?? 0, last + 1) - Math.max(spans.start[index] ?? 0, first);
      if (days > 0) add(exposure, code(spans.group[index] ?? -1), days);
    }
    let entrants = 0;
    eachFlow(spans, last, (kind, _index, day, from, to) => {
      if (day < first || kind === 'birthday') return;
      if (kind === 'entrant') entrants += 1;
      // A leaver in the month of the 18th birthday is cut at its 1st and counts as a birthday: some of the 2 % below.
      else add(events, `${code(from)} ${code(to)}`, 1);
    });
    const checked = usualRates.filter((rate) => rate.from !== rate.to && rate.from !== 'supported' && !rate.ages);
    expect(checked.length).toBeGreaterThanOrEqual(7);
    for (const rate of checked) {
      const expected = rate.perDay * (exposure.get(rate.from) ?? 0);
      expect(expected).toBeGreaterThan(20);
      const found = events.get(`${rate.from} ${rate.to}`) ?? 0;
      // Spans are cut at the 1st of the birthday month: up to a month of each 18-year-old's time, well under 2 %.
      expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt(expected) + 0.02 * expected);
    }
    expect(Math.abs(entrants - 600 * 4)).toBeLessThan(4 * Math.sqrt(2400));
  });

  test('the same seed gives the same return', () => {
    const options = {
      seed: 3,
      from: '2023-04-01',
      to: '2024-03-31',
      opening: 20,
      spread: usualSpread,
      rates: usualRates,
    };
    const run = () => syntheticReturn({ ...options, entrants: usualEntrants(10) }).tables;
    expect(run()).toEqual(run());
    expect(syntheticReturn({ ...options, seed: 4, entrants: [] }).tables).not.toEqual(run());
  });
});
