import type { Construct } from '../host';
import { PowerNode } from './power-node';
import type { PowerNodeProps } from './power-node-props';

/** A static switch: it draws whole from the first of `fedFrom` that lives, without a gap. A block and its reserve meet in one. */
export class StaticSwitch extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerNodeProps) {
    super(scope, id, props, 'static-switch');
  }
}
