/** An object without one of its fields. */
export function withoutField<T extends object, K extends keyof T>(object: T, field: K): Omit<T, K> {
  const copy = { ...object };
  Reflect.deleteProperty(copy, field);
  return copy;
}
