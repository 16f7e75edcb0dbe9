import { formerRacks } from '../../design/site/renames';
import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import type { NetboxPlan, NetboxRecord } from '../../export/netbox/netbox-record';

/** Former names by the names of now. */
export type FormerNames = Readonly<Record<string, string>>;

/** Kinds of name in natural keys. A role, a port, a tag or a type of the same name is none of them, and stays. */
type NameKind = 'device' | 'rack' | 'place' | 'zone' | 'fabric';

type Former = Readonly<Record<NameKind, ReadonlyMap<string, string>>>;

/** Names of now and of before, told apart by what has them. */
export class NetboxRenames {
  private readonly former: Former;
  private readonly given: ReadonlyMap<string, string>;
  private readonly names: Readonly<Record<NameKind, readonly string[]>>;

  /**
   * @param plan - names its constructs, and which of them were called otherwise
   * @param given - `formerly` of the inventory: of a device, rack, hall, row, zone, or what names of devices begin with
   * @param records - all that is registered
   */
  public constructor(plan: NetboxPlan, given: FormerNames, records: Iterable<NetboxRecord>) {
    this.given = new Map(Object.entries(given));
    this.names = namesOf(plan, records);
    const entries = new Map([
      ...formerRacks(plan),
      ...(plan.renamed ?? []).map(({ name, formerly }) => [name, formerly] as const),
      ...this.given,
    ]);
    this.former = formerOf(this.names, constructsOf(plan), entries);
  }

  /** Whether nothing was renamed. */
  public get isEmpty(): boolean {
    return Object.values(this.former).every(({ size }) => size === 0);
  }

  /** A record as it was under its former names. */
  public formerRecord(record: NetboxRecord): NetboxRecord {
    const { model, key, fields } = record;
    const was = (kind: NameKind, name: string): string => this.former[kind].get(name) ?? name;
    const [first = '', second = '', ...rest] = key;
    switch (model) {
      case 'device':
      case 'oob-ip':
      case 'primary-ip':
      case 'front-port':
      case 'rear-port':
      case 'power-port':
        return { ...record, key: [was('device', first), ...key.slice(1)] };
      case 'interface':
      case 'ip-address':
        // An interface that carries the address of a fabric has its name.
        return {
          ...record,
          key: [was('device', first), ...key.slice(1, 2).map((name) => was('fabric', name)), ...rest],
        };
      case 'power-outlet': {
        const [holder = '', ...supply] = second.split(' ');
        return { ...record, key: [was('device', first), [was('device', holder), ...supply].join(' '), ...rest] };
      }
      case 'cable':
        return { ...record, key: key.map((label) => this.formerLabel(label)) };
      case 'rack':
        return { ...record, key: [was('rack', first), ...key.slice(1)] };
      case 'power-feed':
        return { ...record, key: [was('rack', first), ...key.slice(1)] };
      case 'power-panel':
        return { ...record, key: [was('zone', first), ...key.slice(1)] };
      case 'location': {
        const before = key.map((name) => was('place', name));
        const { slug } = fields;
        if (typeof slug !== 'string') return { ...record, key: before };
        return { ...record, key: before, fields: { ...fields, slug: formerSlug(slug, key, before) } };
      }
      default:
        return record;
    }
  }

  /**
   * Refuses former names of what the inventory does not hold, and those that something else of the same kind has taken, all of them at once.
   *
   * @throws DesignError `netbox/unknown-name`, `netbox/former-name-taken`
   */
  public check(): void {
    DesignErrors.throwAll([...this.unknownNames(), ...this.takenNames()]);
  }

  private formerLabel(label: string): string {
    const [, fabric, rest = label] = /^([^/:]+)\/(.*)$/s.exec(label) ?? [];
    const ends = rest.replace(/^[^:]+/, (holder) => this.former.device.get(holder) ?? holder);
    return fabric === undefined ? ends : `${this.former.fabric.get(fabric) ?? fabric}/${ends}`;
  }

  private unknownNames(): readonly DesignError[] {
    const all = Object.values(this.names).flat();
    const isHeld = (name: string): boolean =>
      all.some((one) => one === name || one.startsWith(`${name}-`)) ||
      Object.values(this.former).some((names) => names.has(name));
    return [...this.given.keys()]
      .filter((name) => !isHeld(name))
      .map((name) => {
        const hint = spellingHint(name, all);
        return new DesignError('netbox/unknown-name', {
          problem: `'formerly' says what '${name}' was called, and the inventory holds no '${name}'`,
          remedy: hint === undefined ? 'write it as new name: former name' : `did you mean '${hint}'?`,
          object: name,
        });
      });
  }

  private takenNames(): readonly DesignError[] {
    return (Object.keys(this.former) as NameKind[]).flatMap((kind) => {
      const held = new Set(this.names[kind]);
      const taken = [...this.former[kind]].find(([, was]) => held.has(was) && !this.former[kind].has(was));
      if (taken === undefined) return [];
      const [name, was] = taken;
      return [
        new DesignError('netbox/former-name-taken', {
          problem: `'formerly' says that '${name}' was '${was}', and the inventory holds a '${was}' too`,
          remedy: 'rename in two applies, or take the former name away',
          object: name,
        }),
      ];
    });
  }
}

/** Slug of a row: it holds that of its hall. */
function formerSlug(slug: string, now: readonly string[], before: readonly string[]): string {
  const small = (name: string): string => name.toLowerCase();
  const [hall = '', row] = now.map(small);
  const [hallBefore = '', rowBefore] = before.map(small);
  const rest = slug.startsWith(hall) ? hallBefore + slug.slice(hall.length) : slug;
  return row === undefined || rowBefore === undefined || !rest.endsWith(`-${row}`)
    ? rest
    : `${rest.slice(0, -row.length)}${rowBefore}`;
}

function namesOf(plan: NetboxPlan, records: Iterable<NetboxRecord>): Readonly<Record<NameKind, readonly string[]>> {
  const names = { device: new Set<string>(), rack: new Set<string>(), place: new Set<string>() };
  for (const { model, key } of records) {
    if (model === 'device') names.device.add(key[0] ?? '');
    if (model === 'rack') names.rack.add(key[0] ?? '');
    if (model === 'location') for (const name of key) names.place.add(name);
  }
  return {
    device: [...names.device],
    rack: [...names.rack],
    place: [...names.place],
    zone: plan.power.zones.map(({ name }) => name),
    fabric: fabricsOf(plan),
  };
}

function fabricsOf({ fabrics, converged = [] }: NetboxPlan): readonly string[] {
  return [...fabrics, ...converged].map(({ plan }) => plan.name);
}

/** Names that names of devices begin with. */
function constructsOf(plan: NetboxPlan): readonly string[] {
  return [...plan.clusters.map(({ name }) => name), ...plan.storage.map((tier) => tier.plan.name), ...fabricsOf(plan)];
}

/**
 * Former name of each name that was renamed. A device is renamed with itself, or with what its name begins with, but for those of a construct whose longer
 * name begins alike; a rack with its hall; and a PDU, which is named in small letters after its rack, with that.
 */
function formerOf(
  names: Readonly<Record<NameKind, readonly string[]>>,
  constructs: readonly string[],
  entries: ReadonlyMap<string, string>,
): Former {
  const longest = [...entries].sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
  const exact = (kind: NameKind): Map<string, string> =>
    new Map(
      names[kind].flatMap((name) => {
        const was = entries.get(name);
        return was === undefined ? [] : [[name, was] as const];
      }),
    );
  const begun = (name: string, own: string): boolean =>
    name.startsWith(`${own}-`) &&
    !constructs.some((other) => other.startsWith(`${own}-`) && (name === other || name.startsWith(`${other}-`)));
  const prefixed = (kind: 'device' | 'rack'): Map<string, string> =>
    new Map(
      names[kind].flatMap((name): (readonly [string, string])[] => {
        for (const [own, was] of longest) {
          if (name === own) return [[name, was]];
          if (begun(name, own)) return [[name, was + name.slice(own.length)]];
        }
        return [];
      }),
    );
  const racks = prefixed('rack');
  const devices = prefixed('device');
  const smallRacks = new Map([...racks].map(([name, was]) => [name.toLowerCase(), was.toLowerCase()]));
  for (const name of names.device) {
    const rack = [...smallRacks.keys()].find((own) => !devices.has(name) && name.startsWith(`${own}-`));
    if (rack !== undefined) devices.set(name, (smallRacks.get(rack) ?? rack) + name.slice(rack.length));
  }
  return { device: devices, rack: racks, place: exact('place'), zone: exact('zone'), fabric: exact('fabric') };
}
