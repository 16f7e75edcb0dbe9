import type { CountryFigures, DesignRedundancy, SystemFigures } from './design-figures';

/** A site file as plain data: members of docs/site-file.md. */
export type SiteDocument = Readonly<Record<string, unknown>>;

/** What a draft of a site is made from. */
export interface DraftInput {
  /** Id of the site. */
  readonly name: string;
  /** Figures of its country. */
  readonly country: CountryFigures;
  /** Figures of its GPU system. */
  readonly system: SystemFigures;
  /** Systems of each hall. */
  readonly halls: readonly number[];
  /** Redundancy of its power chain. */
  readonly redundancy: DesignRedundancy;
  /** Contract of the supply, W. */
  readonly contractWatts: number;
  /** Last day of what is assumed. */
  readonly until: string;
  /** Phase of each hall, with its date, where the site comes in phases. */
  readonly phases: readonly { readonly name: string; readonly date: string; readonly contractWatts: number }[];
  /** Phase by hall: an index of `phases`. */
  readonly phaseOf: (hall: number) => number | undefined;
  /** Ratings of nodes by name, W; those that are not known yet are as large as their kind is built. */
  readonly ratings: ReadonlyMap<string, number>;
  /** Rows of network racks in a hall of so many systems. */
  readonly networkRows: (systems: number) => number;
}

/** What one fact or prop waits for. */
export interface Reason {
  readonly why: string;
  readonly owner: string;
  readonly until: string;
}

/** Props of a construct, or facts of an entry, as a file has them. */
export type Props = Readonly<Record<string, unknown>>;

/** Constructs by class and name. */
export class Constructs {
  public readonly kinds: Record<string, Record<string, Props>> = {};

  public add(kind: string, name: string, props: Props): string {
    (this.kinds[kind] ??= {})[name] = props;
    return name;
  }
}

const ELECTRICAL = ['no design yet: equipment of such a size', 'the electrical designer'] as const;
const MECHANICAL = ['no design yet: units and volumes of such a size', 'the mechanical designer'] as const;
const SUPPLIER = ['no offer yet: a figure for a thing of its class', 'the supplier, with its offer'] as const;
const BUILDING = ['no building yet: racks and rooms of such a size', 'the building designer'] as const;

/** Who replaces what is assumed. */
export type Reasons = Readonly<Record<'electrical' | 'mechanical' | 'supplier' | 'building', Reason>>;

/** Reasons of a design, until a day. */
export function reasons(until: string): Reasons {
  const of = ([why, owner]: readonly [string, string]): Reason => ({ why, owner, until });
  return {
    electrical: of(ELECTRICAL),
    mechanical: of(MECHANICAL),
    supplier: of(SUPPLIER),
    building: of(BUILDING),
  };
}

/** A fact of an entry of `define`, which its supplier replaces. */
export function assumedFactText(value: unknown, until: string): Props {
  return { value, why: SUPPLIER[0], owner: SUPPLIER[1], until, asOf: '2026-11' };
}

/** A power as a site file has it: the largest unit that keeps it whole. */
export function wattsText(watts: number): string {
  if (watts % 1_000_000 === 0) return `${watts / 1_000_000} MW`;
  return watts % 1_000 === 0 ? `${watts / 1_000} kW` : `${watts} W`;
}

/** Id of an entry of a design. */
export const STORAGE = 'design-storage';
/** Id of an entry of a design. */
export const SYSTEM = 'design-system';
/** Id of an entry of a design. */
export const OOB = 'design-oob-switch';
/** Id of an entry of a design. */
export const CORE = 'design-core-switch';
/** Id of an entry of a design. */
export const COMPUTE = 'design-compute-switch';
/** Id of an entry of a design. */
export const UFM = 'design-fabric-manager';
/** A unit whose capacity is stated for water of 41 degC. */
export const CDU = 'motivair-mcdu-70';

/** Power by which a UPS charges its store again, W. */
export const RECHARGE_WATTS = 50_000;

/** Rating of one generating set, W. */
export const SET_WATTS = 2_500_000;
/** What is left of a set on the hottest day. */
export const SET_DERATING = 0.95;

/** A hall that is drafted, with what its parts share. */
export class HallContext {
  /** Short name, before those of its parts. */
  public readonly id: string;
  /** Name of the hall. */
  public readonly name: string;
  /** Systems in it. */
  public readonly systems: number;
  /** Phase and stack of its constructs. */
  public readonly there: Props;
  /** Phase of its units, which are created in a loop or a zone. */
  public readonly phase: Props;

  public constructor(
    public readonly input: DraftInput,
    public readonly made: Constructs,
    public readonly why: Reasons,
    hall: number,
  ) {
    this.id = `h${hall + 1}`;
    this.name = `hall-${hall + 1}`;
    this.systems = input.halls[hall] ?? 0;
    const phase = input.phases[input.phaseOf(hall) ?? -1]?.name;
    this.phase = phase === undefined ? {} : { phase };
    // A stack has a budget of resources: each hall has its own.
    this.there = { ...(input.halls.length > 1 ? { in: `stack/${input.name}-${this.id}` } : {}), ...this.phase };
  }

  /** Rating of a node. @param most - where no dry run has found it yet, W */
  public rating(name: string, most: number): string {
    return wattsText(this.input.ratings.get(name) ?? most);
  }

  /** Adds a node of the power chain. */
  public node(kind: string, name: string, feed: string | undefined, props: Props, assumed: Props): string {
    return this.made.add(kind, name, {
      ...this.there,
      ...(feed === undefined ? {} : { feed }),
      compartment: `${this.name}-${feed === undefined ? 'sets' : `electrical-${feed.toLowerCase()}`}`,
      ...props,
      assumed: { ...this.why.electrical, props: assumed },
    });
  }
}
