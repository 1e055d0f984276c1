import type { Draft, LeverNotes } from '../demand/levers/run.ts';
import type { SavingTerms } from '../finance/savings.ts';
import type { Forecast } from '../model/forecast.ts';
import type { Lever } from '../model/lever.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Where a lever stands in the list an officer chooses from. */
export const leverSections = ['Children', 'Places', 'Price', 'Savings and pressures', 'Money'] as const;

/** The chance (per cent) and the factor on the impact of a pressure. */
export type PressureTerms = { probabilityPercent: number; impactFactor: number };

/** What a kind does (docs/model.md §12); `on` says to what, and so which part of the forecast asks for it. */
export type LeverEffect =
  /**
   * Changes entrants and moves of a step of the demand projection. `countsUasc`: it takes of the unaccompanied children
   * there, so that they are followed through the steps.
   */
  | {
      on: 'flows';
      countsUasc?: true;
      apply(draft: Draft, lever: Lever, cells: readonly number[], strength: number, snapshot: Snapshot): void;
    }
  /** Gives the rate of leaving a cell, children a day for each child there, in place of `rate`. */
  | { on: 'leaving'; rateUnder(rate: number, lever: Lever, strength: number, notes: LeverNotes): number }
  /** Changes places: carers recruited, beds bought, or the use of what there is. `recruited` is turned into carers first. */
  | { on: 'places'; places: 'carers' | 'beds' | 'use' | 'recruited' }
  /** Multiplies weekly prices by 1 + direction × value. */
  | { on: 'price'; direction: 1 | -1 }
  | { on: 'contribution' }
  /** Changes the terms of a saving. */
  | { on: 'saving'; change(terms: SavingTerms, value: number): Partial<SavingTerms> }
  /** Changes the chance or the impact of a pressure. */
  | { on: 'pressure'; change(terms: PressureTerms, value: number): Partial<PressureTerms> }
  /** Agreed funding, or a single amount, on a budget line, pounds. */
  | { on: 'line'; amount: 'funding' | 'one-off' }
  /** Multiplies the months of a line that are still open. */
  | { on: 'activity'; part: 'volume' | 'price' }
  | { on: 'share' }
  | { on: 'programme' };

/** The yellow cell of the workbook whose change becomes a lever of the kind: its key, what it is called, what it may hold. */
export type LeverInput = { key: string; label: string; least: number; most: number; whole?: true };

/** Everything there is to know of one kind of lever: a new kind is one file with one of these, and its name in the lists. */
export type LeverDefinition = {
  section: (typeof leverSections)[number];
  label: string;
  /** Shown after the number. */
  unit: string;
  minimum: number;
  maximum: number;
  step: number;
  /** The value that a new lever has: it changes nothing, unless the kind replaces a value (`replaced`). */
  neutral: number;
  /** Which parts of the lever matter. */
  uses: readonly ('groups' | 'toGroup' | 'bands' | 'uasc' | 'reference' | 'dates' | 'ramp')[];
  /** True for a kind that does nothing until a group to move to is chosen. */
  needsGroup?: true;
  /** What `reference` names. */
  referenceTo: 'saving' | 'pressure' | 'line' | 'funder' | 'exit' | 'partner' | null;
  help: string;
  /** What an officer looks it up by, beside its name, unit and help. */
  search: string;
  effect: LeverEffect;
  /** Of a kind that puts its number in place of one in a register: that number, where the lever names a row. */
  replaced?: (lever: Lever, snapshot: Snapshot, year: string, base: Forecast | null) => number | null;
  input?: LeverInput;
};

export const cellParts = ['groups', 'bands', 'uasc', 'dates', 'ramp'] as const;
export const priceParts = ['groups', 'dates', 'ramp'] as const;
