import { DesignError, spellingHint } from '../../errors/design-error';
import type { CableEnd } from '../../model/cabling-plan';
import { networkPlans } from '../../model/site-links';
import type { SitePlan } from '../../model/site-plan';
import { networkDevices } from './compared-network';

/**
 * How a cable differs from the plan.
 *
 * `missing`: no link. `half-down`: no link, but another link of the same cage at the lower end is up. `swapped`: the far ends of two cables are exchanged.
 * `misplaced`: one end is in another port. `slow`: as planned, but slower. `not-active`: as planned and up, but its state is short of Active. `extra`: a link that no
 * plan asks for. `order`: the adapters of all hosts of a kind meet the planned ports in another order than that of their names. `absent`: a device that no dump shows,
 * with all of its cables. `plane-down`: as planned, but some planes of its port are down. `other-port`: cables between the planned devices in other ports, as a hall has
 * them that counts its ports otherwise. `unnamed`: the planned port meets an adapter that bears no name of a node.
 */
export type AsBuiltKind =
  | 'missing'
  | 'half-down'
  | 'swapped'
  | 'misplaced'
  | 'slow'
  | 'not-active'
  | 'extra'
  | 'order'
  | 'absent'
  | 'plane-down'
  | 'other-port'
  | 'unnamed';

/**
 * How the ports that were found follow from those of the plan. `same`: they are those. `shifted`: each is `by` higher. `mirrored`: the two add up to `by`. `table`: each
 * planned port is one other port on all switches. `none`: no one rule.
 */
export interface PortRule {
  readonly rule: 'same' | 'shifted' | 'mirrored' | 'table' | 'none';
  readonly by?: number;
  /** Cables that follow it. */
  readonly cables: number;
  /** Planned port and the found one of a cable that follows it. */
  readonly example?: readonly [planned: string, found: string];
}

/** Both ends of a cable by rack, unit and port. */
export interface CableEnds {
  readonly a: CableEnd;
  readonly b: CableEnd;
}

/** One cable, two swapped ones, or several of one cause, that are not as planned. */
export interface AsBuiltFinding {
  readonly kind: AsBuiltKind;
  readonly fabric: string;
  /**
   * Label of the planned cable; of a link that no plan asks for, `<fabric>/<device>:<port>` of the end that the plan knows; of several cables, the fabric, with the device
   * that they have in common.
   */
  readonly label: string;
  /** Where it should go, lower end first. Absent: no plan asks for it. */
  readonly planned?: CableEnds;
  /** Where it goes; `a` is the end that is in its planned port. Absent: no link. */
  readonly found?: CableEnds;
  /** The other cable of a swap. */
  readonly partner?: { readonly label: string; readonly planned: CableEnds; readonly found: CableEnds };
  /** Rails of the switches where a cable should end and where it does, where they differ. */
  readonly crossedRails?: readonly [number, number];
  /** Label of the link of the same cage that is up. */
  readonly mate?: string;
  readonly plannedRateBits?: number;
  readonly foundRateBits?: number;
  /** Width and speed as the tool printed them. */
  readonly speed?: string;
  /** State of a link that is not active, in the word of the tool. */
  readonly state?: string;
  /** Of an order: ports of the plan with the adapter that all hosts show there. */
  readonly adapters?: readonly { readonly port: string; readonly adapter: string }[];
  /** Of an order: hosts that show it. */
  readonly hosts?: number;
  /** Planes of the port that are up and down, of all that it has. */
  readonly planes?: { readonly up: readonly number[]; readonly down: readonly number[]; readonly of: number };
  /** Name that the other end bears instead of one of a node. */
  readonly name?: string;
  /** The device that several cables have in common, by rack and unit, without a port. */
  readonly device?: CableEnd;
  /** Of two devices whose cables are exchanged: the other one. */
  readonly otherDevice?: CableEnd;
  /** Of cables in other ports: how their ports follow from those of the plan. */
  readonly ports?: { readonly lower: PortRule; readonly upper: PortRule };
  /** Of a finding on several cables: each by itself. Absent: it is on one, or on a swap of two. */
  readonly cables?: readonly AsBuiltFinding[];
}

/** Cables of one fabric by what became of them: `planned` is the sum of the five below it. */
export interface AsBuiltCounts {
  readonly planned: number;
  /** In place and at least as fast as planned, or of unknown speed. */
  readonly asPlanned: number;
  /** Planned cables that a finding is about; two for a swap. */
  readonly differing: number;
  /** No link, and none expected yet: an end is not cabled or out of service by the asset file. */
  readonly notYet: number;
  /** No dump tells of either end. */
  readonly unseen: number;
  /** Outside of what was asked for. */
  readonly leftOut: number;
  /** Found links that no plan asks for, findings of kind `extra`. */
  readonly extra: number;
  /** Found links of ports that the model in the plan has not, such as that of an aggregation node. */
  readonly ignored: number;
  /** More neighbours that are heard on a port whose cable is in place, as the firmware of an adapter beside its operating system. Absent: none. */
  readonly beside?: number;
}

/** Differences between actual and planned, of one fabric. */
export interface AsBuiltReport {
  readonly fabric: string;
  /** Switches of the fabric that the dumps show. */
  readonly switchesShown: number;
  /** Switches of the fabric by the plan: a dump that was cut off shows fewer. */
  readonly switchesPlanned: number;
  readonly counts: AsBuiltCounts;
  /** Crossed rails, exchanged cables and what many cables have in common first, the rest in the order of the plan's cables, then the extra ones by label. */
  readonly findings: readonly AsBuiltFinding[];
  /** Names in the dump that are no device of the site, sorted. */
  readonly strangers: readonly string[];
  /** Nodes that did not answer the tool: links behind them are not told. Absent: none. */
  readonly unanswered?: number;
}

/** Findings with those on several cables as one each. */
export function eachCable(findings: readonly AsBuiltFinding[]): AsBuiltFinding[] {
  return findings.flatMap((finding) => finding.cables ?? [finding]);
}

/** Whether every cable that was asked for and is expected is as planned. */
export function isAsPlanned({ findings }: AsBuiltReport): boolean {
  return findings.length === 0;
}

/** Parts of a site to check: a cable counts when one of its ends is in one of them. */
export interface CableScope {
  /** Names of racks. */
  readonly racks?: readonly string[];
  /** Units as devices have them, such as `haein/su-01`, or scalable units of the fabric by number. */
  readonly units?: readonly string[];
  /** Names of devices. */
  readonly devices?: readonly string[];
}

const KEYS = { rack: 'racks', unit: 'units', device: 'devices' } as const;

/**
 * Reads `rack=A01,unit=haein/su-01,device=haein-007`.
 *
 * @throws DesignError `as-built/bad-scope`, `as-built/unknown-place`
 */
export function parseCableScope(text: string, site: ScopedSite): CableScope {
  const scope = { racks: [] as string[], units: [] as string[], devices: [] as string[] };
  for (const part of text.split(',')) {
    const [, key = '', name = ''] = /^(rack|unit|device)=(.+)$/.exec(part.trim()) ?? [];
    if (key !== 'rack' && key !== 'unit' && key !== 'device') {
      throw new DesignError('as-built/bad-scope', {
        problem: `'${part}' is no part of a site to check`,
        remedy: "give racks, units or devices, as in 'rack=A01,rack=A02' or 'unit=haein/su-01,device=haein-007'",
        value: part,
      });
    }
    checkKnown(key, name, namesOf(key, site));
    scope[KEYS[key]].push(name);
  }
  return scope;
}

/** What the names of a scope are known from. */
type ScopedSite = Pick<SitePlan, 'devices' | 'fabrics' | 'converged' | 'placement'>;

function namesOf(key: keyof typeof KEYS, site: ScopedSite): Set<string> {
  const { devices, placement } = site;
  const networks = networkPlans(site).map(networkDevices);
  switch (key) {
    case 'rack':
      return new Set(placement.racks.map(({ name }) => name));
    case 'device':
      return new Set([
        ...devices.map(({ name }) => name),
        ...networks.flatMap(({ endpoints, switches }) => [...endpoints, ...switches].map(({ name }) => name)),
      ]);
    case 'unit':
      return new Set([
        ...devices.map(({ unit }) => unit),
        ...networks.flatMap(({ endpoints }) =>
          endpoints.flatMap(({ unit }) => (unit === undefined ? [] : [`${unit}`])),
        ),
      ]);
  }
}

function checkKnown(key: string, name: string, names: ReadonlySet<string>): void {
  if (names.has(name)) return;
  const hint = spellingHint(name, names);
  throw new DesignError('as-built/unknown-place', {
    problem: `the site has no ${key} '${name}'`,
    remedy: hint === undefined ? `give a ${key} of the site's rack schedule` : `did you mean '${hint}'?`,
    object: name,
  });
}
