/**
 * What the list of commands (`outturn --help`) says of each, so that it is printed without loading them: every library of
 * every command would be read for one page of text. A test holds this against what the commands say of themselves; one that
 * is not here is loaded for the list.
 */
export const commandList: Record<string, { about: string; arguments?: string; options?: boolean }> = {
  demo: { about: 'the main job from nothing on the sample council: import, forecast, compare, save, workbook' },
  import: { about: 'bring extracts (CSV, XLSX, ZIP or a folder) into a local copy', arguments: '<path...>' },
  forecast: { about: 'the outturn table, months and funders of a local copy or a scenario file' },
  plan: { about: 'the medium-term plan: three to ten years from the data and a scenario' },
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
  backtest: { about: 'accuracy of each method on the history held' },
  period: { about: 'periods as they were issued: list, issue or reopen one', arguments: '<action>' },
  report: {
    about: 'the report for a board, as PDF, HTML or the PNG of its charts, or one for each audience and scenario',
  },
  publications: { about: 'what has been published of the children of each day, and how much of it was withheld' },
  batch: {
    about: 'many councils and scenarios with simulated ranges: a result each, and the councils side by side',
  },
  worker: {
    about: 'simulate paths for batches that other machines run: run, status, cancel, retry or schema',
    arguments: '[action]',
  },
  team: { about: 'share a local copy with colleagues through PostgreSQL', options: false },
  sync: { about: 'deliver the exports that wait to their destinations' },
};
