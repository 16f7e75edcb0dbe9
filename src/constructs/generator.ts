import type { Construct } from '../host';
import { PowerNode } from './power-node';
import type { PowerSourceProps } from './power-node-props';

/** A standby generator. Put it last in `fedFrom` of a `TransferSwitch`, which draws from it when nothing before it lives. */
export class Generator extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerSourceProps) {
    super(scope, id, props, 'generator');
  }
}
