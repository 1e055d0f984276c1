import type { Choice } from '../components/parts/segments.tsx';

/** The views of each screen, in their order: its own choice of them, and what Ctrl+K finds. The first is shown first. */
export const viewLists = {
  '/outturn': [
    { value: 'year', label: 'Year', title: 'Budget, changes, forecast and net variance, as the papers print it' },
    { value: 'lines', label: 'By line', title: 'What each forecast is made of' },
    { value: 'months', label: 'By month', title: 'Actual and forecast month by month' },
    { value: 'movement', label: 'Movement', title: 'What has moved since the period issued before, and why' },
  ],
  '/demand': [
    { value: 'projection', label: 'Projection', title: 'Children ahead, with intervals, groups and flows' },
    { value: 'rates', label: 'Rates', title: 'What the projection is made of; each rate can be set' },
    { value: 'methods', label: 'Methods', title: 'Benchmarks beside the model, and the back-test' },
    { value: 'kept', label: 'Kept', title: 'Forecasts as they were made beside what happened, and the drift alarm' },
    { value: 'reconciliation', label: 'Reconciliation', title: 'Opening, flows and closing, with the residual' },
    { value: 'capacity', label: 'Capacity', title: 'Places against children, and fostering households' },
    { value: 'leavers', label: 'Leavers, UASC', title: 'Care leavers by cohort; the transfer scheme’s threshold' },
    { value: 'series', label: 'Counts', title: 'Monthly counts as imported' },
  ],
  '/plan': [
    { value: 'years', label: 'Years', title: 'Cost, funding and gap of each year, and why it moves' },
    { value: 'lines', label: 'By line', title: 'Every line over the years, under its services' },
    { value: 'proposals', label: 'Proposals', title: 'Growth and savings proposals as rows to edit' },
    { value: 'proposalAmounts', label: 'Amounts', title: 'What each proposal changes in each year' },
    { value: 'inflationIndices', label: 'Inflation', title: 'Pay, price and income inflation by year' },
    { value: 'inflationLinks', label: 'Acts on', title: 'Which lines and placement groups each index moves' },
    { value: 'balances', label: 'Reserves', title: 'Opening, paid in, used and closing of each reserve' },
    { value: 'reserves', label: 'Reserve list', title: 'The reserves as rows to edit' },
    { value: 'reserveMovements', label: 'Movements', title: 'What goes into and out of reserves' },
    { value: 'lineGroups', label: 'Services', title: 'Services, divisions and directorates for subtotals' },
    { value: 'lineGroupMembers', label: 'Their lines', title: 'Which service each line belongs to' },
  ],
  '/compare': [
    { value: 'side', label: 'Side by side', title: 'Up to four scenarios, line by line' },
    { value: 'bridge', label: 'Bridge', title: 'What makes the difference' },
    { value: 'tornado', label: 'Tornado', title: 'Which assumption matters most' },
    { value: 'risk', label: 'Risk', title: 'How sure is the outturn?' },
  ],
  '/placements': [
    { value: 'placements', label: 'Placements', title: 'Who is where, and what it costs' },
    { value: 'placementPrices', label: 'Price history', title: 'Every price from its date' },
    { value: 'capacityUnits', label: 'Capacity', title: 'Homes, blocks and foster places held' },
    { value: 'placementGroups', label: 'Groups', title: 'Kinds of placement, and the budget line of each' },
  ],
  '/pressures': [
    { value: 'pressures', label: 'Pressures', title: 'Expected and worst, and what is counted' },
    { value: 'mitigations', label: 'Mitigations', title: 'What takes off a pressure' },
    { value: 'risks', label: 'Risks', title: 'The risks behind them' },
  ],
  '/savings': [
    { value: 'delivery', label: 'Delivery', title: 'What is expected, and what a later start costs' },
    { value: 'history', label: 'Over time', title: 'Ratings by period, and the carry-forward gap' },
    { value: 'savings', label: 'Register', title: 'The savings as rows to edit' },
    { value: 'savingRatings', label: 'RAG history', title: 'Red, amber and green by period, as rows to edit' },
  ],
  '/invest-to-save': [
    { value: 'payback', label: 'Payback', title: 'Cost, benefit, return and when it pays back' },
    { value: 'realised', label: 'Planned and realised', title: 'In £ and in children; a benefit as a lever' },
    { value: 'schemes', label: 'Schemes', title: 'The schemes as rows to edit' },
    { value: 'tranches', label: 'Tranches', title: 'Costs and grants as rows to edit' },
    { value: 'benefits', label: 'Benefits', title: 'Target, stretch and realised as rows to edit' },
  ],
  '/funders': [
    { value: 'split', label: 'Split', title: 'Outturn and contract sum by funder' },
    { value: 'years', label: 'Over years', title: 'Growth, next year’s base, the placement reserve' },
    { value: 'joint', label: 'Partners', title: 'Joint funding: agreed, invoiced, disputed, benchmark' },
    { value: 'contractBlocks', label: 'Contract sum', title: 'Its items by block, as rows to edit' },
    { value: 'jointFunding', label: 'Packages', title: 'The register of joint funding' },
    { value: 'funderShares', label: 'Shares', title: 'Each funder’s share from its date' },
    { value: 'funders', label: 'Funders', title: 'Who they are' },
  ],
  '/scorecard': [
    { value: 'measures', label: 'Measures', title: 'Each measure against target, tolerance and comparators' },
    { value: 'risks', label: 'Risks', title: 'Probability times impact, how it moved, and the pressure behind it' },
    { value: 'kpiValues', label: 'Values', title: 'The months behind the measures' },
    { value: 'kpis', label: 'Targets', title: 'Targets, tolerances and comparators' },
    { value: 'register', label: 'Risk register', title: 'The risks as rows to edit' },
  ],
  '/data': [
    { value: 'imports', label: 'Imports', title: 'Take extracts in, and take an import back' },
    { value: 'sources', label: 'Sources', title: 'Folders and databases that data come from' },
    { value: 'checks', label: 'Checks', title: 'What disagrees in the data' },
    { value: 'contradictions', label: 'Contradictions', title: 'Figures that two sources say differently' },
    { value: 'registers', label: 'All registers', title: 'Every register as rows to edit' },
    { value: 'log', label: 'Change log', title: 'Every change, who made it and why' },
    { value: 'templates', label: 'Templates', title: 'Empty extracts to fill in' },
    { value: 'team', label: 'Team', title: 'The copy shared with colleagues: send, take, and choose' },
    { value: 'upkeep', label: 'Upkeep', title: 'Export all registers, compact, diagnostics, pseudonym key' },
  ],
  '/exports': [
    { value: 'written', label: 'Written so far', title: 'Workbook, report pack, and what has been written' },
    { value: 'deliveries', label: 'Deliveries', title: 'What waits, and what has arrived' },
    { value: 'destinations', label: 'Destinations', title: 'Where exports are sent' },
  ],
} as const satisfies Record<string, readonly (Choice<string> & { title: string })[]>;

export type ViewPath = keyof typeof viewLists;
export type ViewOf<P extends ViewPath> = (typeof viewLists)[P][number]['value'];
