import { switchesInUse } from '../../design/underlay/switches-in-use';
import { blockAround, parseCidr, printBlock } from '../../model/address-plan';
import type { FabricInSite, SitePlan } from '../../model/site-plan';
import type { PairPool } from '../../model/underlay-plan';
import { addTo, present } from '../../units/present';
import type { KubernetesObject } from './custom-resources';

/** What the operators of a cluster are to do. */
export interface OperatorChoices {
  /** Whether RDMA goes between GPUs and adapters: the driver then loads it, and copies by the processor are mapped. */
  readonly hasRdma: boolean;
  /** Whether storage is read into GPUs past the processor. */
  readonly hasDirectStorage: boolean;
  /** Whether something reads health by the engine of DCGM itself, as NVSentinel does. */
  readonly hasDcgm: boolean;
}

/**
 * Values of the charts of both operators. Features of nodes are found by one of them alone, and metrics are exported once.
 *
 * @see https://github.com/NVIDIA/gpu-operator/blob/main/deployments/gpu-operator/values.yaml
 * @see https://github.com/Mellanox/network-operator/blob/master/deployment/network-operator/values.yaml
 */
export function operatorValues({ hasRdma, hasDirectStorage, hasDcgm }: OperatorChoices): {
  readonly gpu: object;
  readonly network: object;
} {
  return {
    gpu: {
      cdi: { enabled: true },
      dcgm: { enabled: hasDcgm },
      dcgmExporter: { serviceMonitor: { enabled: true } },
      driver: { rdma: { enabled: hasRdma } },
      gdrcopy: { enabled: hasRdma },
      gds: { enabled: hasDirectStorage },
      nfd: { enabled: false },
    },
    network: {
      maintenanceOperator: { enabled: false },
      nfd: { enabled: true },
      sriovNetworkOperator: { enabled: false },
    },
  };
}

/** What the objects of the network operator need beside the plan. */
export interface NetworkChoices {
  /** Registry and folder of the images of the operator's release. */
  readonly imageRepository: string;
  /** Release of the operator, as its chart has it: `26.4.1`. */
  readonly operatorVersion: string;
  /** Version of the driver that the operator installs. Absent: nodes have one. */
  readonly driverVersion?: string;
  /** Names of the interfaces of the compute adapters on a node, by rail. Absent: all are one resource. */
  readonly railInterfaces?: readonly string[];
  /** Namespaces whose pods take the networks. */
  readonly namespaces: readonly string[];
  /** Namespace of the operator, where pools of addresses stand. */
  readonly operatorNamespace: string;
}

/** Vendor number of the adapters. */
const MELLANOX = '15b3';

/** Prefix of the resources of adapters. */
const PREFIX = 'nvidia.com';

/**
 * Objects of the network operator: the policy of the adapters, a network a rail and namespace, and for rails with addresses a pool a rail with the pair of each node, as the switches have it.
 *
 * Components of a release are tagged `network-operator-v<release>`.
 *
 * @see https://github.com/Mellanox/network-operator/blob/b06827e085c59726b699faffcc526342d4d8e395/hack/release.yaml
 */
export function networkObjects(site: SitePlan, choices: NetworkChoices): readonly KubernetesObject[] {
  const { imageRepository: repository, operatorVersion, driverVersion, railInterfaces, namespaces } = choices;
  const component = (image: string): object => ({
    image,
    repository,
    version: `network-operator-v${operatorVersion}`,
  });
  const fabrics = site.fabrics.filter(({ plan }) => plan.role === 'compute');
  const isInfiniband = fabrics.some(({ plan }) => plan.kind === 'infiniband');
  const kinds = { isRdma: true, vendors: [MELLANOX], linkTypes: [isInfiniband ? 'infiniband' : 'ether'] };
  const resources =
    railInterfaces === undefined
      ? [{ name: 'rails', resourceName: 'rails', selectors: kinds }]
      : railInterfaces.map((port, index) => ({
          name: `rail-${index + 1}`,
          resourceName: `rail_${index + 1}`,
          selectors: { ...kinds, pfNames: [port] },
        }));
  const pools = fabrics.flatMap((fabric) => railPools(fabric, choices.operatorNamespace));
  const poolNames = new Set(pools.map(({ metadata }) => metadata.name));
  const config = {
    resourceList: resources.map(({ resourceName, selectors }) => ({ resourcePrefix: PREFIX, resourceName, selectors })),
  };
  return [
    {
      apiVersion: 'mellanox.com/v1alpha1',
      kind: 'NicClusterPolicy',
      // The operator takes one, by this name.
      metadata: { name: 'nic-cluster-policy' },
      spec: {
        ...(driverVersion === undefined
          ? {}
          : { ofedDriver: { image: 'doca-driver', repository, version: driverVersion } }),
        sriovDevicePlugin: {
          ...component('sriov-network-device-plugin'),
          config: `${JSON.stringify(config, undefined, 2)}\n`,
        },
        secondaryNetwork: { cniPlugins: component('plugins'), multus: component('multus-cni') },
        ...(pools.length === 0 ? {} : { nvIpam: component('nvidia-k8s-ipam') }),
      },
    },
    ...pools,
    ...namespaces.flatMap((namespace) =>
      resources.map(({ name, resourceName }) => ({
        apiVersion: 'mellanox.com/v1alpha1',
        kind: 'HostDeviceNetwork',
        metadata: { name: `${namespace}-${name}` },
        spec: {
          networkNamespace: namespace,
          resourceName,
          ...present({
            ipam: poolNames.has(name)
              ? JSON.stringify({ type: 'nv-ipam', poolName: name, poolType: 'cidrpool' })
              : undefined,
          }),
        },
      })),
    ),
  ];
}

/** A pool a rail of a fabric whose host links are routed: each node has the pair that its leaf has. Rails of several planes have pools that no network takes by itself. */
export function railPools({ plan, underlay }: FabricInSite, namespace: string): readonly KubernetesObject[] {
  if (underlay === undefined || underlay.rails.length === 0) return [];
  const pairs = new Map<string, { nodeName: string; prefix: string; gateway: string }[]>();
  const clusters = new Set(plan.endpoints.map(({ name }) => name));
  for (const { ports } of switchesInUse(plan, underlay, () => undefined)) {
    for (const { towards, peer, address, peerAddress } of ports) {
      if (towards !== 'host' || address === undefined || peerAddress === undefined || !clusters.has(peer)) continue;
      const rail = underlay.rails.find((subnet) => isIn(address, subnet));
      const block = networkOf(address);
      if (rail === undefined || block === undefined) continue;
      const [gateway = ''] = address.split('/');
      addTo(pairs, railName(rail, plan.planes), { nodeName: peer, prefix: block, gateway });
    }
  }
  return underlay.rails.flatMap((subnet) => {
    const name = railName(subnet, plan.planes);
    const staticAllocations = (pairs.get(name) ?? []).sort((a, b) => (a.nodeName < b.nodeName ? -1 : 1));
    // A pool gives a node one prefix: where it has several links on a rail and plane, none is the one.
    if (new Set(staticAllocations.map(({ nodeName }) => nodeName)).size < staticAllocations.length) return [];
    if (staticAllocations.length === 0) return [];
    const bits = Number(staticAllocations[0]?.prefix.split('/')[1]);
    return {
      apiVersion: 'nv-ipam.nvidia.com/v1alpha1',
      kind: 'CIDRPool',
      metadata: { name, namespace },
      spec: { cidr: subnet.cidr, perNodeNetworkPrefix: bits, staticAllocations },
    };
  });
}

function railName({ rail, plane }: { readonly rail: number; readonly plane: number }, planes: number): string {
  return planes > 1 ? `rail-${rail}-plane-${plane}` : `rail-${rail}`;
}

function isIn(address: string, { cidr }: PairPool): boolean {
  const [own, subnet] = [parseCidr(address), parseCidr(cidr)];
  if (own === undefined || subnet === undefined) return false;
  return blockAround(own.address, subnet.prefixLength).first === blockAround(subnet.address, subnet.prefixLength).first;
}

function networkOf(address: string): string | undefined {
  const parsed = parseCidr(address);
  return parsed === undefined ? undefined : printBlock(blockAround(parsed.address, parsed.prefixLength));
}
