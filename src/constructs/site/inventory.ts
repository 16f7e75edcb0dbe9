import { DesignError } from '../../errors/design-error';
import { checkNetboxProps, NETBOX_PROP_NAMES } from '../netbox/check-netbox-props';
import { checkProps } from '../props/check-props';
import { optional, type PropNames, type StatedWay } from '../props/prop-rule';
import type { NetboxProps } from '../netbox/netbox-props';
import type { InventorySplit } from '../stacks/rack-stacks';
import { backendErrors, type StackBackendProps } from '../stacks/stack-backend';

/** Options of the embedded inventory. */
export interface EmbeddedOptions {
  /**
   * States that hold the racks: the site's own stack, or a further stack for each hall or row. When it changes, racks come to
   * other states by `removed` and `import` blocks, and none is destroyed (Terraform 1.7, OpenTofu 1.10).
   *
   * @default - where the lock has them; of a new site `none` up to the budget of one state, else `hall` where each hall fits one, else `row`
   */
  readonly split?: InventorySplit;
  /**
   * Where the states of the site's own stack and of the further ones are kept; a stack that has a backend keeps it.
   *
   * @default - on this machine, in the folder that the program runs in
   */
  readonly backend?: StackBackendProps;
}

const OWNER = 'embedded inventory';

/** Options of the embedded inventory. */
export const EMBEDDED_NAMES: PropNames<EmbeddedOptions> = {
  split: optional({ choices: ['none', 'hall', 'row'] }),
  backend: optional({ object: { name: "a backend, such as { kind: 'local' }", has: ['kind'] } }),
};

/** Where a site's plan is registered. */
export class Inventory {
  private constructor(
    /** Kind of target. */
    public readonly kind: 'embedded' | 'netbox',
    /** Split that was asked for. */
    public readonly split: InventorySplit | undefined,
    /** Props of a NetBox inventory. */
    public readonly netboxProps?: NetboxProps,
    /** Backend of an embedded inventory. */
    public readonly backend?: StackBackendProps,
  ) {}

  /**
   * Registers the plan in Terraform's own state, with its built-in `terraform_data`: no account, no download.
   *
   * @throws DesignError `terraform/bad-backend`, `props/...` for options that are wrong in themselves, all of them at once
   */
  public static embedded(options: EmbeddedOptions = {}): Inventory {
    checkProps(OWNER, options, EMBEDDED_NAMES, () =>
      backendErrors(
        options.backend,
        (problem, remedy) =>
          new DesignError('terraform/bad-backend', { problem: `${OWNER}: ${problem}`, remedy, object: OWNER }),
      ),
    );
    return new Inventory('embedded', options.split, undefined, options.backend);
  }

  /**
   * Registers the plan in NetBox, through its Terraform provider.
   *
   * @throws DesignError `netbox/...`, `props/...` for props that are wrong in themselves, all of them at once
   */
  public static netbox(props: NetboxProps): Inventory {
    checkNetboxProps(props, process.env);
    return new Inventory('netbox', props.split, props);
  }
}

/** How a site file states an inventory. */
export const INVENTORY_WAYS: Readonly<Record<string, StatedWay>> = {
  embedded: { of: EMBEDDED_NAMES, make: (options: EmbeddedOptions) => Inventory.embedded(options) },
  netbox: { of: NETBOX_PROP_NAMES, make: (props: NetboxProps) => Inventory.netbox(props) },
};
