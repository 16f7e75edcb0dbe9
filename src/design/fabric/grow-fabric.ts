import { DesignError } from '../../errors/design-error';
import type { FabricInput, FabricPlan, HostGroup, LeafPort, StandingPods } from '../../model/fabric-plan';
import { fabricNetwork, type MovedLink, movedLinks } from '../../model/site-links';
import { eachHostPort, type FabricLayout } from './allocate-links';
import { layOutFabric, withLeafUnits } from './lay-out-fabric';
import { groupUnits } from './leaf-layout';
import { planFabric } from './plan-fabric';
import { slotsOfDomain } from './service-ports';

/** Cables that a message lists before it says how many more there are. */
const LISTED = 8;

/** Choices of an engine that hold on where the user leaves them open. */
const CHOICES = [
  'shape',
  'tiers',
  'planes',
  'downPerLeaf',
  'upPerLeaf',
  'uplinksFrom',
  'railsPerLeaf',
  'passes',
  'spines',
  'cores',
  'standingPods',
] as const;

/** What a user says of pods and cores; where it changes, those that stand no longer hold. */
const ABOUT_PODS = ['tiers', 'spines', 'cores', 'pods'] as const;

/** A fabric that stands, planned again. */
interface GrownFabric {
  readonly plan: FabricPlan;
  /** What was planned: the input with the choices that hold on. */
  readonly input: FabricInput;
}

/**
 * Plans a fabric that stands already: what the user leaves open stays as it was built, and a plan that would move a cable is refused.
 *
 * @param input - the fabric as the program asks for it now
 * @param before - the fabric as it was planned last, with its choices resolved
 * @throws DesignError `fabric/cables-would-move` with the cables, beside the codes of `planFabric`
 */
export function growFabric(input: FabricInput, before: FabricInput): GrownFabric {
  const known = withKnownSlots(before, before);
  const standing = planFabric(known);
  const built = resolvedInput(known, standing);
  let refused: DesignError | undefined;
  for (const asked of [...withGoneGroups(input, built), ...withKeptPlaces(input, built)]) {
    const grown = planAsBuilt(asked, built);
    // A cable whose host is gone is taken out, not moved.
    const moved = checkGrowth(standing, grown.plan).filter(({ after }) => after !== undefined);
    if (moved.length === 0) return grown;
    refused ??= wouldMove(asked, { standing, grown: grown.plan, moved, before: built });
  }
  throw refused ?? new Error('a fabric is planned at least once');
}

/**
 * The input with the units of groups that are gone kept before those that stand, so that nothing of the others moves: without hosts, so that the leaves go too;
 * where that would move a cable, as of services on those leaves, with all their slots released.
 */
function withGoneGroups(input: FabricInput, before: FabricInput): readonly FabricInput[] {
  const there = new Set(input.groups.map(({ name }) => name));
  const last = before.groups.reduce((most, { name }, at) => (there.has(name) ? at : most), -1);
  const units = groupUnits(before);
  const gone = before.groups.flatMap((group, at) => {
    if (there.has(group.name) || at > last) return [];
    const next = before.groups.slice(at).find(({ name }) => there.has(name))?.name;
    return [{ group, next, reserveUnits: units[at]?.reserved ?? 0 }];
  });
  if (gone.length === 0) return [input];
  const withHosts = (hostsOf: (group: HostGroup) => readonly string[]): FabricInput => ({
    ...input,
    groups: input.groups.flatMap((each) => [
      ...gone
        .filter(({ next }) => next === each.name)
        .map(({ group, reserveUnits }) => ({
          ...group,
          hosts: hostsOf(group),
          ...(before.tiers !== 1 && { reserveUnits }),
        })),
      each,
    ]),
  });
  const released = withHosts(({ hosts }) => hosts.map(() => ''));
  return before.tiers === 1 ? [released] : [withHosts(() => []), released];
}

/**
 * The input with every group that stands where it stood: units that a group before it has no more, or that groups which are gone leave, are kept; a group that grows
 * takes of them. On a single switch the ports of hosts at the end of a group are kept. Empty: a group would begin earlier than what is before it ends.
 */
function withKeptPlaces(input: FabricInput, before: FabricInput): readonly FabricInput[] {
  const there = new Set(input.groups.map(({ name }) => name));
  if (before.tiers === 1) {
    const known = new Map(before.groups.map(({ name, hosts }) => [name, hosts.length]));
    const padded = input.groups.map((group, at) => {
      const missing = at === input.groups.length - 1 ? 0 : (known.get(group.name) ?? 0) - group.hosts.length;
      return missing > 0 ? { ...group, hosts: [...group.hosts, ...new Array<string>(missing).fill('')] } : group;
    });
    return withGoneGroups({ ...input, groups: padded }, before);
  }
  const first = new Map<string, number>();
  let unit = 1;
  groupUnits(before).forEach(({ reserved }, at) => {
    first.set(before.groups[at]?.name ?? '', unit);
    unit += reserved;
  });
  const groups: HostGroup[] = [];
  const reservedOf = (group: HostGroup): number =>
    groupUnits({ ...input, groups: [group], reserveUnits: 0 })[0]?.reserved ?? 0;
  let next = 1;
  for (const group of input.groups) {
    const start = first.get(group.name) ?? next;
    if (start < next) return [];
    if (start > next) {
      const stood = groups.reduce((most, { name }) => Math.max(most, first.get(name) ?? 0), 0);
      const isBetween = (at: number): boolean => at > stood && at < start;
      const gone = before.groups.filter(({ name }) => !there.has(name) && isBetween(first.get(name) ?? 0)).at(-1);
      const last = groups.pop();
      if (gone !== undefined) {
        if (last !== undefined) groups.push(last);
        groups.push({ ...gone, hosts: [], reserveUnits: start - next });
      } else if (last !== undefined) groups.push({ ...last, reserveUnits: reservedOf(last) + start - next });
      else return [];
    }
    groups.push(group);
    next = start + reservedOf(group);
  }
  return [{ ...input, groups }];
}

/** With the choices of before where they still carry the fabric, else as a new one, so that the cables to move can be named. */
function planAsBuilt(input: FabricInput, before: FabricInput): GrownFabric {
  const isKept = ABOUT_PODS.every((key) => input[key] === undefined || isEqual(input[key], before[key]));
  const kept = Object.fromEntries(
    CHOICES.flatMap((key) =>
      before[key] === undefined || (key === 'standingPods' && !isKept) ? [] : [[key, before[key]]],
    ),
  );
  const { servicePorts } = before;
  const placed = withKnownSlots({ ...input, ...(servicePorts !== undefined && { servicePorts }) }, before);
  const asBuilt = { ...kept, ...placed };
  return firstPlan([asBuilt, ...withNextUnit(asBuilt), placed], input);
}

/** With the last slots of the next unit for services, where units are kept that no host has begun: they stand when those that hosts have are full. */
function withNextUnit(input: FabricInput): readonly FabricInput[] {
  if ((input.services ?? []).length === 0 || input.tiers === 1) return [];
  const units = groupUnits(input);
  const at = units.reduce((last, { present, reserved }, index) => (reserved > present ? index : last), -1);
  const group = input.groups[at];
  if (group === undefined) return [];
  const slot = ((units[at]?.present ?? 0) + 1) * group.unitHosts - 1;
  const serviceSlots = [...(group.serviceSlots ?? []), ...slotsOfDomain(group, slot)];
  return [{ ...input, groups: input.groups.map((each) => (each === group ? { ...group, serviceSlots } : each)) }];
}

/** The first of several inputs that can be planned; where none can, the last one says why. */
function firstPlan(inputs: readonly FabricInput[], last: FabricInput): GrownFabric {
  for (const input of inputs) {
    try {
      return { plan: planFabric(input), input };
    } catch (error) {
      if (!(error instanceof DesignError)) throw error;
    }
  }
  return { plan: planFabric(last), input: last };
}

/** With the slots that services hold already, for hosts that stand make no room for more of them, and with the leaves that units share. */
function withKnownSlots(input: FabricInput, before: FabricInput): FabricInput {
  const known = new Map(before.groups.map((group) => [group.name, group]));
  const groups = input.groups.map((group) => {
    const stood = known.get(group.name);
    const serviceSlots = stood?.serviceSlots ?? group.serviceSlots ?? [];
    return { ...group, serviceSlots, ...(stood !== undefined && { leafUnits: stood.leafUnits ?? 1 }) };
  });
  return { ...input, groups };
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

interface RefusedGrowth {
  readonly standing: FabricPlan;
  readonly grown: FabricPlan;
  readonly moved: readonly MovedLink[];
  readonly before: FabricInput;
}

/** Props that say how large a fabric is. */
const SIZE_PROPS = [
  'tiers',
  'spines',
  'cores',
  'downPerLeaf',
  'upPerLeaf',
  'uplinksFrom',
  'planes',
  'railsPerLeaf',
  'reserveUnits',
] as const;

/** Props that keep every cable where it is when they are as before: one that does so alone, else all together; none where nothing does. */
function cures(input: FabricInput, before: FabricInput, standing: FabricPlan): readonly string[] {
  const changed = SIZE_PROPS.filter((prop) => input[prop] !== before[prop]);
  const keepsAll = (props: readonly (typeof SIZE_PROPS)[number][]): boolean => {
    const rest = Object.entries(input).filter(([name]) => props.every((prop) => prop !== name));
    const kept = props.flatMap((prop) => (before[prop] === undefined ? [] : [[prop, before[prop]] as const]));
    const asBefore = Object.fromEntries([...rest, ...kept]) as unknown as FabricInput;
    try {
      const { plan } = planAsBuilt(asBefore, before);
      return checkGrowth(standing, plan).every(({ after }) => after === undefined);
    } catch (error) {
      if (error instanceof DesignError) return false;
      throw error;
    }
  };
  const alone = changed.find((prop) => keepsAll([prop]));
  const props = alone === undefined ? changed : [alone];
  if (alone === undefined && (changed.length === 0 || !keepsAll(changed))) return [];
  return props.map((prop) => (before[prop] === undefined ? `leave '${prop}' out` : `keep '${prop}: ${before[prop]}'`));
}

function wouldMove(
  input: FabricInput,
  { standing: before, grown: after, moved, before: known }: RefusedGrowth,
): DesignError {
  const { name } = input;
  const [first, ...others] = cures(input, known, before);
  const cure =
    first === undefined
      ? "connect the new hosts by a fabric of their own ('reserveUnits' keeps room only where it was given before the first deployment)"
      : [first, ...others].join(' and ');
  const lines = moved
    .slice(0, LISTED)
    .map(
      ({ label, before: from, after: to }) =>
        `${label} from ${at(from.b)} to ${to === undefined ? 'nowhere' : at(to.b)}`,
    );
  const more = moved.length > LISTED ? [`and ${moved.length - LISTED} more`] : [];
  return new DesignError('fabric/cables-would-move', {
    problem: `fabric '${name}' was planned with ${sizes(before)}, and now asks for ${sizes(after)}, which moves ${moved.length} cables: ${[...lines, ...more].join('; ')}`,
    remedy: `${cure}, or accept the move with 'aifactory lock release ${name}'`,
    object: name,
    value: `${moved.length} cables`,
    limit: '0 cables',
  });
}

function at({ device, port }: MovedLink['before']['b']): string {
  return `${device} port ${port}`;
}

function sizes({ tiers, counts }: FabricPlan): string {
  const cores = counts.core === 0 ? '' : `, ${counts.core} cores`;
  return `${tiers} ${tiers === 1 ? 'tier' : 'tiers'}, ${counts.leaf} leaves, ${counts.spine} spines${cores}`;
}

/**
 * Cables of a fabric whose ends change from one plan to the next, in the order of the first plan's links. Cables that are
 * only added are none of them, so a growth that touches nothing gives an empty list.
 */
export function checkGrowth(before: FabricPlan, after: FabricPlan): MovedLink[] {
  return movedLinks(fabricNetwork(before), fabricNetwork(after));
}

/**
 * A fabric's input with the choices that its plan made, so that a later default cannot change them: shape, tiers, planes, ports of a leaf, spines,
 * pods and cores, the ports of services and the slots that they hold.
 *
 * @param input - what was planned
 * @param plan - the plan that came of it
 */
export function resolvedInput(input: FabricInput, plan: FabricPlan): FabricInput {
  const { shape, tiers, planes, downPerLeaf, upPerLeaf, counts } = plan;
  const base = { ...withServices(input, plan), shape, tiers, planes, downPerLeaf };
  if (tiers === 1) return base;
  if (tiers === 2) return { ...base, upPerLeaf, spines: counts.spine / planes };
  const pods = podsOf(layOutFabric(input));
  return { ...base, upPerLeaf, ...(pods !== undefined && { standingPods: pods }) };
}

function podsOf({ spines }: FabricLayout): StandingPods | undefined {
  if (spines?.cores === undefined) return undefined;
  const { pods, leavesPerPod, spinesPerPod, ports, railLeaves } = spines;
  const { spinesPerGroup, coresPerGroup, links } = spines.cores;
  const standing = { pods, leavesPerPod, spinesPerPod, spineDown: ports.down };
  const cores = { spinesPerGroup, coresPerGroup, coreLinks: links };
  return { ...standing, ...cores, ...(railLeaves !== undefined && { railLeaves }) };
}

/** The ports of all services, and for each group the slots beside its hosts that they hold and the units that share leaves. */
function withServices(input: FabricInput, plan: FabricPlan): FabricInput {
  const rest = withoutPorts(input);
  const isPlain = plan.counts.serviceLinks === 0 && plan.leafUnits === undefined;
  if (isPlain) return { ...rest, groups: input.groups.map(withChoices) };
  const layout = layOutFabric(input);
  const shared = withLeafUnits(input, layout.groups);
  if (plan.counts.serviceLinks === 0) return { ...rest, groups: shared.map(withChoices) };
  const held = heldSlots(layout);
  const services = (input.services ?? []).map(({ name }) => [name, portsOf(plan, name)] as const);
  return {
    ...rest,
    servicePorts: Object.fromEntries(services),
    groups: shared.map((group) => withChoices({ ...group, serviceSlots: held.get(group.name) ?? [] })),
  };
}

function withoutPorts({ servicePorts: _ports, ...input }: FabricInput): FabricInput {
  return input;
}

/** Slots that a service has left stay with the group, for its hosts pass over them, as do the leaves that its units share. */
function withChoices({ serviceSlots = [], leafUnits = 1, ...group }: HostGroup): HostGroup {
  return { ...group, ...(serviceSlots.length > 0 && { serviceSlots }), ...(leafUnits > 1 && { leafUnits }) };
}

function portsOf({ endpoints, links, switches }: FabricPlan, service: string): LeafPort[] {
  const node = endpoints.findIndex(({ name, group }) => name === service && group === undefined);
  const ports: LeafPort[] = [];
  for (let row = 0; row < links.count && links.tier[row] === 0; row += 1) {
    if (links.aNode[row] !== node) continue;
    ports[links.aPort[row] ?? 0] = {
      leaf: switches[links.bNode[row] ?? -1]?.name ?? '',
      port: links.bPort[row] ?? 0,
    };
  }
  return ports;
}

/** Slots that were given to services, and those without a host whose ports they took. */
function heldSlots(layout: FabricLayout): Map<string, readonly number[]> {
  const { down } = layout.leafPorts;
  const onLeaves = layout.servicePorts.filter(({ port }) => port <= down);
  const taken = new Set(onLeaves.map(({ leaf, port }) => leaf * down + port));
  const held = new Map(layout.groups.map(({ group }) => [group.name, new Set(group.serviceSlots)]));
  eachHostPort(layout, ({ group }, slot, _port, leaf, leafPort) => {
    if (slot < group.hosts.length || !taken.has(leaf * down + leafPort)) return;
    for (const one of slotsOfDomain(group, slot)) held.get(group.name)?.add(one);
  });
  return new Map([...held].map(([name, slots]) => [name, [...slots].sort((a, b) => a - b)]));
}
