import { addTo } from '../../units/present';
/** Marks that launchers put before each line: `mpirun --tag-output` of Open MPI and PRRTE, `srun -l`, `kubectl logs --prefix` and `--timestamps`. */
const MARKS: readonly RegExp[] = [
  /^(?:[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:[A-Z]{3,4} )?\d{4})?\[[^\]\s]*\d+,\s*\d+\]<std(?:out|err)>:? ?/,
  /^\[pod\/[^\]]+\] ?/,
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)? /,
];

/** `srun -l` writes the number of the task before each line: a mark only where every line has one. */
const TASK = /^\s*\d+: ?/;

/** Escapes that colour a text on a terminal. */
// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[[\d;]*[A-Za-z]/g;

/** A text without byte order mark, carriage returns, colours of a terminal and marks of launchers before its lines. Lines keep their numbers. */
export function plainText(text: string): string {
  const start = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const clean = (start.includes('\u001b') ? start.replace(COLOURS, '') : start).replace(/\r\n?/g, '\n');
  const strip = markStripper(clean.slice(0, SAMPLE));
  return strip === undefined ? clean : clean.split('\n').map(strip).join('\n');
}

/** Characters at the beginning of a text that say whether its lines have marks. */
export const SAMPLE = 65_536;

/** What takes the marks of a launcher from each line, by the beginning of a text; undefined where there are none. */
function markStripper(sample: string): ((line: string) => string) | undefined {
  const isMarked = MARKS.some((mark) => new RegExp(mark.source, 'm').test(sample));
  const isTasks = hasTaskNumbers(sample);
  if (!isMarked && !isTasks) return undefined;
  return (line) => {
    let rest = line;
    for (const mark of MARKS) rest = rest.replace(mark, '');
    return isTasks ? rest.replace(TASK, '') : rest;
  };
}

/**
 * What makes lines plain as `plainText` does, for a text that is never held as a whole.
 *
 * @param sample - its beginning, of `SAMPLE` characters, without byte order mark and carriage returns
 */
export function linePlainer(sample: string): (line: string) => string {
  const strip = markStripper(sample.includes('\u001b') ? sample.replace(COLOURS, '') : sample);
  return (line) => {
    const plain = line.includes('\u001b') ? line.replace(COLOURS, '') : line;
    return strip === undefined ? plain : strip(plain);
  };
}

/** Takes the lines of a text one after another, `undefined` behind the last, and returns what they tell. */
export type LineReader<T> = Generator<undefined, T, string | undefined>;

/** Runs a reader over lines. */
export function readLines<T>(reader: LineReader<T>, lines: Iterable<string>): T {
  reader.next();
  for (const line of lines) reader.next(line);
  return endLines(reader);
}

/** Tells a reader that no line follows, and takes what it has. */
export function endLines<T>(reader: LineReader<T>): T {
  const end = reader.next(undefined);
  if (end.done === true) return end.value;
  throw new Error('a reader of lines goes on behind the last');
}

/** A reader of a form that is understood as a whole alone. */
export function* wholeText<T>(read: (text: string) => T): LineReader<T> {
  const lines: string[] = [];
  for (let line = yield; line !== undefined; line = yield) lines.push(line);
  return read(lines.join('\n'));
}

/** Lines that tell what a text is of, wherever they stand: by what they begin with behind spaces, or by what they hold. */
const TELLING: readonly { readonly begins?: readonly string[]; readonly holds?: readonly string[] }[] = [
  { begins: ['#'], holds: ['busbw', '#bytes'] },
  { begins: ['START_'] },
  { begins: ['Port='] },
  { begins: ['Errors for ', '## Summary: '] },
  { begins: ["CA '"] },
  { holds: ['Physical state:'] },
  { begins: ['Switch\t', 'Switch ', 'Ca\t', 'Ca ', 'Rt\t', 'Rt '] },
  { holds: ['==('] },
  { begins: ['LocalPort'] },
  { begins: ['Ty '] },
  { holds: ['Neighbor Guid'] },
  { holds: ['<nvidia_smi_log>', 'NVSMI LOG', 'Actual FW'] },
  { begins: ['GPU '] },
  { begins: ['Link '] },
  { begins: ['Identifier', 'Rx Power', 'Tx Power'] },
  { holds: ['NVRM: '] },
  { holds: ['hours', 'Hours', 'HOURS'] },
  { holds: ['|'] },
  { holds: ['Instantaneous power'] },
  { begins: ['[{', '{'] },
  { begins: ['set:', 'interface:', '- set:', '- interface:'] },
];

/** Lines of each kind that are kept. */
const MOST_TELLING = 20;

/** Place of the first character that is no space or tab. */
function beginningOf(line: string): number {
  let at = 0;
  for (let code = line.charCodeAt(at); code === 0x20 || code === 0x09; code = line.charCodeAt(at)) at += 1;
  return at;
}

/** What tells of a long text what it is of: its beginning, and the first lines of each form below it. */
export class TextDigest {
  private readonly kept: string[] = [];
  private readonly counts = new Map<number, number>();
  private open = TELLING.map((form, index) => ({ ...form, index }));
  private size = 0;

  public take(line: string): void {
    if (this.size < SAMPLE) {
      this.keep(line);
      return;
    }
    const start = beginningOf(line);
    for (const { index, begins = [], holds = [] } of this.open) {
      if (!begins.some((text) => line.startsWith(text, start)) && !holds.some((text) => line.includes(text))) continue;
      const count = (this.counts.get(index) ?? 0) + 1;
      this.counts.set(index, count);
      if (count >= MOST_TELLING) this.open = this.open.filter((form) => form.index !== index);
      this.keep(line);
      return;
    }
  }

  public get text(): string {
    return `${this.kept.join('\n')}\n`;
  }

  private keep(line: string): void {
    this.kept.push(line);
    this.size += line.length + 1;
  }
}

function hasTaskNumbers(sample: string): boolean {
  const lines = sample.split('\n', 400).filter((line) => line.trim() !== '');
  return lines.length > 2 && lines.every((line) => TASK.test(line));
}

/**
 * Texts of several hosts, where every line begins with the name of one, as `pdsh` and `clush` put them: by host, in the order of their first lines. Undefined where a line
 * does not.
 *
 * @param text - the file
 * @param isHost - whether a name is that of a host
 */
export function textByHost(text: string, isHost: (name: string) => boolean): ReadonlyMap<string, string> | undefined {
  const parts = new Map<string, string[]>();
  for (const line of linesOf(plainText(text))) {
    if (line.trim() === '') continue;
    const [host, rest = ''] = hostOfLine(line, isHost) ?? [];
    if (host === undefined) return undefined;
    addTo(parts, host, rest);
  }
  return parts.size === 0 ? undefined : new Map([...parts].map(([host, lines]) => [host, `${lines.join('\n')}\n`]));
}

/** Host and rest of a line that begins with the name of a host; undefined where it does not. */
export function hostOfLine(line: string, isHost: (name: string) => boolean): readonly [string, string] | undefined {
  const [, host = '', rest = ''] = /^([^\s:]+):(?: |$)(.*)$/.exec(line) ?? [];
  return host === '' || !isHost(host) ? undefined : [host, rest];
}

/** JSON in a text of a tool. */
export interface FoundJson {
  /** Values in their order, each with the line on which it begins. */
  readonly values: readonly { readonly value: unknown; readonly line: number }[];
  /** What stands before, between and after them, without empty lines. */
  readonly notes: readonly string[];
}

/** Beginnings of JSON that may lead nowhere before the text is given up. */
const MOST_TRIES = 200;

/**
 * JSON values of a text, whatever notes stand before, between and behind them: each begins a line, after spaces alone. Undefined where there is none.
 */
export function jsonIn(text: string): FoundJson | undefined {
  const values: { value: unknown; line: number }[] = [];
  const notes: string[] = [];
  const starts = /^[ \t]*([[{])/gm;
  let from = 0;
  let line = 1;
  for (let tries = 0; tries < MOST_TRIES;) {
    starts.lastIndex = from;
    const start = starts.exec(text);
    if (start === null) break;
    const at = start.index + start[0].length - 1;
    // Of a line that JSON has begun on before, nothing begins anew.
    const isNewLine = start.index === 0 || text[start.index - 1] === '\n';
    const end = isNewLine ? endOfJson(text, at) : undefined;
    const value = end === undefined ? undefined : parsed(text.slice(at, end));
    if (end === undefined || value === undefined || !isData(value.value, text, end)) {
      tries += 1;
      const next = text.indexOf('\n', at);
      const stop = next < 0 ? text.length : next + 1;
      for (const note of filledLines(text.slice(from, stop))) notes.push(note);
      line += newlines(text, from, stop);
      from = stop;
      continue;
    }
    for (const note of filledLines(text.slice(from, start.index))) notes.push(note);
    line += newlines(text, from, at);
    values.push({ value: value.value, line });
    line += newlines(text, at, end);
    from = end;
  }
  if (values.length === 0) return undefined;
  for (const note of filledLines(text.slice(from))) notes.push(note);
  return { values, notes };
}

/** Whether a text is JSON as a whole, whatever it holds. */
export function isWholeJson(text: string): boolean {
  return parsed(text) !== undefined;
}

/** An object, or a list of objects that nothing stands behind: `[1]` at the beginning of a line is the number of a port. */
function isData(value: unknown, text: string, end: number): boolean {
  if (!Array.isArray(value)) return typeof value === 'object' && value !== null;
  const rest = text.slice(end, end + 200).split('\n', 1)[0] ?? '';
  return rest.trim() === '' && value.every((each: unknown) => typeof each === 'object' && each !== null);
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Where the bracket of a place is closed; undefined where it never is. */
function endOfJson(text: string, at: number): number | undefined {
  let depth = 0;
  const marks = /["[\]{}]/g;
  marks.lastIndex = at;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === '"') {
      const close = endOfString(text, mark.index + 1);
      if (close === undefined) return undefined;
      marks.lastIndex = close;
    } else if (mark[0] === '{' || mark[0] === '[') depth += 1;
    else {
      depth -= 1;
      if (depth === 0) return mark.index + 1;
    }
  }
  return undefined;
}

function endOfString(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === 0x22) return at + 1;
    // JSON has no line end within a text.
    else if (code === 0x0a) return undefined;
  }
  return undefined;
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function filledLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Lines of what a tool says when it has no result, in its own words. */
const FAILURES: readonly RegExp[] = [
  /^(?:<([^>]+)>\s*)?(?:\S*:\s*)?(?:fatal )?error\b.*$/i,
  /^.*\btest (?:nccl |cuda )?failure\b.*$/i,
  /^.*\b(?:ibpanic|ibdiagnet|ibwarn): .*(?:failed|not found|timed out|can't).*$/i,
  /^(?:unable to|failed to|could not|couldn't|cannot|can't|nvidia-smi has failed|no devices were found)\b.*$/i,
  /^.*\b(?:segmentation fault|core dumped)\b.*$/i,
  /^fio: .*(?:error|failed).*$/i,
  /^(?:slurmstepd|srun|mpirun|prterun|orted): .*(?:error|killed|exited|abort).*$/i,
];

/** A tool's own sentence of why it has no result, and the host that it names. */
export interface ToolFailure {
  readonly sentence: string;
  readonly host?: string;
}

/** The first line that says why a tool has no result; undefined where none does. */
export function failureIn(lines: readonly string[]): ToolFailure | undefined {
  for (const line of lines) {
    if (!FAILURES.some((failure) => failure.test(line.trim()))) continue;
    const host = /^<([^>\s]+)>/.exec(line.trim())?.[1];
    const sentence = line.trim().replace(/^<[^>]+>\s*/, '');
    return { sentence, ...(host !== undefined && { host }) };
  }
  return undefined;
}

/** Lines of a text one after another, so that a file of a million lines is not held twice. */
export function* linesOf(text: string): Generator<string> {
  let from = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
    yield text.slice(from, end);
    from = end + 1;
  }
  yield text.slice(from);
}

/** What InfiniBand tools write on their error stream, which ends up among the lines of a dump. */
export const IB_ERRORS =
  /^(?:ib(?:warn|panic|debug|error)\b|[\w./-]+\.c:\d+[;:]|(?:warn|warning|error)\b|-[EWI]-|[\w./-]+: (?:warning|error)\b)/i;

const SILENT = /recv failed|timed out|bad status|no response|failed to (?:query|get)/i;

/** Nodes that a dump says did not answer: by the paths that it names, else by the lines that say so. */
export class Silence {
  private readonly paths = new Set<string>();
  private lines = 0;

  public read(line: string): void {
    if (!SILENT.test(line)) return;
    this.lines += 1;
    const path = /DR path\b.*?;\s*([\d,]+)(?:\s|\)|$)/.exec(line)?.[1];
    if (path !== undefined) this.paths.add(path);
  }

  public get nodes(): number {
    return this.paths.size > 0 ? this.paths.size : this.lines;
  }
}
