/**
 * What the list of commands (`outturn --help`) says of each, so that it is printed without loading them: every library of
 * every command would be read for one page of text. A test holds this against the commands and what they say of themselves.
 */
export const commandList: Record<string, { about: string; arguments?: string; options?: boolean }> = {
  demo: { about: 'the main job from nothing on the sample council: import, forecast, compare, save, workbook' },
  import: {
    about: 'bring extracts (CSV, workbooks, SSDA903 XML, ZIP or a folder) into a local copy',
    arguments: '<path...>',
  },
  forecast: { about: 'the outturn table, months and funders of a local copy or a scenario file' },
  plan: { about: 'the medium-term plan: three to ten years from the data and a scenario' },
  proposals: { about: 'growth and savings proposals by year; makes agreed ones budget changes' },
  'roll-forward': {
    about: 'what a closed year brings into the next: base budgets, full-year effects, recurring pressures',
  },
  programme: { about: 'projects, business cases, releases and benefits of the transformation programme' },
  scorecard: { about: 'measures against target and tolerance, and the performance failures of the contract' },
  scenario: { about: 'make, read, change or verify a scenario file', options: false },
  compare: {
    about: 'two to four scenario files side by side, and the bridge from the first to each',
    arguments: '<a> <b> [more...]',
  },
  workbook: { about: 'the forecast workbook of a local copy or a scenario file, or one for each of many' },
  check: {
    about:
      'integrity of a local copy, a scenario file, a backup or a workbook, and what its data contradict; whose a lock is, and what unsaved work holds',
    arguments: '<file>',
  },
  stock: { about: 'children in care by age band and placement group at the end of a day' },
  demand: { about: 'children in care projected month by month', arguments: '[path...]' },
  'forecast-table': {
    about: 'the forecast table of the sector’s tool, each column with its own interval; published forecasts scored',
  },
  sufficiency: {
    about: 'enough places: requests, unmet need, the gap by group and type, the programme, contracts and fostering',
  },
  leavers: {
    about: 'care leavers by age carried forward with their cost, and unaccompanied children against the scheme',
  },
  activity: {
    about: 'volume × price of legal, transport, plans, nights and posts, with the bridge, and partners’ packages',
  },
  backtest: { about: 'accuracy of each method on the history held' },
  period: { about: 'periods as they were issued: list, issue or reopen one', arguments: '<action>' },
  report: {
    about: 'the report for a board, as PDF, HTML, Word or the PNG of its charts, or one for each audience and scenario',
  },
  reconcile: {
    about: 'placements register and entries against the ledger, by month and group; accepts a run-rate adjustment',
  },
  postings: {
    about: 'the postings behind a line of the ledger, document by document, and whether they come to its total',
  },
  calculate: {
    about: 'works a figure out from a few that a paper states; without a name, the list of them',
    arguments: '[name] [numbers...]',
  },
  publications: { about: 'what has been published of the children of each day, and how much of it was withheld' },
  registers: { about: 'write every register of a local copy as CSV, which imports back to the same data' },
  erase: {
    about: 'erase a child, or all that ended before a date, from a local copy, its log, backups and scenario files',
  },
  retain: { about: 'say what the retention schedule would remove from a local copy; with --apply, remove it' },
  subject: { about: 'export what is held about one child, for a subject access request' },
  texts: { about: 'text that may name somebody: where it stands, and what has been answered' },
  batch: {
    about: 'many councils and scenarios with simulated ranges: a result each, and the councils side by side',
  },
  region: { about: 'councils beside each other and summed: one, some or all of a list, small numbers withheld' },
  worker: {
    about: 'simulate paths for batches that other machines run: run, status, cancel, retry or schema',
    arguments: '[action]',
  },
  team: { about: 'share a local copy with colleagues through PostgreSQL', options: false },
  key: {
    about: 'the keys of a local copy: export them to a recovery file under a passphrase, or restore them from one',
    arguments: '<action>',
  },
  sync: { about: 'deliver the exports that wait to their destinations' },
};
