import { DesignError, DesignErrors } from '../../errors/design-error';
import type { HallInput } from '../../model/placement-plan';
import type { SiteInput } from '../../model/site-input';
import type { SiteLock } from '../../model/site-lock';
import { assignSlots } from '../lock/assign-slots';
import { RowNames } from '../placement/row-names';
import { rowsGroup, UNNAMED_HALL } from './floor-slots';
import { renamedLock } from './renamed-lock';

/** Halls as all else of the site sees them, and what the lock shall remember of them. */
export interface SiteFloor {
  readonly halls: readonly HallInput[];
  readonly slots: SiteLock['slots'];
  /** The lock of the site, with what was renamed under the names that it has now. */
  readonly lock: SiteLock;
}

/**
 * Halls with the places of their rows, whether a technology loop serves each, and who takes it whole.
 *
 * Rows keep the place that the lock holds for them and new ones follow at the back, so that a row that is declared between two others moves
 * neither. Racks keep their names too: those of a hall that was the only one carry no hall in their names when another hall joins it.
 *
 * @throws DesignError `space/unknown-row`, `space/row-let-twice`, `space/renamed-twice`
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
        return {
          ...row,
          ...(slot === index ? {} : { slot }),
          ...(loops.length === 0 ? {} : { isOnLoop: onLoop.has(key) }),
          ...(tenant === undefined ? {} : { tenant }),
        };
      }),
    };
  });
  return { halls: planned, slots, lock };
}

/** The hall that was the only one when its racks got their names; a hall that takes its place when it is gone; no hall of several. */
function unnamedHall(halls: readonly HallInput[], { slots, positions }: SiteLock): string | undefined {
  const [remembered] = Object.keys(slots[UNNAMED_HALL] ?? {});
  if (halls.some(({ name }) => name === remembered)) return remembered;
  const [only, ...others] = halls;
  if (only === undefined || others.length > 0) return undefined;
  if (slots[rowsGroup(only.name)] === undefined) return only.name;
  // Its racks got their names beside other halls that are gone now, unless what stands in them says otherwise.
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
