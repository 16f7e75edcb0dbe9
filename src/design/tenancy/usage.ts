import { DesignError, DesignErrors } from '../../errors/design-error';
import { OUT_OF_WORK } from '../../model/asset';
import { daysAfter, isCalendarDay, monthsAfter } from '../../model/phase';
import type { SitePlan } from '../../model/site-plan';
import { bookTenancy, nodesOn, type TenancyBook } from './tenancy-book';
import { endOf, type Lease, type Tenancy } from './tenancy';

/** GPUs that somebody held for a time. */
export interface UsedSpan {
  /** Account, namespace or name of a tenant. */
  readonly by: string;
  /** Allocated GPUs. */
  readonly gpus: number;
  /** `2027-03-01T10:00:00`, in the same zone as the days of the tenancy. */
  readonly from: string;
  /** Absent: it runs still. */
  readonly to?: string;
}

/** What a tenant had and used in a month, in GPU-seconds. */
export interface TenantUsage {
  readonly tenant: string;
  /** Of its nodes on the days on which it could use them, and what pools guarantee. */
  readonly reservedSeconds: number;
  /** Used of what is reserved. */
  readonly usedSeconds: number;
  /** Used beyond what is reserved at the same time: borrowed of a pool. */
  readonly borrowedSeconds: number;
  /** Reserved and not used at the same time. */
  readonly idleSeconds: number;
}

/** Usage of a month. */
export interface UsageReport {
  readonly month: string;
  /** In order of declaration of the tenants. */
  readonly tenants: readonly TenantUsage[];
  /** Used by accounts that are no tenant's, GPU-seconds, by name. */
  readonly others: readonly { readonly by: string; readonly usedSeconds: number }[];
  /** Spans that run still, with no moment to which they are counted: they are not counted. */
  readonly running: number;
  /** What of the figures is not known, in sentences. */
  readonly notKnown: readonly string[];
}

/** What a tenancy says of who pays for what, for whoever reads the figures. */
export const USAGE_RULE =
  'GPUs count while they are allocated, busy or not. Used is what a tenant holds of its reserved GPUs, idle what it leaves of them at the same time, borrowed what it holds beyond them: an idle hour is not made good by a borrowed one.';

const SECOND = 1_000;

const DAY_LENGTH = 'YYYY-MM-DD'.length;

/**
 * Usage of a month by tenant: reserved, used, borrowed and idle at each moment, summed. Reserved are nodes on the days on which they are the tenant's and proven clean, and what pools
 * guarantee; a hold reserves nothing.
 *
 * @param site - plan of the site
 * @param tenancy - who has what
 * @param month - `2027-03`
 * @param spans - allocations
 * @param now - moment to which what runs still is counted. Absent: it is not counted, and told
 * @throws DesignError `tenancy/...`
 */
export function planUsage(
  site: SitePlan,
  tenancy: Tenancy,
  month: string,
  spans: readonly UsedSpan[],
  now?: string,
): UsageReport {
  const first = `${month}-01`;
  const errors: DesignError[] = [];
  if (!/^\d{4}-\d{2}$/.test(month) || !isCalendarDay(first)) {
    errors.push(badMoment('the question', 'month', month, "write it as year-month, for example '2027-03'"));
  }
  if (now !== undefined && Number.isNaN(secondOf(now))) errors.push(badMoment('the question', 'now', now));
  DesignErrors.throwAll(errors);
  const end = monthsAfter(first, 1);
  const [start, stop] = [secondOf(`${first}T00:00:00`), secondOf(`${end}T00:00:00`)];
  const ownersOf = new Map<string, Set<string>>();
  for (const { name, account, namespace } of tenancy.tenants) {
    for (const by of [name, account, namespace]) {
      if (by === undefined) continue;
      const key = keyOf(by);
      ownersOf.set(key, (ownersOf.get(key) ?? new Set()).add(name));
    }
  }
  const unclear = new Set<string>();
  const steps = new Map<string, Step[]>(tenancy.tenants.map(({ name }) => [name, []]));
  const others = new Map<string, number>();
  let running = 0;
  for (const span of spans) {
    const from = secondOf(span.from);
    // What began after the moment to which is counted has used nothing by then.
    const to = span.to ?? (now !== undefined && from > secondOf(now) ? span.from : now);
    const until = to === undefined ? from : secondOf(to);
    if (Number.isNaN(from) || Number.isNaN(until) || until < from) {
      errors.push(badMoment(`an allocation of '${span.by}'`, 'time', `${span.from} to ${to ?? 'now'}`));
      continue;
    }
    if (to === undefined) {
      running += from < stop ? 1 : 0;
      continue;
    }
    const [a, b] = [Math.max(from, start), Math.min(until, stop)];
    if (a >= b) continue;
    const [tenant, ...more] = ownersOf.get(keyOf(span.by)) ?? [];
    if (more.length > 0) unclear.add(span.by);
    if (tenant === undefined) others.set(span.by, (others.get(span.by) ?? 0) + (b - a) * span.gpus);
    else steps.get(tenant)?.push({ at: a, used: span.gpus, reserved: 0 }, { at: b, used: -span.gpus, reserved: 0 });
  }
  for (const by of unclear) {
    const owners = [...(ownersOf.get(keyOf(by)) ?? [])].map((name) => `'${name}'`).join(' and ');
    errors.push(
      new DesignError('tenancy/shared-identity', {
        problem: `allocations are of '${by}', by which tenants ${owners} are known`,
        remedy: 'give each a name, account and namespace that no other has',
        object: by,
        value: by,
      }),
    );
  }
  DesignErrors.throwAll(errors);
  const book = bookTenancy(site, tenancy);
  for (let day = first; day < end; day = daysAfter(day, 1)) {
    const at = secondOf(`${day}T00:00:00`);
    const reserved = new Map<string, number>();
    for (const { use, tenant = '', gpus } of nodesOn(book, day)) {
      if (use === 'leased') reserved.set(tenant, (reserved.get(tenant) ?? 0) + gpus);
    }
    for (const { name, shares = [] } of tenancy.tenants) {
      const guaranteed = shares
        .filter(({ since, until }) => since <= day && (until === undefined || day < until))
        .reduce((sum, share) => sum + share.guaranteed, 0);
      const gpus = (reserved.get(name) ?? 0) + guaranteed;
      const next = secondOf(`${daysAfter(day, 1)}T00:00:00`);
      steps.get(name)?.push({ at, used: 0, reserved: gpus }, { at: next, used: 0, reserved: -gpus });
    }
  }
  return {
    month,
    tenants: [...steps].map(([tenant, own]) => ({ tenant, ...integrated(own) })),
    others: [...others].map(([by, usedSeconds]) => ({ by, usedSeconds })).sort((a, b) => (a.by < b.by ? -1 : 1)),
    running,
    notKnown: notKnownOf(book, first, end),
  };
}

/** What reserves GPUs in a month without figures that can be summed: GPUs that no node is named for, and nodes that are out on days of which the asset file does not tell. */
function notKnownOf({ nodes, site, tenancy: { tenants } }: TenancyBook, first: string, end: string): readonly string[] {
  const isIn = (lease: Lease): boolean => lease.heldUntil === undefined && lease.since < end && endOf(lease) > first;
  const counted = tenants.flatMap(({ name, leases }) =>
    leases
      .filter((lease) => lease.gpus !== undefined && isIn(lease))
      .map(
        (lease) =>
          `lease '${lease.name}' of tenant '${name}': its ${lease.gpus ?? 0} GPUs are not among the reserved ones, for it names no nodes; give 'nodes'`,
      ),
  );
  const out = [...nodes.values()].filter(({ node, state, leases }) => {
    if (state === undefined || !OUT_OF_WORK.includes(state)) return false;
    const since = site.assets.get(node)?.since;
    return (since === undefined || since > first) && leases.some(({ lease }) => isIn(lease));
  });
  const some = `${out.length === 1 ? 'node' : `${out.length} nodes,`} ${out[0]?.node ?? ''}${out.length === 1 ? '' : ` to ${out.at(-1)?.node ?? ''}`}`;
  return out.length === 0
    ? counted
    : [
        ...counted,
        `${some}: out by the asset file, and reserved on no day of the month; whether on days of it before is not known: give an asset file of the month`,
      ];
}

/** A name as Slurm and people compare it: capital and small letters are the same. */
function keyOf(by: string): string {
  return by.toLowerCase();
}

/** A change of what is used and reserved. */
interface Step {
  readonly at: number;
  readonly used: number;
  readonly reserved: number;
}

function integrated(steps: readonly Step[]): Omit<TenantUsage, 'tenant'> {
  const sorted = [...steps].sort((left, right) => left.at - right.at);
  let [used, reserved, at] = [0, 0, sorted[0]?.at ?? 0];
  const sums = { reservedSeconds: 0, usedSeconds: 0, borrowedSeconds: 0, idleSeconds: 0 };
  for (const step of sorted) {
    const span = step.at - at;
    sums.reservedSeconds += span * reserved;
    sums.usedSeconds += span * Math.min(used, reserved);
    sums.borrowedSeconds += span * Math.max(0, used - reserved);
    sums.idleSeconds += span * Math.max(0, reserved - used);
    used += step.used;
    reserved += step.reserved;
    at = step.at;
  }
  return sums;
}

/** Seconds of a moment, as if days were all alike: a zone with summer time is not known here. */
function secondOf(moment: string): number {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(moment) || !isCalendarDay(moment.slice(0, DAY_LENGTH)))
    return NaN;
  return Date.parse(`${moment}Z`) / SECOND;
}

function badMoment(of: string, prop: string, value: string, remedy?: string): DesignError {
  return new DesignError('tenancy/bad-date', {
    problem: `${of}: '${prop}' is '${value}'`,
    remedy: remedy ?? "write moments as '2027-03-01T10:00:00', the end after the start",
    object: of,
    value,
  });
}
