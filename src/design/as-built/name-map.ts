import { RE2JS, RE2JSException } from 're2js';

import { DesignError } from '../../errors/design-error';
import { idPorts } from '../../model/site-links';
import type { SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import type { DiscoveredNode } from './discovered-fabric';

/** A port of the plan that an id stands for, or a device where it has but one. */
interface KnownId {
  readonly device: string;
  readonly port?: string;
}

/** How names of a dump become names of the plan. Asked in this order: ids, table, rules, then the name itself. */
export interface NameMap {
  /**
   * Device and port by GUID or MAC, as `assetIds` makes them.
   *
   * @default - names alone
   */
  readonly ids?: ReadonlyMap<string, KnownId>;
  /**
   * Plan's name, `<device>` or `<device> <port>`, by the name or GUID in the dump.
   *
   * @default - an empty table
   */
  readonly table?: ReadonlyMap<string, string>;
  /**
   * Rules; the first whose pattern matches is applied.
   *
   * @default - no rules
   */
  readonly rules?: readonly NameRule[];
  /**
   * Port of the plan by adapter or interface, for example `compute-1/1` for `mlx5_0`.
   *
   * @default - adapters in the order of their names, where there are as many as ports
   */
  readonly ports?: ReadonlyMap<string, string>;
}

/**
 * Ids of the asset file by GUID and MAC. The ids of a device count over its ports as `idPorts` has them; a switch has one.
 */
export function assetIds(site: Pick<SitePlan, 'fabrics' | 'converged' | 'assets'>): Map<string, KnownId> {
  const ports = idPorts(site);
  const ids = new Map<string, KnownId>();
  for (const { device, nicIds = [] } of site.assets.values()) {
    nicIds.forEach((id, index) => {
      ids.set(id.toLowerCase(), { device, ...present({ port: ports.get(device)?.[index]?.port }) });
    });
  }
  return ids;
}

/**
 * Reads two columns of CSV, the first by the second's place: `found,plan`. Empty lines and those that begin with `#` are left out, and so is a first line that is `header`.
 *
 * @throws DesignError `as-built/bad-table`
 */
export function parseTwoColumns(text: string, { file, header }: { file: string; header: string }): [string, string][] {
  const rows: [string, string][] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '' || line.startsWith('#') || (rows.length === 0 && line.trim() === header)) return;
    // Each character is looked at once, however long the line is.
    const cells = /^(?:\s*("(?:[^"]|"")*")\s*|([^",]*)),(?:\s*("(?:[^"]|"")*")\s*|([^",]*))$/.exec(line) ?? [];
    const [first, second] = [cells[1] ?? cells[2]?.trim(), cells[3] ?? cells[4]?.trim()];
    if (first === undefined || second === undefined || first === '' || second === '') {
      throw new DesignError('as-built/bad-table', {
        problem: `line ${index + 1} of '${file}' has not two columns: '${line}'`,
        remedy: `write '${header}' in every line, with double quotes around what holds a comma`,
        object: file,
        value: line,
      });
    }
    rows.push([unquoted(first), unquoted(second)]);
  });
  return rows;
}

function unquoted(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

/** What a node of a dump is in the plan. */
export interface ResolvedNode {
  readonly device: string;
  /** Port or adapter, where the name or the id tells one. */
  readonly adapter?: string;
  /** Whether the plan has the device. */
  readonly isKnown: boolean;
}

/**
 * Names the device of each node, and the adapter where its description tells one: `haein-001 mlx5_0`, `MF0;compute-leaf-1:MQM9700/U1`, `leaf-1.example.com`.
 *
 * @param nodes - devices and adapters of the dump
 * @param map - ids, table and rules
 * @param isKnown - whether the plan has a device of this name
 */
export function resolveNodes(
  nodes: readonly DiscoveredNode[],
  map: NameMap,
  isKnown: (device: string) => boolean,
): ResolvedNode[] {
  return nodes.map(({ name, id, others = [] }): ResolvedNode => {
    const ids = id === undefined ? others : [id, ...others];
    const byId = ids.map((each) => map.ids?.get(each)).find((each) => each !== undefined);
    if (byId !== undefined) {
      const { device, port } = byId;
      return { device, ...(port !== undefined && { adapter: port }), isKnown: isKnown(device) };
    }
    const listed = [name, ...ids].map((each) => map.table?.get(each)).find((each) => each !== undefined);
    if (listed !== undefined) return plainName(listed, isKnown) ?? { device: listed, isKnown: false };
    return plainName(ruled(name, map), isKnown) ?? plainName(name, isKnown) ?? { device: name, isKnown: false };
  });
}

function ruled(name: string, { rules = [] }: NameMap): string {
  return applyFirst(rules, name) ?? name;
}

/** Managed switches describe themselves as `MF0;<name>:<model>/U<number>`. */
const MANAGED_SWITCH = /^MF0;([^:]+):/;

function plainName(name: string, isKnown: (device: string) => boolean): ResolvedNode | undefined {
  const plain = MANAGED_SWITCH.exec(name)?.[1] ?? name;
  const [first = '', ...rest] = plain.split(' ');
  for (const [device, adapter] of [
    [plain, ''],
    [first, rest.join(' ')],
    [withoutDomain(first), rest.join(' ')],
  ] as const) {
    if (isKnown(device)) return { device, ...(adapter !== '' && { adapter }), isKnown: true };
  }
  return undefined;
}

function withoutDomain(name: string): string {
  return name.split('.')[0] ?? name;
}

/** Rewrites names that a pattern finds something in. */
interface NameRule {
  /** The rule as it was written. */
  readonly text: string;
  /** The name with what the pattern finds first replaced; undefined where it finds nothing. */
  readonly apply: (name: string) => string | undefined;
}

/** Longest pattern, characters: no rule of names comes near it, and the time of a search grows with it. */
const LONGEST_PATTERN = 1_000;

const FORM = "write the rule as 's/^(.*) HCA-.*$/$1/' or '^(.*) HCA-.*$=>$1'";

/**
 * Reads a rule: `s/pattern/replacement/`, with any mark for the slash, or `pattern=>replacement`, with `$1` for the first group. Undefined where the text is neither.
 *
 * Patterns are RE2's: a search takes time in step with the length of the name, whatever the pattern and the name are, where JavaScript's own may take for ever
 * (`^(a+)+$`). In return there is no look-ahead and no back-reference. RE2JS is the port of RE2 that is kept up and needs no compiled code.
 *
 * @throws DesignError `as-built/bad-rule`
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function parseNameRule(text: string): NameRule | undefined {
  const [, , pattern, replacement] = /^s([^\w\s\\])(.*)\1(.*)\1$/.exec(text) ?? splitRule(text);
  if (pattern === undefined || replacement === undefined) return undefined;
  if (pattern.length > LONGEST_PATTERN) {
    throw new DesignError('as-built/bad-rule', {
      problem: `rule '${text.slice(0, 20)}..': its pattern has ${pattern.length} characters`,
      remedy: `write a pattern of at most ${LONGEST_PATTERN} characters, or give a table 'found,plan'`,
      value: `${pattern.length}`,
      limit: `${LONGEST_PATTERN}`,
    });
  }
  const compiled = compile(pattern, text);
  return { text, apply: (name) => applied(compiled, replacement, name) };
}

/** A name by the first of several rules that finds something in it; undefined where none does. */
export function applyFirst(rules: readonly NameRule[], name: string): string | undefined {
  for (const rule of rules) {
    const renamed = rule.apply(name);
    if (renamed !== undefined) return renamed;
  }
  return undefined;
}

function compile(pattern: string, text: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const isJavaScript = /\(\?<?[=!]|\\[1-9]|\\k</.test(pattern);
    throw new DesignError('as-built/bad-rule', {
      problem: isJavaScript
        ? `rule '${text}': '${pattern}' looks ahead, behind or back`
        : `rule '${text}': '${pattern}' is no regular expression`,
      remedy: isJavaScript ? "write it without '(?=', '(?!', '(?<' and '\\1', which RE2 does not have" : FORM,
      value: pattern,
    });
  }
}

function applied(pattern: RE2JS, replacement: string, name: string): string | undefined {
  const matcher = pattern.matcher(name);
  if (!matcher.find()) return undefined;
  // As JavaScript's own `replace` has it, for rules that were written for it.
  const text = replacement.replace(/\$(\$|&|[1-9])/g, (whole, mark: string) => {
    if (mark === '$') return '$';
    if (mark === '&') return matcher.group() ?? '';
    return Number(mark) <= matcher.groupCount() ? (matcher.group(Number(mark)) ?? '') : whole;
  });
  return `${name.slice(0, matcher.start())}${text}${name.slice(matcher.end())}`;
}

function splitRule(text: string): readonly (string | undefined)[] {
  const at = text.lastIndexOf('=>');
  return at < 0 ? [] : [text, '', text.slice(0, at), text.slice(at + 2)];
}
