import { adoptedProblem } from '../adopt/adopted-site';

/** Checks of one entry, by the map that holds it. */
const ENTRIES: Readonly<Record<string, (value: unknown) => boolean>> = {
  positions: isPosition,
  addresses: (value) => typeof value === 'string' && value.includes('/'),
  asNumbers: isCount,
  partitions: isCount,
  slots: (value) => isMap(value) && Object.values(value).every(isCount),
  fabrics: (value) => isMap(value) && Array.isArray(value['groups']) && value['groups'].every(isMap),
};

/** Maps whose numbers belong to one name each. */
const UNIQUE = ['asNumbers', 'partitions'] as const;

/** The first thing that keeps parsed JSON from being a lock, as a clause; undefined where nothing does. */
export function lockProblem(lock: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, isEntry] of Object.entries(ENTRIES)) {
    const map = lock[name];
    if (!isMap(map)) return `'${name}' is no JSON object`;
    const wrong = Object.keys(map).find((key) => !isEntry(map[key]));
    if (wrong !== undefined) return `'${wrong}' of '${name}' has the value ${JSON.stringify(map[wrong])}`;
  }
  for (const name of UNIQUE) {
    const problem = sharedNumber(name, lock[name] as Readonly<Record<string, number>>);
    if (problem !== undefined) return problem;
  }
  for (const [group, slots] of Object.entries(lock['slots'] as Readonly<Record<string, Record<string, number>>>)) {
    const problem = sharedNumber(`slots.${group}`, slots);
    if (problem !== undefined) return problem;
  }
  return lock['adopted'] === undefined ? undefined : adoptedProblem(lock['adopted']);
}

function sharedNumber(map: string, numbers: Readonly<Record<string, number>>): string | undefined {
  const holders = new Map<number, string>();
  for (const [name, number] of Object.entries(numbers)) {
    const holder = holders.get(number);
    if (holder !== undefined) return `'${holder}' and '${name}' of '${map}' both have ${number}`;
    holders.set(number, name);
  }
  return undefined;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPosition(value: unknown): boolean {
  return isMap(value) && typeof value['rack'] === 'string' && isCount(value['u']) && value['u'] !== 0;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
