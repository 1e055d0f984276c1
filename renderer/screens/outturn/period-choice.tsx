import { formatPeriod } from '../../../shared/format/format.ts';
import { changeScenario } from '../../state/scenario.ts';
import { useStore } from '../../state/store.ts';

/** The year forecast and the period up to which actuals count: a change of it is a change of the scenario. */
export function PeriodChoice() {
  const years = useStore((state) => state.status?.years);
  const scenario = useStore((state) => state.open?.scenario);
  if (!scenario) return null;
  const options = (years ?? []).flatMap((entry) => entry.periods.map((period) => ({ year: entry.year, period })));
  if (!options.some((option) => option.year === scenario.year && option.period === scenario.period)) {
    options.push({ year: scenario.year, period: scenario.period });
  }
  return (
    <select
      className="input period-choice"
      aria-label="Year and period"
      value={`${scenario.year}|${scenario.period}`}
      onChange={(event) => {
        const [year, period] = event.target.value.split('|');
        if (!year || period === undefined) return;
        changeScenario(`forecast at ${formatPeriod(year, Number(period))}`, (before) => ({
          ...before,
          year,
          period: Number(period),
        }));
      }}
    >
      {options
        .sort((a, b) => b.year.localeCompare(a.year) || b.period - a.period)
        .map((option) => (
          <option key={`${option.year}|${option.period}`} value={`${option.year}|${option.period}`}>
            {formatPeriod(option.year, option.period)}
          </option>
        ))}
    </select>
  );
}
