import { characterCount, oneLine, shortText } from './visible-text';

/** The parts of a `DesignError`. */
export interface DesignErrorParts {
  /** What is wrong, naming the object, its value and the limit. */
  readonly problem: string;
  /** What to change, in the words of the props. */
  readonly remedy: string;
  /**
   * Name of the object at fault.
   *
   * @default - the error names no single object
   */
  readonly object?: string;
  /**
   * The value that was refused, with its unit.
   *
   * @default - the error is not about one value
   */
  readonly value?: string;
  /**
   * The limit that the value breaks, with its unit.
   *
   * @default - the error is not about a limit
   */
  readonly limit?: string;
}

/** A design that is impossible in itself. The message reads `problem; remedy [code]`. */
export class DesignError extends Error {
  public override readonly name: string = 'DesignError';
  /** Stable id such as `fabric/too-many-leaves`; it never changes its meaning. */
  public readonly code: string;
  /** What is wrong, without the remedy. */
  public readonly problem: string;
  /** What to change. */
  public readonly remedy: string;
  /** Name of the object at fault, where there is one. */
  public readonly object: string | undefined;
  /** The refused value, where there is one. */
  public readonly value: string | undefined;
  /** The limit that was broken, where there is one. */
  public readonly limit: string | undefined;

  public constructor(code: string, parts: DesignErrorParts) {
    const problem = oneLine(parts.problem);
    const remedy = oneLine(parts.remedy);
    super(`${problem}; ${remedy} [${code}]`);
    this.code = code;
    this.problem = problem;
    this.remedy = remedy;
    this.object = parts.object;
    this.value = parts.value;
    this.limit = parts.limit;
  }
}

/** Several design errors reported at once, code `design/several`. The message lists them, one a line. */
export class DesignErrors extends DesignError {
  public override readonly name: string = 'DesignErrors';
  /** The errors, in the order in which they were found. */
  public readonly errors: readonly DesignError[];

  /**
   * Throws what was collected: nothing if there is no error, a single error as it is, several as one `DesignErrors`.
   *
   * @throws DesignErrors `design/several`
   */
  public static throwAll(errors: readonly DesignError[]): void {
    const [first, second] = errors;
    if (first === undefined) return;
    throw second === undefined ? first : new DesignErrors(errors);
  }

  public constructor(errors: readonly DesignError[]) {
    super('design/several', { problem: `${errors.length} problems`, remedy: 'correct each of them' });
    this.errors = [...errors];
    this.message = [`${this.problem} [${this.code}]`, ...errors.map((error) => `- ${error.message}`)].join('\n');
  }
}

/** A number of an input that must be whole. */
interface WholeNumber {
  /** Code of the error, for example `space/invalid-number`. */
  readonly code: string;
  /** Object and its name, for example `row 'A'`. */
  readonly owner: string;
  readonly field: string;
  readonly value: number;
  readonly least: number;
}

/** The error of a number that is NaN, infinite, fractional or below `least`; undefined where it is right. */
export function wholeNumberError({ code, owner, field, value, least }: WholeNumber): DesignError | undefined {
  if (Number.isInteger(value) && value >= least) return undefined;
  return new DesignError(code, {
    problem: `${owner}: '${field}' is ${value}`,
    remedy: `give a whole number of ${least} or more`,
    object: owner,
    value: String(value),
    limit: String(least),
  });
}

/** Characters of a text that is no name: a tag, a reason, a model. */
const LONGEST_TEXT = 1_000;

/** What no file and no program takes: control characters but line ends and tabs, and halves of a character. */
const IMPOSSIBLE = /[^\P{Cc}\n\r\t]|\p{Cs}/u;

/** What is wrong with a text that is no name; none for one that files and programs take. Line ends are right here. */
export function textErrors(owner: string, text: string, longest = LONGEST_TEXT): DesignError[] {
  const impossible = IMPOSSIBLE.exec(text)?.[0];
  if (impossible !== undefined) {
    return [
      new DesignError('names/bad-text', {
        problem: `${oneLine(owner)}: '${shortText(text, 40)}' holds ${oneLine(impossible)}, which is no character of a text`,
        remedy: 'take it out: files and programs would drop it or stop there',
        object: owner,
        value: oneLine(impossible),
      }),
    ];
  }
  const characters = text.length <= longest ? 0 : characterCount(text);
  if (characters <= longest) return [];
  return [
    new DesignError('names/text-too-long', {
      problem: `${oneLine(owner)}: '${shortText(text, 40)}' has ${characters} characters`,
      remedy: `shorten it: ${longest} at most`,
      object: owner,
      value: `${characters} characters`,
      limit: `${longest} characters`,
    }),
  ];
}
