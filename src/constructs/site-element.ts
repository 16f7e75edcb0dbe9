import { addCustomSynthesis, type Construct, type ISynthesisSession } from '../host';
import { JsonElement } from '../targets/json-element';

/** What a site element asks its site. */
export interface SiteElementSource {
  /** What this stack holds of the site, as Terraform's JSON has it; asked for at the first rendering. */
  readonly terraform: () => Record<string, unknown>;
  /** Writes what the site writes beside the stacks; called at synthesis, after all validations of this stack. */
  readonly onSynthesize: (outdir: string) => void;
}

/**
 * The one element of a stack that renders the resources of a site in bulk: its first call comes when the stacks are prepared, and plans the site.
 */
export class SiteElement extends JsonElement {
  private rendered: Record<string, unknown> | undefined;

  public constructor(
    scope: Construct,
    id: string,
    private readonly source: SiteElementSource,
  ) {
    super(scope, id, 'terraform_data');
    addCustomSynthesis(this, { onSynthesize: ({ outdir }: ISynthesisSession) => source.onSynthesize(outdir) });
  }

  /** Renders the site's part of the stack; the same object each time. */
  public override toTerraform(): Record<string, unknown> {
    this.rendered ??= this.source.terraform();
    return this.rendered;
  }
}
