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
  /**
   * Lines of the file that it is about, with a caret below the place.
   *
   * @default - it is about no line of a file
   */
  readonly excerpt?: string;
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
  /** Lines of the file that it is about, where there are any. */
  public readonly excerpt: string | undefined;

  public constructor(code: string, parts: DesignErrorParts) {
    const problem = oneLine(parts.problem);
    const remedy = oneLine(parts.remedy);
    const excerpt = parts.excerpt === undefined ? undefined : visibleText(parts.excerpt);
    super(`${problem}; ${remedy} [${code}]${excerpt === undefined ? '' : `\n${excerpt}`}`);
    this.code = code;
    this.problem = problem;
    this.remedy = remedy;
    this.object = parts.object;
    this.value = parts.value;
    this.limit = parts.limit;
    this.excerpt = excerpt;
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

  public constructor(errors: readonly DesignError[], code = 'design/several') {
    super(code, { problem: `${errors.length} problems`, remedy: 'correct each of them' });
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

/** What a terminal would act on rather than show: control characters, marks that turn the direction of writing, halves of a character. */
const HIDDEN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * Text for a terminal: a control character stands there as its code, `\u001b`, so that a name cannot colour, move or hide what is written. Line ends and
 * tabs stay. Within JSON the code means the same character.
 */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (found) => (found === '\n' || found === '\t' ? found : codeOf(found)));
}

/** Text that stays on one line, whatever it holds: a name cannot begin a line that the program did not write. */
export function oneLine(text: string): string {
  return text.replace(HIDDEN, codeOf);
}

/** A text on one line for a message, cut where it is longer than anybody reads. */
export function shortText(text: string, most = 100): string {
  const characters = characterCount(text);
  if (characters <= most) return oneLine(text);
  // A character is two units at most.
  const first = Array.from(text.slice(0, 2 * most)).slice(0, most);
  return `${oneLine(first.join(''))}… (${characters} characters)`;
}

/** Two units that are one character. */
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Characters of a text of any length; half of one counts as one. */
export function characterCount(text: string): number {
  return text.length - (text.match(PAIR)?.length ?? 0);
}

function codeOf(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  if (character === '\r') return '\\r';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const MOST_EDITS = 2;
const SHORTEST_PREFIX = 3;

/**
 * The candidate that the writer of `word` most likely meant: the closest one by edits (two at most, and fewer than half of
 * the word), else the only one that starts with the word. Case does not count.
 */
export function spellingHint(word: string, candidates: Iterable<string>): string | undefined {
  // A program that runs without type-check may give anything.
  if (typeof (word as unknown) !== 'string') return undefined;
  const wanted = word.toLowerCase();
  const known = [...candidates];
  let best: { candidate: string; edits: number } | undefined;
  for (const candidate of known) {
    // As many edits as one is longer than the other are needed at least: a text of any length costs nothing.
    const lower = candidate.toLowerCase();
    if (Math.abs(lower.length - wanted.length) > MOST_EDITS) continue;
    const edits = editDistance(wanted, lower);
    if (edits <= MOST_EDITS && edits * 2 < wanted.length && (best === undefined || edits < best.edits)) {
      best = { candidate, edits };
    }
  }
  if (best !== undefined) return best.candidate;
  const longer = known.filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  return wanted.length >= SHORTEST_PREFIX && longer.length === 1 ? longer[0] : undefined;
}

/** Levenshtein distance by rows. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = at(row, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1));
    }
    row = next;
  }
  return at(row, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
