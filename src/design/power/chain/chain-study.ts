/** Failures of a power chain that are judged beside the loss of each single node. */
export interface ChainStudyInput {
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Nodes lost together: pairs, or more. */
  readonly together: readonly (readonly string[])[];
  /** Nodes out for maintenance: each other node is lost meanwhile, one at a time. */
  readonly maintenance: readonly string[];
}
