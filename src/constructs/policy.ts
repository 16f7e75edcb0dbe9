import type { IConstruct } from '../host';
import { acknowledgement, type Acknowledgement } from '../policy/acknowledgement';

const METADATA = 'cdktf-ai-factory/acknowledgement';

/** Reason and end of an acknowledgement. */
export interface AcknowledgeOptions {
  /** Why the finding is accepted, for whoever reads the report. */
  readonly reason: string;
  /** Last day on which it is accepted, as `YYYY-MM-DD`. */
  readonly until: string;
}

/** Accepts findings where an operator has decided to live with them. */
export class Policy {
  private constructor() {}

  /**
   * Accepts the findings of one rule on a construct and all below it, until a day.
   *
   * @param construct - where the finding stands, or an ancestor
   * @param ruleId - for example `power/feed-loss`
   * @param options - reason and end
   * @throws DesignError `policy/...` without a reason, with a bad date, for an unknown rule
   */
  public static acknowledge(construct: IConstruct, ruleId: string, options: AcknowledgeOptions): void {
    const entry = acknowledgement({ path: construct.node.path, ruleId, ...options });
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
