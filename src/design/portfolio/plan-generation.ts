import { DesignError, DesignErrors } from '../../errors/design-error';
import { replacementPays, type ReplacementValue } from '../../model/costs-plan';
import { isCalendarDay } from '../../model/phase';
import type {
  Generation,
  GenerationChange,
  GenerationFabric,
  GenerationHall,
  GenerationRacks,
  Reuse,
} from '../../model/portfolio';
import { present } from '../../units/present';

/** What is alike of both in a hall. */
interface Bound {
  readonly name: string;
  /** Prop of the hall that states it. */
  readonly prop: string;
  readonly has: (hall: GenerationHall) => number | undefined;
  /** What a rack takes of it. Undefined: not stated. */
  readonly takes: (generation: Generation) => number | undefined;
}

const BOUNDS: readonly Bound[] = [
  { name: 'power', prop: 'itPower', has: (hall) => hall.itWatts, takes: ({ rackWatts }) => rackWatts },
  {
    name: 'liquid cooling',
    prop: 'liquidCooling',
    has: (hall) => hall.liquidWatts,
    takes: ({ rackWatts, liquidShare }) => (liquidShare === undefined ? undefined : rackWatts * liquidShare),
  },
  {
    name: 'air cooling',
    prop: 'airCooling',
    has: (hall) => hall.airWatts,
    takes: ({ rackWatts, liquidShare }) => (liquidShare === undefined ? undefined : rackWatts * (1 - liquidShare)),
  },
  { name: 'positions', prop: 'positions', has: (hall) => hall.positions, takes: () => 1 },
  {
    name: 'floor load',
    prop: 'floorLoad',
    has: (hall) => hall.floorKilograms,
    takes: ({ rackKilograms }) => rackKilograms,
  },
];

/**
 * Racks of a generation that a hall holds: `floor(min(power, cooling, floor load, positions))`, each by the largest draw of a rack; none where one rack alone is above what a place,
 * or the floor under it, bears.
 *
 * @param hall - what the hall gives
 * @param generation - its racks
 * @param beside - racks of another generation that stand there already
 */
export function racksOf(
  hall: GenerationHall,
  generation: Generation,
  beside?: GenerationRacks & Generation,
): GenerationRacks {
  const bounds: { bound: string; racks: number }[] = [];
  const notStated: string[] = [];
  for (const { name, prop, has, takes } of BOUNDS) {
    const room = has(hall);
    const each = takes(generation);
    const taken = beside === undefined ? 0 : takes(beside);
    if (each === 0) continue;
    if (room === undefined || each === undefined || taken === undefined) {
      notStated.push(room === undefined ? prop : 'rack');
      continue;
    }
    const left = Math.max(0, room - (beside?.racks ?? 0) * taken);
    // A share of a draw is no whole number: what is a rounding error short of one rack more is one rack more.
    bounds.push({ bound: name, racks: Math.floor(left / each + 1e-9) });
  }
  const { placeWatts, rackKilograms } = hall;
  if (placeWatts !== undefined && generation.rackWatts > placeWatts)
    bounds.push({ bound: 'feeds of a place', racks: 0 });
  if (rackKilograms !== undefined && (generation.rackKilograms ?? 0) > rackKilograms) {
    bounds.push({ bound: 'floor under a rack', racks: 0 });
  }
  if (placeWatts === undefined) notStated.push('placePower');
  if (rackKilograms === undefined) notStated.push('rackMass');
  const least = bounds.reduce((few, each) => (each.racks < few.racks ? each : few));
  const { racks, bound } = least;
  return {
    name: generation.name,
    racks,
    gpus: racks * generation.gpusPerRack,
    bound,
    bounds,
    strandedWatts: hall.itWatts - racks * generation.rackWatts - (beside?.racks ?? 0) * (beside?.rackWatts ?? 0),
    ...present({
      emptyPositions: hall.positions === undefined ? undefined : hall.positions - racks - (beside?.racks ?? 0),
    }),
    notStated: [...new Set(notStated)],
  };
}

/**
 * Replacements of the hardware of a hall, one generation after the other: racks of each, what ends them, what is used again, whether both can run at once, what is stranded.
 *
 * @throws DesignError `generation/bad-date`, `generation/bad-number`, `generation/order`, `generation/currencies`; all at once
 */
export function planGenerations(hall: GenerationHall, generations: readonly Generation[]): readonly GenerationChange[] {
  checkGenerations(hall, generations);
  return generations.slice(1).flatMap((next, index) => {
    const last = generations[index];
    if (last === undefined) return [];
    const from = racksOf(hall, last);
    const to = racksOf(hall, next);
    const isTogether = last.out === undefined || next.since < last.out;
    return {
      hall: hall.name,
      from,
      to,
      ...(isTogether ? { together: { since: next.since, ...present({ until: last.out }) } } : {}),
      racksBeside: isTogether ? racksOf(hall, next, { ...from, ...last }).racks : to.racks,
      reuse: reuseOf(hall, last, next, [from.racks, to.racks]),
      value: valueOf(last, next),
    };
  });
}

/** Four significant figures. */
function figure(amount: number): string {
  return String(Number(amount.toPrecision(4)));
}

function valueOf(last: Generation, next: Generation): ReplacementValue {
  const open = [last, next].filter(({ costs }) => costs === undefined).map(({ name }) => `'${name}'`);
  const [old, young] = [last.costs, next.costs];
  if (old === undefined || young === undefined) {
    return { verdict: 'not-known', why: `not stated: 'costs' of ${open.join(' and ')}` };
  }
  const { pays, ...figures } = replacementPays({
    standingPerHour: old.runningPerHour,
    standingPerGpu: old.tokensPerSecond,
    nextPerGpu: young.tokensPerSecond,
    nextPerSoldHour: young.soldPerHour,
  });
  const { standing, next: replaced, paysBelow } = figures;
  const why = `a million tokens cost ${figure(standing)} ${old.currency} by energy and operation of '${last.name}', ${figure(replaced)} ${young.currency} with all capital of '${next.name}'; it pays while a sold GPU-hour of '${next.name}' costs less than ${figure(paysBelow)} ${young.currency}`;
  return { verdict: pays ? 'pays' : 'does-not-pay', ...figures, why };
}

function reuseOf(
  hall: GenerationHall,
  last: Generation,
  next: Generation,
  racks: readonly [before: number, after: number],
): readonly Reuse[] {
  return [
    compared('power', next.rackWatts, hall.placeWatts, 'W', "'placePower' of the hall"),
    warmEnough(hall, next),
    compared('floor', next.rackKilograms, hall.rackKilograms, 'kg', "'rackMass' of the hall and mass of the rack"),
    fabricOf(last.fabric, next.fabric, racks),
    cablesOf(last.fabric, next.fabric),
  ];
}

function compared(
  part: Reuse['part'],
  asks: number | undefined,
  has: number | undefined,
  unit: string,
  prop: string,
): Reuse {
  if (asks === undefined || has === undefined) return { part, verdict: 'not-known', why: `not stated: ${prop}` };
  const why = `a rack takes ${asks} ${unit}, a place gives ${has} ${unit}`;
  return { part, verdict: asks <= has ? 'reused' : 'replaced', why };
}

function warmEnough({ supplyCelsius: has, liquidWatts }: GenerationHall, next: Generation): Reuse {
  const part = 'cooling';
  const { liquidShare, supplyCelsius: takes } = next;
  if (liquidShare === undefined) return { part, verdict: 'not-known', why: "not stated: 'liquidShare' of the rack" };
  if (liquidShare === 0) return { part, verdict: 'reused', why: 'the rack takes no liquid' };
  if (liquidWatts === 0) return { part, verdict: 'replaced', why: 'the rack takes liquid, and the hall has none' };
  if (has === undefined || takes === undefined) {
    return { part, verdict: 'not-known', why: "not stated: 'supplyTemperature' of hall and rack" };
  }
  const why = `the loop supplies at ${has} °C, the rack takes up to ${takes} °C`;
  return { part, verdict: has <= takes ? 'reused' : 'replaced', why };
}

function fabricOf(
  last: GenerationFabric | undefined,
  next: GenerationFabric | undefined,
  [before, after]: readonly [number, number],
): Reuse {
  const part = 'fabric';
  if (last === undefined || next === undefined) return { part, verdict: 'not-known', why: "not stated: 'fabric'" };
  const [ports, needed] = [before * last.links, after * next.links];
  const words = (count: number, { bitsPerSecond }: GenerationFabric): string =>
    `${count} links of ${bitsPerSecond / 1e9} Gb/s`;
  const why = `${words(ports, last)} before, ${words(needed, next)} after`;
  const isEnough = next.bitsPerSecond <= last.bitsPerSecond && needed <= ports;
  return { part, verdict: isEnough ? 'reused' : 'replaced', why };
}

function cablesOf(last: GenerationFabric | undefined, next: GenerationFabric | undefined): Reuse {
  const part = 'cables';
  if (last?.cable === undefined || next?.cable === undefined) {
    return { part, verdict: 'not-known', why: "not stated: 'cable' of both fabrics" };
  }
  const why = `'${last.cable}' before, '${next.cable}' after`;
  return { part, verdict: last.cable === next.cable ? 'reused' : 'replaced', why };
}

function checkGenerations(hall: GenerationHall, generations: readonly Generation[]): void {
  const errors: DesignError[] = [];
  const number = (
    of: string,
    prop: string,
    value: number | undefined,
    isRight: (value: number) => boolean,
    limit: string,
  ): void => {
    if (value === undefined || isRight(value)) return;
    errors.push(
      new DesignError('generation/bad-number', {
        problem: `${of}: '${prop}' is ${value}`,
        remedy: `give ${limit}`,
        object: of,
        value: String(value),
        limit,
      }),
    );
  };
  const isAbove = (value: number): boolean => value > 0;
  const owner = `hall '${hall.name}'`;
  number(owner, 'itPower', hall.itWatts, isAbove, 'a power above 0');
  number(
    owner,
    'positions',
    hall.positions,
    (value) => Number.isInteger(value) && value >= 0,
    'a whole number of 0 or more',
  );
  for (const { name, rackWatts, gpusPerRack, liquidShare, since, out } of generations) {
    const of = `generation '${name}'`;
    number(of, 'rackPower', rackWatts, isAbove, 'a power above 0');
    number(of, 'gpus', gpusPerRack, (value) => Number.isInteger(value) && value >= 1, 'a whole number of 1 or more');
    number(of, 'liquidShare', liquidShare, (value) => value >= 0 && value <= 1, 'a share from 0 to 1');
    for (const [prop, day] of Object.entries({ since, out })) {
      if (day === undefined || isCalendarDay(day)) continue;
      errors.push(
        new DesignError('generation/bad-date', {
          problem: `${of}: '${prop}' is '${day}', which is no day of the calendar`,
          remedy: "write it as year-month-day, for example '2029-06-01'",
          object: of,
          value: day,
        }),
      );
    }
  }
  for (const { name, costs } of generations) {
    const of = `'costs' of generation '${name}'`;
    number(of, 'output', costs?.tokensPerSecond, isAbove, 'a rate above 0');
    number(of, 'running', costs?.runningPerHour, (value) => value >= 0, 'a number of 0 or more');
    number(of, 'sold', costs?.soldPerHour, isAbove, 'a number above 0');
  }
  const currencies = [...new Set(generations.flatMap(({ costs }) => costs?.currency ?? []))];
  if (currencies.length > 1) {
    errors.push(
      new DesignError('generation/currencies', {
        problem: `${owner}: costs of its generations are in ${currencies.join(' and ')}`,
        remedy: 'give all of them in one currency',
        object: owner,
        value: currencies.join(', '),
      }),
    );
  }
  for (const { name, since, out } of generations) {
    if (out === undefined || out > since) continue;
    errors.push(
      new DesignError('generation/order', {
        problem: `${owner}: generation '${name}' goes out on ${out}, and begins on ${since}`,
        remedy: "give 'out' a day after 'since'",
        object: name,
        value: out,
        limit: since,
      }),
    );
  }
  generations.forEach(({ name, since }, index) => {
    const before = generations[index - 1];
    if (before === undefined || before.since < since) return;
    errors.push(
      new DesignError('generation/order', {
        problem: `${owner}: generation '${name}' begins on ${since}, and '${before.name}' before it on ${before.since}`,
        remedy: 'give the generations in the order of their first days',
        object: name,
        value: since,
        limit: before.since,
      }),
    );
  });
  DesignErrors.throwAll(errors);
}
