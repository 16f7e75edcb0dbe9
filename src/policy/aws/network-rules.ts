import { type AddressBlock, blockAround, parseCidr } from '../../model/address-plan';
import type { AwsClusterPlan } from '../../model/aws-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, judgeEach, type Rule, type Verdict } from '../engine/rule';
import { awsObjects, NO_AWS } from './pool-rules';

/** Blocks of remote nodes, and of remote pods, that a cluster takes. */
const REMOTE_BLOCKS = 15;

/** Private ranges of RFC 1918 and the shared one of RFC 6598. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map(blockOf);

const subnetTooSmall = defineRule({
  id: 'aws/subnet-too-small',
  severity: 'error',
  title: 'a subnet has an address for each interface and pod of its users at their largest',
  why: {
    text: 'A node or pod without an address does not start. A subnet keeps its block in the lock, so a pool that grew may need a new one.',
    source: 'EC2 User Guide: five addresses of a subnet are kept; awsome-distributed-ai issue 1122, dstack issue 1804',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ vpcs }) => vpcs.flatMap((vpc) => vpc.subnets.map((subnet) => ({ vpc, subnet })))),
      ({ vpc, subnet }) => {
        const { name, cidr, wanted, usable, arithmetic } = subnet;
        if (wanted <= usable) return undefined;
        return failed({
          path: vpc.path,
          object: `subnet '${name}' (${cidr}) of network '${vpc.name}'`,
          found: inWords.count(wanted, 'address', 'addresses'),
          limit: inWords.count(usable, 'address', 'addresses'),
          required: inWords.count(wanted, 'address', 'addresses'),
          available: inWords.count(usable, 'address', 'addresses'),
          shortfall: inWords.count(wanted - usable, 'address', 'addresses'),
          arithmetic: `${arithmetic} = ${inWords.number(wanted)}; ${inWords.number(usable + 5)} - 5 = ${inWords.number(usable)}`,
          remedy: `lower 'maxCount' or 'podsPerNode', put the growth into a further pool, or release it (aifactory lock release ${name}/${cidr.split('/')[1] ?? ''}), which makes it again`,
        });
      },
      NO_AWS,
    ),
});

const publicGpuSubnet = defineRule({
  id: 'aws/public-gpu-subnet',
  severity: 'error',
  title: 'GPU instances stand in private subnets, without public addresses',
  why: {
    text: 'An instance with several interfaces gets no public address, and a node that can be reached from anywhere is a risk.',
    source: 'EC2 User Guide, multiple network cards; terraform-aws-eks issue 3533',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ pools }) => pools),
      (pool) => {
        const subnet = plan.aws?.vpcs
          .find(({ name }) => name === pool.vpc)
          ?.subnets.find(({ name }) => name === pool.subnet);
        if (subnet?.isPublic !== true && !pool.hardening.hasPublicAddress) return undefined;
        return failed({
          path: pool.path,
          object: `pool '${pool.name}'`,
          found: subnet?.isPublic === true ? `public subnet '${subnet.name}'` : 'public addresses',
          limit: 'a private subnet and no public address',
          remedy: 'let the pool cut its own subnet',
        });
      },
      NO_AWS,
    ),
});

const networkOverlap = defineRule({
  id: 'aws/network-overlaps-site',
  severity: 'error',
  title: 'networks in AWS share no address with each other or with the pools of the site',
  why: {
    text: 'One address in two places cannot be routed over Direct Connect.',
    source: 'Direct Connect and transit gateway guidance of AWS',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ vpcs }) => vpcs),
      (vpc) => {
        const others = [
          ...plan.addresses.pools.map(({ name, cidr }) => ({ label: `pool '${name}' (${cidr})`, cidr })),
          ...(plan.aws?.vpcs ?? [])
            .filter(({ name }) => name < vpc.name)
            .flatMap(({ name, cidrs }) => cidrs.map((cidr) => ({ label: `network '${name}' (${cidr})`, cidr }))),
        ];
        const clash = firstOverlap(vpc.cidrs, others);
        if (clash === undefined) return undefined;
        return failed({
          path: vpc.path,
          object: `network '${vpc.name}'`,
          found: `${clash.cidr} overlaps ${clash.other}`,
          limit: 'no address in common',
          remedy: "give the network another block in 'cidrs'",
        });
      },
      NO_AWS,
    ),
});

const hybridBlocks = defineRule({
  id: 'aws/hybrid-blocks',
  severity: 'error',
  title: 'blocks of hybrid nodes and pods are private, few, and overlap with nothing',
  why: {
    text: 'EKS refuses blocks that overlap with one another, the network or the services of the cluster, or that are not private; it takes 15 of each.',
    source: 'Amazon EKS User Guide, hybrid nodes: prepare networking',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ clusters }) => clusters).filter(({ remoteNodeCidrs }) => remoteNodeCidrs.length > 0),
      (cluster) => hybridVerdict(plan, cluster),
      'no cluster has hybrid nodes',
    ),
});

const hybridWithoutRoute = defineRule({
  id: 'aws/hybrid-without-route',
  severity: 'error',
  title: 'the network of a cluster knows a way to its hybrid nodes and pods',
  why: {
    text: 'The control plane speaks to nodes on port 10250; without a route it shows them as not ready.',
    source: 'Amazon EKS User Guide, hybrid nodes: prepare networking',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ clusters }) => clusters).filter(({ remoteNodeCidrs }) => remoteNodeCidrs.length > 0),
      (cluster) => {
        const routed = (plan.aws?.directConnects ?? [])
          .filter(({ vpcs }) => vpcs.includes(cluster.vpc))
          .flatMap(({ sitePrefixes }) => sitePrefixes.map(blockOf));
        const missing = [...cluster.remoteNodeCidrs, ...cluster.remotePodCidrs].filter((cidr) => {
          const block = blockOf(cidr);
          return !routed.some((one) => isInside(block, one));
        });
        if (missing.length === 0) return undefined;
        return failed({
          path: cluster.path,
          object: `cluster '${cluster.name}'`,
          found: `no route to ${missing.join(', ')}`,
          limit: 'a route to each block of nodes and pods',
          remedy: "name their pools in 'sitePools' of a DirectConnect of network '" + cluster.vpc + "'",
        });
      },
      'no cluster has hybrid nodes',
    ),
});

/** Rules about addresses and routes. */
export const networkRules: readonly Rule[] = [
  subnetTooSmall,
  publicGpuSubnet,
  networkOverlap,
  hybridBlocks,
  hybridWithoutRoute,
];

function hybridVerdict(plan: SitePlan, cluster: AwsClusterPlan): Verdict | undefined {
  const { remoteNodeCidrs, remotePodCidrs, serviceCidr, vpc, path, name } = cluster;
  const object = `hybrid nodes of cluster '${name}'`;
  for (const [what, cidrs] of [
    ['node', remoteNodeCidrs],
    ['pod', remotePodCidrs],
  ] as const) {
    if (cidrs.length <= REMOTE_BLOCKS) continue;
    return failed({
      path,
      object,
      found: `${cidrs.length} blocks of ${what}s`,
      limit: `${REMOTE_BLOCKS}`,
      remedy: 'join pools of the site to larger blocks',
    });
  }
  const all = [...remoteNodeCidrs, ...remotePodCidrs];
  const outside = all.find((cidr) => cidr.includes(':') || !PRIVATE.some((range) => isInside(blockOf(cidr), range)));
  if (outside !== undefined) {
    return failed({
      path,
      object,
      found: `block ${outside}`,
      limit: 'a private range of IPv4',
      remedy: 'give the site a private pool for them',
    });
  }
  const others = [
    { label: `the services of the cluster (${serviceCidr})`, cidr: serviceCidr },
    ...(plan.aws?.vpcs.find((one) => one.name === vpc)?.cidrs ?? []).map((cidr) => ({
      label: `network '${vpc}' (${cidr})`,
      cidr,
    })),
  ];
  const clash =
    firstOverlap(all, others) ??
    all.flatMap(
      (cidr, index) =>
        firstOverlap(
          [cidr],
          all.slice(0, index).map((one) => ({ label: one, cidr: one })),
        ) ?? [],
    )[0];
  if (clash === undefined) return undefined;
  return failed({
    path,
    object,
    found: `${clash.cidr} overlaps ${clash.other}`,
    limit: 'no address in common',
    remedy: "give pools or 'serviceCidr' another block",
  });
}

function firstOverlap(
  cidrs: readonly string[],
  others: readonly { readonly label: string; readonly cidr: string }[],
): { readonly cidr: string; readonly other: string } | undefined {
  for (const cidr of cidrs) {
    const block = blockOf(cidr);
    const clash = others.find((other) => overlaps(block, blockOf(other.cidr)));
    if (clash !== undefined) return { cidr, other: clash.label };
  }
  return undefined;
}

/** Blocks were checked where they were given; one that is none overlaps with nothing. */
function blockOf(cidr: string): AddressBlock {
  const parsed = parseCidr(cidr);
  if (parsed === undefined) return { bits: 32, prefixLength: 32, first: -1n, last: -1n };
  return blockAround(parsed.address, parsed.prefixLength);
}

function overlaps(a: AddressBlock, b: AddressBlock): boolean {
  return a.bits === b.bits && a.first >= 0n && a.first <= b.last && b.first <= a.last;
}

function isInside(inner: AddressBlock, outer: AddressBlock): boolean {
  return inner.bits === outer.bits && outer.first <= inner.first && inner.last <= outer.last;
}
