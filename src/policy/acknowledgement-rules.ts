import type { RuleInfo } from './rule';

/** A waiver that covers a finding and is past its day. The finding counts again. */
export const acknowledgementExpired: RuleInfo = {
  id: 'policy/acknowledgement-expired',
  severity: 'warning',
  title: 'an acknowledgement that covers a finding is within its date',
  why: {
    text: 'A finding is borne for a time that somebody chose; when it is over, the choice has to be made again.',
    source: 'Convention of this library',
  },
  pack: 'policy',
};

/** A waiver that covers no finding. */
export const acknowledgementUnused: RuleInfo = {
  id: 'policy/acknowledgement-unused',
  severity: 'warning',
  title: 'every acknowledgement covers a finding',
  why: {
    text: 'A waiver that covers nothing hides the next finding of its rule before anybody has seen it.',
    source: 'Convention of this library',
  },
  pack: 'policy',
};

/** Rules about acknowledgements. They are judged with every report and cannot be acknowledged. */
export const acknowledgementRules: readonly RuleInfo[] = [acknowledgementExpired, acknowledgementUnused];
