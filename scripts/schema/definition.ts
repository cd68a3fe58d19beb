// One shape for what the npm packages know about a Kubernetes type: named definitions with typed fields.
// Knows neither JSON Schema nor where a definition was read from.

export type ScalarName = 'string' | 'integer' | 'number' | 'boolean' | 'int-or-string' | 'quantity' | 'byte' | 'time' | 'object' | 'any';

export type TypeRef =
  | { readonly kind: 'scalar'; readonly name: ScalarName }
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'array' | 'map'; readonly of: TypeRef };

export interface Field {
  readonly type: TypeRef;
  readonly required: boolean;
}

export interface Definition {
  /** The name upstream gives it (`io.k8s.api.core.v1.Container`), where the package tells. */
  readonly id?: string;
  readonly fields: ReadonlyMap<string, Field>;
}

/** Looks up a definition by the name this package uses; undefined when it has none. */
export type Definitions = (name: string) => Definition | undefined;

/** The definition a type leads to through arrays and maps, if any. */
export function refOf(type: TypeRef): string | undefined {
  switch (type.kind) {
    case 'ref':
      return type.name;
    case 'array':
    case 'map':
      return refOf(type.of);
    case 'scalar':
      return undefined;
  }
}

/** `a < b` by code unit, for sorting. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
