import { flowResidual } from '../demand/history/reconciliation.ts';
import { combinedHalfWidth } from '../demand/interval-combination.ts';
import { oneBox } from '../demand/one-box.ts';
import { sum } from '../model/money.ts';
import { type Calculation, refused } from './calculation.ts';

const children = (key: string, label: string) => ({ key, label, unit: 'children' });

/** Figures of children that papers leave to be worked out. */
export const childrenCalculations: readonly Calculation[] = [
  {
    key: 'population',
    title: 'Population behind a rate',
    about:
      'The children of a population that a count and its rate per 10,000 imply, and the range their rounding leaves.',
    formula: 'population = count × 10,000 ÷ rate; the rate may be off by half of its last place',
    source: 'NCT scorecard, March 2023: children in care per 10,000',
    inputs: [
      children('count', 'Count'),
      { key: 'rate', label: 'Rate per 10,000', unit: 'per 10,000' },
      { key: 'step', label: 'Step the rate is rounded to', unit: 'per 10,000', otherwise: 0.1 },
    ],
    run: (one) => {
      const [count, rate, step] = [one('count'), one('rate'), one('step')];
      if (rate - step / 2 <= 0) throw refused('The rate must be above zero, and above half of its step.');
      const at = (per: number) => (count * 10_000) / per;
      return [
        { ...children('population', 'Population'), value: at(rate) },
        { ...children('low', 'At least'), value: at(rate + step / 2) },
        { ...children('high', 'At most'), value: at(rate - step / 2) },
      ];
    },
  },
  {
    key: 'residual',
    title: 'Published flows that do not close',
    about: 'The children that published entrants and leavers leave unexplained between two counts.',
    formula: 'closing − (opening + entrants − leavers)',
    source: 'docs/model.md §2, case DEM-01',
    inputs: [
      children('opening', 'Opening'),
      children('entrants', 'Entrants'),
      children('leavers', 'Leavers'),
      children('closing', 'Closing'),
    ],
    run: (one) => [
      {
        ...children('residual', 'Unexplained'),
        value: flowResidual(one('opening'), one('entrants'), one('leavers'), one('closing')),
      },
    ],
  },
  {
    key: 'one-box',
    title: 'A council known by four figures',
    about: 'Children ahead, and where their number settles, from stock, entrants and leavers alone.',
    formula: 'x* + (x₀ − x*)e^(−λt), λ = leavers ÷ mean stock, x* = entrants ÷ λ; 95 % from immigration and death',
    source: 'case FLOW-01',
    inputs: [
      children('stock', 'Children now'),
      { key: 'entrants', label: 'Entrants a year', unit: 'children' },
      { key: 'leavers', label: 'Leavers a year', unit: 'children' },
      children('mean', 'Mean stock of the year'),
      { key: 'years', label: 'Years ahead', unit: 'years' },
    ],
    run: (one) => {
      if (one('mean') <= 0 || one('leavers') <= 0) throw refused('Leavers and mean stock must be above zero.');
      const given = {
        stock: one('stock'),
        entrantsPerYear: one('entrants'),
        leaversPerYear: one('leavers'),
        meanStock: one('mean'),
      };
      const box = oneBox(given, one('years'));
      return [
        { ...children('ahead', 'Children then'), value: box.mean },
        { ...children('low', 'Low (95 %)'), value: box.low95 },
        { ...children('high', 'High (95 %)'), value: box.high95 },
        { ...children('settles', 'Where the number settles'), value: box.equilibrium },
      ];
    },
  },
  {
    key: 'interval',
    title: 'Interval of a sum of published parts',
    about: 'The half-width of the interval of a total whose parts are independent: never the sum of theirs.',
    formula: 'root of the sum of the squares',
    source: 'docs/model.md §5, case CI-01',
    inputs: [{ key: 'halves', label: 'Half-widths of the parts', unit: 'children', many: true }],
    run: (_, all) => [
      { ...children('half', 'Half-width of the total'), value: combinedHalfWidth(all('halves')) },
      { ...children('added', 'Were they added, wrongly'), value: sum(all('halves')) },
    ],
  },
];
