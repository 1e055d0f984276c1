import { isCivilDate, isYearLabel } from '../../../shared/model/calendar.ts';
import { OutturnError } from '../../../shared/model/problem.ts';

/** Options of commander are texts: these make them what they say, or throw `invalid-input`. */
export function wholeNumber(name: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new OutturnError('invalid-input', `${name} must be a whole number from ${least} to ${most}, not “${text}”.`);
  };
}
export function yearText(text: string): string {
  if (isYearLabel(text)) return text;
  throw new OutturnError('invalid-input', `A financial year is written like 2023/24, not “${text}”.`);
}

export function dateText(text: string): string {
  if (isCivilDate(text)) return text;
  throw new OutturnError('invalid-input', `“${text}” is not a date. Dates are written 2024-03-31.`);
}
