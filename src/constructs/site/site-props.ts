import type { PoolInput, PoolPurpose } from '../../model/address-plan';
import type { SpareInput } from '../../model/bill-plan';
import type { CableMedia } from '../../model/cabling-plan';
import type { ZonePlacement } from '../../model/power-plan';
import type { Rule } from '../../policy/engine/rule';
import { DataRate } from '../../units/data';
import { Length } from '../../units/dimensions';
import { present } from '../../units/present';
import {
  FLAG,
  HALL_OF_SITE,
  nameOf,
  optional,
  type PropNames,
  renamed,
  renamedTo,
  required,
  TENANT_OF_SITE,
  TEXT,
  TEXTS,
  WHOLE,
} from '../props/prop-rule';
import { plainProps } from '../props/scoped-props';
import type { HallProps } from './hall-props';
import type { AddressPlan } from './address-plan';
import type { Inventory } from './inventory';
import { RULE_WAYS } from './policy';
import type { PatchingProps } from './patching';
import type { ClimateProps } from './supply-props';
import type { SupplyProps } from './supply-props';

/** A way of cables between two halls, from tray to tray. */
export interface HallRouteProps {
  /** The two halls of `halls`, or their names, in any order. A `Hall` is created when the site has its props: it is named. */
  readonly halls: readonly [HallProps | string, HallProps | string];
  /** Length of the tray between them. */
  readonly length: Length;
}

/** A room or compartment of a site. */
export interface CompartmentProps {
  /** Name by which `compartment` of things names it. */
  readonly name: string;
  /**
   * Compartments right below it: what leaks in it wets them.
   *
   * @default - nothing that is known
   */
  readonly above?: readonly string[];
}

/** Props of a compartment. */
export const COMPARTMENT_NAMES: PropNames<CompartmentProps> = { name: required(TEXT), above: optional(TEXTS) };

/** A tenant of a site. Clusters and pools take it, or its name. */
export interface TenantProps {
  /** Unique in the site. */
  readonly name: string;
}

/** Props of a tenant. */
export const TENANT_NAMES: PropNames<TenantProps> = { name: required(TEXT) };

/** A block of addresses. */
export interface AddressPoolProps {
  /** Unique in the site. */
  readonly name: string;
  /** Interfaces that take their addresses here. */
  readonly purpose: PoolPurpose;
  /** For example `10.20.0.0/22`. */
  readonly cidr: string;
  /**
   * VLAN of the block.
   *
   * @default - untagged
   */
  readonly vlan?: number;
  /**
   * Tenant it belongs to, or its name, for purpose `tenant`.
   *
   * @default - the operator's own
   */
  readonly tenant?: TenantProps | string;
}

/** A block of addresses as the engines take it. */
export function poolInput(pool: AddressPoolProps): PoolInput {
  const { tenant, ...rest } = pool;
  return { ...rest, ...present({ tenant: tenant === undefined ? undefined : nameOf(tenant) }) };
}

/** How findings are judged. */
export interface PolicyProps {
  /**
   * Rules beside the built-in ones.
   *
   * @default - the built-in rules alone
   */
  readonly rules?: readonly Rule[];
  /**
   * Whether what cannot be judged stops a synthesis as an error does.
   *
   * @default false
   */
  readonly isStrict?: boolean;
  /**
   * Day of evaluation as `YYYY-MM-DD`, against which the end dates of acknowledgements count. The clock is never read.
   *
   * @default - acknowledgements are refused
   */
  readonly asOf?: string;
}

/** Slack of a routed cable where the site states none. It is assumed: no source states one. */
export const DEFAULT_SLACK = Length.metres(2);

/** Props of a way between halls. */
export const HALL_ROUTE_NAMES: PropNames<HallRouteProps> = {
  halls: required({ isList: true, each: HALL_OF_SITE, length: 2 }),
  length: required({ quantity: Length }),
};

const PURPOSES: readonly PoolPurpose[] = [
  'loopback',
  'oob',
  'in-band',
  'storage',
  'tenant',
  'fabric-link',
  'rail',
  'pods',
];

/** Props of a block of addresses. */
export const ADDRESS_POOL_NAMES: PropNames<AddressPoolProps> = {
  name: required(TEXT),
  purpose: required({ choices: PURPOSES }),
  cidr: required(TEXT),
  vlan: optional({ number: { least: 1, most: 4_094, step: 1 }, code: 'addressing/bad-vlan' }),
  tenant: optional(TENANT_OF_SITE),
};

const MEDIA: readonly CableMedia['medium'][] = [
  'passive-copper',
  'active-copper',
  'multimode',
  'single-mode',
  'twisted-pair',
  'unknown',
];

/** A way to build links that the catalogue lacks. */
export interface MediaProps extends Omit<
  CableMedia,
  'rateBits' | 'reachMillimetres' | 'lengthsMillimetres' | 'isStandard'
> {
  /**
   * Rate of a link that it carries. It must be given.
   *
   * @default - `rateBits`
   */
  readonly rate?: DataRate;
  /**
   * Former name of `rate`, in bit/s.
   *
   * @default - `rate`
   * @deprecated give `rate`
   */
  readonly rateBits?: number;
  /**
   * Longest that works. It must be given.
   *
   * @default - `reachMillimetres`
   */
  readonly reach?: Length;
  /**
   * Former name of `reach`, in millimetres.
   *
   * @default - `reach`
   * @deprecated give `reach`
   */
  readonly reachMillimetres?: number;
  /**
   * Lengths on sale.
   *
   * @default - any multiple of the site's length step
   */
  readonly lengths?: readonly Length[];
  /**
   * Former name of `lengths`, in millimetres.
   *
   * @default - `lengths`
   * @deprecated give `lengths`
   */
  readonly lengthsMillimetres?: readonly number[];
}

const RATE = renamed('rate', 'rateBits', DataRate, 'bitsPerSecond', WHOLE);

const REACH = renamed('reach', 'reachMillimetres', Length, 'millimetres', WHOLE, 'give a length of 1 mm or more');

/** Members of a medium of the site. */
export const MEDIA_NAMES: PropNames<MediaProps> = {
  medium: required({ choices: MEDIA }),
  cablePart: optional(TEXT),
  aTransceiver: optional(TEXT),
  bTransceiver: optional(TEXT),
  aTop: optional({ choices: ['finned', 'flat'] }),
  bTop: optional({ choices: ['finned', 'flat'] }),
  linksPerCable: required(WHOLE),
  linksPerATransceiver: required(WHOLE),
  linksPerBTransceiver: required(WHOLE),
  ...RATE,
  rate: { ...RATE.rate, isNeeded: true },
  joins: optional({ choices: ['endpoint', 'switch'] }),
  endpoints: optional(TEXTS),
  ...REACH,
  reach: { ...REACH.reach, isNeeded: true },
  ...renamedTo('lengths', 'lengthsMillimetres', {
    now: { isList: true, each: { quantity: Length, isAboveZero: true } },
    before: { isList: true, each: WHOLE },
    from: (lengths: readonly number[]) => lengths.map((length) => Length.millimetres(length)),
  }),
  aCages: optional(WHOLE),
  bCages: optional(WHOLE),
  priceMinor: optional({ number: { least: 0, step: 1 } }),
};

/** A medium as the engines take it. */
export function mediaInput(props: MediaProps): CableMedia {
  const { rate, reach, lengths, ...medium } = plainProps(props, MEDIA_NAMES);
  return {
    ...medium,
    rateBits: rate?.inBitsPerSecond ?? 0,
    reachMillimetres: reach?.inMillimetres ?? 0,
    ...present({ lengthsMillimetres: lengths?.map(({ inMillimetres }) => inMillimetres) }),
  };
}

/** Props of the evaluation. */
export const POLICY_NAMES: PropNames<PolicyProps> = {
  rules: optional({ isList: true, each: { object: { name: "a rule, as by 'defineRule'", has: [] }, ways: RULE_WAYS } }),
  isStrict: optional(FLAG),
  asOf: optional(TEXT),
};

/** Properties of a `Site`. */
export interface SiteProps extends SupplyProps {
  /**
   * Halls with their rows of racks.
   *
   * @default - `Hall`, `Row` and `Rack` constructs say where the site's racks stand
   */
  readonly halls?: readonly HallProps[];
  /**
   * Blocks that addresses are given out from. What needs addresses and finds no block for them is one error, with sizes.
   *
   * @default - none: for a site without addresses
   */
  readonly addressPools?: readonly AddressPoolProps[];
  /**
   * Block from which pools are carved that `addressPools` does not give: `AddressPlan.within('10.64.0.0/12')`. Pools given by hand go first. Constructs of AWS name
   * pools given by hand alone.
   *
   * @default - all pools are given by hand
   */
  readonly addressPlan?: AddressPlan;
  /**
   * Weather of the site, which units outdoors are judged by.
   *
   * @default - not known
   */
  readonly climate?: ClimateProps;
  /**
   * Rooms and compartments of the site, with what lies below them. Where they are given, things stand in no others.
   *
   * @default - those that things name in `compartment` and `passes`
   */
  readonly compartments?: readonly CompartmentProps[];
  /**
   * Tenants whose partitions and pools the site keeps apart: `{ name }`, or the name alone.
   *
   * @default - one operator, no tenants
   */
  readonly tenants?: readonly (TenantProps | string)[];
  /**
   * Where the plan is registered.
   *
   * @default Inventory.embedded()
   */
  readonly inventory?: Inventory;
  /**
   * Cable media beside the catalogue's: what the catalogue lacks, as patch cords for 1 Gb/s.
   *
   * @default - the catalogue's
   */
  readonly media?: readonly MediaProps[];
  /**
   * Slack that each routed cable gets. Published figures for it do not exist: it is the project's own.
   *
   * @default Length.metres(2), assumed: the plan says so
   */
  readonly cableSlack?: Length;
  /**
   * Steps in which fibres are ordered.
   *
   * @default Length.metres(1)
   */
  readonly cableStep?: Length;
  /**
   * Ways of cables between halls.
   *
   * @default - no link runs between halls; one that would is refused
   */
  readonly hallRoutes?: readonly HallRouteProps[];
  /**
   * What devices that stand in for each other (fabric managers, leaf pairs, spines, cores, servers of one service, storage blocks) are spread over beside racks: `rows`, or
   * `zones`, whose feeds differ. Both stay in one hall. What is spread over racks alone shares the loss of a row.
   *
   * @default - over racks alone, as near to each other as they have room
   */
  readonly spreadPartners?: 'rows' | 'zones';
  /**
   * Power zone that a new unit takes: `fill` the first with room in the order of rows, `balance` the one whose fullest feed is loaded least. Either way a unit stays whole where it
   * fits, and no zone goes above its limit while another within reach has room.
   *
   * @default 'fill'
   */
  readonly zonePlacement?: ZonePlacement;
  /**
   * Pairs of rows between which fibre passes patch panels: one in each row, and a trunk between. Copper never does.
   *
   * @default - every cable runs from device to device
   */
  readonly patching?: readonly PatchingProps[];
  /**
   * First AS number of the site's switches, of the private range.
   *
   * @default 4200000000
   */
  readonly asNumberBase?: number;
  /**
   * Path of the asset file (CSV), beside the program.
   *
   * @default - every device is planned
   */
  readonly assetsFile?: string;
  /**
   * Path of the file that remembers places, addresses and numbers; `false` keeps nothing.
   *
   * @default - `<name>.lock.json` in the folder from which the program runs
   */
  readonly lockFile?: string | false;
  /**
   * How findings are judged.
   *
   * @default - the built-in rules, not strict
   */
  readonly policy?: PolicyProps;
  /**
   * Phase that the BOM names where the site has no `Phase`.
   *
   * @default '1'
   */
  readonly phase?: string;
  /**
   * What a synthesis says of the site on the standard error stream: `quiet` nothing unless it fails, `summary` about six lines, `verbose` the whole report
   * too. The environment variable `AIFACTORY_CONSOLE` goes before it, for one run.
   *
   * @default 'summary'
   */
  readonly console?: 'quiet' | 'summary' | 'verbose';
  /**
   * Spares by part, model or category, as a rate or a count: a column of the BOM and of the orders.
   *
   * @default - no spares
   */
  readonly spares?: readonly SpareInput[];
  /**
   * Tags of every resource of the site.
   *
   * @default - untagged
   */
  readonly tags?: Readonly<Record<string, string>>;
}
