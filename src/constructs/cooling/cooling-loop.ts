import { checkCoolingLoop, rejectionErrors } from '../../design/cooling/cooling-input';
import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import type { CoolingLoopInput } from '../../model/cooling-plan';
import { Duration } from '../../units/duration';
import { Volume } from '../../units/flow-rate';
import { Length, Temperature } from '../../units/dimensions';
import { present } from '../../units/present';
import { type PlainProps, type ScopedProps, scopedProps } from '../props/scoped-props';
import {
  ABOVE_ZERO,
  FROM_ZERO,
  optional,
  type PropNames,
  reference,
  renamed,
  required,
  TAGS,
  TEXTS,
  WHOLE,
} from '../props/prop-rule';
import { Hall, Row, rowOr } from '../space/hall';
import { sameSiteErrors } from '../props/prop-values';
import { phaseName, PURCHASE_NAMES, purchaseOf, type PurchaseProps } from '../site/purchase';
import type { Site } from '../site/site';
import { OF_SITE, SiteConstruct } from '../site/site-construct';

/** Kinds of loop: liquid to the racks, liquid of the building, air of a hall. */
export type CoolingLoopKind = CoolingLoopInput['kind'];

const KINDS: readonly CoolingLoopKind[] = ['technology', 'facility', 'air'];
const COOLANTS: readonly CoolingLoopInput['coolant'][] = ['water', 'pg25'];

/** Temperatures beyond these are slips: no hall and no coolant has them. */
export const TEMPERATURE = {
  quantity: Temperature,
  between: [Temperature.celsius(-90), Temperature.celsius(100)],
  code: 'cooling/bad-amount',
  remedy: 'give a temperature from -90 degC to 100 degC',
} as const;

/** Props of `CoolingLoop`. */
export const COOLING_LOOP_NAMES: PropNames<CoolingLoopProps> = {
  site: OF_SITE,
  kind: required({ choices: KINDS }),
  rows: optional({ isList: true, each: rowOr(), implied: { word: 'row', read: rowsOf } }),
  halls: optional({
    isList: true,
    each: reference('a Hall', 'name', ['addRow']),
    implied: { word: 'hall', read: hallsOf },
  }),
  rejectsTo: optional({}),
  supply: optional(TEMPERATURE),
  rise: optional({
    quantity: Temperature,
    isAboveZero: true,
    code: 'cooling/bad-amount',
    remedy: 'give a difference above 0 degC',
  }),
  coolant: optional({ choices: COOLANTS }),
  dewPoint: optional(TEMPERATURE),
  pipeDiameter: optional({
    quantity: Length,
    isAboveZero: true,
    code: 'cooling/bad-amount',
    remedy: 'give a length above 0 mm',
  }),
  ...renamed('hold', 'holdSeconds', Duration, 'seconds', { ...FROM_ZERO, code: 'cooling/bad-amount' }),
  ...renamed('loss', 'lossSeconds', Duration, 'seconds', { ...FROM_ZERO, code: 'cooling/bad-amount' }),
  ...renamed('water', 'waterLitres', Volume, 'litres', { ...ABOVE_ZERO, code: 'cooling/bad-amount' }),
  ...renamed('buffer', 'bufferLitres', Volume, 'litres', { ...ABOVE_ZERO, code: 'cooling/bad-amount' }),
  ...renamed('roomAir', 'roomCubicMetres', Volume, 'cubicMetres', { ...ABOVE_ZERO, code: 'cooling/bad-amount' }),
  sections: optional({ ...WHOLE, code: 'cooling/bad-amount' }),
  passes: optional(TEXTS),
  ...PURCHASE_NAMES,
  tags: optional(TAGS),
};

/** Properties of a `CoolingLoop`. */
export interface CoolingLoopProps extends PurchaseProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** `technology`: liquid to racks (TCS). `facility`: liquid of the building (FWS). `air`: the air of a hall. */
  readonly kind: CoolingLoopKind;
  /**
   * Rows that it serves, or their names: `A`, or `hall-2/A` where several halls have a row of that name. A row takes one loop of liquid and one of air.
   *
   * @default - the row that it is created in, or those of `halls`; a facility loop serves none
   */
  readonly rows?: readonly (Row | string)[];
  /**
   * Halls all of whose rows it serves, or their names.
   *
   * @default - the hall that it is created in, where neither a row nor `rows` says less; else the rows of `rows` alone
   */
  readonly halls?: readonly (Hall | string)[];
  /**
   * Loop that takes its heat: a facility loop; for a technology loop with units from liquid to air, a loop of air.
   *
   * @default - its units give the heat to the outside
   */
  readonly rejectsTo?: CoolingLoop;
  /**
   * Supply temperature that it is set to.
   *
   * @default - what its units reach: the supply of the loop below, or the air outdoors, and their approach
   */
  readonly supply?: Temperature;
  /**
   * Rise from supply to return, by which heat flows whose flow no device states.
   *
   * @default - the flow of devices that state none is not known
   */
  readonly rise?: Temperature;
  /**
   * Coolant: water, or a quarter propylene glycol, which takes more flow for the same heat.
   *
   * @default - 'pg25' for a technology loop, 'water' for others
   */
  readonly coolant?: CoolingLoopInput['coolant'];
  /**
   * Highest dew point of the air around a technology loop: its supply stays above.
   *
   * @default - not known: dew is not judged, and the report says so
   */
  readonly dewPoint?: Temperature;
  /**
   * Inner diameter of the pipe through which all of its flow goes.
   *
   * @default - velocity is not judged
   */
  readonly pipeDiameter?: Length;
  /**
   * How long it carries all of its heat while none of its units takes any: by the water in it, a buffer store, or the air of the room. Then racks throttle.
   *
   * @default - by `water` and `buffer`, or `roomAir` of a loop of air, and the difference of supply and return; else not known: how long its
   * racks live without a node that feeds its units is not judged
   */
  readonly hold?: Duration;
  /**
   * Former name of `hold`, in seconds.
   *
   * @default - `hold`
   * @deprecated give `hold`
   */
  readonly holdSeconds?: number;
  /**
   * Water of its supply side, which is cold when its units stop: it holds while it warms to the return, and a pump of the loop runs.
   *
   * @default - not known
   */
  readonly water?: Volume;
  /**
   * Former name of `water`, in litres.
   *
   * @default - `water`
   * @deprecated give `water`
   */
  readonly waterLitres?: number;
  /**
   * Cold water in its buffer store, which holds as its own water does.
   *
   * @default - it has none that is known
   */
  readonly buffer?: Volume;
  /**
   * Former name of `buffer`, in litres.
   *
   * @default - `buffer`
   * @deprecated give `buffer`
   */
  readonly bufferLitres?: number;
  /**
   * Air of the room that it serves, of a loop of air: `Volume.cubicMetres(1_000)`.
   *
   * @default - not known
   */
  readonly roomAir?: Volume;
  /**
   * Former name of `roomAir`, in cubic metres.
   *
   * @default - `roomAir`
   * @deprecated give `roomAir`
   */
  readonly roomCubicMetres?: number;
  /**
   * Time from when its racks throttle until they stop.
   *
   * @default - not known
   */
  readonly loss?: Duration;
  /**
   * Former name of `loss`, in seconds.
   *
   * @default - `loss`
   * @deprecated give `loss`
   */
  readonly lossSeconds?: number;
  /**
   * Sections that valves part: one can be shut off, for a leak or for air in it, while the others flow.
   *
   * @default 1
   */
  readonly sections?: number;
  /**
   * Rooms or compartments that its pipes, headers and tanks pass.
   *
   * @default - not known
   */
  readonly passes?: readonly string[];
  /**
   * Tags of its resource, over the site's.
   *
   * @default - the site's
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A cooling loop: what it serves, what it is set to, and the loop that takes its heat. Its units are constructs of their own. */
export class CoolingLoop extends SiteConstruct {
  /** What the cooling engine is told. Rows are as they were named. */
  public readonly input: CoolingLoopInput;

  /** @throws DesignError `cooling/...` for props that are wrong in themselves, all of them at once */
  public constructor(scope: Construct, id: string, given: CoolingLoopProps) {
    const owner = `cooling loop '${id}'`;
    const props = scopedProps(scope, owner, given, COOLING_LOOP_NAMES, (props) => loopErrors(owner, id, props));
    super(scope, id, { site: props.site, kind: 'cooling-loop', tags: props.tags });
    const { kind } = props;
    this.input = loopInput(this.node.path, id, props);
    props.site.addPart({
      path: this.node.path,
      contribution: () => ({ coolingLoops: [this.input], purchases: purchaseOf(owner, this.node.path, props) }),
    });
    this.addSummary({ kind, rows: this.input.rows, rejects_to: this.input.rejectsTo ?? 'outside' });
  }
}

/** Rows that its scope says: a facility loop serves none, and what is given goes before. */
function rowsOf(ancestor: object, { kind, rows, halls }: Readonly<Record<string, unknown>>): unknown {
  const isOpen = kind !== 'facility' && rows === undefined && halls === undefined;
  return isOpen && ancestor instanceof Row ? [ancestor.fullName] : undefined;
}

function hallsOf(ancestor: object, { kind, rows, halls }: Readonly<Record<string, unknown>>): unknown {
  if (kind === 'facility' || rows !== undefined || halls !== undefined) return undefined;
  if (ancestor instanceof Row) return [];
  return ancestor instanceof Hall ? [ancestor.name] : undefined;
}

function loopInput(path: string, name: string, props: PlainProps<CoolingLoopProps>): CoolingLoopInput {
  const { kind, supply, rise, dewPoint, pipeDiameter, rejectsTo } = props;
  return {
    name,
    path,
    kind,
    rows: [...(props.rows ?? []), ...(props.halls ?? []).map((hall) => `${hall}/*`)],
    coolant: props.coolant ?? (kind === 'technology' ? 'pg25' : 'water'),
    ...present({
      rejectsTo: rejectsTo?.node.id,
      supplyMillicelsius: supply === undefined ? undefined : millicelsius(supply),
      riseMillicelsius: rise === undefined ? undefined : millicelsius(rise),
      dewPointMillicelsius: dewPoint === undefined ? undefined : millicelsius(dewPoint),
      pipeDiameterMillimetres: pipeDiameter?.inMillimetres,
      holdSeconds: props.hold?.inSeconds,
      lossSeconds: props.loss?.inSeconds,
      sections: props.sections,
      waterLitres: props.water?.inLitres,
      bufferLitres: props.buffer?.inLitres,
      roomCubicMetres: props.roomAir?.inCubicMetres,
      passes: props.passes,
    }),
    ...phaseName(props.phase),
  };
}

/** What is wrong with a loop beside what its table says. */
function loopErrors(owner: string, id: string, props: ScopedProps<CoolingLoopProps>): readonly DesignError[] {
  const { site, kind, rejectsTo, rows = [], halls = [] } = props;
  if (!KINDS.includes(kind)) return [];
  const sink = rejectsTo === undefined ? [] : sinkErrors(owner, id, kind, rejectsTo);
  const errors = [
    ...sink,
    ...(sink.length > 0 || rejectsTo === undefined ? [] : sameSiteErrors(owner, site, { rejectsTo: [rejectsTo] })),
  ];
  // A loop to racks that serves no row takes no heat: a slip.
  if (kind !== 'facility' && rows.length + halls.length === 0) {
    errors.push(
      new DesignError('cooling/no-rows', {
        problem: `${owner} of kind '${kind}' serves no row`,
        remedy: "name rows in 'rows', or whole halls in 'halls'",
        object: owner,
      }),
    );
  }
  if (sink.length > 0) return errors;
  // What the table refuses is not said again in the words of the engine.
  const others = checkCoolingLoop(loopInput('', id, props));
  return [...errors, ...others.filter(({ code }) => code !== 'cooling/invalid-number')];
}

function sinkErrors(owner: string, name: string, kind: CoolingLoopKind, sink: CoolingLoop): readonly DesignError[] {
  const wrong = loopKindErrors(owner, 'rejectsTo', sink);
  return wrong.length > 0 ? wrong : rejectionErrors({ name, kind }, sink.input);
}

/** An error for what is no cooling loop, as a program that runs without type-check may give: `cooling/no-loop`. */
export function loopKindErrors(owner: string, prop: string, loop: unknown): readonly DesignError[] {
  if (loop instanceof CoolingLoop) return [];
  return [
    new DesignError('cooling/no-loop', {
      problem: `${owner}: '${prop}' is no CoolingLoop`,
      remedy: 'give the CoolingLoop itself, not its name or its site',
      object: owner,
    }),
  ];
}

/** A temperature in thousandths of a degree, as the engines take it. */
export function millicelsius(temperature: Temperature): number {
  return Math.round(temperature.inCelsius * 1_000);
}
