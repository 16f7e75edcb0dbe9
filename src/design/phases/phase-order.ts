import type { PhaseInput } from './phase-input';
import type { Phased } from './check-phases';

/** Phases in order of their dates, and what is there by each of them. */
export class PhaseOrder {
  /** In order of date. */
  public readonly phases: readonly PhaseInput[];
  private readonly indexOf: ReadonlyMap<string, number>;

  public constructor(phases: readonly PhaseInput[]) {
    this.phases = [...phases].sort((left, right) => (left.date < right.date ? -1 : left.date > right.date ? 1 : 0));
    this.indexOf = new Map(this.phases.map(({ name }, index) => [name, index]));
  }

  /** Number of the phase by whose date a thing is there; 0 for one that names none: it is there from the first day. */
  public numberOf({ phase }: Omit<Phased, 'name'>): number {
    return phase === undefined ? 0 : (this.indexOf.get(phase) ?? 0);
  }

  /** A test for things that are there by the date of a phase, by its number. */
  public isThereBy(number: number): (thing: Omit<Phased, 'name'>) => boolean {
    return (thing) => this.numberOf(thing) <= number;
  }
}
