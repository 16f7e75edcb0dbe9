import { join } from 'node:path';
import { DesignError } from '../../errors/design-error';
import { type KubernetesObject } from '../../export/platform/custom-resources';
import type * as chart from '../../export/platform/local-chart';
import { networkObjects, operatorValues, railPools } from '../../export/platform/operators';
import type * as watch from '../../export/platform/watch-rules';
import { writeFolder } from '../../files/folder-writer';
import { Annotations, Construct, TerraformStack } from '../../host';
import { helmResources, mergedBlocks } from '../../targets/platform/tenancy-resources';
import type { SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import { checkProps } from '../props/check-props';
import { optional, type PropNames, required, TEXT, TEXTS } from '../props/prop-rule';
import type { Site } from '../site/site';
import { SiteElement } from '../stacks/site-element';

/** A chart of an operator. */
export interface ChartProps {
  /** Where it is: the vendor's address, or the site's own copy. */
  readonly repository: string;
  /** Version of the chart. */
  readonly version: string;
}

const CHART_NAMES: PropNames<ChartProps> = { repository: required(TEXT), version: required(TEXT) };

const SITE = { object: { name: 'a Site', has: ['node', 'plan', 'addPart'] } } as const;

/** Properties of `ClusterOperators`. */
export interface ClusterOperatorsProps {
  /** Chart `gpu-operator`. */
  readonly gpuOperator: ChartProps;
  /** Chart `network-operator`. */
  readonly networkOperator: ChartProps;
  /**
   * Chart `kueue`.
   *
   * @default - not installed
   */
  readonly kueue?: ChartProps;
  /**
   * Whether RDMA goes between GPUs and adapters.
   *
   * @default true
   */
  readonly hasRdma?: boolean;
  /**
   * Whether storage is read into GPUs past the processor.
   *
   * @default false
   */
  readonly hasDirectStorage?: boolean;
  /**
   * Whether something reads health by the engine of DCGM itself, as NVSentinel does.
   *
   * @default false
   */
  readonly hasDcgm?: boolean;
}

/** Props of the operators. */
export const CLUSTER_OPERATORS_NAMES: PropNames<ClusterOperatorsProps> = {
  gpuOperator: required({ of: CHART_NAMES }),
  networkOperator: required({ of: CHART_NAMES }),
  kueue: optional({ of: CHART_NAMES }),
  hasRdma: optional({ isFlag: true }),
  hasDirectStorage: optional({ isFlag: true }),
  hasDcgm: optional({ isFlag: true }),
};

/** Namespaces of the operators, as their documents have them. */
const NETWORK_NAMESPACE = 'nvidia-network-operator';
const GPU_NAMESPACE = 'gpu-operator';
const KUEUE_NAMESPACE = 'kueue-system';

/**
 * Operators of a Kubernetes cluster as releases of their charts, in a stack of its own: what they define is there before the stack of `ClusterNetworks` and of tenants is planned.
 * Nothing is asked of a server before the apply.
 */
export class ClusterOperators extends Construct {
  /** Release of the network operator, which tags its images. */
  public readonly networkVersion: string;

  /**
   * @param scope - a stack
   * @param id - name
   * @throws DesignError `props/...`
   */
  public constructor(scope: Construct, id: string, props: ClusterOperatorsProps) {
    checkProps<ClusterOperatorsProps>(`operators '${id}'`, props, CLUSTER_OPERATORS_NAMES);
    super(scope, id);
    const { gpuOperator, networkOperator, kueue, hasRdma = true, hasDirectStorage = false, hasDcgm = false } = props;
    this.networkVersion = networkOperator.version;
    const values = operatorValues({ hasRdma, hasDirectStorage, hasDcgm });
    const network = { name: 'network-operator', namespace: NETWORK_NAMESPACE, chart: 'network-operator' };
    const gpu = { name: 'gpu-operator', namespace: GPU_NAMESPACE, chart: 'gpu-operator', after: [network.name] };
    const blocks = helmResources([
      { ...network, ...networkOperator, values: values.network },
      // Features of nodes are found by the network operator, which comes first.
      { ...gpu, ...gpuOperator, values: values.gpu },
      ...(kueue === undefined ? [] : [{ name: 'kueue', namespace: KUEUE_NAMESPACE, chart: 'kueue', ...kueue }]),
    ]);
    new SiteElement(this, 'terraform', { terraform: () => mergedBlocks(blocks), onSynthesize: () => undefined });
  }
}

/** Properties of `ClusterNetworks`. */
export interface ClusterNetworksProps {
  /** Site whose hosts are the nodes. */
  readonly site: Site;
  /** Operators that define what it holds. */
  readonly operators: ClusterOperators;
  /** Registry and folder of the images of the network operator's release. */
  readonly imageRepository: string;
  /** Namespaces whose pods take the networks. */
  readonly namespaces: readonly string[];
  /**
   * Names of the interfaces of the compute adapters on a node, by rail.
   *
   * @default - not known: all are one resource, and pods get any of them
   */
  readonly railInterfaces?: readonly string[];
  /**
   * Version of the driver that the operator installs.
   *
   * @default - nodes have one
   */
  readonly driverVersion?: string;
}

/** Props of the networks. */
export const CLUSTER_NETWORKS_NAMES: PropNames<ClusterNetworksProps> = {
  site: required(SITE),
  operators: required({ object: { name: 'ClusterOperators', has: ['node', 'networkVersion'] } }),
  imageRepository: required(TEXT),
  namespaces: required(TEXTS),
  railInterfaces: optional(TEXTS),
  driverVersion: optional(TEXT),
};

/**
 * Policy of the adapters, networks by rail with the addresses that the switches have, and alerts of the plan, as a local chart. It stands in another stack than its operators, so that a
 * plan never meets a kind that is not defined yet. Its files are written to `platform/<name>` of the output.
 */
export class ClusterNetworks extends Construct {
  private hasTold = false;

  /**
   * @param scope - a stack beside that of the operators and of the site
   * @param id - name
   * @throws DesignError `props/...`, `platform/same-stack`, `platform/rails-differ`
   */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ClusterNetworksProps,
  ) {
    const owner = `networks '${id}'`;
    checkProps<ClusterNetworksProps>(owner, props, CLUSTER_NETWORKS_NAMES);
    const stack = TerraformStack.of(scope);
    for (const [what, other] of Object.entries({ operators: props.operators, site: props.site })) {
      if (TerraformStack.of(other) !== stack) continue;
      throw new DesignError('platform/same-stack', {
        problem: `${owner} stands in stack '${stack.node.id}', as its ${what}`,
        remedy: 'give it a stack of its own: what it holds is defined by what the other stack installs',
        object: id,
      });
    }
    super(scope, id);
    new SiteElement(this, 'terraform', {
      terraform: () =>
        mergedBlocks(
          helmResources([
            { name: id, namespace: NETWORK_NAMESPACE, chart: `\${path.module}/../../platform/${id}/chart` },
          ]),
        ),
      onSynthesize: (outdir) => writeFolder(join(outdir, 'platform', id), this.files()),
    });
    stack.node.addValidation({ validate: () => this.told() });
  }

  private told(): string[] {
    const { site, railInterfaces } = this.props;
    const rails = new Set(
      site.plan.fabrics.filter(({ plan }) => plan.role === 'compute').map(({ plan }) => plan.rails),
    );
    if (!this.hasTold) this.warn(site.plan);
    this.hasTold = true;
    if (railInterfaces === undefined) return [];
    return [...rails]
      .filter((count) => count !== railInterfaces.length)
      .map(
        (count) =>
          new DesignError('platform/rails-differ', {
            problem: `networks '${this.node.id}': 'railInterfaces' has ${railInterfaces.length} names, and the compute fabric ${count} rails`,
            remedy: 'name an interface a rail',
            object: this.node.id,
          }).message,
      );
  }

  /** What of the networks is not known, or not made. */
  private warn({ fabrics }: SitePlan): void {
    const owner = `networks '${this.node.id}'`;
    const tell = (text: string): void => {
      Annotations.of(this).addWarning(`${owner}: ${text}`);
    };
    if (this.props.railInterfaces === undefined) {
      tell(
        "nothing says which interface is on which rail, so that pods get any; give 'railInterfaces' [platform/rails-not-stated]",
      );
    }
    for (const fabric of fabrics.filter(({ plan }) => plan.role === 'compute')) {
      const { length } = fabric.underlay?.rails ?? [];
      const pools = railPools(fabric, NETWORK_NAMESPACE).length;
      if (pools === length) continue;
      tell(
        `${length - pools} of ${length} rail subnets of fabric '${fabric.plan.name}' have several links of a node or none, and no pool of addresses; give these by hand [platform/rails-without-pools]`,
      );
    }
  }

  private files(): ReadonlyMap<string, string> {
    const { site, operators, imageRepository, namespaces, railInterfaces, driverVersion } = this.props;
    const { localChart } = require('../../export/platform/local-chart') as typeof chart;
    const { watchRules } = require('../../export/platform/watch-rules') as typeof watch;
    const { plan } = site;
    const rules: KubernetesObject = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'aifactory-plan', namespace: NETWORK_NAMESPACE },
      spec: watchRules(),
    };
    return localChart({
      name: this.node.id,
      version: '1.0.0',
      description: `Networks and alerts of ${plan.name}`,
      objects: [
        ...networkObjects(plan, {
          imageRepository,
          operatorVersion: operators.networkVersion,
          namespaces,
          operatorNamespace: NETWORK_NAMESPACE,
          ...present({ railInterfaces, driverVersion }),
        }),
        rules,
      ],
    });
  }
}
