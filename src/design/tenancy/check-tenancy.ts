import { DesignError, spellingHint } from '../../errors/design-error';
import { FIRST_PKEY, LAST_PKEY } from '../../model/address-plan';
import { isCalendarDay } from '../../model/phase';
import type { SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import { holdersOf, holderText, type Lease, type PoolShare, type Tenancy } from './tenancy';

const LAST_VNI = 16_777_214;
const LAST_VLAN = 4_094;

/** Notes what is wrong. */
type Refuse = (code: string, object: string, problem: string, remedy: string, value?: string) => void;

/** What is wrong in itself: names, days, numbers, and identities that two share or that are out of range. */
export function checkTenancy(site: SitePlan, tenancy: Tenancy, day: string | undefined): DesignError[] {
  const errors: DesignError[] = [];
  const refuse: Refuse = (code, object, problem, remedy, value) => {
    errors.push(new DesignError(code, { problem, remedy, object, ...present({ value }) }));
  };
  if (tenancy.site !== site.name) {
    const problem = `the tenancy is of site '${tenancy.site}', and the plan of '${site.name}'`;
    refuse('tenancy/other-site', tenancy.site, problem, 'give the plan of the same site');
  }
  if (!Number.isInteger(tenancy.sanitisingDays) || tenancy.sanitisingDays < 0) {
    const problem = `the tenancy: 'sanitisingDays' is ${tenancy.sanitisingDays}`;
    refuse('tenancy/bad-number', tenancy.site, problem, 'give a whole number of 0 or more');
  }
  checkDay('the question', 'on', day, refuse);
  const own = new Owners(refuse);
  const systems = new Set(site.clusters.flatMap(({ hosts }) => hosts));
  for (const { node, date } of tenancy.proofs) {
    const of = `evidence of node '${node}'`;
    checkDay(of, 'date', date, refuse);
    if (systems.has(node)) continue;
    const hint = spellingHint(node, systems);
    const remedy = hint === undefined ? 'name a host of a cluster' : `did you mean '${hint}'?`;
    refuse('tenancy/unknown-node', of, `${of}: it is no system of the site`, remedy, node);
  }
  checkIdentities(site, tenancy, own, refuse);
  for (const { name } of tenancy.pools ?? []) own.take('the name', name, name);
  for (const { holder, leases } of holdersOf(tenancy)) {
    for (const lease of leases) {
      own.take('lease', `'${lease.name}'`, holder.name);
      checkLease(site, lease, `lease '${lease.name}' of ${holderText(holder)}`, refuse);
    }
  }
  const pools = new Set((tenancy.pools ?? []).map(({ name }) => name));
  for (const { name, shares = [] } of tenancy.tenants) {
    for (const share of shares) checkShare(share, name, pools, refuse);
    checkOneShare(shares, name, refuse);
  }
  return errors;
}

/** Identities, each of which has one owner. */
class Owners {
  private readonly known = new Map<string, string>();

  public constructor(private readonly refuse: Refuse) {}

  /** Takes a value for a tenant; what another one has is refused. Texts that a reader takes for the same are the same. */
  public take(what: string, value: string | number | undefined, tenant: string): void {
    if (value === undefined) return;
    const key = `${what} ${what === 'the account' ? String(value).toLowerCase() : value}`;
    const owner = this.known.get(key);
    this.known.set(key, owner ?? tenant);
    if (owner === undefined) return;
    const problem = `tenants '${owner}' and '${tenant}' both have ${what} ${value}`;
    this.refuse('tenancy/shared-identity', tenant, problem, 'give each a value of its own', String(value));
  }
}

/**
 * Identities of layers 2 and 3 and above: unique, in range, and none that the site has for somebody else. The number of a VLAN is that of its own VNI on the switches.
 */
function checkIdentities(site: SitePlan, { tenants }: Tenancy, own: Owners, refuse: Refuse): void {
  const siteKeys = new Map(site.addresses.partitions.map(({ tenant, pkey }) => [tenant, pkey]));
  const listed = new Set(tenants.map(({ name }) => name));
  const keysOfOthers = new Map([...siteKeys].filter(([name]) => !listed.has(name)).map(([name, pkey]) => [pkey, name]));
  const vrfs = site.fabrics.flatMap(({ underlay }) => underlay?.vrfs ?? []);
  const siteVnis = new Map(vrfs.map(({ name, vni }) => [vni, name]));
  const siteVlans = new Map(site.addresses.pools.map((pool) => [pool.vlan, pool]));
  const vlans = new Set([...siteVlans.keys(), ...tenants.map(({ vlan }) => vlan)]);
  const exports = tenants.flatMap((tenant) =>
    tenant.export === undefined ? [] : [[tenant.name, tenant.export] as const],
  );
  for (const { name, pkey, vni, vlan, namespace, account, nvlink, largestLoss, ...more } of tenants) {
    const numbers = [
      ['pkey', pkey, FIRST_PKEY, LAST_PKEY],
      ['vni', vni, 1, LAST_VNI],
      ['vlan', vlan, 1, LAST_VLAN],
    ] as const;
    for (const [prop, value, least, most] of numbers) {
      if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) continue;
      const problem = `tenant '${name}': '${prop}' is ${value}`;
      refuse('tenancy/bad-number', name, problem, `give a whole number from ${least} to ${most}`, String(value));
    }
    if (largestLoss !== undefined && !(largestLoss > 0 && largestLoss <= 1)) {
      const problem = `tenant '${name}': 'largestLoss' is ${largestLoss}`;
      refuse('tenancy/bad-number', name, problem, 'give a share above 0 and up to 1', String(largestLoss));
    }
    own.take('the name', name, name);
    own.take('partition key', pkey ?? siteKeys.get(name), name);
    own.take('VNI', vni, name);
    own.take('VLAN', vlan, name);
    own.take('the export', more.export === undefined ? undefined : folderOf(more.export), name);
    own.take('the namespace', namespace, name);
    own.take('the account', account ?? (more.isolation.includes('account') ? name : undefined), name);
    own.take('the NVLink partition', nvlink, name);
    const others = (what: string, value: number | undefined, whose: string | undefined): void => {
      if (value === undefined || whose === undefined) return;
      const problem = `tenant '${name}' has ${what} ${value}, which is ${whose}`;
      refuse('tenancy/shared-identity', name, problem, 'give it a value of its own', String(value));
    };
    const keyOf = pkey === undefined ? undefined : keysOfOthers.get(pkey);
    others('partition key', pkey, keyOf === undefined ? undefined : `that of tenant '${keyOf}' of the site`);
    const vrf = vni === undefined ? undefined : siteVnis.get(vni);
    others('VNI', vni, vrf === undefined || vrf === name ? undefined : `that of VRF '${vrf}' of the site`);
    others('VNI', vni, vlans.has(vni) ? `the number of a VLAN, whose own network has it` : undefined);
    const pool = vlan === undefined ? undefined : siteVlans.get(vlan);
    others(
      'VLAN',
      vlan,
      pool === undefined || pool.tenant === name ? undefined : `that of pool '${pool.name}' of the site`,
    );
  }
  const sorted = exports.map(([name, path]) => [name, `${folderOf(path)}/`] as const).sort(byPath);
  // Sorted, what lies in a folder comes right after it.
  let outer: readonly [string, string] | undefined;
  for (const [name, path] of sorted) {
    if (outer !== undefined && path !== outer[1] && path.startsWith(outer[1]) && name !== outer[0]) {
      const problem = `tenant '${name}' has the export ${path.slice(0, -1)}, which lies in that of tenant '${outer[0]}'`;
      refuse('tenancy/shared-identity', name, problem, 'give it a folder beside the other', path.slice(0, -1));
    } else if (outer === undefined || !path.startsWith(outer[1])) outer = [name, path];
  }
}

function byPath(left: readonly [string, string], right: readonly [string, string]): number {
  return left[1] < right[1] ? -1 : left[1] > right[1] ? 1 : 0;
}

/** A path without slashes at its end or doubled ones. */
function folderOf(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/\/$/, '');
}

function checkDay(of: string, prop: string, value: string | undefined, refuse: Refuse): void {
  if (value === undefined || isCalendarDay(value)) return;
  const problem = `${of}: '${prop}' is '${value}', which is no day of the calendar`;
  refuse('tenancy/bad-date', of, problem, "write it as year-month-day, for example '2027-03-01'", value);
}

function checkSpan(of: string, { since, until }: Pick<Lease, 'since' | 'until'>, refuse: Refuse): void {
  if (until === undefined || until > since) return;
  refuse('tenancy/bad-date', of, `${of} ends on ${until} and begins on ${since}`, 'end it later', until);
}

function checkLease({ clusters }: SitePlan, lease: Lease, of: string, refuse: Refuse): void {
  for (const prop of ['since', 'until', 'heldUntil'] as const) checkDay(of, prop, lease[prop], refuse);
  checkSpan(of, lease, refuse);
  if (lease.heldUntil !== undefined && lease.heldUntil < lease.since) {
    const problem = `${of} is held until ${lease.heldUntil} and begins on ${lease.since}: it would never be`;
    refuse('tenancy/bad-date', of, problem, "give 'heldUntil' on the first day or later", lease.heldUntil);
  }
  const { nodes = [], racks = [], gpus, cluster } = lease;
  if (nodes.length === 0 && racks.length === 0 && gpus === undefined) {
    refuse('tenancy/empty-lease', of, `${of} names no nodes, no racks and no GPUs`, "give 'nodes', 'racks' or 'gpus'");
  }
  if (gpus !== undefined && (!Number.isInteger(gpus) || gpus < 1)) {
    refuse('tenancy/bad-number', of, `${of}: 'gpus' is ${gpus}`, 'give a whole number of 1 or more', String(gpus));
  }
  if (gpus !== undefined && nodes.length + racks.length > 0) {
    const problem = `${of} names nodes and has 'gpus' ${gpus}: the GPUs would be promised beside those of the nodes`;
    refuse('tenancy/two-sizes', of, problem, "leave 'gpus' out, or give what has no nodes yet a lease of its own");
  }
  const names = clusters.map(({ name }) => name);
  if (cluster !== undefined && !names.includes(cluster)) {
    const problem = `${of} names cluster '${cluster}', which the site does not have`;
    refuse('tenancy/unknown-cluster', of, problem, `name one of ${names.join(', ')}`, cluster);
  } else if (gpus !== undefined && cluster === undefined && names.length !== 1) {
    const problem = `${of} has 'gpus' of no cluster, and the site has ${names.length}`;
    refuse('tenancy/unknown-cluster', of, problem, `give 'cluster': ${names.join(', ')}`);
  }
}

function checkShare(share: PoolShare, tenant: string, pools: ReadonlySet<string>, refuse: Refuse): void {
  const of = `the share of tenant '${tenant}' in pool '${share.pool}'`;
  if (!pools.has(share.pool)) {
    const hint = spellingHint(share.pool, pools);
    const remedy = hint === undefined ? "name one of 'pools'" : `did you mean '${hint}'?`;
    refuse('tenancy/unknown-pool', of, `${of}: there is no such pool`, remedy, share.pool);
  }
  for (const prop of ['since', 'until'] as const) checkDay(of, prop, share[prop], refuse);
  checkSpan(of, share, refuse);
  const { guaranteed, burst, lends, weight } = share;
  for (const [prop, value] of Object.entries({ guaranteed, burst, lends })) {
    if (value === undefined || (Number.isInteger(value) && value >= 0)) continue;
    refuse('tenancy/bad-number', of, `${of}: '${prop}' is ${value}`, 'give a whole number of 0 or more', String(value));
  }
  if (lends !== undefined && lends > guaranteed) {
    const problem = `${of}: 'lends' is ${lends}, and ${guaranteed} GPUs are guaranteed`;
    refuse('tenancy/bad-number', of, problem, "lend no more than 'guaranteed'", String(lends));
  }
  if (weight !== undefined && !(weight > 0 && Number.isFinite(weight))) {
    refuse('tenancy/bad-number', of, `${of}: 'weight' is ${weight}`, 'give a number above 0', String(weight));
  }
}

/** A tenant has one share of a pool at a time: two would lend to each other. */
function checkOneShare(shares: readonly PoolShare[], tenant: string, refuse: Refuse): void {
  const sorted = [...shares].sort((left, right) => (left.since < right.since ? -1 : left.since > right.since ? 1 : 0));
  const known = new Map<string, PoolShare>();
  for (const share of sorted) {
    const before = known.get(share.pool);
    known.set(share.pool, share);
    if (before === undefined || (before.until !== undefined && before.until <= share.since)) continue;
    const of = `the share of tenant '${tenant}' in pool '${share.pool}'`;
    const problem = `${of} from ${share.since} on begins before the one from ${before.since} on has ended`;
    refuse('tenancy/two-shares', of, problem, "end the first by 'until', or make them one", share.since);
  }
}

/** Refusal of a text that is no list of nodes. */
export function badNodes(lease: Lease, text: string): DesignError {
  return new DesignError('tenancy/bad-nodes', {
    problem: `lease '${lease.name}': '${text}' cannot be read as nodes`,
    remedy: "write a name, or a range such as 'haein-[001-032,040]'",
    object: lease.name,
    value: text,
  });
}

/** Refusal of nodes that the site does not have. */
export function unknownNodes(lease: Lease, names: readonly string[], known: Iterable<string>): DesignError {
  const [name = ''] = names;
  const more = names.length === 1 ? '' : ` (and ${names.length - 1} more like it)`;
  const hint = spellingHint(name, known);
  return new DesignError('tenancy/unknown-node', {
    problem: `lease '${lease.name}' names node '${name}', which is no system of the site${more}`,
    remedy: hint === undefined ? 'name a host of a cluster' : `did you mean '${hint}'?`,
    object: lease.name,
    value: name,
  });
}

/** Refusal of a rack that the site does not have, or that holds no system. */
export function unknownRack(
  lease: Lease,
  name: string,
  known: ReadonlyMap<string, unknown>,
  isThere: boolean,
): DesignError {
  const hint = spellingHint(name, known.keys());
  return new DesignError('tenancy/unknown-rack', {
    problem: `lease '${lease.name}' names rack '${name}', ${isThere ? 'which holds no system of a cluster' : 'which the site does not have'}`,
    remedy: hint === undefined ? 'name a rack that holds systems' : `did you mean '${hint}'?`,
    object: lease.name,
    value: name,
  });
}
