/** A dump of `ibnetdiscover`, to be edited as a technician would err. Ends are the descriptions of adapters. */
export class FaultyDump {
  private lines: string[];

  public constructor(text: string) {
    this.lines = text.split('\n');
  }

  /** Takes the cable of an adapter out: a host's adapter without a link is not found. */
  public unplug(adapter: string): this {
    const header = this.headerOf(adapter);
    this.lines.splice(header - 4, 6);
    this.lines.splice(this.switchLineOf(adapter), 1);
    return this;
  }

  /** Exchanges the far ends of the cables of two adapters. */
  public swap(one: string, other: string): this {
    this.exchange(this.switchLineOf(one), this.switchLineOf(other), /^\[\d+\]/);
    this.exchange(this.headerOf(one) + 1, this.headerOf(other) + 1, /^\[\d+\]\([0-9a-f]+\)/);
    return this;
  }

  /** Plugs the cable of an adapter into another port of the same switch. */
  public move(adapter: string, port: number): this {
    const own = this.headerOf(adapter) + 1;
    this.edit(this.switchLineOf(adapter), (line) => line.replace(/^\[\d+\]/, `[${port}]`));
    this.edit(own, (line) => line.replace(/"\[\d+\]/, `"[${port}]`));
    return this;
  }

  /** Lets the link of an adapter come up with another width or speed. */
  public slow(adapter: string, speed: string): this {
    for (const at of [this.switchLineOf(adapter), this.headerOf(adapter) + 1]) {
      this.edit(at, (line) => line.replace(/\S+$/, speed));
    }
    return this;
  }

  /** The dump as text. */
  public toString(): string {
    return this.lines.join('\n');
  }

  private headerOf(adapter: string): number {
    return this.find((line) => line.startsWith('Ca') && line.endsWith(`# "${adapter}"`), adapter);
  }

  private switchLineOf(adapter: string): number {
    return this.find((line) => /^\[\d+\]\t"H-/.test(line) && line.includes(`# "${adapter}" lid`), adapter);
  }

  private find(test: (line: string) => boolean, adapter: string): number {
    const at = this.lines.findIndex(test);
    if (at < 0) throw new Error(`no line of '${adapter}'`);
    return at;
  }

  private edit(at: number, change: (line: string) => string): void {
    this.lines[at] = change(this.lines[at] ?? '');
  }

  /** Exchanges all of two lines but what `kept` matches. */
  private exchange(one: number, other: number, kept: RegExp): void {
    const [first = '', second = ''] = [this.lines[one], this.lines[other]];
    const head = (line: string): string => kept.exec(line)?.[0] ?? '';
    this.lines[one] = head(first) + second.slice(head(second).length);
    this.lines[other] = head(second) + first.slice(head(first).length);
  }
}
