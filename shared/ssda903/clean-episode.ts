import type { CivilDate } from '../model/calendar.ts';

/** An episode after cleaning: a placement in a group, `[start, end)`. */
export type CleanEpisode = {
  childKey: string;
  birth: CivilDate;
  uasc: 0 | 1;
  groupCode: string;
  place: string;
  provider: string;
  start: CivilDate;
  end: CivilDate | null;
  ls: string;
  rne: string;
  rec: string;
  shortBreak: 0 | 1;
  file: string;
  line: number;
};
