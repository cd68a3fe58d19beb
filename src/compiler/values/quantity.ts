// Kubernetes quantities (`250m`, `128Mi`, `1.5`), exact: mantissa digits and a power, no floating point in comparisons.
// Source of the suffixes: apimachinery pkg/api/resource/suffix.go.

export interface Quantity {
  /** As written. */
  readonly text: string;
  /** The value in thousandths, rounded up like the API server does. */
  readonly milli: bigint;
  readonly suffix: string;
}

const SUFFIXES: ReadonlyMap<string, bigint> = new Map([
  ['m', 1n],
  ['', 1000n],
  ['k', 1000n ** 2n],
  ['M', 1000n ** 3n],
  ['G', 1000n ** 4n],
  ['T', 1000n ** 5n],
  ['P', 1000n ** 6n],
  ['E', 1000n ** 7n],
  ['Ki', 1000n * 1024n],
  ['Mi', 1000n * 1024n ** 2n],
  ['Gi', 1000n * 1024n ** 3n],
  ['Ti', 1000n * 1024n ** 4n],
  ['Pi', 1000n * 1024n ** 5n],
  ['Ei', 1000n * 1024n ** 6n],
]);

/** Reads `-?D(suffix)?`; undefined if it is no quantity. */
export function readQuantity(text: string): Quantity | undefined {
  const match = /^(-?)([0-9]+)(?:\.([0-9]+))?([A-Za-z]*)$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', suffix = ''] = match;
  const unit = SUFFIXES.get(suffix);
  if (unit === undefined) return undefined;
  const scale = 10n ** BigInt(fraction.length);
  const value = BigInt(whole + fraction) * unit;
  const milli = (value + scale - 1n) / scale;
  return { text, milli: sign === '-' ? -milli : milli, suffix };
}

/** Negative, zero or positive, like a sort function. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  return a.milli < b.milli ? -1 : a.milli > b.milli ? 1 : 0;
}
