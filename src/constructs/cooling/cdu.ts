import type { CduSpec } from '../../catalog/facility-specs';
import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import type { FlowRate } from '../../units/flow-rate';
import type { Power } from '../../units/power';
import { present } from '../../units/present';
import type { Temperature } from '../../units/dimensions';
import { scopedProps } from '../props/scoped-props';
import { optional, type PropNames, required } from '../props/prop-rule';
import { millicelsius } from './cooling-loop';
import {
  APPROACH,
  CoolingUnits,
  type CoolingUnitsProps,
  DRAW,
  FLOW,
  millilitresPerSecond,
  UNIT_NAMES,
  type UnitDetails,
  unitErrors,
  CAPACITY,
} from './cooling-units';

/** Props of `Cdu`. */
export const CDU_NAMES: PropNames<CduProps> = {
  ...UNIT_NAMES,
  spec: required({}),
  flow: optional(FLOW),
  approach: optional(APPROACH),
  power: optional(DRAW),
};

/** Properties of a `Cdu`. */
export interface CduProps extends CoolingUnitsProps {
  /** Model: of `cdus` in the catalogue, or by `defineCdu`. */
  readonly spec: CduSpec;
  /**
   * Coolant that one moves.
   *
   * @default - what its model states, in itself or for its capacity; else flow is no limit that is known
   */
  readonly flow?: FlowRate;
  /**
   * Supply of its loop over that of the loop below.
   *
   * @default - what its model states; else the supply is known only where it is set
   */
  readonly approach?: Temperature;
  /**
   * Electrical draw of one while it runs.
   *
   * @default - the highest that its model states; else PUE is not known
   */
  readonly power?: Power;
}

/** Coolant distribution units of one model on a technology loop. They are sized by heat and by flow: two limits. */
export class Cdu extends CoolingUnits {
  /** Model. */
  public readonly spec: CduSpec;

  /** @throws DesignError `cooling/...` for props that are wrong in themselves */
  public constructor(scope: Construct, id: string, given: CduProps) {
    const owner = `cooling units '${id}'`;
    const props = scopedProps(scope, owner, given, CDU_NAMES, (props) => [
      ...specErrors(id, props.spec),
      ...unitErrors(owner, 'cdu', props.loop),
    ]);
    super(scope, id, 'cdu', props, detailsOf(props));
    this.spec = props.spec;
  }
}

/** A program that runs without type-check may give the id of a model for the model. */
function specErrors(id: string, spec: Partial<CduSpec>): readonly DesignError[] {
  if (typeof spec === 'object' && spec.capacity !== undefined) return [];
  return [
    new DesignError('cooling/no-spec', {
      problem: `cooling units '${id}': 'spec' states no capacity`,
      remedy: "give a model of the catalogue's 'cdus', or one by 'defineCdu'",
      object: id,
    }),
  ];
}

function detailsOf({ spec, ...props }: CduProps): UnitDetails {
  const capacity = spec.capacity.value;
  const perKilowatt = spec.flowPerKilowatt?.value;
  const flow = props.flow ?? spec.maxFlow?.value ?? perKilowatt?.times(capacity.inKilowatts);
  const approach = props.approach ?? spec.approach?.value;
  const power = props.power ?? spec.maxPower?.value;
  return {
    capacityWatts: capacity.inWatts,
    ...present({
      flowMillilitresPerSecond: flow === undefined ? undefined : millilitresPerSecond(flow),
      approachMillicelsius: approach === undefined ? undefined : millicelsius(approach),
      ratedAtMillicelsius: spec.facilitySupply === undefined ? undefined : millicelsius(spec.facilitySupply.value),
      drawWatts: power?.inWatts,
    }),
  };
}

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
