import type { Construct } from '../host';
import { PowerNode } from './power-node';
import type { PowerNodeProps } from './power-node-props';

/** A transfer switch: it draws whole from the first of `fedFrom` that lives. */
export class TransferSwitch extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerNodeProps) {
    super(scope, id, props, 'transfer-switch');
  }
}
