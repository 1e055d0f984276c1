import ts from 'typescript';

/** A JSON Schema (2020-12), as far as TypeScript's types can be told in one. */
export type Schema = { [key: string]: unknown };

/**
 * Tells types as JSON Schema: what `JSON.stringify` makes of a value of the type. A named type of ours becomes one
 * definition, told once; functions and undefined are left out, as they are in JSON. Members of a union are sorted, so that
 * the same types give the same text whatever the compiler met first.
 */
export class TypeSchemas {
  readonly definitions: Record<string, Schema> = {};
  private readonly names = new Map<ts.Type, string>();
  private readonly checker: ts.TypeChecker;

  constructor(checker: ts.TypeChecker) {
    this.checker = checker;
  }

  /** The schema of a type; named types as `{ $ref }`. */
  of(type: ts.Type): Schema {
    const name = this.nameOf(type);
    if (name === null) return this.shape(type);
    const known = this.names.get(type);
    if (known !== undefined) return { $ref: `#/$defs/${known}` };
    let free = name;
    for (let more = 2; free in this.definitions; more += 1) free = `${name}${more}`;
    this.names.set(type, free);
    this.definitions[free] = {};
    this.definitions[free] = this.shape(type);
    return { $ref: `#/$defs/${free}` };
  }

  /** The name of a type that is told apart: an object or a union of ours with a name and no parameters. */
  private nameOf(type: ts.Type): string | null {
    const symbol = type.aliasSymbol ?? (type.isClassOrInterface() ? type.symbol : undefined);
    if (!symbol || (type.aliasTypeArguments?.length ?? 0) > 0) return null;
    if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) && !type.isUnion()) return null;
    const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? '';
    return file.includes('/node_modules/') || this.checker.isArrayType(type) ? null : symbol.name;
  }

  private shape(type: ts.Type): Schema {
    const { checker } = this;
    if (type.isUnion()) return this.union(type.types);
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
    if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
    if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
    if (checker.isTupleType(type)) {
      return {
        type: 'array',
        prefixItems: checker.getTypeArguments(type as ts.TypeReference).map((each) => this.of(each)),
      };
    }
    if (checker.isArrayType(type)) {
      return { type: 'array', items: this.of(checker.getTypeArguments(type as ts.TypeReference)[0]!) };
    }
    if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return this.object(type);
    return {};
  }

  private union(types: readonly ts.Type[]): Schema {
    const present = types.filter((each) => !(each.flags & ts.TypeFlags.Undefined));
    const literals = present.flatMap((each) => (each.isStringLiteral() || each.isNumberLiteral() ? [each.value] : []));
    const booleans = present.filter((each) => each.flags & ts.TypeFlags.BooleanLiteral).length;
    const others = present.filter(
      (each) =>
        !each.isStringLiteral() &&
        !each.isNumberLiteral() &&
        !(booleans === 2 && each.flags & ts.TypeFlags.BooleanLiteral),
    );
    const parts = [
      ...(literals.length === 1
        ? [{ const: literals[0] }]
        : literals.length > 1
          ? [{ enum: literals.sort(byText) }]
          : []),
      ...(booleans === 2 ? [{ type: 'boolean' }] : []),
      ...others.map((each) => this.of(each)),
    ];
    return parts.length === 1
      ? parts[0]!
      : { anyOf: parts.sort((a, b) => byText(JSON.stringify(a), JSON.stringify(b))) };
  }

  private object(type: ts.Type): Schema {
    const { checker } = this;
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const property of checker.getPropertiesOfType(type)) {
      const own = checker.getTypeOfSymbol(property);
      if (own.getCallSignatures().length > 0) continue;
      properties[property.name] = this.of(own);
      const mayMiss = own.isUnion() && own.types.some((each) => each.flags & ts.TypeFlags.Undefined);
      if (!(property.flags & ts.SymbolFlags.Optional) && !mayMiss) required.push(property.name);
    }
    const index = checker.getIndexInfosOfType(type)[0];
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: index ? this.of(index.type) : false,
    };
  }
}

function byText(a: unknown, b: unknown): number {
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Definitions in the order of their names: where one was met first says nothing. */
export function sorted<T>(definitions: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => byText(a, b)));
}
