import {
  Activity,
  Baby,
  BedDouble,
  CalendarRange,
  Coins,
  Database,
  FileOutput,
  Gauge,
  GitCompareArrows,
  GraduationCap,
  HandCoins,
  House,
  type LucideIcon,
  PiggyBank,
  Table2,
  TrendingUp,
  TriangleAlert,
  Waypoints,
} from 'lucide-react';

export type ScreenEntry = {
  path: string;
  name: string;
  group: string;
  icon: LucideIcon;
  answers: string;
  levers: boolean;
};

/** Every screen, in the order of the rail. `levers`: the levers panel stays beside it. */
export const screens: readonly ScreenEntry[] = [
  { path: '/start', name: 'Start', group: '', icon: House, answers: 'Open, make or import', levers: false },
  {
    path: '/outturn',
    name: 'Outturn',
    group: 'Forecast',
    icon: Table2,
    answers: 'Where will the year end?',
    levers: true,
  },
  {
    path: '/demand',
    name: 'Demand',
    group: 'Forecast',
    icon: TrendingUp,
    answers: 'How many children, where?',
    levers: true,
  },
  {
    path: '/plan',
    name: 'Plan',
    group: 'Forecast',
    icon: CalendarRange,
    answers: 'What do the next years cost?',
    levers: true,
  },
  {
    path: '/compare',
    name: 'Compare',
    group: 'Forecast',
    icon: GitCompareArrows,
    answers: 'What changed and why?',
    levers: true,
  },
  {
    path: '/placements',
    name: 'Placements',
    group: 'Registers',
    icon: Baby,
    answers: 'Who is where at what price?',
    levers: true,
  },
  {
    path: '/sufficiency',
    name: 'Sufficiency',
    group: 'Registers',
    icon: BedDouble,
    answers: 'Are there enough places?',
    levers: true,
  },
  {
    path: '/care-leavers',
    name: 'Care leavers',
    group: 'Registers',
    icon: GraduationCap,
    answers: 'How many, at what cost, with what grant?',
    levers: true,
  },
  {
    path: '/activity',
    name: 'Activity',
    group: 'Registers',
    icon: Activity,
    answers: 'What else drives the bill?',
    levers: true,
  },
  {
    path: '/pressures',
    name: 'Pressures',
    group: 'Registers',
    icon: TriangleAlert,
    answers: 'What else is coming?',
    levers: true,
  },
  {
    path: '/savings',
    name: 'Savings',
    group: 'Registers',
    icon: PiggyBank,
    answers: 'What will we really deliver?',
    levers: true,
  },
  {
    path: '/invest-to-save',
    name: 'Invest to save',
    group: 'Registers',
    icon: Coins,
    answers: 'Is it paying back?',
    levers: true,
  },
  {
    path: '/programme',
    name: 'Programme',
    group: 'Registers',
    icon: Waypoints,
    answers: 'Is the programme on track?',
    levers: false,
  },
  { path: '/funders', name: 'Funders', group: 'Registers', icon: HandCoins, answers: 'Who pays?', levers: true },
  {
    path: '/scorecard',
    name: 'Scorecard',
    group: 'Assurance',
    icon: Gauge,
    answers: 'Are we performing, and what could go wrong?',
    levers: false,
  },
  {
    path: '/data',
    name: 'Data and checks',
    group: 'Assurance',
    icon: Database,
    answers: 'Imports, checks and the change log',
    levers: false,
  },
  { path: '/exports', name: 'Exports', group: 'Out', icon: FileOutput, answers: 'Workbook and pictures', levers: true },
];
