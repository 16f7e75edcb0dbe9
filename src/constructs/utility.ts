import type { Construct } from '../host';
import { PowerNode } from './power-node';
import type { PowerSourceProps } from './power-node-props';

/** A utility supply: the point where a contract is metered. */
export class Utility extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerSourceProps) {
    super(scope, id, props, 'utility');
  }
}
