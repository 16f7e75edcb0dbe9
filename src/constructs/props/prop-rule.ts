import type { NameKind } from '../../design/names';

/** Whether a prop must be given. */
type Need<P, K extends keyof P> = Record<string, never> extends Pick<P, K> ? 'optional' : 'required';

/** Every prop of `P`: whether it must be given, and what it holds. A prop that is forgotten here does not compile. */
export type PropNames<P> = { readonly [K in keyof P]-?: Need<P, K> | PropRule<Need<P, K>> };

/** A table of props whose type does not matter any more: what the reader and the schema walk. */
export type PropTable = Readonly<Record<string, PropEntry>>;

/** What a table says of one prop. */
type PropEntry = 'optional' | 'required' | PropRule<'optional' | 'required'>;

/** What a prop holds; at most one of the kinds is set. */
export interface PropRule<N> {
  /** Whether it must be given. */
  readonly need: N;
  /** Class of the quantity, as `Length`. */
  readonly quantity?: QuantityClass;
  /** Code of the refusal of what is no whole number from 1 to a million. */
  readonly count?: string;
  /** Words that it may hold. */
  readonly choices?: readonly string[];
  /** What bears the names that it holds, in texts or lists of them. */
  readonly names?: NameKind;
  /** A list of anything. */
  readonly isList?: true;
  /** A construct of the same site; with `isList` a list of them. */
  readonly isOfSite?: true;
  /** Props of the object that it is, or of each entry where `as` says so. */
  readonly of?: PropTable;
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
}

/** What the scope of a construct says of a prop: read of the nearest ancestor that says anything. */
export interface ImpliedProp {
  /** What the ancestor is, in the words of a message: `site`. */
  readonly word: string;
  /** What an ancestor says, beside the props that are given; undefined where it says nothing. */
  readonly read: (ancestor: object, given: Readonly<Record<string, unknown>>) => unknown;
  /** The prop must be given where no ancestor says it. */
  readonly isNeeded?: true;
}

/** A class of quantities, as `Length`. */
export interface QuantityClass {
  readonly name: string;
  readonly prototype: object;
}
