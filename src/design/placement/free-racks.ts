/**
 * Racks of one row that may still take devices of one shape. A rack that is closed stays closed, so that the next open one is found
 * in nearly constant time however full the row is.
 *
 * Method: disjoint sets with path halving, one towards each end of the row.
 */
export class FreeRacks {
  /** `after[i]` leads to the first open rack from i on; `count` is the end. */
  private readonly after: Int32Array;
  /** `before[i + 1]` leads to the last open rack up to i, plus 1; 0 is the end. */
  private readonly before: Int32Array;
  private readonly count: number;

  public constructor(count: number) {
    this.count = count;
    this.after = Int32Array.from({ length: count + 1 }, (_, index) => index);
    this.before = Int32Array.from({ length: count + 1 }, (_, index) => index);
  }

  /** Marks a rack as full. */
  public close(index: number): void {
    this.after[index] = index + 1;
    this.before[index + 1] = index;
  }

  /** The first open rack of the row, undefined where all are closed. */
  public first(): number | undefined {
    return this.openFrom(0);
  }

  /** The open rack nearest to `twiceMiddle / 2`, of two at the same distance the lower one. */
  public nearest(twiceMiddle: number): number | undefined {
    const middle = Math.min(Math.max(twiceMiddle / 2, 0), this.count - 1);
    const lower = this.openUpTo(Math.floor(middle));
    const upper = this.openFrom(Math.ceil(middle));
    if (lower === undefined || upper === undefined) return lower ?? upper;
    return middle - lower <= upper - middle ? lower : upper;
  }

  private openFrom(index: number): number | undefined {
    const found = follow(this.after, index);
    return found < this.count ? found : undefined;
  }

  private openUpTo(index: number): number | undefined {
    const found = follow(this.before, index + 1);
    return found > 0 ? found - 1 : undefined;
  }
}

function follow(links: Int32Array, from: number): number {
  let at = from;
  let next = links[at] ?? at;
  while (next !== at) {
    const beyond = links[next] ?? next;
    links[at] = beyond;
    at = beyond;
    next = links[at] ?? at;
  }
  return at;
}
