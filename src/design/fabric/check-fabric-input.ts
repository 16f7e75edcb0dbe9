import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import {
  type FabricEndpoint,
  type FabricInput,
  fabricProblem,
  type FabricShape,
  type FabricSwitchPlan,
  type HostGroup,
} from '../../model/fabric-plan';
import { DataRate } from '../../units/data';
import { defaultDown, switchPorts } from '../../model/switch-ports';

/**
 * Checks what is wrong in a fabric's props whatever its size; all of it is reported at once.
 *
 * @throws DesignError one of the codes of `checkCounts`, `checkNames`, `checkHostGroups`, `checkOverrides`; `DesignErrors` for several
 */
export function checkFabricInput(input: FabricInput): void {
  const counts = checkCounts(input);
  const rest = counts.length === 0 ? checkOverrides(input) : [];
  DesignErrors.throwAll([...counts, ...checkNames(input), ...checkHostGroups(input), ...rest]);
}

/** Most ports of one switch: a link's port numbers are kept in 16 bits. */
const MOST_PORTS = 65_535;

type Numbers = Readonly<Record<string, number | undefined>>;

/** Numbers that are no counts or rates: `fabric/not-a-count`, `fabric/not-a-rate`, `fabric/too-many-switch-ports`. */
function checkCounts(input: FabricInput): DesignError[] {
  return [
    ...refused({ ...countsOf(input), ...groupCounts(input), ...modelCounts(input) }).map(([what, value]) =>
      fabricProblem(input, 'fabric/not-a-count', { what, remedy: 'give a whole number of 1 or more', value }),
    ),
    ...refused(ratesOf(input)).map(([what, value]) =>
      fabricProblem(input, 'fabric/not-a-rate', { what, remedy: 'give a whole number of bit/s above 0', value }),
    ),
    ...tooLarge(input),
  ];
}

function countsOf(input: FabricInput): Numbers {
  const { planes, railsPerLeaf, downPerLeaf, upPerLeaf, uplinksFrom, spines, cores, reserveUnits, trunkSplit } = input;
  const split = { 'portsPerCage of trunkSplit': trunkSplit?.portsPerCage };
  return { planes, railsPerLeaf, downPerLeaf, upPerLeaf, uplinksFrom, spines, cores, reserveUnits, ...split };
}

function groupCounts({ groups }: FabricInput): Numbers {
  return Object.fromEntries(
    groups.flatMap(({ name, unitHosts, rails, reserveUnits, domainHosts }) =>
      Object.entries({ unitHosts, rails, reserveUnits, domainHosts }).map(([prop, value]) => [
        `${prop} of group '${name}'`,
        value,
      ]),
    ),
  );
}

function modelCounts(input: FabricInput): Numbers {
  const props: [string, number | undefined][] = modelsOf(input).flatMap(([tier, { cages, portsPerCage, uplinks }]) => [
    [`cages of ${tier}`, cages],
    [`portsPerCage of ${tier}`, portsPerCage],
    [`uplinks.ports of ${tier}`, uplinks?.ports],
  ]);
  return Object.fromEntries(props);
}

function ratesOf(input: FabricInput): Numbers {
  const props: [string, number | undefined][] = modelsOf(input).flatMap(([tier, { portRateBits, uplinks }]) => [
    [`portRateBits of ${tier}`, portRateBits],
    [`uplinks.rateBits of ${tier}`, uplinks?.rateBits],
  ]);
  const { hostRateBits, trunkSplit } = input;
  return { hostRateBits, 'rateBits of trunkSplit': trunkSplit?.rateBits, ...Object.fromEntries(props) };
}

function tooLarge(input: FabricInput): DesignError[] {
  return modelsOf(input).flatMap(([tier, model]) => {
    const { common, uplinks, hasOwnUplinks } = switchPorts(model);
    const ports = common + (hasOwnUplinks ? uplinks : 0);
    if (!(ports > MOST_PORTS)) return [];
    const what = `${tier} '${model.id}' has ${ports} ports, and a switch has at most ${MOST_PORTS}`;
    const size = { value: `${ports} ports`, limit: `${MOST_PORTS} ports` };
    return [fabricProblem(input, 'fabric/too-many-switch-ports', { what, remedy: 'use a smaller switch', ...size })];
  });
}

function modelsOf({ leaf, spine, core }: FabricInput): ['leaf' | 'spine' | 'core', FabricInput['leaf']][] {
  return [
    ['leaf', leaf],
    ...(spine === undefined ? [] : [['spine', spine] as ['spine', FabricInput['leaf']]]),
    ...(core === undefined ? [] : [['core', core] as ['core', FabricInput['leaf']]]),
  ];
}

/** Props given that are no whole number above 0, as text: `'cages' of leaf is NaN`. */
function refused(props: Numbers): [string, string][] {
  return Object.entries(props).flatMap(([prop, value]) => {
    if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return [];
    const [name, ...rest] = prop.split(' ');
    return [[`${[`'${name}'`, ...rest].join(' ')} is ${value}`, `${value}`]];
  });
}

/** What is wrong with the hosts and their ports: `fabric/no-hosts`, `fabric/port-names`, `fabric/port-cages`, `fabric/split-domain`. */
function checkHostGroups(input: FabricInput): DesignError[] {
  const planes = input.planes ?? 1;
  const ports = input.groups.flatMap((group) => [
    ...checkPortNames(input, group, planes),
    ...checkPortCages(input, group),
    ...checkDomains(input, group),
  ]);
  if (input.groups.some(({ hosts }) => hosts.some((host) => host !== ''))) return ports;
  const remedy = 'give at least one group with a host';
  return [fabricProblem(input, 'fabric/no-hosts', { what: 'there are no hosts', remedy }), ...ports];
}

function checkPortNames(input: FabricInput, { name, portNames, rails }: HostGroup, planes: number): DesignError[] {
  const step = rails * planes;
  const count = portNames.length;
  if (![rails, planes].every(Number.isSafeInteger) || (count > 0 && count % step === 0)) return [];
  const what = `group '${name}' has ${count} port names, which is no multiple of ${rails} rails x ${planes} planes`;
  const values = { value: `${count} port names`, limit: `${step} port names` };
  return [fabricProblem(input, 'fabric/port-names', { what, remedy: `give ${step}, or a multiple of it`, ...values })];
}

function checkPortCages(input: FabricInput, { name, portNames, portCages }: HostGroup): DesignError[] {
  if (portNames.length === portCages.length) return [];
  const what = `group '${name}' has ${portNames.length} port names and ${portCages.length} port cages`;
  const values = { value: `${portCages.length} port cages`, limit: `${portNames.length} port cages` };
  return [fabricProblem(input, 'fabric/port-cages', { what, remedy: 'give the cage of each port', ...values })];
}

/** A unit holds whole domains, for the leaves of a unit take every host of a rack. */
function checkDomains(input: FabricInput, { name, unitHosts, domainHosts }: HostGroup): DesignError[] {
  if (domainHosts === undefined || unitHosts % domainHosts === 0) return [];
  const what = `a unit of group '${name}' has ${unitHosts} hosts, and a scale-up domain ${domainHosts}`;
  const values = { value: `${unitHosts} hosts`, limit: `a multiple of ${domainHosts}` };
  return [fabricProblem(input, 'fabric/split-domain', { what, remedy: 'make units of whole domains', ...values })];
}

/** Names stand in cable labels between these. */
const REFUSED_IN_NAME = /[\s/:]/;

/**
 * What is wrong with the names of a fabric, its groups, hosts, services and ports: `fabric/bad-name`, `fabric/duplicate-host`,
 * `fabric/duplicate-group`, `fabric/duplicate-port`.
 */
function checkNames(input: FabricInput): DesignError[] {
  const services = input.services ?? [];
  const devices = [...input.groups.flatMap(({ hosts }) => hosts), ...services.map(({ name }) => name)];
  return [
    ...[input.name, ...devices.filter((name) => name !== '')].filter(isBad).map((name) => badName(input, name)),
    ...repeated(input.groups.map(({ name }) => name)).map((name) => twice(input, 'group', name)),
    ...repeated(devices.filter((name) => name !== '')).map((name) => twice(input, 'host', name)),
    ...[...input.groups, ...services].flatMap(({ name, portNames }) =>
      repeated(portNames).map((port) => twice(input, 'port', port, ` of '${name}'`)),
    ),
  ];
}

function isBad(name: string): boolean {
  return name === '' || REFUSED_IN_NAME.test(name);
}

function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const name of names) (seen.has(name) ? again : seen).add(name);
  return [...again];
}

function badName(input: FabricInput, name: string): DesignError {
  const what = `the name '${name}' is empty or holds a space, '/' or ':'`;
  return fabricProblem(input, 'fabric/bad-name', { what, remedy: 'use letters, digits and hyphens', value: name });
}

function twice(input: FabricInput, kind: 'group' | 'host' | 'port', name: string, of = ''): DesignError {
  const what = `two ${kind}s${of} are named '${name}'`;
  return fabricProblem(input, `fabric/duplicate-${kind}`, { what, remedy: 'give each a name of its own', value: name });
}

const SHAPES: readonly FabricShape[] = ['rail-optimised', 'shared-leaf'];

/** Least tiers in which an override means something. */
const NEEDED_TIERS = { upPerLeaf: 2, uplinksFrom: 2, spines: 2, cores: 3, pods: 3 } as const;

/**
 * What is wrong with the overrides whatever the size: `fabric/host-rate`, `fabric/too-many-leaf-ports`, `fabric/unknown-tiers`,
 * `fabric/needless-override`, `fabric/unknown-shape`, `fabric/bad-pods`, `fabric/uneven-pods`.
 */
function checkOverrides(input: FabricInput): DesignError[] {
  return [
    ...checkShape(input),
    ...checkRailsPerLeaf(input),
    ...checkPasses(input),
    ...checkHostRate(input),
    ...checkLeafPorts(input),
    ...checkTiers(input),
    ...checkPods(input),
  ];
}

function checkShape(input: FabricInput): DesignError[] {
  const shape: string | undefined = input.shape;
  if (shape === undefined || SHAPES.some((known) => known === shape)) return [];
  const hint = spellingHint(shape, SHAPES);
  const remedy = hint === undefined ? `give '${SHAPES.join("' or '")}'` : `did you mean '${hint}'?`;
  const problem = { what: `'shape' is '${shape}'`, remedy, value: shape, limit: SHAPES.join(', ') };
  return [fabricProblem(input, 'fabric/unknown-shape', problem)];
}

/** Passes over leaves: `fabric/bad-passes`. */
function checkPasses(input: FabricInput): DesignError[] {
  const { passes, leaf, groups, planes = 1, shape, tiers } = input;
  if (passes === undefined) return [];
  const { leaves, keptFree = [] } = passes;
  const down = input.downPerLeaf ?? defaultDown(leaf);
  const refuse = (what: string, remedy: string): DesignError[] => [
    fabricProblem(input, 'fabric/bad-passes', {
      what,
      remedy,
      value: `${leaves} leaves, ${keptFree.length} ports kept free`,
    }),
  ];
  if (shape === 'rail-optimised' || tiers === 1 || groups.some(({ portNames }) => portNames.length !== planes)) {
    return refuse(
      "'passes' is given, and hosts do not have one port each on shared leaves under spines",
      "leave 'passes' out",
    );
  }
  if (!Number.isSafeInteger(leaves) || leaves < 1)
    return refuse(`'passes.leaves' is ${leaves}`, 'give a whole number of 1 or more');
  const wrong = keptFree.find(
    (port, at) => !Number.isSafeInteger(port) || port < 1 || port > down || keptFree.indexOf(port) !== at,
  );
  if (wrong !== undefined) {
    return refuse(
      `'passes.keptFree' has ${wrong} of the ${down} ports of leaf '${leaf.id}' that face hosts`,
      'give ports of it, each once',
    );
  }
  const room = leaves * (down - keptFree.length);
  const large = groups.find(({ unitHosts }) => unitHosts > room);
  if (large === undefined) return [];
  return refuse(
    `a unit of ${large.unitHosts} hosts takes more than the ${room} ports of ${leaves} ${leaves === 1 ? 'leaf' : 'leaves'} that are not kept free`,
    "raise 'passes.leaves', or keep fewer ports free",
  );
}

function checkRailsPerLeaf(input: FabricInput): DesignError[] {
  const { railsPerLeaf, shape, groups } = input;
  if (railsPerLeaf === undefined || railsPerLeaf === 1) return [];
  const rails = Math.max(...groups.map((group) => group.rails));
  const isRailed = shape === undefined ? rails > 1 : shape === 'rail-optimised';
  if (isRailed && railsPerLeaf <= rails) return [];
  const what = isRailed
    ? `'railsPerLeaf' is ${railsPerLeaf}, and hosts have at most ${rails} ${rails === 1 ? 'rail' : 'rails'}`
    : `'railsPerLeaf' is ${railsPerLeaf}, and leaves are shared by all ports of a host`;
  const remedy = isRailed ? "lower it, or give 'shape: shared-leaf'" : "leave it out, or give 'shape: rail-optimised'";
  const values = { value: `${railsPerLeaf} rails`, limit: `${rails} rails` };
  return [fabricProblem(input, 'fabric/rails-per-leaf', { what, remedy, ...values })];
}

function checkHostRate(input: FabricInput): DesignError[] {
  const { leaf, hostRateBits = leaf.portRateBits } = input;
  if (hostRateBits <= leaf.portRateBits) return [];
  const value = DataRate.bitsPerSecond(hostRateBits).toString();
  const limit = DataRate.bitsPerSecond(leaf.portRateBits).toString();
  const what = `'hostRateBits' is ${value}, and a port of leaf '${leaf.id}' runs at ${limit}`;
  return [fabricProblem(input, 'fabric/host-rate', { what, remedy: 'lower it, or use a faster leaf', value, limit })];
}

function checkLeafPorts(input: FabricInput): DesignError[] {
  const { leaf, downPerLeaf, upPerLeaf } = input;
  const ports = switchPorts(leaf);
  if (input.trunkSplit !== undefined) return checkTrunkSplit(input, ports.hasOwnUplinks);
  if (ports.hasOwnUplinks) {
    return [
      ...checkShare(input, 'downPerLeaf', ports.common, 'host ports'),
      ...checkShare(input, 'upPerLeaf', ports.uplinks, 'uplink ports'),
    ];
  }
  const taken = (downPerLeaf ?? 1) + (upPerLeaf ?? (input.tiers === 1 ? 0 : 1));
  if (taken <= ports.common) return [];
  const what = `'downPerLeaf' ${downPerLeaf ?? '(at least 1)'} and 'upPerLeaf' ${upPerLeaf ?? '(at least 1)'} take ${taken} ports, and leaf '${leaf.id}' has ${ports.common}`;
  const values = { value: `${taken} ports`, limit: `${ports.common} ports` };
  return [fabricProblem(input, 'fabric/too-many-leaf-ports', { what, remedy: 'lower one of them', ...values })];
}

/** Cages that are split in another way for spines: whether they and those for hosts have room is for `leafForms` to say. */
function checkTrunkSplit(input: FabricInput, hasOwnUplinks: boolean): DesignError[] {
  const { leaf, tiers } = input;
  if (!hasOwnUplinks && tiers !== 1) return [];
  const what = hasOwnUplinks
    ? `'trunkSplit' is given, and leaf '${leaf.id}' has uplinks of its own`
    : "'trunkSplit' is given, and 'tiers' is 1";
  const remedy = hasOwnUplinks ? "leave 'trunkSplit' out" : "leave 'trunkSplit' out, or set 'tiers' to 2";
  return [fabricProblem(input, 'fabric/trunk-split', { what, remedy })];
}

function checkShare(input: FabricInput, prop: 'downPerLeaf' | 'upPerLeaf', limit: number, what: string): DesignError[] {
  const value = input[prop] ?? 0;
  if (value <= limit) return [];
  const text = `'${prop}' is ${value}, and leaf '${input.leaf.id}' has ${limit} ${what}`;
  const values = { value: `${value} ports`, limit: `${limit} ports` };
  return [fabricProblem(input, 'fabric/too-many-leaf-ports', { what: text, remedy: 'lower it', ...values })];
}

function checkTiers(input: FabricInput): DesignError[] {
  const tiers: number | undefined = input.tiers;
  if (tiers === undefined) return [];
  if (![1, 2, 3].includes(tiers)) {
    const problem = { what: `'tiers' is ${tiers}`, remedy: 'give 1, 2 or 3', value: `${tiers}`, limit: '1 to 3' };
    return [fabricProblem(input, 'fabric/unknown-tiers', problem)];
  }
  const props = Object.keys(NEEDED_TIERS) as (keyof typeof NEEDED_TIERS)[];
  return props.flatMap((prop) => {
    if (input[prop] === undefined || tiers >= NEEDED_TIERS[prop]) return [];
    const what = `'${prop}' is given, and 'tiers' is ${tiers}`;
    const remedy = `leave '${prop}' out, or set 'tiers' to ${NEEDED_TIERS[prop]}`;
    return [fabricProblem(input, 'fabric/needless-override', { what, remedy })];
  });
}

/** What is wrong with the pods whatever the size: `fabric/bad-pods`, `fabric/uneven-pods`. */
function checkPods(input: FabricInput): DesignError[] {
  const { pods } = input;
  if (pods === undefined) return [];
  const { units, hosts, oversubscription = 1 } = pods;
  const by: string | undefined = pods.by;
  if (by !== undefined && by !== 'unit' && by !== 'rail') {
    const what = `'pods.by' is '${by}'`;
    return [fabricProblem(input, 'fabric/bad-pods', { what, remedy: "give 'unit' or 'rail'", value: by })];
  }
  if (by === 'rail') {
    if (units === undefined && hosts === undefined && pods.oversubscription === undefined) return [];
    const what = "'pods' is made of rails, and has 'units', 'hosts' or 'oversubscription'";
    return [fabricProblem(input, 'fabric/bad-pods', { what, remedy: "leave them out, or give 'pods.by: unit'" })];
  }
  if (by === 'unit' && units === undefined && hosts === undefined && pods.oversubscription === undefined) return [];
  if ((units === undefined) === (hosts === undefined)) {
    const what = `'pods' has ${units === undefined ? "neither 'units' nor 'hosts'" : "both 'units' and 'hosts'"}`;
    return [fabricProblem(input, 'fabric/bad-pods', { what, remedy: 'give one of them' })];
  }
  const size = units ?? hosts ?? 0;
  const prop = units === undefined ? 'hosts' : 'units';
  const errors: DesignError[] = [];
  if (!Number.isSafeInteger(size) || size < 1) {
    const what = `'pods.${prop}' is ${size}`;
    errors.push(fabricProblem(input, 'fabric/bad-pods', { what, remedy: 'give a whole number of 1 or more' }));
  }
  if (!Number.isFinite(oversubscription) || oversubscription < 1) {
    const what = `'pods.oversubscription' is ${oversubscription}`;
    errors.push(fabricProblem(input, 'fabric/bad-pods', { what, remedy: 'give 1 or more: 7 stands for 7:1' }));
  }
  return errors.length > 0 || hosts === undefined ? errors : checkPodHosts(input, hosts);
}

function checkPodHosts(input: FabricInput, hosts: number): DesignError[] {
  return input.groups
    .filter(({ unitHosts }) => Number.isSafeInteger(unitHosts) && hosts % unitHosts !== 0)
    .map(({ name, unitHosts }) => {
      const what = `a pod of ${hosts} hosts is no whole number of units of ${unitHosts}, as those of group '${name}'`;
      const lower = Math.floor(hosts / unitHosts) * unitHosts;
      const remedy = `give ${lower === 0 ? '' : `${lower} or `}${lower + unitHosts} as 'pods.hosts'`;
      const values = { value: `${hosts} hosts`, limit: `a multiple of ${unitHosts}` };
      return fabricProblem(input, 'fabric/uneven-pods', { what, remedy, ...values });
    });
}

/**
 * Checks that no endpoint has the name of a switch.
 *
 * @throws DesignError `fabric/name-taken`
 */
export function checkSwitchNames(
  fabric: string,
  endpoints: readonly FabricEndpoint[],
  switches: readonly FabricSwitchPlan[],
): void {
  const taken = new Set(switches.map(({ name }) => name));
  const clash = endpoints.find(({ name }) => taken.has(name));
  if (clash === undefined) return;
  throw new DesignError('fabric/name-taken', {
    problem: `fabric '${fabric}': host '${clash.name}' has the name of a switch of the fabric`,
    remedy: 'rename the host or the fabric',
    object: clash.name,
  });
}
