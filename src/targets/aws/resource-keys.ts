import { DesignError } from '../../errors/design-error';
import { type Construct, type Node, type TerraformElement, TerraformResource, TerraformStack } from '../../host';

/** Constructs whose name, and not their path, is in the keys of what they make. */
const owners = new WeakSet();

/** What has each key in a stack. */
const held = new WeakMap<TerraformStack, Map<string, TerraformElement>>();

/** Id that an element would have by its path: the one that it had before keys came from names. */
const byPath = new WeakMap<TerraformElement, string>();

/** Lets the elements that a construct makes have their keys from its name: they are those that it would have as a child of its stack. */
export function nameElementsBy(construct: Construct): void {
  owners.add(construct);
}

/**
 * Gives a new element of AWS its key: type, name of the construct that made it, and id below that construct. Where in the program the construct was created
 * is not in it. Elements of anybody else keep theirs.
 *
 * @throws DesignError `aws/same-key` for a key that another element of the stack has
 */
export function keyByName(element: TerraformElement): void {
  const { node } = element;
  const scopes = [...node.scopes];
  const owner = [...scopes].reverse().find((scope) => owners.has(scope));
  const stack = TerraformStack.of(element);
  if (owner === undefined || scopes.indexOf(owner) < scopes.indexOf(stack)) return;
  const former = stack.getLogicalId(element);
  const named = [...stack.node.scopes, ...scopes.slice(scopes.indexOf(owner))];
  const id = stack.getLogicalId(withScopes(node, named));
  hold(stack, element, id);
  if (id === former) return;
  element.overrideLogicalId(id);
  byPath.set(element, former);
}

/**
 * Blocks by which a state of the version before keeps what was created below another construct: keys came from paths there. Kept for one release.
 *
 * @param stack - stack of the state
 * @returns blocks sorted by what they lead to
 */
export function movesFromPaths(stack: TerraformStack): readonly { readonly from: string; readonly to: string }[] {
  return stack.node
    .findAll()
    .filter((each) => TerraformResource.isTerraformResource(each))
    .flatMap((each) => {
      const former = byPath.get(each);
      if (former === undefined || former === each.friendlyUniqueId) return [];
      const type = each.terraformResourceType;
      return [{ from: `${type}.${former}`, to: `${type}.${each.friendlyUniqueId}` }];
    })
    .sort((left, right) => (left.to < right.to ? -1 : 1));
}

/** A node as it would be elsewhere in the tree. */
function withScopes(node: Node, scopes: readonly unknown[]): Node {
  return Object.create(node, { scopes: { value: scopes } }) as Node;
}

function hold(stack: TerraformStack, element: TerraformElement, id: string): void {
  const keys = held.get(stack) ?? new Map<string, TerraformElement>();
  held.set(stack, keys);
  const { tfResourceType = 'check' } = element.constructor as { readonly tfResourceType?: string };
  const key = `${tfResourceType}.${id}`;
  const other = keys.get(key);
  if (other !== undefined) {
    throw new DesignError('aws/same-key', {
      problem: `'${element.node.path}' and '${other.node.path}' would both be ${key} of stack '${stack.node.id}'`,
      remedy: 'give the construct of one of them another id, or another stack',
      object: element.node.path,
      value: key,
    });
  }
  keys.set(key, element);
}
