import {
  LUSTRE_RATES,
  type AwsClusterPlan,
  type AwsLustrePlan,
  type AwsPlan,
  type AwsPoolPlan,
  type EfaInterface,
  type EfaLayout,
  type AwsEfaDriver,
  type AwsHybridPlan,
  type LustreInput,
  type LustreRate,
  type LustreSizing,
} from '../../model/aws-plan';
import { DesignError } from '../../errors/design-error';
import { present } from '../../units/present';

/** On-demand quotas of vCPU by family; for Inferentia the list has none. */
const VCPU_QUOTAS: Readonly<Record<AwsPoolPlan['quotaFamily'], string | undefined>> = {
  P: 'L-417A185B',
  G: 'L-DB2E81BA',
  Trn: 'L-2C3B7624',
  Inf: undefined,
};

const INTERFACES = 'L-DF5E4CA3';
const LUSTRE_STORAGE = 'L-8F1B9C74';
const GROUP_NODES = 'L-BD136A63';
const GROUPS = 'L-6D54EA21';
const TRANSIT_GATEWAYS = 'L-A2478D36';

/** What the AWS part of a site takes of a quota in one region. */
export interface AwsQuotaNeed {
  readonly region: string;
  readonly code: string;
  readonly what: string;
  readonly needed: number;
  /** How `needed` comes about. */
  readonly arithmetic: string;
}

/** What is compared with the quotas of one region. */
export type QuotaUse = Pick<AwsPlan, 'pools' | 'lustre' | 'clusters' | 'directConnects'>;

/**
 * What one region takes, pools at their largest. Whether AWS counts EFA-only interfaces is not known, so all are counted. Capacity blocks take no vCPU of the
 * on-demand quota; the instances of HyperPod are not the account's.
 */
export function quotaNeeds(region: string, use: QuotaUse): readonly AwsQuotaNeed[] {
  const own = use.pools.filter(({ consumer }) => consumer !== 'hyperpod');
  const families = [...new Set(own.map(({ quotaFamily }) => quotaFamily))];
  return [
    ...interfaceNeed(own),
    ...families.flatMap((family) => vcpuNeed(family, own)),
    ...lustreNeed(use.lustre),
    ...use.clusters.flatMap(groupNeeds),
    ...gatewayNeed(use.directConnects.length),
  ].map((need) => ({ region, ...need }));
}

/** The AWS part of a site by region, in order of its networks. */
export function quotaNeedsOf(plan: AwsPlan): readonly AwsQuotaNeed[] {
  return [...new Set(plan.vpcs.map(({ region }) => region))].flatMap((region) => {
    const vpcs = new Set(plan.vpcs.filter((vpc) => vpc.region === region).map(({ name }) => name));
    const isHere = ({ vpc }: { readonly vpc: string }): boolean => vpcs.has(vpc);
    return quotaNeeds(region, {
      pools: plan.pools.filter(isHere),
      lustre: plan.lustre.filter(isHere),
      clusters: plan.clusters.filter(isHere),
      directConnects: plan.directConnects.filter((one) => one.vpcs.some((vpc) => vpcs.has(vpc))),
    });
  });
}

type Need = Omit<AwsQuotaNeed, 'region'>;

function interfaceNeed(pools: readonly AwsPoolPlan[]): readonly Need[] {
  if (pools.length === 0) return [];
  return [
    {
      code: INTERFACES,
      what: 'network interfaces',
      needed: pools.reduce((sum, { maxCount, layout }) => sum + maxCount * layout.interfaces.length, 0),
      arithmetic: pools
        .map(({ name, maxCount, layout }) => `${maxCount} x ${layout.interfaces.length} of pool '${name}'`)
        .join(' + '),
    },
  ];
}

function vcpuNeed(family: AwsPoolPlan['quotaFamily'], pools: readonly AwsPoolPlan[]): readonly Need[] {
  const code = VCPU_QUOTAS[family];
  const members = pools.filter(
    ({ quotaFamily, capacity }) =>
      quotaFamily === family && capacity !== 'capacity-block' && capacity !== 'ultraserver-block',
  );
  const known = members.flatMap(({ name, maxCount, vcpusEach }) =>
    vcpusEach === undefined ? [] : [{ name, maxCount, vcpusEach }],
  );
  if (code === undefined || known.length === 0 || known.length < members.length) return [];
  return [
    {
      code,
      what: `vCPU of on-demand ${family} instances`,
      needed: known.reduce((sum, { maxCount, vcpusEach }) => sum + maxCount * vcpusEach, 0),
      arithmetic: known
        .map(({ name, maxCount, vcpusEach }) => `${maxCount} x ${vcpusEach} of pool '${name}'`)
        .join(' + '),
    },
  ];
}

function lustreNeed(systems: readonly AwsLustrePlan[]): readonly Need[] {
  if (systems.length === 0) return [];
  return [
    {
      code: LUSTRE_STORAGE,
      what: 'GiB of FSx for Lustre, PERSISTENT_2',
      needed: systems.reduce((sum, { sizing }) => sum + sizing.storageGibibytes, 0),
      arithmetic: systems.map(({ name, sizing }) => `${sizing.storageGibibytes} of '${name}'`).join(' + '),
    },
  ];
}

function groupNeeds({ name, nodeGroups }: AwsClusterPlan): readonly Need[] {
  const largest = [...nodeGroups].sort((a, b) => b.nodes - a.nodes)[0];
  return [
    {
      code: GROUPS,
      what: `node groups of cluster '${name}'`,
      needed: nodeGroups.length,
      arithmetic: `${nodeGroups.length} groups`,
    },
    ...(largest === undefined
      ? []
      : [
          {
            code: GROUP_NODES,
            what: `nodes of one group of cluster '${name}'`,
            needed: largest.nodes,
            arithmetic: `${largest.nodes} of group '${largest.name}'`,
          },
        ]),
  ];
}

function gatewayNeed(count: number): readonly Need[] {
  if (count === 0) return [];
  return [
    { code: TRANSIT_GATEWAYS, what: 'transit gateways', needed: count, arithmetic: `${count} of Direct Connect` },
  ];
}

/** What a layout follows from. */
interface EfaLayoutInput {
  /** Instance type, for messages. */
  readonly instance: string;
  readonly cards: number;
  /** EFA interfaces; 0 for a type without. */
  readonly efaInterfaces: number;
  readonly isCard0Efa: boolean;
  /** Interfaces that card 0 takes. */
  readonly card0Interfaces: number;
  /** Interfaces that each further card takes. */
  readonly cardInterfaces: number;
  /** IPv4 addresses of one interface. */
  readonly addressesPerInterface: number;
  /** `efa-only` takes no address; AWS PCS knows `efa` alone. */
  readonly kind: 'efa-only' | 'efa';
}

/**
 * Lays the interfaces of an instance out. Card 0 begins with ENA, which alone can be the primary interface; its second is EFA where the card takes
 * one; each further card has one EFA interface, until the type has no more. At most one a card.
 *
 * @throws DesignError `aws/efa-does-not-fit` for more EFA interfaces than the cards take
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa-acc-inst-types.html
 */
export function planEfaLayout(input: EfaLayoutInput): EfaLayout {
  const interfaces = input.kind === 'efa' ? efaWithAddress(input) : efaOnly(input);
  const efa = interfaces.filter(({ kind }) => kind !== 'interface');
  if (efa.length < input.efaInterfaces) {
    throw new DesignError('aws/efa-does-not-fit', {
      problem: `instance type '${input.instance}': ${input.efaInterfaces} EFA interfaces on ${input.cards} network cards, which take ${efa.length}`,
      remedy: 'correct the facts of the type: a card takes one EFA interface',
      object: input.instance,
      value: String(input.efaInterfaces),
      limit: String(efa.length),
    });
  }
  return describeLayout(interfaces, input);
}

/** A layout that is given, with what follows from it. */
export function describeLayout(
  interfaces: readonly EfaInterface[],
  { card0Interfaces, addressesPerInterface }: Pick<EfaLayoutInput, 'card0Interfaces' | 'addressesPerInterface'>,
): EfaLayout {
  const onCard0 = interfaces.filter(({ card, kind }) => card === 0 && kind === 'efa-only').length;
  return {
    interfaces,
    efaInterfaces: interfaces.filter(({ kind }) => kind !== 'interface').length,
    addresses: interfaces.filter(({ kind }) => kind !== 'efa-only').length,
    // As Karpenter counts: the first address of each interface is its own; two pods use the host's network.
    podsByInterface: (card0Interfaces - onCard0) * (addressesPerInterface - 1) + 2,
  };
}

function efaOnly({ cards, efaInterfaces, isCard0Efa, card0Interfaces }: EfaLayoutInput): EfaInterface[] {
  const interfaces: EfaInterface[] = [{ card: 0, device: 0, kind: 'interface' }];
  let left = efaInterfaces;
  if (left > 0 && isCard0Efa && card0Interfaces > 1) {
    interfaces.push({ card: 0, device: 1, kind: 'efa-only' });
    left -= 1;
  }
  for (let card = 1; card < cards && left > 0; card += 1, left -= 1) {
    interfaces.push({ card, device: 0, kind: 'efa-only' });
  }
  return interfaces;
}

/** Where card 0 takes EFA, its primary interface is one, and further cards count their devices from 1, as P5 and P5en are launched. */
function efaWithAddress({ cards, efaInterfaces, isCard0Efa }: EfaLayoutInput): EfaInterface[] {
  const isPrimaryEfa = efaInterfaces > 0 && isCard0Efa;
  const interfaces: EfaInterface[] = [{ card: 0, device: 0, kind: isPrimaryEfa ? 'efa' : 'interface' }];
  let left = efaInterfaces - (isPrimaryEfa ? 1 : 0);
  for (let card = 1; card < cards && left > 0; card += 1, left -= 1) {
    interfaces.push({ card, device: isCard0Efa ? 1 : 0, kind: 'efa' });
  }
  return interfaces;
}

/** Add-ons of EKS that a cluster has, in order of their making. */
export const EKS_ADDONS = [
  'eks-pod-identity-agent',
  'vpc-cni',
  'kube-proxy',
  'coredns',
  'eks-node-monitoring-agent',
] as const;

/** Add-on by which pods mount file systems of FSx for Lustre. */
export const LUSTRE_ADDON = 'aws-fsx-csi-driver';

/** First minor version of Kubernetes on which EKS has the driver of EFA for dynamic resource allocation. */
const DRA_MINOR = 34;

/** Whether EKS has the driver of EFA for dynamic resource allocation on a version such as `1.34`. */
export function hasEfaDra(version: string): boolean {
  return Number(version.split('.')[1]) >= DRA_MINOR;
}

/**
 * How pods of a cluster ask for EFA devices where nothing is said: by dynamic resource allocation from Kubernetes 1.34, as AWS advises, and before it by the device
 * plugin, whose version also says so.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/device-management-efa.html
 */
export function efaDriverFor(version: string, pluginVersion: string | undefined): AwsEfaDriver {
  return pluginVersion === undefined && hasEfaDra(version) ? 'dra' : 'device-plugin';
}

/**
 * Services that nodes on the site call, by their credentials. The gateway endpoint of S3 is reached from inside a network alone, so S3 is among them.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html
 */
export const HYBRID_ENDPOINTS: Readonly<Record<AwsHybridPlan['credentials'], readonly string[]>> = {
  ssm: ['ec2messages', 'ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 's3', 'ssm', 'ssmmessages'],
  'roles-anywhere': ['ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 'rolesanywhere', 's3'],
};

/**
 * Days that an activation of Systems Manager lives at most.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html
 */
export const LONGEST_ACTIVATION_DAYS = 30;

const MILLISECONDS_PER_DAY = 86_400_000;

/** Days from a day, `YYYY-MM-DD`, to the end of an activation; below 0 where it ended before. */
export function activationDays(asOf: string, ends: string): number {
  return (Date.parse(ends) - Date.parse(`${asOf}T00:00:00Z`)) / MILLISECONDS_PER_DAY;
}

/** Smallest system and step without EFA, GiB: 1,200, then multiples of 2,400. */
const SMALLEST_GIBIBYTES = 1_200;

const STEP_GIBIBYTES = 2_400;

/** Smallest system and step with EFA by rate, GiB. */
const EFA_STEP_GIBIBYTES: Readonly<Record<LustreRate, number>> = { 125: 38_400, 250: 19_200, 500: 9_600, 1_000: 4_800 };

const GIBIBYTES_PER_TEBIBYTE = 1_024;

const BYTES_PER_GIBIBYTE = 1_073_741_824;

const BITS_PER_MEGABYTE = 8_000_000;

/**
 * Sizes FSx for Lustre, PERSISTENT_2 on SSD: the least storage on the grid that meets capacity and rate.
 *
 * @throws DesignError `aws/lustre-no-demand`, `aws/lustre-bad-rate`, `aws/lustre-off-grid`
 * @see https://docs.aws.amazon.com/fsx/latest/LustreGuide/performance.html
 */
export function sizeLustre(input: LustreInput): LustreSizing {
  const { name, capacityBytes, rateBitsPerSecond, storageGibibytes, perTebibyte } = input;
  if (capacityBytes === undefined && rateBitsPerSecond === undefined && storageGibibytes === undefined) {
    throw new DesignError('aws/lustre-no-demand', {
      problem: `Lustre '${name}' has nothing to meet`,
      remedy: "ask for 'capacity' or 'rate', or set 'storage'",
      object: name,
    });
  }
  if (perTebibyte !== undefined && !LUSTRE_RATES.includes(perTebibyte)) {
    throw new DesignError('aws/lustre-bad-rate', {
      problem: `Lustre '${name}': 'perTebibyte' is ${String(perTebibyte)}`,
      remedy: `give one of ${LUSTRE_RATES.join(', ')} MB/s a TiB`,
      object: name,
      value: String(perTebibyte),
    });
  }
  if (storageGibibytes !== undefined) return sizedByHand(input, storageGibibytes);
  const rates = perTebibyte === undefined ? LUSTRE_RATES : [perTebibyte];
  const all = rates.map((rate) => sizedAt(rate, input));
  return all.reduce((best, one) => (one.storageGibibytes < best.storageGibibytes ? one : best));
}

/** Storage by hand at the lowest rate that it can have and that meets the demand, else at the highest. */
function sizedByHand(input: LustreInput, storage: number): LustreSizing {
  const { name, perTebibyte, hasEfa, rateBitsPerSecond = 0 } = input;
  const rates = perTebibyte === undefined ? LUSTRE_RATES : [perTebibyte];
  const fitting = rates.filter((rate) => isOnGrid(storage, rate, hasEfa));
  const [first] = fitting;
  if (first === undefined) throw offGrid(name, storage, perTebibyte ?? 1_000, hasEfa);
  const all = fitting.map((rate) => sizedAt(rate, input));
  const met = all.find((one) => one.rateBitsPerSecond >= rateBitsPerSecond);
  return met ?? all.at(-1) ?? sizedAt(first, input);
}

/** The least storage on the grid that holds so many GiB. */
export function onLustreGrid(gibibytes: number, rate: LustreRate, hasEfa: boolean): number {
  if (hasEfa) return Math.max(1, Math.ceil(gibibytes / EFA_STEP_GIBIBYTES[rate])) * EFA_STEP_GIBIBYTES[rate];
  if (gibibytes <= SMALLEST_GIBIBYTES) return SMALLEST_GIBIBYTES;
  return Math.ceil(gibibytes / STEP_GIBIBYTES) * STEP_GIBIBYTES;
}

function sizedAt(rate: LustreRate, input: LustreInput): LustreSizing {
  const { capacityBytes, rateBitsPerSecond, storageGibibytes, hasEfa } = input;
  const needed = Math.max(
    (capacityBytes ?? 0) / BYTES_PER_GIBIBYTE,
    ((rateBitsPerSecond ?? 0) / BITS_PER_MEGABYTE / rate) * GIBIBYTES_PER_TEBIBYTE,
  );
  const least = onLustreGrid(needed, rate, hasEfa);
  const storage = storageGibibytes ?? least;
  return {
    storageGibibytes: storage,
    perTebibyte: rate,
    rateBitsPerSecond: Math.floor((storage / GIBIBYTES_PER_TEBIBYTE) * rate * BITS_PER_MEGABYTE),
    hasEfa,
    stepGibibytes: hasEfa ? EFA_STEP_GIBIBYTES[rate] : STEP_GIBIBYTES,
    demand: present({ capacityBytes, rateBitsPerSecond }),
  };
}

function isOnGrid(storage: number, rate: LustreRate, hasEfa: boolean): boolean {
  return Number.isSafeInteger(storage) && storage > 0 && onLustreGrid(storage, rate, hasEfa) === storage;
}

function offGrid(name: string, storage: number, rate: LustreRate, hasEfa: boolean): DesignError {
  const grid = hasEfa
    ? `with EFA at ${rate} MB/s a TiB it comes in multiples of ${EFA_STEP_GIBIBYTES[rate]} GiB`
    : `it comes as ${SMALLEST_GIBIBYTES} GiB or in multiples of ${STEP_GIBIBYTES} GiB`;
  return new DesignError('aws/lustre-off-grid', {
    problem: `Lustre '${name}': 'storage' is ${storage} GiB, and ${grid}`,
    remedy: `give ${onLustreGrid(storage, rate, hasEfa)} GiB, or leave it out`,
    object: name,
    value: `${storage} GiB`,
  });
}
