import { type FabricInput, fabricProblem } from '../../model/fabric-plan';
import type { GroupLayout } from './leaf-layout';

/**
 * Leaves of one pod in one plane, where the user says how large a pod is: pods begin with a unit, so all units have equally many leaves.
 *
 * @throws DesignError `fabric/uneven-pods`
 */
export function podLeaves(input: FabricInput, groups: readonly GroupLayout[]): number | undefined {
  const { pods } = input;
  if (pods === undefined) return undefined;
  const sizes = groups.map(({ group, strides, leavesPerColumn }) => {
    const leaves = strides.length * leavesPerColumn;
    return { name: group.name, leaves, pod: leaves * (pods.units ?? (pods.hosts ?? 0) / group.unitHosts) };
  });
  const [first] = sizes;
  const other = sizes.find(({ pod, leaves }) => pod !== first?.pod || leaves !== first.leaves);
  if (first === undefined || other === undefined) return first?.pod;
  throw fabricProblem(input, 'fabric/uneven-pods', {
    what: `a unit of group '${first.name}' has ${inWords(first.leaves)} a plane and one of '${other.name}' ${other.leaves}, so that a pod has no one size`,
    remedy: "give each group its own fabric, units with equally many leaves, or leave 'pods' out",
    value: inWords(other.leaves),
    limit: inWords(first.leaves),
  });
}

function inWords(leaves: number): string {
  return `${leaves} ${leaves === 1 ? 'leaf' : 'leaves'}`;
}
