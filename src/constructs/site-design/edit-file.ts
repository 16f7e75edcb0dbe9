import type { FileEdit } from '../../design/site-design/fix-answer';
import { FileFaults, type Located, type LocatedMap, memberOf, readLocated } from '../site-file/located-yaml';

/** A site file as text, whose values can be read and changed where they stand: comments and order stay. */
export class EditableFile {
  private readonly document: LocatedMap | undefined;

  public constructor(public readonly text: string) {
    const found = readLocated(text, new FileFaults('site.yaml', text));
    this.document = found?.kind === 'map' ? found : undefined;
  }

  /** A value by its members from the top. */
  public at(path: readonly string[]): Located | undefined {
    return path.reduce<Located | undefined>((value, name) => memberAt(value, name), this.document);
  }

  /** Where a prop of an object stands: among its props, or among those that are assumed. */
  public propPath(object: readonly string[], prop: string): readonly string[] | undefined {
    const own = [...object, prop];
    if (this.at(own) !== undefined) return own;
    const assumed = this.at([...object, 'assumed']);
    if (assumed?.kind === 'map' && this.at([...object, 'assumed', 'props', prop]) !== undefined) {
      return [...object, 'assumed', 'props', prop];
    }
    if (assumed?.kind !== 'list') return undefined;
    const index = assumed.items.findIndex((item) => memberAt(memberAt(item, 'props'), prop) !== undefined);
    return index < 0 ? undefined : [...object, 'assumed', String(index), 'props', prop];
  }

  /** A value as it is written, where it is one of one word. */
  public written(path: readonly string[]): string | undefined {
    const value = this.at(path);
    return value?.kind === 'scalar' ? value.source : undefined;
  }

  /** Names of the members of an object. */
  public names(path: readonly string[]): readonly string[] {
    const value = path.length === 0 ? this.document : this.at(path);
    return value?.kind === 'map' ? value.entries.map(({ key }) => key) : [];
  }

  /** Texts of a list. */
  public texts(path: readonly string[]): readonly string[] {
    const value = this.at(path);
    return value?.kind === 'list' ? value.items.flatMap((item) => (item.kind === 'scalar' ? [item.source] : [])) : [];
  }

  /** The text with a value changed or, where there is none, added to its object; undefined where that cannot be. */
  public with({ at, after }: Pick<FileEdit, 'at' | 'after'>): string | undefined {
    const { text } = this;
    const value = this.at(at);
    if (value?.kind === 'scalar') {
      const quote = /^['"]/.exec(text.slice(value.at, value.at + 1))?.[0] ?? '';
      const length = value.source.length + 2 * quote.length;
      if (text.slice(value.at + quote.length, value.at + quote.length + value.source.length) !== value.source)
        return undefined;
      return text.slice(0, value.at) + quote + after + quote + text.slice(value.at + length);
    }
    if (value?.kind === 'list' && text[value.at] === '[') {
      const end = text.indexOf(']', value.at);
      return end < 0 ? undefined : `${text.slice(0, value.at)}${after}${text.slice(end + 1)}`;
    }
    const above = at.length === 1 ? this.document : this.at(at.slice(0, -1));
    const [first] = above?.kind === 'map' ? above.entries : [];
    if (value !== undefined || above === undefined || first === undefined) return undefined;
    const member = `${at.at(-1) ?? ''}: ${after}`;
    const isFlow = text[above.at] === '{';
    const column = first.at - (text.lastIndexOf('\n', first.at - 1) + 1);
    return `${text.slice(0, first.at)}${member}${isFlow ? ', ' : `\n${' '.repeat(column)}`}${text.slice(first.at)}`;
  }
}

function memberAt(value: Located | undefined, name: string): Located | undefined {
  if (value?.kind === 'map') return memberOf(value, name)?.value;
  return value?.kind === 'list' && /^\d+$/.test(name) ? value.items[Number(name)] : undefined;
}
