import { DesignError, DesignErrors, spellingHint, shortText } from '../../errors/design-error';
import type { SpareFailures, SpareInput } from '../../model/bill-plan';
import { Duration } from '../../units/duration';
import { type BillLine, type ModelFacts } from '../../model/bill-plan';
import { addTo } from '../../units/present';

/** Categories of the lines of a BOM. */
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

const AMOUNTS = ['rate', 'count', 'failures'] as const;

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
function spareName({ part, model, category }: SpareInput): string {
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
  return [badSpare(name, `is of category '${shortText(category, 60)}', which no BOM has`, remedy)];
}

function amountErrors(name: string, spare: SpareInput): DesignError[] {
  const given = AMOUNTS.filter((amount) => spare[amount] !== undefined);
  if (given.length !== 1) {
    const found = given.length === 0 ? 'says not how many' : `gives ${given.map((one) => `'${one}'`).join(' and ')}`;
    return [badSpare(name, found, "give one of 'rate', 'count' and 'failures'")];
  }
  const { rate, count, failures } = spare;
  if (failures !== undefined) return failureErrors(name, failures);
  if (rate !== undefined && !(typeof rate === 'number' && rate > 0 && rate <= 1)) {
    return [badSpare(name, `has a rate of ${rate}`, 'give spares a piece, above 0 and up to 1, such as 0.02')];
  }
  if (count !== undefined && !(Number.isInteger(count) && count >= 0 && count <= MOST)) {
    return [badSpare(name, `has a count of ${count}`, 'give a whole number from 0 to 1,000,000')];
  }
  return [];
}

function failureErrors(name: string, failures: SpareFailures): DesignError[] {
  if (typeof failures !== 'object' || (failures as SpareFailures | null) === null) {
    return [badSpare(name, "has 'failures' that are no object", 'give perYear, turnaround, confidence and source')];
  }
  const { perYear, turnaround, confidence, source } = failures as Partial<SpareFailures>;
  const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
  const errors: DesignError[] = [];
  if (!isNumber(perYear) || perYear <= 0 || perYear > MOST_FAILURES) {
    errors.push(
      badSpare(
        name,
        `has failures of ${perYear} a year`,
        'give failures a piece and year, above 0 and up to 100, such as 0.05',
      ),
    );
  }
  if (!(turnaround instanceof Duration) || turnaround.inHours <= 0) {
    errors.push(
      badSpare(
        name,
        "has no 'turnaround' above 0",
        'give the time from a failure to the return of a piece, such as Duration.days(30)',
      ),
    );
  }
  if (!isNumber(confidence) || confidence <= 0 || confidence > MOST_CONFIDENCE) {
    errors.push(
      badSpare(
        name,
        `has a confidence of ${confidence}`,
        `give a share above 0 and up to ${MOST_CONFIDENCE}, such as 0.95`,
      ),
    );
  }
  if (typeof source !== 'string' || source.trim() === '') {
    errors.push(
      badSpare(
        name,
        "has no 'source' of its failures",
        'say where the rate is from: a measurement, a contract, a data sheet',
      ),
    );
  }
  return errors;
}

function badSpare(name: string, problem: string, remedy: string): DesignError {
  return new DesignError('bill/bad-spare', { problem: `${name} ${problem}`, remedy, object: name });
}

/** What a decimal rate may be off by in binary: 7 % of 100 is 7, not 8. */
const ROUNDING = 1e-9;

/** A line with the number of its phase, counted from 0 in order of dates. */
export interface PhasedLine {
  readonly line: BillLine;
  readonly phase: number;
}

/**
 * Lines with their spares. A rate is rounded up over the whole site: a phase brings what the pieces that are there by then need beyond what is there.
 * Pieces that differ in length alone share their spares, which are of the longest: it reaches wherever a shorter one does. A count comes with the first phase.
 *
 * @throws DesignError `bill/unknown-spare` for a spare of nothing that the BOM has
 */
export function addSpares(
  lines: readonly PhasedLine[],
  spares: readonly SpareInput[],
  models: ReadonlyMap<string, ModelFacts>,
): BillLine[] {
  if (spares.length === 0) return lines.map(({ line }) => line);
  checkKnown(lines, spares, models);
  const kinds = new Map<string, PhasedLine[]>();
  for (const each of lines) {
    const { category, manufacturer = '', partNumber = '', description } = each.line;
    const key = JSON.stringify([category, manufacturer, partNumber, description]);
    addTo(kinds, key, each);
  }
  const spareOf = new Map<BillLine, number>();
  for (const kind of kinds.values()) {
    const spare = spareFor(kind, spares, models);
    if (spare !== undefined) shareOut(kind, spare, spareOf);
  }
  return lines.map(({ line }) => {
    const count = spareOf.get(line) ?? 0;
    return count === 0 ? line : { ...line, spares: count };
  });
}

const HOURS_OF_YEAR = 8_760;

/** Beyond this, sums of small probabilities are no longer sure. */
const MOST_CONFIDENCE = 0.999_999;

const MOST_FAILURES = 100;

/**
 * The fewest spares with which no failed piece waits, in a stated share of the time: failures come as a Poisson process, so that the pieces that are away at a moment
 * are Poisson with mean pieces x failures a year x turnaround, whatever the spread of the turnaround; the smallest s with P(away <= s) of at least the confidence.
 *
 * @see C. Palm, "Analysis of the Erlang traffic formulae for busy-signal arrangements", Ericsson Technics 4 (1938)
 * @see G. J. Feeney, C. C. Sherbrooke, "The (S-1, S) inventory policy under compound Poisson demand", Management Science 12 (1966)
 */
export function sparesByFailures(pieces: number, { perYear, turnaround, confidence }: SpareFailures): number {
  const mean = (pieces * perYear * turnaround.inHours) / HOURS_OF_YEAR;
  if (mean === 0) return 0;
  // By logarithms: exp(-mean) is 0 in binary where many are away.
  let logOfOne = -mean;
  let sum = Math.exp(logOfOne);
  let spares = 0;
  while (sum < confidence - ROUNDING) {
    spares += 1;
    logOfOne += Math.log(mean / spares);
    sum += Math.exp(logOfOne);
  }
  return spares;
}

function spareCount(pieces: number, { rate, count = 0, failures }: SpareInput): number {
  if (failures !== undefined) return sparesByFailures(pieces, failures);
  return rate === undefined ? count : Math.ceil(rate * pieces - ROUNDING);
}

function shareOut(kind: readonly PhasedLine[], spare: SpareInput, spareOf: Map<BillLine, number>): void {
  let pieces = 0;
  let given = 0;
  for (const phase of [...new Set(kind.map((each) => each.phase))].sort((a, b) => a - b)) {
    const there = kind.filter((each) => each.phase === phase).map(({ line }) => line);
    pieces += there.reduce((sum, { quantity }) => sum + quantity, 0);
    const needed = spareCount(pieces, spare);
    const longest = there.reduce((best, line) =>
      (line.lengthMillimetres ?? 0) > (best.lengthMillimetres ?? 0) ? line : best,
    );
    spareOf.set(longest, needed - given);
    given = needed;
  }
}

function spareFor(
  kind: readonly PhasedLine[],
  spares: readonly SpareInput[],
  models: ReadonlyMap<string, ModelFacts>,
): SpareInput | undefined {
  const line = kind[0]?.line;
  if (line === undefined) return undefined;
  const matching = spares.filter((spare) => matches(spare, line, models));
  return (
    matching.find(({ part }) => part !== undefined) ?? matching.find(({ model }) => model !== undefined) ?? matching[0]
  );
}

function matches(
  { part, model, category }: SpareInput,
  line: BillLine,
  models: ReadonlyMap<string, ModelFacts>,
): boolean {
  if (part !== undefined) return line.partNumber === part;
  if (model !== undefined) return line.description === (models.get(model)?.description ?? model);
  return line.category === category;
}

function checkKnown(
  lines: readonly PhasedLine[],
  spares: readonly SpareInput[],
  models: ReadonlyMap<string, ModelFacts>,
): void {
  const unknown = spares.filter((spare) => lines.every(({ line }) => !matches(spare, line, models)));
  DesignErrors.throwAll(
    unknown.map((spare) => {
      const { part, model } = spare;
      const known =
        part === undefined ? lines.map(({ line }) => line.description) : lines.map(({ line }) => line.partNumber ?? '');
      const hint = spellingHint(part ?? model ?? '', new Set(known.filter((name) => name !== '')));
      return new DesignError('bill/unknown-spare', {
        problem: `'spares' name ${spareName(spare)}, which is not in the BOM`,
        remedy:
          hint === undefined ? "name what 'bill-of-materials.csv' has, or take it away" : `did you mean '${hint}'?`,
        object: spareName(spare),
      });
    }),
  );
}
