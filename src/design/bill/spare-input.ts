import { DesignError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import { type BillLine, SpareInput } from '../../model/bill-plan';

/** Categories of the lines of a bill. */
const BILL_CATEGORIES: readonly BillLine['category'][] = [
  'system',
  'switch',
  'storage',
  'server',
  'rack',
  'panel',
  'cable',
  'transceiver',
  'fibre',
  'cord',
  'blank',
  'software',
];

const MOST = 1_000_000;

const SELECTORS = ['part', 'model', 'category'] as const;

const AMOUNTS = ['rate', 'count'] as const;

const PROPS: readonly string[] = [...SELECTORS, ...AMOUNTS];

/**
 * What is wrong in spares themselves: `bill/bad-spare`, `bill/spare-twice`.
 *
 * @param owner - whose they are, in the words of a message: `site 'gasan'`
 * @param spares - undefined where the site has none
 */
export function spareErrors(owner: string, spares: readonly SpareInput[] = []): DesignError[] {
  if (!Array.isArray(spares)) return [badSpare(owner, "has 'spares' that are no list", 'give a list of objects')];
  const seen = new Set<string>();
  return (spares as readonly SpareInput[]).flatMap((spare, index) => {
    const name = `${owner}: 'spares[${index}]'`;
    if (typeof spare !== 'object' || (spare as SpareInput | null) === null) {
      return [badSpare(name, 'is no object', "write it as { category: 'transceiver', rate: 0.02 }")];
    }
    const errors = [...unknownProps(name, spare), ...selectorErrors(name, spare), ...amountErrors(name, spare)];
    const key = spareName(spare);
    if (errors.length === 0 && seen.has(key)) {
      errors.push(
        new DesignError('bill/spare-twice', { problem: `${name} names ${key} again`, remedy: 'keep one of them' }),
      );
    }
    seen.add(key);
    return errors;
  });
}

/** What a spare names, for messages: `part 'MFP7E10'`. */
export function spareName({ part, model, category }: SpareInput): string {
  if (part !== undefined) return `part '${part}'`;
  return model === undefined ? `category '${category ?? ''}'` : `model '${model}'`;
}

function unknownProps(name: string, spare: SpareInput): DesignError[] {
  return Object.keys(spare)
    .filter((prop) => !PROPS.includes(prop))
    .map((prop) => {
      const hint = spellingHint(prop, PROPS);
      const remedy = hint === undefined ? `there are ${PROPS.join(', ')}` : `did you mean '${hint}'?`;
      return badSpare(name, `has no prop '${prop}'`, remedy);
    });
}

function selectorErrors(name: string, spare: SpareInput): DesignError[] {
  const given = SELECTORS.filter((selector) => spare[selector] !== undefined);
  if (given.length !== 1) {
    const found = given.length === 0 ? 'names nothing' : `gives ${given.map((one) => `'${one}'`).join(' and ')}`;
    return [badSpare(name, found, "give one of 'part', 'model' and 'category'")];
  }
  const { category } = spare;
  if (category === undefined || BILL_CATEGORIES.includes(category)) return [];
  const hint = spellingHint(category, BILL_CATEGORIES);
  const remedy = hint === undefined ? `use one of ${BILL_CATEGORIES.join(', ')}` : `did you mean '${hint}'?`;
  return [badSpare(name, `is of category '${category}', which no bill has`, remedy)];
}

function amountErrors(name: string, spare: SpareInput): DesignError[] {
  const given = AMOUNTS.filter((amount) => spare[amount] !== undefined);
  if (given.length !== 1) {
    const found = given.length === 0 ? 'says not how many' : "gives 'rate' and 'count'";
    return [badSpare(name, found, "give one of 'rate' and 'count'")];
  }
  const { rate, count } = spare;
  if (rate !== undefined && !(typeof rate === 'number' && rate > 0 && rate <= 1)) {
    return [badSpare(name, `has a rate of ${rate}`, 'give spares a piece, above 0 and up to 1, such as 0.02')];
  }
  if (count !== undefined && !(Number.isInteger(count) && count >= 0 && count <= MOST)) {
    return [badSpare(name, `has a count of ${count}`, 'give a whole number from 0 to 1,000,000')];
  }
  return [];
}

function badSpare(name: string, problem: string, remedy: string): DesignError {
  return new DesignError('bill/bad-spare', { problem: `${name} ${problem}`, remedy, object: name });
}
