import type { Extract } from './extract.ts';

const origin: Record<string, string> = {
  funders: 'published',
  funderShares: 'derived: 44.16 / 55.84; the paper prints 44.16 / 56.84, which is 101 % (see stated-facts.csv)',
  budgetLines: '2022/23 published; 2023/24 published in total (150.938), its split by line synthetic',
  budgetChanges: '2022/23 investment published (dates synthetic); 2023/24 synthetic and nil in total',
  actuals:
    '2022/23 year totals published, months synthetic; 2023/24 synthetic, so that period 9 meets the published totals',
  forecastEntries: 'pay investment and unexplained part published; placements entries synthetic',
  contractBlocks: 'published; the recurring part of block 2 derived',
  jointFunding: 'synthetic; no forecast reads them',
  placementGroups: 'default groups of the SSDA903 mapping',
  placementCodes: 'default mapping of the SSDA903 codes',
  placements: 'SYNTHETIC children, drawn with a fixed seed to match published counts; no row is a real child',
  placementPrices: 'SYNTHETIC, spread around national prices (unit prices below)',
  capacityUnits: 'published places and sums; cost of the five homes is the published 2022/23 outturn of their line',
  demandSeries: 'published, each row with its source; placeholders blank',
  pressures: '2022/23 published; 2023/24 synthetic watch list, not counted',
  mitigations: 'synthetic',
  savings: '2022/23 published; 2023/24 published in total and for Circle to Success, the rest of the split synthetic',
  savingRatings:
    '2022/23 published; 2023/24 published in total (5.550 / 1.370 / 1.247) at P9, split synthetic; P6 and what was delivered to date synthetic',
  schemes: 'published',
  tranches: 'published; 0.008 of rounding in the paper shown apart',
  benefits: 'published',
  kpis: 'published (direction of good: ours; tolerance: ours, a tenth off the target)',
  kpiValues: 'published; placeholders blank',
  risks: 'published; links to pressures synthetic',
  assumptions: 'published where a source is named, else the program’s defaults',
  statedFacts: 'published statements that disagree, side by side',
  placementRequests: 'published counts, one row each; the papers print no single request',
  placeCounts: 'published; 16 of the 391 approved places are explained by no paper',
  capacityProgramme: 'published places; no paper prints capital, running cost or chance, which stay blank or 100',
  supplierContracts: 'published yearly values; suppliers and end dates are not printed',
  fosteringPipeline: 'published',
  publishedForecasts: 'published, bounds as printed',
  leaverCohort: 'published counts; cost a week SYNTHETIC from published shares and a published price',
  grantRates: 'published national rates',
  activities: 'published',
  activityCounts: 'published; transport stands against 100 in 2021, as printed',
  staffingPosts: 'published shares of 100 posts; cost and agency premium national',
};

/** What ships beside the extracts, so that no reader takes a synthetic row for a real one. */
export function readme(extracts: readonly Extract[]): string {
  const width = Math.max(...extracts.map((extract) => extract.file.length));
  const list = extracts.map(
    (extract) =>
      `${extract.file.padEnd(width)}  ${String(extract.rows.length).padStart(5)} rows  ${origin[extract.register] ?? ''}`,
  );
  return [
    'Northamptonshire Children’s Trust (sample)',
    '',
    'Ordinary extracts for Outturn, made by a program with a fixed seed. Published figures come from the papers of the trust',
    'and its two councils, 2023 and 2024, cited row by row. Everything else is synthetic or derived, and says so here and in',
    'the rows themselves. No row is about a real child, carer or placement.',
    '',
    'published  printed in a paper',
    'derived    follows from printed figures by arithmetic',
    'synthetic  invented, with a fixed seed, so that the totals are the published ones',
    '',
    ...list,
    'settings.csv says whose data this is, the last day it covers, and that part of it is synthetic.',
    '',
    'Placements. 1,226 children at 31 March 2023 by group and age band as published (papers also print 1,227, 1,228 and 1,231).',
    'Entrants 448 and leavers 398 in 2022/23 as published, month by month where printed; 458 and 424 in 2021/22. Of the 1,226,',
    '104 are unaccompanied children. That gives 1,176 in care at 31 March 2022 where the papers print 1,185 and 1,184: the',
    'printed counts do not reconcile with the printed flows. 387 entrants and 401 leavers in 2020/21 as published; 2018/19,',
    '2019/20 and April to December 2023 are synthetic throughout, as are all moves between placements. Fostering: 370 with',
    'agencies (FOS-010) and the rest of 622 in-house.',
    '',
    'Prices. Residential 6,106 a week (NAO, 2023-24); residential school 3,830 and agency fostering 820 (CMA 2022); in-house',
    'and connected fostering 646 (PSSRU 2017); supported accommodation and other 621 (Lincolnshire). None is',
    'Northamptonshire’s. Prices agreed before 1 April 2023 rise by 3.2 % on it. Block places, homes and flats have a fixed',
    'annual sum and no price of their own. Partner contributions are about 4 % of cost, as in a review of February 2022.',
    '',
    '2023/24. The papers give the contract sum (150.938), the savings target and RAG, and the pressure at period 9: 29.670, of',
    'which red savings 1.247, placements 23.307, staffing 1.485 net of 2.094 for pay. The rest, 3.631, is not explained and',
    'stands on a line of its own. Amber savings count as delivered there, as the paper counts them.',
    '',
  ].join('\r\n');
}
