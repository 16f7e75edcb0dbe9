import { DesignError } from './design-error';

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
    super('design/several', { problem: `${errors.length} problems`, remedy: 'mend each of them' });
    this.errors = [...errors];
    this.message = [`${this.problem} [${this.code}]`, ...errors.map((error) => `- ${error.message}`)].join('\n');
  }
}
