import type { CableRow } from '../../model/cabling-plan';
import type { DeviceKind } from '../../model/placement-plan';
import type { SitePlan, SiteRename } from '../../model/site-plan';

/** What people do in one step. */
export type WorkStepKind =
  'drain' | 'feed-off' | 'cable-out' | 'device-out' | 'device-in' | 'cable-in' | 'feed-on' | 'return' | 'address';

/** A place in the halls; empty texts and unit 0 where nothing stands in a rack. */
export interface WorkPlace {
  readonly hall: string;
  readonly row: string;
  readonly rack: string;
  readonly u: number;
}

/** End of a cable. `holder` stands in the rack: the device itself, or the rack-scale system of a tray. */
export interface WorkEnd extends WorkPlace {
  readonly device: string;
  readonly port: string;
  readonly face?: 'front' | 'rear';
  readonly holder: string;
}

/** A cable that people carry: one, whatever number of links it bears. */
export interface WorkCable {
  /** Label of its first link, or of its segment where it passes panels. */
  readonly label: string;
  readonly fabric: string;
  readonly links: readonly WorkLink[];
  readonly medium: CableRow['medium'];
  /** Part number. Absent: not known. */
  readonly part?: string;
  /** Length to order; 0 where it is not known. */
  readonly lengthMillimetres: number;
}

/** A link of a cable with its ends, the lower one first. */
export interface WorkLink {
  readonly label: string;
  readonly a: WorkEnd;
  readonly b: WorkEnd;
}

/** Hosts of one owner that lose bandwidth in one network. */
export interface BandwidthLoss {
  readonly network: string;
  /** Cluster, or the first of the services where the endpoints are of no cluster. */
  readonly owner: string;
  readonly tenants: readonly string[];
  readonly endpoints: number;
  /** GPUs of these endpoints; 0 for services. */
  readonly gpus: number;
  /** The endpoint that loses most. */
  readonly worst: string;
  /** What it loses of its bandwidth, 0 to 1. */
  readonly lostShare: number;
  /** What it may lose. Absent: the network carries no data, and is not judged. */
  readonly limitShare?: number;
}

/** Systems of a cluster that do no work, since they are moved, go, or are without power. */
export interface DrainedSystems {
  readonly owner: string;
  readonly tenants: readonly string[];
  readonly systems: readonly string[];
  readonly gpus: number;
}

/** Devices that run on fewer feeds than planned. */
export interface FeedExposure {
  readonly zone: string;
  readonly feed: string;
  /** Absent: the whole zone. */
  readonly rack?: string;
  readonly devices: number;
  readonly gpus: number;
  /** Clusters of the GPUs. */
  readonly owners: readonly string[];
  readonly tenants: readonly string[];
}

/** What is lost at one moment. */
export interface WorkLoss {
  readonly bandwidth: readonly BandwidthLoss[];
  readonly drained: readonly DrainedSystems[];
  readonly feeds: readonly FeedExposure[];
  /** Devices of other kinds that are out or without power. */
  readonly devicesOut: readonly string[];
}

/** One step of a work order. */
export interface WorkStep {
  /** From 1. */
  readonly number: number;
  /** Change window in which it is done, from 1. */
  readonly window: number;
  /** What it is part of: steps of one job stand together. */
  readonly job: string;
  readonly kind: WorkStepKind;
  /** Device, cable label, rack, zone, or `<device>/<interface>`. */
  readonly name: string;
  /** Where people stand. */
  readonly place: WorkPlace;
  /** Before: place of a device, address. Absent: there was none. */
  readonly from?: string;
  /** After. Absent: there is none. */
  readonly to?: string;
  /** Cable that goes out or in. */
  readonly cable?: WorkCable;
  /** Whether the cable is the same piece before and after: it is kept and plugged in again. */
  readonly isKept?: boolean;
  /** Zone and feeds of a breaker. */
  readonly feeds?: { readonly zone: string; readonly names: readonly string[] };
  /** Lost while it is done. */
  readonly during: WorkLoss;
  /** Lost after it. */
  readonly after: WorkLoss;
}

/** Promises that an order may break. `window`: the steps between two whole states fit no change window. */
export type WorkPromise = 'bandwidth' | 'feeds' | 'group' | 'window';

/** A promise of the design that no order keeps. */
export interface WorkBreach {
  readonly promise: WorkPromise;
  /** `work-order/<promise>`. */
  readonly code: string;
  /** Step that breaks it. */
  readonly step: number;
  /** Endpoint, zone or group. */
  readonly object: string;
  /** Sentence with values and limits. */
  readonly found: string;
  readonly arithmetic: string;
  readonly remedy: string;
  /** Whether the user said that it may be broken. */
  readonly isAccepted: boolean;
}

/** A change window. */
export interface WorkWindow {
  /** From 1. */
  readonly number: number;
  readonly firstStep: number;
  readonly lastStep: number;
  /** Steps times minutes a step. Absent: no minutes are given. */
  readonly minutes?: number;
}

/** A construct under another name, with the devices and cables that have it: they get new labels, and nothing of them moves. */
export interface WorkRename extends SiteRename {
  readonly devices: number;
  readonly cables: number;
}

/** Steps that lead from one state of a site to another. */
export interface WorkOrderPlan {
  /** Name of the site. */
  readonly site: string;
  /** What was only renamed, and is no step. Absent: nothing was. */
  readonly renamed?: readonly WorkRename[];
  /** What people do, in order. */
  readonly steps: readonly WorkStep[];
  /** Change windows, each with the steps that belong together. */
  readonly windows: readonly WorkWindow[];
  /** In order of the steps. */
  readonly breaches: readonly WorkBreach[];
  /** Whether every promise is kept, or its breach accepted. */
  readonly isAllowed: boolean;
}

/** How an order is made. */
export interface WorkOrderOptions {
  /**
   * Share of its bandwidth that any endpoint may lose at any time, 0 to 1.
   *
   * @default - of each endpoint, what the loss of any one switch takes of it in the plan before
   */
  readonly mostLostShare?: number;
  /**
   * Promises that may be broken; the steps that do so are listed all the same.
   *
   * @default []
   */
  readonly accept?: readonly WorkPromise[];
  /**
   * Length of a change window. Needs `minutesPerStep`.
   *
   * @default - all is done in one window
   */
  readonly windowMinutes?: number;
  /**
   * Time of one step. Needs `windowMinutes`.
   *
   * @default - no times are calculated
   */
  readonly minutesPerStep?: number;
}

/** What devices of one wave share, beside the promises that hold in any case. */
export const WAVE_KEYS = ['unit', 'rail', 'rack', 'row', 'zone'] as const;

/** How waves are made. */
export interface WaveOptions {
  /**
   * What all devices of a wave share: scalable unit, rail, rack, row, or power zone, whose feeds they have in common.
   *
   * @default - nothing: as many at once as the promises allow
   */
  readonly by?: (typeof WAVE_KEYS)[number];
  /**
   * Systems of a cluster that may be out at once, those included that are out already.
   *
   * @default - `spareSystems` of the cluster; where it is not stated either, its systems are held
   */
  readonly mostSystems?: number;
  /**
   * Whether devices that nothing stands in for get waves of their own, at the end.
   *
   * @default false
   */
  readonly isAloneAccepted?: boolean;
}

/** A device of a wave. */
export interface WaveDevice {
  readonly device: string;
  readonly kind: DeviceKind;
  /** As the plan has it. */
  readonly model: string;
  readonly place: WorkPlace;
  /** Trays that restart with it, as of a rack-scale system. Absent: it is one host, or none. */
  readonly trays?: readonly string[];
}

/** Devices that are out together, and what that leaves. */
export interface Wave {
  /** From 1. */
  readonly number: number;
  readonly kind: DeviceKind;
  /** What its devices share. Absent: nothing was asked. */
  readonly shares?: string;
  readonly devices: readonly WaveDevice[];
  /** Lost while it is out. */
  readonly loss: WorkLoss;
  /** Others that stand in for those of the wave, in sentences. */
  readonly stays: readonly string[];
  /** What is looked at before the next wave begins, in sentences. */
  readonly checks: readonly string[];
  /** Whether nothing stands in for its device. Absent: something does. */
  readonly isAlone?: true;
}

/** A device that no wave takes, and why. */
export interface HeldDevice {
  readonly device: string;
  readonly place: WorkPlace;
  /** What stands against it, as a clause. */
  readonly why: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Waves in which devices of a site are taken out for a time, one wave after the other. */
export interface WavePlan {
  /** Name of the site. */
  readonly site: string;
  /** In the order in which they are done. */
  readonly waves: readonly Wave[];
  /** Devices that no wave takes. */
  readonly held: readonly HeldDevice[];
  /** Devices that are out already, by the asset file: they count as out. */
  readonly outAlready: readonly string[];
}

/** Place as people say it. */
export function placeText({ rack, u }: WorkPlace): string {
  return rack === '' ? 'no rack' : `${rack} U${u}`;
}

/** Orders places as one walks: halls, rows and racks as the plans list them, from the bottom up. */
export function walkingOrder(plans: readonly SitePlan[]): (place: WorkPlace) => number {
  const ranks = new Map<string, number>();
  const add = (name: string): void => {
    if (!ranks.has(name)) ranks.set(name, ranks.size);
  };
  for (const { placement } of plans) {
    const racks = [...placement.racks];
    for (const { name } of racks) add(name);
  }
  const span = 1_000;
  return ({ rack, u }) => (ranks.get(rack) ?? ranks.size) * span + u;
}
