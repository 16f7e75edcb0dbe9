import type { DeviceInput, DeviceKind, PlacedDevice, RackLimits, RackPlan, Unplaced } from '../../model/placement-plan';
import { Mass } from '../../units/dimensions';
import { Power } from '../../units/power';

/** What a rack lacks to take a device. */
export interface Shortage {
  readonly reason: Unplaced['reason'];
  /** What the device needs, in words. */
  readonly need: string;
  /** What the rack has, in words. */
  readonly left: string;
  /** What is missing as a share of what is needed, 0 to 1. */
  readonly share: number;
}

/** Where a rack is in the hall. */
type RackSite = Pick<
  RackPlan,
  'name' | 'hall' | 'row' | 'number' | 'zone' | 'limits' | 'reservedFor' | 'xMillimetres' | 'yMillimetres'
>;

/** A rack while devices are placed. It only fills: what does not fit once never fits later. */
export class RackState {
  public readonly site: RackSite;
  private readonly limits: RackLimits;
  /** Who holds each unit; index 0 is unit 1. */
  private readonly holders: (string | undefined)[];
  private readonly devices: PlacedDevice[] = [];
  private readonly gaps: PlacedDevice[] = [];
  private readonly kinds = new Map<DeviceKind, { count: number; most: number }>();
  private freeU: number;
  private loadWatts = 0;
  private weightGrams = 0;

  /**
   * @param site - where it is, and what it takes
   * @param isLet - whether a tenant takes it: no device of the site is placed there
   */
  public constructor(
    site: RackSite,
    public readonly isLet = false,
  ) {
    this.site = site;
    this.limits = site.limits;
    this.freeU = site.limits.heightU;
    this.holders = Array.from({ length: this.freeU }, () => undefined);
  }

  /** Systems that stand in it. */
  public get systems(): number {
    return this.kinds.get('system')?.count ?? 0;
  }

  /** Lowest unit of the place that the device would take, 0 where it does not fit. Switches take the top, all else the bottom. */
  public placeFor(device: DeviceInput): number {
    if (device.heightU > this.freeU || this.isFullFor(device)) return 0;
    return this.freeRun(device.heightU, device.kind === 'switch');
  }

  /** How many devices of this shape the rack still takes. */
  public roomFor(device: DeviceInput): number {
    if (this.placeFor(device) === 0) return 0;
    const { heightU, maxWatts, weightGrams = 0 } = device;
    const { count, most } = this.kindState(device);
    const { maxLoadGrams } = this.limits;
    const limits = [this.runsOf(heightU), most - count, (this.limits.budgetWatts - this.loadWatts) / maxWatts];
    if (maxLoadGrams !== undefined && weightGrams > 0) limits.push((maxLoadGrams - this.weightGrams) / weightGrams);
    return Math.floor(Math.min(...limits));
  }

  /** First holder of the units from `u` up, undefined where all are free. */
  public holderOf(u: number, heightU: number): string | undefined {
    return this.holders.slice(u - 1, u - 1 + heightU).find((holder) => holder !== undefined);
  }

  /** Lets a device stand at a place that is free. */
  public put(device: DeviceInput, u: number): void {
    this.hold(this.devices, { name: device.name, u, heightU: device.heightU });
    this.loadWatts += device.maxWatts;
    this.weightGrams += device.weightGrams ?? 0;
    const { count, most } = this.kindState(device);
    this.kinds.set(device.kind, { count: count + 1, most });
  }

  /** Keeps the free units from `u` up to the next holder for a device that is gone: its height is not known any more. */
  public keepGap(name: string, u: number): void {
    let heightU = 0;
    while (u + heightU <= this.limits.heightU && this.holders[u - 1 + heightU] === undefined) heightU += 1;
    if (heightU > 0) this.hold(this.gaps, { name, u, heightU });
  }

  /** All that the rack lacks for the device, units first; none where it fits. */
  public shortagesFor(device: DeviceInput): Shortage[] {
    const shortages = [this.unitShortage(device), ...this.shortagesBesideUnits(device)];
    return shortages.filter((shortage) => shortage !== undefined);
  }

  /** What the rack lacks for the device apart from free units. */
  public shortagesBesideUnits(device: DeviceInput): Shortage[] {
    const shortages = [this.powerShortage(device), this.weightShortage(device), this.countShortage(device)];
    return shortages.filter((shortage) => shortage !== undefined);
  }

  /** The rack with all that is in it. */
  public toPlan(): RackPlan {
    const fromBottom = (a: PlacedDevice, b: PlacedDevice): number => a.u - b.u;
    const devices = [...this.devices].sort(fromBottom);
    return {
      ...this.site,
      devices,
      ...(this.gaps.length === 0 ? {} : { gaps: [...this.gaps].sort(fromBottom) }),
      usedU: devices.reduce((sum, { heightU }) => sum + heightU, 0),
      loadWatts: this.loadWatts,
      weightGrams: this.weightGrams,
    };
  }

  private hold(list: PlacedDevice[], device: PlacedDevice): void {
    list.push(device);
    this.holders.fill(device.name, device.u - 1, device.u - 1 + device.heightU);
    this.freeU -= device.heightU;
  }

  private isFullFor(device: DeviceInput): boolean {
    const { maxLoadGrams } = this.limits;
    if (this.loadWatts + device.maxWatts > this.limits.budgetWatts) return true;
    if (maxLoadGrams !== undefined && this.weightGrams + (device.weightGrams ?? 0) > maxLoadGrams) return true;
    const { count, most } = this.kindState(device);
    return count >= most;
  }

  /** Lowest unit of a free run, the lowest or the highest there is; 0 without one. */
  private freeRun(heightU: number, isFromTop: boolean): number {
    const { length } = this.holders;
    let run = 0;
    for (let step = 0; step < length; step += 1) {
      const index = isFromTop ? length - 1 - step : step;
      run = this.holders[index] === undefined ? run + 1 : 0;
      if (run === heightU) return isFromTop ? index + 1 : index + 2 - heightU;
    }
    return 0;
  }

  /** Places of so many units that the free runs give. */
  private runsOf(heightU: number): number {
    let places = 0;
    let run = 0;
    for (const holder of this.holders) {
      run = holder === undefined ? run + 1 : 0;
      if (run === heightU) {
        places += 1;
        run = 0;
      }
    }
    return places;
  }

  /** Devices of the same kind that stand here, and the strictest `maxPerRack` among them and the newcomer. */
  private kindState({ kind, maxPerRack = Infinity }: DeviceInput): { count: number; most: number } {
    const { count, most } = this.kinds.get(kind) ?? { count: 0, most: Infinity };
    return { count, most: Math.min(most, maxPerRack) };
  }

  private unitShortage({ heightU, kind }: DeviceInput): Shortage | undefined {
    if (this.freeRun(heightU, kind === 'switch') > 0) return undefined;
    let longest = heightU - 1;
    while (longest > 0 && this.freeRun(longest, false) === 0) longest -= 1;
    const keptU = this.gaps.reduce((sum, gap) => sum + gap.heightU, 0);
    const kept = keptU === 0 ? '' : ` and ${keptU} U kept for devices that are gone`;
    return {
      reason: 'units',
      need: `${heightU} U in one piece`,
      left: `${longest} U free${kept}`,
      share: (heightU - longest) / heightU,
    };
  }

  private powerShortage({ maxWatts }: DeviceInput): Shortage | undefined {
    const { budgetWatts } = this.limits;
    const left = Math.max(0, budgetWatts - this.loadWatts);
    if (maxWatts <= left) return undefined;
    return {
      reason: 'power',
      need: Power.watts(maxWatts).toString(),
      left: `${Power.watts(left).toString()} of ${Power.watts(budgetWatts).toString()} free`,
      share: (maxWatts - left) / maxWatts,
    };
  }

  private weightShortage({ weightGrams = 0 }: DeviceInput): Shortage | undefined {
    const { maxLoadGrams } = this.limits;
    if (maxLoadGrams === undefined) return undefined;
    const left = Math.max(0, maxLoadGrams - this.weightGrams);
    if (weightGrams <= left) return undefined;
    return {
      reason: 'weight',
      need: Mass.grams(weightGrams).toString(),
      left: `${Mass.grams(left).toString()} of ${Mass.grams(maxLoadGrams).toString()} free`,
      share: (weightGrams - left) / weightGrams,
    };
  }

  private countShortage(device: DeviceInput): Shortage | undefined {
    const { count, most } = this.kindState(device);
    if (count < most) return undefined;
    return {
      reason: 'count',
      need: `a rack with fewer than ${most} of kind '${device.kind}'`,
      left: `${count} of them`,
      share: 1 / (most + 1),
    };
  }
}

/** Whether part of a device's heat goes into liquid, so that it stands on a technology loop. */
export function needsLiquid({ cooling }: Pick<DeviceInput, 'cooling'>): boolean {
  if (cooling === undefined) return false;
  return (cooling.statedHeat?.liquidWatts ?? cooling.liquidShare) > 0;
}

/**
 * Racks of one row that may still take devices of one shape. A rack that is closed stays closed, so that the next open one is found
 * in nearly constant time however full the row is.
 *
 * Method: disjoint sets with path halving, one towards each end of the row.
 */
export class FreeRacks {
  /** `after[i]` leads to the first open rack from i on; `count` is the end. */
  private readonly after: Int32Array;
  /** `before[i + 1]` leads to the last open rack up to i, plus 1; 0 is the end. */
  private readonly before: Int32Array;
  private readonly count: number;

  public constructor(count: number) {
    this.count = count;
    this.after = Int32Array.from({ length: count + 1 }, (_, index) => index);
    this.before = Int32Array.from({ length: count + 1 }, (_, index) => index);
  }

  /** Marks a rack as full. */
  public close(index: number): void {
    this.after[index] = index + 1;
    this.before[index + 1] = index;
  }

  /** The first open rack of the row that is not passed over, undefined where there is none. */
  public first(isPassed: (index: number) => boolean): number | undefined {
    let found = this.openFrom(0);
    while (found !== undefined && isPassed(found)) found = this.openFrom(found + 1);
    return found;
  }

  /** Of the open racks that are not passed over, the one nearest to `twiceMiddle / 2`, of two at the same distance the lower one. */
  public nearest(twiceMiddle: number, isPassed: (index: number) => boolean): number | undefined {
    const middle = Math.min(Math.max(twiceMiddle / 2, 0), this.count - 1);
    let lower = this.openUpTo(Math.floor(middle));
    let upper = this.openFrom(Math.ceil(middle));
    while (lower !== undefined && isPassed(lower)) lower = this.openUpTo(lower - 1);
    while (upper !== undefined && isPassed(upper)) upper = this.openFrom(upper + 1);
    if (lower === undefined || upper === undefined) return lower ?? upper;
    return middle - lower <= upper - middle ? lower : upper;
  }

  private openFrom(index: number): number | undefined {
    const found = follow(this.after, index);
    return found < this.count ? found : undefined;
  }

  private openUpTo(index: number): number | undefined {
    const found = follow(this.before, index + 1);
    return found > 0 ? found - 1 : undefined;
  }
}

function follow(links: Int32Array, from: number): number {
  let at = from;
  let next = links[at] ?? at;
  while (next !== at) {
    const beyond = links[next] ?? next;
    links[at] = beyond;
    at = beyond;
    next = links[at] ?? at;
  }
  return at;
}
