/** Members that are known: what may be undefined is a member only where it is not. */
type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** An object without the members that are undefined, in the same order: absent is not known, and a key without a value is neither. */
export function present<T extends object>(members: T): Present<T> {
  const known: Present<T> = {};
  for (const key of Object.keys(members) as (keyof T)[]) {
    const value = members[key];
    if (value !== undefined) known[key] = value as Exclude<T[keyof T], undefined>;
  }
  return known;
}

/** Adds items to the list of their key; the key comes into the map with the first call. */
export function addTo<K, T>(lists: Map<K, T[]>, key: K, ...items: T[]): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, items);
  else list.push(...items);
}

const INDEXES = new WeakMap<readonly object[], ReadonlyMap<string, object>>();

/** Items of a list of a plan by name, the first of each; made once a list, which must not change after that. */
export function byName<T extends { readonly name: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  const known = INDEXES.get(list) as ReadonlyMap<string, T> | undefined;
  if (known !== undefined) return known;
  const index = new Map<string, T>();
  for (const item of list) if (!index.has(item.name)) index.set(item.name, item);
  INDEXES.set(list, index);
  return index;
}

/** The first item of a list of a plan that has a name. */
export function named<T extends { readonly name: string }>(list: readonly T[], name: string): T | undefined {
  return byName(list).get(name);
}

/** Some entries of a map, without a copy of them until somebody goes through them. */
export class PartOfMap<T> implements ReadonlyMap<string, T> {
  private copied: ReadonlyMap<string, T> | undefined;

  public constructor(
    private readonly whole: ReadonlyMap<string, T>,
    private readonly isPart: (name: string) => boolean,
  ) {}

  private get all(): ReadonlyMap<string, T> {
    return (this.copied ??= new Map([...this.whole].filter(([name]) => this.isPart(name))));
  }

  public get size(): number {
    return this.all.size;
  }

  public has(name: string): boolean {
    return this.isPart(name) && this.whole.has(name);
  }

  public get(name: string): T | undefined {
    return this.isPart(name) ? this.whole.get(name) : undefined;
  }

  public forEach(act: (value: T, name: string, map: ReadonlyMap<string, T>) => void): void {
    this.all.forEach(act);
  }

  public keys(): MapIterator<string> {
    return this.all.keys();
  }

  public values(): MapIterator<T> {
    return this.all.values();
  }

  public entries(): MapIterator<[string, T]> {
    return this.all.entries();
  }

  public [Symbol.iterator](): MapIterator<[string, T]> {
    return this.all[Symbol.iterator]();
  }
}
