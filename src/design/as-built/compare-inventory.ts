import { isValid, parse, parseCIDR } from 'ipaddr.js';

import { addTo } from '../../units/present';
import { compareInventoryCables, compareInventoryDevices } from './compare-inventory-cables';
import { compareInventoryRacks } from './compare-inventory-racks';
import {
  type CustomValues,
  fieldFinding,
  type Inventory,
  type InventoryAddress,
  type InventoryCable,
  type InventoryEnd,
  type InventoryFinding,
  type InventoryObject,
  type InventoryReport,
  type PartOutcome,
  type PlannedInventory,
} from './inventory';

/**
 * Compares what an inventory holds of a site with the plan, list by list. What the inventory holds beside the plan is a finding where it is in the way of it: in one
 * of its racks, of one of its roles, on one of its ports or in one of its pools. One difference is one finding: what follows from another name, or from what is missing,
 * is none of its own.
 *
 * @param planned - what the plan says
 * @param found - what the inventory holds
 * @param site - name of the site in the inventory
 */
export function compareInventory(planned: PlannedInventory, found: Inventory, site: string): InventoryReport {
  const { racks, devices, cables, addresses, otherCables } = found;
  const shelves = racks === undefined ? undefined : compareInventoryRacks(planned, racks, devices);
  // One finding about a name is enough: what is joined to a rack or a device is judged as if that bore the planned one.
  const rackOf = (rack: string): string => shelves?.renamed.get(rack) ?? rack;
  const placed = devices?.map((device) =>
    device.rack === undefined ? device : { ...device, rack: rackOf(device.rack) },
  );
  const own = placed === undefined ? undefined : compareInventoryDevices(planned, placed);
  const nameOf = (device: string): string => own?.renamed.get(device) ?? device;
  const outcomes = {
    ...(shelves !== undefined && { racks: shelves }),
    ...(own !== undefined && { devices: own }),
    ...(cables !== undefined && {
      cables: compareInventoryCables(planned, cables.map(cableRenamer(nameOf)), { devices: placed, otherCables }),
    }),
    ...(addresses !== undefined && {
      addresses: compareInventoryAddresses(
        planned,
        addresses.map((entry) => (entry.device === undefined ? entry : { ...entry, device: nameOf(entry.device) })),
      ),
    }),
  };
  const findings = Object.values(outcomes).flatMap((outcome) => outcome.findings);
  return {
    site,
    counts: Object.fromEntries(Object.entries(outcomes).map(([part, { counts }]) => [part, counts])),
    areStatesJudged: planned.hasAssets,
    findings: [
      ...missingFields('rack', planned.racks, racks),
      ...missingFields('device', planned.devices, devices),
      ...missingFields('cable', planned.cables, cables),
      ...folded(findings, planned, { racks: shelves?.missing ?? new Set(), devices: own?.missing ?? new Set() }),
    ],
  };
}

function cableRenamer(nameOf: (device: string) => string): (cable: InventoryCable) => InventoryCable {
  const renamed = (end: InventoryEnd): InventoryEnd => ({ ...end, device: nameOf(end.device) });
  return ({ a, b, ...cable }) => ({ ...cable, a: a.map(renamed), b: b.map(renamed) });
}

interface Customized {
  readonly custom?: CustomValues;
}

/** Custom fields of the plan that no object of the inventory has: they are not defined there, which is one difference and not one an object. */
function missingFields(
  object: InventoryObject,
  planned: readonly Customized[],
  found: readonly Customized[] = [],
): InventoryFinding[] {
  const defined = new Set<string>();
  let isKnown = false;
  for (const { custom } of found) {
    if (custom === undefined) continue;
    isKnown = true;
    for (const name of Object.keys(custom)) defined.add(name);
  }
  if (!isKnown) return [];
  const needed = new Set(planned.flatMap(({ custom = {} }) => Object.keys(custom)));
  return [...needed]
    .filter((name) => !defined.has(name))
    .sort()
    .map((name) => ({ kind: 'missing', object: 'custom field', name, planned: `${object}s` }));
}

/** Findings without what is missing because what holds it is missing; those tell how much that is. */
function folded(
  findings: readonly InventoryFinding[],
  { devices, cables, addresses }: PlannedInventory,
  missing: { readonly racks: ReadonlySet<string>; readonly devices: ReadonlySet<string> },
): InventoryFinding[] {
  const rackOf = new Map(devices.map(({ name, rack }) => [name, rack]));
  const rackFor = (device: string): string | undefined => {
    const rack = rackOf.get(device);
    return rack !== undefined && missing.racks.has(rack) ? rack : undefined;
  };
  const endsOf = new Map(cables.map(({ label, a, b }) => [label, [...a, ...b].map(({ device }) => device)]));
  const holderOf = new Map(addresses.map(({ address, device }) => [address, device]));
  const carried = new Map<string, { devices: number; cables: number; addresses: number }>();
  const carry = (holder: string, part: 'devices' | 'cables' | 'addresses'): void => {
    const counts = carried.get(holder) ?? { devices: 0, cables: 0, addresses: 0 };
    counts[part] += 1;
    carried.set(holder, counts);
  };
  const left = findings.filter(({ kind, object, name, found }) => {
    // NetBox keeps a cable whose device was deleted, with one end.
    const isLoose = object === 'cable' && kind === 'misplaced' && /^nothing to | to nothing$/.test(found ?? '');
    if (kind !== 'missing' && !isLoose) return true;
    if (object === 'device') {
      const rack = rackFor(name);
      if (rack !== undefined) carry(`rack ${rack}`, 'devices');
      return rack === undefined;
    }
    const near = object === 'cable' ? (endsOf.get(name) ?? []) : object === 'address' ? [holderOf.get(name) ?? ''] : [];
    const gone = near.find((device) => missing.devices.has(device));
    if (gone === undefined) return true;
    const rack = rackFor(gone);
    carry(rack === undefined ? `device ${gone}` : `rack ${rack}`, object === 'cable' ? 'cables' : 'addresses');
    return false;
  });
  return left.map((finding) => {
    const carries = carried.get(`${finding.object} ${finding.name}`);
    return carries === undefined ? finding : { ...finding, carries };
  });
}

/** An address without its prefix length, in one spelling. */
interface Parts {
  readonly host: string;
  readonly length: string;
}

/** Compares addresses. One that the plan has not is a finding in a pool that the plan gives addresses of. */
function compareInventoryAddresses(
  { addresses, pools }: PlannedInventory,
  found: readonly InventoryAddress[],
): PartOutcome {
  const byHost = new Map<string, InventoryAddress[]>();
  for (const entry of found) {
    const { host } = partsOf(entry.address);
    addTo(byHost, host, entry);
  }
  const poolOf = poolFinder(pools);
  const lengths = poolLengths(addresses, byHost, poolOf);
  const findings: InventoryFinding[] = [...lengths].map(([pool, { planned: due, found: is }]) => ({
    kind: 'differs',
    object: 'prefix',
    name: pool,
    field: 'prefix length',
    planned: due,
    found: is,
  }));
  const planned = new Set<string>();
  let asPlanned = 0;
  for (const entry of addresses) {
    const { host } = partsOf(entry.address);
    planned.add(host);
    const all = addressFindings(entry, byHost.get(host) ?? []);
    const own = lengths.has(poolOf(host) ?? '') ? all.filter(({ kind }) => kind !== 'differs') : all;
    if (own.length === 0) asPlanned += 1;
    for (const each of own) findings.push(each);
  }
  const others = [...byHost].filter(([host]) => !planned.has(host)).flatMap(([, entries]) => entries);
  const extra = others.flatMap((entry): { readonly name: string; readonly found: string }[] => {
    const pool = poolOf(partsOf(entry.address).host);
    return pool === undefined ? [] : [{ name: entry.address, found: `${holderText(entry)} in pool ${pool}` }];
  });
  extra.sort((one, other) => (`${one.name} ${one.found}` < `${other.name} ${other.found}` ? -1 : 1));
  for (const each of extra) findings.push({ kind: 'extra', object: 'address', ...each });
  return {
    counts: {
      planned: addresses.length,
      asPlanned,
      differing: addresses.length - asPlanned,
      extra: extra.length,
      passedOver: others.length - extra.length,
    },
    findings,
  };
}

/** Prefix lengths of pools whose addresses, at least two, all have one other length: one difference, however many addresses. */
function poolLengths(
  addresses: readonly InventoryAddress[],
  byHost: ReadonlyMap<string, readonly InventoryAddress[]>,
  poolOf: (host: string) => string | undefined,
): ReadonlyMap<string, { readonly planned: string; readonly found: string }> {
  const pools = new Map<string, { readonly planned: string; readonly found: string }[]>();
  for (const { address } of addresses) {
    const { host, length } = partsOf(address);
    const pool = poolOf(host);
    if (pool === undefined) continue;
    const own = (byHost.get(host) ?? []).map((entry) => ({ planned: length, found: partsOf(entry.address).length }));
    pools.set(pool, [...(pools.get(pool) ?? []), ...own]);
  }
  return new Map(
    [...pools].flatMap(([pool, [first, ...more]]) =>
      first === undefined ||
      first.planned === first.found ||
      more.length === 0 ||
      more.some((one) => one.found !== first.found || one.planned !== first.planned)
        ? []
        : [[pool, first] as const],
    ),
  );
}

function addressFindings(planned: Required<InventoryAddress>, found: readonly InventoryAddress[]): InventoryFinding[] {
  const of = { object: 'address', name: planned.address } as const;
  const [first] = found;
  if (first === undefined) return [{ kind: 'missing', ...of, planned: holderText(planned) }];
  const own = found.find((entry) => entry.device === planned.device && entry.interface === planned.interface);
  if (own === undefined) {
    return [{ kind: 'misplaced', ...of, planned: holderText(planned), found: found.map(holderText).sort().join(', ') }];
  }
  return fieldFinding(of, 'prefix length', partsOf(planned.address).length, partsOf(own.address).length);
}

function holderText({ device, interface: port }: InventoryAddress): string {
  if (device === undefined) return 'nothing';
  return port === undefined ? device : `${device} port ${port}`;
}

function partsOf(address: string): Parts {
  const [host = '', length = ''] = address.split('/');
  return { host: isValid(host) ? parse(host).toString() : host, length: length === '' ? '' : `/${length}` };
}

/** Name of the pool of an address: the longest prefix that holds it. */
function poolFinder(pools: PlannedInventory['pools']): (host: string) => string | undefined {
  const parsed = pools
    .map(({ name, cidr }) => ({ name, range: parseCIDR(cidr) }))
    .sort((one, other) => other.range[1] - one.range[1]);
  return (host) => {
    if (!isValid(host)) return undefined;
    const address = parse(host);
    return parsed.find(({ range }) => range[0].kind() === address.kind() && address.match(range))?.name;
  };
}
