import type { Construct } from '../host';
import { PowerNode } from './power-node';
import type { PowerConverterProps } from './power-node-props';

/** An uninterruptible power supply. Without a feeder that lives it is out when its store is empty: states of the chain are those after that. */
export class Ups extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerConverterProps) {
    super(scope, id, props, 'ups');
  }
}
