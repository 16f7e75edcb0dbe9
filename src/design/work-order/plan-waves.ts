import { spellingHint, DesignError, DesignErrors } from '../../errors/design-error';
import { OUT_OF_WORK } from '../../model/asset';
import type { DeviceInput, DeviceKind } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { named, addTo, present } from '../../units/present';
import { siteDifference } from './site-difference';
import { SitePlaces, trayHolders } from '../../model/site-cables';
import {
  type HeldDevice,
  walkingOrder,
  type Wave,
  type WaveDevice,
  type WaveOptions,
  type WavePlan,
} from './work-order-plan';
import { WorkState } from './work-state';

/** Kinds in the order of their waves: what others are managed by first, GPUs last. */
const KINDS: readonly DeviceKind[] = ['ufm', 'server', 'storage', 'switch', 'system'];

/**
 * Cuts devices into waves that may be taken out together, by the promises of a work order: no endpoint in service loses more bandwidth than the loss of any one
 * switch takes of it in the plan, no two of a service that stand in for each other go together, and no cluster loses more systems than it has spare. What is
 * out already counts. Within that, each wave takes as many as it can, as one walks.
 *
 * @param site - the plan, with the state of each device
 * @param asked - names of devices, trays, models or kinds
 * @throws DesignError `work-order/unknown-device`, all at once
 */
export function planWaves(site: SitePlan, asked: readonly string[], options: WaveOptions = {}): WavePlan {
  const devices = askedDevices(site, asked);
  const planner = new WavePlanner(site, options);
  const waves: Wave[] = [];
  const held: HeldDevice[] = [];
  for (const kind of KINDS) {
    let left = devices.filter((device) => device.kind === kind);
    while (left.length > 0) {
      const taken = planner.wave(left);
      if (taken.devices.length === 0) break;
      waves.push({ number: waves.length + 1, kind, ...taken });
      const names = new Set(taken.devices.map(({ device }) => device));
      left = left.filter(({ name }) => !names.has(name));
    }
    for (const device of left) {
      const alone = options.isAloneAccepted === true ? planner.alone(device) : undefined;
      if (alone === undefined) held.push(planner.held(device));
      else waves.push({ number: waves.length + 1, kind, ...alone });
    }
  }
  return { site: site.name, waves, held, outAlready: planner.outAlready };
}

/** Devices of the names, models and kinds that are asked for, as one walks. */
function askedDevices(site: SitePlan, asked: readonly string[]): readonly DeviceInput[] {
  const holders = trayHolders(site);
  const found = new Set<string>();
  const errors: DesignError[] = [];
  for (const text of asked) {
    const holder = holders.get(text);
    const own = site.devices.filter(
      ({ name, model, kind }) => name === text || model === text || kind === text || name === holder,
    );
    for (const { name } of own) found.add(name);
    if (own.length > 0) continue;
    const hint = spellingHint(
      text,
      site.devices.flatMap(({ name, model, kind }) => [name, model, kind]),
    );
    errors.push(
      new DesignError('work-order/unknown-device', {
        problem: `site '${site.name}' has no device, model or kind of device '${text}'`,
        remedy: hint === undefined ? 'give names, models or kinds of its devices' : `did you mean '${hint}'?`,
        object: text,
      }),
    );
  }
  DesignErrors.throwAll(errors);
  const places = new SitePlaces(site);
  const rank = walkingOrder([site]);
  return site.devices
    .filter(({ name, kind }) => found.has(name) && kind !== 'panel')
    .map((device) => ({ device, at: rank(places.of(device.name)) }))
    .sort((one, other) => one.at - other.at)
    .map(({ device }) => device);
}

class WavePlanner {
  public readonly outAlready: readonly string[];
  private readonly state: WorkState;
  private readonly places: SitePlaces;
  private readonly groups = new Map<string, string>();
  private readonly members = new Map<string, string[]>();
  private readonly networksOf = new Map<string, string[]>();
  private readonly outOfBand = new Set<string>();
  private readonly rails = new Map<string, string>();
  private readonly trays = new Map<string, string[]>();
  private readonly clusters = new Map<string, SitePlan['clusters'][number]>();
  /** Devices of the wave that is made. */
  private readonly wavePairs = new Map<string, number>();
  private readonly systemsOut = new Map<string, number>();

  public constructor(
    private readonly site: SitePlan,
    private readonly options: WaveOptions,
  ) {
    this.state = new WorkState(site, site, siteDifference(site, site), undefined);
    this.places = new SitePlaces(site);
    for (const cluster of site.clusters) for (const host of cluster.hosts) this.clusters.set(host, cluster);
    for (const [tray, holder] of trayHolders(site)) addTo(this.trays, holder, tray);
    const join = (name: string, network: string): void => {
      addTo(this.networksOf, name, network);
    };
    for (const { plan } of site.fabrics) {
      if (plan.role === 'oob') this.outOfBand.add(plan.name);
      for (const { name, rail } of plan.switches) {
        join(name, plan.name);
        if (rail !== undefined) this.rails.set(name, `rail ${rail} of ${plan.name}`);
      }
    }
    // Cores of a pair carry data, its other switches are a network of management.
    for (const { plan, switches } of site.converged ?? []) {
      const cores = new Set<string>(plan.cores.map(({ name }) => name));
      const management = `${plan.name} out-of-band`;
      this.outOfBand.add(management);
      for (const name of switches) join(name, cores.has(name) ? plan.name : management);
    }
    // Devices of one kind and unit stand in for each other: managers of a fabric, blocks of a tier, servers.
    for (const { name, kind, unit } of site.devices) {
      if (kind === 'system' || kind === 'switch' || kind === 'panel') continue;
      const key = `${kind} of ${unit}`;
      this.groups.set(name, key);
      addTo(this.members, key, name);
    }
    const out = [...site.assets.values()]
      .filter(({ state }) => OUT_OF_WORK.includes(state))
      .map(({ device }) => device);
    const kinds = new Map(site.devices.map(({ name, kind }) => [name, kind]));
    this.outAlready = out.filter((name) => kinds.has(name)).sort();
    for (const name of this.outAlready) {
      this.switchOff(name, kinds.get(name) ?? 'server');
      const cluster = this.clusters.get(name);
      if (cluster !== undefined) this.systemsOut.set(cluster.name, (this.systemsOut.get(cluster.name) ?? 0) + 1);
    }
  }

  /** Takes as many as may be out together, and puts them back. */
  public wave(left: readonly DeviceInput[]): Omit<Wave, 'number' | 'kind'> {
    const mark = this.state.mark();
    const systems = new Map(this.systemsOut);
    this.wavePairs.clear();
    const taken: DeviceInput[] = [];
    let wanted: string | undefined;
    for (const device of left) {
      const key = this.keyOf(device);
      if (wanted !== undefined && key !== wanted) continue;
      if (this.problemOf(device, false) !== undefined) continue;
      const before = this.state.mark();
      this.switchOff(device.name, device.kind);
      if (device.kind === 'switch' && this.breaks()) {
        this.state.undo(before);
        continue;
      }
      this.count(device);
      taken.push(device);
      wanted = key;
    }
    const [first] = taken;
    const loss = this.state.lostNow();
    this.state.undo(mark);
    for (const { name } of this.site.clusters) this.systemsOut.set(name, systems.get(name) ?? 0);
    return {
      ...present({ shares: this.options.by === undefined || first === undefined ? undefined : this.sharesOf(first) }),
      devices: taken.map((device) => this.deviceOf(device)),
      loss,
      stays: this.staysOf(taken),
      checks: first === undefined ? [] : checksOf(first.kind),
    };
  }

  /** A wave of one device that nothing stands in for; undefined where something else holds it. */
  public alone(device: DeviceInput): Omit<Wave, 'number' | 'kind'> | undefined {
    this.wavePairs.clear();
    if (device.kind === 'system' || this.problemOf(device, true) !== undefined) return undefined;
    const mark = this.state.mark();
    this.switchOff(device.name, device.kind);
    const loss = this.state.lostNow();
    this.state.undo(mark);
    const stays = ['nothing stands in for it: what it serves stops while it is out'];
    return { devices: [this.deviceOf(device)], loss, stays, checks: checksOf(device.kind), isAlone: true };
  }

  /** Why a device is in no wave. */
  public held(device: DeviceInput): HeldDevice {
    this.wavePairs.clear();
    const problem = this.problemOf(device, false) ?? {
      why: 'with what is out already, endpoints would lose more bandwidth than the loss of one switch takes',
      remedy: 'put back what is out first',
    };
    return { device: device.name, place: this.places.of(device.name), ...problem };
  }

  private switchOff(name: string, kind: DeviceKind): void {
    if (kind === 'system') {
      this.state.setDrained(name, true);
      for (const tray of this.trays.get(name) ?? []) this.state.setDrained(tray, true);
    } else this.state.setOff(name, true);
  }

  private breaks(): boolean {
    return this.state.overLoss() !== undefined;
  }

  /** What stands against taking a device beside those of the wave, bandwidth aside. */
  private problemOf(device: DeviceInput, isAlone: boolean): Pick<HeldDevice, 'why' | 'remedy'> | undefined {
    const { name, kind } = device;
    if (this.outAlready.includes(name)) {
      return { why: 'it is out already, by the asset file', remedy: 'update it before it returns to work' };
    }
    if (kind === 'system') return this.systemProblem(name);
    if (kind === 'switch') return this.switchProblem(name, isAlone);
    const group = this.groups.get(name) ?? '';
    const others = (this.members.get(group) ?? []).filter((other) => other !== name);
    const standing = others.filter((other) => !this.outAlready.includes(other));
    if ((this.wavePairs.get(group) ?? 0) > 0) return { why: `another of the ${group} is in the wave`, remedy: '' };
    if (standing.length > 0 || isAlone) return undefined;
    return {
      why:
        others.length === 0
          ? `nothing stands in for it: it is the only ${group}`
          : `all others of the ${group} are out`,
      remedy:
        "put others back first, or give it a wave of its own in a window in which its service may stop ('--accept alone')",
    };
  }

  private systemProblem(name: string): Pick<HeldDevice, 'why' | 'remedy'> | undefined {
    const cluster = this.clusters.get(name);
    if (cluster === undefined) return undefined;
    const most = this.options.mostSystems ?? cluster.spareSystems;
    if (most === undefined) {
      return {
        why: `how many systems of cluster '${cluster.name}' jobs can do without is not known`,
        remedy: `state 'spareSystems' of '${cluster.name}', or give '--most-systems'`,
      };
    }
    const out = this.systemsOut.get(cluster.name) ?? 0;
    if (out + 1 <= most) return undefined;
    return {
      why: `${out} of ${most} systems that cluster '${cluster.name}' can do without are out`,
      remedy: "put back what is out, or give '--most-systems' for a time in which jobs are fewer",
    };
  }

  /** Networks without data carry BMCs: one of their switches at a time. */
  private switchProblem(name: string, isAlone: boolean): Pick<HeldDevice, 'why' | 'remedy'> | undefined {
    for (const network of this.networksOf.get(name) ?? []) {
      if (!this.isJudged(network) && (this.wavePairs.get(network) ?? 0) > 0)
        return { why: `another switch of ${network} is in the wave`, remedy: '' };
    }
    if (isAlone) return undefined;
    const cut = this.cutBy(name);
    if (cut === 0 || (this.wavePairs.get('cut') ?? 0) === 0) return undefined;
    return { why: `a switch of the wave cuts endpoints off already, and this one would cut ${cut}`, remedy: '' };
  }

  private isJudged(network: string): boolean {
    return !this.outOfBand.has(network);
  }

  private readonly cuts = new Map<string, number>();

  /** Endpoints of data networks that lose all of their bandwidth with a switch. */
  private cutBy(name: string): number {
    const known = this.cuts.get(name);
    if (known !== undefined) return known;
    const mark = this.state.mark();
    const before = this.state.shortages().filter(({ lostShare }) => lostShare >= 1).length;
    this.state.setOff(name, true);
    const cut = this.state.shortages().filter(({ lostShare }) => lostShare >= 1).length - before;
    this.state.undo(mark);
    this.cuts.set(name, cut);
    return cut;
  }

  private count({ name, kind }: DeviceInput): void {
    const add = (key: string): void => {
      this.wavePairs.set(key, (this.wavePairs.get(key) ?? 0) + 1);
    };
    if (kind === 'system') {
      const cluster = this.clusters.get(name)?.name ?? '';
      this.systemsOut.set(cluster, (this.systemsOut.get(cluster) ?? 0) + 1);
    } else if (kind === 'switch') {
      for (const network of this.networksOf.get(name) ?? []) add(network);
      if (this.cutBy(name) > 0) add('cut');
    } else add(this.groups.get(name) ?? '');
  }

  /** What all devices of a wave share: what was asked for, and of switches their network: two networks of a host are not out together. */
  private keyOf(device: DeviceInput): string {
    const networks = (this.networksOf.get(device.name) ?? []).join('+');
    return JSON.stringify([this.sharesOf(device), networks]);
  }

  private sharesOf({ name, unit }: DeviceInput): string {
    const { hall, row, rack } = this.places.of(name);
    switch (this.options.by) {
      case undefined:
        return '';
      case 'unit':
        return unit;
      case 'rail':
        return this.rails.get(name) ?? 'no rail';
      case 'rack':
        return rack;
      case 'row':
        return `${hall}/${row}`;
      default:
        return named(this.site.placement.racks, rack)?.zone ?? 'no zone';
    }
  }

  private deviceOf({ name, kind, model }: DeviceInput): WaveDevice {
    const trays = this.trays.get(name);
    return { device: name, kind, model, place: this.places.of(name), ...present({ trays }) };
  }

  /** What goes on beside the wave. */
  private staysOf(taken: readonly DeviceInput[]): readonly string[] {
    const names = new Set([...taken.map(({ name }) => name), ...this.outAlready]);
    const stays = new Map<string, string>();
    for (const { name, kind } of taken) {
      const group = this.groups.get(name);
      const cluster = this.clusters.get(name);
      if (group !== undefined) {
        const others = (this.members.get(group) ?? []).filter((other) => !names.has(other));
        stays.set(group, `${group}: ${others.slice(0, 4).join(', ')}${others.length > 4 ? ' ..' : ''} in service`);
      } else if (kind === 'system' && cluster !== undefined) {
        const out = cluster.hosts.filter((host) => names.has(host)).length;
        stays.set(
          cluster.name,
          `cluster ${cluster.name}: ${cluster.hosts.length - out} of ${cluster.hosts.length} systems in service`,
        );
      }
      for (const network of this.networksOf.get(name) ?? []) {
        if (stays.has(network)) continue;
        const switches = [...this.networksOf].filter(([, of]) => of.includes(network)).map(([each]) => each);
        const out = switches.filter((each) => names.has(each)).length;
        stays.set(network, `${network}: ${switches.length - out} of ${switches.length} switches in service`);
      }
    }
    return [...stays.values()];
  }
}

/** What must be well before the next wave begins. */
function checksOf(kind: DeviceKind): readonly string[] {
  const all = ["'aifactory drift --firmware' shows none of the wave", 'each device of the wave is back in service'];
  if (kind === 'system') {
    return [...all, "'aifactory accept' passes its adapters, GPUs and links", 'no XID since the restart'];
  }
  if (kind === 'switch')
    return [...all, "'aifactory verify' shows all of its links up at their rate", 'no error counter rises'];
  if (kind === 'ufm') return [...all, 'one manager is the master and the other stands by, in step with it'];
  return [...all, kind === 'storage' ? 'the tier is whole again, and nothing rebuilds' : 'its service answers'];
}
