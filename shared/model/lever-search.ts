import { type LeverKind, leverKindInformation } from './lever.ts';

/** Words an officer looks a lever up by, beside its name, unit and help. */
const usual: Record<LeverKind, string> = {
  'entrants-percent': 'demand growth numbers referrals intake new starters edge of care prevention',
  'entrants-number': 'demand growth numbers referrals intake new starters UASC national transfer scheme',
  'exits-percent': 'demand leavers permanence reunification discharge throughput',
  'exits-number': 'demand leavers permanence reunification SGO adoption return home',
  moves: 'step down step-down residential fostering placement mix transfer',
  'duration-weeks': 'demand length of stay time in care drift delay',
  carers: 'fostering recruitment in-house carers retention sufficiency',
  'block-beds': 'capacity beds homes block contract new home sufficiency',
  utilisation: 'capacity occupancy voids empty beds vacancies',
  'price-uplift': 'inflation growth price rise cost increase fee uplift CPI national living wage',
  'price-reduction': 'negotiation discount framework fee cut commissioning',
  contribution: 'income health education joint funding ICB continuing care partner',
  'saving-delay': 'slip slippage late later behind schedule delayed savings',
  'saving-delivery': 'slip slippage shortfall under-delivery achievement savings RAG',
  'saving-ramp': 'slip slippage build up phasing savings gradual',
  'pressure-probability': 'risk likelihood chance odds growth pressure',
  'pressure-impact': 'risk growth size pressure worse',
  funding: 'grant budget growth investment income top-up',
  share: 'split funder contribution partner council',
  recruitment: 'foster carers households approvals pipeline in-house sufficiency growth',
  'capacity-delay': 'new home opening late slip slippage registration building sufficiency',
  'line-volume': 'activity demand growth journeys matters plans posts numbers',
  'line-price': 'activity inflation price growth rise unit cost pay award',
  'one-off': 'adjustment accrual credit virement single amount',
};

/** True when every word typed begins a word of what is said of a lever. Case and order do not matter. */
export function leverMatches(kind: LeverKind, typed: string, section = ''): boolean {
  const { label, help, unit } = leverKindInformation[kind];
  return matches(`${label} ${help} ${unit} ${section} ${usual[kind]}`, typed);
}

/** True when every word typed is found in a text, whatever its case. */
export function matches(text: string, typed: string): boolean {
  const all = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => all.includes(part));
}
