import { LinesCard } from '../../../renderer/components/charts/lines-card.tsx';
import { formatNumber } from '../../../shared/format/format.ts';
import { sample, sampleForecasts } from '../sample-scenario.ts';
import type { States } from '../states.tsx';

const months = () => sampleForecasts().result.placements.months;
const children = (from: 'base' | 'result') =>
  sampleForecasts()[from].placements.months.map((month) => month.groups.reduce((sum, group) => sum + group.stock, 0));
const labels = () => months().map((_, at) => `Month ${at + 1}`);

export const states: States = {
  'Two lines, one dashed': {
    show: () => (
      <LinesCard
        finding="Fewer children than in the base"
        caption="Children in care by month"
        head="Month"
        labels={labels()}
        series={[
          { label: 'Scenario', values: children('result'), colour: '--accent' },
          { label: 'Base', values: children('base'), colour: '--base', dashed: true },
        ]}
        format={(value) => formatNumber(value, 1)}
      />
    ),
  },
  'A stack of groups': {
    show: () => (
      <LinesCard
        finding="Most children are in foster care"
        caption="Children in care by group"
        head="Month"
        labels={labels()}
        series={(months()[0]?.groups ?? []).slice(0, 3).map((group, at) => ({
          label:
            sample.placementGroups.find((each: { code: string }) => each.code === group.group)?.name ?? group.group,
          values: months().map((month) => month.groups[at]?.stock ?? null),
          colour: ['--accent', '--base', '--under'][at]!,
          stacked: true,
        }))}
        format={(value) => formatNumber(value, 1)}
      />
    ),
  },
};
