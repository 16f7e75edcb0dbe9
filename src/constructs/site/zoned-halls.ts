import { RowNames } from '../../design/placement/check-placement-input';
import { DesignError, DesignErrors } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import type { CoolingLoopInput, EnergyTargetInput } from '../../model/cooling-plan';
import type { HallInput } from '../../model/placement-plan';

/** A zone and the rows that it says it feeds. */
interface ZoneRows {
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

/**
 * Loops with every row as `<hall>/<row>`; `<hall>/*` stands for all rows of a hall.
 *
 * @throws DesignError `cooling/unknown-row`, `cooling/unknown-hall`; all at once
 */
export function cooledRows(
  site: string,
  halls: readonly HallInput[],
  loops: readonly CoolingLoopInput[],
): readonly CoolingLoopInput[] {
  if (loops.length === 0) return loops;
  const errors: DesignError[] = [];
  const known = new RowNames(halls);
  const rowsOf = new Map(halls.map(({ name, rows }) => [`${name}/*`, rows.map((row) => `${name}/${row.name}`)]));
  const named = loops.map((loop) => ({
    ...loop,
    rows: loop.rows.flatMap((row): readonly string[] => {
      const whole = rowsOf.get(row);
      if (whole !== undefined) return whole;
      const key = known.keyOf(row);
      if (key !== undefined) return [key];
      errors.push(row.endsWith('/*') ? unknownHall(loop, row.slice(0, -2), halls) : unknownRow(site, loop, row, known));
      return [];
    }),
  }));
  DesignErrors.throwAll(errors);
  return named;
}

/**
 * The target of a site, which has one.
 *
 * @throws DesignError `cooling/two-targets`; `cooling/target-without-loop` where the site has no cooling to calculate it from
 */
export function onlyTarget(
  targets: readonly EnergyTargetInput[],
  loops: readonly CoolingLoopInput[],
): EnergyTargetInput | undefined {
  const [first, second] = targets;
  if (first === undefined) return undefined;
  if (second === undefined && loops.length > 0) return first;
  if (second === undefined) {
    throw new DesignError('cooling/target-without-loop', {
      problem: `energy target '${first.name}': the site names no cooling loop, so that neither PUE nor WUE can be calculated`,
      remedy: 'create the CoolingLoops of the site and their units, or leave the target out',
      object: first.name,
    });
  }
  throw new DesignError('cooling/two-targets', {
    problem: `energy targets '${first.name}' and '${second.name}' are of one site`,
    remedy: 'keep one of them',
    object: second.name,
  });
}

function unknownRow(site: string, { name }: CoolingLoopInput, row: string, known: RowNames): DesignError {
  return new DesignError('cooling/unknown-row', {
    problem: `cooling loop '${name}' serves row '${row}', which site '${site}' does not have`,
    remedy: known.remedyFor(row, site),
    object: name,
  });
}

function unknownHall({ name }: CoolingLoopInput, hall: string, halls: readonly HallInput[]): DesignError {
  const names = halls.map((each) => each.name);
  const hint = spellingHint(hall, names);
  return new DesignError('cooling/unknown-hall', {
    problem: `cooling loop '${name}' serves hall '${hall}', which is not there`,
    remedy: hint === undefined ? `name a hall of the site: ${names.join(', ')}` : `did you mean '${hint}'?`,
    object: name,
  });
}
