import type { Construct } from '../host';
import { PowerNode } from './power-node';
import type { PowerNodeProps } from './power-node-props';

/** A remote power panel. */
export class Rpp extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerNodeProps) {
    super(scope, id, props, 'rpp');
  }
}
