import { placeName, positionsWith, RackNames, RowNames } from '../../design/placement/check-placement-input';
import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import type { CoolingLoopInput, EnergyTargetInput } from '../../model/cooling-plan';
import { type HallInput, rackName, type RowInput } from '../../model/placement-plan';

/** A zone and the rows and racks that it says it feeds. */
interface ZoneRows {
  readonly zone: string;
  readonly rows: readonly string[];
  /** Racks of rows that it does not feed whole. */
  readonly racks: readonly string[];
}

/**
 * Halls with every row, or every rack of a row, in its power zone.
 *
 * @throws DesignError `power/unknown-row`, `power/row-in-two-zones`, `power/row-without-zone`, `power/unknown-rack`, `power/rack-in-two-zones`,
 * `power/rack-without-zone`; all at once
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
  const byRack = zonesOfRacks({ site, halls, zones, zoneOf }, errors);
  const zoned = halls.map((hall) => ({
    ...hall,
    rows: hall.rows.map((row) => {
      const key = `${hall.name}/${row.name}`;
      const racks = byRack.get(key);
      const whole = zoneOf.get(key);
      return whole !== undefined || racks === undefined
        ? { ...row, zone: whole ?? '' }
        : rowOfRuns(row, racks, hall.name, errors);
    }),
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

/** What tells the zones of single racks. */
interface RackZones {
  readonly site: string;
  readonly halls: readonly HallInput[];
  readonly zones: readonly ZoneRows[];
  /** Zone of each row that is given whole. */
  readonly zoneOf: ReadonlyMap<string, string>;
}

/** Zones of racks that are named by themselves: by row, then by number. */
function zonesOfRacks(
  { site, halls, zones, zoneOf }: RackZones,
  errors: DesignError[],
): ReadonlyMap<string, ReadonlyMap<number, string>> {
  const rows = new Map<string, Map<number, string>>();
  if (zones.every(({ racks }) => racks.length === 0)) return rows;
  const names = new RackNames(halls);
  for (const { zone, racks } of zones) {
    for (const name of racks) {
      const found = names.find(name, site);
      if ('wrong' in found) {
        const problem = `power zone '${zone}' feeds ${found.wrong}`;
        errors.push(new DesignError('power/unknown-rack', { problem, remedy: found.remedy, object: zone }));
        continue;
      }
      for (const place of found.racks) {
        const key = `${place.hall}/${place.row}`;
        const row = rows.get(key) ?? new Map<number, string>();
        rows.set(key, row);
        const whole = zoneOf.get(key);
        const other = whole ?? row.get(place.number);
        if (other === undefined) row.set(place.number, zone);
        else errors.push(rackInTwo(placeName(place), [other, zone], whole === undefined ? undefined : key));
      }
    }
  }
  return rows;
}

function rackInTwo(rack: string, [one, other]: readonly [string, string], row: string | undefined): DesignError {
  const whole = row === undefined ? '' : `, which feeds row '${row}' whole`;
  const also = row === undefined ? ` and '${other}'` : `, and '${other}'`;
  const zones = one === other ? `twice by power zone '${one}'${whole}` : `by power zones '${one}'${whole}${also}`;
  return new DesignError('power/rack-in-two-zones', {
    problem: `rack '${rack}' is fed ${zones}`,
    remedy:
      row === undefined
        ? "name it once, in the 'racks' of one of them"
        : "name the racks of the row in 'racks' alone, each once",
    object: rack,
  });
}

/** A row whose racks are in the zones that name them: its own zone is that of the first of them. */
function rowOfRuns(row: RowInput, zones: ReadonlyMap<number, string>, hall: string, errors: DesignError[]): RowInput {
  const blocked = new Set(
    (row.positions ?? []).flatMap(({ number, blockedBy }) => (blockedBy === undefined ? [] : [number])),
  );
  const standing = Array.from({ length: row.racks }, (_, index) => index + 1).filter((number) => !blocked.has(number));
  const without = standing
    .filter((number) => !zones.has(number))
    .map((number) => rackName(undefined, row.name, number));
  if (without.length > 0) {
    const [first = '', ...others] = without.map((name) => `'${name}'`);
    const racks = others.length === 0 ? `rack ${first}` : `racks ${[first, ...others].join(', ')}`;
    errors.push(
      new DesignError('power/rack-without-zone', {
        problem: `${racks} of row '${row.name}' of hall '${hall}' ${others.length === 0 ? 'is' : 'are'} in no power zone`,
        remedy: "name them in the 'racks' of a PowerZone",
        object: row.name,
      }),
    );
  }
  const zone = zones.get(standing.find((number) => zones.has(number)) ?? 0) ?? '';
  const others = new Map([...zones].filter(([, each]) => each !== zone));
  return others.size === 0 ? { ...row, zone } : { ...row, zone, positions: positionsWith(row, others, 'zone') };
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
