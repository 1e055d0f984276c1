import ts from 'typescript';
import { systems } from './conditions.mjs';

/** Values of options that one system alone knows, of which the typings say nothing: Electron's dialog and menu-item pages. */
const valuesOfSystems = {
  'SaveDialogOptions.properties=createDirectory': ['darwin'],
  'SaveDialogOptions.properties=showOverwriteConfirmation': ['linux'],
  'SaveDialogOptions.properties=treatPackageAsDirectory': ['darwin'],
  'SaveDialogOptions.properties=dontAddToRecent': ['win32'],
  'OpenDialogOptions.properties=createDirectory': ['darwin'],
  'OpenDialogOptions.properties=promptToCreate': ['win32'],
  'OpenDialogOptions.properties=noResolveAliases': ['darwin'],
  'OpenDialogOptions.properties=treatPackageAsDirectory': ['darwin'],
  'OpenDialogOptions.properties=dontAddToRecent': ['win32'],
  'MenuItemConstructorOptions.role=appMenu': ['darwin'],
  'MenuItemConstructorOptions.role=services': ['darwin'],
  'MenuItemConstructorOptions.role=hide': ['darwin'],
  'MenuItemConstructorOptions.role=hideOthers': ['darwin'],
  'MenuItemConstructorOptions.role=unhide': ['darwin'],
  'MenuItemConstructorOptions.role=front': ['darwin'],
  'MenuItemConstructorOptions.role=zoom': ['darwin'],
};

/** True for a declaration of Electron's own typings. */
export const isElectrons = (declaration) =>
  /[\\/]electron[\\/]electron\.d\.ts$/.test(declaration.getSourceFile().fileName);

/** What a call gives, as far as it can be seen when it is made. */
function givesOf(declaration, checker) {
  const signature = checker.getSignatureFromDeclaration(declaration);
  if (!signature) return null;
  const type = checker.getReturnTypeOfSignature(signature);
  const name = checker.typeToString(type);
  if (/^Promise</.test(name)) return 'promise';
  if (['void', 'boolean', 'string', 'number', 'this'].includes(name)) return name;
  if (type.isUnion() && type.types.every((one) => one.isStringLiteral())) return 'string';
  return 'object';
}

const tagsOf = (declaration) => ts.getJSDocTags(declaration);
const deprecatedBy = (declaration) => tagsOf(declaration).some((tag) => tag.tagName.text === 'deprecated');

function systemsOf(declaration) {
  const text = tagsOf(declaration)
    .filter((tag) => tag.tagName.text === 'platform')
    .map((tag) => String(tag.comment ?? ''))
    .join(',');
  const named = systems.filter((system) => text.split(/[\s,]+/).includes(system));
  return named.length > 0 && named.length < systems.length ? named : null;
}

/** An entry of the contract for a declaration: where it is there, whether it is given up, what a call of it gives. */
export function entryOf(declaration, checker) {
  const callable = ts.isMethodSignature(declaration) || ts.isMethodDeclaration(declaration);
  return {
    kind: callable ? 'method' : ts.isConstructorDeclaration(declaration) ? 'constructor' : 'property',
    systems: systemsOf(declaration),
    deprecated: deprecatedBy(declaration),
    ...(callable ? { gives: givesOf(declaration, checker) } : {}),
  };
}

/** The entry of an event: its documentation stands at the first of the declarations that share its name. */
export function eventEntry(declaration, name) {
  const all = declaration.parent.members.filter((member) => {
    const first = member.parameters?.[0];
    return first?.type && ts.isLiteralTypeNode(first.type) && first.type.literal.text === name;
  });
  const found = all.map(systemsOf).find(Boolean) ?? null;
  const told = declaration.parameters[1]?.type?.parameters?.map((each) => each.name.getText()) ?? [];
  return { kind: 'event', systems: found, deprecated: all.some(deprecatedBy), gives: told.join(', ') };
}

export const valueEntry = (name) => ({
  kind: 'value',
  systems: valuesOfSystems[name] ?? null,
  deprecated: false,
});
