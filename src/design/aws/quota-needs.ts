import type { AwsPoolPlan } from './aws-plan';

/** On-demand quotas of vCPU by family; for Inferentia the list has none. */
const VCPU_QUOTAS: Readonly<Record<AwsPoolPlan['quotaFamily'], string | undefined>> = {
  P: 'L-417A185B',
  G: 'L-DB2E81BA',
  Trn: 'L-2C3B7624',
  Inf: undefined,
};

const INTERFACES = 'L-DF5E4CA3';

/** What pools of one region take of a quota. */
export interface AwsQuotaNeed {
  readonly code: string;
  readonly what: string;
  readonly needed: number;
  /** How `needed` comes about. */
  readonly arithmetic: string;
}

/**
 * What pools of one region take, each at its largest: interfaces, and vCPU by family where every type states them. Whether AWS counts EFA-only interfaces
 * is not known, so all are counted. Capacity blocks take no vCPU of the on-demand quota; the instances of HyperPod are not the account's.
 */
export function quotaNeeds(pools: readonly AwsPoolPlan[]): readonly AwsQuotaNeed[] {
  const own = pools.filter(({ consumer }) => consumer !== 'hyperpod');
  if (own.length === 0) return [];
  const interfaces: AwsQuotaNeed = {
    code: INTERFACES,
    what: 'network interfaces',
    needed: own.reduce((sum, { maxCount, layout }) => sum + maxCount * layout.interfaces.length, 0),
    arithmetic: own
      .map(({ name, maxCount, layout }) => `${maxCount} x ${layout.interfaces.length} of '${name}'`)
      .join(' + '),
  };
  const families = [...new Set(own.map(({ quotaFamily }) => quotaFamily))];
  return [interfaces, ...families.flatMap((family) => vcpuNeed(family, own))];
}

function vcpuNeed(family: AwsPoolPlan['quotaFamily'], pools: readonly AwsPoolPlan[]): AwsQuotaNeed[] {
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
      arithmetic: known.map(({ name, maxCount, vcpusEach }) => `${maxCount} x ${vcpusEach} of '${name}'`).join(' + '),
    },
  ];
}
