import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DocumentEvent, documentAfter } from '../../../electron/services/documents/document-events.ts';
import {
  followsData,
  isUnsaved,
  newDocument,
  type OpenDocument,
} from '../../../electron/services/documents/open-document.ts';
import { createWorkKeeper } from '../../../electron/services/documents/work-keeper.ts';
import { newScenario } from '../../../shared/model/scenario.ts';

const scenario = (name: string) => newScenario(name, '2023/24', 9);
const data = {} as OpenDocument['data'];
const change = { person: 'a.person', at: '2024-01-31', by: 'the data behind it' };
const fingerprint = { size: 1, modified: 0, sha256: 'a' };
const begun = (name = 'Base') => newDocument(scenario(name), data, true);
const savedAs = (document: OpenDocument, path = '/a/Base.outturn'): DocumentEvent => ({
  type: 'saved',
  saved: {
    ...{ path, fingerprint, created: 'c', savedAt: 's', history: [], dataTouched: false },
    ...{ scenario: document.scenario, versions: document.versions, passphrase: document.passphrase },
  },
});
const run = (document: OpenDocument, ...events: DocumentEvent[]) => events.reduce(documentAfter, document);

const events = fc.oneof<fc.Arbitrary<DocumentEvent>[]>(
  fc.constantFrom('One', 'Two', 'Three').map((name) => ({ type: 'scenario', scenario: scenario(name) })),
  fc.constant({ type: 'data', change }),
  fc.constantFrom(null, 'correct horse').map((passphrase) => ({ type: 'passphrase', passphrase })),
  fc.constant({ type: 'versions', versions: [] }),
  fc.constantFrom(null, 'Read this').map((notice) => ({ type: 'notice', notice })),
);

test('an event leaves the document before it as it was, and saving what there is leaves nothing unsaved', () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 12 }), (all) => {
      const first = Object.freeze(begun());
      const text = JSON.stringify(first);
      const last = run(first, ...all);
      expect(JSON.stringify(first)).toBe(text);
      const saved = run(last, savedAs(last));
      expect(isUnsaved(saved)).toBe(false);
      expect(saved.id).toBe(first.id);
    }),
  );
});

test('what changes while a file is written is still unsaved after it', () => {
  const opened = run(begun(), savedAs(begun()));
  const written = run(opened, { type: 'scenario', scenario: scenario('Written') });
  for (const meanwhile of [
    { type: 'versions', versions: [] },
    { type: 'passphrase', passphrase: 'correct horse' },
    { type: 'scenario', scenario: { ...written.scenario, period: 10 } },
  ] as const) {
    expect(isUnsaved(run(written, meanwhile, savedAs(written)))).toBe(true);
  }
  expect(isUnsaved(run(written, savedAs(written)))).toBe(false);
});

test('a change of the data ends an approval, and keeps who had given it', () => {
  const approved = { ...scenario('Signed'), status: 'approved', approvedBy: 'Director' } as OpenDocument['scenario'];
  const after = run({ ...begun(), scenario: approved }, { type: 'data', change });
  expect(after.scenario.status).toBe('draft');
  expect(JSON.stringify(after.scenario)).toContain('Director');
});

test('a scenario of Outturn’s own making follows the data until somebody touches or saves it', () => {
  const touched = run(begun(), { type: 'data', change });
  expect(followsData(touched)).toBe(true);
  expect(followsData(run(touched, { type: 'followed', scenario: scenario('Later') }))).toBe(true);
  expect(followsData(run(touched, { type: 'scenario', scenario: scenario('Mine') }))).toBe(false);
  expect(followsData(run(touched, savedAs(touched)))).toBe(false);
});

test('a save that failed after its file was put in place is known as ours, of the open file only', () => {
  const open = run(begun(), savedAs(begun()));
  const stands = { size: 2, modified: 1, sha256: 'b' };
  expect(run(open, { type: 'placed', path: '/a/Base.outturn', fingerprint: stands }).fingerprint).toEqual(stands);
  expect(run(open, { type: 'placed', path: '/b/Other.outturn', fingerprint: stands }).fingerprint).toEqual(fingerprint);
});

test('work is written once for many changes, again for one that came meanwhile, and trouble is told and clears', async () => {
  let [writes, failing] = [0, false];
  const keeper = createWorkKeeper(async () => {
    writes += 1;
    if (writes === 1) void keeper.keep();
    if (failing) throw new Error('full');
  });
  void keeper.keep();
  void keeper.keep();
  await keeper.settle();
  expect([writes >= 2, writes <= 3, keeper.trouble()]).toEqual([true, true, null]);
  failing = true;
  await keeper.keep();
  expect(keeper.trouble()).toContain('save the scenario now');
  failing = false;
  await keeper.keep();
  expect(keeper.trouble()).toBe(null);
});
