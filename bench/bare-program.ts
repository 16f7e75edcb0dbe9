import { App, TerraformResource, TerraformStack } from 'cdktf';

/** The measure for the default program: as many plain resources as it renders, one construct each, and nothing else. */
class BareResource extends TerraformResource {
  public constructor(
    scope: TerraformStack,
    id: string,
    private readonly values: Readonly<Record<string, string>>,
  ) {
    super(scope, id, { terraformResourceType: 'terraform_data' });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { input: this.values };
  }
}

const app = new App();
const stack = new TerraformStack(app, 'bare');
const count = Number(process.env['BARE_RESOURCES'] ?? '60');
for (let index = 0; index < count; index += 1) {
  new BareResource(stack, `rack-${index}`, { rack: `A${index}`, load: '42.9 kW of 44 kW', units: '30 of 48 U' });
}
app.synth();
