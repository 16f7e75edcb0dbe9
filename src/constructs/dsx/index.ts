export { type EnvelopesPlan, type EnvelopeSite, planEnvelopes } from '../../design/dsx/plan-envelopes';
export type {
  DsxPlan,
  EnvelopeFeed,
  EnvelopeInput,
  EnvelopeLoop,
  EnvelopeMemberInput,
  EnvelopeMemberPlan,
  EnvelopeNode,
  EnvelopePlan,
  OverloadOf,
  StoodOverload,
} from '../../model/power-plan';
export {
  type EnvelopeMemberProps,
  PowerEnvelope,
  type PowerEnvelopeProps,
  type StoodOverloadProps,
} from './power-envelope';
