import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { periodStart } from '../../../shared/model/calendar.ts';
import { type Lever, type LeverKind, leverKinds, leverSchema } from '../../../shared/model/lever.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type Scenario, scenarioSchema } from '../../../shared/model/scenario.ts';

/** What `scenario set` may change. */
export type SetOptions = {
  name?: string;
  notes?: string;
  year?: string;
  period?: number;
  method?: string;
  seed?: number;
  lever: string[];
  levers?: string;
  on: string[];
  off: string[];
  remove: string[];
  assumption: string[];
};

/** Who signs or reopens what, and why. */
export type SignOptions = { status?: string; role?: string; why?: string };

/** The scenario with the changes made; throws `invalid-input` naming the option that is wrong. */
export function editedScenario(scenario: Scenario, options: SetOptions): Scenario {
  const { name, notes, year, period, method, seed } = options;
  const given = Object.fromEntries(
    Object.entries({ name, notes, year, period, method, seed }).filter(([, value]) => value !== undefined),
  );
  const changed = { ...scenario, ...given } as Scenario;
  changed.levers = changedLevers(changed, options);
  changed.assumptions = { ...scenario.assumptions };
  for (const text of options.assumption) {
    const [key = '', value = ''] = splitOnce(text, '--assumption');
    if (value === '') delete changed.assumptions[key];
    else changed.assumptions[key] = numberIn(value, `--assumption ${text}`);
  }
  const checked = scenarioSchema.safeParse(changed);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw new OutturnError(
    'invalid-input',
    `“${issue?.path.join('.')}” cannot be that: ${issue?.message}. Nothing was changed.`,
  );
}

function changedLevers(scenario: Scenario, options: SetOptions): Lever[] {
  let levers = [...scenario.levers];
  const known = (id: string) => {
    if (!levers.some((lever) => lever.id === id)) {
      throw new OutturnError(
        'invalid-input',
        `There is no lever “${id}”. It has: ${levers.map((lever) => lever.id).join(', ') || 'none'}.`,
      );
    }
  };
  for (const id of [...options.remove, ...options.on, ...options.off]) known(id);
  levers = levers.filter((lever) => !options.remove.includes(lever.id));
  levers = levers.map((lever) => {
    if (options.on.includes(lever.id)) return { ...lever, on: true };
    return options.off.includes(lever.id) ? { ...lever, on: false } : lever;
  });
  const added = [
    ...(options.levers ? leversOfFile(options.levers) : []),
    ...options.lever.map((text) => leverFromText(text, scenario)),
  ];
  for (const lever of added) levers.push({ ...lever, id: freeId(lever.id, levers) });
  return levers;
}

/** `price-uplift=3.2,from=2024-01-01,groups=A|B` as a lever. */
export function leverFromText(text: string, scenario: Pick<Scenario, 'year' | 'period'>): Lever {
  const [first = '', ...others] = text.split(',');
  const [kind, value = ''] = splitOnce(first, '--lever');
  if (!leverKinds.includes(kind as LeverKind)) {
    throw new OutturnError('invalid-input', `“${kind}” is no kind of lever. Kinds: ${leverKinds.join(', ')}.`);
  }
  const from = periodStart(scenario.year, Math.min(12, scenario.period + 1));
  const lever: Record<string, unknown> = {
    ...newLever(kind as LeverKind, kind ?? '', from),
    value: numberIn(value, text),
  };
  for (const part of others) {
    const [key = '', word = ''] = splitOnce(part, '--lever');
    if (key === 'groups' || key === 'bands') lever[key] = word.split('|');
    else if (key === 'ramp') lever.rampMonths = numberIn(word, part);
    else if (key === 'low' || key === 'high') lever[key] = numberIn(word, part);
    else if (['from', 'to', 'toGroup', 'reference', 'uasc', 'name', 'id', 'note'].includes(key)) lever[key] = word;
    else
      throw new OutturnError(
        'invalid-input',
        `A lever has no “${key}”. It may have low, high, from, to, ramp, groups, toGroup, bands, uasc, reference, name, id, note.`,
      );
  }
  return checkedLever(lever, `--lever ${text}`);
}

/** Levers from a JSON file. Throws `invalid-input` naming the one that is wrong. */
export function leversOfFile(path: string): Lever[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new OutturnError('invalid-input', `“${basename(path)}” is not a JSON file that can be read.`);
  }
  const list = z.array(z.unknown()).safeParse(value);
  if (!list.success) throw new OutturnError('invalid-input', `“${basename(path)}” must hold a list of levers: [ … ].`);
  return list.data.map((lever, index) => checkedLever(lever, `lever ${index + 1} of ${basename(path)}`));
}

function checkedLever(lever: unknown, where: string): Lever {
  const checked = leverSchema.safeParse(lever);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw new OutturnError('invalid-input', `In ${where}, “${issue?.path.join('.')}” is wrong: ${issue?.message}.`);
}

function splitOnce(text: string, option: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new OutturnError('invalid-input', `${option} is written name=value, not “${text}”.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function numberIn(text: string, where: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new OutturnError('invalid-input', `“${text}” in ${where} is not a number.`);
  return value;
}

function freeId(wanted: string, levers: readonly Lever[]): string {
  let id = wanted;
  for (let count = 2; levers.some((lever) => lever.id === id); count += 1) id = `${wanted}-${count}`;
  return id;
}
