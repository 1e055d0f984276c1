import { useMemo, useState } from 'react';
import { formatMonth } from '../../../shared/format/format.ts';
import { scorecard } from '../../../shared/scenario/scorecard.ts';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { useStore } from '../../state/store.ts';
import { Measures } from './measures.tsx';
import { RiskRegister } from './risk-register.tsx';

const views = [
  { value: 'measures', label: 'Measures', title: 'Each measure against target, tolerance and comparators' },
  { value: 'risks', label: 'Risks', title: 'Probability times impact, how it moved, and the pressure behind it' },
  { value: 'kpiValues', label: 'Values', title: 'The months behind the measures' },
  { value: 'kpis', label: 'Targets', title: 'Targets, tolerances and comparators' },
  { value: 'register', label: 'Risk register', title: 'The risks as rows to edit' },
] as const;
type View = (typeof views)[number]['value'];

/** Are we performing, and what could go wrong? */
export default function ScorecardScreen() {
  const snapshot = useStore((state) => state.snapshot);
  const [view, setView] = useState<View>('measures');
  const rows = useMemo(() => (snapshot ? scorecard(snapshot) : []), [snapshot]);
  const latest = rows
    .map((row) => row.latest?.month ?? '')
    .sort()
    .at(-1);
  if (!snapshot) return null;
  return (
    <>
      <ScreenHead title="Scorecard" words={latest ? `to ${formatMonth(latest)}` : ''}>
        <Segments<View> name="View" value={view} onChange={setView} choices={views} />
      </ScreenHead>
      {view === 'measures' ? (
        <Measures rows={rows} />
      ) : view === 'risks' ? (
        <RiskRegister snapshot={snapshot} />
      ) : (
        <RegisterGrid key={view} register={view === 'register' ? 'risks' : view} />
      )}
    </>
  );
}
