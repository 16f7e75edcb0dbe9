import type { Construct } from '../host';
import { PowerNode } from './power-node';
import type { PowerConverterProps } from './power-node-props';

/** A power shelf: it makes the direct current of a rack's bus bar. */
export class PowerShelf extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerConverterProps) {
    super(scope, id, props, 'power-shelf');
  }
}
