import { type FabricPlan, OWN_WAYS_OUT, type RepairWays } from '../../model/fabric-plan';
import { portsBefore } from '../../model/switch-ports';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import {
  defineRule,
  failed,
  indeterminate,
  judgeEach,
  notApplicable,
  passed,
  type Rule,
  type Verdict,
} from '../engine/rule';

const NO_INFINIBAND = 'the site has no InfiniBand fabric';

const noSubnetManager = defineRule({
  id: 'fabric/no-subnet-manager',
  severity: 'warning',
  title: 'an InfiniBand fabric has an appliance that manages its subnet',
  why: {
    text: 'Without a subnet manager no port of the fabric comes up; the reference architectures run it on appliances of its own.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX H100 and B200: UFM on leaf ports',
  },
  check: (plan) =>
    judgeEach(
      infinibandOf(plan),
      ({ path, fabric, managers }) => {
        if (managers.length > 0) return undefined;
        return failed({
          path,
          object: `fabric '${fabric.name}'`,
          found: '0 subnet managers',
          limit: 'at least 1',
          required: '1 subnet manager',
          available: '0 subnet managers',
          shortfall: '1 subnet manager',
          arithmetic: `0 devices of kind 'ufm' for ${inWords.count(fabric.switches.length, 'switch', 'switches')}`,
          remedy: "add management appliances ('ufm'), or acknowledge it where a switch runs the subnet manager",
        });
      },
      NO_INFINIBAND,
    ),
});

const singleSubnetManager = defineRule({
  id: 'fabric/single-subnet-manager',
  severity: 'warning',
  title: 'the subnet manager of an InfiniBand fabric has a standby',
  why: {
    text: 'When the only subnet manager is down, no port that fails or returns is routed.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX H100: four UFM links',
  },
  check: (plan) =>
    judgeEach(
      infinibandOf(plan).filter(({ managers }) => managers.length > 0),
      ({ path, fabric, managers }) => {
        if (managers.length > 1) return undefined;
        return failed({
          path,
          object: `fabric '${fabric.name}'`,
          found: `1 subnet manager, ${inWords.names(managers)}`,
          limit: 'at least 2',
          required: '2 subnet managers',
          available: '1 subnet manager',
          shortfall: '1 subnet manager',
          arithmetic: '2 - 1 = 1',
          remedy: "add a second management appliance ('ufm')",
        });
      },
      'no InfiniBand fabric has a subnet manager of its own',
    ),
});

const managerOnLeaf = defineRule({
  id: 'fabric/manager-on-leaf',
  severity: 'warning',
  title: 'a subnet manager takes no leaf port where switches have a port for it',
  why: {
    text: 'Each Quantum-X800 switch has a port of its own for its manager; on a leaf port it takes the place of a host.',
    source: 'NVIDIA Quantum-X800 switch systems hardware user manual: FNM port',
  },
  check: (plan) =>
    judgeEach(
      infinibandOf(plan).filter(({ hasOwnPort }) => hasOwnPort),
      ({ path, fabric, onLeaves }) => {
        if (onLeaves.length === 0) return undefined;
        const links = fabric.endpoints.reduce(
          (sum, { name, portNames }) => sum + (onLeaves.includes(name) ? portNames.length : 0),
          0,
        );
        return failed({
          path,
          object: `fabric '${fabric.name}'`,
          found: `${inWords.count(links, 'leaf port')} of ${inWords.names(onLeaves)}`,
          limit: '0 leaf ports',
          required: '0 ports',
          available: inWords.count(links, 'port'),
          arithmetic: `${inWords.count(onLeaves.length, 'appliance')} with ${inWords.count(links, 'link')} on leaves`,
          remedy: "give the switch its 'fabricManagerPorts', or fewer links of 'ufm' than leaves have such ports",
        });
      },
      'no InfiniBand fabric has switches with a management port of their own',
    ),
});

/** Rules about subnet managers. */
export const subnetManagerRules: readonly Rule[] = [managerOnLeaf, noSubnetManager, singleSubnetManager];

interface ManagedFabric {
  readonly path: string;
  readonly fabric: FabricPlan;
  /** Names of the appliances that serve it. */
  readonly managers: readonly string[];
  /** Those of them on its leaf ports. */
  readonly onLeaves: readonly string[];
  /** Whether its switches have a port of their own for them. */
  readonly hasOwnPort: boolean;
}

/**
 * InfiniBand fabrics with the appliances that serve them: those on its leaf ports. Switches whose management has a port of
 * its own (XDR) need no leaf port: there the appliances of the site count.
 */
function infinibandOf(plan: SitePlan): ManagedFabric[] {
  const appliances = new Set(plan.devices.filter(({ kind }) => kind === 'ufm').map(({ name }) => name));
  return plan.fabrics
    .filter(({ plan: { kind } }) => kind === 'infiniband')
    .map(({ path, plan: fabric }) => {
      const hasOwnPort = fabric.switches.some(({ model }) => model.portNaming === 'xdr');
      const inFabric = fabric.endpoints.map(({ name }) => name).filter((name) => appliances.has(name));
      const taking = takersOfLeafPorts(fabric);
      const onLeaves = inFabric.filter((name) => taking.has(name));
      return { path, fabric, managers: hasOwnPort ? [...appliances] : inFabric, onLeaves, hasOwnPort };
    });
}

/** Names of services that end on ports of leaves which hosts could have, and not on those kept for managers. Services stand last among the links of endpoints. */
function takersOfLeafPorts({ links, endpoints, switches }: FabricPlan): ReadonlySet<string> {
  const names = new Set<string>();
  for (let row = 0; row < links.count && links.tier[row] === 0; row += 1) {
    const endpoint = endpoints[links.aNode[row] ?? -1];
    const leaf = switches[links.bNode[row] ?? -1];
    if (endpoint === undefined || endpoint.group !== undefined || leaf === undefined) continue;
    if ((links.bPort[row] ?? 0) <= portsBefore(leaf.model)) names.add(endpoint.name);
  }
  return names;
}

const NO_NETWORK = 'the site has no network of switches';

const noOutOfBand = defineRule({
  id: 'fabric/no-out-of-band',
  severity: 'warning',
  title: 'each switch of a network has a port on an out-of-band network',
  why: {
    text: 'A switch whose configuration ends its own network is reached by no other way.',
    source:
      'Meta, More details about the October 4 outage (2021): the out-of-band network was down with the network that it was to repair',
  },
  check: (plan) => {
    const oob = outOfBand(plan);
    const reached = new Set(
      plan.fabrics.flatMap(({ plan: { role, endpoints } }) =>
        role === 'oob' ? endpoints.map(({ name }) => name) : [],
      ),
    );
    const pairs = (plan.converged ?? []).map((pair) => ({
      pair,
      hasOwn: oob.some(({ name }) => name === pair.plan.name),
    }));
    const networks = [
      ...plan.fabrics
        .filter(({ plan: { role } }) => role !== 'oob')
        .map(({ path, plan: { name, switches } }) => ({ path, name, switches: switches.map((one) => one.name) })),
      ...pairs.map(({ pair: { path, plan: own }, hasOwn }) => ({
        path,
        name: own.name,
        switches: hasOwn ? [] : own.cores.map(({ name }) => name),
      })),
    ];
    const lost = networks.map((one) => ({ ...one, switches: one.switches.filter((name) => !reached.has(name)) }));
    const short = lost.filter(({ switches }) => switches.length > 0);
    const [first] = short;
    if (networks.length === 0) return [notApplicable(NO_NETWORK)];
    if (first === undefined) return [passed(networks.length)];
    const switches = short.flatMap((one) => one.switches);
    return [
      failed({
        path: first.path,
        object: `${inWords.count(short.length, 'network')} ${inWords.names(short.map(({ name }) => name))}, ${inWords.count(switches.length, 'switch', 'switches')}`,
        found:
          oob.length === 0
            ? 'no out-of-band network'
            : `no port on ${inWords.names(oob.map(({ name }) => name))}: ${inWords.names(switches)}`,
        limit: 'an out-of-band port of each switch',
        remedy:
          "name the networks in 'manages' of a ManagementNetwork, or acknowledge it where another document plans it",
      }),
    ];
  },
});

const wayToRepair = defineRule({
  id: 'fabric/way-to-repair',
  severity: 'warning',
  title: 'an out-of-band network, and each service that repair needs, is reached without the networks that it repairs',
  why: {
    text: 'When the network is down, so is all that is reached over it: the way in, name servers, identity, management servers.',
    source:
      'Meta, More details about the October 4 outage (2021): tools, name servers and access hung on the network that was down',
  },
  check: (plan) => {
    const networks = outOfBand(plan);
    return judgeEach(networks, (network) => wayVerdict(plan, network, networks), 'the site has no out-of-band network');
  },
});

/** Rules about the way to repair networks. */
export const repairRules: readonly Rule[] = [noOutOfBand, wayToRepair];

interface OutOfBand {
  readonly path: string;
  readonly name: string;
  readonly repair: RepairWays;
  /** Cores that carry its uplinks. */
  readonly uplinks: readonly string[];
}

function outOfBand({ fabrics, converged = [] }: SitePlan): OutOfBand[] {
  return [
    ...fabrics.flatMap(({ path, plan: { role, name }, repair = {} }): OutOfBand[] =>
      role === 'oob' ? [{ path, name, repair, uplinks: [] }] : [],
    ),
    ...converged.flatMap(({ path, plan: { name, cores }, switches, cables, repair = {} }): OutOfBand[] => {
      const isCore = new Set(cores.map((core) => core.name));
      const own = new Set(switches.filter((one) => !isCore.has(one)));
      if (own.size === 0) return [];
      const uplinks = cables.flatMap(({ a, b }) => (own.has(a.device) && isCore.has(b.device) ? [b.device] : []));
      return [{ path, name, repair, uplinks: [...new Set(uplinks)] }];
    }),
  ];
}

function wayVerdict(
  plan: SitePlan,
  { path, name, repair, uplinks }: OutOfBand,
  networks: readonly OutOfBand[],
): Verdict | undefined {
  const object = `out-of-band network '${name}'`;
  const { wayOut, services } = repair;
  const faults = [
    ...(wayOut === undefined
      ? uplinks.length === 0
        ? []
        : [`its uplinks end on ${inWords.names(uplinks)}, which it repairs`]
      : hangsOn(plan, wayOut, networks).map((why) => (wayOut === 'none' ? why : `its way out ${why}`))),
    ...(services ?? []).flatMap(({ name: service, network }) =>
      network === name ? [] : hangsOn(plan, network, networks).map((why) => `'${service}' ${why}`),
    ),
  ];
  if (faults.length > 0) {
    return failed({
      path,
      object,
      found: faults.join('; '),
      limit: 'ways that do not hang on what is repaired',
      remedy:
        "give it a way of its own ('wayOut': 'own-line', 'mobile' or 'satellite'), and let 'repairServices' be reached over it",
    });
  }
  const missing = [
    ...(wayOut === undefined && uplinks.length === 0 ? [['how it leaves the site', "'wayOut'"]] : []),
    ...(services === undefined
      ? [['over which network name servers, identity and management servers are reached', "'repairServices'"]]
      : []),
  ];
  if (missing.length === 0) return undefined;
  return indeterminate({
    path,
    object,
    unknown: missing.map(([what = '']) => what).join('; '),
    givenBy: `give ${missing.map(([, prop = '']) => prop).join(' and ')} of the network`,
  });
}

/** Why a way hangs on what is repaired; nothing where it does not. A chain of out-of-band networks is followed to its end. */
function hangsOn(plan: SitePlan, way: string, networks: readonly OutOfBand[]): readonly string[] {
  const seen = new Set<string>();
  let at = way;
  for (;;) {
    if (at === 'none') return ['it has no way out of the site'];
    if (OWN_WAYS_OUT.some((own) => own === at)) return [];
    const next = networks.find(({ name, uplinks }) => name === at && uplinks.length === 0);
    if (next === undefined) {
      const isKnown = [...plan.fabrics, ...(plan.converged ?? [])].some(({ plan: { name } }) => name === at);
      return [
        isKnown
          ? `hangs on network '${at}', which is repaired over it`
          : `names '${at}', and the site has no such network`,
      ];
    }
    if (seen.has(at)) return [`ends in a circle at '${at}'`];
    seen.add(at);
    if (next.repair.wayOut === undefined) return [];
    at = next.repair.wayOut;
  }
}
