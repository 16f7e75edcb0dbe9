/**
 * Numbers from `first` to `last` that are given out once each: the next is the lowest that lies above all that were known at
 * the start; where none is left, the lowest gap.
 */
export class NumberRange {
  private readonly taken = new Set<bigint>();
  private above: bigint;
  private gap: bigint;

  public constructor(
    private readonly first: bigint,
    private readonly last: bigint,
  ) {
    this.above = first;
    this.gap = first;
  }

  /** How many numbers there are, taken or not. */
  public get capacity(): bigint {
    return this.last < this.first ? 0n : this.last - this.first + 1n;
  }

  public get used(): bigint {
    return BigInt(this.taken.size);
  }

  public contains(number: bigint): boolean {
    return number >= this.first && number <= this.last;
  }

  /** Takes a number of the range; false where it is taken already. */
  public take(number: bigint): boolean {
    if (this.taken.has(number)) return false;
    this.taken.add(number);
    if (number >= this.above) this.above = number + 1n;
    return true;
  }

  /** Takes the next number above all others; undefined where the range ends. */
  public takeAbove(): bigint | undefined {
    if (this.above > this.last) return undefined;
    const number = this.above;
    this.take(number);
    return number;
  }

  /** Takes the lowest number that is free; undefined where none is. */
  public takeGap(): bigint | undefined {
    while (this.taken.has(this.gap)) this.gap += 1n;
    if (this.gap > this.last) return undefined;
    const number = this.gap;
    this.take(number);
    return number;
  }
}
