import type { Forecast } from '../model/forecast.ts';
import type { Commentary } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { scorecard } from '../scenario/scorecard.ts';
import type { Figures } from './commentary.ts';
import { programme } from './programme.ts';

type Subject = Commentary['subject'];

/**
 * The figures that a commentary on a subject speaks of, as they stand now: pence, or the measure's own unit. None where
 * the subject is not there. Source: docs/model.md §17.
 */
export function commentaryFigures(snapshot: Snapshot, made: Forecast, subject: Subject, reference: string): Figures {
  if (subject === 'line') {
    const line = made.lines.find(({ code }) => code === reference);
    return line ? { Outturn: line.outturn, Variance: line.variance } : {};
  }
  if (subject === 'saving') {
    const saving = made.savings.rows.find((row) => row.reference === reference);
    return saving ? { Target: saving.target, Expected: saving.expected } : {};
  }
  if (subject === 'measure') {
    const latest = scorecard(snapshot).find(({ code }) => code === reference)?.latest;
    return latest ? { Value: latest.value } : {};
  }
  const project = programme(snapshot, made.year, made.dataDate).projects.find((row) => row.reference === reference);
  if (!project) return {};
  return { Target: project.money.planned, Realised: project.money.realised, Forecast: project.money.forecast };
}

/** What a subject is called; its reference where nothing of the name is there. */
export function subjectName(snapshot: Snapshot, subject: Subject, reference: string): string {
  const names: Record<Subject, string | undefined> = {
    line: snapshot.budgetLines.find((row) => row.code === reference)?.name,
    saving: snapshot.savings.find((row) => row.reference === reference)?.name,
    project: snapshot.projects.find((row) => row.reference === reference)?.name,
    measure: snapshot.kpis.find((row) => row.code === reference)?.name,
  };
  return names[subject] ?? reference;
}
