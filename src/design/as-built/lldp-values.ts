/** An object of a JSON text. */
export type Members = Readonly<Record<string, unknown>>;

/** Whether a value is an object and no list. */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value of a JSON text is, in words. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isMembers(value)) return 'an object';
  return typeof value === 'string' ? `the text '${value.slice(0, 60)}'` : String(value);
}

/** Member of an object, or of the first object of a list: some tools wrap every value in a list. */
export function member(value: unknown, name: string): unknown {
  const object: unknown = Array.isArray(value) ? value[0] : value;
  return isMembers(object) ? object[name] : undefined;
}

/** A text, or the `value` of an object, or of the first object of a list. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === 'object' ? member(value, 'value') : value;
  if (typeof text === 'number') return String(text);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** A MAC in small letters with colons; undefined for all else. */
export function macOf(text: string | undefined): string | undefined {
  const mac = text?.toLowerCase();
  return mac !== undefined && /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac) ? mac : undefined;
}
