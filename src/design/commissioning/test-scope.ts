import type { ChainState } from '../../model/power-node';
import { devicesByName, wattsOf } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import { tenantParts } from '../power/plan-power';

/**
 * Levels of commissioning: factory tests, what came to the site, what was built of it, each system by itself, and all systems together.
 *
 * @see https://www.thegreengrid.org/en/commissioning-levels The Green Grid, glossary: levels 1 to 5
 */
export const COMMISSIONING_LEVELS = ['L1', 'L2', 'L3', 'L4', 'L5'] as const;

/** Level of commissioning. */
export type CommissioningLevel = (typeof COMMISSIONING_LEVELS)[number];

/** Weight of an open point: `A` stands against a hand-over, `B` has a day, `C` is for the eye. */
export const POINT_CATEGORIES = ['A', 'B', 'C'] as const;

/** A point of the punch list. */
export interface OpenPoint {
  /** Unique; of the plan's own points it follows from what is open. */
  readonly id: string;
  readonly halls: readonly string[];
  readonly level: CommissioningLevel;
  readonly object: string;
  readonly what: string;
  readonly category: (typeof POINT_CATEGORIES)[number];
}

/** Unit of a step: `kW` of power and heat, `s` of a time, `racks`, or `yes` for what is confirmed. */
export type StepUnit = 'kW' | 's' | 'racks' | 'yes';

/** A line of the script: a switching, or something to read. Figures are in the unit of the step. */
export interface TestStep {
  /** `before` and `after` are in the normal state, `out` while things are out. */
  readonly when: 'before' | 'out' | 'after';
  /** Node, feed, loop, units or store that is switched or read, as the plan names it. */
  readonly object: string;
  /** `switch`, `load`, `input`, `time`, `heat`, `racks` or `normal`: with the test and the object it names the step. */
  readonly quantity:
    'switch' | 'load' | 'input' | 'transfer' | 'battery' | 'stop' | 'heat' | 'racks' | 'normal' | 'recharged';
  /** What is done or read, in words. */
  readonly what: string;
  readonly unit: StepUnit;
  /** Absent: not known; `unknown` says by which prop. */
  readonly expected?: number;
  /** Least and most that pass. Absent: no bound. */
  readonly least?: number;
  readonly most?: number;
  /** What is not known, in words of the props. Absent: nothing. */
  readonly unknown?: readonly string[];
}

/** A test of the integrated systems: from the normal state into one state, and back. */
export interface IntegratedTest {
  /** Named after what it tests, so that a site that grows keeps the names: `loss/kepco`, `group/kepco+set-1`. */
  readonly name: string;
  /** What is out, in words. */
  readonly title: string;
  readonly kind: ChainState['kind'] | 'unit';
  /** Halls that depend on what is out. */
  readonly halls: readonly string[];
  /** Seconds within which all must be back: a loop warms, or fuel runs out. Absent: the plan sets no end. */
  readonly limitSeconds?: number;
  /** What sets it. */
  readonly limitBy?: string;
  /** Why it must not be run. Absent: it may be. */
  readonly heldBy?: readonly string[];
  /** Empty where it is held. */
  readonly steps: readonly TestStep[];
}

/** Which halls depend on what: nodes and feeds by what they feed, loops by the rows and loops that they serve. */
export class SiteHalls {
  /** All halls in order of declaration. */
  public readonly all: readonly string[];
  private readonly fed = new Map<string, Set<string>>();
  private readonly cooled = new Map<string, Set<string>>();

  public constructor(private readonly site: SitePlan) {
    this.all = site.halls.map(({ name }) => name);
    const { chain, zones } = site.power;
    const loops = site.cooling?.loops ?? [];
    for (const loop of loops) this.cooled.set(loop.name, new Set(this.servedBy(loop.name, new Set())));
    const above = new Map((chain?.nodes ?? []).map(({ name, fedFrom }) => [name, fedFrom]));
    const lift = (name: string, halls: readonly string[], seen: Set<string>): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const own = this.fed.get(name) ?? new Set<string>();
      this.fed.set(name, own);
      for (const hall of halls) own.add(hall);
      for (const parent of above.get(name) ?? []) lift(parent, halls, seen);
    };
    for (const { name, feeds, sources = {} } of zones) {
      const halls = this.hallsOfZone(name);
      for (const feed of feeds) {
        lift(`${name}/${feed}`, halls, new Set());
        for (const source of sources[feed] ?? []) lift(source, halls, new Set());
      }
    }
    for (const loop of loops) {
      for (const { fedFrom = [] } of loop.units)
        for (const name of fedFrom.flat()) lift(name, this.ofLoop(loop.name), new Set());
    }
  }

  /** Halls that depend on nodes and feeds; all where nothing says which. */
  public of(names: readonly string[]): readonly string[] {
    const found = new Set(names.flatMap((name) => [...(this.fed.get(name) ?? [])]));
    return found.size === 0 ? this.all : this.all.filter((hall) => found.has(hall));
  }

  /** Whether a hall depends on a node. */
  public isFedBy(hall: string, node: string): boolean {
    return this.fed.get(node)?.has(hall) === true;
  }

  /** Halls that a loop serves, itself or through the loops that reject to it. */
  public ofLoop(name: string): readonly string[] {
    return this.all.filter((hall) => this.cooled.get(name)?.has(hall) === true);
  }

  private servedBy(name: string, seen: Set<string>): readonly string[] {
    const loop = this.site.cooling?.loops.find((each) => each.name === name);
    if (loop === undefined || seen.has(name)) return [];
    seen.add(name);
    const own = loop.rows.map((row) => row.slice(0, row.indexOf('/')));
    return [...own, ...loop.takesFrom.flatMap((from) => this.servedBy(from, seen))];
  }

  private hallsOfZone(zone: string): readonly string[] {
    return [...new Set(this.site.placement.racks.flatMap((rack) => (rack.zone === zone ? [rack.hall] : [])))];
  }
}

/** Load banks that stand for the load of a row on one zone. Watts. */
export interface LoadBank {
  readonly hall: string;
  readonly row: string;
  readonly zone: string;
  readonly racks: number;
  readonly loadWatts: number;
  /** Heat into liquid with the loop that takes it. Loop absent: none does, or it is not known. */
  readonly liquidWatts: number;
  readonly liquidLoop?: string;
  /** Heat into air with the loop that takes it. */
  readonly airWatts: number;
  readonly airLoop?: string;
  /** Part of the air that no figure gives to air. */
  readonly unstatedWatts: number;
  /** What is not known, in words of the props. Absent: nothing. */
  readonly unknown?: readonly string[];
}

/** What settles how much of a heat goes into liquid. */
export const NO_SPLIT = 'a split of heat in the catalogue entries of its devices';

/** What settles how the heat of a load splits. */
const NO_LOOP = "a 'CoolingLoop' that takes its heat";

/** Load banks by row and zone, with the heat that goes into liquid and into air. Without a plan of cooling the split is not known. */
export function loadBanks({ placement, cooling, power, devices }: SitePlan): LoadBank[] {
  const tenants = new Map(tenantParts(power.tenantLoads ?? [], placement.racks).map((part) => [part.name, part]));
  const zoneOfRack = new Map(placement.racks.map(({ name, zone }) => [name, zone]));
  const heat = new Map((cooling?.sources ?? []).map((source) => [source.name, source]));
  const banks = new Map<string, LoadBank>();
  const add = (row: string, zone: string, part: Omit<LoadBank, 'hall' | 'row' | 'zone'>): void => {
    const key = JSON.stringify([row, zone, part.liquidLoop ?? '', part.airLoop ?? '']);
    const [hall, name] = [row.slice(0, row.indexOf('/')), row.slice(row.indexOf('/') + 1)];
    const before = banks.get(key);
    const sum = (of: 'racks' | 'loadWatts' | 'liquidWatts' | 'airWatts' | 'unstatedWatts'): number =>
      (before?.[of] ?? 0) + part[of];
    const unknown = [...new Set([...(before?.unknown ?? []), ...(part.unknown ?? [])])];
    banks.set(key, {
      ...part,
      hall,
      row: name,
      zone,
      racks: sum('racks'),
      loadWatts: sum('loadWatts'),
      liquidWatts: sum('liquidWatts'),
      airWatts: sum('airWatts'),
      unstatedWatts: sum('unstatedWatts'),
      ...(unknown.length > 0 && { unknown }),
    });
  };
  const byName = devicesByName(devices);
  for (const rack of placement.racks) {
    if (heat.has(rack.name)) continue;
    const drawn = rack.devices.flatMap(({ name }) => byName.get(name) ?? []);
    const loadWatts = drawn.reduce((sum, device) => sum + wattsOf(device, power.basis), 0);
    if (loadWatts === 0) continue;
    const part = { racks: 1, loadWatts, liquidWatts: 0, airWatts: 0, unstatedWatts: 0 };
    add(`${rack.hall}/${rack.row}`, rack.zone, { ...part, unknown: [NO_LOOP] });
  }
  for (const { name, row, zone, racks, watts } of tenants.values()) {
    if (watts === 0 || heat.has(name)) continue;
    const part = { racks, loadWatts: watts, liquidWatts: 0, airWatts: 0, unstatedWatts: 0 };
    add(row, zone, { ...part, unknown: [NO_LOOP] });
  }
  for (const { name, row, liquidWatts, airWatts, unstatedWatts, technologyLoop, airLoop } of heat.values()) {
    const tenant = tenants.get(name);
    const unknown = [
      ...(liquidWatts > 0 && technologyLoop === undefined ? ["a 'CoolingLoop' for its liquid"] : []),
      ...(airWatts > 0 && airLoop === undefined ? ["a 'CoolingLoop' for its air"] : []),
      ...(unstatedWatts > 0 ? [NO_SPLIT] : []),
    ];
    add(row, tenant?.zone ?? zoneOfRack.get(name) ?? '', {
      racks: tenant?.racks ?? 1,
      loadWatts: liquidWatts + airWatts,
      liquidWatts,
      airWatts,
      unstatedWatts,
      ...present({ liquidLoop: technologyLoop, airLoop }),
      ...(unknown.length > 0 && { unknown }),
    });
  }
  return [...banks.values()];
}
