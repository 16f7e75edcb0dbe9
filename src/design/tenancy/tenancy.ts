import { DesignError, spellingHint } from '../../errors/design-error';
import { FIRST_PKEY, LAST_PKEY } from '../../model/address-plan';
import { daysAfter, isCalendarDay, LAST_DAY } from '../../model/phase';
import type { SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';

/** By what a tenant is kept apart. */
export const ISOLATION_KINDS = ['pkey', 'vrf', 'storage', 'namespace', 'account'] as const;

/** By what a tenant is kept apart: InfiniBand partition, VRF with its VNI, storage export, Kubernetes namespace, Slurm account. */
export type IsolationKind = (typeof ISOLATION_KINDS)[number];

/** What proves that a node may enter another tenant's key or VRF. */
export const EVIDENCE_KINDS = ['disk', 'bmc', 'nic', 'firmware'] as const;

/** What was cleaned or checked of a node between two tenants. */
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Nodes of a tenant for a time. */
export interface Lease {
  /** Unique in the tenancy. */
  readonly name: string;
  /** Node names, or ranges of them: `haein-[001-032,040]`. */
  readonly nodes: readonly string[];
  /** First day, `YYYY-MM-DD`. */
  readonly since: string;
  /** Day on which it ends; it is no day of the lease. Absent: it has no end. */
  readonly until?: string;
  /** Last day of a hold: nodes that are kept for the tenant, who has not signed. Absent: it is signed. */
  readonly heldUntil?: string;
  /** Price of a GPU-hour as a decimal text with its currency, `2.34 USD`. Absent: not stated. */
  readonly price?: string;
}

/** A tenant with what it is known by, and its nodes. */
export interface TenancyTenant {
  /** Unique in the tenancy. */
  readonly name: string;
  /** By what it is kept apart. */
  readonly isolation: readonly IsolationKind[];
  /** Partition key of 15 bits. Absent: that of the site's plan. */
  readonly pkey?: number;
  /** VNI of its VRF. */
  readonly vni?: number;
  /** VLAN of its VRF at the hosts. */
  readonly vlan?: number;
  /** Path of its storage export. */
  readonly export?: string;
  /** Kubernetes namespace. */
  readonly namespace?: string;
  /** Slurm account. */
  readonly account?: string;
  /** In any order. */
  readonly leases: readonly Lease[];
}

/** Proof of one node between two tenants. */
export interface Evidence {
  readonly node: string;
  /** Day on which it was done, `YYYY-MM-DD`. */
  readonly date: string;
  /** What was cleaned or checked, and found right. */
  readonly proven: readonly EvidenceKind[];
}

/** Who has which nodes of a site, when. */
export interface Tenancy {
  /** Site of the nodes. */
  readonly site: string;
  /** Days between two tenants on one node. */
  readonly sanitisingDays: number;
  /** What must be proven before a node goes to another tenant. Absent: all kinds. */
  readonly evidence?: readonly EvidenceKind[];
  readonly tenants: readonly TenancyTenant[];
  readonly proofs: readonly Evidence[];
}

/** End of what has none. */
export const FOREVER = LAST_DAY;

const LAST_VNI = 16_777_214;
const LAST_VLAN = 4_094;

/** First day after a lease: its end, or the day after that of a hold. */
export function endOf({ until, heldUntil }: Pick<Lease, 'until' | 'heldUntil'>): string {
  const end = until ?? FOREVER;
  if (heldUntil === undefined) return end;
  const lapse = daysAfter(heldUntil, 1);
  return lapse < end ? lapse : end;
}

/** Names of a list with ranges: `haein-[001-003]` is `haein-001`, `haein-002`, `haein-003`. Undefined for what cannot be read. */
export function expandNodes(text: string): readonly string[] | undefined {
  const [, head = '', inner, tail = ''] = /^([^[\]]*)(?:\[([^[\]]*)\])?([^[\]]*)$/.exec(text) ?? [];
  if (inner === undefined) return /[[\]]/.test(text) ? undefined : [text];
  const names: string[] = [];
  for (const part of inner.split(',')) {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    if (first === undefined || last === undefined || Number(last) < Number(first)) return undefined;
    if (Number(last) - Number(first) > 1_000_000) return undefined;
    for (let number = Number(first); number <= Number(last); number += 1) {
      names.push(`${head}${String(number).padStart(first.length, '0')}${tail}`);
    }
  }
  return names;
}

/** What is wrong in itself: names, days, identities that two share or that are out of range. */
export function checkTenancy(site: SitePlan, tenancy: Tenancy, day: string | undefined): DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, object: string, problem: string, remedy: string, value?: string): void => {
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
  const checkDay = (of: string, prop: string, value: string | undefined): void => {
    if (value === undefined || isCalendarDay(value)) return;
    const problem = `${of}: '${prop}' is '${value}', which is no day of the calendar`;
    refuse('tenancy/bad-date', of, problem, "write it as year-month-day, for example '2027-03-01'", value);
  };
  checkDay('the question', 'on', day);
  for (const { node, date } of tenancy.proofs) checkDay(`evidence of node '${node}'`, 'date', date);
  const holders = new Map<string, string>();
  const own = (what: string, value: string | number | undefined, tenant: string): void => {
    if (value === undefined) return;
    const key = `${what} ${value}`;
    const holder = holders.get(key);
    holders.set(key, holder ?? tenant);
    if (holder === undefined) return;
    const problem = `tenants '${holder}' and '${tenant}' both have ${what} ${value}`;
    refuse('tenancy/shared-identity', tenant, problem, 'give each a value of its own', String(value));
  };
  const inRange = (what: string, value: number | undefined, least: number, most: number, tenant: string): void => {
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
    const problem = `tenant '${tenant}': '${what}' is ${value}`;
    refuse('tenancy/bad-number', tenant, problem, `give a whole number from ${least} to ${most}`, String(value));
  };
  const siteVnis = new Map(
    site.fabrics.flatMap(({ underlay }) => (underlay?.vrfs ?? []).map(({ name, vni }) => [vni, name] as const)),
  );
  for (const { name, pkey, vni, vlan, namespace, account, leases, ...more } of tenancy.tenants) {
    own('the name', name, name);
    own('partition key', pkey ?? site.addresses.partitions.find(({ tenant }) => tenant === name)?.pkey, name);
    own('VNI', vni, name);
    own('VLAN', vlan, name);
    own('the export', more.export, name);
    own('the namespace', namespace, name);
    own('the account', account, name);
    inRange('pkey', pkey, FIRST_PKEY, LAST_PKEY, name);
    inRange('vni', vni, 1, LAST_VNI, name);
    inRange('vlan', vlan, 1, LAST_VLAN, name);
    if (vni !== undefined && siteVnis.has(vni) && siteVnis.get(vni) !== name) {
      const problem = `tenant '${name}' has VNI ${vni}, which is that of VRF '${siteVnis.get(vni) ?? ''}' of the site`;
      refuse('tenancy/shared-identity', name, problem, 'give it a value of its own', String(vni));
    }
    for (const lease of leases) {
      const of = `lease '${lease.name}' of tenant '${name}'`;
      own('lease', `'${lease.name}'`, name);
      for (const prop of ['since', 'until', 'heldUntil'] as const) checkDay(of, prop, lease[prop]);
      if (lease.until !== undefined && lease.until <= lease.since) {
        refuse(
          'tenancy/bad-date',
          of,
          `${of} ends on ${lease.until} and begins on ${lease.since}`,
          'end it later',
          lease.until,
        );
      }
    }
  }
  return errors;
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

/** Refusal of a node that the site does not have. */
export function unknownNode(lease: Lease, name: string, known: Iterable<string>): DesignError {
  const hint = spellingHint(name, known);
  return new DesignError('tenancy/unknown-node', {
    problem: `lease '${lease.name}' names node '${name}', which is no system of the site`,
    remedy: hint === undefined ? 'name a host of a cluster' : `did you mean '${hint}'?`,
    object: lease.name,
    value: name,
  });
}
