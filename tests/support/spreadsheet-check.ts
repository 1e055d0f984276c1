import { columnName, columnNumber } from '../../electron/services/workbook/cells.ts';
import { every, first, within, type XmlElement } from './xml-tree.ts';

export type Parts = {
  xml: ReadonlyMap<string, XmlElement>;
  relations: ReadonlyMap<string, ReadonlyMap<string, string>>;
  fault: (part: string, message: string) => void;
};
export type Book = { sheets: { name: string; part: string }[]; names: Set<string> };
export type Styles = { formats: number; differential: number };

/** Order of elements in their parents (ECMA-376 part 1, CT_Worksheet, CT_Workbook, CT_Stylesheet, CT_Table). */
const orders = {
  worksheet:
    'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst',
  workbook:
    'fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst',
  styleSheet: 'numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst',
  table: 'autoFilter sortState tableColumns tableStyleInfo extLst',
} as const;

function checkOrder({ fault }: Parts, part: string, element: XmlElement, kind: keyof typeof orders): void {
  const order = orders[kind].split(' ');
  if (element.name !== kind) fault(part, `is <${element.name}>, not <${kind}>`);
  let reached = -1;
  let last = '';
  for (const { name } of element.children) {
    const place = order.indexOf(name);
    if (place < 0) fault(part, `<${name}> has no place in <${kind}>`);
    else if (place < reached) fault(part, `<${name}> stands after <${last}>`);
    else if (place === reached && name !== 'conditionalFormatting') fault(part, `<${name}> stands twice`);
    reached = Math.max(reached, place);
    last = name;
  }
}

/** Sheets and defined names of the workbook part. */
export function checkWorkbook(parts: Parts): Book {
  const part = 'xl/workbook.xml';
  const { xml, relations, fault } = parts;
  const root = xml.get(part);
  if (!root) {
    fault(part, 'is missing');
    return { sheets: [], names: new Set() };
  }
  checkOrder(parts, part, root, 'workbook');
  const listed = every(first(root, 'sheets') ?? root, 'sheet');
  const sheets = listed.map(({ attributes }) => ({
    name: attributes.name ?? '',
    part: relations.get(part)?.get(attributes['r:id'] ?? '') ?? '',
  }));
  const lower = sheets.map((sheet) => sheet.name.toLowerCase());
  if (new Set(lower).size !== lower.length) fault(part, 'two sheets have one name');
  if (new Set(listed.map((each) => each.attributes.sheetId)).size !== listed.length)
    fault(part, 'two sheets have one id');
  for (const { name } of sheets)
    if (name.length > 31 || name === '' || /[[\]:*?/\\]/.test(name)) fault(part, `sheet name ${name}`);
  const names = new Set<string>();
  for (const { attributes, text } of every(first(root, 'definedNames') ?? root, 'definedName')) {
    const name = attributes.name ?? '';
    const scope = attributes.localSheetId;
    const key = `${scope ?? ''} ${name.toLowerCase()}`;
    if (names.has(key)) fault(part, `name ${name} stands twice`);
    names.add(key);
    if (scope !== undefined && !(Number(scope) < sheets.length)) fault(part, `name ${name} is of no sheet`);
    const own = name.startsWith('_xlnm.') ? name.slice(6) : name;
    if (!/^[A-Za-z_\\][A-Za-z0-9_.\\]*$/.test(own) || name.length > 255) fault(part, `${name} is no name`);
    if (/^([A-Z]{1,3}\d+|R\d*C\d*|[RC])$/i.test(own)) fault(part, `${name} reads as a cell`);
    for (const piece of text.split(/,(?=')|,(?=[A-Z][^!]*!)/)) {
      const sheet = /^'?((?:[^'!]|'')+)'?!/.exec(piece)?.[1]?.replaceAll("''", "'");
      if (!sheet || !lower.includes(sheet.toLowerCase())) fault(part, `name ${name} refers to ${piece}`);
      if (piece.includes('#REF')) fault(part, `name ${name} refers to nothing`);
    }
  }
  return { sheets, names };
}

/** Styles: every index a format uses is in range. */
export function checkStyles(parts: Parts): Styles {
  const part = 'xl/styles.xml';
  const root = parts.xml.get(part);
  if (!root) {
    parts.fault(part, 'is missing');
    return { formats: 0, differential: 0 };
  }
  checkOrder(parts, part, root, 'styleSheet');
  const counted = (list: string, item: string) => {
    const element = first(root, list);
    const count = element ? every(element, item).length : 0;
    const said = element?.attributes.count;
    if (said !== undefined && Number(said) !== count) parts.fault(part, `<${list}> says ${said} and holds ${count}`);
    return count;
  };
  const [fonts, fills, borders] = [counted('fonts', 'font'), counted('fills', 'fill'), counted('borders', 'border')];
  const own = new Set(every(first(root, 'numFmts') ?? root, 'numFmt').map((each) => each.attributes.numFmtId));
  const base = counted('cellStyleXfs', 'xf');
  for (const list of ['cellStyleXfs', 'cellXfs'])
    for (const { attributes } of every(first(root, list) ?? root, 'xf')) {
      const within = (name: string, limit: number) => {
        if (attributes[name] !== undefined && !(Number(attributes[name]) < limit))
          parts.fault(part, `${name} ${attributes[name]} of ${limit}`);
      };
      within('fontId', fonts);
      within('fillId', fills);
      within('borderId', borders);
      within('xfId', base);
      if (Number(attributes.numFmtId ?? 0) >= 164 && !own.has(attributes.numFmtId))
        parts.fault(part, `number format ${attributes.numFmtId} is not there`);
    }
  return { formats: counted('cellXfs', 'xf'), differential: counted('dxfs', 'dxf') };
}

/** One sheet: order of elements, rows and cells; indices; kinds of values; formulas. */
export function checkSheet(parts: Parts, { name, part }: Book['sheets'][number], styles: Styles): void {
  const { xml } = parts;
  const fault = (_: string, message: string) => parts.fault(`${part} (${name})`, message);
  const root = xml.get(part);
  if (!root) {
    fault(part, 'is missing');
    return;
  }
  checkOrder({ ...parts, fault }, part, root, 'worksheet');
  const strings = every(xml.get('xl/sharedStrings.xml') ?? root, 'si');
  for (const string of strings) {
    const length = [...within(string)].reduce((total, each) => total + (each.name === 't' ? each.text.length : 0), 0);
    if (length > 32_767) fault(part, 'a text is longer than a cell may be');
  }
  let lastRow = 0;
  for (const row of every(first(root, 'sheetData') ?? root, 'row')) {
    const number = Number(row.attributes.r);
    if (!(number > lastRow)) fault(part, `row ${number} stands after row ${lastRow}`);
    lastRow = number;
    let lastColumn = 0;
    for (const cell of every(row, 'c')) {
      const [, letters = '', own = ''] = /^([A-Z]{1,3})(\d+)$/.exec(cell.attributes.r ?? '') ?? [];
      const column = columnNumber(letters);
      if (Number(own) !== number || !(column > lastColumn))
        fault(part, `cell ${cell.attributes.r} is out of its place`);
      lastColumn = column;
      checkCell(cell, strings.length, styles, (message) => fault(part, `${cell.attributes.r} ${message}`));
    }
  }
  for (const rule of [...within(root)].filter((each) => each.name === 'cfRule')) {
    if (rule.attributes.dxfId !== undefined && !(Number(rule.attributes.dxfId) < styles.differential))
      fault(part, `a rule uses style ${rule.attributes.dxfId} of ${styles.differential}`);
    if (!(Number(rule.attributes.priority) > 0)) fault(part, 'a rule has no priority');
  }
  if (first(root, 'sheetProtection')) fault(part, 'is protected');
}

function checkCell(cell: XmlElement, strings: number, styles: Styles, fault: (message: string) => void): void {
  const { t = 'n', s } = cell.attributes;
  const value = first(cell, 'v');
  const formula = first(cell, 'f');
  const order = cell.children.map((child) => child.name).join(' ');
  if (!['', 'v', 'f', 'f v', 'is'].includes(order)) fault(`holds ${order}`);
  if (s !== undefined && !(Number(s) < styles.formats)) fault(`uses format ${s} of ${styles.formats}`);
  if (!['n', 's', 'str', 'b', 'inlineStr', 'd'].includes(t)) fault(`is of kind ${t}`);
  if (t === 's' && !(Number(value?.text) < strings)) fault(`uses text ${value?.text} of ${strings}`);
  if (t === 'n' && value && !/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value.text)) fault(`is no number: ${value.text}`);
  if (formula && (formula.text === '' || formula.text.length > 8192 || formula.text.startsWith('=')))
    fault('has a formula no program would read');
  if (formula?.text.includes('[')) fault('has a formula that leads elsewhere');
}

/** Tables: names, columns equal to the header cells, no two over one another. */
export function checkTables(parts: Parts, { sheets, names }: Book): void {
  const { xml, relations, fault } = parts;
  const texts = every(
    xml.get('xl/sharedStrings.xml') ?? { name: '', attributes: {}, children: [], text: '' },
    'si',
  ).map((each) => [...within(each)].map((one) => (one.name === 't' ? one.text : '')).join(''));
  const seen = new Set<string>();
  for (const sheet of sheets) {
    const root = xml.get(sheet.part);
    if (!root) continue;
    const cells = new Map(
      [...within(root)].filter((each) => each.name === 'c').map((each) => [each.attributes.r, each]),
    );
    const targets = [...(relations.get(sheet.part)?.values() ?? [])].filter((target) => target.includes('/tables/'));
    const said = first(root, 'tableParts');
    if (targets.length !== (said ? every(said, 'tablePart').length : 0))
      fault(sheet.part, 'tables and their list differ');
    for (const part of targets) {
      const table = xml.get(part);
      if (!table) continue;
      checkOrder(parts, part, table, 'table');
      const { id = '', displayName = '', ref = '' } = table.attributes;
      for (const key of [`id ${id}`, displayName.toLowerCase()]) {
        if (seen.has(key) || names.has(` ${key}`)) fault(part, `${key} is taken`);
        seen.add(key);
      }
      if (!/^[A-Za-z_][A-Za-z0-9_.]*$/.test(displayName)) fault(part, `${displayName} is no name`);
      const [, from = '', row = '', to = '', last = ''] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref) ?? [];
      if (!(Number(last) > Number(row))) fault(part, `${ref} holds no row`);
      const columns = every(first(table, 'tableColumns') ?? table, 'tableColumn');
      const width = columnNumber(to) - columnNumber(from) + 1;
      if (columns.length !== width || Number(first(table, 'tableColumns')?.attributes.count) !== width)
        fault(part, `${ref} has ${columns.length} columns`);
      const message = columns.map((column) => column.attributes.name ?? '');
      if (new Set(message.map((word) => word.toLowerCase())).size !== message.length)
        fault(part, 'two columns have one name');
      const heads = message.map((_, index) => {
        const letters = columnName(columnNumber(from) + index);
        const cell = cells.get(`${letters}${row}`);
        return cell?.attributes.t === 's' ? texts[Number(first(cell, 'v')?.text)] : (first(cell, 'is')?.text ?? null);
      });
      if (heads.some((head, index) => head !== message[index]))
        fault(part, `headers ${heads.join('|')} are not ${message.join('|')}`);
    }
  }
}
