import type { Construct } from '../../host';
import type { FlowRate } from '../../units/flow-rate';
import type { Power } from '../../units/power';
import { present } from '../../units/present';
import type { Temperature } from '../../units/temperature';
import { scopedProps } from '../props/scoped-props';
import { optional, type PropNames, required } from '../props/prop-rule';
import { millicelsius } from './cooling-loop';
import {
  APPROACH,
  CAPACITY,
  CoolingUnits,
  type CoolingUnitsProps,
  DRAW,
  FLOW,
  millilitresPerSecond,
  UNIT_NAMES,
  unitErrors,
} from './cooling-units';

/** Props of `AirHandlers`. */
export const AIR_HANDLERS_NAMES: PropNames<AirHandlersProps> = {
  ...UNIT_NAMES,
  kind: required({ choices: ['crah', 'fan-wall'] }),
  capacity: required(CAPACITY),
  airflow: required(FLOW),
  approach: optional(APPROACH),
  power: optional(DRAW),
};

/** Properties of `AirHandlers`. */
export interface AirHandlersProps extends CoolingUnitsProps {
  /** `crah`: room units. `fan-wall`: walls of fans with coils. */
  readonly kind: 'crah' | 'fan-wall';
  /** Sensible heat that one takes, net of its own fans. */
  readonly capacity: Power;
  /** Air that one moves. */
  readonly airflow: FlowRate;
  /**
   * Supply air over the supply of the loop that it rejects to, or over the air outdoors.
   *
   * @default - the supply of its loop is known only where it is set
   */
  readonly approach?: Temperature;
  /**
   * Electrical draw of one while it runs.
   *
   * @default - PUE is not known
   */
  readonly power?: Power;
}

/** Room units or fan walls on the air of a hall, sized by heat and by airflow. */
export class AirHandlers extends CoolingUnits {
  /** @throws DesignError `cooling/...` for props that are wrong in themselves */
  public constructor(scope: Construct, id: string, given: AirHandlersProps) {
    const owner = `cooling units '${id}'`;
    const props = scopedProps(scope, owner, given, AIR_HANDLERS_NAMES, (props) =>
      unitErrors(owner, props.kind, props.loop),
    );
    const { kind, capacity, airflow, approach, power } = props;
    super(scope, id, kind, props, {
      capacityWatts: capacity.inWatts,
      airMillilitresPerSecond: millilitresPerSecond(airflow),
      ...present({
        approachMillicelsius: approach === undefined ? undefined : millicelsius(approach),
        drawWatts: power?.inWatts,
      }),
    });
  }
}
