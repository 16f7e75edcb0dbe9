import type { SiteLock } from '../model/site-lock';
import { counted } from './in-digits';
import { textTable } from './text-table';

interface HeldName {
  readonly places: string[];
  readonly slots: string[];
  readonly numbers: string[];
  readonly addresses: string[];
}

/** A lock for people: one line a name. */
export function lockText(lock: SiteLock): string {
  const rows = [...heldNames(lock)].map(([name, { places, slots, numbers, addresses }]) => [
    name,
    ...[places, slots, numbers, addresses].map((parts) => parts.join(', ')),
  ]);
  if (rows.length === 0) return `site ${lock.site}: the lock holds nothing\n`;
  const head = `site ${lock.site}: the lock holds ${counted(rows.length, 'name')}\n\n`;
  return head + textTable([['name', 'place', 'slot', 'number', 'addresses'], ...rows], []);
}

/** What a release let go of, one line a name. */
export function releasedText(name: string, before: SiteLock, after: SiteLock): string {
  const kept = heldNames(after);
  const lines = [...heldNames(before)].flatMap(([each, held]) => {
    const parts = [
      ...freed('place', held.places, kept.get(each)?.places),
      ...freed('slot', held.slots, kept.get(each)?.slots),
      ...freed('', held.numbers, kept.get(each)?.numbers),
      ...freed('', held.addresses, kept.get(each)?.addresses),
    ];
    return parts.length === 0 ? [] : [`  ${each}: ${parts.join('; ')}\n`];
  });
  return `released '${name}' from the lock of site ${before.site}\n${lines.join('')}`;
}

function freed(word: string, before: readonly string[], after: readonly string[] = []): readonly string[] {
  return before.filter((part) => !after.includes(part)).map((part) => `${word} ${part}`.trim());
}

function heldNames(lock: SiteLock): ReadonlyMap<string, HeldName> {
  const { positions, addresses, asNumbers, partitions, slots } = lock;
  const names = new Map<string, HeldName>();
  const add = (name: string, part: keyof HeldName, text: string): void => {
    const held = names.get(name) ?? { places: [], slots: [], numbers: [], addresses: [] };
    held[part].push(text);
    names.set(name, held);
  };
  for (const [name, { rack, u }] of Object.entries(positions)) add(name, 'places', `${rack} U${u}`);
  for (const [group, held] of Object.entries(slots)) {
    for (const [name, slot] of Object.entries(held)) add(name, 'slots', `${group} ${slot}`);
  }
  for (const [name, number] of Object.entries(asNumbers)) add(name, 'numbers', `AS ${number}`);
  for (const [name, key] of Object.entries(partitions)) add(name, 'numbers', `PKey 0x${key.toString(16)}`);
  for (const [key, address] of Object.entries(addresses)) add(key.slice(0, key.indexOf('/')), 'addresses', address);
  return new Map([...names].sort(([a], [b]) => (a < b ? -1 : 1)));
}
