import type { NameKind } from '../../design/names';

/** Whether a prop must be given. */
type Need<P, K extends keyof P> = Record<string, never> extends Pick<P, K> ? 'optional' : 'required';

/** Every prop of `P`: whether it must be given, and what it holds. A prop that is forgotten here does not compile. */
export type PropNames<P> = { readonly [K in keyof P]-?: Need<P, K> | PropRule<Need<P, K>> };

/** A table of props whose type does not matter any more: what the reader and the schema walk. */
export type PropTable = Readonly<Record<string, PropEntry>>;

/** What a table says of one prop. */
export type PropEntry = 'optional' | 'required' | PropRule<'optional' | 'required'>;

/** What a prop holds, and whether it must be given. */
export interface PropRule<N> extends PropKind {
  /** Whether it must be given. */
  readonly need: N;
}

/** What a prop holds; at most one of the kinds is set. */
export interface PropKind {
  /** Class of the quantity, as `Length`. */
  readonly quantity?: QuantityClass;
  /** Whether the quantity must be more than nothing. */
  readonly isAboveZero?: true;
  /** Least and most of the quantity, as it is compared. */
  readonly between?: readonly [least: Comparable, most: Comparable];
  /** A number in a range. */
  readonly number?: NumberRange;
  /** Code of the refusal of what is no whole number from 1 to a million. */
  readonly count?: string;
  /** All that it may hold. */
  readonly choices?: readonly Choice[];
  /** A text that is not empty. */
  readonly isText?: true;
  /** How the text is written. */
  readonly pattern?: RegExp;
  /** True or false. */
  readonly isFlag?: true;
  /** What has the names that it holds, in texts or lists of them. */
  readonly names?: NameKind;
  /** A list of anything, or of what `each` says. */
  readonly isList?: true;
  /** An object whose members, of any name, are what `each` says. */
  readonly isMap?: true;
  /** What each entry of a list or a map holds. */
  readonly each?: PropKind;
  /** What the quantity must be in a unit, as `inDays`: its member, and the number that it must give. */
  readonly inUnit?: { readonly member: string; readonly number: PropKind };
  /** Makes what its construct reads of what the prop took before, for one release more: the quantity of a bare number. */
  readonly fromFormer?: (former: never) => unknown;
  /** Name under which the prop took it; without one it took it under the same name. It has a row of its own in the table. */
  readonly formerName?: string;
  /** The prop must be given, by this name or its former one. */
  readonly isNeeded?: true;
  /** Member of what it holds that its construct reads: the name of a construct; of a quantity the bare number which an engine takes, as `inSeconds`. */
  readonly readIn?: string;
  /** Name under which its construct reads it, where its engine has another one. */
  readonly readAs?: string;
  /** Refusal of a list that is empty: code and what to do. */
  readonly filled?: { readonly code: string; readonly remedy: string };
  /** How many entries a list has. */
  readonly length?: number;
  /** A construct of the same site; with `isList` a list of them. */
  readonly isOfSite?: true;
  /** An object of one's own kind: a construct, an entry of the catalogue. */
  readonly object?: ObjectKind;
  /** One of several kinds: the first that takes the value. */
  readonly oneOf?: readonly PropKind[];
  /** Props of the object that it is, or of each entry where `as` says so. */
  readonly of?: PropTable;
  /** Props of the object that it is, by the word of its `kind`. */
  readonly ofKind?: Readonly<Record<string, PropTable>>;
  /** What holds the objects of `of`: `list` and `map` by name. */
  readonly as?: 'list' | 'map';
  /** What one object of `of` is called in a message, before its name: `address pool`. */
  readonly called?: string;
  /** Whose props those of `of` are, in the words of a message, where it is not `'<prop>' of <owner>`. */
  readonly where?: (owner: string) => string;
  /** What the scope of its construct says of it, where it is not given. */
  readonly implied?: ImpliedProp;
  /** Its kind is checked by its own construct, with a message of its own: objects alone are read. */
  readonly isCheckedApart?: true;
  /** How a site file states it, by the name of each way: what a program makes by a function. */
  readonly ways?: Readonly<Record<string, StatedWay>>;
  /** Code of the refusal, where it is not `props/wrong-kind`, `props/out-of-range` or `props/no-such-choice`. */
  readonly code?: string;
  /** Code of the refusal of a value of another kind, where it is not `code`. */
  readonly kindCode?: string;
  /** What a refusal of its value says to do, where it is not said by kind and range. */
  readonly remedy?: string;
}

/** One way to state in a site file what a program makes by a function. */
export interface StatedWay {
  /** What the function takes, by name. */
  readonly of: PropTable;
  /** Calls it. */
  readonly make: (props: never) => unknown;
}

/** What the scope of a construct says of a prop: read of the nearest ancestor that says anything. */
export interface ImpliedProp {
  /** What the ancestor is, in the words of a message: `site`. */
  readonly word: string;
  /** What an ancestor says, beside the props that are given; undefined where it says nothing. */
  readonly read: (ancestor: object, given: Readonly<Record<string, unknown>>) => unknown;
  /** The prop must be given where no ancestor says it. */
  readonly isNeeded?: true;
  /** Another prop: where it is given, this one is neither implied nor needed. */
  readonly unless?: string;
}

/** A word, number or flag that a prop may hold. */
export type Choice = string | number | boolean;

/** A class of quantities, as `Length`. */
export interface QuantityClass {
  readonly name: string;
  readonly prototype: object;
}

/** A quantity that can be compared with its like. */
interface Comparable {
  compareTo(other: never): number;
  toString(): string;
}

/** The range of a number; one without a bound goes as far as numbers do. */
export interface NumberRange {
  /** Least that it may be. */
  readonly least?: number;
  /** What it must be above. */
  readonly above?: number;
  /** Most that it may be. */
  readonly most?: number;
  /** What it must be below. */
  readonly below?: number;
  /** Step in which it goes, from 0: 1 for whole numbers. */
  readonly step?: number;
}

/** What an object must have to be of its kind: its class may be private, or of a file that cannot be imported here. */
interface ObjectKind {
  /** As a message calls it, with its article: `a SwitchSpec`. */
  readonly name: string;
  /** Members that all of its kind have. */
  readonly has: readonly string[];
  /** What was meant by a value that is of another kind, where that is known: `instances.P5_48XLARGE`. */
  readonly meant?: (value: unknown) => string | undefined;
}

/** A prop that may be left out. */
export function optional(kind: PropKind): PropRule<'optional'> {
  return { need: 'optional', ...kind };
}

/** A prop that must be given. */
export function required(kind: PropKind): PropRule<'required'> {
  return { need: 'required', ...kind };
}

/** A text that is not empty. */
export const TEXT = { isText: true } as const satisfies PropKind;

/** A text that is written in one way, with the code and words of the refusal of any other. */
export function written(pattern: RegExp, code: string, remedy: string): PropKind {
  return { isText: true, pattern, code, kindCode: 'props/wrong-kind', remedy };
}

/** A list of texts. */
export const TEXTS = { isList: true, each: TEXT } as const satisfies PropKind;

/** Name that something had before. */
export const FORMERLY = {
  isText: true,
  code: 'site/bad-former-name',
  remedy: 'give the one name that it had before, or leave it out',
} as const satisfies PropKind;

/** True or false. */
export const FLAG = { isFlag: true } as const satisfies PropKind;

/** Tags: texts, which may be empty, by key. */
export const TAGS = { isMap: true, each: { oneOf: [{ choices: [''] }, TEXT] } } as const satisfies PropKind;

/** A quantity; or, for one release, the bare number in a unit that its prop held before, which `bare` describes. */
export function quantityOr<K extends string>(quantity: QuantityIn<K>, unit: K, bare: PropKind): PropKind {
  const { code, remedy, number } = bare;
  const refusal = { ...(code === undefined ? {} : { code }), ...(remedy === undefined ? {} : { remedy }) };
  const isAboveZero = number?.above === 0 ? ({ isAboveZero: true } as const) : {};
  const ofClass = { ...refusal, quantity, ...isAboveZero, inUnit: { member: memberOf(unit), number: bare } };
  return { ...refusal, oneOf: [ofClass, bare], fromFormer: (amount: number) => quantity[unit](amount) };
}

/** A class of quantities with a factory for a unit: `Duration` and `seconds`, whose member is `inSeconds`. */
export type QuantityIn<K extends string> = QuantityClass & Readonly<Record<K, (amount: number) => unknown>>;

/** Name of the member that gives a quantity in a unit. */
function memberOf(unit: string): string {
  return `in${unit.charAt(0).toUpperCase()}${unit.slice(1)}`;
}

/** What a prop that has another name now was and is. */
export interface Renaming {
  /** What it holds. */
  readonly now: PropKind;
  /** What it held under its former name. */
  readonly before: PropKind;
  /** Makes the one of the other. */
  readonly from: (former: never) => unknown;
}

/** A prop that had another name for one release more: its row, and that of its former name. */
export function renamedTo<N extends string, F extends string>(
  name: N,
  formerName: F,
  { now, before, from }: Renaming,
): { readonly [K in N | F]: PropRule<'optional'> } {
  return {
    [name]: { need: 'optional', ...now, fromFormer: from, formerName },
    [formerName]: { need: 'optional', ...before },
  } as { readonly [K in N | F]: PropRule<'optional'> };
}

/**
 * A quantity whose prop had another name and held the bare number in a unit that `bare` describes: its row and that of its former name. `remedy` is what a refusal of
 * the quantity says to do, where it is not what `bare` says.
 */
export function renamed<N extends string, F extends string, K extends string>(
  name: N,
  formerName: F,
  quantity: QuantityIn<K>,
  unit: K,
  bare: PropKind,
  remedy?: string,
): { readonly [P in N | F]: PropRule<'optional'> } {
  const { code, number } = bare;
  const refusal = { ...(code === undefined ? {} : { code }), ...(remedy === undefined ? {} : { remedy }) };
  const isAboveZero = number?.above === 0 ? ({ isAboveZero: true } as const) : {};
  const now = { ...refusal, quantity, ...isAboveZero, inUnit: { member: memberOf(unit), number: bare } };
  return renamedTo(name, formerName, { now, before: bare, from: (amount: number) => quantity[unit](amount) });
}

/** A renamed quantity which its engine takes as the bare number, by the former name. */
export function input<N extends string>(rows: { readonly [P in N]: PropRule<'optional'> }): {
  readonly [P in N]: PropRule<'optional'>;
} {
  const all = Object.entries<PropRule<'optional'>>(rows).map(([name, row]) => {
    const { inUnit, formerName } = row;
    if (inUnit === undefined || formerName === undefined) return [name, row];
    return [name, { ...row, readIn: inUnit.member, readAs: formerName }];
  });
  return Object.fromEntries(all) as { readonly [P in N]: PropRule<'optional'> };
}

/** A construct of the site, or its name. Its construct reads the name: the member `readIn` of what has the members `has`. */
export function reference(article: string, readIn: string, has: readonly string[], text: PropKind = TEXT): PropKind {
  return {
    remedy: `give ${article}, or its name`,
    ...(text.code === undefined ? {} : { code: text.code }),
    ...(text.remedy === undefined ? {} : { remedy: text.remedy }),
    oneOf: [text, { object: { name: article, has: ['node', readIn, ...has] } }],
    readIn,
    isOfSite: true,
  };
}

/** A construct of the site, or its name, as its construct reads it: `nameOf` gives the name. What no construct is called is refused when the site is planned. */
export function named(article: string, has: readonly string[], refusal: PropKind = {}): PropKind {
  return {
    remedy: `give ${article}, or its name`,
    ...refusal,
    oneOf: [
      { ...TEXT, ...refusal },
      { ...refusal, object: { name: article, has: ['node', ...has] } },
    ],
    isOfSite: true,
  };
}

/** A phase, or its name. */
export const PHASE_OF_SITE = named('a Phase', ['input']);

/** One of what the site's props describe, or its name, as `named` has it for constructs. */
function entry(article: string, has: readonly string[]): PropKind {
  const object = { name: article, has: ['name', ...has] };
  return { remedy: `give ${article}, or its name`, oneOf: [TEXT, { object }], isOfSite: true };
}

/** An address pool of the site, or its name. */
export const POOL_OF_SITE = entry('an address pool of the site', ['purpose', 'cidr']);

/** A list of address pools of the site, or their names. */
export const POOLS_OF_SITE: PropKind = { isList: true, each: POOL_OF_SITE };

/** A tenant of the site, or its name. */
export const TENANT_OF_SITE = entry('a tenant of the site', []);

/** A hall of `halls`, or its name. */
export const HALL_OF_SITE = entry('a hall of the site', ['rows']);

/** A row of `halls`, or its name. */
export const ROW_OF_SITE = entry('a row of the site', ['racks']);

/** Name of what a prop names: a text, a construct, or what the site's props describe. */
export function nameOf(named: string | { readonly node: { readonly id: string } } | { readonly name: string }): string {
  if (typeof named === 'string') return named;
  return 'node' in named ? named.node.id : named.name;
}

/** A share above 0 and up to 1. */
export const SHARE = {
  number: { above: 0, most: 1 },
  remedy: 'give a share above 0 and up to 1',
} as const satisfies PropKind;

/** A whole number of 1 or more. */
export const WHOLE = { number: { least: 1, step: 1 } } as const satisfies PropKind;

/** A number above 0. */
export const ABOVE_ZERO = { number: { above: 0 } } as const satisfies PropKind;

/** A number of 0 or more. */
export const FROM_ZERO = { number: { least: 0 } } as const satisfies PropKind;

/** A GPU system of the catalogue. */
export const SYSTEM = {
  object: { name: "a GPU system, such as 'systems.DGX_B200'", has: ['gpus', 'fabricNodes'] },
} as const satisfies PropKind;

/** A switch of the catalogue. */
export const SWITCH = {
  object: { name: "a switch, such as 'switches.SN5600'", has: ['cages', 'portsPerCage'] },
} as const satisfies PropKind;

/** A server of the catalogue. */
export const SERVER = {
  object: { name: "what 'defineServer' returns", has: ['role', 'model', 'heightU'] },
} as const satisfies PropKind;
