import type { Construct } from '../host';
import { PowerNode } from './power-node';
import type { PowerNodeProps } from './power-node-props';

/** A power distribution unit, of a floor or of a rack. */
export class Pdu extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerNodeProps) {
    super(scope, id, props, 'pdu');
  }
}
