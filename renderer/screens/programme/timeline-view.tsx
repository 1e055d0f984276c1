import { formatDate, formatMonth } from '../../../shared/format/format.ts';
import { addMonths, daysBetween, monthStart } from '../../../shared/model/calendar.ts';
import type { MilestoneRow } from '../../../shared/programme/milestones.ts';
import type { Programme } from '../../../shared/programme/programme.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { slipText } from './programme-text.ts';

const rowHeight = 26;
const labelWidth = 300;
const chartWidth = 640;

/** Milestones over time, planned, forecast and actual, and the same as a table with the slippage in days. */
export function TimelineView({ made, today }: { made: Programme; today: string }) {
  const rows = made.projects.flatMap((project) =>
    project.milestones.map((milestone) => ({ project: project.name, milestone })),
  );
  if (rows.length === 0)
    return (
      <StateView title="No milestones yet">Import milestones in Data and checks, or add them under Lists.</StateView>
    );
  const late = rows.filter(({ milestone }) => milestone.actual === null && milestone.slippageDays > 0);
  const worst = late.reduce<(typeof rows)[number] | null>(
    (most, row) => (most === null || row.milestone.slippageDays > most.milestone.slippageDays ? row : most),
    null,
  );
  const finding = worst
    ? `${worst.milestone.name} slips most: ${slipText(worst.milestone.slippageDays)}`
    : 'No milestone is forecast after its plan';
  return (
    <>
      <section className="card notes" aria-label="Timeline">
        <h2>{finding}</h2>
        <p className="quiet small">
          ○ planned, ◆ forecast, ● met; the line between them is the slippage. The table below says the same.
        </p>
        <Gantt rows={rows} today={today} />
      </section>
      <section className="card table-card wide-names" aria-label="Milestones">
        <FigureTable
          name="Milestones"
          head="Milestone"
          columns={[
            { key: 'project', label: 'Project' },
            { key: 'planned', label: 'Planned' },
            { key: 'forecast', label: 'Forecast' },
            { key: 'actual', label: 'Actual' },
            { key: 'slip', label: 'Slippage' },
            { key: 'state', label: 'State' },
          ]}
          rows={rows.map(({ project, milestone }) => ({
            key: `${milestone.projectReference}|${milestone.reference}`,
            label: milestone.name,
            cells: [
              { text: project },
              { text: formatDate(milestone.planned) },
              { text: milestone.forecast ? formatDate(milestone.forecast) : '' },
              { text: milestone.actual ? formatDate(milestone.actual) : '' },
              { text: slipText(milestone.slippageDays) },
              { text: milestone.state, ...(milestone.state === 'overdue' ? { tone: 'over' as const } : {}) },
            ],
          }))}
        />
      </section>
    </>
  );
}

function Gantt({ rows, today }: { rows: readonly { project: string; milestone: MilestoneRow }[]; today: string }) {
  const dates = rows.flatMap(({ milestone }) => [milestone.planned, milestone.due]).sort();
  const first = monthStart(dates[0] ?? today);
  const last = addMonths(dates.at(-1) ?? today, 1);
  const span = Math.max(1, daysBetween(first, last));
  const x = (date: string) => labelWidth + (daysBetween(first, date) / span) * chartWidth;
  const step = span > 900 ? 6 : span > 400 ? 3 : 1;
  const ticks: string[] = [];
  for (let month = first; month < last; month = addMonths(month, step)) ticks.push(month);
  const height = rows.length * rowHeight + 30;
  return (
    <svg viewBox={`0 0 ${labelWidth + chartWidth + 30} ${height}`} width="100%" aria-hidden="true">
      {ticks.map((month) => (
        <g key={month}>
          <line x1={x(month)} x2={x(month)} y1={20} y2={height} stroke="var(--line)" />
          <text x={x(month) + 3} y={14} fontSize="11" fill="var(--ink-3)">
            {formatMonth(month)}
          </text>
        </g>
      ))}
      {today >= first && today <= last ? (
        <line x1={x(today)} x2={x(today)} y1={20} y2={height} stroke="var(--accent)" strokeDasharray="3 3" />
      ) : null}
      {rows.map(({ milestone }, at) => {
        const y = 30 + at * rowHeight + rowHeight / 2;
        const [from, to] = [x(milestone.planned), x(milestone.due)];
        const colour = milestone.slippageDays > 0 ? 'var(--over)' : 'var(--under)';
        return (
          <g key={`${milestone.projectReference}|${milestone.reference}`}>
            <text x={0} y={y + 4} fontSize="12" fill="var(--ink)">
              {milestone.name.length > 44 ? `${milestone.name.slice(0, 43)}…` : milestone.name}
            </text>
            <line x1={from} x2={to} y1={y} y2={y} stroke={colour} strokeWidth="3" />
            <circle cx={from} cy={y} r="5" fill="var(--card)" stroke="var(--ink)" />
            {milestone.actual === null ? (
              <path d={`M ${to} ${y - 5} l 5 5 l -5 5 l -5 -5 z`} fill={colour} />
            ) : (
              <circle cx={to} cy={y} r="5" fill={colour} />
            )}
          </g>
        );
      })}
    </svg>
  );
}
