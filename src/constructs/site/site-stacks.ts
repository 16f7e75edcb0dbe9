import { join } from 'node:path';

import { StackMemory } from '../../design/lock/stack-memory';
import { formerRacks } from '../../design/site/renames';
import type * as siteFiles from '../../export/site/site-files';
import { removeFile } from '../../files/file-writer';
import { writeFolder } from '../../files/folder-writer';
import { App, type Construct, TerraformStack } from '../../host';
import type { HallInput } from '../../model/placement-plan';
import { RESOURCE_BUDGET } from '../../model/site-input';
import type { SiteLock } from '../../model/site-lock';
import type { RenamedKind, SitePlan, StackPlan } from '../../model/site-plan';
import { evaluate, siteLimits, withLimits } from '../../policy/evaluate';
import { defineRule, type PolicyReport } from '../../policy/engine/rule';
import { defaultRules } from '../../policy/rule-packs';
import { policyFiles } from '../../report/policy/policy-files';
import { findingLine } from '../../report/policy/policy-text';
import {
  embeddedImports,
  type EmbeddedResource,
  embeddedResources,
  isInventoried,
} from '../../targets/embedded/embedded-inventory';
import { writesHcl } from '../../targets/json-element';
import { terraformArguments, terraformData } from '../../targets/terraform-text';
import { present } from '../../units/present';
import { netboxImportsText } from '../netbox/check-netbox-props';
import { NetboxStacks } from '../netbox/netbox-stacks';
import type { Inventory } from './inventory';
import { checkLockFile, type LockFile, writeLock } from '../stacks/lock-file';
import { Policy } from './policy';
import { RackStacks, type StackedRow } from '../stacks/rack-stacks';
import type { SiteBuild } from './site-build';
import { ResourceOverrides, SiteElement } from '../stacks/site-element';
import type { PlannedSite } from '../stacks/site-part';
import type { SiteProps } from './site-props';
import { isLocal, localStateProblem } from '../stacks/stack-backend';
import { embeddedRelief, ownResources } from '../stacks/stack-relief';
import { secretsOf } from '../stacks/stack-secrets';

/** What the stacks of a site start from. */
interface SiteStacksInput {
  readonly site: PlannedSite;
  readonly build: SiteBuild;
  readonly halls: readonly HallInput[];
  readonly inventory: Inventory;
  /** As it was read. */
  readonly lock: SiteLock;
  readonly lockFile: LockFile;
  readonly tags: Readonly<Record<string, string>>;
  readonly policy: SiteProps['policy'];
  /** Whether some rows pass patch panels. */
  readonly hasPanels: boolean;
}

/** Kinds of construct that can be renamed. */
const RENAMED_KINDS: ReadonlySet<string> = new Set<RenamedKind>(['cluster', 'storage', 'fabric', 'converged', 'zone']);

interface Declared {
  readonly stack: TerraformStack;
  readonly tags: Readonly<Record<string, string>>;
}

/** The Terraform side of a site: which stack holds which resource, the evaluation of each stack, and the files beside them. */
export class SiteStacks {
  private readonly elements = new Map<TerraformStack, SiteElement>();
  private readonly declared = new Map<string, Declared>();
  private readonly overrides = new ResourceOverrides();
  private readonly memory: StackMemory;
  private readonly rackStacks: RackStacks;
  private readonly netbox: NetboxStacks | undefined;
  private resources: readonly EmbeddedResource[] | undefined;
  private rowOfRack: ReadonlyMap<string, string> | undefined;
  private heldRacks: ReadonlySet<string> | undefined;
  private renamed: ReadonlyMap<string, string> | undefined;
  /** The evaluation, once it was made. */
  public report: PolicyReport | undefined;
  private hasJudged = false;
  private hasWritten = false;

  public constructor(private readonly start: SiteStacksInput) {
    const { site, inventory, lock } = start;
    this.memory = new StackMemory(inventory.kind, TerraformStack.of(site).node.id, lock.stacks);
    const halls = inventory.kind === 'embedded' ? start.halls : [];
    this.rackStacks = new RackStacks({ site, halls, inventory, memory: this.memory, lock });
    // First of all: what cannot be planned then throws as it is, and not from the value of an output.
    this.elementOf(TerraformStack.of(start.site));
    for (const stack of this.rackStacks.stacks) this.elementOf(stack);
    this.netbox = this.netboxStacks();
    for (const stack of this.netbox?.stacks ?? []) this.elementOf(stack);
  }

  /** What a NetBox inventory says that a construct was called, whose devices or cables have its name. */
  public formerNameOf(kind: string, name: string): string | undefined {
    const { formerly } = this.start.inventory.netboxProps ?? {};
    return RENAMED_KINDS.has(kind) && Object.hasOwn(formerly ?? {}, name) ? formerly?.[name] : undefined;
  }

  /** Says in which stack the resource of a construct lives, with its own tags. */
  public declare(construct: Construct, kind: string, name: string, tags: Readonly<Record<string, string>>): void {
    const stack = TerraformStack.of(construct);
    this.elementOf(stack);
    if (kind === 'zone') for (const one of this.netbox?.addZone(name) ?? []) this.elementOf(one);
    this.declared.set(`${kind}/${name}`, { stack, tags: { ...this.start.tags, ...tags } });
    if (this.netbox === undefined && isInventoried(kind)) this.memory.hold(`${kind} ${name}`, stack.node.id);
  }

  /** Says under which name the lock knows the stack of a construct that was renamed. */
  public rename(kind: string, name: string, formerly: string): void {
    this.memory.rename(`${kind} ${name}`, `${kind} ${formerly}`);
  }

  /** Gives a row that a construct declares its stack. */
  public addRow(row: StackedRow): void {
    const stacks = this.netbox === undefined ? this.rackStacks.add(row) : this.netbox.addRow(row);
    for (const stack of stacks) this.elementOf(stack);
  }

  /** What the lock shall remember of stacks. */
  public get remembered(): SiteLock['stacks'] {
    return this.memory.next();
  }

  /** Sets an argument of one resource, in whichever stack it is. */
  public override(resource: string, path: string, value: unknown): void {
    this.overrides.add(resource, path, value);
  }

  /** Stacks that hold the site, and how many resources each will hold: those of the site, and what its constructs made there. */
  public plansFor(plan: Omit<SitePlan, 'stacks'>): readonly StackPlan[] {
    const counts = this.countsOf(plan);
    this.openFormerStacks();
    return [...this.elements.keys()].map((stack) => {
      const resources = (counts.get(stack.node.id) ?? 0) + ownResources(stack);
      const secrets = secretsOf(stack);
      return {
        name: stack.node.id,
        path: stack.node.path,
        resources,
        backend: isLocal(stack) ? 'local' : 'remote',
        ...(secrets.length === 0 ? {} : { secrets }),
        ...(resources > RESOURCE_BUDGET * 0.8 ? { relief: this.reliefOf(stack, plan) } : {}),
      };
    });
  }

  /** What would make a stack smaller. */
  private reliefOf(stack: TerraformStack, plan: Omit<SitePlan, 'stacks'>): string {
    if (this.netbox !== undefined) return this.netbox.reliefOf(stack, plan);
    return embeddedRelief({
      resources: this.inventoryOf(plan).filter((resource) => this.stackOf(resource, plan) === stack),
      others: ownResources(stack),
      rowOf: (rack) => this.rowOf(rack, plan),
    });
  }

  /** Inventory that the site is registered in; empty where it has none of its own. */
  public registration(): Pick<SitePlan, 'registered'> {
    return present({ registered: this.netbox === undefined ? undefined : this.netbox.registered() });
  }

  /** Judges the site once. Its limits are planned when somebody reads them. */
  public evaluation(): PolicyReport {
    const { site, build, policy } = this.start;
    if (this.report !== undefined) return this.report;
    const rules = [...defaultRules, ...(policy?.rules ?? []).map(defineRule)];
    const report = evaluate(site.plan, {
      rules,
      acknowledgements: Policy.acknowledgements(site.node.root),
      isStrict: policy?.isStrict ?? false,
      ...asPlanned(build, site.plan),
      ...present({ asOf: policy?.asOf }),
    });
    this.report = withLimits(report, () => siteLimits(site.plan, undefined, rules));
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
    stack.node.addValidation({ validate: () => [...this.validate(), ...stateProblem(stack)] });
    return element;
  }

  private validate(): string[] {
    const report = this.evaluation();
    const outdir = this.outdir();
    if (outdir !== undefined) this.writePolicy(outdir);
    if (outdir !== undefined && [...this.elements.keys()].some(writesHcl)) this.removeStacks(outdir, 'cdk.tf');
    const errors = report.findings.filter(({ severity }) => severity === 'error');
    if (outdir !== undefined && errors.length > 0) this.removeStacks(outdir, 'cdk.tf.json');
    return errors.map((finding) => findingLine(finding));
  }

  /** Takes away the stacks of an earlier run: nobody shall apply a site that no longer stands its evaluation, or that was written as HCL without its resources. */
  private removeStacks(outdir: string, file: string): void {
    for (const { node } of this.elements.keys()) removeFile(join(outdir, 'stacks', node.id, file));
  }

  private netboxStacks(): NetboxStacks | undefined {
    const { site, build, halls, inventory, hasPanels, lock } = this.start;
    const { memory } = this;
    const { netboxProps: props } = inventory;
    if (props === undefined) return undefined;
    const { imports } = props;
    const importsText = imports === undefined ? undefined : netboxImportsText(`site '${site.node.id}'`, imports);
    return new NetboxStacks({ site, props, halls, hasPanels, models: () => build.models, importsText, memory, lock });
  }

  /** Stacks of the program that held a construct's resource and hold nothing of the site any more: they forget it. */
  private openFormerStacks(): void {
    const { root } = this.start.site.node;
    const known = new Set([...this.elements.keys()].map(({ node }) => node.id));
    const former = this.memory.formerStacks().filter((name) => !known.has(name));
    if (former.length === 0) return;
    for (const stack of root.node.findAll().filter((each) => TerraformStack.isStack(each))) {
      if (former.includes(stack.node.id)) this.elementOf(stack);
    }
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
    const imports = this.importsOf(stack);
    const moved = this.movesOf(resources);
    const removed = this.removedFrom(stack, resources);
    return {
      ...(Object.keys(resources).length === 0 ? {} : { resource: { terraform_data: resources } }),
      ...(moved.length === 0 ? {} : { moved }),
      ...(imports.length === 0 ? {} : { import: imports }),
      ...(removed.length === 0 ? {} : { removed }),
    };
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

  /** Blocks that keep the resources of what was renamed. */
  private movesOf(
    resources: Readonly<Record<string, unknown>>,
  ): readonly { readonly from: string; readonly to: string }[] {
    return [...this.formerNames()].flatMap(([to, from]) =>
      resources[to] === undefined ? [] : [{ from: `terraform_data.${from}`, to: `terraform_data.${to}` }],
    );
  }

  /** Former name of each resource that was renamed. */
  private formerNames(): ReadonlyMap<string, string> {
    if (this.renamed !== undefined) return this.renamed;
    const { site } = this.start;
    const racks = [...formerRacks(site.plan)].map(([name, formerly]) => ({ kind: 'rack', name, formerly }));
    this.renamed = new Map(
      [...(site.plan.renamed ?? []), ...racks].map(({ kind, name, formerly }) => {
        return [site.resourceName(kind, name), site.resourceName(kind, formerly)] as const;
      }),
    );
    return this.renamed;
  }

  /**
   * Blocks by which an apply takes over what an adopted hall has, and what another stack held before; once it is in the state, they do nothing.
   */
  private importsOf(stack: TerraformStack): readonly { readonly to: string; readonly id: string }[] {
    const { site } = this.start;
    const isThere = embeddedImports(site.plan);
    return this.inventoryOf(site.plan)
      .filter((resource) => isThere(resource) || this.hasMoved(resource))
      .filter((resource) => this.stackOf(resource, site.plan) === stack)
      .map(({ kind, name }) => site.resourceName(kind, name))
      .map((name) => ({ to: `terraform_data.${name}`, id: name }));
  }

  /**
   * Blocks by which a state forgets what another stack holds now, also under the name that it had when the state was written; of what it does not hold, they
   * say nothing.
   */
  private removedFrom(
    stack: TerraformStack,
    resources: Readonly<Record<string, unknown>>,
  ): readonly Record<string, unknown>[] {
    const { site } = this.start;
    const former = this.formerNames();
    const names = this.inventoryOf(site.plan)
      .filter((resource) => this.memory.formerOf(this.stackKey(resource)).includes(stack.node.id))
      .map(({ kind, name }) => site.resourceName(kind, name))
      .flatMap((name) => [name, former.get(name) ?? name]);
    return [...new Set(names)]
      .filter((name) => resources[name] === undefined)
      .map((name) => ({ from: `terraform_data.${name}`, lifecycle: [{ destroy: false }] }));
  }

  /** Whether a resource stands in the state of a former stack. */
  private hasMoved(resource: EmbeddedResource): boolean {
    if (this.memory.formerOf(this.stackKey(resource)).length === 0) return false;
    const { site, lock } = this.start;
    this.heldRacks ??= new Set(Object.values(lock.positions).map(({ rack }) => site.resourceName('rack', rack)));
    if (resource.kind !== 'rack') return true;
    const name = site.resourceName('rack', resource.name);
    return this.heldRacks.has(name) || this.heldRacks.has(this.formerNames().get(name) ?? name);
  }

  /** Key of what shares the stack of a resource. */
  private stackKey({ kind, name }: EmbeddedResource): string {
    return kind === 'rack' ? `row ${this.rowOf(name, this.start.site.plan)}` : `${kind} ${name}`;
  }

  private stackOf({ kind, name }: EmbeddedResource, plan: Pick<SitePlan, 'placement'>): TerraformStack | undefined {
    if (kind !== 'rack') return this.declared.get(`${kind}/${name}`)?.stack;
    return this.rackStacks.stackOf(this.rowOf(name, plan));
  }

  /** Row of a rack, `hall/row`. */
  private rowOf(rack: string, { placement }: Pick<SitePlan, 'placement'>): string {
    this.rowOfRack ??= new Map(placement.racks.map((each) => [each.name, `${each.hall}/${each.row}`]));
    return this.rowOfRack.get(rack) ?? '';
  }

  private outdir(): string | undefined {
    const { root } = this.start.site.node;
    return root instanceof App ? root.outdir : undefined;
  }

  /** Writes the evaluation. Drawings of an earlier run go with it where the site no longer stands it, else when the new ones are whole. */
  private writePolicy(outdir: string): void {
    if (this.hasJudged) return;
    this.hasJudged = true;
    const report = this.evaluation();
    const isUnfit = report.findings.some(({ severity }) => severity === 'error');
    writeFolder(this.folderIn(outdir), policyFiles(report), { keepsOthers: !isUnfit, writesAll: true });
  }

  private writeAll(outdir: string): void {
    if (this.hasWritten) return;
    this.hasWritten = true;
    this.removeStacks(outdir, 'cdk.tf');
    const { site, lockFile } = this.start;
    const report = this.evaluation();
    // Drawings and files for machines are a third of the library: who reads the plan alone does not wait for them.
    const { renderSiteFiles } = require('../../export/site/site-files') as typeof siteFiles;
    const files = renderSiteFiles(site.plan, report, this.netbox?.files(site.plan));
    checkLockFile(lockFile, site.plan.lock);
    writeFolder(this.folderIn(outdir), new Map([...policyFiles(report), ...files]));
    writeLock(lockFile, site.plan.lock);
  }

  private folderIn(outdir: string): string {
    return join(outdir, 'site', this.start.site.node.id);
  }
}

function asPlanned(build: SiteBuild, plan: SitePlan): { readonly asPlanned?: SitePlan } {
  const planned = plan.adopted === undefined ? undefined : build.asPlanned(plan);
  return present({ asPlanned: planned });
}

function stateProblem(stack: TerraformStack): readonly string[] {
  const problem = localStateProblem(stack);
  return problem === undefined ? [] : [problem];
}
