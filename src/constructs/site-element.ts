import { TerraformElement, addCustomSynthesis, type Construct, type ISynthesisSession } from '../host';

/** What a site element asks its site. */
export interface SiteElementSource {
  /** Resources of this stack by address name, as the site's plan gives them; asked for at the first rendering. */
  readonly resources: () => Readonly<Record<string, unknown>>;
  /** Writes what the site writes beside the stacks; called at synthesis, after all validations of this stack. */
  readonly onSynthesize: (outdir: string) => void;
}

/**
 * The one element of a stack that renders the resources of a site in bulk: its first call comes when the stacks are prepared, and plans the site.
 */
export class SiteElement extends TerraformElement {
  private rendered: Record<string, unknown> | undefined;

  public constructor(
    scope: Construct,
    id: string,
    private readonly source: SiteElementSource,
  ) {
    super(scope, id, 'terraform_data');
    addCustomSynthesis(this, { onSynthesize: ({ outdir }: ISynthesisSession) => source.onSynthesize(outdir) });
  }

  /** Renders `resource.terraform_data`; the same object each time. */
  public override toTerraform(): Record<string, unknown> {
    this.rendered ??= render(this.source.resources());
    return this.rendered;
  }

  /** Nothing: the bulk of resources carries no metadata each. */
  public override toMetadata(): Record<string, unknown> {
    return {};
  }
}

function render(resources: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.keys(resources).length === 0 ? {} : { resource: { terraform_data: resources } };
}
