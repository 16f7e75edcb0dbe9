import { oneLine } from './visible-text';

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
