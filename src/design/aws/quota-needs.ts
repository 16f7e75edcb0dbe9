import type { AwsClusterPlan, AwsLustrePlan, AwsPlan, AwsPoolPlan } from '../../model/aws-plan';

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
