import { FanCard } from '../../../renderer/components/charts/fan-card.tsx';
import { formatNumber } from '../../../shared/format/format.ts';
import type { States } from '../states.tsx';

const history = [1146, 1151, 1149, 1158, 1162, 1160];
const ahead = [1163, 1167, 1170, 1173, 1176, 1180];
const labels = ['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'];
const blank = history.map(() => null);
const points = ahead.map((middle, at) => ({
  low95: middle - 9 * (at + 1),
  p10: middle - 6 * (at + 1),
  p50: middle,
  p90: middle + 6 * (at + 1),
  high95: middle + 9 * (at + 1),
}));
const format = (value: number) => formatNumber(value, 0);
const props = {
  finding: 'Between 1,144 and 1,216 children by June',
  caption: 'Children in care, so far and projected',
  head: 'Month',
  labels,
  history: [...history, ...ahead.map(() => null)],
  scenario: [...blank, ...ahead],
  base: [...blank, ...ahead.map((value) => value + 4)],
  format,
  axis: format,
};

export const states: States = {
  'With its intervals': { show: () => <FanCard {...props} fan={[...blank, ...points]} /> },
  'Before the intervals are drawn': { show: () => <FanCard {...props} fan={labels.map(() => null)} /> },
};
