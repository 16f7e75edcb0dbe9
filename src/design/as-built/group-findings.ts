import type { CableEnd } from '../../model/cabling-plan';
import type { LinkEnd } from '../../model/fabric-plan';
import { addTo, present } from '../../units/present';
import type { AsBuiltFinding, AsBuiltKind, PortRule } from './as-built-report';
import type { ComparedNetwork, NetworkEnds } from './compared-network';
import { NONE } from './match-cables';

/** A finding on a planned link. */
export interface LinkFinding {
  /** Its place in the order of the plan. */
  readonly link: number;
  /** What is told of it by itself. */
  readonly finding: AsBuiltFinding;
  /** Ends of the found link, the planned lower one first; `NONE` where there is none. */
  readonly a: number;
  readonly b: number;
  /** What it has in common with others whose ports are as in no plan. */
  readonly common: string | undefined;
}

/** What a grouping knows beside the findings. */
export interface GroupingInput {
  /** The network as it is planned. */
  readonly network: ComparedNetwork;
  /** In the order of the plan's cables. */
  readonly findings: readonly LinkFinding[];
  /** Whether a link was judged at all, and so may be one of a device that is absent. */
  readonly isJudged: (link: number) => boolean;
  /** Planes of a found link that is in place. Undefined: it is told as one link, or there is none. */
  readonly planesOf: (link: number) => readonly number[] | undefined;
  /** Whether a dump shows a device at one end of a link. */
  readonly isShown: (device: string) => boolean;
  /** An end by rack, unit and port. */
  readonly place: (end: LinkEnd) => CableEnd;
}

/** Cables that must have something in common before it is told in their place. */
const LEAST_CABLES = 3;

/** Several cables of one cause become one finding, which holds them; what stands by itself stays as it is. Crossed rails and exchanged cables come first. */
export function groupFindings(input: GroupingInput): AsBuiltFinding[] {
  const grouping = new Grouping(input);
  const findings = [
    ...grouping.devices(
      'absent',
      ({ finding }) => finding.kind === 'missing' || finding.kind === 'half-down',
      input.isJudged,
    ),
    ...grouping.devices(
      'plane-down',
      ({ finding }) => finding.kind === 'plane-down',
      (link) => input.planesOf(link) !== undefined,
    ),
    ...grouping.exchanges(),
    ...grouping.otherPorts(),
    ...grouping.unnamed(),
    ...grouping.whole(),
    ...grouping.rest(),
  ];
  return inOrder(findings);
}

/** Orders of adapters, by which the rest was judged, crossed rails, exchanged cables, then causes of several cables; the rest as it is, extra links last. */
export function inOrder(findings: readonly AsBuiltFinding[]): AsBuiltFinding[] {
  const ranks: Partial<Record<AsBuiltKind, number>> = {
    order: 0,
    swapped: 3,
    absent: 4,
    'plane-down': 5,
    'other-port': 6,
    unnamed: 7,
    extra: 9,
  };
  const rank = ({ kind, crossedRails, cables, planned }: AsBuiltFinding): number => {
    if (crossedRails !== undefined) return kind === 'swapped' ? 1 : 2;
    if (kind === 'plane-down' && cables === undefined && planned !== undefined) return 8;
    return ranks[kind] ?? (cables === undefined ? 8 : 7);
  };
  return [...findings].sort((one, other) => rank(one) - rank(other));
}

class Grouping {
  private readonly told = new Set<number>();
  private readonly devicesOf: (link: number) => readonly [string, string];
  private readonly fabric: string;

  public constructor(private readonly input: GroupingInput) {
    const { ends, links } = input.network;
    this.fabric = links.name;
    this.devicesOf = (link) => [
      ends.nameOf(ends.aEnd[link] ?? NONE).device,
      ends.nameOf(ends.bEnd[link] ?? NONE).device,
    ];
  }

  /** Devices all of whose cables have one finding: those with the most cables first, a switch before what hangs on it. */
  public devices(
    kind: 'absent' | 'plane-down',
    isOfKind: (each: LinkFinding) => boolean,
    counts: (link: number) => boolean,
  ): AsBuiltFinding[] {
    const own = this.input.findings.filter(isOfKind);
    if (own.length < 2) return [];
    const by = new Map<string, LinkFinding[]>();
    for (const each of own) {
      const what = each.finding.planes?.down.join(',') ?? '';
      for (const device of this.devicesOf(each.link)) addTo(by, `${what}\n${device}`, each);
    }
    const totals = this.totals(counts);
    const { ends } = this.input.network;
    const whole = [...by].flatMap(([key, cables]) => {
      const device = key.slice(key.indexOf('\n') + 1);
      if (cables.length < 2 || cables.length < (totals.get(device) ?? 0)) return [];
      return kind === 'absent' && this.input.isShown(device) ? [] : [{ device, cables }];
    });
    whole.sort(
      (one, other) =>
        other.cables.length - one.cables.length ||
        Number(ends.isSwitch(other.device)) - Number(ends.isSwitch(one.device)) ||
        (one.device < other.device ? -1 : 1),
    );
    return whole.flatMap(({ device, cables }) => {
      const left = cables.filter(({ link }) => !this.told.has(link));
      if (left.length === 0) return [];
      const planes = cables[0]?.finding.planes;
      return [this.several(kind, `${this.fabric}/${device}`, left, { device, ...present({ planes }) })];
    });
  }

  /** Cables that go to one of two devices where the other is planned, and the other way round. */
  public exchanges(): AsBuiltFinding[] {
    const by = new Map<string, LinkFinding[]>();
    for (const each of this.input.findings) {
      const { partner, planned } = each.finding;
      if (each.finding.kind !== 'swapped' || partner === undefined || planned === undefined) continue;
      const [one, other] = [planned, partner.planned];
      const isUpper = one.a.device === other.a.device;
      if (isUpper === (one.b.device === other.b.device)) continue;
      const pair = isUpper ? [one.b.device, other.b.device] : [one.a.device, other.a.device];
      addTo(by, pair.sort().join('\n'), each);
    }
    return [...by].flatMap(([pair, cables]) => {
      const [device = '', otherDevice = ''] = pair.split('\n');
      if (cables.length < LEAST_CABLES) return [];
      const { crossedRails } = cables[0]?.finding ?? {};
      return [
        this.several('swapped', `${this.fabric}/${device}`, cables, {
          device,
          otherDevice,
          ...present({ crossedRails }),
        }),
      ];
    });
  }

  /** Cables between the planned devices in other ports, by what they have in common. */
  public otherPorts(): AsBuiltFinding[] {
    const by = new Map<string, LinkFinding[]>();
    for (const each of this.input.findings) if (each.common !== undefined) addTo(by, each.common, each);
    return [...by].map(([common, cables]) => {
      const { ends } = this.input.network;
      const device = common.split('\n')[1];
      const ports = {
        lower: portRule(
          cables.map(({ link, a }) => [ends.aEnd[link] ?? NONE, a]),
          ends,
        ),
        upper: portRule(
          cables.map(({ link, b }) => [ends.bEnd[link] ?? NONE, b]),
          ends,
        ),
      };
      const label = device === undefined ? this.fabric : `${this.fabric}/${device}`;
      return this.several('other-port', label, cables, { ...present({ device }), ports });
    });
  }

  /** Adapters that bear no name of a node in their planned ports. */
  public unnamed(): AsBuiltFinding[] {
    const cables = this.input.findings.filter(({ finding }) => finding.kind === 'unnamed');
    return cables.length < 2 ? [] : [this.several('unnamed', this.fabric, cables)];
  }

  /** What more than half of all cables of a tier have alike: a speed or a state. */
  public whole(): AsBuiltFinding[] {
    const by = new Map<string, LinkFinding[]>();
    const { network } = this.input;
    for (const each of this.input.findings) {
      const { kind, foundRateBits, plannedRateBits, state } = each.finding;
      if (kind !== 'slow' && kind !== 'not-active') continue;
      addTo(by, [network.tierOf(each.link), kind, plannedRateBits, foundRateBits, state].join('\n'), each);
    }
    if (by.size === 0) return [];
    const judged = new Map<number, number>();
    for (let link = 0; link < network.links.count; link += 1) {
      if (this.input.isJudged(link)) judged.set(network.tierOf(link), (judged.get(network.tierOf(link)) ?? 0) + 1);
    }
    return [...by.values()].flatMap((cables) => {
      const [first] = cables;
      if (first === undefined || cables.length < LEAST_CABLES) return [];
      if (cables.length * 2 <= (judged.get(network.tierOf(first.link)) ?? 0)) return [];
      const { kind, plannedRateBits, foundRateBits, speed, state } = first.finding;
      return [this.several(kind, this.fabric, cables, present({ plannedRateBits, foundRateBits, speed, state }))];
    });
  }

  /** Findings that nothing explains. */
  public rest(): AsBuiltFinding[] {
    return this.input.findings.filter(({ link }) => !this.told.has(link)).map(({ finding }) => finding);
  }

  private several(
    kind: AsBuiltKind,
    label: string,
    cables: readonly LinkFinding[],
    {
      device,
      otherDevice,
      ...facts
    }: Omit<Partial<AsBuiltFinding>, 'device' | 'otherDevice'> & {
      readonly device?: string;
      readonly otherDevice?: string;
    } = {},
  ): AsBuiltFinding {
    for (const { link } of cables) this.told.add(link);
    const at = (name: string | undefined): CableEnd | undefined =>
      name === undefined ? undefined : this.input.place({ device: name, port: '' });
    return {
      kind,
      fabric: this.fabric,
      label,
      ...present({ device: at(device), otherDevice: at(otherDevice) }),
      ...facts,
      cables: cables.map(({ finding }) => finding),
    };
  }

  private totals(counts: (link: number) => boolean): ReadonlyMap<string, number> {
    const totals = new Map<string, number>();
    for (let link = 0; link < this.input.network.links.count; link += 1) {
      if (!counts(link)) continue;
      for (const device of this.devicesOf(link)) totals.set(device, (totals.get(device) ?? 0) + 1);
    }
    return totals;
  }
}

/** The rule that most cables follow. */
function portRule(pairs: readonly (readonly [planned: number, found: number])[], ends: NetworkEnds): PortRule {
  const rows = pairs.map(([planned, found]) => ({
    planned,
    found,
    from: ends.numberOf(planned),
    to: ends.numberOf(found),
  }));
  const most = (keyOf: (row: (typeof rows)[number]) => number): { readonly by: number; readonly cables: number } => {
    const counts = new Map<number, number>();
    for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
    const [best = [0, 0]] = [...counts].sort(([a, one], [b, other]) => other - one || Math.abs(a) - Math.abs(b));
    return { by: best[0], cables: best[1] };
  };
  const shift = most(({ from, to }) => to - from);
  const mirror = most(({ from, to }) => from + to);
  const best = mirror.cables > shift.cables ? mirror : shift;
  const example = (test: (row: (typeof rows)[number]) => boolean): Pick<PortRule, 'example'> => {
    const row = rows.find(test);
    return row === undefined ? {} : { example: [ends.nameOf(row.planned).port, ends.nameOf(row.found).port] };
  };
  if (best.cables * 2 > rows.length) {
    if (best === mirror) {
      return { rule: 'mirrored', ...mirror, ...example(({ from, to }) => from + to === mirror.by) };
    }
    const { by, cables } = shift;
    return by === 0
      ? { rule: 'same', cables }
      : { rule: 'shifted', by, cables, ...example(({ from, to }) => to - from === by) };
  }
  const tables = new Map<number, Map<number, number>>();
  for (const { from, to } of rows) {
    const row = tables.get(from) ?? new Map<number, number>();
    tables.set(from, row.set(to, (row.get(to) ?? 0) + 1));
  }
  // A table is one where several switches agree on it.
  const agreed = [...tables.values()].map((row) => Math.max(...row.values())).filter((count) => count > 1);
  const cables = agreed.reduce((sum, count) => sum + count, 0);
  return cables * 2 > rows.length
    ? { rule: 'table', cables, ...example(() => true) }
    : { rule: 'none', cables: rows.length };
}

/** Names that adapters bear before somebody names their host, and those of systems that nobody named. */
const NAMELESS =
  /^$|^\(none\)|^(?:localhost|ubuntu|debian|centos|rocky|rhel|linux|host|node|unknown)(?:[.\s].*)?$|\b(?:mellanox technologies|connectx[- ]?\d*|mt\d{4,}|infinihost|omni-path|hfi1?_?\d*)\b/i;

/** Whether what an adapter calls itself is no name of a node: the text of its vendor, or the name of a system that was never named. */
export function isNameless(name: string): boolean {
  return NAMELESS.test(name.trim());
}
