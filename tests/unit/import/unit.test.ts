import fc from 'fast-check';
import { expect, test } from 'vitest';
import { otherUnitInText, splitUnit, unitOfCell, unitsInText } from '../../../shared/cells/unit.ts';

/** Tries a property on many drawn values. */
function property<T extends [unknown, ...unknown[]]>(...of: Parameters<typeof fc.property<T>>): void {
  fc.assert(fc.property(...of));
}

/** Forms of title rows, headers and rows of units in published budget books and outturn reports. */
const thousands = [
  '£000',
  "£'000",
  '£’000s',
  '£000s',
  "£000's",
  '£k',
  '£K',
  '£,000',
  '£ thousand',
  '(£ thousands)',
  'GBP 000',
  "GBP'000",
  '(000s)',
  '(in thousands)',
];
const millions = ['£m', '£ million', '£M', '£mn', 'GBP m', '(in millions)', '(£ millions)'];
const sentences = (unit: string) => [
  unit,
  `All figures in ${unit}`,
  `Appendix 1: revenue budget 2023/24 (all figures in ${unit.replace(/[()]/g, '')})`,
  `Note: ${unit}.`,
  `Budget 2023/24 ${unit}`,
];

test.each([...thousands.map((unit) => [unit, 1_000] as const), ...millions.map((unit) => [unit, 1_000_000] as const)])(
  'a title that says %s states one unit',
  (unit, size) => {
    for (const sentence of sentences(unit)) expect([sentence, unitsInText(sentence)]).toEqual([sentence, [size]]);
  },
);

test('a header ends in its unit in brackets of either kind, behind a comma, a dash, a stroke or “in”', () => {
  const joins = [
    (unit: string) => ` (${unit})`,
    (unit: string) => ` [${unit}]`,
    (unit: string) => ` ${unit}`,
    (unit: string) => `, ${unit}`,
    (unit: string) => ` - ${unit}`,
    (unit: string) => ` / ${unit}`,
    (unit: string) => ` in ${unit}`,
  ];
  const units = [
    ['£000', 1_000],
    ["£'000", 1_000],
    ['£k', 1_000],
    ['£,000', 1_000],
    ['£m', 1_000_000],
    ['£ million', 1_000_000],
    ['£', 1],
  ] as const;
  property(
    fc.constantFrom('Gross budget', 'Income budget', 'Net expenditure', 'Budget 2023/24'),
    fc.constantFrom(...joins),
    fc.constantFrom(...units),
    (name, join, [unit, size]) => {
      expect(splitUnit(`${name}${join(unit)}`)).toEqual({ name, unit: size });
    },
  );
  for (const name of ['Gross budget', 'Mileage', 'Team', 'Item', 'Week', 'Band 16-17', 'Income', 'From', 'Term'])
    expect(splitUnit(name)).toEqual({ name, unit: null });
});

test('a cell is a unit only where it holds nothing else', () => {
  for (const cell of ['£000', "£'000", '(£k)', '£,000', '000s', '[£000]', 'in £000'])
    expect(unitOfCell(cell)).toBe(1_000);
  for (const cell of ['£m', 'millions', '(£m)']) expect(unitOfCell(cell)).toBe(1_000_000);
  for (const cell of ['£', '(£)', 'pounds']) expect(unitOfCell(cell)).toBe(1);
  for (const cell of ['', '1000', 'M', 'm 4', 'Team', '£5m', '2023'])
    expect(unitOfCell(cell)).toBe(cell === 'M' ? 1_000_000 : null);
});

test('an amount in a sentence is no unit, and two units in one are both told', () => {
  for (const sentence of [
    'Savings of £5m agreed',
    'Approved £98,765 on 3 March',
    'Saved £1.2 million, £300k of it once',
  ])
    expect(unitsInText(sentence)).toEqual([]);
  expect(unitsInText('All figures in £000, savings in £m')).toEqual([1_000, 1_000_000]);
});

test('units that amounts are not read in are named', () => {
  for (const [sentence, unit] of [
    ['All figures in £00s', 'hundreds of pounds'],
    ['£bn', 'billions of pounds'],
    ['All figures in pence', 'pence'],
    ['Amounts (€000)', 'another currency'],
    ['Figures in euros', 'another currency'],
  ])
    expect([sentence, otherUnitInText(sentence ?? '')]).toEqual([sentence, unit]);
  for (const sentence of ['All figures in £000', 'Savings of £2bn since 2010', 'Costs in Europe', 'Pence Lane home'])
    expect(otherUnitInText(sentence)).toBeNull();
});
