import type { Construct } from '../host';
import { PowerNode } from './power-node';
import type { PowerConverterProps } from './power-node-props';

/** A battery store in the path of the load. Without a feeder that lives it is out when it is empty: states of the chain are those after that. */
export class Bess extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerConverterProps) {
    super(scope, id, props, 'bess');
  }
}
