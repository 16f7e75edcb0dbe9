import { nameErrors, type NameKind, textErrors } from '../../design/names';
import type { DesignError } from '../../errors/design-error';

/** Props that hold names, wherever they stand, and what bears them. */
const NAME_PROPS: Readonly<Record<string, NameKind>> = { tenants: 'tenant', tenant: 'tenant', feeds: 'label' };

/** Props whose texts are files of their own, such as certificates. */
const LONG_PROPS: Readonly<Record<string, number>> = { bundle: 100_000 };

/** What is wrong with the id of a construct, and with the names and texts of its props. */
export function declaredErrors(owner: string, props: object, names: object): DesignError[] {
  // AWS takes fewer characters, which its constructs say.
  const isOwn = Object.hasOwn(names, 'site') && !Object.hasOwn(names, 'region') && !Object.hasOwn(names, 'vpc');
  const id = isOwn ? /^([a-zA-Z ]+) '([^]*)'$/.exec(owner) : null;
  const [, kind = '', name = ''] = id ?? [];
  const own = id === null ? [] : nameErrors(kind, KIND_OF[kind] ?? 'resource', name);
  return [...own, ...deepErrors(owner, props, [])];
}

/** What names devices, files or nothing but itself; all else is a resource of the inventory. */
const KIND_OF: Readonly<Record<string, NameKind>> = {
  cluster: 'devices',
  fabric: 'devices',
  'storage tier': 'devices',
  'management network': 'devices',
  'converged pair': 'devices',
  hall: 'hall',
};

/** Texts of plain data: constructs, quantities and catalogue entries were checked when they were made. */
function deepErrors(owner: string, value: unknown, path: readonly string[]): DesignError[] {
  const prop = path.filter((step) => !/^\d+$/.test(step)).at(-1) ?? '';
  const where = path.length === 0 ? owner : `${owner}, '${path.join('.')}'`;
  if (typeof value === 'string') {
    const kind = NAME_PROPS[prop];
    return kind === undefined ? textErrors(where, value, LONG_PROPS[prop]) : nameErrors(where, kind, value);
  }
  if (typeof value !== 'object' || value === null || path.length > DEEPEST) return [];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...(key === '__proto__' ? nameErrors(where, 'label', key) : textErrors(where, key)),
    ...deepErrors(owner, member, [...path, key]),
  ]);
}

const DEEPEST = 12;
