import type { RegisterName } from '../model/registers.ts';
import type { TableKind } from './kind.ts';
import { budgetKinds } from './kinds-budget.ts';
import { childrenKinds } from './kinds-children.ts';
import { programmeKinds } from './kinds-programme.ts';
import type { TableMapping } from './mapping.ts';

/** Every kind of table of another system that is recognised. */
export const tableKinds: readonly TableKind[] = [...budgetKinds, ...childrenKinds, ...programmeKinds];

export const kindOf = (register: RegisterName): TableKind | undefined =>
  tableKinds.find((kind) => kind.register === register);

/** True for a column that each import states by itself, such as its year: next year's says another. */
export function isStated(register: RegisterName, column: string): boolean {
  const rule = kindOf(register)?.assumed[column];
  return rule !== undefined && 'stated' in rule;
}

/** A mapping as it is kept for other files: without what each import states by itself. */
export function withoutStated(mapping: TableMapping): TableMapping {
  const { constants, ...others } = mapping;
  const kept = Object.entries(constants ?? {}).filter(([column]) => !isStated(mapping.register, column));
  return { ...others, ...(kept.length > 0 ? { constants: Object.fromEntries(kept) } : {}) };
}
