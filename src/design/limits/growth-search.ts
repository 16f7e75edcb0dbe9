import { DesignError } from '../../errors/design-error';
import { PhaseOrder } from '../../model/phase';
import type { HallInput } from '../../model/placement-plan';
import type { PlannedSite, SitePlan } from '../../model/site-plan';
import { phaseView } from '../site/phase-view';
import { type fabricLimits, largest, MOST_TIMES } from './fabric-limits';
import { addressesLeft, type GrownSite, Growth, type Refusal } from './grown-site';
import {
  type GrownSystem,
  hardRowOf,
  lasting,
  type LimitBinding,
  type LimitDomain,
  type LimitFigures,
  type LimitRow,
  limitRowOf,
  loadFigures,
} from './limits-plan';

/** A rule of policy, as far as growth is judged by it. */
export interface GrowthRule {
  readonly id: string;
  readonly severity: string;
  /** Its verdicts on a site; those that are `failed` say where and what. */
  check(plan: SitePlan): readonly JudgedObject[];
}

interface JudgedObject {
  readonly outcome: string;
  readonly path?: string;
  readonly object?: string;
  readonly found?: string;
  readonly limit?: string;
}

/** What a search starts from. */
interface SearchInput {
  readonly rules: readonly GrowthRule[];
  readonly ports: ReturnType<typeof fabricLimits>;
}

/** Rules about cables: a grown site is judged without them, since its new cables are not planned. */
const WITHOUT = /^cabling\//;

/** So many sizes of a site are planned to find where each of its objects ends. */
const MOST_TRIALS = 48;

/** Finds by dry runs how many systems more a site takes. Each size is planned once. */
export class GrowthSearch {
  private readonly growth: Growth;
  private readonly rules: readonly GrowthRule[];
  private readonly most: number;
  private readonly measured = new Map<number, ReadonlyMap<string, LimitFigures>>();
  private readonly judged = new Map<number, readonly LimitBinding[]>();
  private failing: ReadonlySet<string> | undefined;
  private room = 0;

  public constructor(
    private readonly site: SitePlan,
    private readonly grown: GrownSystem,
    private readonly input: SearchInput,
  ) {
    this.growth = new Growth(site, grown);
    this.rules = input.rules.filter(({ id, severity }) => severity === 'error' && !WITHOUT.test(id));
    const sizes = input.ports.rows.flatMap(({ moreSystems }) => (moreSystems === undefined ? [] : [moreSystems]));
    this.most = Math.min(grown.systems.length * MOST_TIMES, ...sizes);
  }

  /** Systems for which there is a place, with all that comes with them; `guess` is near it. */
  public places(guess: number): number {
    const limit = this.grown.systems.length * MOST_TIMES;
    const fits = (more: number): boolean => more === 0 || !this.growth.with(more).isFull;
    const near = Math.min(guess, limit);
    const low = fits(near) ? near : 0;
    const found = low < limit && fits(low + 1) ? (largest(limit - low, (more) => fits(low + more)) ?? 0) + low : low;
    this.room = found;
    return found;
  }

  /**
   * Rows of what is measured, each with the systems until it is overrun, and with a row for the finding that comes before all of them.
   *
   * @param figures - what is used and what there is, as the site is
   * @param known - rows that know their own end
   */
  public rows(
    figures: readonly LimitFigures[],
    known: readonly LimitRow[],
  ): { readonly rows: readonly LimitRow[]; readonly binds?: LimitBinding } {
    const reach = Math.min(this.most, this.room);
    const ends = this.endsOf(figures, reach);
    const rows = figures.map((row) => this.rowOf(row, ends, reach));
    const hard = [...rows, ...known].flatMap(({ moreSystems }) => (moreSystems === undefined ? [] : [moreSystems]));
    if (this.rules.length === 0) return { rows: [...rows, ...known] };
    return this.withBinding([...rows, ...known], Math.min(this.grown.systems.length * MOST_TIMES, ...hard), figures);
  }

  /** The rows with what binds first by the rules: where it comes before all of them, it is a row of its own. */
  private withBinding(
    rows: readonly LimitRow[],
    least: number,
    figures: readonly LimitFigures[],
  ): { readonly rows: readonly LimitRow[]; readonly binds?: LimitBinding } {
    const holds = (more: number): boolean => more === 0 || this.failures(more).length === 0;
    if (!holds(least)) {
      const more = largest(least, holds) ?? 0;
      const [first] = this.failures(more + 1);
      if (first === undefined) return { rows };
      const row = this.rowOfBinding(first, more);
      return { rows: [row, ...rows], binds: first };
    }
    const measured = new Set(figures.map(keyOf));
    const tightest = rows.filter(({ moreSystems }) => moreSystems === least);
    const [engine] = tightest.flatMap(({ object }) => this.input.ports.refusals.get(object) ?? []);
    if (engine !== undefined) {
      const row = tightest.find(({ object }) => this.input.ports.refusals.has(object));
      const { code: rule, found, limit } = engine;
      const object = row?.object ?? engine.object;
      const path = row?.path;
      return { rows, binds: { rule, object, found, limit, ...(path && { path }), atSystems: least + 1 } };
    }
    const found = this.failures(least + 1);
    const paths = new Set(tightest.map(({ path }) => path));
    const binds = found.find(({ path = '' }) => paths.has(path)) ?? found[0];
    if (binds !== undefined) return { rows, binds };
    const isOver = tightest.some((row) => row.used > row.capacity);
    const soft = tightest.filter((row) => measured.has(keyOf(row)));
    if (isOver || soft.length < tightest.length || soft.length === 0) return { rows };
    // The figures of these rows are overrun, and no rule says that it is an error: they do not limit the site.
    const others = rows.map((row) => (soft.includes(row) ? withoutEnd(row) : row));
    const hard = others.flatMap(({ moreSystems }) => (moreSystems === undefined ? [] : [moreSystems]));
    return this.withBinding(others, Math.min(this.grown.systems.length * MOST_TIMES, ...hard), figures);
  }

  private rowOfBinding({ rule, object, path = this.site.path }: LimitBinding, more: number): LimitRow {
    const used = this.grown.systems.length;
    const domain = DOMAINS[rule.split('/')[0] ?? ''] ?? 'space';
    const figures = { domain, level: rule, object, path, used, capacity: used + more, unit: 'systems', perSystem: 1 };
    return hardRowOf(figures, this.grown);
  }

  /** Systems until each object is overrun, by its key; those that are not overrun as far as the search reaches have none. */
  private endsOf(figures: readonly LimitFigures[], reach: number): ReadonlyMap<string, number> {
    const ends = new Map<string, number>();
    const over = (key: string, more: number): boolean => isOver(this.measure(more).get(key));
    const crossing: string[] = [];
    for (const row of figures) {
      const key = keyOf(row);
      if (isOver(row)) ends.set(key, 0);
      else if (row.domain === 'addressing') this.addressEnd(row, ends);
      else if (reach > 0 && over(key, reach)) crossing.push(key);
    }
    // Those that end first are sought first: the first of each level is exact before the trials are used up.
    const inOrder = crossing.map((key) => ({ key, at: this.guess(key, 0, reach) })).sort((a, b) => a.at - b.at);
    for (const { key } of inOrder) {
      let [low, high] = this.bracket(key, reach);
      while (high - low > 1 && this.measured.size < MOST_TRIALS) {
        const middle = Math.min(high - 1, Math.max(low + 1, this.guess(key, low, high)));
        if (over(key, middle)) high = middle;
        else low = middle;
      }
      if (high - low === 1) ends.set(key, low);
    }
    return ends;
  }

  /** Addresses run out whether or not the systems have a place. */
  private addressEnd(row: LimitFigures, ends: Map<string, number>): void {
    const over = (more: number): boolean =>
      this.addressesWith(this.growth.with(more)).some((pool) => keyOf(pool) === keyOf(row) && isOver(pool));
    if (this.most === 0 || !over(this.most)) return;
    ends.set(keyOf(row), largest(this.most, (more) => !over(more)) ?? 0);
  }

  /** Sizes that are measured already, between which an object is overrun. */
  private bracket(key: string, reach: number): [number, number] {
    let [low, high] = [0, reach];
    for (const [more, rows] of this.measured) {
      if (isOver(rows.get(key))) high = Math.min(high, more);
    }
    for (const more of this.measured.keys()) if (more < high) low = Math.max(low, more);
    return [low, high];
  }

  /** Where a load that grows evenly between two sizes meets its limit. */
  private guess(key: string, low: number, high: number): number {
    const [from, to] = [this.measure(low).get(key), this.measure(high).get(key)];
    if (from === undefined || to === undefined || to.used <= from.used) return Math.floor((low + high) / 2);
    return low + Math.floor(((from.capacity - from.used) / (to.used - from.used)) * (high - low));
  }

  private measure(more: number): ReadonlyMap<string, LimitFigures> {
    const known = this.measured.get(more);
    if (known !== undefined) return known;
    const grown = this.growth.with(more);
    const rows = new Map(loadFigures(grown.plan).map((row) => [keyOf(row), row] as const));
    this.measured.set(more, rows);
    return rows;
  }

  /** Pools of a purpose fill one after the other: each is overrun where all of them together are. */
  private addressesWith({ addresses }: GrownSite): LimitFigures[] {
    const left = addressesLeft(this.site.addresses, this.site.lock);
    return this.site.addresses.pools.flatMap(({ name, purpose, tenant, used, capacity }): LimitFigures[] => {
      const free = left.get(purpose);
      if (tenant !== undefined || free === undefined) return [];
      const more = addresses.get(purpose) ?? 0;
      const object = `address pool '${name}'`;
      const over = more > free ? capacity + more - free : Math.min(capacity, used + more);
      const level = `addresses (${purpose})`;
      return [{ domain: 'addressing', level, object, path: this.site.path, used: over, capacity, unit: 'addresses' }];
    });
  }

  private rowOf(row: LimitFigures, ends: ReadonlyMap<string, number>, reach: number): LimitRow {
    const end = ends.get(keyOf(row));
    const perSystem = row.perSystem ?? this.perSystem(row, reach);
    const whole = limitRowOf({ ...row, ...(perSystem === undefined ? {} : { perSystem }) }, this.grown);
    return end === undefined ? whole : { ...whole, ...lasting(end, this.grown) };
  }

  /** What one more system takes of something: in a zone where it may stand its own draw, elsewhere the mean of those that find a place. */
  private perSystem(row: LimitFigures, reach: number): number | undefined {
    const { domain, level } = row;
    if (domain === 'addressing') return undefined;
    const { sample } = this.grown;
    if (level === 'zone') {
      const zone = this.site.power.zones.find(
        ({ path, name }) => path === row.path && row.object.includes(`'${name}'`),
      );
      if (zone === undefined) return undefined;
      if (sample.zones?.includes(zone.name) === false) return 0;
      const feeds = Math.max(1, zone.feeds.length - (zone.redundancy === 'N' ? 0 : 1));
      return zone.loadWatts === 0 ? Math.ceil(sample.maxWatts / feeds) : (sample.maxWatts * row.used) / zone.loadWatts;
    }
    const [more, figures] = reach > 0 ? [reach, this.measure(reach)] : [1, this.besideTheLast()];
    const after = figures.get(keyOf(row));
    return after === undefined ? undefined : Math.max(0, after.used - row.used) / more;
  }

  private beside: ReadonlyMap<string, LimitFigures> | undefined;

  /** Loads with one more system in a row that is one rack longer than that of the last system: what it takes where the floor is full. */
  private besideTheLast(): ReadonlyMap<string, LimitFigures> {
    if (this.beside !== undefined) return this.beside;
    const { site, grown } = this;
    const at = site.placement.positions.get(grown.sample.name)?.rack;
    const rack = site.placement.racks.find(({ name }) => name === at);
    const halls = site.halls.map((hall): HallInput => ({
      ...hall,
      rows: hall.rows.map((row) =>
        hall.name === rack?.hall && row.name === rack.row ? { ...row, racks: row.racks + 1 } : row,
      ),
    }));
    const longer = rack === undefined ? undefined : attemptGrowth(site, grown, halls);
    this.beside = new Map((longer === undefined ? [] : loadFigures(longer)).map((row) => [keyOf(row), row]));
    return this.beside;
  }

  /** Errors that so many systems more bring and that the site does not have: refusals of engines, then rules that fail where they hold today. */
  private failures(more: number): readonly LimitBinding[] {
    const known = this.judged.get(more);
    if (known !== undefined) return known;
    const grown = this.growth.with(more);
    const refused = [...grown.refusals, ...this.addressRefusals(grown)].map(({ code: rule, object, found, limit }) => {
      return { rule, object, found, limit, atSystems: more };
    });
    this.failing ??= new Set(this.failuresOf(this.site, 0).map(failureKey));
    const { failing } = this;
    const broken = this.failuresOf(grown.plan, more).filter((failure) => !failing.has(failureKey(failure)));
    const all = [...refused, ...broken];
    this.judged.set(more, all);
    return all;
  }

  private addressRefusals({ addresses }: GrownSite): readonly Refusal[] {
    const left = addressesLeft(this.site.addresses, this.site.lock);
    return [...addresses].flatMap(([purpose, more]): Refusal[] => {
      const free = left.get(purpose);
      if (free === undefined || more <= free) return [];
      const pools = this.site.addresses.pools.filter((pool) => pool.purpose === purpose && pool.tenant === undefined);
      const capacity = pools.reduce((sum, pool) => sum + pool.capacity, 0);
      const object = `address pool '${pools.at(-1)?.name ?? ''}'`;
      const [found, limit] = [capacity - free + more, capacity].map((count) => `${count} addresses`);
      return [{ code: 'addressing/pool-too-small', object, found: found ?? '', limit: limit ?? '' }];
    });
  }

  private failuresOf(plan: SitePlan, atSystems: number): LimitBinding[] {
    return statesOf(plan, this.grown).flatMap((state) =>
      this.rules.flatMap((rule) =>
        rule
          .check(state)
          .flatMap(({ outcome, object = '', path, found = '', limit = '' }): LimitBinding[] =>
            outcome === 'failed' ? [{ rule: rule.id, object, found, limit, atSystems, ...(path && { path }) }] : [],
          ),
      ),
    );
  }
}

/** Packs of rules by what runs out where they fail. */
const DOMAINS: Readonly<Record<string, LimitDomain>> = {
  power: 'power',
  redundancy: 'power',
  supply: 'power',
  continuity: 'power',
  cooling: 'cooling',
  space: 'space',
  growth: 'space',
  fabric: 'fabric',
  addressing: 'addressing',
  storage: 'storage',
  terraform: 'terraform',
  aws: 'cloud',
};

function failureKey({ rule, path, object }: LimitBinding): string {
  return `${rule} ${path ?? object}`;
}

function keyOf({ domain, level, object }: Pick<LimitRow, 'domain' | 'level' | 'object'>): string {
  return `${domain}/${level}/${object}`;
}

function isOver(row: LimitFigures | undefined): boolean {
  return row !== undefined && row.used > row.capacity;
}

function withoutEnd({ moreSystems: _systems, moreUnits: _units, ...row }: LimitRow): LimitRow {
  return row;
}

/** The site by the date of each phase from that of the grown systems on; the last is the whole of it. */
function statesOf(plan: SitePlan, { sample }: GrownSystem): readonly SitePlan[] {
  if (plan.phases === undefined || plan.phases.length === 0) return [plan];
  const order = new PhaseOrder(plan.phases);
  const first = order.numberOf(sample);
  return order.phases.flatMap((_, number) => (number < first ? [] : [phaseView(plan, order, number)]));
}

/** A site with one more system in longer halls; undefined where it has no place there either, or an engine refuses the halls. */
function attemptGrowth(site: SitePlan, grown: GrownSystem, halls: readonly HallInput[]): PlannedSite | undefined {
  try {
    const one = new Growth(site, grown, halls).with(1);
    return one.isFull ? undefined : one.plan;
  } catch (error) {
    if (error instanceof DesignError) return undefined;
    throw error;
  }
}
