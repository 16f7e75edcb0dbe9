import { numberHolder } from '../addressing/plan-addresses';
import type { SitePlan } from '../../model/site-plan';
import type { WorkPlace } from './work-order-plan';
import { walkingOrder, WorkPlaces } from './work-places';

/** An address, AS number or partition key that changes. */
export interface AddressChange {
  /** `<device>/<interface>`, holder of an AS number, or tenant. */
  readonly name: string;
  readonly place: WorkPlace;
  readonly from?: string;
  readonly to?: string;
}

/**
 * Addresses, AS numbers and partition keys of what stands in both states, as one walks. An address that another still has is given after that one let it go;
 * where they wait for each other in a ring, the first lets go of its own first. Those of devices that come or go come and go with them.
 */
export function addressChanges(
  before: SitePlan,
  after: SitePlan,
  isChanged: (device: string) => boolean,
): AddressChange[] {
  const rank = walkingOrder([after, before]);
  const places = new WorkPlaces(after);
  const [was, is] = [heldIn(before, isChanged), heldIn(after, isChanged)];
  const changes = [...new Set([...was.keys(), ...is.keys()])].flatMap((key): Pending[] => {
    const [from, to] = [was.get(key), is.get(key)];
    const holder = to ?? from;
    if (holder === undefined || from?.value === to?.value) return [];
    const values = { ...(from && { from: from.value }), ...(to && { to: to.value }) };
    return [{ key, scope: holder.scope, name: holder.name, place: places.of(holder.device), ...values }];
  });
  changes.sort((a, b) => rank(a.place) - rank(b.place) || (a.key < b.key ? -1 : 1));
  return inTurn(changes);
}

interface Held {
  /** Values of one scope are unique, or may be shared where the scope is empty. */
  readonly scope: string;
  readonly name: string;
  readonly device: string;
  readonly value: string;
}

interface Pending extends AddressChange {
  readonly key: string;
  readonly scope: string;
}

function heldIn({ addresses }: SitePlan, isChanged: (device: string) => boolean): Map<string, Held> {
  const held = new Map<string, Held>();
  for (const { device, interface: port, pool, address } of addresses.addresses) {
    if (isChanged(device)) continue;
    const name = `${device}/${port}`;
    held.set(`address ${name}`, { scope: `pool ${pool}`, name, device, value: address });
  }
  for (const entry of addresses.asNumbers) {
    const name = numberHolder(entry);
    if (!isChanged(name))
      held.set(`as ${name}`, { scope: '', name: `AS number of ${name}`, device: name, value: `${entry.asNumber}` });
  }
  for (const { tenant, pkey } of addresses.partitions) {
    const value = `0x${pkey.toString(16).padStart(4, '0')}`;
    held.set(`partition ${tenant}`, { scope: 'partition', name: `partition of ${tenant}`, device: '', value });
  }
  return held;
}

function inTurn(changes: readonly Pending[]): AddressChange[] {
  const holders = new Map<string, Pending>();
  for (const change of changes)
    if (change.from !== undefined && change.scope !== '') holders.set(slot(change, change.from), change);
  const done = new Set<Pending>();
  const made: AddressChange[] = [];
  for (const start of changes) {
    const chain: Pending[] = [];
    let next: Pending | undefined = start;
    while (next !== undefined && !done.has(next) && !chain.includes(next)) {
      chain.push(next);
      next = next.to === undefined || next.scope === '' ? undefined : holders.get(slot(next, next.to));
    }
    // The last of the chain takes a free value; in a ring, the first must let go of its own before the last takes it.
    const isRing = next !== undefined && next === chain[0] && chain.length > 1;
    if (isRing) made.push(factsOf(start, { from: start.from }));
    for (const change of chain.reverse()) {
      done.add(change);
      made.push(factsOf(change, isRing && change === start ? { to: change.to } : change));
    }
  }
  return made;
}

function slot({ scope }: Pending, value: string): string {
  return `${scope} ${value}`;
}

function factsOf(
  { name, place }: Pending,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): AddressChange {
  return { name, place, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
