import { DesignError } from '../../errors/design-error';
import type { FabricInput, FabricPlan } from '../../model/fabric-plan';
import { checkGrowth, type MovedCable } from './check-growth';
import { planFabric } from './plan-fabric';
import { resolvedInput } from './resolved-input';

/** Cables that a message lists before it says how many more there are. */
const LISTED = 8;

/** Choices of an engine that hold on where the user leaves them open. */
const CHOICES = ['shape', 'tiers', 'planes', 'downPerLeaf', 'upPerLeaf', 'spines', 'cores', 'standingPods'] as const;

/** What a user says of pods and cores; where it changes, those that stand no longer hold. */
const ABOUT_PODS = ['tiers', 'spines', 'cores', 'pods'] as const;

/** A fabric that stands, planned again. */
export interface GrownFabric {
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
  const grown = planAsBuilt(input, resolvedInput(known, standing));
  // A cable whose host is gone is taken out, not moved.
  const moved = checkGrowth(standing, grown.plan).filter(({ after }) => after !== undefined);
  if (moved.length > 0) throw wouldMove(input.name, standing, grown.plan, moved);
  return grown;
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
  return firstPlan([{ ...kept, ...placed }, placed], input);
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

/** With the slots that services hold already: hosts that stand make no room for more of them. */
function withKnownSlots(input: FabricInput, before: FabricInput): FabricInput {
  const known = new Map(before.groups.map(({ name, serviceSlots }) => [name, serviceSlots]));
  const groups = input.groups.map((group) => ({
    ...group,
    serviceSlots: known.get(group.name) ?? group.serviceSlots ?? [],
  }));
  return { ...input, groups };
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function wouldMove(name: string, before: FabricPlan, after: FabricPlan, moved: readonly MovedCable[]): DesignError {
  const lines = moved
    .slice(0, LISTED)
    .map(
      ({ label, before: from, after: to }) =>
        `${label} from ${at(from.b)} to ${to === undefined ? 'nowhere' : at(to.b)}`,
    );
  const more = moved.length > LISTED ? [`and ${moved.length - LISTED} more`] : [];
  return new DesignError('fabric/cables-would-move', {
    problem: `fabric '${name}' was planned with ${sizes(before)}, and now asks for ${sizes(after)}, which moves ${moved.length} cables: ${[...lines, ...more].join('; ')}`,
    remedy: `keep its size ('reserveUnits', 'spines', 'tiers'), or accept the move with 'aifactory lock release ${name}'`,
    object: name,
    value: `${moved.length} cables`,
    limit: '0 cables',
  });
}

function at({ device, port }: MovedCable['before']['b']): string {
  return `${device} port ${port}`;
}

function sizes({ tiers, counts }: FabricPlan): string {
  const cores = counts.core === 0 ? '' : `, ${counts.core} cores`;
  return `${tiers} ${tiers === 1 ? 'tier' : 'tiers'}, ${counts.leaf} leaves, ${counts.spine} spines${cores}`;
}
