import type { IConstruct } from '../../host';
import { acknowledgement, type Acknowledgement } from '../../policy/acknowledgement';
import type { Rule } from '../../policy/engine/rule';
import type * as GrowthPack from '../../policy/growth/growth-pack';
import type { StatedGpus } from '../../policy/growth/growth-pack';
import { Power } from '../../units/power';
import { FLAG, optional, type PropNames, required, type StatedWay, SYSTEM, TEXT, WHOLE } from '../props/prop-rule';

const METADATA = 'cdktf-ai-factory/acknowledgement';

/** Reason and end of an acknowledgement. */
export interface AcknowledgeOptions {
  /** Why the finding is accepted, for whoever reads the report. */
  readonly reason: string;
  /** Last day on which it is accepted, as `YYYY-MM-DD`. */
  readonly until: string;
  /**
   * Who answers for it, for an audit: a person or a team.
   *
   * @default - the list of waivers says that nobody is named
   */
  readonly owner?: string;
  /**
   * Whether findings of what is created below the construct are accepted too. The report says how many it covers.
   *
   * @default false
   */
  readonly andBelow?: boolean;
}

/** What a site file states of a finding that is accepted. */
export interface StatedAcknowledgement extends AcknowledgeOptions {
  /** Id of a built-in rule. */
  readonly rule: string;
  /**
   * Construct of the finding.
   *
   * @default - the site
   */
  readonly on?: IConstruct;
}

/** Table of what a site file states of a finding that is accepted. */
export const ACKNOWLEDGE_NAMES: PropNames<StatedAcknowledgement> = {
  rule: required(TEXT),
  on: optional({ object: { name: 'a construct', has: ['node'] } }),
  reason: required(TEXT),
  until: required(TEXT),
  owner: optional(TEXT),
  andBelow: optional(FLAG),
};

const STATED_GPUS_NAMES: PropNames<StatedGpus> = {
  id: required(TEXT),
  gpus: required(WHOLE),
  source: required(TEXT),
  within: required({ quantity: Power }),
  pue: required({ number: { least: 1 } }),
  system: required(SYSTEM),
  systemPower: required({ quantity: Power }),
  beside: optional({ quantity: Power }),
};

/** How a site file states a rule; one of a function of its own needs a program. */
export const RULE_WAYS: Readonly<Record<string, StatedWay>> = {
  statedGpus: {
    of: STATED_GPUS_NAMES,
    make: (given: StatedGpus) => (require('../../policy/growth/growth-pack') as typeof GrowthPack).statedGpus(given),
  },
};

/** Accepts findings where an operator has decided to live with them. */
export class Policy {
  private constructor() {}

  /**
   * Accepts the findings of one rule on a construct until a day; with `andBelow` also on what is created below it.
   *
   * @param construct - construct of the finding; with `andBelow` an ancestor
   * @param rule - id of a built-in rule, for example `power/feed-loss`, or a rule of your own
   * @param options - reason, end and reach
   * @throws DesignError `policy/...` without a reason, with a bad date, for an unknown rule
   */
  public static acknowledge(construct: IConstruct, rule: string | Rule, options: AcknowledgeOptions): void {
    const ruleId = typeof rule === 'string' ? rule : rule.id;
    const input = { path: construct.node.path, ruleId, ...options };
    const entry = typeof rule === 'string' ? acknowledgement(input) : acknowledgement(input, [rule]);
    construct.node.addMetadata(METADATA, entry);
  }

  /** All acknowledgements below a construct, in tree order. */
  public static acknowledgements(root: IConstruct): readonly Acknowledgement[] {
    return root.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === METADATA)
      .map(({ data }) => data as Acknowledgement);
  }
}
