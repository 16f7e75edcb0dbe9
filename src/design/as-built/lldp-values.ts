/** An object of a JSON text. */
export type Members = Readonly<Record<string, unknown>>;

/** Whether a value is an object and no list. */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Member of an object, or of the first object of a list: some tools wrap every value in a list. */
export function member(value: unknown, name: string): unknown {
  const object: unknown = Array.isArray(value) ? value[0] : value;
  return isMembers(object) ? object[name] : undefined;
}

/** A text, or the `value` of an object, or of the first object of a list. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number') return String(value);
  return value === undefined ? undefined : textOf(member(value, 'value'));
}

/** A MAC in small letters with colons; undefined for all else. */
export function macOf(text: string | undefined): string | undefined {
  const mac = text?.toLowerCase();
  return mac !== undefined && /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac) ? mac : undefined;
}
