import { spellingHint, DesignError, DesignErrors } from '../../errors/design-error';
import { rackName, type RackPlan } from '../../model/placement-plan';
import { type LostThing, rackPlaces, unitsIn } from '../../model/shared-loss';
import { SitePlaces, siteCableRows } from '../../model/site-cables';
import { networkName, networkPlans } from '../../model/site-links';
import type { SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';

/** Kinds of object that can be out, in the order in which they are listed. */
export const OUTAGE_KINDS = [
  'device',
  'cable',
  'rack',
  'row',
  'hall',
  'compartment',
  'node',
  'feed',
  'zone',
  'cooling',
  'loop',
  'cause',
  'unit',
  'cluster',
  'fabric',
  'tier',
] as const;

/** Kind of an object that can be out: `node` of the power chain, `cooling` are units of cooling, `unit` is a scalable unit. */
export type OutageKind = (typeof OUTAGE_KINDS)[number];

/** Words for a kind beside its own, as people write them in front of a name. */
const OTHER_WORDS: Readonly<Record<string, OutageKind>> = {
  host: 'device',
  system: 'device',
  switch: 'device',
  leaf: 'device',
  spine: 'device',
  core: 'device',
  link: 'cable',
  port: 'cable',
  'power-node': 'node',
  'power-zone': 'zone',
  'cooling-units': 'cooling',
  'cooling-loop': 'loop',
  storage: 'tier',
};

/** An object of a site that is out. */
export interface OutageObject {
  readonly kind: OutageKind;
  readonly name: string;
}

/** What is out with some objects, as the engines take it. */
export interface OutageParts {
  /** Devices and trays that are taken out. */
  readonly devices: readonly string[];
  /** Labels of cables. */
  readonly cables: readonly string[];
  /** Racks that are lost whole. */
  readonly racks: readonly string[];
  /** Power nodes, zones and loops. */
  readonly things: readonly LostThing[];
  /** Single feeds, as `<zone>/<feed>`. */
  readonly feeds: readonly string[];
  /** Units of cooling by their place in the group. */
  readonly units: readonly { readonly name: string; readonly lost: readonly number[] }[];
  /** What no engine walks, in words. */
  readonly unknown: readonly string[];
}

const NOTHING: OutageParts = { devices: [], cables: [], racks: [], things: [], feeds: [], units: [], unknown: [] };

/** All of both. */
export function together(one: OutageParts, other: OutageParts): OutageParts {
  const join = <K extends keyof OutageParts>(key: K): readonly OutageParts[K][number][] => [...one[key], ...other[key]];
  return {
    devices: [...new Set(join('devices'))],
    cables: [...new Set(join('cables'))],
    racks: [...new Set(join('racks'))],
    things: join('things'),
    feeds: [...new Set(join('feeds'))],
    units: join('units'),
    unknown: [...new Set(join('unknown'))],
  };
}

/** Objects of a site by their names, and what is out with each. */
export class OutageObjects {
  public readonly places: SitePlaces;
  private readonly names: ReadonlyMap<string, readonly OutageObject[]>;
  private readonly small = new Map<string, OutageObject[]>();

  public constructor(private readonly plan: SitePlan) {
    this.places = new SitePlaces(plan);
    const names = new Map<string, OutageObject[]>();
    const add = (name: string, kind: OutageKind, called = name): void => {
      const known = names.get(called) ?? [];
      if (!known.some((one) => one.kind === kind && one.name === name)) addTo(names, called, { kind, name });
    };
    for (const { name } of plan.devices) add(name, 'device');
    for (const { scaleUpDomains = [] } of plan.clusters)
      for (const { hosts } of scaleUpDomains) for (const tray of hosts) add(tray, 'device');
    for (const { label, cable, a, b } of siteCableRows(plan)) {
      for (const called of [label, label.replace(/#\d+$/, ''), `${a.device}:${a.port}`, `${b.device}:${b.port}`])
        add(cable, 'cable', called);
    }
    for (const { name } of plan.placement.racks) add(name, 'rack');
    for (const { name: hall, rows } of plan.halls) {
      add(hall, 'hall');
      for (const row of rows)
        for (const called of [`${hall}/${row.name}`, row.name]) add(`${hall}/${row.name}`, 'row', called);
    }
    for (const { kind, name } of plan.losses ?? []) if (kind === 'compartment' || kind === 'cause') add(name, kind);
    for (const { name } of plan.power.chain?.nodes ?? []) add(name, 'node');
    for (const { name, feeds } of plan.power.zones) {
      add(name, 'zone');
      for (const feed of feeds) add(`${name}/${feed}`, 'feed');
    }
    for (const { name, units } of plan.cooling?.loops ?? []) {
      add(name, 'loop');
      for (const group of units) {
        add(group.name, 'cooling');
        for (let unit = 1; unit <= group.units; unit += 1) add(`${group.name}/${unit}`, 'cooling');
      }
    }
    for (const { unit } of plan.devices) add(unit, 'unit');
    for (const { name } of plan.clusters) add(name, 'cluster');
    for (const network of networkPlans(plan)) add(networkName(network), 'fabric');
    for (const { plan: tier } of plan.storage) add(tier.name, 'tier');
    this.names = names;
    for (const [name, objects] of names) addTo(this.small, name.toLowerCase(), ...objects);
  }

  /**
   * The objects that texts name, each as `<name>` or `<kind>:<name>`; case counts only where it tells two apart.
   *
   * @throws DesignError `shift/unknown-object`, `shift/ambiguous-object`, all at once
   */
  public find(asked: readonly string[]): readonly OutageObject[] {
    const errors: DesignError[] = [];
    const found = asked.flatMap((text) => {
      const [kind, name] = this.kindOf(text);
      const ofKind = (objects: readonly OutageObject[] = []): readonly OutageObject[] =>
        kind === undefined ? objects : objects.filter((one) => one.kind === kind);
      const exact = ofKind(this.names.get(name));
      const matching = exact.length > 0 ? exact : distinct(ofKind(this.small.get(name.toLowerCase())));
      const [first, ...others] = matching;
      if (first === undefined) errors.push(this.unknown(text, name, kind));
      else if (others.length > 0) errors.push(ambiguous(text, matching));
      return first ?? [];
    });
    DesignErrors.throwAll(errors);
    return distinct(found);
  }

  /** What is out with objects. */
  public partsOf(objects: readonly OutageObject[]): OutageParts {
    return objects.map((one) => this.parts(one)).reduce(together, NOTHING);
  }

  private parts({ kind, name }: OutageObject): OutageParts {
    const { plan } = this;
    switch (kind) {
      case 'device':
        return { ...NOTHING, devices: [name] };
      case 'cable':
        return { ...NOTHING, cables: [name] };
      case 'rack':
        return racksOut(plan.placement.racks.filter((rack) => rack.name === name));
      case 'row':
        return racksOut(plan.placement.racks.filter(({ hall, row }) => `${hall}/${row}` === name));
      case 'hall':
        return racksOut(plan.placement.racks.filter(({ hall }) => hall === name));
      case 'node':
        return { ...NOTHING, things: [{ kind: 'power-node', name }] };
      case 'zone':
        return { ...NOTHING, things: [{ kind: 'zone', name }] };
      case 'feed':
        return { ...NOTHING, feeds: [name] };
      case 'cooling':
        return this.unitsOut(name);
      case 'loop': {
        const loop = plan.cooling?.loops.find((one) => one.name === name);
        const units = (loop?.units ?? []).map((group) => ({ name: group.name, lost: all(group.units) }));
        return { ...NOTHING, things: [{ kind: 'cooling-loop', name }], units };
      }
      case 'compartment':
        return this.compartment(name);
      case 'cause': {
        const cause = plan.losses?.find((loss) => loss.kind === 'cause' && loss.name === name);
        return (cause?.things ?? []).map((thing) => this.thing(thing)).reduce(together, NOTHING);
      }
      case 'unit':
        return { ...NOTHING, devices: plan.devices.filter((one) => one.unit === name).map((one) => one.name) };
      case 'cluster':
        return { ...NOTHING, devices: plan.clusters.find((one) => one.name === name)?.hosts ?? [] };
      case 'fabric':
        return { ...NOTHING, devices: this.switchesOf(name) };
      case 'tier':
        return { ...NOTHING, devices: plan.storage.find((one) => one.plan.name === name)?.plan.nodes ?? [] };
    }
  }

  private switchesOf(name: string): readonly string[] {
    const network = networkPlans(this.plan).find((one) => networkName(one) === name);
    return (network?.switches ?? []).map((one) => (typeof one === 'string' ? one : one.name));
  }

  /** `chillers` are all of the group, `chillers/2` is the second of them. */
  private unitsOut(name: string): OutageParts {
    const groups = (this.plan.cooling?.loops ?? []).flatMap(({ units }) => units);
    const group = groups.find((one) => one.name === name);
    if (group !== undefined) return { ...NOTHING, units: [{ name, lost: all(group.units) }] };
    const slash = name.lastIndexOf('/');
    return { ...NOTHING, units: [{ name: name.slice(0, slash), lost: [Number(name.slice(slash + 1)) - 1] }] };
  }

  /** Nodes, units and racks that stand in it. Pipes that pass it are named, and not lost. */
  private compartment(name: string): OutageParts {
    const loss = this.plan.losses?.find((one) => one.kind === 'compartment' && one.name === name);
    const loops = this.plan.cooling?.loops ?? [];
    const units = loops
      .flatMap((loop) => loop.units)
      .map((group) => ({ name: group.name, lost: unitsIn(group.compartments ?? [], name, group.units) }))
      .filter(({ lost }) => lost.length > 0);
    const placeOf = rackPlaces(this.plan.halls);
    const racks = this.plan.placement.racks.filter((rack) => placeOf(rack) === name);
    const passes = loops.filter((loop) => loop.passes?.includes(name) === true);
    return {
      ...racksOut(racks),
      things: (loss?.things ?? []).filter(({ kind }) => kind === 'power-node'),
      units,
      unknown: passes.map(
        (loop) =>
          `whether the pipes of loop '${loop.name}', which pass '${name}', hold: ask for 'loop:${loop.name}' too`,
      ),
    };
  }

  private thing(thing: LostThing): OutageParts {
    const kind = OTHER_WORDS[thing.kind] ?? OUTAGE_KINDS.find((one) => one === thing.kind);
    if (thing.kind === 'converged') return { ...NOTHING, devices: this.switchesOf(thing.name) };
    if (kind === undefined) return { ...NOTHING, unknown: [`what the loss of ${thing.kind} '${thing.name}' does`] };
    if (kind !== 'rack') return this.parts({ kind, name: thing.name });
    const { racks } = this.plan.placement;
    return racksOut(
      racks.filter(({ hall, row, number }) => `${hall}/${rackName(undefined, row, number)}` === thing.name),
    );
  }

  private kindOf(text: string): readonly [OutageKind | undefined, string] {
    const colon = text.indexOf(':');
    const word = text.slice(0, Math.max(colon, 0)).toLowerCase();
    const kind = OUTAGE_KINDS.find((one) => one === word) ?? OTHER_WORDS[word];
    return kind === undefined ? [undefined, text] : [kind, text.slice(colon + 1)];
  }

  private unknown(text: string, name: string, kind: OutageKind | undefined): DesignError {
    const known = [...this.names].filter(
      ([, objects]) => kind === undefined || objects.some((one) => one.kind === kind),
    );
    const hint = spellingHint(
      name,
      known.map(([one]) => one),
    );
    const what = kind === undefined ? 'nothing that is called' : `no ${kind}`;
    return new DesignError('shift/unknown-object', {
      problem: `site '${this.plan.name}' has ${what} '${name}'`,
      remedy:
        hint === undefined
          ? `name a device, a cable or a port ('<device>:<port>'), or with its kind, such as 'rack:A01': ${OUTAGE_KINDS.join(', ')}`
          : `did you mean '${hint}'?`,
      object: text,
    });
  }
}

function ambiguous(text: string, objects: readonly OutageObject[]): DesignError {
  const list = objects.map(({ kind, name }) => `'${kind}:${name}'`).join(', ');
  return new DesignError('shift/ambiguous-object', {
    problem: `'${text}' could be ${list}`,
    remedy: 'give one of them with its kind, or several',
    object: text,
  });
}

function distinct(objects: readonly OutageObject[]): readonly OutageObject[] {
  return [...new Map(objects.map((one) => [`${one.kind}:${one.name}`, one])).values()];
}

function racksOut(racks: readonly RackPlan[]): OutageParts {
  return {
    ...NOTHING,
    racks: racks.map(({ name }) => name),
    devices: racks.flatMap(({ devices }) => devices.map(({ name }) => name)),
  };
}

function all(units: number): readonly number[] {
  return Array.from({ length: units }, (_, unit) => unit);
}
