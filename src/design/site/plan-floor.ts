import { DesignError, DesignErrors } from '../../errors/design-error';
import { type HallInput, rackName } from '../../model/placement-plan';
import type { SiteInput } from '../../model/site-input';
import type { SiteLock } from '../../model/site-lock';
import { present } from '../../units/present';
import { assignSlots } from '../lock/stack-memory';
import { placeName, positionsWith, RackNames, RowNames } from '../placement/check-placement-input';

/** Halls as all else of the site sees them, and what the lock shall remember of them. */
interface SiteFloor {
  readonly halls: readonly HallInput[];
  readonly slots: SiteLock['slots'];
  /** The lock of the site, with what was renamed under the names that it has now. */
  readonly lock: SiteLock;
}

/**
 * Halls with the places of their rows, whether a technology loop serves each, and who takes it, whole or by single racks.
 *
 * Rows keep the place that the lock holds for them and new ones follow at the back, so that a row that is declared between two others moves
 * neither. Racks keep their names too: those of a hall that was the only one carry no hall in their names when another hall joins it.
 *
 * @throws DesignError `space/unknown-row`, `space/unknown-rack`, `space/row-let-twice`, `space/rack-let-twice`, `space/renamed-twice`
 */
export function planFloor(
  input: Pick<SiteInput, 'name' | 'halls' | 'lock' | 'coolingLoops' | 'tenantLoads'>,
): SiteFloor {
  const { name, halls, coolingLoops = [], tenantLoads = [] } = input;
  const lock = renamedLock(halls, input.lock);
  const errors: DesignError[] = [];
  const names = new RowNames(halls);
  const loops = coolingLoops.filter(({ kind }) => kind === 'technology');
  const onLoop = new Set(loops.flatMap(({ rows }) => rows.map((row) => names.keyOf(row) ?? row)));
  const tenantOf = new Map<string, string>();
  for (const load of tenantLoads) {
    for (const row of load.rows) {
      const key = names.keyOf(row);
      const other = key === undefined ? undefined : tenantOf.get(key);
      if (key === undefined) errors.push(unknownRow(name, load.name, row, names.remedyFor(row, name)));
      else if (other === undefined) tenantOf.set(key, load.name);
      else errors.push(letTwice(key, other, load.name));
    }
  }
  const letRacks = racksOfTenants(input, tenantOf, errors);
  DesignErrors.throwAll(errors);
  const unnamed = unnamedHall(halls, lock);
  const slots: Record<string, Readonly<Record<string, number>>> = unnamed === undefined
    ? {}
    : { [UNNAMED_HALL]: { [unnamed]: 0 } };
  const planned = halls.map((hall): HallInput => {
    const places = assignSlots(
      hall.rows.map((row) => row.name),
      lock.slots[rowsGroup(hall.name)] ?? {},
    );
    slots[rowsGroup(hall.name)] = places;
    const isUnnamed = hall.name === unnamed;
    return {
      ...hall,
      ...(isUnnamed === (halls.length === 1) ? {} : { isUnnamed }),
      rows: hall.rows.map((row, index) => {
        const key = `${hall.name}/${row.name}`;
        const tenant = tenantOf.get(key);
        const slot = places[row.name] ?? index;
        const letHere = letRacks.get(key);
        return {
          ...row,
          ...(slot === index ? {} : { slot }),
          ...(loops.length === 0 ? {} : { isOnLoop: onLoop.has(key) }),
          ...present({ tenant }),
          ...(letHere === undefined ? {} : { positions: positionsWith(row, letHere, 'tenant') }),
        };
      }),
    };
  });
  return { halls: planned, slots, lock };
}

/** Tenants of single racks: by row, then by number. */
function racksOfTenants(
  { name: site, halls, tenantLoads = [] }: Pick<SiteInput, 'name' | 'halls' | 'tenantLoads'>,
  tenantOfRow: ReadonlyMap<string, string>,
  errors: DesignError[],
): ReadonlyMap<string, ReadonlyMap<number, string>> {
  const rows = new Map<string, Map<number, string>>();
  if (tenantLoads.every(({ positions = [] }) => positions.length === 0)) return rows;
  const names = new RackNames(halls);
  for (const { name: load, positions = [] } of tenantLoads) {
    for (const name of positions) {
      const found = names.find(name, site);
      if ('wrong' in found) {
        errors.push(
          new DesignError('space/unknown-rack', {
            problem: `tenant load '${load}' takes ${found.wrong}`,
            remedy: found.remedy,
            object: load,
            value: name,
          }),
        );
        continue;
      }
      for (const place of found.racks) {
        const key = `${place.hall}/${place.row}`;
        const row = rows.get(key) ?? new Map<number, string>();
        const other = tenantOfRow.get(key) ?? row.get(place.number);
        if (other === undefined) rows.set(key, row.set(place.number, load));
        else errors.push(rackLetTwice(placeName(place), other, load));
      }
    }
  }
  return rows;
}

function rackLetTwice(rack: string, one: string, other: string): DesignError {
  return new DesignError('space/rack-let-twice', {
    problem:
      one === other
        ? `rack '${rack}' is taken twice by tenant load '${one}'`
        : `rack '${rack}' is taken by tenant loads '${one}' and '${other}'`,
    remedy: 'name it once, by its row or by itself',
    object: rack,
  });
}

/** The hall that was the only one when its racks got their names; a hall that takes its place when it is gone; no hall of several. */
function unnamedHall(halls: readonly HallInput[], { slots, positions }: SiteLock): string | undefined {
  const [remembered] = Object.keys(slots[UNNAMED_HALL] ?? {});
  if (halls.some(({ name }) => name === remembered)) return remembered;
  const [only, ...others] = halls;
  if (only === undefined || others.length > 0) return undefined;
  if (slots[rowsGroup(only.name)] === undefined) return only.name;
  // Its racks got their names beside other halls that are gone now, unless what is in them says otherwise.
  const isShort = (rack: string): boolean =>
    only.rows.some(({ name }) => rack.startsWith(name) && /^\d{2,}$/.test(rack.slice(name.length)));
  return Object.values(positions).some(({ rack }) => isShort(rack)) ? only.name : undefined;
}

function unknownRow(site: string, load: string, row: string, remedy: string): DesignError {
  return new DesignError('space/unknown-row', {
    problem: `tenant load '${load}' takes row '${row}', which site '${site}' does not have`,
    remedy,
    object: load,
    value: row,
  });
}

function letTwice(row: string, one: string, other: string): DesignError {
  return new DesignError('space/row-let-twice', {
    problem: `row '${row}' is taken by tenant loads '${one}' and '${other}'`,
    remedy: 'name it in one of them',
    object: row,
  });
}

/** The hall whose racks carry no hall in their names, in the slots of a lock. */
export const UNNAMED_HALL = 'hall without prefix';

/** Places of the rows of a hall, in the slots of a lock. */
export function rowsGroup(hall: string): string {
  return `rows of ${hall}`;
}

/** Names that a lock knows, under which something stands now. */
type Renames = Map<string, string>;

/**
 * The lock with halls and rows under the names that they have now, where `formerly` names one that the lock knows: their places and those of what
 * stands in their racks. A name that the lock knows already was renamed in an earlier run.
 *
 * @throws DesignError `space/renamed-twice`; all at once
 */
function renamedLock(halls: readonly HallInput[], lock: SiteLock): SiteLock {
  const { slots } = lock;
  DesignErrors.throwAll([...takenTwice('hall', halls), ...halls.flatMap(({ rows }) => takenTwice('row', rows))]);
  const groups = new Map(Object.entries(slots));
  const racks: Renames = new Map();
  for (const hall of halls) {
    const hallBefore = nameBefore(hall, (name) => slots[rowsGroup(name)] !== undefined);
    const known = slots[rowsGroup(hallBefore)];
    if (known === undefined) continue;
    const rowBefore = new Map(hall.rows.map((row) => [row.name, nameBefore(row, (name) => known[name] !== undefined)]));
    if (hallBefore === hall.name && [...rowBefore].every(([now, before]) => now === before)) continue;
    const isUnnamed = slots[UNNAMED_HALL]?.[hallBefore] !== undefined;
    const now = new Map([...rowBefore].map(([name, before]) => [before, name]));
    groups.delete(rowsGroup(hallBefore));
    groups.set(
      rowsGroup(hall.name),
      Object.fromEntries(Object.entries(known).map(([row, slot]) => [now.get(row) ?? row, slot])),
    );
    if (isUnnamed) groups.set(UNNAMED_HALL, { [hall.name]: 0 });
    for (const { name, racks: count } of hall.rows) {
      for (let number = 1; number <= count; number += 1) {
        const before = rackName(isUnnamed ? undefined : hallBefore, rowBefore.get(name) ?? name, number);
        racks.set(before, rackName(isUnnamed ? undefined : hall.name, name, number));
      }
    }
  }
  if (racks.size === 0) return lock;
  const positions = Object.entries(lock.positions).map(([device, place]) => [
    device,
    { ...place, rack: racks.get(place.rack) ?? place.rack },
  ]);
  return {
    ...lock,
    positions: Object.fromEntries(positions) as SiteLock['positions'],
    slots: Object.fromEntries(groups),
  };
}

/** Name under which the lock knows a thing; its own where the lock knows it, or knows neither. */
function nameBefore(
  { name, formerly }: { readonly name: string; readonly formerly?: string },
  isKnown: (name: string) => boolean,
): string {
  return formerly !== undefined && !isKnown(name) && isKnown(formerly) ? formerly : name;
}

function takenTwice(
  kind: string,
  things: readonly { readonly name: string; readonly formerly?: string }[],
): DesignError[] {
  const holders = new Map<string, string>();
  return things.flatMap(({ name, formerly }) => {
    if (formerly === undefined) return [];
    const holder = holders.get(formerly);
    holders.set(formerly, holder ?? name);
    if (holder === undefined) return [];
    return [
      new DesignError('space/renamed-twice', {
        problem: `${kind}s '${holder}' and '${name}' were both called '${formerly}' ('formerly')`,
        remedy: 'say so of one of them',
        object: name,
        value: formerly,
      }),
    ];
  });
}
