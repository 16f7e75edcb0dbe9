import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import type { BillLine } from '../../model/bill-plan';
import type { SitePlan } from '../../model/site-plan';
import { addTo, present } from '../../units/present';
import { BETWEEN_PLACES, NO_PLACE } from '../bill/bill-items';
import { type BilledSite, placeBill } from '../bill/place-bill';
import { textOrder } from '../text';
import {
  convertMinorUnits,
  type ExchangeRate,
  type OrderGroup,
  type OrderLine,
  type OrderPlan,
  type OrderPrice,
  type OrderTotals,
  type PriceCurrency,
  type PriceEntry,
  type PlacedLine,
  type PlaceValue,
  UNNAMED,
  type UnbilledThing,
  unbilledThings,
  type ValueAtRisk,
  type ValuePlace,
} from './order-plan';

/** What orders are asked for. */
export interface OrderOptions {
  /**
   * Prices of parts of the BOM.
   *
   * @default - no line has a price
   */
  readonly prices?: readonly PriceEntry[];
  /**
   * Rate at which all sums are shown in one currency.
   *
   * @default - sums stay in their currencies
   */
  readonly rate?: ExchangeRate;
  /**
   * The one supplier to ask.
   *
   * @default - all
   */
  readonly supplier?: string;
  /**
   * The one phase to order.
   *
   * @default - all
   */
  readonly phase?: string;
}

/**
 * Requests for quotation: every line of the BOM once, by supplier and phase.
 *
 * The supplier of a line is the one that its price names, else its manufacturer. An amount is the unit price times quantity and spares; at a rate it is
 * converted and rounded line by line, so that what is printed adds up.
 *
 * @throws DesignError `orders/unknown-part`, `orders/price-twice`, `orders/unknown-supplier`, `orders/unknown-phase`, `orders/too-large`
 */
export function planOrders(plan: Pick<SitePlan, 'name' | 'bill' | 'phases'>, options: OrderOptions = {}): OrderPlan {
  const { prices = [], rate } = options;
  const { lines } = plan.bill;
  const book = new PriceBook(prices, lines);
  const groups = new Map<string, { supplier: string; phase: string; lines: OrderLine[] }>();
  for (const line of lines) {
    const entry = book.priceOf(line);
    const supplier = entry?.supplier ?? line.manufacturer ?? '';
    const key = JSON.stringify([supplier, line.phase]);
    const group = groups.get(key) ?? { supplier, phase: line.phase, lines: [] };
    groups.set(key, group);
    group.lines.push(orderLine(line, entry, rate));
  }
  const dates = new Map((plan.phases ?? []).map(({ name, date }) => [name, date]));
  const made = [...groups.values()]
    .map((group) => orderGroup(group, dates.get(group.phase), rate))
    .sort(
      (a, b) =>
        Number(a.supplier === '') - Number(b.supplier === '') ||
        textOrder(a.supplier, b.supplier) ||
        textOrder(a.phaseDate ?? '', b.phaseDate ?? '') ||
        textOrder(a.phase, b.phase),
    );
  const wanted = chosen(made, options);
  return {
    site: plan.name,
    ...present({ rate }),
    groups: wanted,
    totals: totalsOf(
      wanted.flatMap((group) => group.lines),
      rate,
    ),
  };
}

/** What of the plan of a site its value by compartment is found from. */
export type ValuedSite = BilledSite & Pick<SitePlan, 'power' | 'cooling' | 'compartments' | 'losses'>;

/**
 * Value at risk by compartment: each line of the orders split over the compartments in which its pieces stand. A rack is in its own compartment, else in that of its row,
 * else of its hall, else in its hall. A cable with ends in several compartments counts in none of them (`between`), spares in none either. Power nodes, units of
 * cooling and what tenants bring are in no line of a BOM: they are named where they stand, without a value.
 *
 * Amounts add up to those of the orders, currency by currency; what is converted is rounded place by place.
 *
 * @throws DesignError as `planOrders`, and `bill/no-models`
 */
export function valueByCompartment(plan: ValuedSite, options: OrderOptions = {}): ValueAtRisk {
  const { rate } = options;
  const { groups } = planOrders(plan, options);
  const { compartments, piecesOf } = placeBill(plan);
  const byPlace = new Map<string, PlacedLine[]>();
  for (const line of groups.flatMap((group) => group.lines)) {
    const pieces = [...piecesOf(line)].sort(([a], [b]) => a - b);
    const placed = pieces.map(([place, count]): [string, number] => [
      place === BETWEEN_PLACES
        ? 'between'
        : place === NO_PLACE
          ? 'nowhere'
          : `compartment ${compartments[place - NO_PLACE - 1] ?? ''}`,
      count,
    ]);
    const { spares, price } = line;
    for (const [place, count] of [...placed, ['spares', spares] as const]) {
      const share = price === undefined ? undefined : shareOf(price, count, rate);
      if (count > 0) addTo(byPlace, place, { line: kindOf(line), pieces: count, ...present({ price: share }) });
    }
  }
  const unbilled = unbilledThings(plan);
  const names = new Set([...compartments, ...unbilled.keys()]);
  names.delete(UNNAMED);
  const valueOf = (place: ValuePlace, name = ''): PlaceValue =>
    placeValue(
      { place, name },
      byPlace.get(place === 'compartment' ? `compartment ${name}` : place) ?? [],
      place === 'unnamed' || place === 'compartment' ? (unbilled.get(name) ?? []) : [],
      rate,
    );
  const places = [
    ...[...names].map((name) => valueOf('compartment', name)),
    ...(['between', 'nowhere', 'spares', 'unnamed'] as const).map((place) => valueOf(place)),
  ].filter(({ lines, unbilled: things }) => lines.length + things.length > 0);
  return { site: plan.name, ...present({ rate }), places };
}

/** What a line is of, without how much of it the whole site takes. */
function kindOf({ quantity: _q, spares: _s, ordered: _o, price: _p, ...kind }: OrderLine): PlacedLine['line'] {
  return kind;
}

function shareOf({ currency, unitMinorUnits }: OrderPrice, pieces: number, rate: ExchangeRate | undefined): OrderPrice {
  const amountMinorUnits = unitMinorUnits * pieces;
  const convertedMinorUnits = rate === undefined ? undefined : convertMinorUnits(amountMinorUnits, currency, rate);
  return { currency, unitMinorUnits, amountMinorUnits, ...present({ convertedMinorUnits }) };
}

function placeValue(
  { place, name }: Pick<PlaceValue, 'place' | 'name'>,
  lines: readonly PlacedLine[],
  unbilled: readonly UnbilledThing[],
  rate: ExchangeRate | undefined,
): PlaceValue {
  const pieces = (some: readonly PlacedLine[]): number => sum(some, (each) => each.pieces);
  return {
    place,
    name,
    lines,
    unbilled,
    pieces: pieces(lines),
    unpricedPieces: pieces(lines.filter(({ price }) => price === undefined)),
    ...sumsOf(
      lines.flatMap(({ price }) => price ?? []),
      rate,
    ),
  };
}

function orderLine(line: BillLine, entry: PriceEntry | undefined, rate: ExchangeRate | undefined): OrderLine {
  const { spares = 0 } = line;
  const ordered = line.quantity + spares;
  return {
    ...line,
    spares,
    ordered,
    ...present({ price: entry === undefined ? undefined : priceOf(entry, ordered, rate) }),
  };
}

function priceOf(entry: PriceEntry, ordered: number, rate: ExchangeRate | undefined): OrderPrice {
  const { currency, unitMinorUnits } = entry;
  const amountMinorUnits = safe(unitMinorUnits * ordered, entry);
  if (rate === undefined) return { currency, unitMinorUnits, amountMinorUnits };
  const convertedMinorUnits = safe(convertMinorUnits(amountMinorUnits, currency, rate), entry);
  return { currency, unitMinorUnits, amountMinorUnits, convertedMinorUnits };
}

/** Sums beyond this are no longer exact to the won or cent. */
function safe(minorUnits: number, { where }: PriceEntry): number {
  if (minorUnits <= Number.MAX_SAFE_INTEGER / 10_000) return minorUnits;
  throw new DesignError('orders/too-large', {
    problem: `${where}: the price makes an amount that is too large to be added up exactly`,
    remedy: "correct 'unit_price', or the rate",
  });
}

function orderGroup(
  { supplier, phase, lines }: { supplier: string; phase: string; lines: readonly OrderLine[] },
  phaseDate: string | undefined,
  rate: ExchangeRate | undefined,
): OrderGroup {
  const lastOrderDate = lines
    .flatMap((line) => line.lastOrderDate ?? [])
    .reduce<string | undefined>((first, date) => (first === undefined || date < first ? date : first), undefined);
  return {
    supplier,
    phase,
    ...present({ phaseDate, lastOrderDate }),
    lines,
    totals: totalsOf(lines, rate),
  };
}

function totalsOf(lines: readonly OrderLine[], rate: ExchangeRate | undefined): OrderTotals {
  const prices = lines.flatMap(({ price }) => price ?? []);
  return {
    lines: lines.length,
    quantity: sum(lines, ({ quantity }) => quantity),
    spares: sum(lines, ({ spares }) => spares),
    pricedLines: prices.length,
    ...sumsOf(prices, rate),
  };
}

function sum<T>(items: readonly T[], figure: (item: T) => number): number {
  return items.reduce((total, item) => total + figure(item), 0);
}

/** Sums of prices by currency, and all of them at a rate. */
function sumsOf(
  prices: readonly OrderPrice[],
  rate: ExchangeRate | undefined,
): Pick<OrderTotals, 'amounts' | 'converted'> {
  const currencies: readonly PriceCurrency[] = ['KRW', 'USD'];
  const amounts = currencies.flatMap((currency) => {
    const own = prices.filter((price) => price.currency === currency);
    return own.length === 0 ? [] : [{ currency, minorUnits: sum(own, (price) => price.amountMinorUnits) }];
  });
  return {
    amounts,
    ...present({
      converted:
        rate === undefined
          ? undefined
          : { currency: rate.to, minorUnits: sum(prices, (price) => price.convertedMinorUnits ?? 0) },
    }),
  };
}

function chosen(groups: readonly OrderGroup[], { supplier, phase }: OrderOptions): readonly OrderGroup[] {
  check('supplier', supplier, new Set(groups.map((group) => group.supplier)));
  check('phase', phase, new Set(groups.map((group) => group.phase)));
  return groups.filter(
    (group) => group.supplier === (supplier ?? group.supplier) && group.phase === (phase ?? group.phase),
  );
}

function check(what: 'supplier' | 'phase', name: string | undefined, known: ReadonlySet<string>): void {
  if (name === undefined || known.has(name)) return;
  const hint = spellingHint(name, known);
  const names = [...known].filter((each) => each !== '').map((each) => `'${each}'`);
  throw new DesignError(`orders/unknown-${what}`, {
    problem: `no line of the BOM is of ${what} '${name}'`,
    remedy: hint === undefined ? `give one of ${names.join(', ')}` : `did you mean '${hint}'?`,
    object: name,
  });
}

/** Nobody reads hundreds of errors, and a hint costs a comparison with every part. */
const MOST_ERRORS = 20;

type Priced = Pick<BillLine, 'partNumber' | 'description' | 'lengthMillimetres'>;

/** Prices by part number, else by description; a price for a length goes before one for all. */
class PriceBook {
  private readonly entries = new Map<string, PriceEntry>();

  /** @throws DesignError `orders/unknown-part`, `orders/price-twice`, all at once */
  public constructor(prices: readonly PriceEntry[], lines: readonly Priced[]) {
    const known = knownKeys(lines);
    const errors: DesignError[] = [];
    let wrong = 0;
    const refuse = (error: () => DesignError): void => {
      wrong += 1;
      if (errors.length < MOST_ERRORS) errors.push(error());
    };
    for (const entry of prices) {
      const key = keyOf(entry);
      const standing = this.entries.get(key);
      if (!known.has(key)) refuse(() => unknownPart(entry, lines));
      else if (standing === undefined) this.entries.set(key, entry);
      else if (isOther(standing, entry)) refuse(() => priceTwice(standing, entry));
    }
    if (wrong > errors.length) {
      errors.push(
        new DesignError('orders/more-errors', {
          problem: `${wrong - errors.length} more prices are wrong`,
          remedy: 'correct those above first',
        }),
      );
    }
    DesignErrors.throwAll(errors);
  }

  /** The price of a line; undefined where none is given. */
  public priceOf(line: Priced): PriceEntry | undefined {
    for (const key of keysOf(line)) {
      const entry = this.entries.get(key);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }
}

/** Keys under which a line may have its price, the narrowest first. */
function keysOf({ partNumber, description, lengthMillimetres }: Priced): string[] {
  const names = partNumber === undefined ? [{ description }] : [{ part: partNumber }, { description }];
  return names.flatMap((name) => [
    ...(lengthMillimetres === undefined ? [] : [keyOf({ ...name, lengthMillimetres })]),
    keyOf(name),
  ]);
}

function knownKeys(lines: readonly Priced[]): Set<string> {
  return new Set(lines.flatMap(keysOf));
}

function keyOf({ part, description, lengthMillimetres }: Partial<PriceEntry>): string {
  return JSON.stringify(
    part === undefined ? ['description', description, lengthMillimetres] : ['part', part, lengthMillimetres],
  );
}

function isOther(one: PriceEntry, other: PriceEntry): boolean {
  return (
    one.unitMinorUnits !== other.unitMinorUnits || one.currency !== other.currency || one.supplier !== other.supplier
  );
}

function nameOf({ part, description = '', lengthMillimetres }: PriceEntry): string {
  const length = lengthMillimetres === undefined ? '' : ` of ${lengthMillimetres / 1_000} m`;
  return `${part === undefined ? `'${description}'` : `part '${part}'`}${length}`;
}

function unknownPart(entry: PriceEntry, lines: readonly Priced[]): DesignError {
  const { part, description = '', where } = entry;
  const names = new Set(lines.flatMap((line) => (part === undefined ? [line.description] : (line.partNumber ?? []))));
  const hint = names.has(part ?? description) ? undefined : spellingHint(part ?? description, names);
  return new DesignError('orders/unknown-part', {
    problem: `${where}: the BOM has no ${nameOf(entry)}`,
    remedy:
      hint === undefined
        ? 'name a part, description and length of the BOM, or delete the line'
        : `did you mean '${hint}'?`,
    object: part ?? description,
  });
}

function priceTwice(standing: PriceEntry, entry: PriceEntry): DesignError {
  return new DesignError('orders/price-twice', {
    problem: `${entry.where}: ${nameOf(entry)} has another price or supplier than in ${standing.where}`,
    remedy: "keep one of them, or tell lengths apart in the column 'length_m'",
    object: entry.part ?? entry.description ?? '',
  });
}
