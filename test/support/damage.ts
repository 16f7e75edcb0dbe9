/** Numbers from a seed: the same list in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Runs of a test that damages files: `FUZZ_FACTOR` times as many in a long run. */
export function damageRuns(count: number): number {
  return count * Number(process.env['FUZZ_FACTOR'] ?? 1);
}

/** A damaged file, and what was done to it. */
export interface Damage {
  readonly text: string;
  readonly what: string;
}

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e9,
  2 ** 40,
  1e308,
  '',
  'x',
  '0',
  '${file("/etc/hostname")}',
  '__proto__',
  [],
  [null],
  [[]],
  {},
  { length: 3 },
];

/** Damages a file of JSON: a value of another kind or range, a member that is gone, renamed, doubled or swapped, or bytes that are lost or changed. */
export function damaged(text: string, random: () => number): Damage {
  return random() < 0.15 ? damagedText(text, random) : damagedValue(text, random);
}

function damagedText(text: string, random: () => number): Damage {
  const at = Math.floor(random() * text.length);
  switch (Math.floor(random() * 4)) {
    case 0:
      return { text: text.slice(0, at), what: `cut at ${at}` };
    case 1:
      return { text: text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 40)), what: `a hole at ${at}` };
    case 2: {
      const byte = String.fromCharCode(33 + Math.floor(random() * 90));
      return { text: text.slice(0, at) + byte + text.slice(at + 1), what: `'${byte}' at ${at}` };
    }
    default:
      return { text: text.slice(0, at) + text.slice(Math.max(0, at - 30)), what: `a part twice at ${at}` };
  }
}

function damagedValue(text: string, random: () => number): Damage {
  const root = JSON.parse(text) as Record<string, unknown>;
  let parent: Record<string, unknown> = root;
  let key = pick(Object.keys(root), random);
  const path = [key];
  // Most values lie deep: the walk ends at each step with one in five.
  for (
    let value = parent[key];
    isParent(value) && Object.keys(value).length > 0 && random() > 0.2;
    value = parent[key]
  ) {
    parent = value;
    key = pick(Object.keys(value), random);
    path.push(key);
  }
  const place = path.join('.');
  const value = parent[key];
  const done = (what: string): Damage => ({ text: JSON.stringify(root), what: `${what} ${place}` });
  switch (Math.floor(random() * 6)) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
      return done('without');
    case 1: {
      if (Array.isArray(parent)) parent.push(value);
      else {
        delete parent[key];
        parent[`${key}x`] = value;
      }
      return done('renamed or doubled');
    }
    case 2: {
      const other = pick(Object.keys(parent), random);
      [parent[key], parent[other]] = [parent[other], value];
      return done(`exchanged with ${other}`);
    }
    case 3:
      if (typeof value === 'number') {
        parent[key] = value + (random() < 0.5 ? 1 : -1);
        return done('beside');
      }
      if (typeof value === 'string') {
        parent[key] = `${value}y`;
        return done('longer');
      }
      break;
    default:
  }
  parent[key] = pick(VALUES, random);
  return done(`${JSON.stringify(parent[key])} at`);
}

function isParent(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)] as T;
}
