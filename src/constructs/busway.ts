import type { Construct } from '../host';
import { PowerNode } from './power-node';
import type { PowerNodeProps } from './power-node-props';

/** A busway. */
export class Busway extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerNodeProps) {
    super(scope, id, props, 'busway');
  }
}
