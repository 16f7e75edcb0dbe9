import type { Construct } from '../host';
import { PowerNode } from './power-node';
import type { PowerConverterProps } from './power-node-props';

/** A rectifier: it makes the direct current of an 800 V branch. */
export class Rectifier extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerConverterProps) {
    super(scope, id, props, 'rectifier');
  }
}
