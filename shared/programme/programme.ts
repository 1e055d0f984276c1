import { type Pence, sum } from '../model/money.ts';
import type { Project, ProjectLink, ProjectRating } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { grossBenefit } from '../scenario/scheme-forecast.ts';
import { addMoney, type BenefitMoney, type BenefitRow, benefitRows } from './benefits.ts';
import { type CaseRow, caseRows, type Release, releaseOf } from './cases.ts';
import { type MilestoneRow, milestoneRow } from './milestones.ts';
import { type TurnAroundCheck, turnAroundChecks } from './turn-arounds.ts';

/** Money of a project, a theme or the programme in a year, pence. Cashable only; avoidance stands beside it. */
export type ProgrammeMoney = BenefitMoney & {
  avoided: BenefitMoney;
  /** What it costs, and grants received towards it; net = investment less grant. */
  investment: Pence;
  grant: Pence;
  net: Pence;
  released: Pence;
  children: number;
};
export type ProjectRow = Pick<
  Project,
  'reference' | 'name' | 'theme' | 'objective' | 'sponsorRole' | 'leadRole' | 'stage' | 'start' | 'end'
> & {
  state: ProjectRating['state'] | null;
  ratings: Pick<ProjectRating, 'ratedOn' | 'state' | 'reason'>[];
  milestones: MilestoneRow[];
  next: MilestoneRow | null;
  slippageDays: number;
  cases: CaseRow[];
  benefits: BenefitRow[];
  links: Pick<ProjectLink, 'kind' | 'target' | 'note'>[];
  money: ProgrammeMoney;
};
export type Programme = {
  year: string;
  years: string[];
  projects: ProjectRow[];
  themes: { theme: string; projects: number; money: ProgrammeMoney }[];
  total: ProgrammeMoney;
  release: Release;
  turnArounds: TurnAroundCheck[];
  /** Money that two projects or two benefits claim: counted once, in sentences. */
  overlaps: string[];
  /** What lacks or is overdue, in sentences. */
  notes: string[];
};

/** Sums of project money: themes and the programme are sums of projects and nothing else. */
export function addProjects(parts: readonly ProgrammeMoney[]): ProgrammeMoney {
  const of = (key: 'investment' | 'grant' | 'net' | 'released' | 'children') => sum(parts.map((part) => part[key]));
  return {
    ...addMoney(parts),
    avoided: addMoney(parts.map((part) => part.avoided)),
    ...{ investment: of('investment'), grant: of('grant'), net: of('net'), released: of('released') },
    children: of('children'),
  };
}

/** Years anything of the programme is stated for, oldest first. */
function programmeYears(
  snapshot: Pick<Snapshot, 'benefitQuarters' | 'businessCases' | 'projectLinks' | 'tranches'>,
): string[] {
  const schemes = new Set(snapshot.projectLinks.filter((row) => row.kind === 'scheme').map((row) => row.target));
  return [
    ...new Set([
      ...snapshot.benefitQuarters.map((row) => row.year),
      ...snapshot.businessCases.map((row) => row.year),
      ...snapshot.tranches.filter((row) => schemes.has(row.schemeReference)).map((row) => row.year),
    ]),
  ].sort();
}

/**
 * The programme of a year on a day: projects with their state, milestones, cases, benefits and money; themes and the whole
 * as sums of them. A scheme or saving linked to several projects counts for the first by reference only, and is named.
 * Source: docs/model.md §17.
 */
export function programme(snapshot: Snapshot, year: string, today: string): Programme {
  const benefits = benefitRows(snapshot);
  const cases = caseRows(snapshot, today);
  const owners = ownersOf(snapshot.projectLinks);
  const projects = [...snapshot.projects]
    .sort((a, b) => (a.reference < b.reference ? -1 : 1))
    .map((project) => projectRow(snapshot, project, { year, today, benefits, cases, owners: owners.of }));
  const themes = [...new Set(projects.map((row) => row.theme))].sort().map((theme) => {
    const own = projects.filter((row) => row.theme === theme);
    return { theme, projects: own.length, money: addProjects(own.map((row) => row.money)) };
  });
  const release = releaseOf(snapshot, year);
  return {
    ...{ year, years: programmeYears(snapshot), projects, themes, release },
    total: addProjects(projects.map((row) => row.money)),
    turnArounds: turnAroundChecks(snapshot, year),
    overlaps: [...owners.notes, ...twoRoutes(snapshot)],
    notes: notesOf(snapshot, cases, release, year),
  };
}

type Context = {
  year: string;
  today: string;
  benefits: readonly BenefitRow[];
  cases: readonly CaseRow[];
  owners: ReadonlyMap<string, string>;
};

function projectRow(snapshot: Snapshot, project: Project, context: Context): ProjectRow {
  const { year, today } = context;
  const mine = <R extends { projectReference: string }>(rows: readonly R[]) =>
    rows.filter((row) => row.projectReference === project.reference);
  const ratings = mine(snapshot.projectRatings).sort((a, b) => (a.ratedOn < b.ratedOn ? -1 : 1));
  const past = ratings.filter((row) => row.ratedOn <= today);
  const milestones = mine(snapshot.milestones)
    .map((row) => milestoneRow(row, today))
    .sort((a, b) => (a.planned < b.planned ? -1 : 1));
  const cases = mine(context.cases);
  const benefits = mine(context.benefits);
  const links = mine(snapshot.projectLinks);
  const { reference, name, theme, objective, sponsorRole, leadRole, stage, start, end } = project;
  const schemes = new Set(
    links
      .filter((row) => row.kind === 'scheme' && context.owners.get(`scheme|${row.target}`) === reference)
      .map((row) => row.target),
  );
  const tranches = snapshot.tranches.filter((row) => schemes.has(row.schemeReference) && row.year === year);
  const paid = (kind: 'cost' | 'grant') =>
    sum(tranches.filter((row) => row.kind === kind).map((row) => row.amountPence));
  const inYear = (kind: BenefitRow['class']) =>
    benefits.filter((row) => row.class === kind).flatMap((row) => row.years.filter((each) => each.year === year));
  const own = inYear('cashable');
  // Schemes whose benefit no measure carries bring what their own register of benefits says.
  const unmeasured = [...schemes].filter(
    (scheme) => !benefits.some((row) => row.class === 'cashable' && carries(snapshot, row, scheme)),
  );
  return {
    ...{ reference, name, theme, objective, sponsorRole, leadRole, stage, start, end },
    state: past.at(-1)?.state ?? null,
    ratings: ratings.map(({ ratedOn, state, reason }) => ({ ratedOn, state, reason })),
    milestones,
    next: milestones.find((row) => row.actual === null) ?? null,
    slippageDays: Math.max(0, ...milestones.filter((row) => row.actual === null).map((row) => row.slippageDays)),
    ...{ cases, benefits, links: links.map(({ kind, target, note }) => ({ kind, target, note })) },
    money: {
      ...addMoney([...own, ...unmeasured.map((scheme) => schemeMoney(snapshot, scheme, year))]),
      avoided: addMoney(inYear('cost avoidance')),
      ...{ investment: paid('cost'), grant: paid('grant'), net: paid('cost') - paid('grant') },
      released: sum(cases.filter((row) => row.year === year).map((row) => row.released)),
      children: sum([...own, ...inYear('cost avoidance')].map((row) => row.children ?? 0)),
    },
  };
}

/** True where a benefit is the money of a scheme: named itself, or through the scheme's saving. */
function carries(snapshot: Snapshot, benefit: BenefitRow, scheme: string): boolean {
  if (benefit.route === 'scheme') return benefit.target === scheme;
  const saving = snapshot.schemes.find((row) => row.reference === scheme)?.savingReference;
  return benefit.route === 'saving' && saving !== null && benefit.target === saving;
}

function schemeMoney(snapshot: Snapshot, scheme: string, year: string): BenefitMoney {
  const of = (name: 'target' | 'realised') =>
    sum(
      snapshot.benefits
        .filter(
          (row) => row.schemeReference === scheme && row.case === name && row.year === year && row.basis === 'annual',
        )
        .map(grossBenefit),
    );
  const [planned, realised] = [of('target'), of('realised')];
  return { planned, realised, forecast: 0, variance: realised - planned };
}

/** Which project money belongs to, where several name it: the first by reference; the others are told. */
function ownersOf(links: readonly ProjectLink[]) {
  const of = new Map<string, string>();
  const notes: string[] = [];
  for (const row of [...links].sort((a, b) => (a.projectReference < b.projectReference ? -1 : 1))) {
    if (row.kind !== 'scheme' && row.kind !== 'saving' && row.kind !== 'proposal') continue;
    const key = `${row.kind}|${row.target}`;
    const owner = of.get(key);
    if (owner === undefined) of.set(key, row.projectReference);
    else if (owner !== row.projectReference)
      notes.push(
        `The ${row.kind} ${row.target} is linked to ${owner} and to ${row.projectReference}: it counts for ${owner} only.`,
      );
  }
  return { of, notes };
}

/** One saving or scheme carried by two cashable benefits would be counted twice. */
function twoRoutes({ benefitMeasures }: Pick<Snapshot, 'benefitMeasures'>): string[] {
  const seen = new Map<string, string>();
  return benefitMeasures.flatMap((row) => {
    if (row.class !== 'cashable' || row.target === null) return [];
    const key = `${row.route}|${row.target}`;
    const other = seen.get(key);
    seen.set(key, other ?? row.reference);
    return other ? [`The benefits ${other} and ${row.reference} both count ${row.target}: take one of them off.`] : [];
  });
}

function notesOf(snapshot: Snapshot, cases: readonly CaseRow[], release: Release, year: string): string[] {
  const missing = cases.filter((row) => row.year === year && row.amountMissing).length;
  const unrated = snapshot.projects.filter(
    (project) => !snapshot.projectRatings.some((row) => row.projectReference === project.reference),
  ).length;
  const overdue = cases.flatMap((row) =>
    row.conditions.filter((one) => one.state === 'overdue').map((one) => `${row.name}: ${one.condition}`),
  );
  return [
    ...(missing > 0
      ? [`${missing} approved business cases of ${year} state no amount: they release nothing until they do.`]
      : []),
    ...(unrated > 0 ? [`${unrated} projects have no rating.`] : []),
    ...overdue.map((text) => `A condition of approval is overdue: ${text}.`),
    ...(release.notAskedFor < 0 ? [`Business cases of ${year} ask for more than block 3 sets aside.`] : []),
  ];
}
