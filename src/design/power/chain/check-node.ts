import { DesignError, spellingHint } from '../../../errors/design-error';
import { type AutonomyPoint, type NodeSupply, RATING_BASES } from '../../../model/continuity-plan';
import { POWER_NODE_KINDS, type PowerNodeInput } from '../../../model/power-node';
import { present } from '../../../units/present';
import { isSource } from './chain-graph';

/** Highest share of a rating that a limit may be: a line of 10 MW that carries 14 MW in an emergency is 1.4. More is taken for a slip. */
const MOST_FAILURE_SHARE = 2;

const WHOLE = 'give a whole number of 1 or more';

/**
 * What is wrong with one node in itself: `power/unknown-kind`, `power/node-without-rating`, `power/invalid-node`, `power/direct-current`,
 * `power/fed-source`, `power/unfed-node`, `power/fed-twice`, `power/figure-of-another-kind`, and the code of `checkSupply`.
 */
export function checkNode(node: PowerNodeInput): readonly DesignError[] {
  const owner = `power node '${node.name}'`;
  const refuse = (code: string, problem: string, remedy: string, value?: string | number): DesignError =>
    new DesignError(code, {
      problem: `${owner}: ${problem}`,
      remedy,
      object: node.name,
      ...present({ value: value === undefined ? undefined : String(value) }),
    });
  return [
    ...checkKind(node, refuse),
    ...checkNumbers(node, refuse),
    ...checkCurrent(node, refuse),
    ...checkFeeders(node, refuse),
    ...checkFeed(node, refuse),
    ...checkSupply(node.name, node.supply),
    ...checkFigures(node, refuse),
    ...checkSmoothing(node, refuse),
  ];
}

/** A store keeps no more for swings than it holds at all, when new. */
function checkSmoothing(node: PowerNodeInput, refuse: Refuse): DesignError[] {
  const { ratingWatts = 0, ratingVoltAmperes = 0, powerFactor, supply } = node;
  const { smoothing, storedSeconds, storedCurve } = supply ?? {};
  const rating = Math.max(ratingWatts, Math.floor(ratingVoltAmperes * powerFactor));
  const points = Array.isArray(storedCurve) ? storedCurve : [];
  const joules =
    points.length > 0
      ? Math.max(...points.map(({ watts, seconds }) => watts * seconds))
      : (storedSeconds ?? Number.NaN) * rating;
  const kept = (smoothing as { readonly joules?: unknown } | undefined)?.joules;
  if (typeof kept !== 'number' || !(kept > joules)) return [];
  const hours = (energy: number): string => `${Number((energy / JOULES_A_KILOWATT_HOUR).toFixed(3))} kWh`;
  return [
    refuse(
      'power/invalid-supply',
      `'supply.smoothing' keeps ${hours(kept)}, and it holds ${hours(joules)} when new`,
      "lower 'energy', or raise 'autonomy' or its curve",
      hours(kept),
    ),
  ];
}

const JOULES_A_KILOWATT_HOUR = 3_600_000;

/** Fields of a node that hold a number. */
type NumberField =
  'ratingWatts' | 'ratingVoltAmperes' | 'volts' | 'powerFactor' | 'efficiency' | 'limitShare' | 'failureLimitShare';

type Refuse = (code: string, problem: string, remedy: string, value?: string | number) => DesignError;

function checkKind({ kind }: PowerNodeInput, refuse: Refuse): DesignError[] {
  if ((POWER_NODE_KINDS as readonly string[]).includes(kind)) return [];
  const hint = spellingHint(kind, POWER_NODE_KINDS);
  const remedy = hint === undefined ? `choose one of ${POWER_NODE_KINDS.join(', ')}` : `did you mean '${hint}'?`;
  return [refuse('power/unknown-kind', `'kind' is '${kind}'`, remedy, kind)];
}

function checkNumbers(node: PowerNodeInput, refuse: Refuse): DesignError[] {
  const { ratingWatts, ratingVoltAmperes } = node;
  const errors: DesignError[] = [];
  if (ratingWatts === undefined && ratingVoltAmperes === undefined) {
    errors.push(refuse('power/node-without-rating', 'it has no rating', "give 'rating' or 'apparentPower'"));
  }
  const number = (field: NumberField, holds: boolean, remedy: string): void => {
    if (holds) return;
    errors.push(refuse('power/invalid-node', `'${field}' is ${node[field]}`, remedy, node[field]));
  };
  const isWhole = (value: number | undefined): boolean =>
    value === undefined || (Number.isSafeInteger(value) && value >= 1);
  if (!isWhole(ratingWatts)) {
    errors.push(refuse('power/invalid-node', `its rating is ${ratingWatts ?? ''} W`, WHOLE, ratingWatts));
  }
  if (!isWhole(ratingVoltAmperes)) {
    errors.push(refuse('power/invalid-node', `its rating is ${ratingVoltAmperes ?? ''} VA`, WHOLE, ratingVoltAmperes));
  }
  number('volts', Number.isFinite(node.volts) && node.volts > 0, 'give a voltage above 0');
  for (const field of ['powerFactor', 'efficiency', 'limitShare'] as const) {
    number(field, node[field] > 0 && node[field] <= 1, 'give a number above 0 and up to 1');
  }
  const { failureLimitShare, limitShare } = node;
  number(
    'failureLimitShare',
    // One that follows a wrong `limitShare` is refused with it.
    Object.is(failureLimitShare, limitShare) || (failureLimitShare > 0 && failureLimitShare <= MOST_FAILURE_SHARE),
    `give a share above 0 and up to ${MOST_FAILURE_SHARE}, such as 1.2 for an emergency rating`,
  );
  return errors;
}

function checkCurrent({ current, phases, powerFactor }: PowerNodeInput, refuse: Refuse): DesignError[] {
  const errors: DesignError[] = [];
  // A program that runs without type-check, or a file, may hold what is none of the choices.
  if (![1, 3].includes(phases)) {
    errors.push(refuse('power/invalid-node', `'phases' is ${String(phases)}`, 'give 1 or 3', phases));
  }
  if (!['ac', 'dc'].includes(current)) {
    errors.push(refuse('power/invalid-node', `'current' is '${current as string}'`, "choose 'ac' or 'dc'", current));
  }
  if (current === 'dc' && (phases === 3 || powerFactor !== 1)) {
    const found = phases === 3 ? "'phases' 3" : `'powerFactor' ${powerFactor}`;
    errors.push(refuse('power/direct-current', `direct current has ${found}`, "leave out 'phases' and 'powerFactor'"));
  }
  return errors;
}

function checkFeed({ feed }: PowerNodeInput, refuse: Refuse): DesignError[] {
  if (feed === undefined || (typeof (feed as unknown) === 'string' && feed.trim() !== '')) return [];
  const value = JSON.stringify(feed);
  return [refuse('power/invalid-node', `'feed' is ${value}`, "give its name as text, such as 'A'", value)];
}

function checkFeeders(node: PowerNodeInput, refuse: Refuse): DesignError[] {
  const { kind, fedFrom } = node;
  if (isSource(node)) {
    return fedFrom.length === 0
      ? []
      : [
          refuse(
            'power/fed-source',
            `a ${kind} is a source, and 'fedFrom' names '${fedFrom.join("', '")}'`,
            "leave out 'fedFrom'",
          ),
        ];
  }
  if (fedFrom.length === 0) {
    return [refuse('power/unfed-node', "nothing feeds it: 'fedFrom' is empty", 'name the nodes that feed it')];
  }
  return [...new Set(fedFrom.filter((name, index) => fedFrom.indexOf(name) !== index))].map((name) =>
    refuse('power/fed-twice', `'fedFrom' names '${name}' more than once`, 'name each node once', name),
  );
}

/** What a figure may be: at least 0, above 0, a share, a whole number of 1 or more; true or false; the curve of a store; the basis of a rating; a text; or facts that are checked where they are given. */
type Bound = 'amount' | 'rate' | 'share' | 'count' | 'flag' | 'curve' | 'basis' | 'text' | 'facts';

const BOUNDS: Readonly<Record<keyof NodeSupply, Bound>> = {
  contractWatts: 'rate',
  storedSeconds: 'amount',
  storedCurve: 'curve',
  endOfLifeShare: 'share',
  rechargeWatts: 'amount',
  rechargeOnGeneratorsWatts: 'amount',
  ratingBasis: 'basis',
  deratingShare: 'share',
  averageShare: 'share',
  startSeconds: 'amount',
  transferSeconds: 'amount',
  stepShare: 'share',
  stepSeconds: 'amount',
  requiredFuelHours: 'amount',
  fuelLitres: 'amount',
  fuelLitresPerKilowattHour: 'rate',
  fuelSource: 'text',
  rampWattsPerSecond: 'rate',
  stepWatts: 'rate',
  leastPowerFactor: 'share',
  mostVoltageDistortion: 'share',
  voltageDistortion: 'amount',
  turbines: 'count',
  smoothing: 'facts',
  gridRideThrough: 'facts',
  feedsBack: 'flag',
  separationSeconds: 'amount',
  shortCircuitAmperes: 'rate',
  impedance: 'share',
  impedanceTolerance: 'amount',
  interruptingAmperes: 'rate',
  restartStep: 'count',
  inrush: 'rate',
  mostInrush: 'rate',
};

const HOLDS: Readonly<
  Record<
    Exclude<Bound, 'flag' | 'curve' | 'basis' | 'text' | 'facts'>,
    { readonly holds: (value: number) => boolean; readonly remedy: string }
  >
> = {
  amount: { holds: (value) => value >= 0, remedy: 'give a number of 0 or more' },
  rate: { holds: (value) => value > 0, remedy: 'give a number above 0' },
  share: { holds: (value) => value > 0 && value <= 1, remedy: 'give a share above 0 and up to 1, such as 0.3' },
  count: { holds: (value) => Number.isInteger(value) && value >= 1, remedy: 'give a whole number of 1 or more' },
};

/** What is wrong with the `supply` of a node: `power/invalid-supply`, `power/invalid-curve`. A program without type-check, or a file, may hold anything. */
function checkSupply(node: string, supply: NodeSupply | undefined): readonly DesignError[] {
  if (supply === undefined) return [];
  const refuse = (problem: string, remedy: string, value?: string, code = 'power/invalid-supply'): DesignError =>
    new DesignError(code, {
      problem: `power node '${node}': ${problem}`,
      remedy,
      object: node,
      ...present({ value }),
    });
  if (typeof supply !== 'object' || (supply as unknown) === null || Array.isArray(supply)) {
    const value = JSON.stringify(supply);
    return [refuse(`'supply' is ${value}`, 'give an object of figures, such as { storedSeconds: 300 }', value)];
  }
  return Object.entries(supply).flatMap(([name, value]: [string, unknown]) => {
    if (value === undefined) return [];
    if (!Object.hasOwn(BOUNDS, name)) {
      const hint = spellingHint(name, Object.keys(BOUNDS));
      return [
        refuse(
          `'supply' has '${name}', which it does not know`,
          hint === undefined ? `take it away; there are ${Object.keys(BOUNDS).join(', ')}` : `did you mean '${hint}'?`,
          name,
        ),
      ];
    }
    const bound = BOUNDS[name as keyof NodeSupply];
    if (bound === 'curve') {
      const problem = curveProblem(value);
      const remedy = 'give each load once, with seconds that do not rise with it';
      const code = 'power/invalid-curve';
      return problem === undefined ? [] : [refuse(`'supply.autonomyCurve' ${problem}`, remedy, undefined, code)];
    }
    if (bound === 'basis') {
      if ((RATING_BASES as readonly unknown[]).includes(value)) return [];
      const text = JSON.stringify(value);
      return [refuse(`'supply.${name}' is ${text}`, `choose one of ${RATING_BASES.join(', ')}`, text)];
    }
    if (bound === 'text') {
      if (typeof value === 'string' && value.trim() !== '') return [];
      const text = JSON.stringify(value);
      return [refuse(`'supply.${name}' is ${text}`, 'give a text that is not empty', text)];
    }
    if (bound === 'flag' || bound === 'facts') {
      if (typeof value === (bound === 'flag' ? 'boolean' : 'object') && value !== null) return [];
      const text = JSON.stringify(value);
      return [refuse(`'supply.${name}' is ${text}`, bound === 'flag' ? 'give true or false' : 'give an object', text)];
    }
    const { holds, remedy } = HOLDS[bound];
    if (typeof value === 'number' && Number.isFinite(value) && holds(value)) return [];
    const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
    return [refuse(`'supply.${name}' is ${text}`, remedy, text)];
  });
}

type Kind = PowerNodeInput['kind'];

const SUPPLIES: readonly Kind[] = ['utility', 'plant'];

const SOURCES: readonly Kind[] = [...SUPPLIES, 'generator'];

const STORES: readonly Kind[] = ['ups', 'bess'];

/** Figures that nodes of some kinds alone have, by those kinds: of any other node nothing would read them. What is not here, any node that is fed may give. */
const KINDS_OF: Readonly<Partial<Record<keyof NodeSupply, readonly Kind[]>>> = {
  contractWatts: SUPPLIES,
  leastPowerFactor: SUPPLIES,
  mostVoltageDistortion: SUPPLIES,
  voltageDistortion: SUPPLIES,
  mostInrush: SUPPLIES,
  turbines: SOURCES,
  shortCircuitAmperes: SOURCES,
  stepShare: [...SOURCES, ...STORES],
  stepWatts: [...SOURCES, ...STORES],
  rampWattsPerSecond: [...SOURCES, ...STORES],
  impedance: [...SOURCES, 'transformer', 'substation'],
  impedanceTolerance: [...SOURCES, 'transformer', 'substation'],
  ratingBasis: ['generator'],
  deratingShare: ['generator'],
  averageShare: ['generator'],
  startSeconds: ['generator'],
  stepSeconds: ['generator'],
  requiredFuelHours: ['generator', 'plant'],
  fuelLitres: ['generator', 'plant'],
  fuelLitresPerKilowattHour: ['generator', 'plant'],
  fuelSource: ['generator', 'plant'],
  storedSeconds: STORES,
  storedCurve: STORES,
  endOfLifeShare: STORES,
  rechargeWatts: STORES,
  rechargeOnGeneratorsWatts: STORES,
  smoothing: STORES,
  gridRideThrough: STORES,
  feedsBack: STORES,
  separationSeconds: STORES,
};

/** Props under which figures are given, where they have another name. */
const PROP_OF: Readonly<Partial<Record<keyof NodeSupply, string>>> = {
  contractWatts: 'contract',
  shortCircuitAmperes: 'shortCircuit',
  stepWatts: 'step',
  rampWattsPerSecond: 'ramp',
  startSeconds: 'start',
  stepSeconds: 'stepInterval',
  requiredFuelHours: 'requiredFuel',
  fuelLitres: 'fuel',
  fuelLitresPerKilowattHour: 'fuelConsumption',
  storedSeconds: 'autonomy',
  storedCurve: 'autonomyCurve',
  rechargeWatts: 'recharge',
  rechargeOnGeneratorsWatts: 'rechargeOnGenerators',
  separationSeconds: 'separation',
  transferSeconds: 'transfer',
};

const STRANGE = 'power/figure-of-another-kind';

function ofKinds(kinds: readonly Kind[]): string {
  return `give it for ${kinds.map((each) => `a ${each}`).join(' or ')}, or leave it out`;
}

/** Figures that nothing would read of a node of its kind. */
function checkFigures(node: PowerNodeInput, refuse: Refuse): DesignError[] {
  const { kind, supply } = node;
  // What is of no kind, or no figure, is refused already.
  if (!(POWER_NODE_KINDS as readonly string[]).includes(kind)) return [];
  const cells =
    node.cells === undefined || STORES.includes(kind)
      ? []
      : [refuse(STRANGE, `'cells' is given for a ${kind}, of which nothing reads it`, ofKinds(STORES), 'cells')];
  if (typeof supply !== 'object' || (supply as unknown) === null) return cells;
  const figures = (Object.keys(BOUNDS) as (keyof NodeSupply)[])
    .filter((name) => supply[name] !== undefined)
    .flatMap((name) => {
      const prop = PROP_OF[name] ?? name;
      const remedy = ofOthers(name, node);
      return remedy === undefined
        ? []
        : [refuse(STRANGE, `'supply.${prop}' is given for a ${kind}, of which nothing reads it`, remedy, prop)];
    });
  return [...cells, ...figures];
}

/** What to do about a figure that a node of its kind does not have; undefined where it has it. */
function ofOthers(name: keyof NodeSupply, node: PowerNodeInput): string | undefined {
  const { kind } = node;
  const kinds = KINDS_OF[name];
  if (kinds !== undefined && !kinds.includes(kind)) {
    return ofKinds(kinds);
  }
  if (isSource(node) && ['restartStep', 'inrush', 'transferSeconds'].includes(name)) {
    return 'give it for a node that is fed, or leave it out';
  }
  if (name !== 'transferSeconds' || (node.draws === 'first-live' && kind !== 'static-switch')) return undefined;
  return kind === 'static-switch'
    ? 'leave it out: a static switch changes over within a fraction of a cycle'
    : "give it for a node with 'draws' 'first-live', or leave it out";
}

/** What is wrong with the curve of a store: a higher load is carried no longer than a lower one. */
function curveProblem(value: unknown): string | undefined {
  const isPoint = (point: unknown): point is AutonomyPoint => {
    const { watts, seconds } = (point ?? {}) as Partial<AutonomyPoint>;
    return typeof watts === 'number' && watts > 0 && typeof seconds === 'number' && seconds >= 0;
  };
  if (!Array.isArray(value) || value.length === 0 || !value.every(isPoint)) return 'is no list of loads and seconds';
  const points = [...(value as readonly AutonomyPoint[])].sort((left, right) => left.watts - right.watts);
  const wrong = points.findIndex(({ watts, seconds }, index) => {
    const before = points[index - 1];
    return before !== undefined && (watts === before.watts || seconds > before.seconds);
  });
  const [low, high] = [points[wrong - 1], points[wrong]];
  if (low === undefined || high === undefined) return undefined;
  return `has ${low.seconds} s at ${low.watts} W and ${high.seconds} s at ${high.watts} W`;
}
