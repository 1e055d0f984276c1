import {
  decodePDFRawStream,
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';

type Fault = (message: string) => void;
/** An element of the structure tree with what a reader that is heard needs of it. */
type Element = { tag: string; dict: PDFDict; children: Element[]; content: { page: string; id: number }[] };

/**
 * Checks a PDF against the points of PDF/UA-1 (ISO 14289-1) that a program can decide, after the Matterhorn protocol:
 * 01 content is tagged or an artefact, 02 and 09 tags and their order, 06 metadata, 07 title shown, 11 language, 13
 * figures, 14 headings, 15 tables, 16 lists, 17–21 what is not there, 28 annotations, 31 fonts. Gives what is wrong in words; nothing = whole.
 */
export async function pdfFaults(bytes: Uint8Array): Promise<string[]> {
  const faults: string[] = [];
  const fault: Fault = (message) => faults.push(message);
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  const { catalog, context } = doc;
  const at = (dict: PDFDict | undefined, key: string): PDFObject | undefined => {
    const value = dict?.get(PDFName.of(key));
    return value instanceof PDFRef ? context.lookup(value) : value;
  };
  const dictAt = (dict: PDFDict | undefined, key: string) => {
    const value = at(dict, key);
    return value instanceof PDFDict ? value : undefined;
  };
  const listOf = (value: PDFObject | undefined): PDFObject[] =>
    value instanceof PDFArray ? value.asArray() : value === undefined ? [] : [value];
  const textOf = (value: PDFObject | undefined) =>
    value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : null;
  const nameOf = (value: PDFObject | undefined) => (value instanceof PDFName ? value.asString().slice(1) : null);

  // 06, 07, 11: what the document says of itself.
  if (at(dictAt(catalog, 'MarkInfo'), 'Marked') !== PDFBool.True) fault('the catalogue does not say it is tagged');
  if (at(dictAt(catalog, 'MarkInfo'), 'Suspects') === PDFBool.True) fault('tags are under suspicion');
  if (!/^[a-z]{2}(-[A-Z]{2})?$/.test(textOf(at(catalog, 'Lang')) ?? '')) fault('no language is stated');
  if (at(dictAt(catalog, 'ViewerPreferences'), 'DisplayDocTitle') !== PDFBool.True) fault('the title is not shown');
  const metadata = at(catalog, 'Metadata');
  const xmp = metadata instanceof PDFRawStream ? new TextDecoder().decode(decodePDFRawStream(metadata).decode()) : '';
  if (!/<pdfuaid:part>1<\/pdfuaid:part>|pdfuaid:part="1"/.test(xmp)) fault('the metadata do not name PDF/UA-1');
  if (!/<dc:title>[\s\S]*?<rdf:li[^>]*>[^<]+<\/rdf:li>/.test(xmp)) fault('the metadata hold no title');
  for (const key of ['AcroForm', 'JavaScript', 'OpenAction', 'AA'])
    if (at(catalog, key) !== undefined) fault(`the catalogue holds ${key}`);
  if (context.trailerInfo.Encrypt !== undefined) fault('the document is encrypted');

  // The structure tree.
  const tree = dictAt(catalog, 'StructTreeRoot');
  if (!tree) return [...faults, 'there is no structure tree'];
  const roles = dictAt(tree, 'RoleMap');
  const known = new Set(
    'Document Part Sect Div H1 H2 H3 H4 H5 H6 P L LI Lbl LBody Table Caption TR TH TD THead TBody TFoot Figure Span Link'.split(
      ' ',
    ),
  );
  const read = (value: PDFObject, page: string): Element | null => {
    const dict = value instanceof PDFRef ? context.lookup(value) : value;
    if (!(dict instanceof PDFDict)) return null;
    const tag = nameOf(at(dict, 'S')) ?? '';
    const own = dict.get(PDFName.of('Pg'));
    const here = own instanceof PDFRef ? own.toString() : page;
    const element: Element = { tag, dict, children: [], content: [] };
    for (const kid of listOf(at(dict, 'K'))) {
      const resolved = kid instanceof PDFRef ? context.lookup(kid) : kid;
      if (resolved instanceof PDFNumber) element.content.push({ page: here, id: resolved.asNumber() });
      else if (resolved instanceof PDFDict && nameOf(at(resolved, 'Type')) === 'MCR') {
        const on = resolved.get(PDFName.of('Pg'));
        const id = at(resolved, 'MCID');
        if (id instanceof PDFNumber)
          element.content.push({ page: on instanceof PDFRef ? on.toString() : here, id: id.asNumber() });
      } else {
        const child = read(kid, here);
        if (child) element.children.push(child);
        else fault(`<${tag}> holds what is no element`);
      }
    }
    if (!known.has(tag) && at(roles, tag) === undefined) fault(`<${tag}> is no standard tag and has no role`);
    return element;
  };
  const tops = listOf(at(tree, 'K')).flatMap((one) => read(one, '') ?? []);
  const elements: Element[] = [];
  const walk = (element: Element) => {
    elements.push(element);
    element.children.forEach(walk);
  };
  tops.forEach(walk);
  if (tops.length !== 1 || tops[0]?.tag !== 'Document') fault('the tree does not begin with one document');
  const attributesOf = (element: Element) =>
    listOf(at(element.dict, 'A')).flatMap((one) => {
      const dict = one instanceof PDFRef ? context.lookup(one) : one;
      return dict instanceof PDFDict ? [dict] : [];
    });
  checkHeadings(elements, fault);
  for (const element of elements) {
    if (element.tag === 'Figure') {
      if (!textOf(at(element.dict, 'Alt'))?.trim()) fault('a figure has no words');
      if (!attributesOf(element).some((dict) => listOf(at(dict, 'BBox')).length === 4)) fault('a figure has no box');
    }
    if (element.tag === 'Table')
      checkTable(
        element,
        (cell) =>
          attributesOf(cell)
            .map((dict) => nameOf(at(dict, 'Scope')))
            .find(Boolean) ?? null,
        fault,
      );
    if (element.tag === 'L' && element.children.some((child) => child.tag !== 'LI' && child.tag !== 'Caption'))
      fault('a list holds what is no item');
    if (element.tag === 'LI' && element.children.map((child) => child.tag).join(' ') !== 'Lbl LBody')
      fault('an item of a list is not its mark and its body');
    if (element.children.length === 0 && element.content.length === 0) fault(`<${element.tag}> is empty`);
  }

  // Every page: all that is drawn is in the tree or an artefact, once; tabs follow the tree; fonts are embedded.
  const used = new Map<string, number>();
  for (const { content } of elements)
    for (const { page, id } of content) used.set(`${page} ${id}`, (used.get(`${page} ${id}`) ?? 0) + 1);
  const order = elements.flatMap((element) => element.content);
  const fonts = new Set<PDFDict>();
  doc.getPages().forEach((page, index) => {
    const message = (text: string) => fault(`page ${index + 1}: ${text}`);
    const { node, ref } = page;
    if (nameOf(at(node, 'Tabs')) !== 'S') message('tabs do not follow the structure');
    if (!(at(node, 'StructParents') instanceof PDFNumber)) message('leads to no part of the tree');
    if (listOf(at(node, 'Annots')).length > 0) message('holds annotations');
    const streams = listOf(at(node, 'Contents')).map((one) => (one instanceof PDFRef ? context.lookup(one) : one));
    const text = streams
      .map((one) =>
        one instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(one).decode()).toString('latin1') : '',
      )
      .join('\n');
    const drawn = contentIds(text, message);
    for (const id of drawn) if (!used.has(`${ref} ${id}`)) message(`content ${id} is not in the tree`);
    for (const { page: on, id } of order)
      if (on === ref.toString() && !drawn.includes(id)) message(`the tree asks for content ${id}, which is not drawn`);
    const inTree = order.filter(({ page: on }) => on === ref.toString()).map(({ id }) => id);
    if (inTree.join() !== drawn.join()) message('is not read in the order it is drawn');
    const resources = dictAt(dictAt(node, 'Resources'), 'Font');
    for (const [, value] of resources?.entries() ?? []) {
      const font = value instanceof PDFRef ? context.lookup(value) : value;
      if (font instanceof PDFDict) fonts.add(font);
    }
  });
  for (const [key, times] of used) if (times > 1) fault(`content ${key} is in the tree ${times} times`);
  if (fonts.size === 0) fault('there are no fonts');
  for (const font of fonts) {
    const name = nameOf(at(font, 'BaseFont')) ?? 'a font';
    if (at(font, 'ToUnicode') === undefined) fault(`${name} does not say what its letters are`);
    const [below] = listOf(at(font, 'DescendantFonts'));
    const inner = below instanceof PDFRef ? context.lookup(below) : below;
    const descriptor = dictAt(inner instanceof PDFDict ? inner : font, 'FontDescriptor');
    if (!['FontFile', 'FontFile2', 'FontFile3'].some((key) => at(descriptor, key) !== undefined))
      fault(`${name} is not embedded`);
  }
  return faults;
}

/** Marks of the content of a page in the order drawn; says where anything is drawn outside a mark. */
function contentIds(stream: string, fault: Fault): number[] {
  const ids: number[] = [];
  const open: ('tagged' | 'artefact' | 'plain')[] = [];
  const inline =
    /\/(\w+)\s+(?:<<([\s\S]*?)>>|\/\w+)\s+(BDC)|\/(\w+)\s+(BMC)|\b(EMC)\b|(\((?:\\[\s\S]|[^\\()])*\)|<[0-9A-Fa-f\s]*>)|(?<![\w/])(Tj|TJ|'|"|f\*?|F|S|s|B\*?|b\*?|Do|sh|BI)(?!\w)/g;
  for (const match of stream.matchAll(inline)) {
    const [, tag, properties = '', begins, plain, bare, ends, literal, paints] = match;
    if (literal !== undefined) continue;
    if (begins || bare) {
      const kind = (tag ?? plain) === 'Artifact' ? 'artefact' : /\/MCID\s+\d+/.test(properties) ? 'tagged' : 'plain';
      if (kind !== 'plain' && open.some((one) => one !== 'plain'))
        fault('content is marked inside other marked content');
      open.push(kind);
      if (kind === 'tagged') ids.push(Number(/\/MCID\s+(\d+)/.exec(properties)?.[1]));
    } else if (ends) {
      if (open.pop() === undefined) fault('marked content ends that did not begin');
    } else if (paints && !open.some((one) => one !== 'plain')) fault(`${paints} draws outside tags and artefacts`);
  }
  if (open.length > 0) fault('marked content does not end');
  return ids;
}

/** Levels begin at 1 and skip none (Matterhorn 14-002, 14-003). */
function checkHeadings(elements: readonly Element[], fault: Fault): void {
  let level = 0;
  for (const { tag } of elements) {
    const own = Number(/^H([1-6])$/.exec(tag)?.[1] ?? 0);
    if (own === 0) continue;
    if (own > level + 1) fault(`a heading of level ${own} follows one of level ${level}`);
    level = own;
  }
  if (level === 0) fault('there are no headings');
}

/** Rows of one width; the first is of column heads, and each other begins with the head of its row. */
function checkTable(table: Element, scopeOf: (cell: Element) => string | null, fault: Fault): void {
  const rows = table.children.filter((child) => child.tag === 'TR');
  if (table.children.some((child) => child.tag !== 'TR' && child.tag !== 'Caption'))
    fault('a table holds what is no row');
  const widths = new Set(rows.map((row) => row.children.length));
  if (rows.length < 2 || widths.size !== 1) fault(`a table has rows of ${[...widths].join(' and ')} cells`);
  rows.forEach((row, index) => {
    for (const [place, cell] of row.children.entries()) {
      const wanted = index === 0 ? 'TH Column' : place === 0 ? 'TH Row' : 'TD null';
      if (`${cell.tag} ${scopeOf(cell)}` !== wanted) fault(`a cell is ${cell.tag} ${scopeOf(cell)}, not ${wanted}`);
    }
  });
}
