import type { SitePlan } from '../../model/site-plan';
import { addTo, present } from '../../units/present';
import type { NodeState } from './tenancy-book';
import { endOf, type Lease, type Tenancy } from './tenancy';
import type { TenancyFinding } from './tenancy-finding';

/** Kinds of thing whose loss is looked at: a rack, a node or feed of the power chain, and what several things share. */
export const LOSS_KINDS = ['rack', 'power', 'shared'] as const;

/** The thing of a kind whose loss takes most of a tenant. */
export interface ThingLoss {
  readonly tenant: string;
  readonly kind: (typeof LOSS_KINDS)[number];
  /** Thing by name: the first of those that take as much. */
  readonly thing: string;
  /** GPUs that the tenant loses. */
  readonly gpus: number;
  /** GPUs that it has on the day. */
  readonly of: number;
}

/** A thing with the racks that are lost with it. */
interface Thing {
  readonly kind: ThingLoss['kind'];
  readonly name: string;
  readonly racks: readonly string[];
}

/**
 * What the loss of one thing takes of each tenant at most: of its own nodes by kind of thing, on a day. Racks are lost with what the engines of power and of shared losses
 * say; a kind that takes nothing of a tenant has no row.
 */
export function largestLosses(site: SitePlan, nodes: readonly NodeState[]): readonly ThingLoss[] {
  const rackOf = new Map(
    site.placement.racks.flatMap(({ name, devices }) => devices.map((device) => [device.name, name] as const)),
  );
  const inRack = new Map<string, NodeState[]>();
  const total = new Map<string, number>();
  for (const node of nodes) {
    if (node.use !== 'leased' || node.tenant === undefined) continue;
    total.set(node.tenant, (total.get(node.tenant) ?? 0) + node.gpus);
    const rack = rackOf.get(node.node);
    if (rack !== undefined) addTo(inRack, rack, node);
  }
  const worst = new Map<string, ThingLoss>();
  for (const { kind, name, racks } of thingsOf(site)) {
    const lost = new Map<string, number>();
    for (const rack of racks) {
      for (const { tenant = '', gpus } of inRack.get(rack) ?? []) lost.set(tenant, (lost.get(tenant) ?? 0) + gpus);
    }
    for (const [tenant, gpus] of lost) {
      const key = `${kind} ${tenant}`;
      if (gpus > (worst.get(key)?.gpus ?? 0))
        worst.set(key, { tenant, kind, thing: name, gpus, of: total.get(tenant) ?? 0 });
    }
  }
  return [...total.keys()].flatMap((tenant) => LOSS_KINDS.flatMap((kind) => worst.get(`${kind} ${tenant}`) ?? []));
}

function thingsOf({ placement, power, losses = [] }: SitePlan): readonly Thing[] {
  const single = (power.chain?.states ?? []).filter(({ kind, out }) => kind === 'loss' && out.length === 1);
  return [
    ...placement.racks.map(({ name }) => ({ kind: 'rack' as const, name, racks: [name] })),
    ...single.map(({ out, lostRacks }) => ({ kind: 'power' as const, name: out[0] ?? '', racks: lostRacks })),
    ...losses.map(({ kind, name, racks, unpowered, uncooled }) => ({
      kind: 'shared' as const,
      name: `${kind} ${name}`,
      racks: [...new Set([...racks, ...unpowered, ...uncooled])],
    })),
  ];
}

/** Losses above what a tenant is promised, and what of a promise cannot be judged. */
export function lossFindings(
  { power, placement }: SitePlan,
  { tenants }: Tenancy,
  {
    day,
    nodes,
    losses,
  }: { readonly day: string; readonly nodes: readonly NodeState[]; readonly losses: readonly ThingLoss[] },
): readonly TenancyFinding[] {
  const racked = new Set(placement.racks.flatMap(({ devices }) => devices.map((device) => device.name)));
  const unplaced = new Map<string, number>();
  for (const { node, use, tenant } of nodes) {
    if (use !== 'leased' || tenant === undefined || racked.has(node)) continue;
    unplaced.set(tenant, (unplaced.get(tenant) ?? 0) + 1);
  }
  return tenants.flatMap(({ name, largestLoss, leases, shares = [] }) => {
    if (largestLoss === undefined) return [];
    const object = `tenant '${name}'`;
    const over = losses.filter(({ tenant, gpus, of }) => tenant === name && gpus > largestLoss * of);
    const findings: TenancyFinding[] = over.map(({ kind, thing, gpus, of }) => ({
      rule: 'tenancy/largest-loss',
      severity: 'error',
      object,
      message: `the loss of ${kind === 'shared' ? thing : `${kind === 'power' ? 'power node' : kind} ${thing}`} takes ${gpus} of its ${of} GPUs, and ${largestLoss} of them is promised to be the most`,
      remedy: 'spread its nodes over more racks and feeds, or promise less',
    }));
    const isOn = ({ since, until, heldUntil }: Pick<Lease, 'since' | 'until' | 'heldUntil'>): boolean =>
      since <= day && day < endOf({ ...present({ until, heldUntil }) });
    const counted = leases.filter((lease) => lease.gpus !== undefined && isOn(lease)).length;
    const without = unplaced.get(name) ?? 0;
    const blind = [
      ...(counted === 0 ? [] : [`GPUs of ${counted === 1 ? 'a lease' : `${counted} leases`} without nodes`]),
      ...(shares.some(isOn) ? ['its GPUs of pools'] : []),
      ...(without === 0 ? [] : [`its ${without === 1 ? 'node' : `${without} nodes`} without a rack`]),
    ];
    if (blind.length > 0) {
      findings.push({
        rule: 'tenancy/largest-loss',
        severity: 'not-known',
        object,
        message: `at most ${largestLoss} of its GPUs may be lost with one thing, and nothing says what a loss takes of ${blind.join(', and of ')}`,
        remedy: "give it nodes by name that stand in racks, or leave 'largestLoss' out where it is not promised",
      });
    }
    if (power.chain === undefined) {
      findings.push({
        rule: 'tenancy/largest-loss',
        severity: 'not-known',
        object,
        message: `at most ${largestLoss} of its GPUs may be lost with one thing, and the site has no power chain that says what a node takes`,
        remedy: "declare the power nodes of the site, and leave 'largestLoss' out where it is not promised",
      });
    }
    return findings;
  });
}
