import type { Construct } from '../host';
import { PowerNode } from './power-node';
import type { PowerConverterProps } from './power-node-props';

/** A transformer; one of solid state that gives direct current has `wiring` `dc`. */
export class Transformer extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerConverterProps) {
    super(scope, id, props, 'transformer');
  }
}
