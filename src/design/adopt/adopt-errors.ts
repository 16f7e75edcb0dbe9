import { DesignError, type DesignErrorParts, DesignErrors } from '../../errors/design-error';
import type { FactSource } from '../../model/hall-facts';

/** Problems that are listed before the rest is counted: a file with one wrong column has one a line. */
const MOST = 20;

/** Collects what is wrong with the files of a hall: the first problems in full, and how many there are in all. */
export class AdoptErrors {
  private readonly errors: DesignError[] = [];
  private total = 0;

  /** Whether texts of further problems are still wanted: hints cost time. */
  public get isFull(): boolean {
    return this.total >= MOST;
  }

  /** Notes a problem in a line of a file; `parts` is asked for only while problems are listed. */
  public add(code: string, { file, line }: FactSource, parts: () => DesignErrorParts): void {
    if (!this.isFull) {
      const { problem, ...rest } = parts();
      this.errors.push(new DesignError(code, { ...rest, problem: `line ${line} of '${file}': ${problem}` }));
    }
    this.total += 1;
  }

  /**
   * Throws what was collected.
   *
   * @throws DesignErrors with the first problems; `adopt/more-problems` is the last of them where there are more
   */
  public throwAll(): void {
    const more = this.total - this.errors.length;
    const rest = new DesignError('adopt/more-problems', {
      problem: `and ${more} more`,
      remedy: 'mend those above, then read the files again',
      value: `${this.total}`,
    });
    DesignErrors.throwAll(more > 0 ? [...this.errors, rest] : this.errors);
  }
}
