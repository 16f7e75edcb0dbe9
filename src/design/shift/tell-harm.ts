import { PARTNER_WORDS } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import type { StorageLoss } from '../storage/storage-losses';
import { type OutageParts, together } from './outage-objects';
import type { Harm, SiteOutages } from './site-outage';
import { addTo } from '../../units/present';

/** A tenant whose GPUs are touched: each system counts in the first of these that holds. */
export interface ImpactTenants {
  /** Tenants that share the cluster. Empty: of nobody in particular. */
  readonly tenants: readonly string[];
  readonly cluster: string;
  /** GPUs of systems that are out or without power. */
  readonly gpusOut: number;
  /** GPUs of systems that reach nothing in a network, or whose storage tier is lost. */
  readonly gpusCutOff: number;
  /** GPUs of racks whose loop lacks cooling. */
  readonly gpusUncooled: number;
  /** GPUs of systems that run slower, or of which it is not known whether they run. */
  readonly gpusSlower: number;
  /** GPUs of systems that lose bandwidth, or blocks of their storage tier. */
  readonly gpusShort: number;
  /** GPUs of systems that lose nothing but a feed of their zone. */
  readonly gpusExposed: number;
}

/** A further failure, or work booked at the same time, that does more together with the objects than each by itself. */
export interface ImpactHarm {
  /** What it takes beside what each takes by itself, in words. */
  readonly takes: readonly string[];
  /** GPUs of the systems that it takes or slows. */
  readonly gpus: number;
  readonly tenants: readonly string[];
}

/** A note of a harm: what it is of, its words, and the systems that it touches. */
export interface Note {
  readonly words: (many: number) => string;
  /** Notes with one text are told as one. */
  readonly group: string;
  readonly systems: readonly string[];
}

/** Tells harms apart, and what they touch. */
export class HarmTold {
  private readonly rackOf: ReadonlyMap<string, readonly string[]>;

  public constructor(
    private readonly plan: SitePlan,
    private readonly outages: SiteOutages,
    private readonly was: Harm,
  ) {
    this.rackOf = new Map(
      plan.placement.racks.map(({ name, devices }) => [name, devices.map((device) => device.name)]),
    );
  }

  /** What a harm says, by identity: the same of two outages is the same harm. */
  public notesOf(harm: Harm): ReadonlyMap<string, Note> {
    const notes = new Map<string, Note>();
    const add = (key: string, group: string, systems: readonly string[], words: Note['words']): void => {
      notes.set(`${group} ${key}`, { group, systems, words });
    };
    for (const name of harm.down) add(name, 'down', [name], (many) => `${devices(many)} without power or out`);
    for (const name of harm.doubtful)
      add(name, 'doubtful', [name], (many) => `${devices(many)} of which it is not known whether they run`);
    for (const name of harm.degraded) add(name, 'degraded', [name], (many) => `${devices(many)} that run slower`);
    for (const { loop, racks } of harm.loops) {
      for (const rack of racks)
        add(
          rack,
          `loop ${loop}`,
          this.rackOf.get(rack) ?? [],
          (many) => `${places(many)} on loop ${loop}, which lacks cooling`,
        );
    }
    for (const { node } of harm.overloads)
      add(node, 'over', [], (many) => `${many === 1 ? node : `${many} nodes`} above its continuous limit`);
    for (const name of harm.blocks) add(name, 'block', [], () => `tenant's block ${name} out or without power`);
    for (const { endpoint, isAbove } of harm.shortages) {
      if (!isAbove) continue;
      const { network, device } = endpoint;
      add(
        endpoint.name,
        `above ${network.name}`,
        [device],
        (many) => `${hosts(many)} in ${network.name} with less than the loss of one switch leaves`,
      );
    }
    for (const { set, kind, of, left } of harm.partners) {
      if (left > 0 || kind === 'leaf' || kind === 'spine') continue;
      add(set, 'partners', [], () => `${of} without ${PARTNER_WORDS[kind].one}`);
    }
    for (const { tier, isTolerated, blocksLost } of harm.storage) {
      if (isTolerated === true) continue;
      const known =
        isTolerated === false
          ? 'more than its data protection tolerates'
          : "whether its data stays readable is not stated ('tolerates')";
      const without = `tier ${tier} without ${blocksLost === 1 ? '1 block' : `${blocksLost} blocks`}: ${known}`;
      add(`${blocksLost}`, `tier ${tier}`, this.servedBy(tier), () => without);
    }
    return notes;
  }

  /** What an outage and another do together beyond what each does. Undefined: nothing. */
  public beyond(
    ours: ReadonlyMap<string, Note>,
    outages: SiteOutages,
    parts: OutageParts,
    other: OutageParts,
  ): ImpactHarm | undefined {
    const all = this.notesOf(outages.harmOf(together(parts, other)));
    const more = [...all].filter(([key]) => !ours.has(key));
    if (more.length === 0) return undefined;
    const theirs = this.notesOf(outages.harmOf(other));
    const fresh = more.filter(([key]) => !theirs.has(key)).map(([, note]) => note);
    if (fresh.length === 0) return undefined;
    const groups = new Map<string, Note[]>();
    for (const note of fresh) addTo(groups, note.group, note);
    const owners = [...new Set(fresh.flatMap(({ systems }) => systems))].map((name) => this.outages.ownerOf(name));
    return {
      takes: [...groups.values()].map((notes) => notes[0]?.words(notes.length) ?? ''),
      gpus: owners.reduce((sum, { gpus }) => sum + gpus, 0),
      tenants: [...new Set(owners.flatMap(({ gpus, tenants }) => (gpus > 0 ? tenants : [])))].sort(),
    };
  }

  /** Systems that a harm touches beyond what is out already, each by the gravest of what becomes of it. */
  public systems(harm: Harm): ReadonlyMap<string, TouchedBy> {
    const found = new Map<string, TouchedBy>();
    const add = (name: string, by: TouchedBy): void => {
      if (!this.was.down.has(name) && !found.has(name) && this.outages.ownerOf(name).gpus > 0) found.set(name, by);
    };
    for (const name of harm.down) add(name, 'gpusOut');
    for (const { endpoint, lostShare } of harm.shortages) if (lostShare > 1 - 1e-9) add(endpoint.device, 'gpusCutOff');
    const tiers = harm.storage.map(
      (one) => [isGone(one) ? 'gpusCutOff' : 'gpusShort', this.servedBy(one.tier)] as const,
    );
    for (const [by, systems] of tiers) if (by === 'gpusCutOff') for (const name of systems) add(name, by);
    for (const { racks } of harm.loops)
      for (const rack of racks) for (const name of this.rackOf.get(rack) ?? []) add(name, 'gpusUncooled');
    for (const name of [...harm.degraded, ...harm.doubtful]) add(name, 'gpusSlower');
    for (const { endpoint } of harm.shortages) add(endpoint.device, 'gpusShort');
    for (const [by, systems] of tiers) for (const name of systems) add(name, by);
    const zones = new Set(harm.feeds.map(({ zone }) => zone));
    for (const { zone, devices: own } of this.plan.placement.racks)
      if (zones.has(zone)) for (const { name } of own) add(name, 'gpusExposed');
    return found;
  }

  /** Systems of the clusters that a tier serves. */
  private servedBy(tier: string): readonly string[] {
    const serves = this.plan.storage.find(({ plan }) => plan.name === tier)?.plan.serves;
    return this.plan.clusters.filter(({ name }) => serves?.includes(name) !== false).flatMap(({ hosts: own }) => own);
  }

  public tenants(harm: Harm): readonly ImpactTenants[] {
    const sums = new Map<string, { tenants: readonly string[]; cluster: string } & Record<TouchedBy, number>>();
    for (const [name, by] of this.systems(harm)) {
      const { cluster, tenants, gpus } = this.outages.ownerOf(name);
      const sum = sums.get(cluster) ?? { tenants, cluster, ...NO_GPUS };
      sums.set(cluster, sum);
      const off = by === 'gpusShort' ? (harm.gpusOff.get(name) ?? 0) : 0;
      sum.gpusCutOff += off;
      sum[by] += gpus - off;
    }
    return [...sums.values()];
  }
}

/** Whether nothing of a tier is left, or less than its data protection needs. */
function isGone({ isTolerated, shareLeft }: Pick<StorageLoss, 'isTolerated' | 'shareLeft'>): boolean {
  return isTolerated === false || shareLeft === 0;
}

/** How a system is touched, the gravest first. */
export type TouchedBy = Exclude<keyof ImpactTenants, 'tenants' | 'cluster'>;

const NO_GPUS: Readonly<Record<TouchedBy, number>> = {
  gpusOut: 0,
  gpusCutOff: 0,
  gpusUncooled: 0,
  gpusSlower: 0,
  gpusShort: 0,
  gpusExposed: 0,
};

/** So many devices, in words. */
export function devices(many: number): string {
  return many === 1 ? '1 device' : `${many} devices`;
}

function hosts(many: number): string {
  return many === 1 ? '1 endpoint' : `${many} endpoints`;
}

function places(many: number): string {
  return many === 1 ? '1 rack' : `${many} racks`;
}
