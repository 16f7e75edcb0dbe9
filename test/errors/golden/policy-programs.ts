import { Testing } from 'cdktf';
import { defineRule, GpuCluster, Policy, Power, type PolicyProps } from 'cdktf-ai-factory';
import type { AcknowledgeOptions, PowerZone } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import { smallSite, smallZone, type SmallSite } from '../../constructs/small-site';
import type { Programs } from './program';

interface Overloaded {
  readonly lab: SmallSite;
  readonly zone: PowerZone;
}

/** A zone that four systems overload by one watt. */
function overloaded(policy?: PolicyProps): Overloaded {
  const lab = smallSite(policy === undefined ? {} : { policy });
  const zone = smallZone(lab, { rating: Power.watts(71_499), redundancy: 'N' });
  new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4 });
  return { lab, zone };
}

function acknowledge(rule: string, options: Partial<AcknowledgeOptions>, policy: PolicyProps): string {
  const { lab, zone } = overloaded(policy);
  Policy.acknowledge(zone, rule, { reason: 'the feed is replaced in May', until: '2027-05-31', ...options });
  return Testing.synth(lab.stack, true);
}

const RULE = {
  id: 'house/air-per-rack',
  severity: 'error',
  title: 'a rack draws at most 40 kW',
  why: { text: 'the fan wall was measured at 40 kW', source: 'commissioning report' },
  check: () => [],
} as const;

/** Wrong acknowledgements and rules. */
export const policyPrograms: Programs = {
  'policy-no-reason': () => acknowledge('power/zone-overload', { reason: ' ' }, { asOf: '2026-11-01' }),
  'policy-bad-until': () => acknowledge('power/zone-overload', { until: '2027-02-30' }, { asOf: '2026-11-01' }),
  'policy-unknown-rule': () => acknowledge('power/zone-overlaod', {}, { asOf: '2026-11-01' }),
  'policy-several-wrong': () => acknowledge('power/none', { reason: '', until: 'next May' }, { asOf: '2026-11-01' }),
  'policy-past-its-date': () => acknowledge('power/zone-overload', {}, { asOf: '2027-06-01' }),
  // The finding that it was meant for is of another rule: the error stands.
  'policy-matches-nothing': () => acknowledge('space/unplaced', {}, { asOf: '2026-11-01' }),
  'policy-no-as-of': () => acknowledge('power/zone-overload', {}, {}),
  'policy-bad-as-of': () => acknowledge('power/zone-overload', {}, { asOf: '2026-11' }),
  'policy-rule-with-bad-id': () => defineRule({ ...RULE, id: 'Air per rack' }),
  'policy-rule-of-reserved-pack': () => defineRule({ ...RULE, id: 'policy/air' }),
  'policy-rule-without-text': () => defineRule({ ...RULE, title: '' }),
  'policy-rule-twice': () => {
    const rule = defineRule(RULE);
    return Testing.synth(overloaded({ rules: [rule, rule] }).lab.stack, true);
  },
};
