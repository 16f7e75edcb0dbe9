import { App, TerraformElement, TerraformStack, type Construct } from '../host';
import { DesignError } from '../errors/design-error';

const guarded = new WeakSet<TerraformStack>();

/**
 * An element that is written as JSON alone. cdktf writes HCL from each class on its own: of an element that holds many resources, of `check` and `removed`
 * blocks and of overrides it would write nothing, and the next apply of such a stack destroys what it leaves out.
 */
export abstract class JsonElement extends TerraformElement {
  protected constructor(scope: Construct, id: string, elementType: string) {
    super(scope, id, elementType);
    const stack = TerraformStack.of(this);
    if (guarded.has(stack)) return;
    guarded.add(stack);
    stack.node.addValidation({ validate: () => (writesHcl(stack) ? [noHcl(stack).message] : []) });
  }

  /** @throws DesignError `terraform/no-hcl` */
  public override toHclTerraform(): Record<string, unknown> {
    throw noHcl(TerraformStack.of(this));
  }

  /** Nothing: cdktf's metadata is about single resources. */
  public override toMetadata(): Record<string, unknown> {
    return {};
  }
}

/** Whether the program was told to write HCL, in any of the ways that cdktf knows; a stack and its app read the variable differently. */
export function writesHcl({ node: { root } }: TerraformStack): boolean {
  const asked = process.env['SYNTH_HCL_OUTPUT'];
  return asked === 'true' || asked === '1' || (root instanceof App && root.hclOutput);
}

function noHcl({ node: { id } }: TerraformStack): DesignError {
  return new DesignError('terraform/no-hcl', {
    problem: `stack '${id}' is to be written as HCL, in which cdktf would leave out the inventory and checks of its site`,
    remedy: "write JSON, which Terraform and OpenTofu read alike: take away SYNTH_HCL_OUTPUT, '--hcl' and 'hclOutput'",
    object: id,
  });
}
