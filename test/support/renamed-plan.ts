/** Data with a text in place of another wherever it stands: keys, values, maps and sets, deep. Typed arrays stay. */
export function renamed<T>(value: T, from: string, to: string): T {
  const known = new Map<object, unknown>();
  const text = (one: string): string => one.replaceAll(from, () => to);
  const walk = (one: unknown): unknown => {
    if (typeof one === 'string') return text(one);
    if (typeof one !== 'object' || one === null || ArrayBuffer.isView(one)) return one;
    const before = known.get(one);
    if (before !== undefined) return before;
    if (Array.isArray(one)) {
      const list: unknown[] = [];
      known.set(one, list);
      for (const member of one) list.push(walk(member));
      return list;
    }
    if (one instanceof Set) return new Set([...one].map(walk));
    if (one instanceof Map) {
      const map = new Map<unknown, unknown>();
      known.set(one, map);
      for (const [key, member] of one) map.set(walk(key), walk(member));
      return map;
    }
    const prototype: unknown = Object.getPrototypeOf(one);
    if (prototype !== Object.prototype && prototype !== null) return one;
    const object: Record<string, unknown> = {};
    known.set(one, object);
    for (const [key, member] of Object.entries(one)) {
      Object.defineProperty(object, text(key), {
        value: walk(member),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return object;
  };
  return walk(value) as T;
}
