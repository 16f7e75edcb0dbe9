import { DesignError, DesignErrors } from '../../errors/design-error';
import type { HallInput } from '../../model/placement-plan';
import type { ChainInput, TenantLoadInput } from '../../model/power-plan';
import type { SiteInput } from '../../model/site-input';
import type { SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import { planCooling } from '../cooling/plan-cooling';
import { RowNames } from '../placement/check-placement-input';
import { planPower } from '../power/plan-power';
import { planContinuity, type ZoneOf } from '../power/supply/plan-continuity';

/** What loads are reckoned from: all that stands, or what is there by the date of a phase. */
type LoadsInput = Pick<SitePlan, 'placement' | 'devices'> &
  ChainInput &
  Pick<
    SiteInput,
    'zones' | 'loadFigure' | 'powerSwings' | 'tenantLoads' | 'coolingLoops' | 'coolingUnits' | 'energyTarget'
  > & {
    /** Whether it is part of a site that was planned already, and checked then. Default: it is checked. */
    readonly isChecked?: boolean;
    /** Whether cooling is planned though no loop is there yet. Default: not. */
    readonly isCooled?: boolean;
  };

/** Loads of a site on its power and its cooling. A phase is judged by running it again on what is there by its date. */
export function planLoads(input: LoadsInput): Pick<SitePlan, 'power' | 'cooling'> {
  const { placement, devices, loadFigure, tenantLoads = [] } = input;
  const loads = planPower({
    ...input,
    tenantLoads,
    ...present({ basis: loadFigure }),
  });
  const swings = input.powerSwings ?? [];
  const continuity = planContinuity(loads, devices, swings, zoneOfDevice(input));
  const power = continuity === undefined ? loads : { ...loads, continuity };
  const { coolingLoops: loops = [], coolingUnits: units = [], energyTarget: target } = input;
  if (loops.length + units.length === 0 && input.isCooled !== true) return { power };
  const cooling = planCooling({
    loops,
    units,
    placement,
    devices,
    tenantLoads,
    basis: power.basis,
    ...present({ lossWatts: power.chain?.lossWatts, target }),
  });
  return { power, cooling };
}

/** Power zone of a device by the rack that it stands in. */
function zoneOfDevice({ placement }: Pick<LoadsInput, 'placement'>): ZoneOf {
  let zones: ReadonlyMap<string, string> | undefined;
  return (device) => {
    zones ??= new Map(placement.racks.map(({ name, zone }) => [name, zone]));
    return zones.get(placement.positions.get(device)?.rack ?? '');
  };
}

/**
 * Tenants' blocks with their rows as `<hall>/<row>`, however they were named.
 *
 * @throws DesignError `space/tenant-too-large` where the rows of a block hold fewer racks than it has; all at once. Rows that are not there are left to
 * the plan of the floor.
 */
export function tenantLoadsOnRows(
  tenantLoads: readonly TenantLoadInput[],
  halls: readonly HallInput[],
): readonly TenantLoadInput[] {
  if (tenantLoads.length === 0) return tenantLoads;
  const names = new RowNames(halls);
  const positions = new Map<string, number>(
    halls.flatMap((hall) =>
      hall.rows.map(({ name, racks, positions: special = [] }) => {
        const blocked = special.filter(({ blockedBy }) => blockedBy !== undefined).length;
        return [`${hall.name}/${name}`, racks - blocked] as const;
      }),
    ),
  );
  const planned = tenantLoads.map((load) => ({ ...load, rows: load.rows.map((row) => names.keyOf(row) ?? row) }));
  DesignErrors.throwAll(
    planned.flatMap(({ name, racks, rows }) => {
      const room = rows.reduce((sum, row) => sum + (positions.get(row) ?? 0), 0);
      if (racks <= room) return [];
      const list = rows.map((row) => `'${row}'`).join(', ');
      const hold = rows.length === 1 ? `row ${list} holds` : `rows ${list} hold`;
      return [
        new DesignError('space/tenant-too-large', {
          problem: `tenant load '${name}' has ${racks} racks, and its ${hold} ${room}`,
          remedy: "name further rows in 'rows', or lower 'racks'",
          object: name,
          value: String(racks),
          limit: String(room),
        }),
      ];
    }),
  );
  return planned;
}
