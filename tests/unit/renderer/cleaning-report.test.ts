import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { CleaningReport } from '../../../renderer/screens/data/cleaning-report.tsx';
import type { CleaningLine, ImportFilePreview } from '../../../shared/api.ts';

const line = (rule: string, action: CleaningLine['action'], rows: number, children: number): CleaningLine => ({
  ...{ rule, title: `Title of ${rule}`, action, severity: 'warn', rows, children },
});
const file = (cleaning?: CleaningLine[]) => ({ file: 'episodes.csv', cleaning }) as ImportFilePreview;
const messages = (files: ImportFilePreview[]) =>
  renderToStaticMarkup(createElement(CleaningReport, { files }))
    .replaceAll(/<[^>]+>/g, '|')
    .replaceAll(/\|+/g, '|');

test('the cleaning report counts rows and children by rule, what takes most away first', () => {
  const said = messages([file([line('142/501', 'truncated', 2, 1), line('302', 'quarantined', 1200, 3)]), file()]);
  expect(said).toContain('rows 1,200 set aside, 2 shortened');
  expect(said).toContain('|Title of 302|set aside|1,200|3|302|Title of 142/501|shortened|2|1|142/501|');
});

test('files that are no return have no report', () => {
  expect(messages([file(), file([])])).toBe('');
});
