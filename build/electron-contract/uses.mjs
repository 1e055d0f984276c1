import { relative } from 'node:path';
import ts from 'typescript';
import { reachedOn } from './conditions.mjs';
import { entryOf, eventEntry, isElectrons, valueEntry } from './typings.mjs';

const listeners = new Set(['on', 'once', 'off', 'addListener', 'removeListener']);

const isComparison = (node) =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;

/**
 * Every API, option, value and event of Electron that the files of a program use, with what the typings say of each.
 * Answers the contract's entries by name, and what breaks it: something given up, or reached on a system without it.
 */
export function findUses(program, root, isOurs) {
  const checker = program.getTypeChecker();
  const entries = new Map();
  const broken = [];

  const note = (name, entry, node) => {
    const source = node.getSourceFile();
    const file = relative(root, source.fileName).replaceAll('\\', '/');
    const place = `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    const known = entries.get(name) ?? { ...entry, at: new Set() };
    known.at.add(file);
    entries.set(name, known);
    if (entry.deprecated) broken.push(`${place} ${name} is deprecated`);
    const missing = entry.systems ? reachedOn(node).filter((system) => !entry.systems.includes(system)) : [];
    if (missing.length > 0) broken.push(`${place} ${name} is reached on ${missing.join(', ')}, where it is not there`);
  };

  const noteSymbol = (symbol, node) => {
    const declaration = symbol?.declarations?.find(isElectrons);
    if (!declaration) return null;
    const owner = declaration.parent?.name?.text;
    const isMember =
      ts.isMethodSignature(declaration) ||
      ts.isMethodDeclaration(declaration) ||
      ts.isPropertySignature(declaration) ||
      ts.isPropertyDeclaration(declaration);
    if (!owner || !isMember || listeners.has(symbol.name)) return null;
    const name = `${owner}.${symbol.name}`;
    note(name, entryOf(declaration, checker), node);
    return name;
  };

  const propertyOf = (type, name) => {
    const parts = type.isUnion() ? type.types : [type];
    return parts
      .map((part) => checker.getPropertyOfType(part, name))
      .find((found) => found?.declarations?.some(isElectrons));
  };

  /** Words given as the value of an option, also inside lists and behind conditions. */
  const noteValues = (name, node) => {
    if (ts.isStringLiteral(node)) note(`${name}=${node.text}`, valueEntry(`${name}=${node.text}`), node);
    else if (!ts.isObjectLiteralExpression(node) && !ts.isFunctionLike(node) && !isComparison(node))
      ts.forEachChild(node, (each) => noteValues(name, each));
  };

  const visit = (node) => {
    if (ts.isPropertyAccessExpression(node)) noteSymbol(checker.getSymbolAtLocation(node.name), node);
    if (ts.isNewExpression(node)) {
      const declaration = checker.getResolvedSignature(node)?.declaration;
      if (declaration && isElectrons(declaration))
        note(`new ${declaration.parent.name.text}`, entryOf(declaration, checker), node);
    }
    if (ts.isObjectBindingPattern(node)) {
      const type = checker.getTypeAtLocation(node);
      for (const element of node.elements) {
        const name = (element.propertyName ?? element.name).getText();
        noteSymbol(propertyOf(type, name), element);
      }
    }
    if (ts.isObjectLiteralExpression(node)) {
      const type = checker.getContextualType(node);
      for (const property of type ? node.properties : []) {
        if (!property.name) continue;
        const name = noteSymbol(propertyOf(type, property.name.getText().replace(/['"]/g, '')), property);
        if (name && ts.isPropertyAssignment(property) && /[.](role|properties|type)$/.test(name))
          noteValues(name, property.initializer);
      }
    }
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      listeners.has(node.expression.name.text)
    ) {
      const declaration = checker.getResolvedSignature(node)?.declaration;
      const [event] = node.arguments;
      if (declaration && isElectrons(declaration) && event && ts.isStringLiteral(event))
        note(`${declaration.parent.name.text} event ${event.text}`, eventEntry(declaration, event.text), node);
    }
    ts.forEachChild(node, visit);
  };
  for (const source of program.getSourceFiles()) {
    if (!source.isDeclarationFile && isOurs(relative(root, source.fileName).replaceAll('\\', '/'))) visit(source);
  }
  return { entries, broken };
}
