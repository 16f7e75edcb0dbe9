import { addTo } from '../units/present';
import type { CoolingLoopInput, CoolingLoopPlan, CoolingUnitsInput, CoolingUnitsPlan } from './cooling-plan';
import type { HallInput, PlacementPlan, RackPlan } from './placement-plan';
import type { PowerChainPlan, PowerNodeInput, PowerNodePlan } from './power-node';

/** A room or compartment of a site, beside those that hold things. */
export interface CompartmentInput {
  /** Name by which things name it. */
  readonly name: string;
  /** Compartments right below it: what leaks in it wets them. */
  readonly above: readonly string[];
}

/** Something that can be lost: a construct by the kind under which it is known in its site, and its name. A row is `<hall>/<row>`, a rack `<hall>/<rack of the row>`. */
export interface LostThing {
  readonly kind: string;
  readonly name: string;
  /** Units of a group that are lost. Absent: all of it. */
  readonly units?: number;
}

/** Things that are lost together. */
export interface SharedCauseInput {
  /** `cause`: what they share is lost; `study`: a failure study names them. */
  readonly kind: 'cause' | 'study';
  /** Unique in the site, of causes; of a set of a study the name of the study. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** What they share: `valve`, `controller`, `name server`. Absent: not said. */
  readonly what?: string;
  /** What is lost with it. */
  readonly things: readonly LostThing[];
}

/** What things use up: nitrogen, glycol, make-up water, fuel of a boiler. Fuel of generators and water of heat rejection follow their load, and are stated there. */
export interface ConsumableInput {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** What it is, in a word or two. */
  readonly what: string;
  /** What stops without it. */
  readonly of: readonly LostThing[];
  /** What is at hand, litres. Absent: not known. */
  readonly storeLitres?: number;
  /** What is used up in a day, litres. Absent: not known. */
  readonly litresPerDay?: number;
  /** Hours that the store must last. Absent: not known. */
  readonly requiredHours?: number;
  /** Where more of it comes from. Absent: not known. */
  readonly source?: string;
}

/** What can be lost whole: a compartment, what several things share, a set of a study, a cooling loop or a section of it, and all pumps of a group. */
export type SharedLossKind = 'compartment' | 'cause' | 'study' | 'loop' | 'section' | 'pumps';

/** What the loss of a place, of a common cause, of a loop or of its pumps does. */
export interface SharedLoss extends Omit<SharedCauseInput, 'kind'> {
  readonly kind: SharedLossKind;
  /** Racks that stand in it, or are things of it, in order of placement, then rows of tenants: they are lost with it. */
  readonly racks: readonly string[];
  /** Other racks that lose their power then. Those that the loss of one thing of a compartment takes by itself are left out: other rules tell them. */
  readonly unpowered: readonly string[];
  /** Other racks, and rows of tenants, that lose their cooling then, but for those whose power is out. */
  readonly uncooled: readonly string[];
  /** Cooling loops that lack units then, in order of declaration. */
  readonly loops: readonly string[];
  /** Draw of tenants' blocks without power then, W. */
  readonly tenantWatts: number;
  /** Of a cause that takes generators which stand by: the loss in which they carry, and in which most is lost without them. Absent: there is none. */
  readonly standby?: StandbyLoss;
}

/** What is lost beside what the loss of a node takes, where generators that should carry then are lost too. */
export interface StandbyLoss {
  /** Node that is lost. */
  readonly lost: string;
  /** Nodes that carry more than they may, and do not in that loss alone. */
  readonly overloaded: readonly string[];
  /** Racks without power. */
  readonly unpowered: readonly string[];
  /** Other racks, and rows of tenants, without cooling. */
  readonly uncooled: readonly string[];
  /** Draw of tenants' blocks without power, W. */
  readonly tenantWatts: number;
}

/** The common causes and sets of studies of a plan, as they were declared. */
export function declaredCauses(losses: readonly SharedLoss[]): readonly SharedCauseInput[] {
  return losses.flatMap(({ kind, name, path, what, things }) =>
    kind === 'cause' || kind === 'study' ? [{ kind, name, path, things, ...(what === undefined ? {} : { what }) }] : [],
  );
}

/** Compartment of a rack: its own, its row's, its hall's, else the hall itself. */
export type RackPlace = (rack: Pick<RackPlan, 'hall' | 'row' | 'number'>) => string;

/** Tells the compartments of racks. */
export function rackPlaces(halls: readonly HallInput[]): RackPlace {
  const rows = new Map(
    halls.flatMap((hall) =>
      hall.rows.map((row) => {
        const positions = new Map(
          (row.positions ?? []).flatMap(({ number, compartment }) =>
            compartment === undefined ? [] : [[number, compartment] as const],
          ),
        );
        const place = row.compartment ?? hall.compartment ?? hall.name;
        return [`${hall.name}/${row.name}`, { place, positions }] as const;
      }),
    ),
  );
  return ({ hall, row, number }) => {
    const found = rows.get(`${hall}/${row}`);
    return found?.positions.get(number) ?? found?.place ?? hall;
  };
}

/** What names compartments. */
export interface Placed {
  readonly halls: readonly HallInput[];
  readonly nodes: readonly PowerNodeInput[];
  readonly units: readonly CoolingUnitsInput[];
  readonly loops: readonly CoolingLoopInput[];
}

/** Compartments that anything names, in the order in which they are named first: halls, nodes, units, pipes. */
export function namedCompartments({ halls, nodes, units, loops }: Placed): readonly string[] {
  const of = ({ compartment }: { readonly compartment?: string }): readonly string[] =>
    compartment === undefined ? [] : [compartment];
  return [
    ...new Set([
      ...halls.flatMap((hall) => [
        ...of(hall),
        ...hall.rows.flatMap((row) => [...of(row), ...(row.positions ?? []).flatMap(of)]),
      ]),
      ...nodes.flatMap(of),
      ...units.flatMap(({ compartments = [] }) => compartments),
      ...loops.flatMap(({ passes = [] }) => passes),
    ]),
  ];
}

/** Units of a group in one of its compartments, over which they stand in turn. */
export function unitsIn(compartments: readonly string[], compartment: string, units: number): readonly number[] {
  return Array.from({ length: units }, (_, unit) => unit).filter(
    (unit) => compartments[unit % compartments.length] === compartment,
  );
}

/** What stands in a compartment, passes it, or passes those right above it. */
export interface Room {
  readonly name: string;
  readonly path: string;
  readonly nodes: readonly PowerNodePlan[];
  readonly units: readonly CoolingUnitsPlan[];
  readonly racks: readonly string[];
  readonly pipes: readonly CoolingLoopPlan[];
  /** Those of the pipes that must come to it: liquid of racks, and of units that stand in it. */
  readonly dueTo: readonly CoolingLoopPlan[];
  readonly above: readonly CoolingLoopPlan[];
}

/** What rooms of a site are found from. */
interface RoomSite {
  readonly power: { readonly chain?: PowerChainPlan };
  readonly cooling?: { readonly loops: readonly CoolingLoopPlan[] };
  readonly halls: readonly HallInput[];
  readonly placement: { readonly racks: readonly RackPlan[] };
  readonly compartments?: readonly CompartmentInput[];
  readonly losses?: readonly SharedLoss[];
}

/** Each compartment that anything names, or that the site lists, with what stands in it. */
export function roomsOf({
  power,
  cooling,
  halls,
  placement,
  compartments = [],
  losses = [],
}: RoomSite): readonly Room[] {
  const loops = cooling?.loops ?? [];
  const units = loops.flatMap((loop) => loop.units).filter((each) => each.units > 0);
  const absent = new Set(power.chain?.absent);
  const nodes = (power.chain?.nodes ?? []).filter(({ name }) => !absent.has(name));
  const names = [
    ...new Set([
      ...namedCompartments({ halls, nodes, units, loops }),
      ...compartments.flatMap(({ name, above }) => [name, ...above]),
    ]),
  ];
  if (names.length === 0) return [];
  const placeOf = rackPlaces(halls);
  const racks = new Map<string, string[]>();
  for (const rack of placement.racks.filter(({ devices }) => devices.length > 0)) {
    const place = placeOf(rack);
    addTo(racks, place, rack.name);
  }
  const paths = new Map(losses.filter(({ kind }) => kind === 'compartment').map((loss) => [loss.name, loss.path]));
  const passing = (name: string): readonly CoolingLoopPlan[] =>
    loops.filter(({ kind, passes = [] }) => kind !== 'air' && passes.includes(name));
  return names.map((name) => ({
    name,
    path: paths.get(name) ?? '',
    nodes: nodes.filter(({ compartment }) => compartment === name),
    units: units.filter((each) => each.compartments?.includes(name) === true),
    racks: racks.get(name) ?? [],
    pipes: passing(name),
    dueTo: passing(name).filter((loop) => isDueIn(loop, loops, name)),
    above: compartments.filter(({ above }) => above.includes(name)).flatMap((each) => passing(each.name)),
  }));
}

/** Whether a loop must come to a compartment: it is liquid of racks, or of units there, its own or those of loops that reject their heat to it. */
function isDueIn(loop: CoolingLoopPlan, loops: readonly CoolingLoopPlan[], compartment: string): boolean {
  if (loop.kind === 'technology') return true;
  return loops
    .filter(({ name, rejectsTo }) => name === loop.name || rejectsTo === loop.name)
    .some(({ units }) => units.some((each) => each.units > 0 && each.compartments?.includes(compartment) === true));
}

/** Path of the row or hall that names a compartment. */
export function hallPath(halls: readonly HallInput[], name: string): string {
  for (const hall of halls) {
    const row = hall.rows.find(
      (each) => each.compartment === name || each.positions?.some((one) => one.compartment === name),
    );
    if (hall.compartment === name || row !== undefined) return row?.path ?? hall.path ?? '';
  }
  return '';
}

/** How much the worst loss of a standby state does: things and watts together, to compare. */
export function harmOf({ overloaded, unpowered, uncooled, tenantWatts }: StandbyLoss): number {
  return overloaded.length + unpowered.length + uncooled.length + tenantWatts;
}

/** Names of the things of one kind. */
export function thingNames(things: readonly LostThing[], kind: string): ReadonlySet<string> {
  return new Set(things.flatMap((thing) => (thing.kind === kind ? [thing.name] : [])));
}

/** Numbers of units from 0. */
export function unitNumbers(units: number): readonly number[] {
  return Array.from({ length: units }, (_, unit) => unit);
}

/** Units of a group as a thing that is lost. */
export function thingOf({
  units,
  lost,
}: {
  readonly units: CoolingUnitsPlan;
  readonly lost: readonly number[];
}): LostThing {
  return { kind: 'cooling-units', name: units.name, ...(lost.length < units.units ? { units: lost.length } : {}) };
}

/** Units of groups on each section of a loop: they are on the sections in turn. */
export function unitsBySection(
  groups: readonly CoolingUnitsPlan[],
  sections: number,
): readonly (readonly { readonly units: CoolingUnitsPlan; readonly lost: readonly number[] }[])[] {
  return unitNumbers(sections).map((section) =>
    groups
      .map((group) => ({ units: group, lost: unitNumbers(group.units).filter((unit) => unit % sections === section) }))
      .filter((each) => each.lost.length > 0),
  );
}

/** Racks with devices. */
export function filledRacks({ racks }: Pick<PlacementPlan, 'racks'>): readonly RackPlan[] {
  return racks.filter(({ devices }) => devices.length > 0);
}
