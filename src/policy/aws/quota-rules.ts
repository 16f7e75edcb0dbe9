import { awsQuota, initialLimit } from '../../catalog/aws/quotas';
import { quotaNeedsOf } from '../../design/aws/quota-needs';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, indeterminate, type Verdict } from '../verdict';
import type { AwsVpcPlan } from '../../model/aws-plan';
import { awsObjects, NO_AWS } from './aws-part';

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
