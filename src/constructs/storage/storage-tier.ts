import type { StorageSystemSpec } from '../../catalog/facility-specs';
import { hostsBySlot } from '../../design/lock/stack-memory';
import { planStorage, referenceSystems } from '../../design/storage/plan-storage';
import type { Construct } from '../../host';
import { LOSS_SHARE } from '../../model/fabric-plan';
import type { DeviceInput } from '../../model/placement-plan';
import type { StorageBlock, StorageInput, StoragePlan } from '../../model/storage-plan';
import { present } from '../../units/present';
import { deviceMaker, modelFacts } from '../cluster/device-from-spec';
import type { GpuCluster } from '../cluster/gpu-cluster';
import {
  type FabricMember,
  hostMembership,
  type ManagedMember,
  type Membership,
  type MembershipRequest,
} from '../cluster/fabric-member';
import { numberedName } from '../props/check-props';
import { scopedProps } from '../props/scoped-props';
import { phaseName, purchaseOf } from '../site/purchase';
import { SiteConstruct } from '../site/site-construct';
import { checkpointInput, originalOf } from './storage-tier-props';
import type { StorageTierProps } from './storage-tier-props';
import { storageErrors, STORAGE_TIER_NAMES } from './storage-tier-props';

/** A storage tier, sized by capacity, rates, checkpoints, files and metadata. Its blocks are called `<id>-01` and so on. */
export class StorageTier extends SiteConstruct implements FabricMember, ManagedMember {
  /** Name in the site. */
  public readonly name: string;
  /** Blocks, and which demand decided their number. */
  public readonly plan: StoragePlan;
  /** Names of its blocks. */
  public readonly deviceNames: readonly string[];
  /** Clusters that it serves. */
  public readonly serves: readonly GpuCluster[];
  private readonly system: StorageSystemSpec;
  private readonly slots: Readonly<Record<string, number>>;

  public constructor(scope: Construct, id: string, given: StorageTierProps) {
    const props = scopedProps(scope, `storage tier '${id}'`, given, STORAGE_TIER_NAMES, (props) =>
      storageErrors(id, props),
    );
    const plan = {
      ...planStorage(storageInput(id, props), (index) => numberedName(id, index + 1, 2)),
      ...originalOf(props.site, props.copyOf),
    };
    super(scope, id, { site: props.site, kind: 'storage', tags: props.tags, formerly: props.formerly });
    this.name = id;
    this.system = props.system;
    this.serves = [...props.serves];
    this.plan = plan;
    this.deviceNames = this.plan.nodes;
    this.slots = props.site.slotsFor(id, this.deviceNames);
    const make = deviceMaker(props.system, {
      kind: 'storage',
      path: this.node.path,
      owner: `storage tier '${id}'`,
      power: props.blockPower,
      powerProp: 'blockPower',
      maxPerRack: props.blocksPerRack,
      zones: (props.powerZones ?? []).map(({ node }) => node.id),
      details: { ...phaseName(props.phase), ...blockPartners(id, plan) },
    });
    props.site.addPart({
      path: this.node.path,
      contribution: () => ({
        devices: this.deviceNames.map((name) => make(name, `${id}/blocks`)),
        purchases: purchaseOf(`storage tier '${id}'`, this.node.path, props),
        slots: { [id]: this.slots },
        storage: [{ path: this.node.path, plan: this.plan }],
        models: [modelFacts(props.system, 'storage')],
      }),
    });
    this.addSummary({ system: props.system.model, blocks: this.plan.blocks, decided_by: this.plan.decidedBy });
  }

  /** Its blocks as hosts of a fabric, all in one unit. Each has the ports of its own definition, whatever the GPU hosts have. */
  public membership(request: MembershipRequest): Membership {
    return hostMembership(
      {
        name: this.name,
        hosts: hostsBySlot(this.slots, this.deviceNames),
        unitHosts: Math.max(...Object.values(this.slots)) + 1,
        rails: 1,
        ports: this.system.ports?.value,
        model: `storage system '${this.system.id}'`,
      },
      this.system.ports === undefined ? request : { ...request, portsPerHost: undefined },
    );
  }
}

/**
 * Blocks stand in for each other as far as the data protection goes. Where it is not stated, a rack gets a quarter of them, and half is judged: the shares of fabrics.
 */
function blockPartners(id: string, { nodes, tolerates }: StoragePlan): Pick<DeviceInput, 'partners'> {
  if (nodes.length < 2) return {};
  const shareOf = (share: number): number => Math.max(1, Math.floor(nodes.length * share));
  const most = tolerates === undefined ? shareOf(LOSS_SHARE.compute) : Math.max(1, tolerates.blocks);
  const mostLost = tolerates === undefined ? shareOf(LOSS_SHARE.other) : most;
  return { partners: { set: `${id}/blocks`, kind: 'block', of: `storage tier '${id}'`, mostPerRack: most, mostLost } };
}

/** What the engine takes for a tier of these props. */
function storageInput(name: string, props: StorageTierProps): StorageInput {
  const { system, serves, capacity, read, write, checkpoint, level, files, metadataOperationsPerSecond } = props;
  const gpus = serves.reduce((sum, cluster) => sum + cluster.gpus, 0);
  return {
    name,
    block: storageBlock(system),
    ...present({
      capacityBytes: capacity?.inBytes,
      readBitsPerSecond: read?.inBitsPerSecond,
      writeBitsPerSecond: write?.inBitsPerSecond,
      checkpoint: checkpoint === undefined ? undefined : checkpointInput(checkpoint),
      level: level === undefined ? undefined : { grade: level, systems: referenceSystems(gpus) },
      files,
      metadataOperationsPerSecond,
      tolerates: props.tolerates === undefined ? undefined : { blocks: props.tolerates.blocks },
      blocks: props.blocks,
    }),
    serves: serves.map((cluster) => cluster.name),
  };
}

function storageBlock(system: StorageSystemSpec): StorageBlock {
  const { usableCapacity, read, write, ports, files, metadataOperationsPerSecond } = system;
  return {
    id: system.id,
    usableBytes: usableCapacity.value.inBytes,
    readBitsPerSecond: read.value.inBitsPerSecond,
    writeBitsPerSecond: write.value.inBitsPerSecond,
    nodes: 1,
    ...present({
      files: files?.value,
      metadataOperationsPerSecond: metadataOperationsPerSecond?.value,
      portBitsPerSecond: ports === undefined ? undefined : ports.value.count * ports.value.rate.inBitsPerSecond,
    }),
  };
}
