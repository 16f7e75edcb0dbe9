import { parseCidr, printAddress } from '../../model/address-block';
import type { FileSchema } from '../file-schema';
import type { SiteLock } from '../../model/site-lock';

/** All that keeps parsed JSON from being a lock, each as a clause: first what its schema says, then what two names have both. */
export function lockProblems(lock: Readonly<Record<string, unknown>>, format: FileSchema): readonly string[] {
  const problems = format.problems(lock);
  return problems.length > 0 ? problems : sharedValues(lock as unknown as SiteLock);
}

/** Numbers, addresses and adopted places that belong to one name each, and have two. */
function sharedValues({ asNumbers, partitions, slots, addresses, adopted }: SiteLock): readonly string[] {
  return [
    ...shared('asNumbers', asNumbers),
    ...shared('partitions', partitions),
    ...Object.entries(slots).flatMap(([group, held]) => shared(`slots.${group}`, held)),
    ...shared('addresses', addresses, hostOf),
    ...shared('adopted.places', adopted?.places ?? {}, ({ rack, u }) => `${rack} U${u}`),
  ];
}

function shared<T>(
  map: string,
  entries: Readonly<Record<string, T>>,
  printed: (value: T) => string = String,
): readonly string[] {
  const holders = new Map<string, string>();
  return Object.entries(entries).flatMap(([name, value]) => {
    const text = printed(value);
    const holder = holders.get(text);
    if (holder !== undefined) return [`'${holder}' and '${name}' of '${map}' both have ${text}`];
    holders.set(text, name);
    return [];
  });
}

/** The address alone, in one spelling: `10.0.0.2/24` and `10.0.0.2/22` are one interface's. */
function hostOf(text: string): string {
  const parsed = parseCidr(text);
  return parsed === undefined ? text : printAddress(parsed.address);
}
