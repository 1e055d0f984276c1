import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillTemplate, templateFields } from '../../../electron/services/sync/path-template.ts';
import { OutturnError } from '../../../shared/model/problem.ts';

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom(
    '..',
    '.',
    '../../etc',
    'CON',
    'nul.xlsx',
    'com1',
    'a/../b',
    'C:\\x',
    ' ',
    'x. .',
    '~$lock',
    '\ud800',
    '…'.repeat(300),
  ),
);

describe('names and folders from a template', () => {
  test('the template of the issue', () => {
    const fields = { year: '2023/24', period: '9', scenario: 'Step-down', version: 'a1b2' };
    expect(fillTemplate('{year}/P{period}/{scenario} v{version}.xlsx', fields)).toBe('2023-24/P9/Step-down va1b2.xlsx');
  });

  test('never leaves its folder and never makes a name that Windows or SharePoint refuses', () => {
    const template = fc
      .array(
        fc.oneof(
          nasty.map((text) => text.replace(/[{}]/g, '')),
          fc.constantFrom(...templateFields.map((one) => `{${one}}`)),
        ),
        {
          minLength: 1,
          maxLength: 8,
        },
      )
      .chain((parts) =>
        fc
          .array(fc.constantFrom('', '/', ' '), { minLength: parts.length, maxLength: parts.length })
          .map((between) => parts.map((part, index) => part + between[index]).join('')),
      );
    const fields = fc.dictionary(fc.constantFrom(...templateFields), nasty);
    let made = 0;
    fc.assert(
      fc.property(template, fields, (text, values) => {
        let path: string;
        try {
          path = fillTemplate(text, values);
        } catch (error) {
          expect(error).toBeInstanceOf(OutturnError);
          expect(error).toMatchObject({ code: 'destination-refused' });
          return;
        }
        made += 1;
        expect(path.length).toBeLessThanOrEqual(400);
        // Every address of it can be written, so it holds no half characters.
        expect(() => encodeURIComponent(path)).not.toThrow();
        for (const part of path.split('/')) {
          expect(part).not.toMatch(/^\.{0,2}$/);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
          expect(part).not.toMatch(/[\u0000-\u001f<>:"/\\|?*]/);
          expect(part).not.toMatch(/[. ]$|^[ ~]/);
          expect(part).not.toMatch(reserved);
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(255);
        }
      }),
      { numRuns: 2000, seed: 8 },
    );
    expect(made).toBeGreaterThan(1000);
  });

  test('values never add a folder', () => {
    fc.assert(
      fc.property(nasty, (scenario) => {
        expect(fillTemplate('a/{scenario}/b', { scenario }).split('/')).toHaveLength(3);
      }),
      { numRuns: 500, seed: 9 },
    );
  });

  test('a name that is cut keeps its ending', () => {
    expect(fillTemplate('{scenario}.xlsx', { scenario: 'å'.repeat(300) })).toMatch(/^å+\.xlsx$/);
  });

  test('an unknown field is named', () => {
    expect(() => fillTemplate('{nonsense}', {})).toThrow('{nonsense}');
  });
});
