import { parseDate } from '../../../shared/cells/date.ts';
import { normalHeader } from '../../../shared/import-mapping/header.ts';
import { isCivilDate } from '../../../shared/model/calendar.ts';
import type { SourceTable } from './source-table.ts';

/** What the data says of itself: whose it is, the last day it covers, and whether any of it was generated. */
export type DataSettings = { council?: string; data_date?: string; synthetic?: string };

/** The settings of a table headed `Setting, Value` with rows Council, Data date and Synthetic; null for other tables. */
export function settingsOf(table: SourceTable): { settings: DataSettings; unknown: number[] } | null {
  const [headers, ...rows] = table.rows;
  const names = (headers ?? []).map(normalHeader).filter((name) => name !== '');
  if (names.length !== 2 || names[0] !== 'setting' || names[1] !== 'value') return null;
  const settings: DataSettings = {};
  const unknown: number[] = [];
  for (const [index, [name = '', value = '']] of rows.entries()) {
    if (name.trim() === '') continue;
    const key = normalHeader(name).replace(' ', '_');
    const text = value.trim();
    const date = parseDate(text);
    if (key === 'council' && text !== '' && text.length <= 200) settings.council = text;
    else if (key === 'data_date' && date && isCivilDate(date)) settings.data_date = date;
    else if (key === 'synthetic' && /^(1|0|yes|no)$/i.test(text))
      settings.synthetic = /^(1|yes)$/i.test(text) ? '1' : '0';
    else unknown.push(index + 2);
  }
  return { settings, unknown };
}
