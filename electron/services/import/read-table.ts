import type { Recognised } from '../../../shared/api.ts';
import { normalHeader } from '../../../shared/import-mapping/header.ts';
import type { ImportContext } from '../../../shared/import-mapping/import-context.ts';
import { columnMapping, type TableMapping } from '../../../shared/import-mapping/mapping.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import { ofOneAuthority, requireSameAuthority } from './authorities.ts';
import { completedColumns, completedValues } from './completed-values.ts';
import { type Candidate, candidates, checked, detect, draftMapping, type Hints, headersToMatch } from './detect.ts';
import { type MappedHead, mappedTable, mappingOf } from './mapped-table.ts';
import type { Detected } from './place-columns.ts';
import { ofPosting } from './postings.ts';
import { readRows } from './read-rows.ts';
import { type Reading, recognise, sureEnough } from './recognise.ts';
import { samplesOf } from './samples.ts';
import { formsOf, readableForms } from './shape/forms.ts';
import { nameOf, type SourceTable } from './source-table.ts';
import {
  blank,
  failed,
  noteAuthority,
  type UnderstandOptions,
  type Understood,
  type UnderstoodFile,
} from './understood.ts';

/** What reading a table needs beside the table. */
export type TableReader = {
  hints: Hints;
  options: UnderstandOptions;
  understood: Understood;
  /** What the other tables and the copy say; worked out when it is first asked for. */
  context: () => ImportContext;
  /** Whether a table of strange headers may be recognised: not while its headers are being matched one by one. */
  mayRecognise: boolean;
};

/**
 * Reads one table into its register, or its registers: by the mappings that are meant for it; else by its headers, in
 * the first of its forms that can be read; else by what it is recognised as. What cannot be read carries its error.
 */
export function readTable(table: SourceTable, index: number, reader: TableReader): UnderstoodFile[] {
  const mapped = readMapped(table, index, reader);
  if (mapped) return named(table, mapped, reader.options.skipped);
  let best: { form: SourceTable; file: UnderstoodFile } | null = null;
  for (const form of formsOf(table)) {
    if (form instanceof OutturnError) return [failed(index, nameOf(table), form)];
    const file = oneForm(form, index, () => detect(form, reader.hints), reader);
    if (file.error === null) return [file];
    // Its own form says best what is wrong with it, save where only a rewritten one is nearly right.
    if (best === null || (best.file.error?.code === 'unknown-kind' && file.error.code !== 'unknown-kind'))
      best = { form, file };
    if (!rewritable.includes(best.file.error?.code ?? '')) break;
  }
  if (!best) return [blank(index, nameOf(table))];
  const strange = reader.mayRecognise && rewritable.includes(best.file.error?.code ?? '');
  const readings = strange ? recognise(table, reader.context(), reader.hints.register) : [];
  // Under our own headers a missing column is a mistake: no other column stands in for it.
  const ours = best.file.error?.code === 'missing-columns' && best.file.error.details.strange === 0;
  const sure = ours ? readings.filter(({ mapping }) => !standsIn(mapping)) : readings;
  return readRecognised(table, index, sure, reader) ?? [withDraft(best.form, best.file, reader.hints, readings[0])];
}

/** True where a column is read for another that the table has not; a date tells its year in any table. */
const standsIn = ({ also = {} }: TableMapping): boolean => Object.keys(also).some((column) => column !== 'year');

/** What is wrong with a table that another form of it may mend. */
const rewritable: readonly string[] = ['unknown-kind', 'missing-columns'];

/** A table read by the mappings that are meant for it, one file for each register; null where none is. */
function readMapped(table: SourceTable, index: number, reader: TableReader): UnderstoodFile[] | null {
  const { whole } = reader.hints;
  if (!whole) return null;
  const read = new Map<RegisterName, { form: SourceTable; file: UnderstoodFile; mapping: TableMapping }>();
  for (const form of readableForms(table)) {
    let heads: readonly MappedHead[];
    try {
      heads = whole(form);
    } catch (error) {
      if (!(error instanceof OutturnError)) throw error;
      if (read.size > 0) continue;
      return [withDraft(form, failed(index, nameOf(table), error), reader.hints)];
    }
    for (const { headerRow, mapping } of heads) {
      const known = read.get(mapping.register);
      if (known && (known.file.error === null || !rewritable.includes(known.file.error.code))) continue;
      const found = () =>
        checked(
          form,
          completedColumns(
            completedValues(form, mappedTable(form, headerRow, mapping), reader.context),
            reader.context,
          ),
        );
      const file = oneForm(form, index + (known?.file.index ?? index + read.size) - index, found, reader);
      if (!known || file.error === null) read.set(mapping.register, { form, file, mapping });
    }
  }
  if (read.size === 0) return null;
  // What a person said stands though it does not suffice: only what is lacking is asked.
  return [...read.values()].map(({ form, file, mapping }) =>
    file.error ? { ...withDraft(form, file, reader.hints), register: mapping.register, mapping } : file,
  );
}

/** A table read as what it was recognised as; null where that is not sure enough, or cannot be read so. */
function readRecognised(
  table: SourceTable,
  index: number,
  readings: readonly Reading[],
  reader: TableReader,
): UnderstoodFile[] | null {
  const [main] = readings;
  if (!main || main.missing.length > 0) return null;
  if (main.recognition.confidence < sureEnough && !reader.hints.register) return null;
  const forms = readableForms(table);
  const files = readings.flatMap(({ form: at, headerRow, mapping, recognition }, place) => {
    const form = forms[at];
    if (!form) return [];
    const found = () =>
      checked(form, completedValues(form, { ...mappedTable(form, headerRow, mapping), recognition }, reader.context));
    return [oneForm(form, index + place, found, reader)];
  });
  return files[0] && files[0].error === null
    ? named(
        table,
        files.filter(({ error }) => error === null),
        reader.options.skipped,
      )
    : null;
}

/** One table in several registers: each but the first bears its register too. */
function named(table: SourceTable, files: readonly UnderstoodFile[], skipped: readonly string[]): UnderstoodFile[] {
  const read = new Set(
    files.flatMap(({ source }) => source?.detected.placed.map(({ header }) => normalHeader(header)) ?? []),
  );
  return files.map((file, place) => {
    const name = place === 0 || !file.register ? file.name : `${file.name} (${registers[file.register].label})`;
    const of = nameOf(table);
    if (place > 0 && skipped.includes(name))
      return { ...blank(file.index, name), of, kind: 'skipped', ignored: ['left out as asked'] };
    const unused = (why: string) => !read.has(normalHeader(why.replace(/: [^:]*$/, '')));
    // What another register of the table reads is used all the same.
    const ignored = file.ignored.filter((why) => (place === 0 ? unused(why) : why.startsWith('the form of')));
    return { ...file, of, name, ignored };
  });
}

/** How a table that could not be read might be, for a person to say. */
function withDraft(table: SourceTable, file: UnderstoodFile, hints: Hints, near?: Reading): UnderstoodFile {
  const likely = candidates(table, hints.mapping);
  const draft = draftMapping(table, hints, likely);
  const sure = likely[0]?.confidence ?? 0;
  const own = near && hints.register === near.mapping.register;
  if (near && own)
    return {
      ...file,
      register: near.mapping.register,
      mapping: near.mapping,
      recognition: near.recognition,
      headers: Object.fromEntries(
        (near.mapping.headers ?? []).map((header) => [header, columnOfHeader(near.mapping, header)]),
      ),
      samples: samplesOf(table, mappedTable(table, near.headerRow, near.mapping)),
      candidates: recognised(likely),
    };
  if (near && !hints.register && near.recognition.confidence + 0.1 >= sure - (likely[0]?.missing.length ?? 0) * 0.1) {
    const { register } = near.mapping;
    const told: Candidate = {
      register,
      confidence: near.recognition.confidence,
      headerRow: near.headerRow,
      missing: near.missing,
    };
    const mapping = near.mapping;
    const placed = mappedTable(table, near.headerRow, mapping);
    return {
      ...file,
      mapping,
      recognition: near.recognition,
      samples: samplesOf(table, placed),
      candidates: recognised([told, ...likely.filter((one) => one.register !== register)]),
    };
  }
  const drafted = {
    ...file,
    ...(draft ? { mapping: draft.mapping, samples: samplesOf(table, draft) } : {}),
    candidates: recognised(likely),
  };
  if (file.register || !hints.register) return drafted;
  const { register } = hints;
  return { ...drafted, register, headers: headersToMatch(table, register, hints.mapping(register)) };
}

const columnOfHeader = ({ columns }: TableMapping, header: string): string => {
  const entry = columns[header];
  return entry === undefined ? '' : columnMapping(entry).column;
};

/** A column that shaping made: nobody named it, so nobody is told that it is not used. */
const madeHeader = /^(Year|Period|Month|Expenditure|Value): /;

function oneForm(
  whole: SourceTable,
  index: number,
  find: () => Detected,
  { hints, options, understood }: TableReader,
): UnderstoodFile {
  const name = nameOf(whole);
  let table = whole;
  let detected: Detected | null = null;
  try {
    detected = withoutBirthDates(find(), options);
    const of = ofOneAuthority(
      table,
      detected.headerRow,
      options.authority,
      new Set(detected.placed.map((place) => place.index)),
    );
    requireSameAuthority(options.authorityKnown, table, of);
    noteAuthority(understood, of);
    table = of.table;
    const read = readRows(table, detected, index, options);
    const { register } = detected;
    const ignored = [
      ...(table.shaped ?? []).map((what) => `the form of the table: ${what}`),
      ...of.left,
      ...detected.ignored
        .filter((why) => !table.shaped || !madeHeader.test(why))
        .map((why) => (register === 'actuals' ? ofPosting(why) : why)),
      ...read.unnamed.map((letters) => `column ${letters}: it has no header, so its cells were not read`),
      ...(read.leftOut.notes.length > 0
        ? [`row ${read.leftOut.notes.join(', ')}: a heading or a note, not a row of the table`]
        : []),
    ];
    return {
      index,
      name,
      kind: register,
      source: { index, table, detected: { ...detected, placed: read.placed }, read },
      returned: null,
      register,
      error: null,
      ignored,
      mapping: mappingOf(table, detected),
      candidates: recognised(candidates(table, hints.mapping), detected),
      ...(detected.recognition ? { recognition: detected.recognition } : {}),
      samples: samplesOf(table, detected),
    };
  } catch (error) {
    if (!(error instanceof OutturnError)) throw error;
    return {
      ...failed(index, name, error),
      register: detected?.register ?? null,
      ignored: detected?.ignored ?? [],
    };
  }
}

/** Full birth dates are held only when the import is told so. */
function withoutBirthDates(detected: Detected, options: UnderstandOptions): Detected {
  if (options.birthDate === 'day') return detected;
  const dropped = detected.placed.filter((placed) => placed.column === 'birthDate');
  if (dropped.length === 0) return detected;
  return {
    ...detected,
    placed: detected.placed.filter((placed) => placed.column !== 'birthDate'),
    ignored: [
      ...detected.ignored,
      ...dropped.map((one) => `${one.header}: full birth dates are not held unless asked for`),
    ],
  };
}

const mostCandidates = 3;

/** The likeliest registers; what a table was recognised as comes first. */
function recognised(likely: readonly Candidate[], detected?: Detected): Recognised[] {
  const sure = detected?.recognition;
  const first: Candidate[] =
    detected && sure ? [{ register: detected.register, confidence: sure.confidence, headerRow: 0, missing: [] }] : [];
  return [...first, ...likely.filter(({ register }) => register !== first[0]?.register)]
    .slice(0, mostCandidates)
    .map(({ register, confidence, missing }) => ({
      register,
      label: registers[register].label,
      confidence: Math.round(confidence * 100) / 100,
      missing,
    }));
}
