import { formatDate, type MoneyUnit } from '../../../shared/format/format.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import type { ProjectRow } from '../../../shared/programme/programme.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText } from '../../components/parts/money.ts';
import { CommentaryCard } from '../../components/scenario/commentary-card.tsx';
import { slipText, stateText } from './programme-text.ts';

/** One project whole: what it is for, its milestones, cases with conditions, ratings, links, and what is said of it. */
export function ProjectPage(props: { project: ProjectRow; snapshot: Snapshot; year: string; unit: MoneyUnit }) {
  const { project, snapshot, year, unit } = props;
  const roles = [
    ['Sponsor', project.sponsorRole],
    ['Lead', project.leadRole],
    ['Start', project.start && formatDate(project.start)],
    ['End', project.end && formatDate(project.end)],
  ].filter(([, value]) => value);
  return (
    <section className="stack" aria-label={project.name}>
      <section className="card notes" aria-label={`About ${project.name}`}>
        <h2>
          {project.name} · {stateText(project.state).text}
        </h2>
        {project.objective ? <p>{project.objective}</p> : null}
        <p className="quiet">{roles.map(([label, value]) => `${label} ${value}`).join(' · ')}</p>
        <ul>
          {project.ratings.map((row) => (
            <li key={row.ratedOn}>
              {formatDate(row.ratedOn)}: {stateText(row.state).text}. {row.reason}
            </li>
          ))}
          {project.links.map((row) => (
            <li key={`${row.kind}|${row.target}`}>
              {row.kind} {row.target} {nameOf(snapshot, row)}
            </li>
          ))}
          {project.cases.flatMap((row) => [
            <li key={row.reference}>
              {row.name} ({row.year}): {row.state}
              {row.on ? `, ${formatDate(row.on)}` : ''}
              {row.byRole ? `, ${row.byRole}` : ''};{' '}
              {row.amountMissing && row.released === 0
                ? 'amount not stated'
                : `released ${moneyText(row.released, unit)}`}
            </li>,
            ...row.conditions.map((one) => (
              <li key={`${row.reference}|${one.reference}`}>
                Condition: {one.condition}, due {formatDate(one.due)}: {one.state}
              </li>
            )),
          ])}
        </ul>
      </section>
      {project.milestones.length > 0 ? (
        <section className="card table-card wide-names" aria-label={`Milestones of ${project.name}`}>
          <FigureTable
            name={`Milestones of ${project.name}`}
            head="Milestone"
            columns={[
              { key: 'planned', label: 'Planned' },
              { key: 'forecast', label: 'Forecast' },
              { key: 'actual', label: 'Actual' },
              { key: 'slip', label: 'Slippage' },
              { key: 'state', label: 'State' },
            ]}
            rows={project.milestones.map((row) => ({
              key: row.reference,
              label: row.name,
              cells: [
                { text: formatDate(row.planned) },
                { text: row.forecast ? formatDate(row.forecast) : '' },
                { text: row.actual ? formatDate(row.actual) : '' },
                { text: slipText(row.slippageDays), ...(row.slippageDays > 0 ? { tone: 'over' as const } : {}) },
                { text: row.state },
              ],
            }))}
          />
        </section>
      ) : null}
      <CommentaryCard
        key={`${project.reference}|${year}`}
        snapshot={snapshot}
        about={{ subject: 'project', subjectReference: project.reference, year }}
        figures={{ Target: project.money.planned, Realised: project.money.realised, Forecast: project.money.forecast }}
      />
    </section>
  );
}

function nameOf(snapshot: Snapshot, { kind, target }: ProjectRow['links'][number]): string {
  const of = (rows: readonly { reference: string; name: string }[]) =>
    rows.find((row) => row.reference === target)?.name;
  if (kind === 'saving') return of(snapshot.savings) ?? '';
  if (kind === 'scheme') return of(snapshot.schemes) ?? '';
  if (kind === 'risk') return of(snapshot.risks) ?? '';
  if (kind === 'depends on') return of(snapshot.projects) ?? '';
  if (kind === 'measure') return snapshot.kpis.find((row) => row.code === target)?.name ?? '';
  return snapshot.proposals.find((row) => row.reference === target)?.title ?? '';
}
