// Versions compared part by part: `1.30` is after `1.9`, and not `1.3`.

/** The numeric parts of `1.30`, or undefined if `text` is no version. */
export function readVersion(text: string): readonly number[] | undefined {
  return /^[0-9]+(\.[0-9]+){0,2}$/.test(text) ? text.split('.').map(Number) : undefined;
}

/** Negative, zero or positive; missing parts count as 0. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
