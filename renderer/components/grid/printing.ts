import { formatNumber } from '../../../shared/format/format.ts';
import { set } from '../../state/store.ts';

/** Rows of a register that fit a page, and pages that nobody is asked about. */
const rowsOfPage = 30;
const fewPages = 5;
/** A register prints at most as many rows: more is a job for a file. */
export const mostPrinted = 2000;

let register: { label: string; rows: () => number } | null = null;
let withRows = true;

/** The register on the screen, which prints its rows; null when it goes. */
export function toPrint(shown: typeof register): void {
  register = shown;
}
export const printsRows = () => withRows;
export function printed(): void {
  withRows = true;
}

function print(rows: boolean): void {
  withRows = rows;
  // A dialog that asked must be gone from the paper.
  requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
}

/** Prints the screen. A register of many rows says first how many pages they are. */
export function printScreen(): void {
  const shown = register?.rows() ?? 0;
  const rows = Math.min(shown, mostPrinted);
  const pages = Math.ceil(rows / rowsOfPage);
  if (!register || pages <= fewPages) {
    print(true);
    return;
  }
  const more = shown > rows ? ` The ${formatNumber(shown - rows)} rows after them are not printed.` : '';
  const besides = document.querySelector('.work .chart-card, .work .figures') !== null;
  set({
    question: {
      title: `Print about ${formatNumber(pages)} pages?`,
      text: `${register.label} shows ${formatNumber(shown)} rows.${more} Find or filter first to print fewer; columns that are hidden are not printed, and every page repeats the headings.`,
      yes: `Print ${formatNumber(rows)} rows`,
      run: () => print(true),
      ...(besides ? { others: [{ label: 'Print all but the rows', run: () => print(false) }] } : {}),
    },
  });
}
