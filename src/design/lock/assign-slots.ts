/**
 * Gives each name a slot from 0: names that had one keep it, new names follow the highest slot in the order given, and
 * names that are gone stay in the result, so that their slot is a gap until it is released.
 */
export function assignSlots(
  names: readonly string[],
  previous: Readonly<Record<string, number>>,
): Record<string, number> {
  const slots = new Map(Object.entries(previous));
  let next = 0;
  for (const slot of slots.values()) next = Math.max(next, slot + 1);
  for (const name of names) {
    if (slots.has(name)) continue;
    slots.set(name, next);
    next += 1;
  }
  return Object.fromEntries(slots);
}
