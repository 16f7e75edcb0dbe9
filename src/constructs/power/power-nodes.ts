import type { Construct } from '../../host';
import { type PowerConverterProps, PowerNode, type PowerNodeProps, type PowerSourceProps } from './power-node';

/** A battery store in the path of the load. Without a feeder that lives it is out when it is empty: states of the chain are those after that. */
export class Bess extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerConverterProps) {
    super(scope, id, props, 'bess');
  }
}

/** A busway. */
export class Busway extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerNodeProps) {
    super(scope, id, props, 'busway');
  }
}

/** A standby generator. Put it last in `fedFrom` of a `TransferSwitch`, which draws from it when nothing before it lives. */
export class Generator extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerSourceProps) {
    super(scope, id, props, 'generator');
  }
}

/** A power distribution unit, of a floor or of a rack. */
export class Pdu extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerNodeProps) {
    super(scope, id, props, 'pdu');
  }
}

/** A power plant of one's own, or of a neighbour. */
export class PowerPlant extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerSourceProps) {
    super(scope, id, props, 'plant');
  }
}

/** A power shelf: it makes the direct current of a rack's bus bar. */
export class PowerShelf extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerConverterProps) {
    super(scope, id, props, 'power-shelf');
  }
}

/** A rectifier: it makes the direct current of an 800 V branch. */
export class Rectifier extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerConverterProps) {
    super(scope, id, props, 'rectifier');
  }
}

/** A remote power panel. */
export class Rpp extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerNodeProps) {
    super(scope, id, props, 'rpp');
  }
}

/** A static switch: it draws whole from the first of `fedFrom` that lives, without a gap. A block and its reserve meet in one. */
export class StaticSwitch extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerNodeProps) {
    super(scope, id, props, 'static-switch');
  }
}

/** A substation, with its transformers. */
export class Substation extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerConverterProps) {
    super(scope, id, props, 'substation');
  }
}

/** A switchboard, of any voltage. */
export class Switchboard extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerNodeProps) {
    super(scope, id, props, 'switchboard');
  }
}

/** A tap-off of a busway, or a whip of a panel. */
export class TapOff extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerNodeProps) {
    super(scope, id, props, 'tap-off');
  }
}

/** A transfer switch: it draws whole from the first of `fedFrom` that lives. */
export class TransferSwitch extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerNodeProps) {
    super(scope, id, props, 'transfer-switch');
  }
}

/** A transformer; one of solid state that gives direct current has `wiring` `dc`. */
export class Transformer extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerConverterProps) {
    super(scope, id, props, 'transformer');
  }
}

/** An uninterruptible power supply. Without a feeder that lives it is out when its store is empty: states of the chain are those after that. */
export class Ups extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerConverterProps) {
    super(scope, id, props, 'ups');
  }
}

/** A utility supply: the point where a contract is metered. */
export class Utility extends PowerNode {
  public constructor(scope: Construct, id: string, props: PowerSourceProps) {
    super(scope, id, props, 'utility');
  }
}
