import { equivalentOf, findMutants, sampleMutants, withReachNoted } from '../../scripts/mutants/find-mutants';

/** What is put in for each mutant of a source, on one line each. */
function mutated(source: string): string[] {
  return findMutants('a.ts', source).map(({ start, end, text }) => source.slice(0, start) + text + source.slice(end));
}

test.each([
  ['a < b;', ['a <= b;', 'a >= b;']],
  ['a >= b;', ['a < b;', 'a > b;']],
  ['a === b;', ['a !== b;']],
  ['a + b;', ['a - b;']],
  ['a && b;', ['a || b;']],
  ['a ?? b;', ['a && b;']],
  ['a(7, 0);', ['a((7 + 1), 0);', 'a(7, 1);']],
  ['a(true);', ['a(false);']],
  ['!a;', ['a;']],
  ['if (a) b();', ['if (false) b();', 'if (true) b();']],
  ['a ? b : c;', ['false ? b : c;', 'true ? b : c;']],
  ['Math.ceil(a);', ['Math.floor(a);']],
  ['Math.min(a, b);', ['Math.max(a, b);']],
  ['a.filter(b).map(c);', ['a.map(c);']],
  ['a.some(b);', ['a.every(b);']],
  ['const f = (): boolean => a;', ['const f = (): boolean => !(a);']],
  ['function f(): boolean { return a; }', ['function f(): boolean { return !(a); }']],
])('%s has these mutants', (source, expected) => {
  expect(mutated(source)).toEqual(expected);
});

test.each([
  ['({ 7: a });', 'the name of a member'],
  ["'a' + b;", 'texts are joined by nothing else'],
  ["import { a } from 'b';", 'what is imported'],
  ['type A = 1 | true;', 'types'],
  ['interface A { readonly b: 1 }', 'interfaces'],
  ['for (;; a += 1) b();', 'a loop that counts otherwise does not end'],
  ['list[at];', 'a name'],
])('%s has none: %s', (source) => {
  expect(mutated(source)).toEqual([]);
});

test('a number that only the compiler asks for stays', () => {
  expect(mutated('list[at] ?? 0;')).toEqual(['list[at] && 0;']);
  expect(mutated('map.get(at) ?? 0;')).toEqual(['map.get(at) && 0;', 'map.get(at) ?? 1;']);
});

const SOURCE = `
class Pod {
  isFull(): boolean {
    const ports = this.down + 1;
    return ports >= this.most && ports >= this.most;
  }
}`;

test('a mutant is known by what it stands in and by its number among its like, not by its line', () => {
  const named = (source: string): string[] =>
    findMutants('pod.ts', source).map(({ inside, from, to, nth }) => `${inside}: ${from} => ${to} #${nth}`);
  expect(named(SOURCE)).toContain('Pod > isFull: ports >= this.most => ports > this.most #2');
  expect(named(`\n\n${SOURCE}`)).toEqual(named(SOURCE));
});

test('an equivalent is the mutant of its name and number', () => {
  const listed = {
    file: 'pod.ts',
    inside: 'Pod > isFull',
    from: 'ports >= this.most',
    to: 'ports > this.most',
    reason: 'said twice',
  };
  const count = (nth?: number): number =>
    findMutants('pod.ts', SOURCE).filter(
      (mutant) => equivalentOf(mutant, [{ ...listed, ...(nth === undefined ? {} : { nth }) }]) !== undefined,
    ).length;
  expect([count(), count(2), count(3)]).toEqual([1, 1, 0]);
});

test('a seed gives the same mutants again, each once', () => {
  const all = findMutants('pod.ts', SOURCE);
  const texts = (count: number, seed: number): string[] =>
    sampleMutants(all, count, seed).map(({ start, text }) => `${start} ${text}`);
  expect(texts(5, 7)).toEqual(texts(5, 7));
  expect(texts(5, 7)).not.toEqual(texts(5, 8));
  expect(new Set(texts(1_000, 7)).size).toBe(all.length);
});

/** The source with a note at each of its mutants, run with `names`: its value, and the mutants that were come to. */
function reached(source: string, names: Readonly<Record<string, unknown>>): [value: unknown, numbers: number[]] {
  const mutants = findMutants('a.ts', source).map(({ whole }, number) => ({ number, whole }));
  const numbers = new Set<number>();
  const text = withReachNoted(
    `return ${source}`,
    mutants.map(({ number, whole }) => ({
      number,
      whole: { start: whole.start + 'return '.length, end: whole.end + 'return '.length },
    })),
  ).replaceAll('globalThis.reached', 'reached');
  const value: unknown = new Function('reached', ...Object.keys(names), text)(numbers, ...Object.values(names));
  return [value, [...numbers].sort()];
}

test('a note says which mutants are come to, and changes nothing else', () => {
  // The mutants of '?' are 0 and 1; each sum has one more for its operator.
  expect(reached('a ? b + c : b - c', { a: true, b: 3, c: 2 })).toEqual([5, [0, 1, 2]]);
  expect(reached('a ? b + c : b - c', { a: false, b: 3, c: 2 })).toEqual([1, [0, 1, 3]]);
});

test('a note in a chain that may end early stands before the whole of it', () => {
  expect(reached('a?.filter(b).some(c).d', { a: undefined, b: 0, c: 0 })).toEqual([undefined, [0, 1]]);
});
