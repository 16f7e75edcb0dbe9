import { present } from '../../units/present';
import { type BookedNode, type NodeState, type TenancyBook, usableFrom } from './tenancy-book';
import { endOf, type PoolShare, type Tenancy } from './tenancy';
import type { TenancyFinding } from './tenancy-finding';

/** What a tenant has of a pool on a day, in GPUs. */
export interface ShareFigures extends Pick<PoolShare, 'guaranteed' | 'burst' | 'lends'> {
  readonly tenant: string;
  /** Weight among those that borrow. */
  readonly weight: number;
  /** GPUs that it may borrow of the others now: the least of `burst` and what they lend. */
  readonly borrows: number;
  /** GPUs that it can have at most: guaranteed and borrowed. */
  readonly ceiling: number;
}

/** A pool on a day, in GPUs. */
export interface PoolFigures {
  readonly pool: string;
  /** GPUs of nodes that are in service and proven clean, without spares and what is out. */
  readonly usable: number;
  readonly guaranteed: number;
  /** Usable ones that are guaranteed to nobody: all may borrow them. */
  readonly rest: number;
  /** In order of declaration of the tenants. */
  readonly shares: readonly ShareFigures[];
}

/**
 * Shares of pools on a day. A tenant may have what is guaranteed to it, and borrow what the others lend and what is guaranteed to nobody, up to its burst: the ceiling is
 * `guaranteed + min(burst, sum of what the others lend + rest)`, as Kueue counts it. What is over-promised leaves no rest.
 *
 * @see https://kueue.sigs.k8s.io/docs/concepts/cluster_queue/
 */
export function poolFigures(
  { tenants, pools = [] }: Pick<Tenancy, 'tenants' | 'pools'>,
  nodes: readonly NodeState[],
  day: string,
): readonly PoolFigures[] {
  const usable = new Map<string, number>();
  for (const { use, pool, gpus } of nodes) {
    if (use === 'shared' && pool !== undefined) usable.set(pool, (usable.get(pool) ?? 0) + gpus);
  }
  return pools.map(({ name }) => {
    const shares = tenants.flatMap(({ name: tenant, shares: all = [] }) =>
      all.filter((share) => share.pool === name && isOn(share, day)).map((share) => ({ tenant, share })),
    );
    const guaranteed = sum(shares.map(({ share }) => share.guaranteed));
    const there = usable.get(name) ?? 0;
    const rest = Math.max(0, there - guaranteed);
    const lendable = sum(shares.map(({ share }) => lentBy(share)));
    return {
      pool: name,
      usable: there,
      guaranteed,
      rest,
      shares: shares.map(({ tenant, share }) => {
        const borrows = Math.min(share.burst ?? Infinity, lendable - lentBy(share) + rest);
        return {
          tenant,
          guaranteed: share.guaranteed,
          ...present({ burst: share.burst, lends: share.lends }),
          weight: share.weight ?? 1,
          borrows,
          ceiling: share.guaranteed + borrows,
        };
      }),
    };
  });
}

function isOn({ since, until }: Pick<PoolShare, 'since' | 'until'>, day: string): boolean {
  return since <= day && (until === undefined || day < until);
}

function lentBy({ guaranteed, lends = guaranteed }: PoolShare): number {
  return lends;
}

/** A change of what is there and of what is promised, on a day. */
interface Step {
  readonly day: string;
  readonly usable: number;
  readonly promised: number;
}

/**
 * Promises above what is usable, on the first day of each time in which they are: guarantees of a pool, and GPUs of a cluster that leases name no nodes for. What is
 * drained, failed, spare or not in service yet is not usable; on the day of the plan, what is not proven clean is not either.
 */
export function shareFindings(book: TenancyBook, figures: readonly PoolFigures[]): readonly TenancyFinding[] {
  const { tenants, pools = [] } = book.tenancy;
  const nodes = [...book.nodes.values()].filter((node) => node.isUsable);
  const findings: TenancyFinding[] = [];
  const poolSteps = new Map(pools.map(({ name }) => [name, [] as Step[]]));
  for (const node of nodes) {
    for (const { holder, lease } of node.leases) {
      if (holder.isPool !== true) continue;
      const steps = poolSteps.get(holder.name) ?? [];
      steps.push(...stepsOf(later(lease.since, usableFrom(node)), endOf(lease), { usable: node.cluster.gpusPerHost }));
    }
  }
  for (const { shares = [] } of tenants) {
    for (const share of shares) {
      poolSteps.get(share.pool)?.push(...stepsOf(share.since, endOf(share), { promised: share.guaranteed }));
    }
  }
  for (const [name, steps] of poolSteps) {
    const own = figures.find(({ pool }) => pool === name);
    const object = `pool '${name}'`;
    const remedy = 'lower what is guaranteed, or give the pool more nodes that are in service';
    const over = overOf(steps);
    if (over !== undefined) {
      const message = `from ${over.day} on ${over.promised} GPUs are guaranteed, and ${over.usable} are usable: ${over.promised - over.usable} too many`;
      findings.push({ rule: 'tenancy/over-promised', severity: 'error', object, message, remedy });
    } else if (own !== undefined && own.guaranteed > own.usable) {
      const message = `${own.guaranteed} GPUs are guaranteed, and ${own.usable} are usable while others of its nodes are not proven clean`;
      const more = 'prove the nodes that are closed, or lower what is guaranteed';
      findings.push({ rule: 'tenancy/over-promised', severity: 'error', object, message, remedy: more });
    }
  }
  return [...findings, ...unplacedFindings(book, nodes), ...apartFindings(book), ...schedulerFindings(book)];
}

/** Leases that count GPUs and name no nodes: not placed, and more than is left of their cluster. */
function unplacedFindings({ site, tenancy }: TenancyBook, usable: readonly BookedNode[]): readonly TenancyFinding[] {
  const counted = tenancy.tenants.flatMap(({ name, leases }) =>
    leases.flatMap((lease) => (lease.gpus === undefined ? [] : [{ tenant: name, lease, gpus: lease.gpus }])),
  );
  return [
    ...counted.map(({ tenant, lease, gpus }) => ({
      rule: 'tenancy/not-placed',
      severity: 'not-known' as const,
      object: `lease '${lease.name}' of tenant '${tenant}'`,
      message: `${gpus} GPUs are promised, and nothing says on which nodes`,
      remedy: "take the lease out, ask 'aifactory offer' for its nodes, and put it back with them as 'nodes'",
    })),
    ...site.clusters.flatMap(({ name, gpusPerHost }) => {
      const own = counted.filter(({ lease }) => (lease.cluster ?? site.clusters[0]?.name) === name);
      if (own.length === 0) return [];
      // Nodes are whole: two leases of half a node take two.
      const steps = own.flatMap(({ lease, gpus }) =>
        stepsOf(lease.since, endOf(lease), { promised: Math.ceil(gpus / gpusPerHost) * gpusPerHost }),
      );
      for (const node of usable) {
        if (node.cluster.name !== name) continue;
        const from = usableFrom(node);
        steps.push(...stepsOf(from, endOf({}), { usable: gpusPerHost }));
        for (const { lease } of node.leases) {
          steps.push(...stepsOf(later(lease.since, from), endOf(lease), { usable: -gpusPerHost }));
        }
      }
      const over = overOf(steps);
      if (over === undefined) return [];
      return {
        rule: 'tenancy/over-promised',
        severity: 'error' as const,
        object: `cluster '${name}'`,
        message: `from ${over.day} on ${over.promised} GPUs of whole nodes are promised without names, and ${over.usable} are usable that no lease names: ${over.promised - over.usable} too many`,
        remedy: 'promise fewer, or begin later',
      };
    }),
  ];
}

/** Tenants of a pool that nothing keeps apart within a node, or that are kept apart by what takes whole nodes. */
function apartFindings({ tenancy: { tenants } }: TenancyBook): readonly TenancyFinding[] {
  return tenants.flatMap(({ name, isolation, shares = [] }) => {
    const pools = [...new Set(shares.map(({ pool }) => `'${pool}'`))].join(', ');
    if (pools === '' || isolation.length === 0) return [];
    const object = `tenant '${name}'`;
    const rule = 'tenancy/not-apart-in-pool';
    if (!isolation.includes('namespace') && !isolation.includes('account')) {
      const message = `its isolation (${isolation.join(', ')}) keeps whole nodes apart, and it shares those of pool ${pools}`;
      const remedy = "keep it apart by 'namespace' or 'account' too, or give it nodes of its own";
      return { rule, severity: 'error' as const, object, message, remedy };
    }
    const whole = isolation.filter((kind) => kind === 'pkey' || kind === 'vrf' || kind === 'nvlink');
    if (whole.length === 0) return [];
    const message = `in pool ${pools} it is not kept apart by ${whole.join(', ')}, which takes whole nodes`;
    return {
      rule,
      severity: 'warning' as const,
      object,
      message,
      remedy: 'tell the tenant, or give it nodes of its own',
    };
  });
}

/** Nodes that two schedulers would give away: each counts them as its own. */
function schedulerFindings({ tenancy: { tenants, pools = [] } }: TenancyBook): readonly TenancyFinding[] {
  const of = (isolation: readonly string[]): readonly string[] =>
    ['namespace', 'account'].filter((kind) => isolation.includes(kind));
  const rule = 'tenancy/two-schedulers';
  const remedy = "keep work on them apart by one of 'namespace' and 'account', or let one scheduler run in the other";
  const message = 'its nodes are given to Kubernetes and to Slurm, and each counts them as its own';
  return [
    ...tenants.flatMap(({ name, isolation, leases }) => {
      if (leases.length === 0 || of(isolation).length < 2) return [];
      return { rule, severity: 'warning' as const, object: `tenant '${name}'`, message, remedy };
    }),
    ...pools.flatMap(({ name }) => {
      const kinds = tenants
        .filter(({ shares = [] }) => shares.some(({ pool }) => pool === name))
        .flatMap(({ isolation }) => of(isolation));
      if (new Set(kinds).size < 2) return [];
      return { rule, severity: 'warning' as const, object: `pool '${name}'`, message, remedy };
    }),
  ];
}

function stepsOf(
  since: string,
  end: string,
  { usable = 0, promised = 0 }: Partial<Pick<Step, 'usable' | 'promised'>>,
): readonly Step[] {
  if (end <= since) return [];
  return [
    { day: since, usable, promised },
    { day: end, usable: -usable, promised: -promised },
  ];
}

/** The first day on which more is promised than is usable. */
function overOf(steps: readonly Step[]): Step | undefined {
  const sorted = [...steps].sort((left, right) => (left.day < right.day ? -1 : left.day > right.day ? 1 : 0));
  let [usable, promised] = [0, 0];
  for (const [index, step] of sorted.entries()) {
    usable += step.usable;
    promised += step.promised;
    if (sorted[index + 1]?.day === step.day) continue;
    if (promised > 0 && promised > usable) return { day: step.day, usable, promised };
  }
  return undefined;
}

function later(left: string, right: string): string {
  return left < right ? right : left;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
