import type { Construct } from '../../host';
import { JsonElement } from '../json-element';
import { terraformArguments } from '../terraform-text';

/** A claim about what is deployed. */
export interface CheckAssert {
  /** Expression of Terraform in `${...}`. */
  readonly condition: string;
  readonly errorMessage: string;
}

/** A data source of a check's own: if it fails, the plan goes on. */
export interface CheckData {
  readonly type: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A `check` block, for which cdktf has no class. What does not hold is a warning of `plan` and `apply`, and stops neither. */
export class TerraformCheck extends JsonElement {
  public constructor(
    scope: Construct,
    id: string,
    private readonly asserts: readonly CheckAssert[],
    private readonly data?: CheckData,
  ) {
    super(scope, id, 'check');
  }

  /** Value of the check's own data source, as an expression without `${}`. */
  public dataValue(attribute: string): string {
    return `data.${this.data?.type ?? ''}.${this.data?.name ?? ''}.${attribute}`;
  }

  /** Renders the block. */
  public override toTerraform(): Record<string, unknown> {
    const { asserts, data } = this;
    return {
      check: {
        [this.friendlyUniqueId]: {
          ...(data === undefined ? {} : { data: { [data.type]: { [data.name]: terraformArguments(data.config) } } }),
          assert: asserts.map(({ condition, errorMessage }) => ({
            condition,
            error_message: terraformArguments(errorMessage),
          })),
        },
      },
    };
  }
}
