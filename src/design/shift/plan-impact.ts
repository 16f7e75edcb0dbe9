import { OUT_OF_WORK } from '../../model/asset';
import type { LinkEnd } from '../../model/fabric-plan';
import type { LoopShortage } from '../../model/power-node';
import { PhaseOrder } from '../../model/phase';
import { type SitePlace, siteCableRows } from '../../model/site-cables';
import { networkPlans, isFabric } from '../../model/site-links';
import { type Assumption, restsOn, type SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import { phaseView } from '../site/phase-view';
import type { StorageLoss } from '../storage/storage-losses';
import type { WorkLoss } from '../work-order/work-order-plan';
import { OutageObjects, type OutageObject, type OutageParts, together } from './outage-objects';
import { devices, HarmTold, type ImpactHarm, type ImpactTenants, type TouchedBy } from './tell-harm';

import { type FeedsLeft, type Harm, type OutageOverload, type PartnersLeft, SiteOutages } from './site-outage';

export type { ImpactHarm } from './tell-harm';

/** A span of time, as `2026-12-05T22:00`; both ends alike. */
export interface ImpactWindow {
  readonly from: string;
  readonly to: string;
}

/** Work that somebody has booked. */
export interface BookedWindow extends ImpactWindow {
  readonly name: string;
  /** Objects as people name them. */
  readonly objects: readonly string[];
  /** Who booked it. Absent: not stated. */
  readonly by?: string;
}

/** A job that runs, and where. */
export interface RunningJob {
  readonly job: string;
  readonly hosts: readonly string[];
}

/** What is asked. */
export interface ImpactRequest {
  /** Objects as people name them: `<name>` or `<kind>:<name>`. */
  readonly objects: readonly string[];
  /** When they are out. Absent: now, and no other window is compared. */
  readonly window?: ImpactWindow;
  /** Windows that overlap it. Absent: not known. */
  readonly booked?: readonly BookedWindow[];
  /** Jobs that run. Absent: not known. */
  readonly jobs?: readonly RunningJob[];
}

/** An object with its place. */
export interface ImpactObject extends OutageObject {
  /** Where it stands; of a cable its lower end. Absent: in no rack. */
  readonly place?: SitePlace;
  /** Ends of a cable, the lower one first. Absent: it is none. */
  readonly ends?: readonly ImpactEnd[];
}

/** End of a cable: rack, unit, device and port. */
export interface ImpactEnd extends LinkEnd {
  readonly rack: string;
  readonly u: number;
}

/** A link that is down, in the words of rack and port. */
export interface ImpactLink {
  readonly cable: string;
  readonly fabric: string;
  readonly a: ImpactEnd;
  readonly b: ImpactEnd;
}

/** A failure that would hurt while the objects are out, and does not otherwise. */
export interface NextFailure extends ImpactHarm {
  readonly kind: 'node' | 'feed' | 'cooling' | 'device';
  readonly name: string;
}

/** Work that is booked at the same time. */
export interface ImpactClash extends ImpactHarm, ImpactWindow {
  readonly window: string;
  /** Who booked it. Absent: not stated. */
  readonly by?: string;
  /** Objects that both take. */
  readonly same: readonly OutageObject[];
  /** Whether both together take more than each by itself. */
  readonly isHarmful: boolean;
}

/** What becomes of a site while some objects are out. */
export interface ImpactPlan {
  /** Name of the site. */
  readonly site: string;
  /** Phase in which the site is at the beginning of the window. Absent: the site has no phases, or no window was asked for. */
  readonly phase?: string;
  /** Absent: no window was asked for. */
  readonly window?: ImpactWindow;
  /** What was asked, with its places. */
  readonly objects: readonly ImpactObject[];
  /** Devices that are out already, by the asset file, and count as out. */
  readonly outAlready: readonly string[];
  /** Whose GPUs are touched, a cluster each. */
  readonly tenants: readonly ImpactTenants[];
  /** Tenants' blocks with racks that are out or without power. */
  readonly blocks: readonly string[];
  /** Jobs on systems that are out, cut off, uncooled or slower. Absent: jobs are not known. */
  readonly jobs?: readonly { readonly job: string; readonly hosts: readonly string[] }[];
  /** Links of the objects, each with its ends. */
  readonly links: readonly ImpactLink[];
  /** The same as work orders tell it. */
  readonly lost: WorkLoss;
  /** Cooling loops that lack units. */
  readonly cooling: readonly (LoopShortage & {
    readonly racks: readonly string[];
    /** Seconds that it holds with no unit. Absent: not known. */
    readonly heldSeconds?: number;
  })[];
  /** Zones with fewer feeds. */
  readonly feeds: readonly FeedsLeft[];
  /** Nodes and feeds that carry more than they may for hours. */
  readonly overloads: readonly OutageOverload[];
  /** What stands in for what is out. */
  readonly partners: readonly PartnersLeft[];
  /** Tiers that lose blocks. */
  readonly storage: readonly (StorageLoss & { readonly tier: string })[];
  /** Failures that would hurt meanwhile and do not otherwise, most GPUs first. */
  readonly next: readonly NextFailure[];
  /** Failures that were tried. */
  readonly tried: number;
  /** Absent: no table of windows was given, or no window was asked for. */
  readonly clashes?: readonly ImpactClash[];
  /** What is not known, with what settles it. */
  readonly unknown: readonly string[];
  /** What its loads rest on that is assumed. Absent: nothing is. */
  readonly assumed?: readonly Assumption[];
}

/**
 * What becomes of a site while objects are out: who is touched, what is left, which failure would hurt next, and which booked work clashes.
 *
 * Nothing is calculated here: power and cooling are a walk over their graph, bandwidth is that of a work order whose steps take the objects out, storage is that
 * of its losses. A further failure hurts where the engines say more of both together than of each by itself.
 *
 * @throws DesignError `shift/unknown-object`, `shift/ambiguous-object`
 */
export function planImpact(whole: SitePlan, { objects: asked, window, booked, jobs }: ImpactRequest): ImpactPlan {
  const [plan, phase] = siteAt(whole, window?.from);
  const names = once(NAMES, plan, () => new OutageObjects(plan));
  const objects = names.find(asked);
  const outages = once(OUTAGES, plan, () => new SiteOutages(plan));
  const outAlready = [...plan.assets.values()]
    .filter(({ state }) => OUT_OF_WORK.includes(state))
    .map(({ device }) => device);
  const already: OutageParts = { ...names.partsOf([]), devices: outAlready };
  const parts = names.partsOf(objects);
  const both = together(already, parts);
  const [was, harm] = [outages.harmOf(already), outages.harmOf(both)];
  const told = new HarmTold(plan, outages, was);
  const candidates = nextFailures(plan, harm);
  const beyond = told.notesOf(harm);
  const next = candidates
    .flatMap((one): NextFailure[] => {
      const other = names.partsOf([{ kind: one.kind === 'device' ? 'device' : one.kind, name: one.name }]);
      const more = told.beyond(beyond, outages, both, together(already, other));
      return more === undefined ? [] : [{ kind: one.kind, name: one.name, ...more }];
    })
    .sort(
      (left, right) =>
        right.gpus - left.gpus || right.takes.length - left.takes.length || (left.name < right.name ? -1 : 1),
    );
  const touched = told.systems(harm);
  return {
    site: plan.name,
    ...present({ phase, window }),
    objects: objects.map((one) => withPlace(names, plan, one)),
    outAlready,
    tenants: told.tenants(harm),
    blocks: harm.blocks,
    ...(jobs === undefined ? {} : { jobs: jobsOn(jobs, touched) }),
    links: linksOf(plan, names, outages, parts),
    lost: lossBeyond(harm.lost, was.lost),
    cooling: harm.loops.map((loop) => ({
      ...loop,
      ...present({ heldSeconds: plan.cooling?.loops.find(({ name }) => name === loop.loop)?.heldSeconds }),
    })),
    feeds: harm.feeds,
    overloads: harm.overloads,
    partners: harm.partners,
    storage: harm.storage,
    next,
    tried: candidates.length,
    ...(window === undefined || booked === undefined
      ? {}
      : { clashes: clashesOf(booked.filter((one) => one.from < window.to && window.from < one.to)) }),
    unknown: unknownOf(plan, parts, harm, jobs),
    ...restsOn(plan),
  };

  function clashesOf(windows: readonly BookedWindow[]): readonly ImpactClash[] {
    return windows.map(({ name, from, to, objects: theirs, by }) => {
      const found = names.find(theirs);
      const more = told.beyond(beyond, outages, both, together(already, names.partsOf(found)));
      const same = found.filter((one) => objects.some((own) => own.kind === one.kind && own.name === one.name));
      const harmful = more ?? { takes: [], gpus: 0, tenants: [] };
      return { window: name, from, to, ...present({ by }), same, isHarmful: more !== undefined, ...harmful };
    });
  }
}

const NAMES = new WeakMap<SitePlan, OutageObjects>();

const OUTAGES = new WeakMap<SitePlan, SiteOutages>();

/** What is made of a plan once, however often it is asked. */
function once<T>(known: WeakMap<SitePlan, T>, plan: SitePlan, make: () => T): T {
  const made = known.get(plan) ?? make();
  known.set(plan, made);
  return made;
}

/** The site as it is on a day, and the name of its phase. */
function siteAt(plan: SitePlan, from: string | undefined): readonly [SitePlan, string | undefined] {
  if (plan.phases === undefined || plan.phases.length === 0 || from === undefined) return [plan, undefined];
  const order = new PhaseOrder(plan.phases);
  const day = from.slice(0, 'YYYY-MM-DD'.length);
  const number = Math.max(0, order.phases.filter(({ date }) => date <= day).length - 1);
  return [phaseView(plan, order, number), order.phases[number]?.name];
}

/** Single failures that are tried: nodes, feeds, a unit of each group, switches, and what stands in for something. What is out already is none. */
function nextFailures(
  { power, cooling, devices }: SitePlan,
  { down, feeds }: Harm,
): readonly Pick<NextFailure, 'kind' | 'name'>[] {
  const lost = new Set(feeds.flatMap(({ zone, lost: gone }) => gone.map((feed) => `${zone}/${feed}`)));
  const absent = new Set(power.chain?.absent);
  return [
    ...(power.chain?.nodes ?? []).flatMap(({ name }) => (absent.has(name) ? [] : [{ kind: 'node' as const, name }])),
    ...power.zones
      .flatMap(({ name, feeds: all }) => all.map((feed) => `${name}/${feed}`))
      .filter((name) => !lost.has(name))
      .map((name) => ({ kind: 'feed' as const, name })),
    ...(cooling?.loops ?? []).flatMap(({ units }) =>
      units
        .filter((group) => group.units > 0)
        .map(({ name, units: count }) => ({ kind: 'cooling' as const, name: `${name}/${count}` })),
    ),
    ...devices
      .filter(({ name, kind, partners }) => (kind === 'switch' || partners !== undefined) && !down.has(name))
      .map(({ name }) => ({ kind: 'device' as const, name })),
  ];
}

function jobsOn(jobs: readonly RunningJob[], touched: ReadonlyMap<string, TouchedBy>): readonly RunningJob[] {
  return jobs.flatMap(({ job, hosts: on }) => {
    const hit = on.filter((host) => touched.has(host) && touched.get(host) !== 'gpusExposed');
    return hit.length === 0 ? [] : [{ job, hosts: hit }];
  });
}

/** What is lost beside what was lost already. */
function lossBeyond(all: WorkLoss, was: WorkLoss): WorkLoss {
  const known = new Set(was.drained.flatMap(({ systems }) => systems));
  const off = new Set(was.devicesOut);
  return {
    ...all,
    drained: all.drained.flatMap((one) => {
      const systems = one.systems.filter((name) => !known.has(name));
      return systems.length === 0 ? [] : [{ ...one, systems, gpus: (one.gpus / one.systems.length) * systems.length }];
    }),
    devicesOut: all.devicesOut.filter((name) => !off.has(name)),
  };
}

function withPlace(names: OutageObjects, plan: SitePlan, one: OutageObject): ImpactObject {
  if (one.kind === 'cable') {
    const row = [...siteCableRows(plan)].find(({ cable }) => cable === one.name);
    if (row === undefined) return one;
    return { ...one, place: names.places.of(row.a.device), ends: [endOf(row.a), endOf(row.b)] };
  }
  const place = one.kind === 'device' ? names.places.of(one.name) : undefined;
  return place === undefined || place.rack === '' ? one : { ...one, place };
}

/** Links that are down: of the cables, and of the switches and panels among the objects. */
function linksOf(
  plan: SitePlan,
  names: OutageObjects,
  outages: SiteOutages,
  parts: OutageParts,
): readonly ImpactLink[] {
  const switches = new Set(
    networkPlans(plan).flatMap((network) =>
      isFabric(network) ? network.switches.map(({ name }) => name) : network.switches,
    ),
  );
  const panels = new Set(plan.devices.filter(({ kind }) => kind === 'panel').map(({ name }) => name));
  const through = parts.devices.filter((name) => switches.has(name) || panels.has(name));
  const out = new Set([...parts.cables, ...through.flatMap((name) => outages.cablesOf(names.places.holderOf(name)))]);
  if (out.size === 0) return [];
  return [...siteCableRows(plan)].flatMap(({ cable, fabric, a, b }) =>
    out.has(cable) ? [{ cable, fabric, a: endOf(a), b: endOf(b) }] : [],
  );
}

function endOf({ device, port, rack, u }: ImpactEnd): ImpactEnd {
  return { device, port, rack, u };
}

function unknownOf(plan: SitePlan, parts: OutageParts, harm: Harm, jobs: ImpactRequest['jobs']): readonly string[] {
  const touchesPower = parts.things.length + parts.feeds.length > 0;
  const doubtful = harm.doubtful.size;
  return [
    ...parts.unknown,
    ...(jobs === undefined ? ["which jobs run: give '--jobs' with the table of the scheduler"] : []),
    ...(doubtful > 0
      ? [
          `whether ${devices(doubtful)} run on the supplies that are left: define the model with its 'psus' and 'degradedFrom'`,
        ]
      : []),
    ...harm.portsUnstated.map(
      (pair) =>
        `which GPUs are behind the ports of core pair '${pair}' that are out: give 'rails' of its links that carry their traffic`,
    ),
    ...(touchesPower && plan.power.chain === undefined
      ? ["what is above the feeds of zones: give 'sources' of the zones and power nodes"]
      : []),
    ...(plan.cooling === undefined ? ['what cools the racks: give cooling loops with their rows and units'] : []),
    ...harm.loops.flatMap(({ loop }) =>
      plan.cooling?.loops.find(({ name }) => name === loop)?.heldSeconds === undefined
        ? [`how long loop '${loop}' holds: give its 'hold', or its water and its buffer`]
        : [],
    ),
  ];
}
