/**
 * Host names in order of their slots, with an empty text where a slot is free.
 *
 * @param slots - slot of each name, from 0
 * @param names - names that are there; default: all that have a slot
 */
export function hostsBySlot(
  slots: Readonly<Record<string, number>>,
  names: readonly string[] = Object.keys(slots),
): readonly string[] {
  const taken = new Map(names.map((name) => [slots[name] ?? 0, name]));
  const count = Math.max(-1, ...taken.keys()) + 1;
  return Array.from({ length: count }, (_, slot) => taken.get(slot) ?? '');
}
