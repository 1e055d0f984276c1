import { formatDate, formatPeriod } from '../../format/format.ts';
import type { Forecast } from '../../model/forecast.ts';
import type { Commentary } from '../../model/registers.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { commentaryFor, type Figures } from '../../programme/commentary.ts';
import { commentaryFigures, subjectName } from '../../programme/commentary-figures.ts';
import type { ReportBlock } from '../document.ts';

/** One commentary as a pack has it: about what, what is said, and what must be known of it. */
export type CommentaryLine = { about: string; text: string; note: string };

/**
 * What officers say of lines, savings, projects and measures at the period: an earlier period's carried forward and one
 * whose figures have moved say so. In a public paper only what may be published (docs/model.md §17).
 */
export function commentaryLines(snapshot: Snapshot, made: Forecast, forPublic: boolean): CommentaryLine[] {
  const subjects = new Map<string, Commentary>();
  for (const row of snapshot.commentaries)
    if (row.year === made.year && row.period <= Math.max(1, made.period))
      subjects.set(`${row.subject} ${row.subjectReference}`, row);
  return [...subjects.values()].flatMap(({ subject, subjectReference, year }): CommentaryLine[] => {
    const now: Figures = commentaryFigures(snapshot, made, subject, subjectReference);
    const shown = commentaryFor(
      snapshot.commentaries,
      { subject, subjectReference, year, period: Math.max(1, made.period) },
      now,
    );
    if (!shown || (forPublic && !shown.public)) return [];
    return [
      {
        about: subjectName(snapshot, subject, subjectReference),
        text: shown.text,
        note: [
          `${shown.byRole}, ${formatDate(shown.writtenOn)}`,
          ...(shown.carriedForward
            ? [`carried forward from ${formatPeriod(shown.from.year, shown.from.period)}, to be confirmed`]
            : []),
          ...(shown.stale ? [`figures have moved since: ${shown.moved.map(({ name }) => name).join(', ')}`] : []),
        ].join('; '),
      },
    ];
  });
}

/** The same as blocks of a pack. */
export function commentaryBlocks(lines: readonly CommentaryLine[]): ReportBlock[] {
  return lines.flatMap((line): ReportBlock[] => [
    { kind: 'heading', text: line.about },
    { kind: 'paragraph', text: line.text },
    { kind: 'paragraph', text: `${line.note}.` },
  ]);
}
