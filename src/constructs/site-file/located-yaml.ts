import { CORE_SCHEMA, EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';

import { DesignError, DesignErrors, shortText } from '../../errors/design-error';

/** A value of a file, and where it begins in its text. */
export type Located = LocatedScalar | LocatedList | LocatedMap;

/** A text, a number, a flag or nothing. */
export interface LocatedScalar {
  readonly kind: 'scalar';
  /** Place in the text, in characters from 0. */
  readonly at: number;
  readonly value: string | number | boolean | null;
  /** As it is written, without quotes: `1.30` of the number 1.3. */
  readonly source: string;
}

/** A list. */
export interface LocatedList {
  readonly kind: 'list';
  readonly at: number;
  readonly items: readonly Located[];
}

/** Members by name, each name once, in the order of the file. */
export interface LocatedMap {
  readonly kind: 'map';
  readonly at: number;
  readonly entries: readonly LocatedEntry[];
}

/** A member of a map. */
export interface LocatedEntry {
  readonly key: string;
  /** Place of the name in the text. */
  readonly at: number;
  readonly value: Located;
}

/** A file with values: as many as nobody writes by hand, aliases counted as often as they are used. */
const MOST_VALUES = 1_000_000;

/** Deeper than any site is stated. */
const MOST_DEPTH = 60;

/** Everything that is wrong with a file of values, each with line, column, the line itself and a caret. */
export class FileFaults {
  private readonly found: { readonly at: number; readonly error: DesignError }[] = [];
  private readonly lineStarts: readonly number[];

  public constructor(
    /** Name of the file, as messages give it. */
    public readonly file: string,
    private readonly text: string,
    lineStarts?: readonly number[],
  ) {
    this.lineStarts = lineStarts ?? [
      0,
      ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length),
    ];
  }

  /** How many there are. */
  public get count(): number {
    return this.found.length;
  }

  /** Notes a fault at a place of the text. */
  public add(code: string, problem: string, remedy: string, at: number): void {
    this.addError(at, new DesignError(code, { problem, remedy }));
  }

  /** Notes what a check says of the value at a place; of several errors each. */
  public addError(at: number, error: DesignError): void {
    if (error instanceof DesignErrors) for (const each of error.errors) this.addError(at, each);
    else this.found.push({ at, error });
  }

  /** Faults of the same file, none so far. */
  public another(): FileFaults {
    return new FileFaults(this.file, this.text, this.lineStarts);
  }

  /** Takes over what is noted in others of the same file. */
  public addAll(others: FileFaults): void {
    this.found.push(...others.found);
  }

  /** Errors in the order of the text, each said once; `file:line:column` goes before what is wrong, and the line with a caret stands below it. */
  public errors(): readonly DesignError[] {
    const said = new Set<string>();
    return this.found
      .map((fault, index) => ({ ...fault, index }))
      .sort((a, b) => a.at - b.at || a.index - b.index)
      .flatMap(({ at, error }) => {
        const key = `${at} ${error.message}`;
        if (said.has(key)) return [];
        said.add(key);
        return [this.located(at, error)];
      });
  }

  /** @throws SiteFileErrors of a code where there is any */
  public throwAll(code: string): void {
    if (this.found.length > 0) throw new SiteFileErrors(this.errors(), code);
  }

  private located(at: number, { code, problem, remedy, object, value, limit }: DesignError): DesignError {
    const [line, column] = this.placeOf(at);
    const start = this.lineStarts[line - 1] ?? 0;
    const whole = /^[^\r\n]*/.exec(this.text.slice(start))?.[0] ?? '';
    const number = String(line);
    // A long line is cut around the place.
    const from = Math.max(0, column - 1 - 60);
    const shown = `${from > 0 ? '…' : ''}${whole.slice(from, from + 110)}`;
    // What stands before the caret is as wide as what stands before the value: tabs stay tabs.
    const before = shown.slice(0, column - 1 - from + (from > 0 ? 1 : 0)).replace(/[^\t]/g, ' ');
    return new DesignError(code, {
      problem: `${this.file}:${line}:${column}: ${problem}`,
      remedy,
      excerpt: `  ${number} | ${shown}\n  ${' '.repeat(number.length)} | ${before}^`,
      ...(object === undefined ? {} : { object }),
      ...(value === undefined ? {} : { value }),
      ...(limit === undefined ? {} : { limit }),
    });
  }

  /** Line and column from 1. */
  private placeOf(at: number): readonly [line: number, column: number] {
    let low = 0;
    for (let high = this.lineStarts.length; high - low > 1;) {
      const middle = (low + high) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return [low + 1, at - (this.lineStarts[low] ?? 0) + 1];
  }
}

/** All that is wrong with a site file, in the order of its text: `yaml/faults` where it cannot be read, `design/several` where what it states cannot be built. */
export class SiteFileErrors extends DesignErrors {
  public override readonly name: string = 'SiteFileErrors';

  public constructor(errors: readonly DesignError[], code = 'yaml/faults') {
    super(errors, code);
  }
}

/**
 * The one document of a YAML or JSON text, with the place of each value. YAML is that of version 1.2, where a day such as `2026-11-01` is a text; anchors, aliases and
 * the merge key `<<` are taken.
 *
 * @returns undefined where the text cannot be read; `faults` says why
 */
export function readLocated(text: string, faults: FileFaults): Located | undefined {
  let events: readonly Event[];
  try {
    events = parseEvents(text, { maxDepth: MOST_DEPTH });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    faults.add('yaml/no-yaml', sentence(error.reason), 'write it as YAML or JSON', error.mark?.position ?? 0);
    return undefined;
  }
  const reader = new Composer(text, events, faults);
  const [document, second] = reader.documents();
  if (second !== undefined) {
    faults.add('yaml/two-documents', 'a second document begins here', 'give each site a file of its own', second.at);
  }
  if (document === undefined) faults.add('yaml/empty', 'the file says nothing', "begin with 'name' and 'site'", 0);
  return document;
}

function sentence(reason: string): string {
  return `this is no YAML: ${shortText(reason, 200)}`;
}

/** Values of the events of a parser. */
class Composer {
  private next = 0;
  private values = 0;
  private readonly anchors = new Map<string, { readonly value: Located; readonly size: number } | 'open'>();

  public constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
    private readonly faults: FileFaults,
  ) {}

  public documents(): readonly Located[] {
    const found: Located[] = [];
    for (let event = this.events[this.next]; event !== undefined; event = this.events[this.next]) {
      this.next += 1;
      if (event.type !== EVENT_ID.DOCUMENT) continue;
      this.anchors.clear();
      if (this.events[this.next]?.type !== EVENT_ID.POP) found.push(this.value());
    }
    return found;
  }

  /** @param above - place of what holds it: that of what is written as nothing */
  private value(above = 0): Located {
    const event = this.events[this.next];
    this.next += 1;
    this.values += 1;
    if (event === undefined || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) return nothing(above);
    if (event.type === EVENT_ID.ALIAS) return this.alias(event.anchorStart, event.anchorEnd);
    const before = this.values;
    const anchor = event.anchorStart < 0 ? undefined : this.text.slice(event.anchorStart, event.anchorEnd);
    if (anchor !== undefined) this.anchors.set(anchor, 'open');
    const tag = event.tagStart < 0 ? undefined : this.text.slice(event.tagStart, event.tagEnd);
    if (tag !== undefined && tag !== '!!str') {
      this.faults.add('yaml/tag', `there is no tag '${shortText(tag, 40)}' here`, 'take it away', event.tagStart);
    }
    const value =
      event.type === EVENT_ID.SCALAR
        ? this.scalar(event, tag === '!!str', above)
        : event.type === EVENT_ID.SEQUENCE
          ? this.list(event.start)
          : this.map(event.start);
    if (anchor !== undefined) this.anchors.set(anchor, { value, size: this.values - before + 1 });
    return value;
  }

  private alias(start: number, end: number): Located {
    const name = this.text.slice(start, end);
    const known = this.anchors.get(name);
    const refuse = (error: DesignError): Located => {
      this.faults.addError(start, error);
      return nothing(start);
    };
    if (known === 'open')
      return refuse(
        new DesignError('yaml/circle', { problem: `'*${name}' stands within itself`, remedy: 'write the value out' }),
      );
    if (known === undefined)
      return refuse(
        new DesignError('yaml/no-anchor', {
          problem: `no anchor '&${name}' stands before this`,
          remedy: `give a value '&${name}' first`,
        }),
      );
    this.values += known.size;
    if (this.values > MOST_VALUES)
      return refuse(
        new DesignError('yaml/too-large', {
          problem: `aliases make more than ${MOST_VALUES} values`,
          remedy: 'write fewer of them',
        }),
      );
    return known.value;
  }

  private scalar(
    event: Extract<Event, { readonly type: typeof EVENT_ID.SCALAR }>,
    isText: boolean,
    above: number,
  ): LocatedScalar {
    const source = getScalarValue(this.text, event);
    // The range of a quoted text is that of what the quotes hold.
    const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    const at = event.valueStart < 0 ? above : isQuoted ? event.valueStart - 1 : event.valueStart;
    const isPlain = event.style === SCALAR_STYLE.PLAIN && !isText;
    const value = isPlain ? CORE_SCHEMA.resolveImplicitScalarTag(source).value : source;
    return { kind: 'scalar', at, source, value: isScalar(value) ? value : source };
  }

  private list(at: number): LocatedList {
    const items: Located[] = [];
    while (!this.isClosed()) items.push(this.value(at));
    return { kind: 'list', at, items };
  }

  private map(at: number): LocatedMap {
    const entries = new Map<string, LocatedEntry>();
    const merged: LocatedEntry[] = [];
    while (!this.isClosed()) {
      const name = this.value(at);
      const value = this.value(name.at);
      if (name.kind !== 'scalar') {
        this.faults.add('yaml/no-name', 'a list or an object is no name', 'write a text before the colon', name.at);
        continue;
      }
      const key = name.source;
      if (key === '<<' && name.value === '<<') {
        merged.push(...this.merge(value));
        continue;
      }
      if (entries.has(key)) {
        const problem = `'${shortText(key, 60)}' is given twice`;
        this.faults.add('yaml/given-twice', problem, 'take one of them away', name.at);
        continue;
      }
      entries.set(key, { key, at: name.at, value });
    }
    for (const entry of merged) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    return { kind: 'map', at: [...entries.values()][0]?.at ?? Math.max(at, 0), entries: [...entries.values()] };
  }

  private merge(value: Located): readonly LocatedEntry[] {
    if (value.kind === 'map') return value.entries;
    if (value.kind === 'list') return value.items.flatMap((item) => this.merge(item));
    this.faults.add('yaml/no-merge', "'<<' takes no text", "give an alias of an object, such as '<<: *rack'", value.at);
    return [];
  }

  private isClosed(): boolean {
    const event = this.events[this.next];
    if (event !== undefined && event.type !== EVENT_ID.POP) return false;
    this.next += 1;
    return true;
  }
}

function nothing(at: number): LocatedScalar {
  return { kind: 'scalar', at, value: null, source: '' };
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** A value as plain data. */
export function plainOf(node: Located): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainOf);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]));
}

/** The member of a map; undefined where it has none. */
export function memberOf(map: LocatedMap, key: string): LocatedEntry | undefined {
  return map.entries.find((entry) => entry.key === key);
}

/** The value that a message tells of: the member of the last quoted name of a prop, below what else the message names. */
export function placeIn(root: Located, { problem, value: refused }: DesignError): number | undefined {
  const words = [...problem.matchAll(/'([^']+)'/g)].map(([, word = '']) => word);
  const props = new Set(words.flatMap((word) => [word, ...word.split(/[.[\]]+/)]));
  let best: { readonly at: number; readonly points: number } | undefined;
  const walk = (node: Located, points: number): void => {
    if (node.kind === 'list') for (const item of node.items) walk(item, points + namedIn(item, words));
    if (node.kind !== 'map') return;
    for (const { key, at, value } of node.entries) {
      const text = value.kind === 'scalar' ? String(value.value) : undefined;
      const isRefused = text !== undefined && (text === refused || words.includes(text));
      const own = (props.has(key) ? 2 : 0) + (isRefused ? 2 : 0);
      if (own > 0 && (best === undefined || points + own > best.points)) {
        best = { at: value.kind === 'scalar' ? value.at : at, points: points + own };
      }
      walk(value, points + (props.has(key) ? 1 : 0) + namedIn(value, words));
    }
  };
  walk(root, 0);
  return best?.at;
}

/** Whether a message names an object by its own name. */
function namedIn(node: Located, words: readonly string[]): number {
  if (node.kind !== 'map') return 0;
  const name = memberOf(node, 'name')?.value;
  return name?.kind === 'scalar' && words.includes(name.source) ? 1 : 0;
}
