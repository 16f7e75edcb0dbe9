import { DesignError, DesignErrors } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import type { BillLine } from '../../model/bill-plan';
import type { PriceEntry } from './order-plan';

/** Nobody reads hundreds of errors, and a hint costs a comparison with every part. */
const MOST_ERRORS = 20;

type Priced = Pick<BillLine, 'partNumber' | 'description' | 'lengthMillimetres'>;

/** Prices by part number, else by description; a price for a length goes before one for all. */
export class PriceBook {
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
          remedy: 'mend those above first',
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
    problem: `${where}: the bill of materials has no ${nameOf(entry)}`,
    remedy:
      hint === undefined
        ? 'name a part, description and length of the bill, or delete the line'
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
