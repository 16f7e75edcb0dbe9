import { RESOURCE_BUDGET } from '../../model/site-input';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { failed, notApplicable, passed } from '../verdict';

/** A site of more resources than one state takes is worked on by several people, and is lost with the machine that holds its states. */
export const localStateLargeSite = defineRule({
  id: 'terraform/local-state-large-site',
  severity: 'warning',
  title: `a site of more than ${inWords.number(RESOURCE_BUDGET)} resources keeps none of its states on one machine`,
  why: {
    text: 'A local state has no copy, is locked for one machine alone, and was 8 to 13 times slower than a remote one.',
    source: 'Measured with terraform_data, Terraform 1.11.4, 2 cores, local backend; Terraform documentation, backends',
  },
  check: ({ stacks, path, name }) => {
    const local = stacks.filter(({ backend, resources }) => backend === 'local' && resources > 0);
    if (local.length === 0) return [notApplicable('no stack with resources has a local backend')];
    const total = stacks.reduce((sum, { resources }) => sum + resources, 0);
    if (total <= RESOURCE_BUDGET) return [passed(1)];
    return [
      failed({
        path,
        object: `site '${name}'`,
        found: `${inWords.count(total, 'resource')}, ${inWords.count(local.length, 'stack')} with a local backend`,
        limit: inWords.count(RESOURCE_BUDGET, 'resource'),
        required: inWords.count(total, 'resource'),
        available: inWords.count(RESOURCE_BUDGET, 'resource'),
        shortfall: inWords.count(total - RESOURCE_BUDGET, 'resource'),
        arithmetic: `${inWords.number(total)} - ${inWords.number(RESOURCE_BUDGET)} = ${inWords.number(total - RESOURCE_BUDGET)}`,
        remedy: "give 'backend' of the inventory, or each of its stacks a remote backend",
      }),
    ];
  },
});
