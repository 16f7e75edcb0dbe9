import { awsQuota, initialLimit } from '../../catalog/aws-quotas';
import { quotaNeedsOf } from '../../design/aws/aws-capacity';
import type { AwsPoolPlan, AwsVpcPlan } from '../../model/aws-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';
import { awsObjects, NO_AWS, poolLabel, zoneLabel, zoneOf } from './pool-rules';

const MILLISECONDS_PER_DAY = 86_400_000;

/** Lengths of a capacity block, days: each to 14, then whole weeks to 182. */
const SINGLE_DAYS = 14;

const LONGEST_DAYS = 182;

const WEEK = 7;

/** Instances of one block at most. */
const BLOCK_INSTANCES = 64;

const instanceNotSold = defineRule({
  id: 'aws/instance-not-sold',
  severity: 'error',
  title: 'an instance type is sold in the zone of its pool',
  why: {
    text: 'AWS sells GPU types in some zones of a region alone; elsewhere a launch fails, or a reservation finds no such type.',
    source: 'EC2 DescribeInstanceTypeOfferings of 2026-08-01 by zone id',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ pools }) => pools),
      (pool) => {
        const zone = zoneOf(plan, pool);
        if (zone?.zoneId === undefined || zone.kind !== 'availability-zone' || pool.soldIn === undefined) {
          // Terraform asks the zone itself.
          if (plan.aws?.offeringChecks.includes(pool.name) === true) return undefined;
          return indeterminate({
            path: pool.path,
            object: poolLabel(pool),
            unknown: `whether zone ${zoneLabel(zone)} sells it`,
            givenBy:
              "create AwsAccountChecks, which asks a zone with a 'zoneId' at each plan: no source of the catalogue speaks of it",
          });
        }
        if (pool.soldIn.includes(zone.zoneId)) return undefined;
        const near = pool.soldIn.filter((id) => id.startsWith(`${zone.zoneId?.split('-')[0] ?? ''}-`));
        return failed({
          path: pool.path,
          object: poolLabel(pool),
          found: `zone ${zone.zoneId}`,
          limit: near.length > 0 ? near.join(', ') : `no zone of ${zone.region}`,
          remedy:
            near.length > 0
              ? `use zone ${near.join(' or ')}`
              : `use another instance type, or a region that sells it: ${pool.soldIn.slice(0, 6).join(', ')}`,
        });
      },
      NO_AWS,
    ),
});

const capacityNotOffered = defineRule({
  id: 'aws/capacity-not-offered',
  severity: 'error',
  title: 'an instance type is offered in the way that its pool has its capacity',
  why: { text: 'Not every GPU type comes in capacity blocks.', source: 'EC2 DescribeInstanceTypes of 2026-08-02' },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ pools }) => pools),
      (pool) => {
        const wanted = pool.block === undefined ? 'on-demand' : 'capacity-block';
        if (pool.usageClasses === undefined) {
          return indeterminate({
            path: pool.path,
            object: poolLabel(pool),
            unknown: `whether it is offered as ${wanted}`,
            givenBy: "'usageClasses' of the instance type",
          });
        }
        if (pool.usageClasses.includes(wanted)) return undefined;
        return failed({
          path: pool.path,
          object: poolLabel(pool),
          found: wanted,
          limit: pool.usageClasses.join(', '),
          remedy: "use another 'capacity', or another instance type",
        });
      },
      NO_AWS,
    ),
});

const placementWithReservation = defineRule({
  id: 'aws/placement-with-reservation',
  severity: 'error',
  title: 'a pool with a reservation or block that stands has no placement group of its own',
  why: {
    text: 'Capacity that was not reserved inside the group cannot be launched in it: every launch ends with InsufficientInstanceCapacity.',
    source: 'terraform-aws-eks issues 3730 and 3661; EC2 User Guide, capacity blocks',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ pools }) => pools),
      (pool) => {
        const isStanding = ['reservation', 'capacity-block', 'ultraserver-block'].includes(pool.capacity);
        if (!isStanding || pool.placement !== 'own-group') return undefined;
        return failed({
          path: pool.path,
          object: poolLabel(pool),
          found: `a placement group of its own beside a ${pool.capacity}`,
          limit: 'no group, or the one that the reservation was made in',
          remedy: "leave 'placement' out, or name the group in 'placementGroup' of the reservations",
        });
      },
      NO_AWS,
    ),
});

const blockDates = defineRule({
  id: 'aws/block-dates',
  severity: 'error',
  title: 'a capacity block has days and a size that AWS sells, and has not ended',
  why: {
    text: 'Blocks come in days to 14 and in weeks to 182 days, 64 instances each at most; after the end nothing runs.',
    source: 'EC2 User Guide, Capacity Blocks for ML',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ pools }) => pools).filter(({ block }) => block !== undefined),
      (pool) => blockVerdict(pool, plan.asOf),
      'no pool has a capacity block',
    ),
});

/** Rules about what is launched, and where. */
export const capacityRules: readonly Rule[] = [
  instanceNotSold,
  capacityNotOffered,
  placementWithReservation,
  blockDates,
];

function blockVerdict(pool: AwsPoolPlan, asOf: string | undefined): Verdict | undefined {
  const { starts = '', ends = '' } = pool.block ?? {};
  const days = (Date.parse(ends) - Date.parse(starts)) / MILLISECONDS_PER_DAY;
  const parts = {
    path: pool.path,
    object: `capacity block of ${poolLabel(pool)}`,
    arithmetic: `${starts} to ${ends} are ${inWords.count(days, 'day')}`,
  };
  const isSold = days >= 1 && days <= LONGEST_DAYS && (days <= SINGLE_DAYS || days % WEEK === 0);
  if (!isSold) {
    return failed({
      ...parts,
      found: inWords.count(days, 'day'),
      limit: `1 to ${SINGLE_DAYS} days, or whole weeks to ${LONGEST_DAYS} days`,
      remedy: "correct 'starts' and 'ends' of the block",
    });
  }
  if (pool.maxCount > BLOCK_INSTANCES && pool.capacity === 'capacity-block') {
    return failed({
      ...parts,
      found: inWords.count(pool.maxCount, 'instance'),
      limit: inWords.count(BLOCK_INSTANCES, 'instance'),
      remedy: 'make a pool for each block',
    });
  }
  if (asOf === undefined || ends > asOf) return undefined;
  return failed({
    ...parts,
    found: `it ended on ${ends}`,
    limit: `a day after ${asOf}`,
    remedy: 'buy a block outside, and give its id and days',
  });
}

const ADDRESS_USAGE = 'L-BB24F6E5';

const VPC_BLOCKS = 'L-83CA0A9D';

const VPC_SUBNETS = 'L-407747CB';

const VPC_ENDPOINTS = 'L-29B6F2EB';

const overQuota = defineRule({
  id: 'aws/over-initial-quota',
  severity: 'warning',
  title: 'the design stays within the quotas of an account that asked for nothing',
  why: {
    text: 'A quota that is too low stops a deployment in the middle; more is granted on request, and takes days.',
    source: 'Service Quotas of AWS, generated 2026-01-14; EKS and EC2 documentation',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, quotaNeedsOf).filter(({ code }) => initialLimit(code) !== undefined),
      ({ region, code, what, needed, arithmetic }) => {
        const limit = initialLimit(code) ?? 0;
        if (needed <= limit) return undefined;
        return failed({
          path: plan.path,
          object: `${what} in ${region}`,
          found: inWords.number(needed),
          limit: `${inWords.number(limit)}, quota ${code}`,
          required: inWords.number(needed),
          available: inWords.number(limit),
          shortfall: inWords.number(needed - limit),
          arithmetic: `${arithmetic} = ${inWords.number(needed)}; ${inWords.number(needed)} - ${inWords.number(limit)} = ${inWords.number(needed - limit)}`,
          remedy: `ask for a higher quota ${code}, then acknowledge this finding, or use fewer`,
        });
      },
      'the site takes nothing of a quota whose initial limit a source states',
    ),
});

const unknownQuota = defineRule({
  id: 'aws/unknown-quota',
  severity: 'warning',
  title: 'quotas whose initial limit no source states are compared by Terraform',
  why: {
    text: 'On-demand quotas of GPU instances hang on the account and are often 0.',
    source: 'Service Quotas of AWS, generated 2026-01-14, which states no default for them',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, quotaNeedsOf).filter(({ code }) => initialLimit(code) === undefined),
      ({ region, code, what, needed, arithmetic }) => {
        const isChecked = plan.aws?.quotaChecks.some((one) => one.region === region && one.code === code) === true;
        if (isChecked) return undefined;
        return indeterminate({
          path: plan.path,
          object: `${what} in ${region}`,
          unknown: `whether the account has ${inWords.number(needed)} (${arithmetic}): quota ${code}, ${awsQuota(code)?.topic ?? ''}`,
          givenBy: 'create AwsAccountChecks, which compares it at each plan',
        });
      },
      'the site takes nothing of a quota whose initial limit is not known',
    ),
});

const networkQuota = defineRule({
  id: 'aws/network-quota',
  severity: 'warning',
  title: 'a network stays within its initial quotas of blocks, subnets, endpoints and addresses',
  why: {
    text: 'A network that is over its quota cannot be deployed whole.',
    source: 'Service Quotas of AWS, generated 2026-01-14',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ vpcs }) => vpcs),
      networkVerdict,
      NO_AWS,
    ),
});

/** Rules about quotas. */
export const quotaRules: readonly Rule[] = [overQuota, unknownQuota, networkQuota];

function networkVerdict(vpc: AwsVpcPlan): Verdict | undefined {
  const uses = [
    { code: VPC_BLOCKS, what: 'blocks', used: vpc.cidrs.length },
    { code: VPC_SUBNETS, what: 'subnets', used: vpc.subnets.length },
    { code: VPC_ENDPOINTS, what: 'interface endpoints', used: vpc.endpoints.length },
    {
      code: ADDRESS_USAGE,
      what: 'addresses in use',
      used: vpc.subnets.reduce((sum, { wanted }) => sum + wanted, 0),
    },
  ];
  const over = uses.find(({ code, used }) => used > (initialLimit(code) ?? Infinity));
  if (over === undefined) return undefined;
  const limit = initialLimit(over.code) ?? 0;
  return failed({
    path: vpc.path,
    object: `network '${vpc.name}', ${over.what}`,
    found: inWords.number(over.used),
    limit: `${inWords.number(limit)}, quota ${over.code}`,
    shortfall: inWords.number(over.used - limit),
    arithmetic: `${inWords.number(over.used)} - ${inWords.number(limit)} = ${inWords.number(over.used - limit)}`,
    remedy: `ask for a higher quota ${over.code}, then acknowledge this finding, or spread pools over two networks`,
  });
}
