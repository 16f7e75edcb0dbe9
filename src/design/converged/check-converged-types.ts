import { DesignError } from '../../errors/design-error';

/** What a value has to be: a sentence's end, and the parts that are checked in turn. */
interface Kind {
  readonly asked: string;
  readonly accepts: (value: unknown) => boolean;
  readonly members?: Readonly<Record<string, Kind>>;
  readonly optional?: Readonly<Record<string, Kind>>;
  readonly items?: Kind;
}

type Members = Readonly<Record<string, unknown>>;

const TEXT: Kind = { asked: 'a text', accepts: (value) => typeof value === 'string' };
const NUMBER: Kind = { asked: 'a number', accepts: (value) => typeof value === 'number' };
const FLAG: Kind = { asked: 'true or false', accepts: (value) => typeof value === 'boolean' };
const TEXTS = listOf(TEXT, 'a list of texts');
const SPREADS = ['alternate', 'halves', 'by-device', 'core-1', 'core-2'];

const LINK = objectOf(
  { kind: TEXT, run: TEXT, ports: TEXTS },
  {
    cores: {
      asked: `${words(SPREADS)}, or a list of 1 and 2`,
      accepts: (value) => Array.isArray(value) || SPREADS.some((word) => word === value),
      items: NUMBER,
    },
    rateBits: NUMBER,
    order: oneOf('device', 'round-robin'),
    devicesPerCage: NUMBER,
    isCagePerUnit: FLAG,
    isCagePerPort: FLAG,
  },
);

const GROUP = objectOf(
  { name: TEXT, devices: TEXTS, links: listOf(LINK, 'a list of links') },
  { keepDevices: NUMBER, unitDevices: NUMBER, listedFrom: oneOf('device', 'core'), oobPorts: TEXTS },
);

const BREAKOUT = objectOf(
  { portsPerCage: NUMBER, portRateBits: NUMBER },
  { cages: oneOf('odd', 'even'), disables: listOf(NUMBER, 'a list of numbers') },
);

const PLACE: Kind = {
  asked: "'next', 'end' or a number",
  accepts: (value) => typeof value === 'number' || value === 'next' || value === 'end',
};

const CORES = objectOf(
  {
    names: { ...TEXTS, asked: 'a list of two texts', accepts: (value) => Array.isArray(value) && value.length === 2 },
    cages: NUMBER,
    connectorsPerCage: NUMBER,
    lanesPerCage: NUMBER,
    cageRateBits: NUMBER,
  },
  { portPrefix: TEXT, reservedCages: listOf(NUMBER, 'a list of numbers') },
);

const ISL_CAGES: Kind = {
  asked: "an object with 'total', 'perUnit' or 'sameAsRuns'",
  accepts: (value) => isMembers(value) && ['total', 'perUnit', 'sameAsRuns'].some((key) => value[key] !== undefined),
  optional: { total: NUMBER, perUnit: NUMBER, sameAsRuns: TEXTS },
};

const PAIR = objectOf(
  {
    name: TEXT,
    cores: CORES,
    runs: listOf(objectOf({ name: TEXT, breakout: BREAKOUT }, { place: PLACE, usedPerCage: NUMBER }), 'a list of runs'),
    groups: listOf(GROUP, 'a list of groups'),
  },
  {
    isl: objectOf({ run: TEXT, cages: ISL_CAGES }, { kind: TEXT }),
    oob: objectOf({ names: TEXTS, portsPerSwitch: NUMBER, rateBits: NUMBER }, { kind: TEXT, portPrefix: TEXT }),
  },
);

/** Props of another type than asked for, as plain JavaScript may give them: `converged/wrong-type`. */
export function checkConvergedTypes(input: unknown): DesignError[] {
  const name = isMembers(input) && typeof input['name'] === 'string' ? ` '${input['name']}'` : '';
  return wrongParts(input, '', PAIR).map(({ path, value, asked }) => {
    const what = path === '' ? 'what it is planned from' : `'${path}'`;
    return new DesignError('converged/wrong-type', {
      problem: `core pair${name}: ${what} is ${shown(value)}`,
      remedy: `give ${asked}`,
      object: path,
      value: shown(value),
    });
  });
}

interface WrongPart {
  readonly path: string;
  readonly value: unknown;
  readonly asked: string;
}

function wrongParts(value: unknown, path: string, kind: Kind): WrongPart[] {
  if (!kind.accepts(value)) return [{ path, value, asked: kind.asked }];
  const { items, members = {}, optional = {} } = kind;
  if (Array.isArray(value)) {
    // Holes of a list are values too.
    return items === undefined
      ? []
      : Array.from(value, (item: unknown) => item).flatMap((item, at) => wrongParts(item, `${path}[${at}]`, items));
  }
  if (!isMembers(value)) return [];
  const prefix = path === '' ? '' : `${path}.`;
  const given = Object.entries(optional).filter(([key]) => value[key] !== undefined);
  return [...Object.entries(members), ...given].flatMap(([key, part]) =>
    wrongParts(value[key], `${prefix}${key}`, part),
  );
}

function objectOf(members: Readonly<Record<string, Kind>>, optional: Readonly<Record<string, Kind>>): Kind {
  return { asked: `an object with ${words(Object.keys(members), 'and')}`, accepts: isMembers, members, optional };
}

function listOf(items: Kind, asked: string): Kind {
  return { asked, accepts: Array.isArray, items };
}

function oneOf(...choices: readonly string[]): Kind {
  return { asked: words(choices), accepts: (value) => choices.some((choice) => choice === value) };
}

function words(names: readonly string[], joiner = 'or'): string {
  const quoted = names.map((name) => `'${name}'`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${joiner} ${quoted.at(-1) ?? ''}`;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A short text of any value. */
function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return 'a list';
  if (isMembers(value))
    return `an object with ${Object.keys(value).length === 0 ? 'nothing' : words(Object.keys(value), 'and')}`;
  return typeof value === 'function' || typeof value === 'symbol' ? `a ${typeof value}` : String(value);
}
