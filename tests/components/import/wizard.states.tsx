import { useState } from 'react';
import { ImportWizard } from '../../../renderer/components/import/wizard.tsx';
import type { ImportFilePreview, ImportPreview } from '../../../shared/api.ts';
import type { States } from '../states.tsx';

const blank: ImportFilePreview = {
  file: '',
  register: null,
  kind: 'none',
  rows: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  gone: 0,
  rejected: 0,
  problems: [],
  ignored: [],
  mapping: {},
  sample: [],
  failure: null,
};

const headers = ['Ref', 'Issue', 'Cost code', 'Worst £000', 'Likely £000', 'State'];
/** A log of pressures in columns of its own: one text says nothing yet, one row is set aside. */
export const pressures: ImportFilePreview = {
  ...blank,
  file: 'Pressures.csv',
  of: 'Pressures.csv',
  register: 'pressures',
  kind: 'pressures',
  rows: 3,
  added: 2,
  rejected: 1,
  recognition: {
    confidence: 0.91,
    why: ['its name says pressures', 'Ref is Reference', 'Issue is Pressure'],
    assumed: ['Recurring: each recurs'],
  },
  table: {
    headers,
    register: 'pressures',
    columns: {
      Ref: 'reference',
      Issue: 'name',
      'Cost code': 'lineCode',
      'Worst £000': 'maximumPence',
      'Likely £000': 'likelyPence',
      State: 'status',
    },
    also: { minimumPence: 'Likely £000' },
    constants: { year: '2025/26', recurring: '1', probabilityPercent: '100' },
  },
  head: {
    headers,
    rows: [
      { row: 2, cells: ['P1', 'Fees', 'E1', '140', '95', 'Live'] },
      { row: 3, cells: ['P2', 'Pay', 'E1', '360', 'tbc', 'Live'] },
      { row: 4, cells: ['P3', 'Secure', 'E2', '90', '40', 'Parked'] },
    ],
  },
  columns: [
    { header: 'Cost code', column: 'lineCode', values: [{ text: 'E1', rows: 2, to: 'E1' }] },
    {
      header: 'State',
      column: 'status',
      values: [
        { text: 'Live', rows: 2, to: 'open' },
        { text: 'Parked', rows: 1, to: null },
      ],
    },
  ],
  setAside: [
    {
      row: 3,
      cells: { Ref: 'P2', Issue: 'Pay', 'Cost code': 'E1', 'Worst £000': '360', 'Likely £000': 'tbc', State: 'Live' },
      why: [
        { column: 'Likely £000', code: 'required', message: 'Row 3, Likely £000: is empty but must be filled in.' },
      ],
    },
  ],
  reconciliation: {
    rows: 3,
    taken: 2,
    repeated: 0,
    setAside: 1,
    leftOut: 0,
    amounts: [{ column: 'Worst £000', file: 59_000_000, taken: 23_000_000, setAside: 36_000_000, unread: 0 }],
  },
};
const unknown: ImportFilePreview = {
  ...blank,
  file: 'Notes of the board.csv',
  failure: {
    code: 'unknown-kind',
    message: 'Notes of the board.csv: no row of the first 20 holds the headers of a known table.',
    details: {},
  },
};
const shares: ImportFilePreview[] = [
  { ...blank, file: 'Partners.csv', of: 'Partners.csv', register: 'funders', kind: 'funders', rows: 2, added: 2 },
  {
    ...blank,
    file: 'Partners.csv (Funder shares)',
    of: 'Partners.csv',
    register: 'funderShares',
    kind: 'funderShares',
    rows: 2,
    added: 2,
  },
];
const preview = (files: ImportFilePreview[]): ImportPreview => ({
  token: '0'.repeat(32),
  files,
  targets: { lineCode: [{ value: 'E1', label: 'Homes' }], groupCode: [] },
});

function Wizard(props: { files: ImportFilePreview[]; start?: 'files' | 'aside' | 'check' }) {
  const [shown, setShown] = useState(() => preview(props.files));
  const [said, setSaid] = useState('');
  return (
    <>
      <h1 className="hidden-visually">Data</h1>
      <ImportWizard
        preview={shown}
        onPreview={setShown}
        onCommit={() => setSaid('committed')}
        onCancel={() => setSaid('cancelled')}
        busy={false}
        {...(props.start ? { start: props.start } : {})}
      />
      <output className="hidden-visually" aria-label="Said">
        {said}
      </output>
    </>
  );
}

export const states: States = {
  'Files, one with a text that stands for nothing yet': {
    show: () => <Wizard files={[pressures, ...shares]} />,
  },
  'A file that is not recognised': { show: () => <Wizard files={[pressures, unknown]} /> },
  'Rows set aside': { show: () => <Wizard files={[pressures]} start="aside" /> },
  'No row set aside': { show: () => <Wizard files={shares} start="aside" /> },
  'Rows and pounds': { show: () => <Wizard files={[pressures, ...shares]} start="check" /> },
  'Nothing to import': { show: () => <Wizard files={[unknown]} start="check" /> },
};
