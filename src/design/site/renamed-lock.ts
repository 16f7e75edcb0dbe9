import { DesignError, DesignErrors } from '../../errors/design-error';
import type { HallInput } from '../../model/placement-plan';
import type { SiteLock } from '../../model/site-lock';
import { rackName } from '../placement/floor';
import { rowsGroup, UNNAMED_HALL } from './floor-slots';

/** Names that a lock knows, under which something stands now. */
type Renames = Map<string, string>;

/**
 * The lock with halls and rows under the names that they have now, where `formerly` names one that the lock knows: their places and those of what
 * stands in their racks. A name that the lock knows already was renamed in an earlier run.
 *
 * @throws DesignError `space/renamed-twice`; all at once
 */
export function renamedLock(halls: readonly HallInput[], lock: SiteLock): SiteLock {
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
