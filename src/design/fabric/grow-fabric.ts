import { DesignError } from '../../errors/design-error';
import { checkGrowth, type MovedCable } from './check-growth';
import type { FabricInput } from './fabric-input';
import type { FabricPlan } from './fabric-plan';
import { planFabric } from './plan-fabric';

/** Cables that a message lists before it says how many more there are. */
const LISTED = 8;

/** Choices of an engine that hold on where the user leaves them open. */
const CHOICES = ['tiers', 'downPerLeaf', 'upPerLeaf', 'spines', 'cores'] as const;

/**
 * Plans a fabric that stands already: what the user leaves open stays as it was built, and a plan that would move a cable is refused.
 *
 * @param input - the fabric as the program asks for it now
 * @param before - the fabric as it was planned last, with its choices resolved
 * @throws DesignError `fabric/cables-would-move` with the cables, beside the codes of `planFabric`
 */
export function growFabric(input: FabricInput, before: FabricInput): FabricPlan {
  const standing = planFabric(before);
  const plan = planAsBuilt(input, before);
  // A cable whose host is gone is taken out, not moved.
  const moved = checkGrowth(standing, plan).filter(({ after }) => after !== undefined);
  if (moved.length > 0) throw wouldMove(input.name, standing, plan, moved);
  return plan;
}

/** A fabric's input with the choices that its plan made, so that a later default cannot change them. */
export function resolvedInput(input: FabricInput, plan: FabricPlan): FabricInput {
  const { tiers, planes, downPerLeaf, upPerLeaf, counts } = plan;
  if (tiers === 1) return { ...input, tiers };
  const spines = tiers === 2 ? { spines: counts.spine / planes } : {};
  return { ...input, tiers, downPerLeaf, upPerLeaf, ...spines };
}

/** With the choices of before where they still carry the fabric, else as a new one, so that the cables to move can be named. */
function planAsBuilt(input: FabricInput, before: FabricInput): FabricPlan {
  const kept = Object.fromEntries(CHOICES.flatMap((key) => (before[key] === undefined ? [] : [[key, before[key]]])));
  try {
    return planFabric({ ...kept, ...input });
  } catch (error) {
    if (!(error instanceof DesignError)) throw error;
    return planFabric(input);
  }
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
