import { IDLE_SHARE } from '../../catalog/economics';
import { planCosts } from '../../design/economics/costs';
import { parseExchangeRate, type PriceEntry } from '../../design/orders/order-plan';
import { DesignError } from '../../errors/design-error';
import { Construct } from '../../host';
import {
  type CapitalInput,
  type CostsInput,
  type CostCurrency,
  type DepreciationName,
  type LivesInput,
  RANGED,
  type Ranged,
} from '../../model/costs-plan';
import { isCalendarDay } from '../../model/phase';
import { Duration } from '../../units/duration';
import { Money } from '../../units/money';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { FLAG, optional, type PropNames, required, TEXT } from '../props/prop-rule';
import { scopedProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import { OF_SITE } from '../site/site-construct';
import { AGREEMENT_NAMES, FLAT_NAMES, KEPCO_NAMES, tariffInput, type TariffProps } from './tariff-props';

const CURRENCIES = ['USD', 'KRW'];
const SHARE = { number: { least: 0, most: 1 } };
const AMOUNT = { number: { least: 0, most: 1e12 } };
const YEARS = {
  number: { above: 0, most: 100 },
  code: 'economics/bad-life',
  remedy: 'give years above 0 and up to 100',
};
const USED = {
  number: { above: 0, most: 1 },
  code: 'economics/bad-utilisation',
  remedy: 'give sold hours over all hours, above 0 and up to 1',
};
const METHODS = ['straight', 'declining-korea', 'macrs-5', 'macrs-15'];

const LIFE_NAMES: PropNames<LivesInput> = {
  book: required(YEARS),
  tax: required(YEARS),
  economic: required(YEARS),
};

/** What something costs for which no line of the BOM has a price. */
export interface CapitalProps {
  /** What it is, in words. */
  readonly name: string;
  /** Whose life it has. */
  readonly part: CapitalInput['part'];
  /** Of one of `per`. */
  readonly amount: Money;
  /** What it is the amount of. */
  readonly per: CapitalInput['per'];
  /** Where the figure is from, in free words. */
  readonly source: string;
  /** Day or month of the figure. */
  readonly date: string;
  /**
   * Categories of the BOM that it holds, or `all`: their lines are not counted again. `unpriced`: every line without a price.
   *
   * @default - it holds none
   */
  readonly covers?: CapitalInput['covers'];
}

const CAPITAL_NAMES: PropNames<CapitalProps> = {
  name: required(TEXT),
  part: required({ choices: ['it', 'infrastructure'] }),
  amount: required({ quantity: Money }),
  per: required({ choices: ['gpu', 'rack', 'it-kilowatt', 'site'] }),
  source: required(TEXT),
  date: required(TEXT),
  covers: optional({ oneOf: [{ choices: ['all', 'unpriced'] }, { isList: true, each: TEXT }] }),
};

/** Draw of a GPU in place of that of the plan. */
export interface GpuDrawProps {
  /** Draw of one GPU. */
  readonly perGpu: Power;
  /** Whether network and facility are in it: then no PUE comes on top. */
  readonly isAllIn: boolean;
  /**
   * PUE that is put on it.
   *
   * @default - the draw stays as it is
   */
  readonly pue?: number;
}

const DRAW_NAMES: PropNames<GpuDrawProps> = {
  perGpu: required({ quantity: Power, isAboveZero: true }),
  isAllIn: required(FLAG),
  pue: optional({ number: { least: 1, most: 10 } }),
};

/** Greenhouse gas of energy. */
export interface CarbonProps {
  /** Tonnes of CO2 equivalent a MWh at the meter. */
  readonly tonnesPerMegawattHour: number;
  /** Where it is from, in free words. */
  readonly source: string;
}

const CARBON_NAMES: PropNames<CarbonProps> = {
  tonnesPerMegawattHour: required({ number: { least: 0, most: 10 } }),
  source: required(TEXT),
};

/** What is shed for some hours a year. */
export interface ShedProps {
  /** Draw that is shed. */
  readonly power: Power;
  /** Hours a year. */
  readonly hours: number;
}

const SHED_NAMES: PropNames<ShedProps> = {
  power: required({ quantity: Power, isAboveZero: true }),
  hours: required({ number: { least: 0, most: 8_760 } }),
};

/** Props of costs. */
export const COSTS_NAMES: PropNames<CostsProps> = {
  site: OF_SITE,
  currency: required({ choices: CURRENCIES }),
  rate: optional(TEXT),
  prices: optional({ isList: true }),
  capital: optional({ of: CAPITAL_NAMES, as: 'list' }),
  itLife: required({ of: LIFE_NAMES }),
  infrastructureLife: required({ of: LIFE_NAMES }),
  bookMethod: optional({ choices: METHODS }),
  taxMethod: optional({ choices: METHODS }),
  interest: required(SHARE),
  operationsShare: required(SHARE),
  residual: optional(SHARE),
  tariff: required({ ofKind: { flat: FLAT_NAMES, agreement: AGREEMENT_NAMES, kepco: KEPCO_NAMES } }),
  loadFactor: optional({ number: { above: 0, most: 1 } }),
  idleShare: optional(SHARE),
  draw: optional({ of: DRAW_NAMES }),
  utilisation: required(USED),
  price: optional({ number: { above: 0, most: 1e9 } }),
  carbon: optional({ of: CARBON_NAMES }),
  marginFloor: optional({ number: { least: -1, most: 1 } }),
  burnIn: optional({ quantity: Duration }),
  start: optional(TEXT),
  ranges: optional({ isMap: true, each: { isList: true, length: 2, each: AMOUNT } }),
  shed: optional({ of: SHED_NAMES }),
};

/** Properties of `Costs`. */
export interface CostsProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** Currency of all results. */
  readonly currency: CostCurrency;
  /**
   * Rate with its day, such as `1USD=1380KRW@2026-11-01`.
   *
   * @default - all amounts are in the currency; another one is an error
   */
  readonly rate?: string;
  /**
   * Prices of parts of the BOM, as `readPricesCsv` gives them.
   *
   * @default - no line has a price
   */
  readonly prices?: readonly PriceEntry[];
  /**
   * Figures a GPU, a rack, a kW of IT or the whole site, for what no line of the BOM has a price.
   *
   * @default - lines with a price alone
   */
  readonly capital?: readonly CapitalProps[];
  /** Lives of IT, years: of the books, of tax, and as long as it earns. */
  readonly itLife: LivesInput;
  /** Lives of what houses it. */
  readonly infrastructureLife: LivesInput;
  /**
   * How the books write IT off.
   *
   * @default 'straight'
   */
  readonly bookMethod?: DepreciationName;
  /**
   * How the tax office does.
   *
   * @default 'straight'
   */
  readonly taxMethod?: DepreciationName;
  /** Interest a year, 0 to 1. */
  readonly interest: number;
  /** Operation a year as a share of all capital, energy aside. */
  readonly operationsShare: number;
  /**
   * Share of the capital of IT that is left in the end.
   *
   * @default 0
   */
  readonly residual?: number;
  /** What a kWh costs. */
  readonly tariff: TariffProps;
  /**
   * Share of its planned draw that the site has while all GPUs are sold.
   *
   * @default 1
   */
  readonly loadFactor?: number;
  /**
   * Share of that draw which idle GPUs have.
   *
   * @default 0.3
   */
  readonly idleShare?: number;
  /**
   * Draw of a GPU in place of that of the plan.
   *
   * @default - the draw of the plan at the point of supply
   */
  readonly draw?: GpuDrawProps;
  /** Sold hours over all hours, above 0 and up to 1. */
  readonly utilisation: number;
  /**
   * Price of a GPU-hour, in the major unit of the currency.
   *
   * @default - nothing is sold: cost alone
   */
  readonly price?: number;
  /**
   * Greenhouse gas of energy.
   *
   * @default - not counted
   */
  readonly carbon?: CarbonProps;
  /**
   * Least share of the price that must be left.
   *
   * @default - not judged
   */
  readonly marginFloor?: number;
  /**
   * Time from the date of a phase to the first sold hour.
   *
   * @default - nothing
   */
  readonly burnIn?: Duration;
  /**
   * First day of a site without phases, as `2027-01-01`.
   *
   * @default - the date of the first phase; without phases no quarters are counted
   */
  readonly start?: string;
  /**
   * Low and high values that are carried through, by input: `utilisation`, `price`, `energyPrice`, `itCapital`, `infrastructureCapital`, `interest`, `itYears`,
   * `operations`; capital and operation of the whole site.
   *
   * @default - no input is varied
   */
  readonly ranges?: Readonly<Partial<Record<Ranged, readonly [number, number]>>>;
  /**
   * What is shed for some hours a year.
   *
   * @default - nothing is shed
   */
  readonly shed?: ShedProps;
}

/** The money of a site: what it costs, what a GPU-hour and a token cost, when it pays, and what moves that most. A site has one. */
export class Costs extends Construct {
  /** What the engines are told. */
  public readonly input: CostsInput;

  /** @throws DesignError `economics/...`, `orders/bad-rate`, `props/...` */
  public constructor(scope: Construct, id: string, given: CostsProps) {
    const owner = `costs '${id}'`;
    const props = scopedProps(scope, owner, given, COSTS_NAMES, (all) => costErrors(owner, all));
    super(scope, id);
    const { site, currency, rate, capital = [], draw, shed, start, price, carbon, marginFloor, ranges } = props;
    this.input = {
      name: id,
      path: this.node.path,
      currency,
      capital: capital.map(({ amount, covers = [], ...figure }) => ({
        ...figure,
        amount: amount.inMajorUnits,
        currency: amount.currency as CostCurrency,
        covers,
      })),
      lives: { it: props.itLife, infrastructure: props.infrastructureLife },
      depreciation: { book: props.bookMethod ?? 'straight', tax: props.taxMethod ?? 'straight' },
      interest: props.interest,
      operationsShare: props.operationsShare,
      residual: props.residual ?? 0,
      tariff: tariffInput(props.tariff, currency),
      loadFactor: props.loadFactor ?? 1,
      idleShare: props.idleShare ?? IDLE_SHARE.value,
      utilisation: props.utilisation,
      burnInDays: props.burnIn?.inDays ?? 0,
      ...present({
        rate: rate === undefined ? undefined : parseExchangeRate(rate),
        prices: props.prices,
        power:
          draw === undefined
            ? undefined
            : { kilowattsPerGpu: draw.perGpu.inKilowatts, isAllIn: draw.isAllIn, ...present({ pue: draw.pue }) },
        price,
        carbon,
        marginFloor,
        start,
        ranges,
        shed: shed === undefined ? undefined : { kilowatts: shed.power.inKilowatts, hours: shed.hours },
      }),
    };
    const { input } = this;
    site.addPart({
      path: this.node.path,
      contribution: () => ({ economics: { costs: (plan, services) => planCosts(input, plan, services) } }),
    });
  }
}

function costErrors(owner: string, { start, ranges = {}, tariff, capital = [] }: CostsProps): readonly DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(`economics/${code}`, { problem: `${owner}: ${problem}`, remedy, object: owner }));
  };
  if (start !== undefined && !isCalendarDay(start)) {
    refuse('bad-start', `'start' is '${start}', which is no day of the calendar`, "write it as '2027-01-01'");
  }
  for (const name of Object.keys(ranges).filter((key) => !(RANGED as readonly string[]).includes(key))) {
    refuse('bad-range', `there is no input '${name}'`, `give ranges of ${RANGED.join(', ')}`);
  }
  const hours = tariff.kind === 'kepco' ? tariff.winterHours : undefined;
  const sum = hours?.reduce((total, each) => total + each, 0);
  if (sum !== undefined && sum !== 24) {
    refuse(
      'bad-hours',
      `'winterHours' are ${sum} hours together`,
      'give hours of light, middle and peak load, 24 together',
    );
  }
  for (const { name, amount } of capital.filter((one) => !CURRENCIES.includes(one.amount.currency))) {
    refuse('no-rate', `capital '${name}' is in ${amount.currency}`, 'give amounts in USD or KRW');
  }
  return errors;
}
