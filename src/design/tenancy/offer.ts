import { DesignError, DesignErrors } from '../../errors/design-error';
import { daysAfter, daysBetween, isCalendarDay } from '../../model/phase';
import type { ClusterPlan, SitePlan } from '../../model/site-plan';
import { addTo, present } from '../../units/present';
import {
  bookTenancy,
  countsOn,
  freeNodes,
  isInServiceKnown,
  type NodeState,
  promisedOn,
  type TenancyBook,
} from './tenancy-book';
import { endOf, FOREVER, holdersOf, holderText, type IsolationKind, type Lease, type Tenancy } from './tenancy';

/** A wish for GPUs. */
export interface OfferWish {
  /** GPUs; whole nodes are given. */
  readonly gpus: number;
  /** First day, `YYYY-MM-DD`. */
  readonly since: string;
  /** Day on which it ends. Absent: without end. */
  readonly until?: string;
  /** By what the tenant is to be kept apart. Empty: by nothing. */
  readonly isolation: readonly IsolationKind[];
  /** Cluster that alone can serve it. Absent: any one. */
  readonly cluster?: string;
}

/** Nodes for a wish. */
export interface OfferedNodes {
  readonly cluster: string;
  /** In the order of the hosts. */
  readonly nodes: readonly string[];
  readonly gpus: number;
  /** Scalable units that it touches. */
  readonly units: number;
  /** Scale-up domains that it takes only a part of: jobs of others would share them. */
  readonly splitDomains: readonly string[];
}

/** An answer to a wish. */
export interface Offer {
  readonly isPossible: boolean;
  /** Absent: it is not possible on the day. */
  readonly offered?: OfferedNodes;
  /** First day from which it is possible. Absent: never by what is booked now. */
  readonly from?: string;
  /** First day from which it is possible once what is closed until then is proven clean. Absent: that is no sooner. */
  readonly fromIfProven?: string;
  /** Holds that lapse if it is signed in their place, where it is not possible beside them. */
  readonly displaces: readonly string[];
  /** Why it is not possible, by cluster. */
  readonly reasons: readonly string[];
  /** What is not known of the isolation. */
  readonly notKnown: readonly string[];
}

/**
 * Whether a wish can be served, by which nodes, from when, and what it displaces. Nodes are whole, of one cluster, in as few scalable units and with as few split scale-up
 * domains as there are.
 *
 * @param site - plan of the site
 * @param tenancy - what is booked
 * @param wish - what is asked
 * @throws DesignError `tenancy/...` for a wish or tenancy that is wrong in itself
 */
export function offerNodes(site: SitePlan, tenancy: Tenancy, wish: OfferWish): Offer {
  checkWish(site, wish);
  const reasons: string[] = [];
  const clusters = site.clusters.filter(({ name }) => wish.cluster === undefined || name === wish.cluster);
  const able = clusters.filter((cluster) => {
    const lacks = lackingFabric(site, cluster, wish.isolation);
    if (lacks !== undefined) reasons.push(`cluster '${cluster.name}' is on no ${lacks} fabric`);
    return lacks === undefined;
  });
  const notKnown = wish.isolation.filter((kind) => kind !== 'pkey' && kind !== 'vrf');
  const open = notKnown.map((kind) => `${kind}: the plan does not say what gives it`);
  const rest = { displaces: [], reasons, notKnown: open };
  const book = bookTenancy(site, tenancy);
  const here = bestOn(book, able, wish, wish.since, reasons);
  if (here !== undefined) {
    return { isPossible: true, offered: here, from: wish.since, ...rest, notKnown: [...open, ...unsure(book, here)] };
  }
  const holds = displaced(book, able, wish);
  const days = turnDays(site, tenancy, wish.since);
  const firstDay = (booked: TenancyBook): string | undefined =>
    days.find((day) => bestOn(booked, able, wish, day, []) !== undefined);
  const from = firstDay(book);
  const proven = firstDay(bookTenancy(site, { ...tenancy, evidence: [] }));
  const fromIfProven = proven === undefined || (from !== undefined && from <= proven) ? undefined : proven;
  return { isPossible: false, ...present({ from, fromIfProven }), ...rest, displaces: holds };
}

/**
 * Sold, held and free GPUs on each day on which they change. `promised` are GPUs of leases that name no nodes: they are among the free ones, and nobody else's.
 *
 * @throws DesignError `tenancy/...`
 */
export function bookedByDay(
  site: SitePlan,
  tenancy: Tenancy,
  since: string,
  until: string,
): readonly { readonly day: string; readonly counts: Readonly<Record<string, number>> }[] {
  if (!isCalendarDay(until) || until < since) {
    throw new DesignError('tenancy/bad-date', {
      problem: `the question: 'until' is '${until}', ${isCalendarDay(until) ? `before ${since}` : 'which is no day of the calendar'}`,
      remedy: `give a day on or after ${since}, as year-month-day`,
      object: 'the question',
      value: until,
    });
  }
  const days = [since, ...turnDays(site, tenancy, since).filter((day) => day <= until)];
  const book = bookTenancy(site, tenancy);
  let last = '';
  return days.flatMap((day) => {
    const promised = promisedOn(book, day);
    const counts = {
      ...Object.fromEntries(countsOn(book, day).map(({ use, gpus }) => [use, gpus])),
      ...(promised === 0 ? {} : { promised }),
    };
    const text = JSON.stringify(counts);
    const isSame = text === last;
    last = text;
    return isSame ? [] : [{ day, counts }];
  });
}

function bestOn(
  book: TenancyBook,
  clusters: readonly ClusterPlan[],
  wish: OfferWish,
  day: string,
  reasons: string[],
): OfferedNodes | undefined {
  const until = wish.until === undefined ? undefined : daysAfter(wish.until, daysBetween(wish.since, day));
  const free = freeNodes(book, day, until);
  let best: OfferedNodes | undefined;
  for (const cluster of clusters) {
    const own = free.filter((node) => node.cluster === cluster.name);
    const kept = promisedIn(book, cluster, day, until);
    const offered = packed(cluster, own, wish.gpus, kept);
    if (offered === undefined) {
      const gpus = own.reduce((sum, each) => sum + each.gpus, 0);
      const promised = kept === 0 ? '' : `, ${kept * cluster.gpusPerHost} of them promised to leases without nodes`;
      reasons.push(`cluster '${cluster.name}' has ${gpus} GPUs free for all of the time${promised}`);
    } else if (best === undefined || isBetter(offered, best)) best = offered;
  }
  return best;
}

/** Whole free units first, then those with the fewest nodes free that still hold the rest, so that what is left stays in large pieces. */
function packed(
  cluster: ClusterPlan,
  free: readonly NodeState[],
  gpus: number,
  kept: number,
): OfferedNodes | undefined {
  const needed = Math.ceil(gpus / cluster.gpusPerHost);
  if (free.length - kept < needed) return undefined;
  const domains = (cluster.scaleUpDomains ?? []).map(({ name, hosts }) => ({ name, hosts: new Set(hosts) }));
  const slot = new Map(cluster.hosts.map((host, index) => [host, index]));
  const blocks = new Map<number, string[]>();
  for (const { node } of free) {
    const unit = Math.floor((slot.get(node) ?? 0) / cluster.unitHosts);
    addTo(blocks, unit, node);
  }
  const open = [...blocks.values()];
  const nodes: string[] = [];
  while (nodes.length < needed) {
    const left = needed - nodes.length;
    const fits = open.filter((block) => block.length >= left).sort((a, b) => a.length - b.length)[0];
    const block = fits ?? open.sort((a, b) => b.length - a.length)[0] ?? [];
    open.splice(open.indexOf(block), 1);
    nodes.push(...wholeDomainsFirst(block, domains).slice(0, left));
  }
  const taken = new Set(nodes);
  const sorted = cluster.hosts.filter((host) => taken.has(host));
  return {
    cluster: cluster.name,
    nodes: sorted,
    gpus: sorted.length * cluster.gpusPerHost,
    units: new Set(sorted.map((node) => Math.floor((slot.get(node) ?? 0) / cluster.unitHosts))).size,
    splitDomains: domains
      .filter(({ hosts }) => [...hosts].some((host) => taken.has(host)) && ![...hosts].every((host) => taken.has(host)))
      .map(({ name }) => name),
  };
}

function wholeDomainsFirst(
  block: readonly string[],
  domains: readonly { readonly name: string; readonly hosts: ReadonlySet<string> }[],
): readonly string[] {
  const inBlock = new Set(block);
  const groups = domains
    .map(({ hosts }) => [...hosts].filter((host) => inBlock.has(host)))
    .sort((a, b) => b.length - a.length);
  return [...new Set([...groups.flat(), ...block])];
}

function isBetter(left: OfferedNodes, right: OfferedNodes): boolean {
  if (left.splitDomains.length !== right.splitDomains.length)
    return left.splitDomains.length < right.splitDomains.length;
  if (left.units !== right.units) return left.units < right.units;
  return left.gpus < right.gpus;
}

function lackingFabric(
  site: SitePlan,
  { fabrics }: ClusterPlan,
  isolation: readonly IsolationKind[],
): string | undefined {
  const kinds = new Set(site.fabrics.filter(({ plan }) => fabrics.includes(plan.name)).map(({ plan }) => plan.kind));
  if (isolation.includes('pkey') && !kinds.has('infiniband')) return 'InfiniBand';
  return isolation.includes('vrf') && !kinds.has('ethernet') ? 'Ethernet' : undefined;
}

/** Holds that lapse if a wish is signed in their place: those on nodes, else those of GPUs that no node is named for, else both. */
function displaced(book: TenancyBook, able: readonly ClusterPlan[], wish: OfferWish): readonly string[] {
  const { site, tenancy } = book;
  for (const kinds of [['nodes'], ['gpus'], ['nodes', 'gpus']] as const) {
    const isOut = ({ heldUntil, gpus }: Lease): boolean =>
      heldUntil !== undefined && (kinds as readonly string[]).includes(gpus === undefined ? 'nodes' : 'gpus');
    const tenants = tenancy.tenants.map((tenant) => ({
      ...tenant,
      leases: tenant.leases.filter((lease) => !isOut(lease)),
    }));
    const instead = bestOn(bookTenancy(site, { ...tenancy, tenants }), able, wish, wish.since, []);
    if (instead === undefined) continue;
    const onNodes = new Set(
      instead.nodes.flatMap((node) => book.nodes.get(node)?.leases ?? []).map(({ lease }) => lease),
    );
    return holdersOf(tenancy).flatMap(({ holder, leases }) =>
      leases
        .filter((lease) => {
          const isThere =
            onNodes.has(lease) || (lease.gpus !== undefined && clusterOf(site, lease) === instead.cluster);
          return isOut(lease) && isThere && isIn(lease, wish.since, wish.until, tenancy.sanitisingDays);
        })
        .map(({ name, heldUntil = '' }) => `lease '${name}' of ${holderText(holder)}, held until ${heldUntil}`),
    );
  }
  return [];
}

/** Whether a lease keeps nodes from a time: they are to be clean when it begins. */
function isIn(lease: Lease, since: string, until: string = FOREVER, sanitisingDays: number): boolean {
  return daysAfter(lease.since, -sanitisingDays) < until && endOf(lease) > since;
}

function clusterOf({ clusters }: SitePlan, { cluster }: Lease): string | undefined {
  return cluster ?? clusters[0]?.name;
}

/** Nodes of a cluster that are promised at once in a time without being named: the most of its days. They are kept back of what is free. */
function promisedIn(
  { site, tenancy: { tenants, sanitisingDays } }: TenancyBook,
  { name, gpusPerHost }: ClusterPlan,
  since: string,
  until?: string,
): number {
  const steps = tenants
    .flatMap(({ leases }) => leases)
    .filter((lease) => clusterOf(site, lease) === name && isIn(lease, since, until, sanitisingDays))
    .flatMap((lease) => {
      // Nodes are whole: two leases of half a node take two.
      const nodes = Math.ceil((lease.gpus ?? 0) / gpusPerHost);
      const first = daysAfter(lease.since, -sanitisingDays);
      return [
        { day: first < since ? since : first, nodes },
        { day: endOf(lease), nodes: -nodes },
      ];
    })
    .sort((left, right) => (left.day === right.day ? left.nodes - right.nodes : left.day < right.day ? -1 : 1));
  let [now, most] = [0, 0];
  for (const { nodes } of steps) {
    now += nodes;
    most = Math.max(most, now);
  }
  return most;
}

/** What is not known of nodes that are offered. */
function unsure(
  { site: { clusters }, nodes }: TenancyBook,
  { cluster, nodes: offered }: OfferedNodes,
): readonly string[] {
  const unserved = offered.filter((node) => !isInServiceKnown(nodes.get(node)));
  const spares = clusters.find(({ name }) => name === cluster)?.spareSystems;
  return [
    ...(unserved.length === 0
      ? []
      : [
          `service: nothing says from when ${unserved.length} of the nodes (${unserved[0] ?? ''} to ${unserved.at(-1) ?? ''}) are in service; give the cluster a phase, or its nodes the state 'in-service' in the asset file`,
        ]),
    ...(spares === undefined
      ? [
          `spares: nothing says how many systems of cluster '${cluster}' are spare; give 'spareSystems', 0 where there is none`,
        ]
      : []),
  ];
}

/** Days after one on which nodes come free: ends of leases with their sanitising, and phases. */
function turnDays(
  { phases = [] }: SitePlan,
  { tenants, pools, sanitisingDays, proofs }: Tenancy,
  since: string,
): readonly string[] {
  const days = new Set(phases.map(({ date }) => date));
  for (const { leases } of holdersOf({ tenants, ...present({ pools }) })) {
    for (const lease of leases) {
      days.add(lease.since);
      const end = endOf(lease);
      if (end === FOREVER) continue;
      days.add(end);
      days.add(daysAfter(end, sanitisingDays));
    }
  }
  for (const { date } of proofs) days.add(date);
  return [...days].filter((day) => day > since).sort();
}

function checkWish(site: SitePlan, { gpus, since, until, cluster }: OfferWish): void {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string, value: string): void => {
    errors.push(new DesignError(code, { problem, remedy, object: 'the wish', value }));
  };
  if (!Number.isInteger(gpus) || gpus < 1) {
    refuse('tenancy/bad-number', `the wish: 'gpus' is ${gpus}`, 'give a whole number of 1 or more', String(gpus));
  }
  for (const [prop, day] of Object.entries({ since, until })) {
    if (day === undefined || isCalendarDay(day)) continue;
    refuse(
      'tenancy/bad-date',
      `the wish: '${prop}' is '${day}', which is no day of the calendar`,
      "write it as year-month-day, for example '2027-03-01'",
      day,
    );
  }
  if (until !== undefined && until <= since) {
    refuse('tenancy/bad-date', `the wish ends on ${until} and begins on ${since}`, 'end it later', until);
  }
  const names = site.clusters.map(({ name }) => name);
  if (cluster !== undefined && !names.includes(cluster)) {
    refuse(
      'tenancy/unknown-cluster',
      `the wish names cluster '${cluster}', which the site does not have`,
      `name one of ${names.join(', ')}`,
      cluster,
    );
  }
  DesignErrors.throwAll(errors);
}
