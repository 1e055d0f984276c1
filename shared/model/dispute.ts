import type { CivilDate } from './calendar.ts';
import type { RegisterName } from './registers.ts';

/** What one source says of a fact: a paper, the data in use, or what Outturn works out from rows. */
export type DisputeSide = {
  /** Who says so: the source as entered, “In use: Funder shares”, “Worked out by Outturn”. */
  label: string;
  kind: 'stated' | 'held' | 'worked out';
  /** In the unit of the dispute. */
  value: number;
  /** The date it states, where the fact is a date. */
  day: CivilDate | null;
  /** The figure as printed or as worked out: `0.33 £m`. */
  words: string;
  register: RegisterName;
  rows: number[];
  /** How it was worked out, or its basis; null where the source says all there is. */
  how: string | null;
};

/** The one cell of the data a fact is an input of: settling writes the value used into it. */
export type DisputeInput = {
  register: RegisterName;
  row: number;
  column: string;
  /** The cell in words that `readCell` understands: `Funder shares > WNC > 2021-04-01 > Share %`. */
  cell: string;
  /** What it holds now, in the unit of the dispute. */
  value: number;
  /** Register units in one unit of the dispute: pence in £m, hundredths of a per cent in %. */
  factor: number;
};

/** Two or more sources of one fact that differ (docs/data.md §3). */
export type Dispute = {
  /** Names it for good, whatever the figures: what a settlement is filed under. */
  key: string;
  title: string;
  kind: 'amount' | 'date';
  /** Unit of every value: of the first source, so that £m stays £m. */
  unit: string;
  sides: DisputeSide[];
  input: DisputeInput | null;
  /** The source a stated fact was accepted from in the register, with its reason: no settlement is needed then. */
  accepted: { label: string; reason: string } | null;
};
