import { Measure } from './measure';
import { Scale, unit } from './scale';

const T = unit('t', 1_000_000n);
const KG = unit('kg', 1_000n);
const G = unit('g', 1n);
const SCALE = new Scale({
  name: 'mass',
  units: [T, KG, G],
  isSigned: false,
  printedDecimals: undefined,
});

/** A mass, kept as whole grams. */
export class Mass extends Measure<Mass> {
  /** Nothing of it. */
  public static readonly ZERO = new Mass(0n);

  public static tonnes(amount: number): Mass {
    return new Mass(SCALE.amountOf(amount, T));
  }

  public static kilograms(amount: number): Mass {
    return new Mass(SCALE.amountOf(amount, KG));
  }

  public static grams(amount: number): Mass {
    return new Mass(SCALE.amountOf(amount, G));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inTonnes(): number {
    return SCALE.inUnit(this.amount, T);
  }

  public get inKilograms(): number {
    return SCALE.inUnit(this.amount, KG);
  }

  public get inGrams(): number {
    return SCALE.inUnit(this.amount, G);
  }

  protected override scale(): Scale {
    return SCALE;
  }

  protected override withAmount(amount: bigint): Mass {
    return new Mass(amount);
  }
}

const KG_PER_M2 = unit('kg/m2', 1_000n, { aliases: ['kg/m²'] });
const G_PER_M2 = unit('g/m2', 1n, { aliases: ['g/m²'] });
// Standard gravity, 9.80665 m/s2: 1 kN weighs as much as 1,000,000 / 9.80665 g.
const KN_PER_M2 = unit(
  'kN/m2',
  { numerator: 100_000_000_000n, denominator: 980_665n },
  { aliases: ['kN/m²', 'kPa'], isPrinted: false },
);
const FLOOR_SCALE = new Scale({
  name: 'floor load',
  units: [KG_PER_M2, G_PER_M2, KN_PER_M2],
  isSigned: false,
  printedDecimals: undefined,
});

/** Load on a floor, or what a floor can carry: kept as whole grams per square metre. */
export class FloorLoad extends Measure<FloorLoad> {
  /** Nothing of it. */
  public static readonly ZERO = new FloorLoad(0n);

  public static kilogramsPerSquareMetre(amount: number): FloorLoad {
    return new FloorLoad(FLOOR_SCALE.amountOf(amount, KG_PER_M2));
  }

  public static gramsPerSquareMetre(amount: number): FloorLoad {
    return new FloorLoad(FLOOR_SCALE.amountOf(amount, G_PER_M2));
  }

  /** At standard gravity: 1 kN/m2 is 101.972 kg/m2. */
  public static kilonewtonsPerSquareMetre(amount: number): FloorLoad {
    return new FloorLoad(FLOOR_SCALE.amountOf(amount, KN_PER_M2));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inKilogramsPerSquareMetre(): number {
    return FLOOR_SCALE.inUnit(this.amount, KG_PER_M2);
  }

  public get inGramsPerSquareMetre(): number {
    return FLOOR_SCALE.inUnit(this.amount, G_PER_M2);
  }

  public get inKilonewtonsPerSquareMetre(): number {
    return FLOOR_SCALE.inUnit(this.amount, KN_PER_M2);
  }

  protected override scale(): Scale {
    return FLOOR_SCALE;
  }

  protected override withAmount(amount: bigint): FloorLoad {
    return new FloorLoad(amount);
  }
}
