import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import type { ConvergedInput, ConvergedPlan, WireRow } from '../../model/core-pair';
import { checkBreakouts, checkConvergedPorts, convergedProblem, checkRoom } from './check-converged-ports';
import { UNUSED, coreCables, portKey, portMap, wireRows } from './wire-rows';
import { placeRuns, sizeRuns } from './runs';

/**
 * Checks what is wrong in the props of a pair of cores whatever its size; all of it is reported at once.
 *
 * @throws DesignError one of the codes of `checkConvergedTypes`, `checkConvergedCounts`, `checkConvergedNames`, `checkConvergedPorts`, `checkBreakouts`;
 * `DesignErrors` for several
 */
export function checkConvergedInput(input: ConvergedInput): void {
  DesignErrors.throwAll(checkConvergedTypes(input));
  const counts = checkConvergedCounts(input);
  const rest = counts.length === 0 ? checkBreakouts(input) : [];
  DesignErrors.throwAll([...counts, ...checkConvergedNames(input), ...checkConvergedPorts(input), ...rest]);
}

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
    rails: NUMBER,
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
function checkConvergedTypes(input: unknown): DesignError[] {
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

type Numbers = readonly (readonly [what: string, value: number | undefined])[];

/** Numbers that are no counts, rates or distances: `converged/not-a-count`, `converged/not-a-rate`, `converged/not-a-distance`. */
function checkConvergedCounts(input: ConvergedInput): DesignError[] {
  return [
    ...refused([...coreCounts(input), ...islCounts(input), ...runCounts(input), ...groupCounts(input)]).map(
      ([what, value]) =>
        convergedProblem(input, 'converged/not-a-count', { what, remedy: 'give a whole number of 1 or more', value }),
    ),
    ...refused(rates(input)).map(([what, value]) =>
      convergedProblem(input, 'converged/not-a-rate', { what, remedy: 'give a whole number of bit/s above 0', value }),
    ),
    ...input.runs.flatMap(({ name, breakout }) =>
      (breakout.disables ?? []).flatMap((distance) =>
        Number.isSafeInteger(distance) && distance !== 0
          ? []
          : [
              convergedProblem(input, 'converged/not-a-distance', {
                what: `run '${name}' disables the cage at a distance of ${distance}`,
                remedy: 'give a whole number other than 0, such as 1 for the next cage',
                object: name,
                value: `${distance}`,
              }),
            ],
      ),
    ),
  ];
}

function coreCounts({ cores, oob }: ConvergedInput): Numbers {
  return [
    ["'cages' of the cores", cores.cages],
    ["'connectorsPerCage' of the cores", cores.connectorsPerCage],
    ["'lanesPerCage' of the cores", cores.lanesPerCage],
    ...(cores.reservedCages ?? []).map((cage) => ["a cage of 'reservedCages'", cage] as const),
    ["'portsPerSwitch' of 'oob'", oob?.portsPerSwitch],
  ];
}

function islCounts({ isl }: ConvergedInput): Numbers {
  if (isl === undefined || 'sameAsRuns' in isl.cages) return [];
  return 'total' in isl.cages
    ? [["'total' of the inter-switch link", isl.cages.total]]
    : [["'perUnit' of the inter-switch link", isl.cages.perUnit]];
}

function runCounts({ runs }: ConvergedInput): Numbers {
  return runs.flatMap(({ name, breakout, place, usedPerCage }): Numbers => [
    [`'portsPerCage' of run '${name}'`, breakout.portsPerCage],
    [`'place' of run '${name}'`, typeof place === 'number' ? place : undefined],
    [`'usedPerCage' of run '${name}'`, usedPerCage],
  ]);
}

function groupCounts({ groups }: ConvergedInput): Numbers {
  return groups.flatMap(({ name, keepDevices, unitDevices, links }): Numbers => [
    [`'keepDevices' of group '${name}'`, keepDevices],
    [`'unitDevices' of group '${name}'`, unitDevices],
    ...links.flatMap(({ kind, devicesPerCage, rails }): Numbers => [
      [`'devicesPerCage' of '${kind}' of group '${name}'`, devicesPerCage],
      [`'rails' of '${kind}' of group '${name}'`, rails],
    ]),
  ]);
}

function rates({ cores, runs, groups, oob }: ConvergedInput): Numbers {
  return [
    ["'cageRateBits' of the cores", cores.cageRateBits],
    ...runs.map(({ name, breakout }) => [`'portRateBits' of run '${name}'`, breakout.portRateBits] as const),
    ...groups.flatMap(({ name, links }) =>
      links.map(({ kind, rateBits }) => [`'rateBits' of '${kind}' of group '${name}'`, rateBits] as const),
    ),
    ["'rateBits' of 'oob'", oob?.rateBits],
  ];
}

/** Numbers given that are no whole number above 0, as text and value. */
function refused(numbers: Numbers): [string, string][] {
  return numbers.flatMap(([what, value]) =>
    value === undefined || (Number.isSafeInteger(value) && value >= 1) ? [] : [[`${what} is ${value}`, `${value}`]],
  );
}

/** Device names stand in cable labels between these. */
const REFUSED_IN_NAME = /[\s/:]/;

/**
 * What is wrong with names: `converged/bad-name`, `converged/duplicate-name`, `converged/reserved-kind`, `converged/unknown-run`, `converged/isl-run-shared`.
 */
function checkConvergedNames(input: ConvergedInput): DesignError[] {
  return [
    ...badNames(input),
    ...duplicates(input),
    ...reservedKinds(input),
    ...unknownRuns(input),
    ...sharedIslRun(input),
  ];
}

function badNames(input: ConvergedInput): DesignError[] {
  const { cores, groups, oob } = input;
  const devices = groups.flatMap((group) => group.devices).filter((name) => name !== '');
  return [input.name, ...cores.names, ...devices, ...(oob?.names ?? [])]
    .filter((name) => name === '' || REFUSED_IN_NAME.test(name))
    .map((name) =>
      convergedProblem(input, 'converged/bad-name', {
        what: `the name '${name}' is empty or holds a space, '/' or ':'`,
        remedy: 'give a name such as core-01',
        object: name,
      }),
    );
}

function duplicates(input: ConvergedInput): DesignError[] {
  const { cores, runs, groups, oob } = input;
  const cabled = groups.filter(({ links }) => links.length > 0).flatMap(({ devices }) => devices);
  const lists: [string, readonly string[]][] = [
    ['run', runs.map(({ name }) => name)],
    ['group', groups.map(({ name }) => name)],
    ['device', groups.flatMap(({ devices }) => devices)],
    ['device', [...cores.names, ...new Set(cabled)]],
    ['device', [...cores.names, ...new Set(oob?.names)]],
    ['out-of-band switch', oob?.names ?? []],
  ];
  const found = new Set(lists.flatMap(([what, names]) => repeated(names).map((name) => `${what} '${name}'`)));
  return [...found].map((what) =>
    convergedProblem(input, 'converged/duplicate-name', {
      what: `${what} is there twice`,
      remedy: 'give each its own name',
    }),
  );
}

function repeated(names: readonly string[]): string[] {
  const given = names.filter((name) => name !== '');
  return [...new Set(given.filter((name, at) => given.indexOf(name) !== at))];
}

function reservedKinds(input: ConvergedInput): DesignError[] {
  const kinds = [
    ...input.groups.flatMap(({ links }) => links.map(({ kind }) => kind)),
    input.isl?.kind,
    input.oob?.kind,
  ];
  if (!kinds.includes(UNUSED)) return [];
  const what = `the kind '${UNUSED}' is that of ports without a cable`;
  return [convergedProblem(input, 'converged/reserved-kind', { what, remedy: 'give the links another kind' })];
}

function unknownRuns(input: ConvergedInput): DesignError[] {
  const { isl } = input;
  const known = input.runs.map(({ name }) => name);
  const asked: [string, string][] = [
    ...input.groups.flatMap(({ name, links }) =>
      links.map(({ kind, run }): [string, string] => [`'${kind}' of group '${name}'`, run]),
    ),
    ...(isl === undefined ? [] : [isl.run, ...('sameAsRuns' in isl.cages ? isl.cages.sameAsRuns : [])]).map(
      (run): [string, string] => ['the inter-switch link', run],
    ),
  ];
  return asked.flatMap(([who, run]) => {
    if (known.includes(run)) return [];
    const hint = spellingHint(run, known);
    return [
      convergedProblem(input, 'converged/unknown-run', {
        what: `${who} names the run '${run}', which is not there`,
        remedy: hint === undefined ? `use one of the runs ${known.join(', ')}` : `did you mean '${hint}'?`,
        object: run,
      }),
    ];
  });
}

function sharedIslRun(input: ConvergedInput): DesignError[] {
  const { isl } = input;
  if (isl === undefined) return [];
  const users = input.groups.flatMap(({ name, links }) =>
    links.filter(({ run }) => run === isl.run).map(({ kind }) => `'${kind}' of group '${name}'`),
  );
  if ('sameAsRuns' in isl.cages && isl.cages.sameAsRuns.includes(isl.run)) users.push("its own 'sameAsRuns'");
  return users.map((user) =>
    convergedProblem(input, 'converged/isl-run-shared', {
      what: `the inter-switch link has the run '${isl.run}' for itself, and ${user} names it too`,
      remedy: 'name another run there',
      object: isl.run,
    }),
  );
}

/**
 * Plans a small site whose networks share one pair of core switches: every cage, its breakout, and every cable. A device's place in its
 * group decides its ports, so a group that grows within `keepDevices` moves no cable.
 *
 * @throws DesignError one of the `converged/...` codes, `DesignErrors` for several
 */
export function planConvergedPair(input: ConvergedInput): ConvergedPlan {
  checkConvergedInput(input);
  const sizes = placeRuns(input.cores, sizeRuns(input));
  DesignErrors.throwAll(checkRoom(input, sizes));
  const cables = coreCables(input, sizes);
  const index = new Map(cables.map((cable) => [portKey(cable.core, cable.cage, cable.sub), cable]));
  const cores = [portMap(input, 0, sizes, index), portMap(input, 1, sizes, index)] as const;
  const rows = wireRows(input, cables, index, cores);
  return {
    name: input.name,
    rows,
    cores,
    runs: sizes.map(({ run, at, cabled }) => ({ name: run.name, cages: at, cabled })),
    counts: countByKind(rows),
  };
}

function countByKind(rows: readonly WireRow[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of rows) if (kind !== UNUSED) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Object.fromEntries(counts);
}
