import type { IConstruct } from '../../host';
import { acknowledgement, type Acknowledgement } from '../../policy/acknowledgement';
import type { Rule } from '../../policy/engine/rule';

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
