import { ASSET_STATES, type AssetEvent, type AssetState, type Asset, OUT_OF_WORK } from '../../model/asset';
import { isCalendarDay } from '../../model/phase';
import { present, addTo } from '../../units/present';
import type { SitePlan } from '../../model/site-plan';
import { DesignError } from '../../errors/design-error';

const EVENT = /^(\d{4}-\d{2}-\d{2}|-) ([a-z-]+)(?: ([^\s();]+))?(?: \(([^();]*)\))?$/;

/** What a serial number may hold, so that it can stand in a history: no spaces, brackets or semicolons. */
export function isPlainSerial(text: string): boolean {
  return /^[^\s();,"]+$/.test(text);
}

/** Events as the cell `history`: `2026-03-01 delivered S1; 2026-03-09 racked S1 (note)`. A day that is not known is `-`. */
export function historyText(events: readonly AssetEvent[]): string {
  return events
    .map(({ day = '-', state, serial, note }) => {
      const words = [day, state, ...(serial === undefined ? [] : [serial])].join(' ');
      return note === undefined ? words : `${words} (${note.replace(/[();]/g, ' ')})`;
    })
    .join('; ');
}

/** Reads the cell `history`; what is wrong with it, as a text, where it cannot be read. */
export function parseHistory(text: string): readonly AssetEvent[] | string {
  const events: AssetEvent[] = [];
  for (const part of text.split(';').map((each) => each.trim())) {
    if (part === '') continue;
    const [, day = '', word = '', serial, note] = EVENT.exec(part) ?? [];
    const state = ASSET_STATES.find((name) => name === word);
    if (state === undefined) return `history '${part}' has no day and state`;
    if (day !== '-' && !isCalendarDay(day)) return `history '${part}': '${day}' is no day of the calendar`;
    events.push({
      ...(day === '-' ? {} : { day }),
      state,
      ...present({ serial, note }),
    });
  }
  return events;
}

/** What is wrong with a history: days out of order, a step that is not allowed, or an end that is not the present state. */
export function historyProblem(events: readonly AssetEvent[], present: AssetState): string | undefined {
  let day = '';
  let before: AssetEvent | undefined;
  for (const event of events) {
    if (event.day !== undefined && event.day < day) return `history goes back from ${day} to ${event.day}`;
    day = event.day ?? day;
    const isOther = before?.serial !== event.serial;
    if (before !== undefined && !isOther && before.state !== event.state && !isAllowedStep(before.state, event.state)) {
      const next = NEXT_STATES[before.state].join(', ');
      return `history goes from '${before.state}' to '${event.state}', and ${next} may follow`;
    }
    before = event;
  }
  if (before === undefined || before.state === present) return undefined;
  return `history ends with '${before.state}', and the state is '${present}'`;
}

/** States that may follow each state. What is installed may fail at any time; what failed comes back as far as it was taken down. */
export const NEXT_STATES: Readonly<Record<AssetState, readonly AssetState[]>> = {
  planned: ['ordered', 'delivered'],
  ordered: ['planned', 'delivered'],
  delivered: ['racked', 'failed', 'retired'],
  racked: ['delivered', 'cabled', 'failed', 'retired'],
  cabled: ['racked', 'accepted', 'failed', 'retired'],
  accepted: ['cabled', 'in-service', 'failed', 'retired'],
  'in-service': ['drained', 'failed'],
  drained: ['cabled', 'accepted', 'in-service', 'failed', 'retired'],
  failed: ['delivered', 'racked', 'cabled', 'accepted', 'drained', 'in-service', 'retired'],
  retired: ['planned', 'ordered', 'delivered'],
};

/** Whether hardware may go from one state to another. */
export function isAllowedStep(from: AssetState, to: AssetState): boolean {
  return NEXT_STATES[from].includes(to);
}

const MAC = /^[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}$/;

const GUID = /^(?:0x)?([0-9a-f]{16})$/;

/** A MAC address written with colons or hyphens, in any case, as `aa:bb:cc:00:11:22`; undefined where it is none. */
export function toMac(text: string): string | undefined {
  const small = text.toLowerCase();
  return MAC.test(small) ? small.replaceAll('-', ':') : undefined;
}

/** A GUID of 16 hex digits, with or without `0x`, as 16 small digits; undefined where it is none. */
export function toGuid(text: string): string | undefined {
  return GUID.exec(text.toLowerCase())?.[1];
}

/** Systems and GPUs of one state. */
export interface CapacityOfState {
  readonly state: AssetState;
  readonly systems: number;
  readonly gpus: number;
}

/** Systems of one cluster, or of the clusters that the same tenants share, by state. */
export interface Capacity {
  /** Absent: of several clusters. */
  readonly cluster?: string;
  /** Empty: of nobody in particular. */
  readonly tenants: readonly string[];
  readonly systems: number;
  readonly gpus: number;
  /** Those that run jobs: in service. */
  readonly systemsInService: number;
  readonly gpusInService: number;
  /** States that some system has, in the order of a life. */
  readonly states: readonly CapacityOfState[];
}

/** What a site gives, designed and in service. */
export interface SiteCapacity {
  readonly site: string;
  readonly total: Capacity;
  readonly clusters: readonly Capacity[];
  /** By the tenants that share it: each system is counted once, so that these sum up to the total. */
  readonly tenants: readonly Capacity[];
  /** Systems out of work, with state, day and reason. */
  readonly out: readonly {
    readonly device: string;
    readonly state: AssetState;
    readonly since?: string;
    readonly reason?: string;
  }[];
}

/** Systems and GPUs by state, by cluster and by tenant. A device that the asset file does not name is `planned`. */
export function siteCapacity({ name, clusters, assets }: Pick<SitePlan, 'name' | 'clusters' | 'assets'>): SiteCapacity {
  const stateOf = (host: string): AssetState => assets.get(host)?.state ?? 'planned';
  const tally = (parts: SitePlan['clusters'], facts: Pick<Capacity, 'cluster' | 'tenants'>): Capacity => {
    const systems = new Map<AssetState, number>();
    const gpus = new Map<AssetState, number>();
    for (const { hosts, gpusPerHost } of parts) {
      for (const host of hosts) {
        const state = stateOf(host);
        systems.set(state, (systems.get(state) ?? 0) + 1);
        gpus.set(state, (gpus.get(state) ?? 0) + gpusPerHost);
      }
    }
    const states = ASSET_STATES.filter((state) => systems.has(state)).map((state) => ({
      state,
      systems: systems.get(state) ?? 0,
      gpus: gpus.get(state) ?? 0,
    }));
    return {
      ...facts,
      systems: states.reduce((sum, each) => sum + each.systems, 0),
      gpus: states.reduce((sum, each) => sum + each.gpus, 0),
      systemsInService: systems.get('in-service') ?? 0,
      gpusInService: gpus.get('in-service') ?? 0,
      states,
    };
  };
  const shared = new Map<string, SitePlan['clusters'][number][]>();
  for (const cluster of clusters) {
    const key = [...cluster.tenants].sort().join('\n');
    addTo(shared, key, cluster);
  }
  return {
    site: name,
    total: tally(clusters, { tenants: [...new Set(clusters.flatMap(({ tenants }) => tenants))].sort() }),
    clusters: clusters.map((cluster) => tally([cluster], { cluster: cluster.name, tenants: cluster.tenants })),
    tenants: [...shared]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, parts]) => tally(parts, { tenants: key === '' ? [] : key.split('\n') })),
    out: clusters.flatMap(({ hosts }) =>
      hosts.flatMap((device) => {
        const { state, since, reason } = assets.get(device) ?? { state: 'planned' as const };
        if (!OUT_OF_WORK.includes(state)) return [];
        return [{ device, state, ...present({ since, reason }) }];
      }),
    ),
  };
}

/** A step in the life of a device's hardware. */
export interface StateChange {
  readonly state: AssetState;
  /** Day on which the state begins, `YYYY-MM-DD`. */
  readonly day: string;
  /**
   * Why, for the scheduler and for people.
   *
   * @default - none is kept
   */
  readonly reason?: string;
}

/** Marks that would part a reason from what exists around it, in the file or in the commands of a scheduler. */
const UNFIT_FOR_REASON = /["\\();\r\n]/;

/**
 * The asset in its next state, with the step in its history.
 *
 * @throws DesignError `assets/bad-date`, `assets/bad-reason`, `assets/bad-step`
 */
export function changeState(asset: Asset, { state, day, reason }: StateChange): Asset {
  checkDay(asset, day);
  if (reason !== undefined && (reason.trim() === '' || UNFIT_FOR_REASON.test(reason))) {
    throw new DesignError('assets/bad-reason', {
      problem: `'${asset.device}': the reason '${reason}' is empty or has quotes, brackets, a semicolon, a backslash or a line end`,
      remedy: 'give it in plain words',
      object: asset.device,
      value: reason,
    });
  }
  if (!isAllowedStep(asset.state, state)) {
    throw new DesignError('assets/bad-step', {
      problem: `'${asset.device}' is '${asset.state}' and cannot become '${state}'`,
      remedy: `let it become one of ${NEXT_STATES[asset.state].join(', ')}`,
      object: asset.device,
      value: state,
    });
  }
  const { reason: past, ...rest } = asset;
  const note = reason ?? (past === undefined ? undefined : `no longer: ${past}`);
  const event: AssetEvent = {
    day,
    state,
    ...present({ serial: asset.serial, note }),
  };
  return {
    ...rest,
    state,
    since: day,
    ...present({ reason }),
    history: [...eventsOf(asset), event],
  };
}

/**
 * Refuses a day that is none, or lies before what the file knows of the device.
 *
 * @throws DesignError `assets/bad-date`
 */
export function checkDay(asset: Asset, day: string): void {
  const { device } = asset;
  if (!isCalendarDay(day)) {
    throw new DesignError('assets/bad-date', {
      problem: `'${device}': '${day}' is no day of the calendar`,
      remedy: 'write the day as YYYY-MM-DD',
      object: device,
      value: day,
    });
  }
  const last = lastDay(asset);
  if (last === undefined || last <= day) return;
  throw new DesignError('assets/bad-date', {
    problem: `'${device}': ${day} lies before ${last}, the last day that the asset file knows of it`,
    remedy: 'give the day on which it was done, or correct the file',
    object: device,
    value: day,
    limit: last,
  });
}

/** The history so far; that of a row without one begins with what the row says. */
export function eventsOf({ history = [], state, since, serial }: Asset): readonly AssetEvent[] {
  if (history.length > 0 || (state === 'planned' && since === undefined)) return history;
  return [{ ...present({ day: since }), state, ...present({ serial }) }];
}

function lastDay({ history = [], since }: Asset): string | undefined {
  const days = [...history.map(({ day }) => day), since].filter((day) => day !== undefined);
  return days.reduce<string | undefined>((last, day) => (last === undefined || day > last ? day : last), undefined);
}
