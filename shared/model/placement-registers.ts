/** Registers of children and places: groups, codes, placements, prices, capacity and monthly counts. */
import { choice, code, date, flag, integer, money, month, number, optional, percent, text, year } from './column.ts';
import { register } from './register.ts';

export const placementGroups = register('placementGroups', 'Placement groups', 'placement group', ['code'], {
  code: code('Group'),
  name: text('Group name'),
  careType: choice('Care type', ['fostering', 'residential', 'supported', 'other']),
  modelled: flag('Modelled', { help: '0 = held at its last level and labelled so' }),
  lineName: optional(text('Budget line', { help: 'Code of the budget line the cost falls on; blank = Placements' })),
  position: integer('Order'),
});
export const placementCodes = register(
  'placementCodes',
  'Placement codes',
  'placement code',
  ['placeCode', 'provider', 'fromYear'],
  {
    placeCode: code('PLACE'),
    provider: text('Provider', { help: 'PR0…PR5, or * for any' }),
    groupCode: code('Group', { help: 'A group, or * to inherit the previous group (T codes)' }),
    // Mappings of codes hold from the first returns there were.
    fromYear: year('From collection year', { firstYear: 1990 }),
    toYear: optional(year('To collection year')),
  },
);
export const placements = register(
  'placements',
  'Placements',
  'placement',
  ['reference'],
  {
    reference: code('Placement'),
    childKey: code('Child', { help: 'Becomes a keyed pseudonym on the way in' }),
    birthMonth: month('Birth month', { aliases: ['date of birth', 'dob'], help: 'Held as the 1st of the month' }),
    birthDate: optional(
      date('Birth date (kept only when asked for)', { aliases: ['birth date (only with --birth-date day)'] }),
    ),
    uasc: flag('UASC'),
    groupCode: code('Group'),
    provider: optional(text('Provider', { aliases: ['provider name'] })),
    route: choice('Route', ['in-house', 'block', 'framework', 'spot']),
    start: date('Start', { aliases: ['start date', 'placement start', 'placement start date'] }),
    end: optional(
      date('End', {
        aliases: ['end date', 'placement end', 'placement end date'],
        help: 'The day the placement stopped; not charged',
      }),
    ),
    expectedEnd: optional(date('Expected end', { aliases: ['expected end date', 'planned end date'] })),
    area: optional(text('Area')),
    unitCode: optional(code('Unit', { help: 'Home or block contract whose place is used' })),
    shortBreak: flag('Short break', { absent: 0 }),
    endReason: optional(code('End reason', { help: 'SSDA903 reason episode ceased, where known' })),
  },
  [{ columns: ['groupCode'], register: 'placementGroups' }],
);
export const placementPrices = register(
  'placementPrices',
  'Placement prices',
  'price',
  ['placementReference', 'from'],
  {
    placementReference: code('Placement'),
    from: date('From'),
    weeklyPence: money('Weekly price', { aliases: ['weekly cost', 'weekly fee', 'weekly rate'] }),
    educationPence: money('Education contribution a week', { aliases: ['education'], absent: 0 }),
    healthPence: money('Health contribution a week', { aliases: ['health'], absent: 0 }),
  },
  [{ columns: ['placementReference'], register: 'placements' }],
);
export const capacityUnits = register(
  'capacityUnits',
  'Capacity',
  'unit',
  ['code', 'from'],
  {
    code: code('Unit'),
    name: text('Unit name'),
    kind: choice('Kind', ['home', 'block', 'flats', 'foster']),
    groupCode: code('Group'),
    from: date('From'),
    places: integer('Places'),
    annualCostPence: money('Annual cost'),
    utilisationPercent: optional(percent('Utilisation %')),
    lineName: optional(text('Budget line')),
  },
  [{ columns: ['groupCode'], register: 'placementGroups' }],
);
export const demandSeries = register(
  'demandSeries',
  'Demand series',
  'monthly count',
  ['measure', 'month', 'groupCode', 'band', 'uasc', 'source'],
  {
    measure: choice('Measure', [
      'stock',
      'entrants',
      'leavers',
      'care-leavers',
      'households-approved',
      'households-closed',
      'households',
      'population',
    ]),
    month: month('Month', { help: 'Stock: the last day of this month' }),
    groupCode: text('Group', { help: '* = all' }),
    band: text('Band', { help: '* = all' }),
    uasc: choice('UASC', ['all', 'only', 'excluded']),
    source: text('Source'),
    value: optional(number('Value', { help: 'Blank, "-", "tbc" and "n/a" stay blank' })),
  },
);
