import { RowNames } from '../design/placement/check-placement-input';
import { DesignError, DesignErrors } from '../errors/design-error';
import type { HallInput } from '../model/placement-plan';

/** A zone and the rows that it says it feeds. */
export interface ZoneRows {
  readonly zone: string;
  readonly rows: readonly string[];
}

/**
 * Halls with every row in its power zone.
 *
 * @throws DesignError `power/unknown-row`, `power/row-in-two-zones`, `power/row-without-zone`; all at once
 */
export function zonedHalls(
  site: string,
  halls: readonly HallInput[],
  zones: readonly ZoneRows[],
): readonly HallInput[] {
  const errors: DesignError[] = [];
  const known = new RowNames(halls);
  const zoneOf = new Map<string, string>();
  for (const { zone, rows } of zones) {
    for (const row of rows) {
      const key = known.keyOf(row);
      if (key === undefined) {
        errors.push(
          new DesignError('power/unknown-row', {
            problem: `power zone '${zone}' feeds row '${row}', which site '${site}' does not have`,
            remedy: known.remedyFor(row, site),
          }),
        );
        continue;
      }
      const other = zoneOf.get(key);
      if (other !== undefined) {
        errors.push(
          new DesignError('power/row-in-two-zones', {
            problem: `row '${row}' is fed by power zones '${other}' and '${zone}'`,
            remedy: 'name it in one of them',
          }),
        );
      }
      zoneOf.set(key, zone);
    }
  }
  const zoned = halls.map((hall) => ({
    ...hall,
    rows: hall.rows.map((row) => ({ ...row, zone: zoneOf.get(`${hall.name}/${row.name}`) ?? '' })),
  }));
  for (const hall of zoned) {
    for (const { name } of hall.rows.filter(({ zone }) => zone === '')) {
      errors.push(
        new DesignError('power/row-without-zone', {
          problem: `row '${name}' of hall '${hall.name}' is in no power zone`,
          remedy: "name it in the 'rows' of a PowerZone",
        }),
      );
    }
  }
  DesignErrors.throwAll(errors);
  return zoned;
}
