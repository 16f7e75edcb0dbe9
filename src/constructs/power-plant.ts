import type { Construct } from '../host';
import { PowerNode } from './power-node';
import type { PowerSourceProps } from './power-node-props';

/** A power plant of one's own, or of a neighbour. */
export class PowerPlant extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerSourceProps) {
    super(scope, id, props, 'plant');
  }
}
