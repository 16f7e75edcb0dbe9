import { isValid, parse, parseCIDR } from 'ipaddr.js';
import type { InventoryAddress, PlannedInventory } from './inventory';
import { fieldFinding, type PartOutcome } from './part-outcome';
import type { InventoryFinding } from './inventory-report';

/** An address without its prefix length, in one spelling. */
interface Parts {
  readonly host: string;
  readonly length: string;
}

/** Compares addresses. One that the plan has not is a finding in a pool that the plan gives addresses of. */
export function compareInventoryAddresses(
  { addresses, pools }: PlannedInventory,
  found: readonly InventoryAddress[],
): PartOutcome {
  const byHost = new Map<string, InventoryAddress[]>();
  for (const entry of found) {
    const { host } = partsOf(entry.address);
    const known = byHost.get(host);
    if (known === undefined) byHost.set(host, [entry]);
    else known.push(entry);
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
    findings.push(...own);
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
