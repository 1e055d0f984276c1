import { resolve } from 'node:path';
import { isYearLabel, yearOf } from '../../../shared/model/calendar.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { activityEffects, testRelations } from '../../../shared/programme/activity.ts';
import { changesSince, lastBoard } from '../../../shared/programme/board.ts';
import { monthlyEntrants } from '../../../shared/programme/monthly-entrants.ts';
import { addProjects, programme } from '../../../shared/programme/programme.ts';
import type { Report } from '../../../shared/report/document.ts';
import { highlightReport } from '../../../shared/report/highlight.ts';
import { reportFonts } from '../exports/report.ts';
import { withExtension } from '../files/file-names.ts';
import { fileSystem } from '../files/file-system.ts';
import { replaceFile } from '../files/replace-file.ts';
import { reportHtml } from '../report/html.ts';
import { reportPdf } from '../report/pdf.ts';
import type { CommandParts } from './command-parts.ts';
import type { Environment } from './environment.ts';
import { dateText, yearText } from './option-values.ts';
import { activityText, programmeText } from './programme-text.ts';
import { baseOf } from './workspace.ts';

type Options = { workspace: string; theme?: string; year?: string; on?: string; out?: string };

/** `programme`: projects by theme, business cases, what block 3 releases, and benefits with target, realised, grant and net. */
export function addProgramme({ program, environment, finish }: CommandParts): void {
  program
    .command('programme')
    .description('projects, business cases, releases and benefits of the transformation programme')
    .requiredOption('--workspace <file>', 'the local copy')
    .option('--theme <name>', 'projects of one theme only')
    .option('--year <year>', 'financial year, such as 2023/24 (default: of the data date)', yearText)
    .option('--on <date>', 'the day milestones and conditions are judged on (default: today)', dateText)
    .option('--out <file>', 'also write the highlight report, on one page (.pdf, .html or .docx)')
    .option('--json', 'print one JSON document')
    .action(async ({ workspace, theme, year, on, out }: Options) => {
      const { snapshot } = await baseOf({ workspace }, environment);
      if (snapshot.projects.length === 0)
        throw new OutturnError('no-data', 'There are no projects in the local copy. Import the register of projects.');
      const today = on ?? environment.clock().toISOString().slice(0, 10);
      const made = asked(snapshot, year ?? yearOf(snapshot.dataDate), today, theme ?? null);
      const board = lastBoard(snapshot, today);
      const changes = board ? changesSince(made, snapshot.boardSnapshots, board) : [];
      const activity = activityEffects(snapshot).map(({ lever, ...effect }) => ({
        ...effect,
        lever: lever ? { kind: lever.kind, value: lever.value, from: lever.from } : null,
      }));
      const backTest = testRelations(snapshot, monthlyEntrants(snapshot));
      const totals = made.years.filter(isYearLabel).map((each) => ({
        year: each,
        ...asked(snapshot, each, today, theme ?? null).total,
      }));
      const highlights = highlightReport(made, changes, { ...snapshot, on: today });
      const file = out === undefined ? null : await writeHighlights(highlights, resolve(out), environment);
      finish({
        json: {
          command: 'programme',
          file,
          unit: 'pence',
          on: today,
          theme: theme ?? null,
          ...made,
          totals,
          board,
          changes,
          activity,
          backTest,
        },
        text: [programmeText(made, totals, today, board, changes), ...activityText(activity, backTest)].join('\n'),
        // Money that two projects or two benefits claim was counted once only.
        problems: made.overlaps.length > 0,
      });
    });
}

function asked(snapshot: Snapshot, year: string, today: string, theme: string | null) {
  const made = programme(snapshot, year, today);
  if (theme === null) return made;
  const themes = made.themes.filter((each) => each.theme.toLowerCase() === theme.trim().toLowerCase());
  if (themes.length === 0) {
    const known = made.themes.map((each) => each.theme).join(', ');
    throw new OutturnError('invalid-input', `There is no theme “${theme}”. Themes: ${known}.`);
  }
  const projects = made.projects.filter((row) => row.theme === themes[0]?.theme);
  return { ...made, themes, projects, total: addProjects(projects.map((row) => row.money)) };
}

/** Writes the highlight report by the ending of its name; PDF where it has none that is known. */
async function writeHighlights(report: Report, path: string, { paths, clock }: Environment): Promise<string> {
  const ending = path.toLowerCase().split('.').at(-1);
  const bytes =
    ending === 'html'
      ? Buffer.from(reportHtml(report), 'utf8')
      : ending === 'docx'
        ? await (await import('../report/docx.ts')).reportDocx(report, paths.fonts)
        : await reportPdf(report, reportFonts(paths.fonts), clock());
  const file = ending === 'html' || ending === 'docx' ? path : withExtension(path, 'pdf');
  await replaceFile(file, bytes, null, fileSystem);
  return file;
}
