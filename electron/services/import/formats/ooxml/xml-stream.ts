import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** What is told of an XML part: names without their prefix; text as it comes, in one or more pieces. */
export type XmlListener = {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
};

/** No part of a workbook is nested deeper by a program that writes tables. */
const deepest = 64;
const piece = 1 << 16;

export class UnreadableXml extends Error {}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Walks an XML part piece by piece, so that no more than a piece of it is ever a string; throws `UnreadableXml` for what
 * is not well formed, declares a document type (and so entities of its own) or is nested past any table.
 */
export function walkXml(bytes: Uint8Array, listener: XmlListener): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  parser.on('error', (error) => {
    throw new UnreadableXml(error.message);
  });
  parser.on('doctype', () => {
    throw new UnreadableXml('A document type');
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    depth += 1;
    if (depth > deepest) throw new UnreadableXml('Nested too deeply');
    listener.open?.(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    listener.close?.(localName(tag.name));
  });
  const { text } = listener;
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let at = 0; at < bytes.length; at += piece)
    parser.write(decoder.decode(bytes.subarray(at, at + piece), { stream: true }));
  parser.write(decoder.decode());
  parser.close();
}

/** By the mark or the declaration; UTF-8 where neither says. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /encoding\s*=\s*["']([\w.-]+)["']/i.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  return /^(iso-8859-1|windows-1252|latin1|us-ascii|ascii)$/.test(declared) ? 'windows-1252' : 'utf-8';
}

/** An attribute whatever its prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  const prefixed = Object.keys(attributes).find((key) => key.endsWith(`:${name}`));
  return prefixed === undefined ? undefined : attributes[prefixed];
}
