import type { Command } from 'commander';
import { type ClusterToSize, sizeCluster } from '../design/size/size-cluster';
import { sizeData, sizeText } from '../report/size/size-text';
import { type CliContext, UsageError } from './cli-context';
import { switchById, systemById } from '../catalog/catalog-entries';
import type { SwitchSpec } from '../catalog/network-specs';
import type { PortGroup } from '../catalog/shapes';
import { type ComputeForm, computeFormOf, noSuchForm, type SystemSpec } from '../catalog/system-spec';
import { fabricSwitch, managerPorts, trunkSplit } from '../constructs/fabric/fabric-devices';
import { hostMembership } from '../constructs/cluster/fabric-member';
import { DesignError } from '../errors/design-error';
import type { FabricInput, ServiceEndpoint } from '../model/fabric-plan';
import { DataRate } from '../units/data';
import { Power } from '../units/power';
import { present } from '../units/present';

/** Adds `aifactory size`. */
export function addSizeVerb(program: Command, { out }: CliContext): void {
  program
    .command('size')
    .option('--system <id>', 'GPU system of the catalogue')
    .option('--count <n>', 'number of systems; of racks where the system is a whole rack', countOf('--count'))
    .option('--switch <id>', 'switch of the catalogue, for all tiers')
    .option('--tiers <n>', 'tiers of switches (default: the fewest that reach every host)', tiersOf)
    .option('--planes <n>', "planes (default: the catalogue's for the kind of fabric, else 1)", countOf('--planes'))
    .option('--rails <n>', "rails of a host (default: the catalogue's)", countOf('--rails'))
    .option(
      '--rails-per-leaf <n>',
      'rails that share a leaf: 3 of 8 give 3 + 3 + 2 (default: 1)',
      countOf('--rails-per-leaf'),
    )
    .option('--ports <n>', "links of a host (default: the catalogue's for the kind of fabric)", countOf('--ports'))
    .option('--rate <gbps>', "rate of a link of a host, Gb/s (default: the catalogue's)", countOf('--rate'))
    .option(
      '--trunk-rate <gbps>',
      'rate of a link between switches, Gb/s: cages of a leaf are then split in two ways (default: as the links of hosts)',
      countOf('--trunk-rate'),
    )
    .option(
      '--ufm <n>',
      'links of fabric managers: on ports of switches for them, else of leaves (default: 0)',
      countOf('--ufm', 0),
    )
    .option('--unit <n>', "hosts of a scalable unit (default: the catalogue's)", countOf('--unit'))
    .option('--spines <n>', 'spines a plane (default: the fewest that spread uplinks evenly)', countOf('--spines'))
    .option(
      '--links-per-cable <n>',
      'links that a document counts as one cable, to compare with it (default: 1)',
      countOf('--links-per-cable'),
    )
    .option('--system-watts <w>', "draw of one system (default: the catalogue's)", powerOf('--system-watts', 'W'))
    .option('--switch-watts <w>', 'draw of one switch with its optics', powerOf('--switch-watts', 'W'))
    .option('--rack-kw <kw>', 'power of a rack: counts the racks for the systems', powerOf('--rack-kw', 'kW'))
    .option('--rack-units <n>', 'height of a rack in U (default: 48)', countOf('--rack-units'))
    .option('--json', 'print JSON, as docs/schemas/size.schema.json of the package describes it')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory size --system dgx-b200 --count 127 --switch qm9700 --ufm 4
  $ aifactory size --system dgx-b200 --count 127 --switch qm9700 --rack-kw 45 --switch-watts 1700
  $ aifactory size --system dgx-b300 --count 512 --switch sn5600 --links-per-cable 2 --json
  $ aifactory size --system dgx-b300 --count 72 --switch q3400
  $ aifactory size --system gb200-nvl72 --count 8 --switch qm9700`,
    )
    .action(({ json, ...options }: Partial<SizeOptions> & { readonly json?: true }) => {
      const report = sizeCluster(sizeInput(complete(options)));
      out(json === true ? `${JSON.stringify(sizeData(report), undefined, 2)}\n` : sizeText(report));
    });
}

/** Asked here and not by commander, which would hide a misspelt option behind the first one that is missing. */
function complete(options: Partial<SizeOptions>): SizeOptions {
  const { system, count, switch: switchId } = options;
  if (system !== undefined && count !== undefined && switchId !== undefined) {
    return { ...options, system, count, switch: switchId };
  }
  const missing = (['system', 'count', 'switch'] as const).filter((name) => options[name] === undefined);
  throw new UsageError(
    `${missing.map((name) => `'--${name}'`).join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    "give the GPU system, their number and the switch, as in 'aifactory size --help'",
  );
}

/** What `aifactory size` is asked. */
interface SizeOptions {
  /** Catalogue id of the GPU system. */
  readonly system: string;
  /** Number of systems; of racks where the system is a whole rack. */
  readonly count: number;
  /** Catalogue id of the leaf, spine and core switch. */
  readonly switch: string;
  /**
   * Tiers of switches.
   *
   * @default - the fewest that reach every host
   */
  readonly tiers?: 1 | 2 | 3;
  /**
   * Planes of the compute fabric.
   *
   * @default - the catalogue's, else 1
   */
  readonly planes?: number;
  /**
   * Rails of a host.
   *
   * @default - the catalogue's
   */
  readonly rails?: number;
  /**
   * Links of a host.
   *
   * @default - the catalogue's
   */
  readonly ports?: number;
  /**
   * Rate of a link of a host, Gb/s.
   *
   * @default - the catalogue's
   */
  readonly rate?: number;
  /**
   * Rails that share a leaf.
   *
   * @default 1
   */
  readonly railsPerLeaf?: number;
  /**
   * Rate of a link between switches, Gb/s.
   *
   * @default - that of a leaf's port
   */
  readonly trunkRate?: number;
  /**
   * Links of fabric managers: on the ports that switches keep for them, else on leaf ports.
   *
   * @default 0
   */
  readonly ufm?: number;
  /**
   * Hosts of one scalable unit.
   *
   * @default - the catalogue's
   */
  readonly unit?: number;
  /**
   * Spines of each plane.
   *
   * @default - the fewest over which every leaf spreads its uplinks evenly
   */
  readonly spines?: number;
  /**
   * Links that a document counts as one cable: 2 where it counts units of 800G that hold two links of 400G.
   *
   * @default 1
   */
  readonly linksPerCable?: number;
  /**
   * Draw of one system.
   *
   * @default - the catalogue's maximum
   */
  readonly systemWatts?: Power;
  /**
   * Draw of one switch with its optics.
   *
   * @default - switches are left out of the power
   */
  readonly switchWatts?: Power;
  /**
   * Power of a rack for systems.
   *
   * @default - racks are not counted
   */
  readonly rackKw?: Power;
  /**
   * Rack units of a rack for systems.
   *
   * @default 48
   */
  readonly rackUnits?: number;
}

const RACK_UNITS = 48;

const MOST_HOSTS = 1_000_000;

/**
 * The compute fabric that a command line describes.
 *
 * @throws DesignError `catalog/unknown-system`, `catalog/unknown-switch`, and the constructs' own for what cannot be built
 * @throws UsageError where the catalogue lacks a number that no option gives
 */
function sizeInput(options: SizeOptions): ClusterToSize {
  const system = systemById(options.system);
  const switchSpec = switchById(options.switch);
  const ports = hostPorts(system, switchSpec, options);
  const rails = options.rails ?? system.rails?.value;
  const unitHosts = options.unit ?? ports?.unitNodes ?? system.scalableUnitNodes?.value;
  const portsPerHost = options.ports ?? ports?.count;
  if (ports === undefined || rails === undefined || unitHosts === undefined || portsPerHost === undefined) {
    throw unknown(system, [
      ...(rails === undefined ? ([['rails', '--rails <n>']] as const) : []),
      ...(unitHosts === undefined ? ([['scalable unit', '--unit <n>']] as const) : []),
      ...(portsPerHost === undefined ? ([['compute ports', '--ports <n>']] as const) : []),
      ...(ports === undefined && options.rate === undefined
        ? ([['rate of compute ports', '--rate <gbps>']] as const)
        : []),
    ]);
  }
  const planes = options.planes ?? ports.planes;
  refuseUnevenPorts(system, portsPerHost, rails, planes);
  refuseOtherSockets(system, ports, switchSpec);
  const owner = `fabric 'compute'`;
  const { group } = hostMembership(
    {
      name: system.id,
      hosts: hostNames(system, options.count),
      unitHosts,
      rails,
      ports,
      model: `system '${system.id}'`,
    },
    { owner, role: 'compute', planes, portsPerHost },
  );
  refuseOtherRates(system, switchSpec, ports);
  const leaf = fabricSwitch(owner, switchSpec, ports.rate);
  const fabric: FabricInput = {
    name: 'compute',
    kind: switchSpec.kind,
    role: 'compute',
    groups: [group],
    services: services(options.ufm ?? 0),
    leaf: options.ufm === undefined ? leaf : { ...leaf, ...managerPorts(switchSpec) },
    planes,
    hostRateBits: ports.rate.inBitsPerSecond,
    ...present({
      tiers: options.tiers,
      spines: options.spines,
      railsPerLeaf: options.railsPerLeaf,
      trunkSplit: trunkSplit(owner, switchSpec, leaf, trunkRateOf(options)),
    }),
  };
  const systemPower = options.systemWatts ?? system.maxPower?.value;
  return {
    system,
    count: options.count,
    switchSpec,
    fabric,
    ports,
    unitHosts,
    portsPerHost,
    linksPerCable: options.linksPerCable ?? 1,
    ...present({
      systemPower,
      switchPower: options.switchWatts ?? switchSpec.maxPower?.value,
      rack: rackOf(options, system, systemPower),
    }),
  };
}

function trunkRateOf({ trunkRate }: SizeOptions): DataRate | undefined {
  return trunkRate === undefined ? undefined : DataRate.gigabitsPerSecond(trunkRate);
}

function rackOf(
  { rackKw: power, rackUnits = RACK_UNITS }: SizeOptions,
  { id }: SystemSpec,
  systemPower: Power | undefined,
): ClusterToSize['rack'] {
  if (power === undefined) return undefined;
  if (systemPower === undefined) {
    throw new UsageError(
      `the catalogue states no draw of '${id}', for no source does, so racks cannot be counted`,
      "give '--system-watts <w>', or leave out '--rack-kw'",
    );
  }
  return { power, units: rackUnits };
}

/** Facts that no source has, and the options that state them: all of them at once. */
function unknown({ id }: SystemSpec, missing: readonly (readonly [what: string, option: string])[]): UsageError {
  const options = missing.map(([, option]) => `'${option}'`).join(', ');
  return new UsageError(
    `the catalogue states no ${missing.map(([what]) => what).join(', no ')} of '${id}', for no source does`,
    `give ${options}`,
  );
}

const STATED = "state it with '--rate', '--ports' and '--planes'";

/**
 * Links of a host on a switch: the form that sources have for its kind of fabric, at the rate that is asked for. Where ports and rate are both given they are the user's.
 * Undefined where neither a source nor the user says how fast a link is.
 *
 * @throws DesignError `catalog/no-such-form`
 */
function hostPorts(system: SystemSpec, { kind }: SwitchSpec, options: SizeOptions): ComputeForm | undefined {
  const { rate: gigabits, ports: count, planes = 1 } = options;
  const asked = gigabits === undefined ? undefined : DataRate.gigabitsPerSecond(gigabits);
  if (asked !== undefined && count !== undefined) return { count, rate: asked, planes };
  const form = computeFormOf(system, kind, STATED);
  if (asked === undefined || form === undefined) return form;
  if (asked.isGreaterThan(form.rate)) throw noSuchForm(system, `with links of ${asked.toString()}`, STATED);
  return { ...form, rate: asked };
}

/** @throws DesignError `catalog/no-such-form` where no cage of the switch gives ports of the rate */
function refuseOtherRates(system: SystemSpec, { id, breakouts }: SwitchSpec, { rate }: PortGroup): void {
  if (breakouts.value.some((mode) => mode.rate.equals(rate))) return;
  const modes = breakouts.value.map((mode) => `${mode.ports} x ${mode.rate.toString()}`).join(', ');
  throw noSuchForm(system, `with links of ${rate.toString()} on '${id}', of which a cage is ${modes}`, STATED);
}

function hostNames({ id, fabricNodes }: SystemSpec, count: number): readonly string[] {
  const hosts = count * fabricNodes.value;
  if (hosts <= MOST_HOSTS) return Array.from({ length: hosts }, (_, index) => `${id}-${index + 1}`);
  throw new UsageError(`'--count' of '${id}' gives ${hosts} hosts`, 'give a count of at most 1,000,000 hosts');
}

/** Every rail of every plane has the same number of links, or the hosts would not be rail-optimised. */
function refuseUnevenPorts({ id }: SystemSpec, ports: number, rails: number, planes: number): void {
  const each = rails * planes;
  if (ports % each === 0) return;
  throw new DesignError('size/uneven-ports', {
    problem: `the ${ports} links of a host of '${id}' do not spread evenly over ${rails} rails x ${planes} planes`,
    remedy: `give '--ports' as a multiple of ${each}, or other '--rails' or '--planes'`,
    object: id,
    value: `${ports} links`,
  });
}

/** Twisted pair and pluggable modules never meet; other sockets are joined by cables with different ends. */
function refuseOtherSockets(
  { id }: SystemSpec,
  { connector: host }: PortGroup,
  { id: switchId, connector }: SwitchSpec,
): void {
  const cage = connector?.value;
  if (host === undefined || cage === undefined || (host === 'RJ45') === (cage === 'RJ45')) return;
  throw new DesignError('size/no-such-cable', {
    problem: `'${id}' has ${host} ports and '${switchId}' ${cage} ones, which no cable joins`,
    remedy: "choose another '--switch'",
    object: switchId,
  });
}

function services(ufm: number): readonly ServiceEndpoint[] {
  if (ufm === 0) return [];
  return [{ name: 'ufm', portNames: Array.from({ length: ufm }, (_, index) => `port-${index + 1}`), isManager: true }];
}

const LARGEST_COUNT = 1_000_000;

/**
 * A reader of counts for an option such as `--count`.
 *
 * @param option - its name with dashes
 * @param least - lowest count
 * @throws UsageError for all but whole numbers from `least` to a million
 */
export function countOf(option: string, least: 0 | 1 = 1): (text: string) => number {
  return (text) => {
    const count = /^\d+$/.test(text) ? Number(text) : NaN;
    if (count >= least && count <= LARGEST_COUNT) return count;
    throw new UsageError(`'${option}' is '${text}'`, `give a whole number from ${least} to 1,000,000`);
  };
}

/**
 * Reads the number of tiers.
 *
 * @throws UsageError for all but 1, 2 and 3
 */
export function tiersOf(text: string): 1 | 2 | 3 {
  if (text === '1') return 1;
  if (text === '2') return 2;
  if (text === '3') return 3;
  throw new UsageError(
    `'--tiers' is '${text}'`,
    'give 1, 2 or 3, or leave it out for the fewest that reach every host',
  );
}

/**
 * A reader of power for an option that names its unit, such as `--rack-kw`.
 *
 * @throws UsageError for all but decimal numbers above 0
 */
export function powerOf(option: string, unit: 'W' | 'kW'): (text: string) => Power {
  return (text) => {
    const amount = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (amount > 0 && amount <= 1e9) return unit === 'W' ? Power.watts(amount) : Power.kilowatts(amount);
    throw new UsageError(`'${option}' is '${text}'`, `give a number of ${unit} above 0`);
  };
}
