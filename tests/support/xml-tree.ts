/** An element of an XML part: name without its prefix, attributes as written, children in order, its text. */
export type XmlElement = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string };

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decoded = (text: string) =>
  text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, word: string) => {
    if (word.startsWith('#x')) return String.fromCodePoint(Number.parseInt(word.slice(2), 16));
    if (word.startsWith('#')) return String.fromCodePoint(Number(word.slice(1)));
    const known = entities[word];
    if (known === undefined) throw new Error(`Unknown entity ${whole}`);
    return known;
  });
const local = (name: string) => name.slice(name.indexOf(':') + 1);

/** Reads a part strictly: tags must nest, attributes may not repeat. Enough of XML for Office packages. */
export function parseXml(xml: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const stack = [root];
  const tokens =
    /<\?[^>]*\?>|<!--[\s\S]*?-->|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*"[^"<]*")*)\s*(\/?)>|([^<]+)|(<)/g;
  for (const [, close, open, attributes = '', empty, text, stray] of xml.replace(/^\uFEFF/, '').matchAll(tokens)) {
    const top = stack.at(-1) as XmlElement;
    if (stray) throw new Error(`A tag that cannot be read near “${top.name}”`);
    if (text !== undefined) top.text += decoded(text);
    if (close !== undefined) {
      if (stack.length < 2 || top.name !== local(close)) throw new Error(`</${close}> closes <${top.name}>`);
      stack.pop();
    }
    if (open === undefined) continue;
    const element: XmlElement = { name: local(open), attributes: {}, children: [], text: '' };
    for (const [, name = '', value = ''] of attributes.matchAll(/([\w:.-]+)\s*=\s*"([^"]*)"/g)) {
      if (name in element.attributes) throw new Error(`${name} stands twice in <${open}>`);
      element.attributes[name] = decoded(value);
    }
    top.children.push(element);
    if (empty !== '/') stack.push(element);
  }
  const [only, ...others] = root.children;
  if (stack.length !== 1 || !only || others.length > 0) throw new Error('Not one whole element');
  return only;
}

/** Children of one name. */
export const every = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);
export const first = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name);
/** The element and all below it. */
export function* within(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* within(child);
}
