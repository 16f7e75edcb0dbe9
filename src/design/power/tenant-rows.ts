import { DesignError, DesignErrors } from '../../errors/design-error';
import type { HallInput } from '../../model/placement-plan';
import type { TenantLoadInput } from '../../model/power-plan';
import { RowNames } from '../placement/row-names';

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
