import type { Commentary } from '../model/registers.ts';

export type Figures = Readonly<Record<string, number>>;

/** Figures as a commentary keeps them beside it: `Outturn = 158837; Variance = 21387`, in the unit of the subject. */
export function figuresText(figures: Figures): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} = ${value}`)
    .join('; ');
}

/** Reads them back; what is no `name = number` is left out, and a commentary without figures has none. */
export function figuresOf(text: string | null): Record<string, number> {
  return Object.fromEntries(
    (text ?? '').split(';').flatMap((part): [string, number][] => {
      const at = part.lastIndexOf('=');
      const value = Number(part.slice(at + 1).trim());
      return at > 0 && part.slice(at + 1).trim() !== '' && Number.isFinite(value)
        ? [[part.slice(0, at).trim(), value]]
        : [];
    }),
  );
}

/** A commentary for a subject at a period: this period's, or the one before carried forward to be confirmed. */
export type CommentaryShown = {
  text: string;
  byRole: string;
  writtenOn: string;
  /** True for an earlier period's, which stands in grey until it is confirmed. */
  carriedForward: boolean;
  from: { year: string; period: number };
  /** Figures that have moved since it was written: what it spoke of, and what stands now. */
  moved: { name: string; was: number; now: number }[];
  stale: boolean;
  public: boolean;
};

/**
 * What is to be shown beside a subject: its commentary of the period, else the latest earlier one of the same year, in
 * grey. It is stale where a figure it spoke of is another now. Null where there is none. Source: docs/model.md §17.
 */
export function commentaryFor(
  commentaries: readonly Commentary[],
  subject: Pick<Commentary, 'subject' | 'subjectReference' | 'year' | 'period'>,
  now: Figures,
): CommentaryShown | null {
  const own = commentaries
    .filter(
      (row) =>
        row.subject === subject.subject &&
        row.subjectReference === subject.subjectReference &&
        row.year === subject.year &&
        row.period <= subject.period,
    )
    .sort((a, b) => a.period - b.period)
    .at(-1);
  if (!own) return null;
  const moved = Object.entries(figuresOf(own.figures)).flatMap(([name, was]) => {
    const value = now[name];
    return value === undefined || value === was ? [] : [{ name, was, now: value }];
  });
  return {
    ...{ text: own.commentary, byRole: own.byRole, writtenOn: own.writtenOn, moved, stale: moved.length > 0 },
    carriedForward: own.period !== subject.period,
    from: { year: own.year, period: own.period },
    public: own.public === 1,
  };
}
