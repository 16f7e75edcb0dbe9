import { Duration } from './duration';
import { Measure } from './quantity';
import type { Power } from './power';
import { Scale, unit } from './scale';

const KV = unit('kV', 1_000_000n);
const V = unit('V', 1_000n);
const MV = unit('mV', 1n);
const VOLTS = new Scale({ name: 'voltage', units: [KV, V, MV], isSigned: false, printedDecimals: undefined });

/** Voltage, kept as whole millivolts. */
export class Voltage extends Measure<Voltage> {
  /** Nothing of it. */
  public static readonly ZERO = new Voltage(0n);

  public static kilovolts(amount: number): Voltage {
    return new Voltage(VOLTS.amountOf(amount, KV));
  }

  public static volts(amount: number): Voltage {
    return new Voltage(VOLTS.amountOf(amount, V));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inKilovolts(): number {
    return VOLTS.inUnit(this.amount, KV);
  }

  public get inVolts(): number {
    return VOLTS.inUnit(this.amount, V);
  }

  protected override scale(): Scale {
    return VOLTS;
  }

  protected override withAmount(amount: bigint): Voltage {
    return new Voltage(amount);
  }
}

const KA = unit('kA', 1_000_000n);
const A = unit('A', 1_000n);
const MA = unit('mA', 1n);
const AMPERES = new Scale({ name: 'current', units: [KA, A, MA], isSigned: false, printedDecimals: undefined });

/** Electric current, kept as whole milliamperes. */
export class Current extends Measure<Current> {
  /** Nothing of it. */
  public static readonly ZERO = new Current(0n);

  public static kiloamperes(amount: number): Current {
    return new Current(AMPERES.amountOf(amount, KA));
  }

  public static amperes(amount: number): Current {
    return new Current(AMPERES.amountOf(amount, A));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inKiloamperes(): number {
    return AMPERES.inUnit(this.amount, KA);
  }

  public get inAmperes(): number {
    return AMPERES.inUnit(this.amount, A);
  }

  protected override scale(): Scale {
    return AMPERES;
  }

  protected override withAmount(amount: bigint): Current {
    return new Current(amount);
  }
}

const GWH = unit('GWh', 3_600_000_000_000n);
const MWH = unit('MWh', 3_600_000_000n);
const KWH = unit('kWh', 3_600_000n);
const WH = unit('Wh', 3_600n);
const J = unit('J', 1n);
const JOULES = new Scale({
  name: 'energy',
  units: [GWH, MWH, KWH, WH, J],
  isSigned: false,
  printedDecimals: undefined,
});

/** Energy, kept as whole joules: watt-seconds. */
export class Energy extends Measure<Energy> {
  /** Nothing of it. */
  public static readonly ZERO = new Energy(0n);

  public static gigawattHours(amount: number): Energy {
    return new Energy(JOULES.amountOf(amount, GWH));
  }

  public static megawattHours(amount: number): Energy {
    return new Energy(JOULES.amountOf(amount, MWH));
  }

  public static kilowattHours(amount: number): Energy {
    return new Energy(JOULES.amountOf(amount, KWH));
  }

  public static joules(amount: number): Energy {
    return new Energy(JOULES.amountOf(amount, J));
  }

  /** What a power gives in a time. */
  public static of(power: Power, time: Duration): Energy {
    return Energy.joules(power.inWatts).times(time.inSeconds);
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inGigawattHours(): number {
    return JOULES.inUnit(this.amount, GWH);
  }

  public get inMegawattHours(): number {
    return JOULES.inUnit(this.amount, MWH);
  }

  public get inKilowattHours(): number {
    return JOULES.inUnit(this.amount, KWH);
  }

  public get inJoules(): number {
    return JOULES.inUnit(this.amount, J);
  }

  /** How long it lasts at a power. */
  public timeAt(power: Power): Duration {
    return Duration.seconds(this.inJoules).dividedBy(power.inWatts);
  }

  protected override scale(): Scale {
    return JOULES;
  }

  protected override withAmount(amount: bigint): Energy {
    return new Energy(amount);
  }
}

const MVA = unit('MVA', 1_000_000n);
const KVA = unit('kVA', 1_000n);
const VA = unit('VA', 1n);
const VOLT_AMPERES = new Scale({
  name: 'apparent power',
  units: [MVA, KVA, VA],
  isSigned: false,
  printedDecimals: undefined,
});

/** Apparent power of alternating current, kept as whole volt-amperes. */
export class ApparentPower extends Measure<ApparentPower> {
  /** Nothing of it. */
  public static readonly ZERO = new ApparentPower(0n);

  public static megavoltAmperes(amount: number): ApparentPower {
    return new ApparentPower(VOLT_AMPERES.amountOf(amount, MVA));
  }

  public static kilovoltAmperes(amount: number): ApparentPower {
    return new ApparentPower(VOLT_AMPERES.amountOf(amount, KVA));
  }

  public static voltAmperes(amount: number): ApparentPower {
    return new ApparentPower(VOLT_AMPERES.amountOf(amount, VA));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inMegavoltAmperes(): number {
    return VOLT_AMPERES.inUnit(this.amount, MVA);
  }

  public get inKilovoltAmperes(): number {
    return VOLT_AMPERES.inUnit(this.amount, KVA);
  }

  public get inVoltAmperes(): number {
    return VOLT_AMPERES.inUnit(this.amount, VA);
  }

  protected override scale(): Scale {
    return VOLT_AMPERES;
  }

  protected override withAmount(amount: bigint): ApparentPower {
    return new ApparentPower(amount);
  }
}

const HZ = unit('Hz', 1_000n);
const MHZ = unit('mHz', 1n);
const HERTZ = new Scale({
  name: 'frequency',
  units: [HZ, MHZ],
  isSigned: false,
  printedDecimals: undefined,
});

/** Frequency of alternating current, kept as whole thousandths of a hertz. */
export class Frequency extends Measure<Frequency> {
  /** Nothing of it. */
  public static readonly ZERO = new Frequency(0n);

  public static hertz(amount: number): Frequency {
    return new Frequency(HERTZ.amountOf(amount, HZ));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inHertz(): number {
    return HERTZ.inUnit(this.amount, HZ);
  }

  protected override scale(): Scale {
    return HERTZ;
  }

  protected override withAmount(amount: bigint): Frequency {
    return new Frequency(amount);
  }
}
