import { nameErrors, type NameKind } from '../../design/names';
import type { DesignError } from '../../errors/design-error';
import { textErrors } from '../../errors/text-errors';
import type { PropTable } from './prop-rule';

/** Props that hold names, wherever they stand, and what has them. */
const NAME_PROPS: Readonly<Record<string, NameKind>> = {
  tenants: 'tenant',
  tenant: 'tenant',
  feeds: 'label',
  feed: 'label',
};

/** Props whose texts are files of their own, such as certificates. */
const LONG_PROPS: Readonly<Record<string, number>> = { bundle: 100_000 };

/** What is wrong with the id of a construct, and with the names and texts of its props. */
export function declaredErrors(owner: string, props: object, table: PropTable): DesignError[] {
  // AWS takes fewer characters, which its constructs say.
  const isOfAws = Object.hasOwn(table, 'region') || Object.hasOwn(table, 'vpc');
  // Props of props name their owner too.
  const isConstruct = ['site', 'loop', 'tokenVariable'].some((prop) => Object.hasOwn(table, prop));
  const [, kind = '', name = ''] = /^([a-zA-Z ]+) '([^]*)'$/.exec(owner) ?? [];
  const bears = isConstruct && !isOfAws && Object.hasOwn(KIND_OF, kind) ? KIND_OF[kind] : undefined;
  const ofName = bears === undefined ? [] : nameErrors(kind, bears, name);
  return [...ofName, ...deepErrors(owner, props, { path: [], named: namedPaths(table) })];
}

/** Constructs by the word for them: what names devices, files, or a resource of the inventory. The site says itself what its id may be. */
const KIND_OF: Readonly<Record<string, NameKind>> = {
  cluster: 'devices',
  fabric: 'devices',
  'storage tier': 'devices',
  'management network': 'devices',
  'core pair': 'devices',
  'power zone': 'resource',
  'power node': 'resource',
  'redundancy group': 'resource',
  'failure study': 'resource',
  'training swing': 'resource',
  'tenant load': 'resource',
  'cooling loop': 'resource',
  'cooling units': 'resource',
  'energy target': 'resource',
  phase: 'resource',
  NetboxSharedObjects: 'resource',
};

/** What has the names of props, by their path without numbers, such as `links.ports`. */
function namedPaths(table: PropTable): ReadonlyMap<string, NameKind> {
  return new Map(
    Object.entries(table).flatMap(([prop, entry]): [string, NameKind][] => {
      if (typeof entry === 'string') return [];
      const below = entry.of === undefined ? [] : [...namedPaths(entry.of)];
      return [
        ...(entry.names === undefined ? [] : [[prop, entry.names] as [string, NameKind]]),
        ...below.map(([path, kind]): [string, NameKind] => [`${prop}.${path}`, kind]),
      ];
    }),
  );
}

/** Where a value stands, and which props hold names. */
interface Place {
  readonly path: readonly string[];
  readonly named: ReadonlyMap<string, NameKind>;
}

/** Texts of plain data: constructs, quantities and catalogue entries were checked when they were made. */
function deepErrors(owner: string, value: unknown, { path, named }: Place): DesignError[] {
  const steps = path.filter((step) => !/^\d+$/.test(step));
  const prop = steps.at(-1) ?? '';
  const where = path.length === 0 ? owner : `${owner}, '${path.join('.')}'`;
  if (typeof value === 'string') {
    const kind = named.get(steps.join('.')) ?? own(NAME_PROPS, prop);
    return kind === undefined ? textErrors(where, value, own(LONG_PROPS, prop)) : nameErrors(where, kind, value);
  }
  if (typeof value !== 'object' || value === null || path.length > DEEPEST) return [];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...(key === '__proto__' ? nameErrors(where, 'label', key) : textErrors(where, key)),
    ...deepErrors(owner, member, { path: [...path, key], named }),
  ]);
}

const DEEPEST = 12;

/** Member of a table; a key of the user's, such as `constructor`, is none of its own. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
