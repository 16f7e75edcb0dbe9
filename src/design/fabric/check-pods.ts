import type { DesignError } from '../../errors/design-error';
import { type FabricInput, fabricProblem } from '../../model/fabric-plan';

/** What is wrong with the pods whatever the size: `fabric/bad-pods`, `fabric/uneven-pods`. */
export function checkPods(input: FabricInput): DesignError[] {
  const { pods } = input;
  if (pods === undefined) return [];
  const { units, hosts, oversubscription = 1 } = pods;
  if ((units === undefined) === (hosts === undefined)) {
    const what = `'pods' has ${units === undefined ? "neither 'units' nor 'hosts'" : "both 'units' and 'hosts'"}`;
    return [fabricProblem(input, 'fabric/bad-pods', { what, remedy: 'give one of them' })];
  }
  const size = units ?? hosts ?? 0;
  const prop = units === undefined ? 'hosts' : 'units';
  const errors: DesignError[] = [];
  if (!Number.isSafeInteger(size) || size < 1) {
    const what = `'pods.${prop}' is ${size}`;
    errors.push(fabricProblem(input, 'fabric/bad-pods', { what, remedy: 'give a whole number of 1 or more' }));
  }
  if (!Number.isFinite(oversubscription) || oversubscription < 1) {
    const what = `'pods.oversubscription' is ${oversubscription}`;
    errors.push(fabricProblem(input, 'fabric/bad-pods', { what, remedy: 'give 1 or more: 7 stands for 7:1' }));
  }
  return errors.length > 0 || hosts === undefined ? errors : checkPodHosts(input, hosts);
}

function checkPodHosts(input: FabricInput, hosts: number): DesignError[] {
  return input.groups
    .filter(({ unitHosts }) => Number.isSafeInteger(unitHosts) && hosts % unitHosts !== 0)
    .map(({ name, unitHosts }) => {
      const what = `a pod of ${hosts} hosts is no whole number of units of ${unitHosts}, as those of group '${name}'`;
      const lower = Math.floor(hosts / unitHosts) * unitHosts;
      const remedy = `give ${lower === 0 ? '' : `${lower} or `}${lower + unitHosts} as 'pods.hosts'`;
      const values = { value: `${hosts} hosts`, limit: `a multiple of ${unitHosts}` };
      return fabricProblem(input, 'fabric/uneven-pods', { what, remedy, ...values });
    });
}
