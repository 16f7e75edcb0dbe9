import type { Construct } from '../../host';
import type { FlowRate } from '../../units/flow-rate';
import type { Power } from '../../units/power';
import { present } from '../../units/present';
import { scopedProps } from '../props/scoped-props';
import { optional, type PropNames, required } from '../props/prop-rule';
import {
  CoolingUnits,
  type CoolingUnitsProps,
  DRAW,
  FLOW,
  millilitresPerSecond,
  UNIT_NAMES,
  unitErrors,
} from './cooling-units';

/** Props of `CoolingPumps`. */
export const COOLING_PUMPS_NAMES: PropNames<CoolingPumpsProps> = {
  ...UNIT_NAMES,
  flow: required(FLOW),
  power: optional(DRAW),
};

/** Properties of `CoolingPumps`. */
export interface CoolingPumpsProps extends CoolingUnitsProps {
  /** Coolant that one moves against the head of its loop. */
  readonly flow: FlowRate;
  /**
   * Electrical draw of one while it runs.
   *
   * @default - PUE is not known
   */
  readonly power?: Power;
}

/** Pumps of a loop of liquid: they move its flow and take no heat. */
export class CoolingPumps extends CoolingUnits {
  /** @throws DesignError `cooling/...` for props that are wrong in themselves */
  public constructor(scope: Construct, id: string, given: CoolingPumpsProps) {
    const owner = `cooling units '${id}'`;
    const props = scopedProps(scope, owner, given, COOLING_PUMPS_NAMES, (props) =>
      unitErrors(owner, 'pump', props.loop),
    );
    const { flow, power } = props;
    super(scope, id, 'pump', props, {
      flowMillilitresPerSecond: millilitresPerSecond(flow),
      ...present({ drawWatts: power?.inWatts }),
    });
  }
}
