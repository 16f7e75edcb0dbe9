const MOST_EDITS = 2;
const SHORTEST_PREFIX = 3;

/**
 * The candidate that the writer of `word` most likely meant: the closest one by edits (two at most, and fewer than half of
 * the word), else the only one that starts with the word. Case does not count.
 */
export function spellingHint(word: string, candidates: Iterable<string>): string | undefined {
  // A program that runs without type-check may give anything.
  if (typeof (word as unknown) !== 'string') return undefined;
  const wanted = word.toLowerCase();
  const known = [...candidates];
  let best: { candidate: string; edits: number } | undefined;
  for (const candidate of known) {
    // As many edits as one is longer than the other are needed at least: a text of any length costs nothing.
    const lower = candidate.toLowerCase();
    if (Math.abs(lower.length - wanted.length) > MOST_EDITS) continue;
    const edits = editDistance(wanted, lower);
    if (edits <= MOST_EDITS && edits * 2 < wanted.length && (best === undefined || edits < best.edits)) {
      best = { candidate, edits };
    }
  }
  if (best !== undefined) return best.candidate;
  const longer = known.filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  return wanted.length >= SHORTEST_PREFIX && longer.length === 1 ? longer[0] : undefined;
}

/** Levenshtein distance by rows. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = at(row, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1));
    }
    row = next;
  }
  return at(row, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
