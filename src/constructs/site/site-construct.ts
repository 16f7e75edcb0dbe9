import { Construct, TerraformOutput } from '../../host';
import { terraformArguments } from '../../targets/terraform-text';
import type { PropRule } from '../props/prop-rule';
import { Site } from './site';

/** The site of a construct: given, or that of the nearest ancestor that is a site or belongs to one. */
export const OF_SITE: PropRule<'optional'> = {
  need: 'optional',
  implied: { word: 'site', read: siteOf, isNeeded: true },
};

function siteOf(ancestor: object): Site | undefined {
  if (ancestor instanceof Site) return ancestor;
  const { site } = ancestor as { readonly site?: unknown };
  return site instanceof Site ? site : undefined;
}

/** What every construct of a site shares. */
export interface SiteConstructOptions {
  /** Site it belongs to. */
  readonly site: Site;
  /** Kind of resource in the inventory, for example `fabric`. */
  readonly kind: string;
  /**
   * Tags of its resource.
   *
   * @default - the site's
   */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /**
   * Name that it had before.
   *
   * @default - it had no other name
   */
  readonly formerly?: string | undefined;
}

/** A construct that belongs to a site and is registered in its inventory under its id. */
export abstract class SiteConstruct extends Construct {
  /** Site it belongs to. */
  public readonly site: Site;
  /** Address of its resource in the stack of its scope, for example `terraform_data.gasan-zone-a`. */
  public readonly resourceAddress: string;
  private readonly kind: string;

  protected constructor(scope: Construct, id: string, { site, kind, tags, formerly }: SiteConstructOptions) {
    super(scope, id);
    this.site = site;
    this.kind = kind;
    site.claim(this, kind, tags ?? {}, formerly);
    this.resourceAddress = `terraform_data.${site.resourceName(kind, id)}`;
  }

  /** Sets an argument of its Terraform resource, as `addOverride` of any cdktf element does: `lifecycle.prevent_destroy`. */
  public addOverride(path: string, value: unknown): void {
    this.site.overrideResource(this.kind, this.node.id, path, value);
  }

  /** Declares the output that carries the construct's own figures. */
  protected addSummary(value: Readonly<Record<string, unknown>>): void {
    const output = new TerraformOutput(this, 'summary', { value: terraformArguments(value) });
    output.overrideLogicalId(this.site.resourceName(this.kind, this.node.id).replaceAll('-', '_'));
  }
}
