import { HallRoute } from '../../model/cabling-plan';

/** Two halls between which links run and no way is known. */
export interface MissingWay {
  readonly from: string;
  readonly to: string;
  /** The first of these links. */
  readonly link: number;
  readonly links: number;
}

/** Ways between halls, with a memory of those that were asked for and are not there. */
export class HallWays {
  private readonly lengths: Float64Array;
  private readonly asked = new Map<number, MissingWay>();

  public constructor(
    private readonly halls: readonly { readonly name: string }[],
    routes: readonly HallRoute[],
  ) {
    this.lengths = new Float64Array(halls.length * halls.length).fill(-1);
    for (const { halls: ends, lengthMillimetres } of routes) {
      const [a, b] = ends.map((name) => halls.findIndex((hall) => hall.name === name));
      if (a !== undefined && b !== undefined && a >= 0 && b >= 0) {
        this.lengths[this.cell(a, b)] = lengthMillimetres;
      }
    }
  }

  /** Length between two halls by index, mm; 0 where it is missing. */
  public between(a: number, b: number, link: number): number {
    const cell = this.cell(a, b);
    const length = this.lengths[cell] ?? -1;
    if (length >= 0) return length;
    const [from = '', to = ''] = [this.halls[a]?.name ?? '', this.halls[b]?.name ?? ''].sort();
    const seen = this.asked.get(cell);
    this.asked.set(cell, { from, to, link: seen?.link ?? link, links: (seen?.links ?? 0) + 1 });
    return 0;
  }

  /** What was asked for and is missing, in the order in which it was asked for. */
  public missing(): MissingWay[] {
    return [...this.asked.values()];
  }

  private cell(a: number, b: number): number {
    return Math.min(a, b) * this.halls.length + Math.max(a, b);
  }
}
