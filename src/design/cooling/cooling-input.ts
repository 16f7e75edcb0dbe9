import { DesignError, DesignErrors, wholeNumberError, spellingHint } from '../../errors/design-error';
import { COOLING_UNIT_KINDS, type CoolingLoopInput, type CoolingUnitsInput } from '../../model/cooling-plan';
import { addTo, present } from '../../units/present';

/** Loops and units of a site. */
interface CoolingToCheck {
  readonly loops: readonly CoolingLoopInput[];
  readonly units: readonly CoolingUnitsInput[];
}

/** Kinds of loop that may take the heat of each kind. */
const REJECTS_TO = { technology: ['facility', 'air'], air: ['facility'], facility: ['facility'] } as const;

/**
 * Checks loops and units, all problems at once.
 *
 * @throws DesignError `cooling/duplicate-loop`, `cooling/duplicate-units`, `cooling/unknown-loop`, `cooling/wrong-loop`, `cooling/wrong-unit`,
 * `cooling/row-in-two-loops`, `cooling/rows-of-facility`, `cooling/store-of-other-kind`, `cooling/invalid-number`, `cooling/two-open-groups`
 */
export function checkCoolingInput({ loops, units }: CoolingToCheck): void {
  const byName = new Map(loops.map((loop) => [loop.name, loop]));
  DesignErrors.throwAll([
    ...duplicates('loop', loops),
    ...duplicates('units', units),
    ...loops.flatMap((loop) => [...checkCoolingLoop(loop), ...checkRejection(loop, byName)]),
    ...rowsInTwo(loops),
    ...units.flatMap((group) => [...checkCoolingUnits(group), ...checkPlace(group, byName)]),
    ...openGroups(units),
  ]);
}

/** What is wrong with one loop in itself. */
export function checkCoolingLoop(loop: CoolingLoopInput): DesignError[] {
  const owner = `cooling loop '${loop.name}'`;
  const { riseMillicelsius, pipeDiameterMillimetres } = loop;
  const errors = numbers(owner, [
    ['riseMillicelsius', riseMillicelsius, 1],
    ['pipeDiameterMillimetres', pipeDiameterMillimetres, 1],
  ]);
  const { waterLitres: water, bufferLitres: buffer, roomCubicMetres: roomAir } = loop;
  for (const prop of Object.keys(present(loop.kind === 'air' ? { water, buffer } : { roomAir }))) {
    errors.push(
      new DesignError('cooling/store-of-other-kind', {
        problem: `${owner} of kind '${loop.kind}' has ${loop.kind === 'air' ? 'no water' : 'no air of a room'}, and '${prop}' is given`,
        remedy: `give '${prop}' of the loop ${loop.kind === 'air' ? 'of liquid that takes its heat' : "of kind 'air' that serves the room"}`,
        object: loop.name,
      }),
    );
  }
  if (loop.kind === 'facility' && loop.rows.length > 0) {
    errors.push(
      new DesignError('cooling/rows-of-facility', {
        problem: `${owner}: a facility loop serves no rows, and 'rows' has ${loop.rows.length}`,
        remedy: "name the rows in a loop of kind 'technology' or 'air' that rejects to it",
        object: loop.name,
      }),
    );
  }
  return errors;
}

/** What is wrong with one group of units in itself. */
export function checkCoolingUnits(units: CoolingUnitsInput): DesignError[] {
  const owner = `cooling units '${units.name}'`;
  const { coefficientOfPerformance: performance, waterMillilitresPerKilowattHour: water } = units;
  const errors = numbers(owner, [
    ['count', units.count, 1],
    ['spare', units.spare, 0],
    ['capacityWatts', units.kind === 'pump' ? units.capacityWatts : (units.capacityWatts ?? NaN), 1],
    ['flowMillilitresPerSecond', units.flowMillilitresPerSecond, 1],
    ['airMillilitresPerSecond', units.airMillilitresPerSecond, 1],
    ['drawWatts', units.drawWatts, 0],
    ['approachMillicelsius', units.approachMillicelsius, 0],
  ]);
  if (performance !== undefined && !(performance > 0 && Number.isFinite(performance))) {
    errors.push(badNumber(owner, 'coefficientOfPerformance', performance, 'a number above 0, such as 6'));
  }
  if (water !== undefined && !(water >= 0 && Number.isFinite(water))) {
    errors.push(badNumber(owner, 'waterMillilitresPerKilowattHour', water, 'a number of 0 or more'));
  }
  return errors;
}

function badNumber(owner: string, field: string, value: number, remedy: string): DesignError {
  return new DesignError('cooling/invalid-number', {
    problem: `${owner}: '${field}' is ${value}`,
    remedy: `give ${remedy}`,
    object: owner,
    value: String(value),
  });
}

function numbers(owner: string, fields: readonly (readonly [string, number | undefined, number])[]): DesignError[] {
  return fields.flatMap(([field, value, least]) => {
    if (value === undefined) return [];
    const error = wholeNumberError({ code: 'cooling/invalid-number', owner, field, value, least });
    return error === undefined ? [] : [error];
  });
}

function checkRejection(loop: CoolingLoopInput, byName: ReadonlyMap<string, CoolingLoopInput>): readonly DesignError[] {
  if (loop.rejectsTo === undefined) return [];
  const to = byName.get(loop.rejectsTo);
  if (to !== undefined) return rejectionErrors(loop, to);
  return [unknownLoop(`cooling loop '${loop.name}' rejects to`, loop.rejectsTo, byName)];
}

/** An error where a loop cannot take the heat of another, by their kinds. */
export function rejectionErrors(
  { name, kind }: Pick<CoolingLoopInput, 'name' | 'kind'>,
  to: Pick<CoolingLoopInput, 'name' | 'kind'>,
): readonly DesignError[] {
  const allowed: readonly string[] = REJECTS_TO[kind];
  if (allowed.includes(to.kind)) return [];
  return [
    new DesignError('cooling/wrong-loop', {
      problem: `cooling loop '${name}' of kind '${kind}' rejects to '${to.name}' of kind '${to.kind}'`,
      remedy: `let it reject to a loop of kind ${allowed.map((each) => `'${each}'`).join(' or ')}`,
      object: name,
      value: to.kind,
    }),
  ];
}

function checkPlace(units: CoolingUnitsInput, byName: ReadonlyMap<string, CoolingLoopInput>): DesignError[] {
  const owner = `cooling units '${units.name}'`;
  const loop = byName.get(units.loop);
  if (loop === undefined) return [unknownLoop(`${owner} stand on`, units.loop, byName)];
  const allowed: readonly string[] = COOLING_UNIT_KINDS[loop.kind];
  if (allowed.includes(units.kind)) return [];
  return [
    new DesignError('cooling/wrong-unit', {
      problem: `${owner} of kind '${units.kind}' stand on loop '${loop.name}' of kind '${loop.kind}'`,
      remedy: `such a loop takes units of kind ${allowed.map((kind) => `'${kind}'`).join(', ')}`,
      object: units.name,
      value: units.kind,
    }),
  ];
}

function unknownLoop(what: string, name: string, byName: ReadonlyMap<string, unknown>): DesignError {
  const known = [...byName.keys()];
  const hint = spellingHint(name, known);
  const others = known.length === 0 ? 'there is none yet' : `there are ${known.map((one) => `'${one}'`).join(', ')}`;
  return new DesignError('cooling/unknown-loop', {
    problem: `${what} cooling loop '${name}', which is not there`,
    remedy: hint === undefined ? `name a cooling loop of the site; ${others}` : `did you mean '${hint}'?`,
    object: name,
  });
}

function rowsInTwo(loops: readonly CoolingLoopInput[]): DesignError[] {
  const served = new Map<string, string>();
  return loops.flatMap(({ name, kind, rows }) =>
    rows.flatMap((row) => {
      const other = served.get(`${kind} ${row}`);
      served.set(`${kind} ${row}`, name);
      if (other === undefined) return [];
      const both = other === name ? `twice by cooling loop '${name}'` : `by cooling loops '${other}' and '${name}'`;
      return [
        new DesignError('cooling/row-in-two-loops', {
          problem: `row '${row}' is served ${both} of kind '${kind}'`,
          remedy: 'name it in one of them; put the units of both on that loop',
          object: row,
        }),
      ];
    }),
  );
}

/** Two groups that each take what the load leaves would leave it to each other. */
function openGroups(units: readonly CoolingUnitsInput[]): DesignError[] {
  const open = new Map<string, string[]>();
  for (const { name, kind, loop, count } of units) {
    if (count !== undefined) continue;
    const key = JSON.stringify([loop, kind === 'pump']);
    addTo(open, key, name);
  }
  return [...open].flatMap(([key, names]) => {
    if (names.length < 2) return [];
    const [loop] = JSON.parse(key) as [string];
    return [
      new DesignError('cooling/two-open-groups', {
        problem: `cooling loop '${loop}': ${names.map((name) => `'${name}'`).join(' and ')} have no 'count', and one load cannot size both`,
        remedy: "give 'count' for all but one of them",
        object: loop,
      }),
    ];
  });
}

function duplicates(kind: 'loop' | 'units', list: readonly { readonly name: string }[]): DesignError[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of list) (seen.has(name) ? twice : seen).add(name);
  return [...twice].map(
    (name) =>
      new DesignError(`cooling/duplicate-${kind}`, {
        problem:
          kind === 'loop'
            ? `more than one cooling loop is named '${name}'`
            : `more than one group of cooling units is named '${name}'`,
        remedy: 'give each a name of its own',
        object: name,
      }),
  );
}
