import { useMemo } from 'react';
import { formatMonth } from '../../../shared/format/format.ts';
import { contractPerformance } from '../../../shared/programme/contract-performance.ts';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { today } from '../../components/scenario/today.ts';
import { useStore } from '../../state/store.ts';
import { useView } from '../use-view.ts';
import { viewLists } from '../views.ts';
import { FailuresCard } from './failures-card.tsx';
import { Measures } from './measures.tsx';
import { RiskRegister } from './risk-register.tsx';

/** Are we performing, and what could go wrong? */
export default function ScorecardScreen() {
  const snapshot = useStore((state) => state.snapshot);
  const [view, show] = useView('/scorecard');
  const made = useMemo(() => (snapshot ? contractPerformance(snapshot, today()) : null), [snapshot]);
  const rows = made ? [...made.contract, ...made.management] : [];
  const latest = rows
    .map((row) => row.latest?.month ?? '')
    .sort()
    .at(-1);
  if (!snapshot || !made) return null;
  return (
    <>
      <ScreenHead title="Scorecard" description={latest ? `to ${formatMonth(latest)}` : ''}>
        <Segments name="View" value={view} choices={viewLists['/scorecard']} onChange={show} />
      </ScreenHead>
      {view === 'measures' ? (
        <>
          <FailuresCard made={made} />
          <Measures rows={rows} />
        </>
      ) : view === 'support' ? (
        <Measures rows={made.supportServices} />
      ) : view === 'risks' ? (
        <RiskRegister snapshot={snapshot} />
      ) : (
        <RegisterGrid key={view} register={view === 'register' ? 'risks' : view} />
      )}
    </>
  );
}
