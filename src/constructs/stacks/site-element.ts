import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import { addCustomSynthesis, type Construct, type ISynthesisSession, TerraformStack } from '../../host';
import { movesFromPaths } from '../../targets/aws/bindings';
import { JsonElement } from '../../targets/json-element';

/** What a site element asks its site. */
interface SiteElementSource {
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
    this.rendered ??= this.withMoves(this.source.terraform());
    return this.rendered;
  }

  /** With the moves of what AWS constructs made in this stack, which its first element says for all. */
  private withMoves(own: Record<string, unknown>): Record<string, unknown> {
    const stack = TerraformStack.of(this);
    if (stack.node.findAll().find((each) => each instanceof SiteElement) !== this) return own;
    const moves = movesFromPaths(stack);
    if (moves.length === 0) return own;
    return { ...own, moved: [...((own['moved'] as readonly object[] | undefined) ?? []), ...moves] };
  }
}

interface Override {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Arguments that users set on resources of the inventory, by the name of the resource. */
export class ResourceOverrides {
  private readonly byResource = new Map<string, Override[]>();

  /** Keeps an override; `path` has dots between its members: `lifecycle.prevent_destroy`. */
  public add(resource: string, path: string, value: unknown): void {
    const known = this.byResource.get(resource) ?? [];
    known.push({ path: path.split('.'), value });
    this.byResource.set(resource, known);
  }

  /** @throws DesignError `site/unknown-resource` for overrides of what the inventory does not hold */
  public check(names: readonly string[]): void {
    const known = new Set(names);
    const unknown = [...this.byResource.keys()].filter((name) => !known.has(name));
    DesignErrors.throwAll(
      unknown.map((name) => {
        const hint = spellingHint(name, names);
        return new DesignError('site/unknown-resource', {
          problem: `an override is for resource '${name}', which the inventory does not hold`,
          remedy: hint === undefined ? 'name a construct of the site, or a rack in use' : `did you mean '${hint}'?`,
          object: name,
        });
      }),
    );
  }

  /** The arguments of a resource with its overrides, in the order in which they were set. */
  public applied(resource: string, config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return (this.byResource.get(resource) ?? []).reduce(
      (result, { path, value }) => withValue(result, path, value),
      config,
    );
  }
}

function withValue(
  config: Readonly<Record<string, unknown>>,
  [first, ...rest]: readonly string[],
  value: unknown,
): Readonly<Record<string, unknown>> {
  if (first === undefined) return config;
  if (rest.length === 0) return { ...config, [first]: value };
  const inner = config[first];
  const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  return { ...config, [first]: withValue(isObject ? (inner as Record<string, unknown>) : {}, rest, value) };
}
