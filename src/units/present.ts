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
