// Did-you-mean: one function for names, vocabulary words, keywords, enum values, stack names and commands.
// Owns the distance and its budget. Knows nothing of where the candidates come from; the caller passes only
// candidates that are legal at the place, in declaration order, without private or already used names.

/** At most this many suggestions: a longer list is no help. */
const limit = 3;

/**
 * The candidates that the author probably meant, best first, at most three. Equality apart from case wins;
 * otherwise restricted Damerau-Levenshtein on lower case (a transposition counts one) within
 * `max(1, floor(length / 3))`, length difference at most 2, neither of one letter only; ties keep declaration order.
 * Lengths are code points.
 * `place`: in a `closed` place (an enum) only the candidates may stand, so a single one is offered whatever the distance.
 */
export function suggest(word: string, candidates: readonly string[], place: 'open' | 'closed' = 'open'): readonly string[] {
  const wanted = Array.from(word.toLowerCase());
  const budget = Math.max(1, Math.floor(wanted.length / 3));
  const legal = [...new Set(candidates)];
  const scored: { readonly text: string; readonly score: number }[] = [];
  for (const text of legal) {
    const score = rank(word, wanted, text, budget);
    if (score !== undefined) scored.push({ text, score });
  }
  if (scored.length === 0 && place === 'closed' && legal.length === 1) return legal;
  // Array.prototype.sort is stable, so equal scores stay in declaration order.
  return scored.sort((a, b) => a.score - b.score).slice(0, limit).map(({ text }) => text);
}

/** -2 for the word itself, -1 for equality apart from case, else the distance; undefined when too far. */
function rank(word: string, wanted: readonly string[], text: string, budget: number): number | undefined {
  if (text === word) return -2;
  const candidate = Array.from(text.toLowerCase());
  if (candidate.join('') === wanted.join('')) return -1;
  // One letter turns into any other by one edit.
  if (candidate.length < 2 || wanted.length < 2) return undefined;
  if (Math.abs(candidate.length - wanted.length) > 2) return undefined;
  const distance = editDistance(wanted, candidate);
  // Two edits turn any two-letter word into any other, so short candidates must be one edit away.
  const allowed = candidate.length < 3 ? 1 : budget;
  return distance <= allowed ? distance : undefined;
}

/** Optimal string alignment distance: insert, delete, replace and swap of neighbours cost one each. */
function editDistance(a: readonly string[], b: readonly string[]): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(beforeLast, j - 2) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
