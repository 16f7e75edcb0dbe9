/** Takes each object that begins a line, and each object of a list that does, with the notes that were seen by then. */
type TakeValue = (value: unknown, notes: readonly string[]) => void;

/** Notes that are kept. */
const MOST_NOTES = 400;

/**
 * Takes a text of JSON apart, line by line: objects one below the other, or in a list, are handed on one by one, so that no more than one is held. A text that is made
 * otherwise, or is cut off, is not whole.
 */
export class JsonPieces {
  /** What stands beside the objects, without empty lines. */
  public readonly notes: string[] = [];
  private readonly held: string[] = [];
  private depth = 0;
  private isInList = false;
  private isBroken = false;

  public constructor(private readonly takeValue: TakeValue) {}

  /** Takes the next line. */
  public take(line: string): void {
    if (this.isBroken) return;
    let at = 0;
    while (at < line.length) {
      if (this.depth > 0) {
        at = this.within(line, at);
        continue;
      }
      const rest = line.slice(at).trimStart();
      if (rest === '') return;
      const start = line.length - rest.length;
      at = start + 1;
      if (rest.startsWith('{')) at = this.within(line, start);
      else if (this.isInList && rest.startsWith(']')) this.isInList = false;
      else if (this.isInList && rest.startsWith(',')) continue;
      else if (this.isInList) this.isBroken = true;
      // A list begins with its first object, or ends its line: `[1]` is the number of a port.
      else if (/^\[\s*(?:\{|$)/.test(rest)) this.isInList = true;
      else {
        if (this.notes.length < MOST_NOTES) this.notes.push(rest.trim());
        return;
      }
      if (this.isBroken) return;
    }
    if (this.depth > 0) this.held.push('\n');
  }

  /** Whether all that began has ended. */
  public get isWhole(): boolean {
    return !this.isBroken && this.depth === 0 && !this.isInList;
  }

  /** Goes on within an object from a place of a line; gives the place where it ends, or that of the end of the line. */
  private within(line: string, from: number): number {
    const marks = /["[\]{}]/g;
    marks.lastIndex = from;
    for (let mark = marks.exec(line); mark !== null; mark = marks.exec(line)) {
      if (mark[0] === '"') {
        const close = endOfText(line, mark.index + 1);
        // JSON has no line end within a text.
        if (close === undefined) {
          this.isBroken = true;
          return line.length;
        }
        marks.lastIndex = close;
      } else if (mark[0] === '{' || mark[0] === '[') this.depth += 1;
      else {
        this.depth -= 1;
        if (this.depth === 0) {
          this.held.push(line.slice(from, mark.index + 1));
          this.hand();
          return mark.index + 1;
        }
      }
    }
    this.held.push(line.slice(from));
    return line.length;
  }

  private hand(): void {
    const text = this.held.join('');
    this.held.length = 0;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.isBroken = true;
      return;
    }
    this.takeValue(value, this.notes);
  }
}

function endOfText(line: string, from: number): number | undefined {
  for (let at = from; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === 0x22) return at + 1;
  }
  return undefined;
}
