import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { App, LocalBackend, TerraformResource, TerraformStack, type Construct } from '../host';
import type { HallInput } from '../design/placement/placement-plan';
import type { SitePlan, StackPlan } from '../design/site/site-plan';
import { planLimits } from '../design/limits/plan-limits';
import { evaluate } from '../policy/evaluate';
import { defaultRules } from '../policy/rule-packs';
import type { PolicyReport } from '../policy/policy-report';
import { findingLine } from '../report/policy/finding-line';
import { policyFiles } from '../report/policy/policy-files';
import { renderSiteFiles } from '../export/site-files';
import { embeddedImports } from '../targets/embedded/embedded-imports';
import { embeddedResources, type EmbeddedResource } from '../targets/embedded/embedded-inventory';
import { terraformArguments, terraformData } from '../targets/terraform-text';
import type { Inventory } from './inventory';
import { writeLock, writeWhole } from './lock-file';
import { NetboxStacks, netboxImportsText } from './netbox-stacks';
import { Policy } from './policy';
import { RackStacks } from './rack-stacks';
import { ResourceOverrides } from './resource-overrides';
import type { Site } from './site';
import type { SiteBuild } from './site-build';
import { SiteElement } from './site-element';
import type { SiteProps } from './site-props';

/** What the stacks of a site start from. */
export interface SiteStacksInput {
  readonly site: Site;
  readonly build: SiteBuild;
  readonly halls: readonly HallInput[];
  readonly inventory: Inventory;
  readonly lockFile: string | false;
  readonly tags: Readonly<Record<string, string>>;
  readonly policy: SiteProps['policy'];
  /** Whether some rows pass patch panels. */
  readonly hasPanels: boolean;
}

interface Declared {
  readonly stack: TerraformStack;
  readonly tags: Readonly<Record<string, string>>;
}

/** The Terraform side of a site: which stack holds which resource, the judgement of each stack, and the files beside them. */
export class SiteStacks {
  private readonly elements = new Map<TerraformStack, SiteElement>();
  private readonly declared = new Map<string, Declared>();
  private readonly overrides = new ResourceOverrides();
  private readonly rackStacks: RackStacks;
  private readonly netbox: NetboxStacks | undefined;
  private resources: readonly EmbeddedResource[] | undefined;
  private rowOfRack: ReadonlyMap<string, string> | undefined;
  private report: PolicyReport | undefined;
  private hasJudged = false;
  private hasWritten = false;

  public constructor(private readonly start: SiteStacksInput) {
    this.rackStacks = new RackStacks(
      start.site,
      start.inventory.kind === 'embedded' ? start.halls : [],
      start.inventory,
    );
    // First of all: what cannot be planned then throws as it is, and not from the value of an output.
    this.elementOf(TerraformStack.of(start.site));
    for (const stack of this.rackStacks.stacks) this.elementOf(stack);
    this.netbox = this.netboxStacks();
    for (const stack of this.netbox?.stacks ?? []) this.elementOf(stack);
  }

  /** Says in which stack the resource of a construct lives, with its own tags. */
  public declare(construct: Construct, kind: string, name: string, tags: Readonly<Record<string, string>>): void {
    const stack = TerraformStack.of(construct);
    this.elementOf(stack);
    if (kind === 'zone') for (const one of this.netbox?.addZone(name) ?? []) this.elementOf(one);
    this.declared.set(`${kind}/${name}`, { stack, tags: { ...this.start.tags, ...tags } });
  }

  /** Gives a row that a construct declares its stack. */
  public addRow(hall: string, row: string, racks: number): void {
    if (this.netbox === undefined) this.elementOf(this.rackStacks.add(hall, row, racks));
    else for (const stack of this.netbox.addRow(hall, row, racks)) this.elementOf(stack);
  }

  /** Sets an argument of one resource, in whichever stack it is. */
  public override(resource: string, path: string, value: unknown): void {
    this.overrides.add(resource, path, value);
  }

  /** Stacks that hold the site, and how many resources each will hold: those of the site, and what its constructs made there. */
  public plansFor(plan: Omit<SitePlan, 'stacks'>): readonly StackPlan[] {
    const counts = this.countsOf(plan);
    return [...this.elements.keys()].map((stack) => ({
      name: stack.node.id,
      path: stack.node.path,
      resources: (counts.get(stack.node.id) ?? 0) + ownResources(stack),
      backend: isLocal(stack) ? 'local' : 'remote',
    }));
  }

  /** Judges the site once. */
  public judgement(): PolicyReport {
    const { site, build, policy } = this.start;
    this.report ??= {
      ...evaluate(site.plan, {
        rules: [...defaultRules, ...(policy?.rules ?? [])],
        acknowledgements: Policy.acknowledgements(site.node.root),
        isStrict: policy?.isStrict ?? false,
        ...asPlanned(build, site.plan),
        ...(policy?.asOf === undefined ? {} : { asOf: policy.asOf }),
      }),
      limits: planLimits(site.plan),
    };
    return this.report;
  }

  private elementOf(stack: TerraformStack): SiteElement {
    const known = this.elements.get(stack);
    if (known !== undefined) return known;
    const { site } = this.start;
    const scope = stack === TerraformStack.of(site) ? site : stack;
    const element = new SiteElement(scope, `${site.node.id}-inventory`, {
      terraform: () => this.terraformOf(stack),
      onSynthesize: (outdir) => {
        this.writeAll(outdir);
      },
    });
    this.elements.set(stack, element);
    stack.node.addValidation({ validate: () => this.validate() });
    return element;
  }

  private validate(): string[] {
    const report = this.judgement();
    const outdir = this.outdir();
    if (outdir !== undefined) this.writePolicy(outdir);
    const errors = report.findings.filter(({ severity }) => severity === 'error');
    if (outdir !== undefined && errors.length > 0) this.removeStacks(outdir);
    return errors.map((finding) => findingLine(finding));
  }

  /** Takes away the stacks of an earlier run: nobody shall apply a site that no longer stands its judgement. */
  private removeStacks(outdir: string): void {
    for (const { node } of this.elements.keys())
      rmSync(join(outdir, 'stacks', node.id, 'cdk.tf.json'), { force: true });
  }

  private netboxStacks(): NetboxStacks | undefined {
    const { site, build, halls, inventory, hasPanels } = this.start;
    const { netboxProps: props } = inventory;
    if (props === undefined) return undefined;
    const { imports } = props;
    const importsText = imports === undefined ? undefined : netboxImportsText(site.node.id, imports);
    return new NetboxStacks({ site, props, halls, hasPanels, models: () => build.models, importsText });
  }

  private countsOf(plan: Omit<SitePlan, 'stacks'>): ReadonlyMap<string, number> {
    if (this.netbox !== undefined) return this.netbox.counts(plan);
    const counts = new Map<string, number>();
    for (const resource of this.inventoryOf(plan)) {
      const name = this.stackOf(resource, plan)?.node.id ?? '';
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  }

  private terraformOf(stack: TerraformStack): Record<string, unknown> {
    const { site } = this.start;
    if (this.netbox !== undefined) return this.netbox.terraformOf(stack, site.plan, this.overrides);
    const resources = this.resourcesOf(stack);
    if (Object.keys(resources).length === 0) return {};
    const imports = this.importsOf(stack);
    return { resource: { terraform_data: resources }, ...(imports.length === 0 ? {} : { import: imports }) };
  }

  /** Every resource of the site; rendered once, however many stacks share it. */
  private inventoryOf(plan: Omit<SitePlan, 'stacks'>): readonly EmbeddedResource[] {
    this.resources ??= embeddedResources(plan);
    return this.resources;
  }

  private resourcesOf(stack: TerraformStack): Readonly<Record<string, unknown>> {
    const { site, tags } = this.start;
    const resources: Record<string, unknown> = {};
    const all = this.inventoryOf(site.plan);
    this.overrides.check(all.map(({ kind, name }) => site.resourceName(kind, name)));
    for (const resource of all) {
      if (this.stackOf(resource, site.plan) !== stack) continue;
      const own = this.declared.get(`${resource.kind}/${resource.name}`)?.tags ?? tags;
      const plain = terraformData(resource.input) as EmbeddedResource['input'];
      const input = Object.keys(own).length === 0 ? plain : { ...plain, tags: terraformArguments(own) };
      const name = site.resourceName(resource.kind, resource.name);
      resources[name] = this.overrides.applied(name, { input });
    }
    return resources;
  }

  /** Blocks by which a first apply takes over what an adopted hall has; once they are in the state, they do nothing. */
  private importsOf(stack: TerraformStack): readonly { readonly to: string; readonly id: string }[] {
    const { site } = this.start;
    const isThere = embeddedImports(site.plan);
    return this.inventoryOf(site.plan)
      .filter((resource) => isThere(resource) && this.stackOf(resource, site.plan) === stack)
      .map(({ kind, name }) => site.resourceName(kind, name))
      .map((name) => ({ to: `terraform_data.${name}`, id: name }));
  }

  private stackOf(
    { kind, name }: EmbeddedResource,
    { placement }: Pick<SitePlan, 'placement'>,
  ): TerraformStack | undefined {
    if (kind !== 'rack') return this.declared.get(`${kind}/${name}`)?.stack;
    this.rowOfRack ??= new Map(placement.racks.map((rack) => [rack.name, `${rack.hall}/${rack.row}`]));
    return this.rackStacks.stackOf(this.rowOfRack.get(name) ?? '');
  }

  private outdir(): string | undefined {
    const { root } = this.start.site.node;
    return root instanceof App ? root.outdir : undefined;
  }

  private writePolicy(outdir: string): void {
    if (this.hasJudged) return;
    this.hasJudged = true;
    const folder = join(outdir, 'site', this.start.site.node.id);
    rmSync(folder, { recursive: true, force: true });
    for (const [name, text] of policyFiles(this.judgement())) writeWhole(join(folder, name), text);
  }

  private writeAll(outdir: string): void {
    if (this.hasWritten) return;
    this.hasWritten = true;
    this.writePolicy(outdir);
    const { site, lockFile } = this.start;
    const folder = join(outdir, 'site', site.node.id);
    for (const [name, text] of renderSiteFiles(site.plan, this.judgement(), this.netbox?.files(site.plan))) {
      writeWhole(join(folder, name), text);
    }
    writeLock(lockFile, site.plan.lock);
  }
}

function asPlanned(build: SiteBuild, plan: SitePlan): { readonly asPlanned?: SitePlan } {
  const planned = plan.adopted === undefined ? undefined : build.asPlanned(plan);
  return planned === undefined ? {} : { asPlanned: planned };
}

/** Resources that constructs made in a stack themselves, such as those of AWS. The site's own are rendered in bulk and are none of these. */
function ownResources(stack: TerraformStack): number {
  return stack.node.findAll().filter((construct) => TerraformResource.isTerraformResource(construct)).length;
}

function isLocal(stack: TerraformStack): boolean {
  const backends = stack.node.children.filter((child) => 'getRemoteStateDataSource' in child);
  return backends.length === 0 || backends.some((backend) => backend instanceof LocalBackend);
}
