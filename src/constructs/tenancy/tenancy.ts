import { join } from 'node:path';
import { planTenancy, type TenancyPlan } from '../../design/tenancy/plan-tenancy';
import type { Tenancy as TenancyInput, TenancyPool, TenancyTenant } from '../../design/tenancy/tenancy';
import { SANITISING_DAYS } from '../../design/tenancy/tenancy-file';
import { DesignError, spellingHint } from '../../errors/design-error';
import type * as chart from '../../export/platform/local-chart';
import type * as kubernetes from '../../export/tenancy/kubernetes-tenants';
import { movedMembers, type PartitionTable, partitionTables } from '../../export/tenancy/partition-members';
import type * as tenancyFiles from '../../export/tenancy/tenancy-files';
import { writeFolder } from '../../files/folder-writer';
import { Annotations, Construct, TerraformStack } from '../../host';
import type { SitePlan } from '../../model/site-plan';
import { helmResources, mergedBlocks, tenancyData, ufmResources } from '../../targets/platform/tenancy-resources';
import { present } from '../../units/present';
import { checkProps } from '../props/check-props';
import { SiteElement } from '../stacks/site-element';
import {
  TENANCY_NAMES,
  type TenancyProps,
  TENANT_NAMES,
  TENANT_POOL_NAMES,
  type TenantPoolProps,
  type TenantProps,
} from './tenancy-props';

/** Folder of a synthesis from that of a stack. */
const OUTPUT = '${path.module}/../..';

/**
 * Who has which nodes of a site on a day, in a stack of its own: data, partitions by UFM, and what tenants have in Kubernetes. It holds no resource of the site, so that no change
 * of it can plan a change of the site. Its files are written to `tenancy/<name>` of the output.
 */
export class Tenancy extends Construct {
  private readonly tenants: TenancyTenant[] = [];
  private readonly pools: TenancyPool[] = [];
  private planned: TenancyPlan | undefined;
  private hasTold = false;

  /**
   * @param scope - a stack that holds no part of the site
   * @param id - name of the tenancy
   * @throws DesignError `props/...`, `tenancy/no-site`, `tenancy/outside-stack`, `tenancy/stack-of-site`
   */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: TenancyProps,
  ) {
    const owner = `tenancy '${id}'`;
    checkProps<TenancyProps>(owner, props, TENANCY_NAMES);
    if ((props.site === undefined) === (props.plan === undefined)) {
      throw new DesignError('tenancy/no-site', {
        problem: `${owner}: ${props.site === undefined ? "neither 'site' nor 'plan' is given" : "both 'site' and 'plan' are given"}`,
        remedy: "give 'site' of the program, or 'plan' that was read from its 'site.json'",
        object: id,
      });
    }
    if (scope.node.scopes.every((ancestor) => !TerraformStack.isStack(ancestor))) {
      throw new DesignError('tenancy/outside-stack', {
        problem: `${owner} does not stand in a TerraformStack`,
        remedy: `create a stack of its own and pass it as scope: new Tenancy(stack, '${id}', ...)`,
        object: id,
      });
    }
    if (props.site !== undefined && TerraformStack.of(props.site) === TerraformStack.of(scope)) {
      throw inStackOfSite(owner, TerraformStack.of(scope));
    }
    super(scope, id);
    new SiteElement(this, 'terraform', {
      terraform: () => this.terraform(),
      onSynthesize: (outdir) => writeFolder(join(outdir, 'tenancy', id), this.files()),
    });
    TerraformStack.of(this).node.addValidation({ validate: () => this.told() });
  }

  /**
   * The tenancy on its day, judged. It plans the site: what is declared of the site later is refused.
   *
   * @throws DesignError `tenancy/...`, and those of the site
   */
  public get plan(): TenancyPlan {
    this.planned ??= planTenancy(this.site, this.input, this.props.day);
    return this.planned;
  }

  /** Takes a tenant. Its construct calls it; users do not. */
  public addTenant(tenant: TenancyTenant): void {
    this.checkOpen(tenant.name);
    this.tenants.push(tenant);
  }

  /** Takes a pool. Its construct calls it; users do not. */
  public addPool(pool: TenancyPool): void {
    this.checkOpen(pool.name);
    this.pools.push(pool);
  }

  private checkOpen(name: string): void {
    if (this.planned === undefined) return;
    throw new DesignError('tenancy/frozen', {
      problem: `'${name}' comes after tenancy '${this.node.id}' was planned`,
      remedy: "declare all tenants and pools before 'plan' is read",
      object: name,
    });
  }

  private get site(): SitePlan {
    const { site, plan } = this.props;
    const found = site?.plan ?? plan;
    if (found === undefined) throw new Error('a tenancy has a site or a plan');
    return found;
  }

  private get input(): TenancyInput {
    const { sanitisingDays = SANITISING_DAYS, evidence, proofs = [] } = this.props;
    const pools = this.pools.length === 0 ? undefined : this.pools;
    return { site: this.site.name, sanitisingDays, tenants: this.tenants, proofs, ...present({ evidence, pools }) };
  }

  private get tables(): readonly PartitionTable[] {
    const fabrics = new Set((this.props.ufm ?? []).map(({ fabric }) => fabric));
    return partitionTables(this.site, this.input, this.plan).filter(({ fabric }) => fabrics.has(fabric));
  }

  /** What does not hold, as errors; what is not known, as warnings. */
  private told(): string[] {
    const { site, ufm = [], before, isInKubernetes = false } = this.props;
    const stack = TerraformStack.of(this);
    const errors: DesignError[] = [];
    const holds = site === undefined ? [] : this.site.stacks.map(({ path }) => path);
    if (holds.includes(stack.node.path)) errors.push(inStackOfSite(`tenancy '${this.node.id}'`, stack));
    const fabrics = this.site.fabrics.filter(({ plan }) => plan.kind === 'infiniband').map(({ plan }) => plan.name);
    for (const { fabric } of ufm.filter((each) => !fabrics.includes(each.fabric))) {
      const hint = spellingHint(fabric, fabrics);
      errors.push(
        new DesignError('tenancy/unknown-fabric', {
          problem: `tenancy '${this.node.id}': 'ufm' names fabric '${fabric}', which is no InfiniBand fabric of the site`,
          remedy: hint === undefined ? `name one of ${fabrics.join(', ')}` : `did you mean '${hint}'?`,
          object: fabric,
        }),
      );
    }
    for (const { fabric, tenant, missing } of this.tables.filter((table) => table.missing.length > 0)) {
      errors.push(
        new DesignError('tenancy/guids-missing', {
          problem: `partition of tenant '${tenant}' in fabric '${fabric}': ${missing.length} devices (${missing[0] ?? ''} and on) have ports whose GUIDs the asset file has not`,
          remedy: "give 'nic_ids' of them in the asset file, or leave 'ufm' out until then",
          object: tenant,
        }),
      );
    }
    if (ufm.length > 0 && before !== undefined) {
      const moved = movedMembers(this.input, planTenancy(this.site, this.input, before), this.plan);
      for (const [way, nodes] of byWay(moved)) {
        errors.push(
          new DesignError('tenancy/moved-at-once', {
            problem: `${nodes.length} nodes (${nodes[0] ?? ''} and on) would go ${way} in one apply, where nothing says which comes first`,
            remedy: 'apply a day on which they are let to nobody, verify that they are gone, then this one',
            object: this.node.id,
          }),
        );
      }
    }
    if (isInKubernetes && this.tenants.every(({ isolation }) => !isolation.includes('namespace'))) {
      errors.push(
        new DesignError('tenancy/nothing-in-kubernetes', {
          problem: `tenancy '${this.node.id}' is in Kubernetes, and no tenant is kept apart by a namespace`,
          remedy: "leave 'isInKubernetes' out, or give tenants 'namespace' in 'isolation'",
          object: this.node.id,
        }),
      );
    }
    const texts = this.plan.findings.map(({ rule, severity, object, message, remedy }) => ({
      severity,
      text: `${object}: ${message}; ${remedy} [${rule}]`,
    }));
    if (!this.hasTold) {
      for (const { text } of texts.filter(({ severity }) => severity !== 'error')) {
        Annotations.of(this).addWarning(text);
      }
    }
    this.hasTold = true;
    return [
      ...errors.map(({ message }) => message),
      ...texts.filter(({ severity }) => severity === 'error').map(({ text }) => text),
    ];
  }

  private terraform(): Record<string, unknown> {
    const { ufm = [], isInKubernetes = false } = this.props;
    const { id } = this.node;
    return mergedBlocks(
      tenancyData(this.input, this.plan),
      ...(ufm.length === 0 ? [] : [ufmResources(ufm, this.tables)]),
      ...(isInKubernetes
        ? [
            helmResources([
              { name: `tenants-${id}`, namespace: 'default', chart: `${OUTPUT}/tenancy/${id}/kubernetes/chart` },
            ]),
          ]
        : []),
    );
  }

  private files(): ReadonlyMap<string, string> {
    const { renderTenancyFiles } = require('../../export/tenancy/tenancy-files') as typeof tenancyFiles;
    const { day, before } = this.props;
    const files = renderTenancyFiles(this.site, this.input, day, before);
    if (this.props.isInKubernetes !== true) return files;
    const { kubernetesTenants } = require('../../export/tenancy/kubernetes-tenants') as typeof kubernetes;
    const { localChart } = require('../../export/platform/local-chart') as typeof chart;
    const own = localChart({
      name: `tenants-${this.node.id}`,
      version: '1.0.0',
      description: `Tenants of ${this.site.name}`,
      objects: kubernetesTenants(this.site, this.input, this.plan),
    });
    return new Map([...files, ...[...own].map(([path, text]) => [`kubernetes/${path}`, text] as const)]);
  }
}

function byWay(moved: ReturnType<typeof movedMembers>): ReadonlyMap<string, readonly string[]> {
  const ways = new Map<string, string[]>();
  for (const { node, from, to } of moved) {
    const way = `from tenant '${from}' to tenant '${to}'`;
    ways.set(way, [...(ways.get(way) ?? []), node]);
  }
  return ways;
}

function inStackOfSite(owner: string, stack: TerraformStack): DesignError {
  return new DesignError('tenancy/stack-of-site', {
    problem: `${owner} stands in stack '${stack.node.id}', which holds part of its site`,
    remedy: 'give it a stack of its own: a change of tenants must not plan a change of the site',
    object: stack.node.id,
  });
}

/** A tenant: what it is known by, and its nodes and GPUs by date. */
export class Tenant extends Construct {
  /**
   * @param scope - the tenancy
   * @param id - name of the tenant
   * @throws DesignError `props/...`, `tenancy/no-tenancy`, `tenancy/frozen`
   */
  public constructor(scope: Tenancy, id: string, props: TenantProps) {
    checkProps<TenantProps>(`tenant '${id}'`, props, TENANT_NAMES);
    const tenancy = tenancyOf(scope, `tenant '${id}'`);
    super(scope, id);
    tenancy.addTenant({ ...props, name: id, leases: props.leases ?? [] });
  }
}

/** Nodes that several tenants share by GPUs. */
export class TenantPool extends Construct {
  /**
   * @param scope - the tenancy
   * @param id - name of the pool
   * @throws DesignError `props/...`, `tenancy/no-tenancy`, `tenancy/frozen`
   */
  public constructor(scope: Tenancy, id: string, props: TenantPoolProps) {
    checkProps<TenantPoolProps>(`pool '${id}'`, props, TENANT_POOL_NAMES);
    const tenancy = tenancyOf(scope, `pool '${id}'`);
    super(scope, id);
    tenancy.addPool({ name: id, leases: props.leases });
  }
}

/** The tenancy that something is created in. A program that runs without type-check may give anything as scope. */
function tenancyOf(scope: Construct, owner: string): Tenancy {
  const { node } = scope as Partial<Construct>;
  const found = node?.scopes.find((each): each is Tenancy => each instanceof Tenancy);
  if (found !== undefined) return found;
  throw new DesignError('tenancy/no-tenancy', {
    problem: `${owner} is created in no Tenancy`,
    remedy: 'pass the Tenancy as scope',
    object: owner,
  });
}
