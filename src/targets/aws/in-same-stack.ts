import { Construct, TerraformStack, type ITerraformDependable } from '../../host';

/**
 * Those that live in the stack of a construct. Terraform waits within one state alone: what is in another stack is deployed before, since its outputs are
 * read, and cdktf would render an address that Terraform refuses.
 */
export function inSameStack(
  scope: Construct,
  dependables: readonly ITerraformDependable[],
): readonly ITerraformDependable[] {
  const stack = TerraformStack.of(scope);
  return dependables.filter((one) => !Construct.isConstruct(one) || TerraformStack.of(one) === stack);
}
