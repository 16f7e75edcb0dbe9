import { checkProps, type PropNames } from './check-props';
import { hostsBySlot } from '../design/lock/locked-fabric';
import type { StorageSystemSpec } from '../catalog/facility-specs';
import type { StorageLevelInput, StoragePlan } from '../model/storage-plan';
import { planStorage } from '../design/storage/plan-storage';
import type { Construct } from '../host';
import type { DataRate } from '../units/data-rate';
import type { DataSize } from '../units/data-size';
import type { Power } from '../units/power';
import { checkStorageProps } from './check-storage-props';
import type { CheckpointProps } from './checkpoint-props';
import { deviceMaker } from './device-from-spec';
import type { FabricMember, ManagedMember, Membership, MembershipRequest } from './fabric-member';
import type { GpuCluster } from './gpu-cluster';
import { hostMembership } from './host-ports';
import { modelFacts } from './model-facts';
import { numberedName } from './numbered-name';
import { phaseName, purchaseOf, type PurchaseProps } from './purchase';
import type { PowerZone } from './power-zone';
import type { Site } from './site';
import { SiteConstruct } from './site-construct';
import { storageInput } from './storage-input';

const NAMES: PropNames<StorageTierProps> = {
  site: 'required',
  system: 'required',
  serves: 'required',
  capacity: 'optional',
  read: 'optional',
  write: 'optional',
  checkpoint: 'optional',
  level: 'optional',
  files: 'optional',
  metadataOperationsPerSecond: 'optional',
  tolerates: 'optional',
  blocks: 'optional',
  blocksPerRack: 'optional',
  blockPower: 'optional',
  powerZones: 'optional',
  phase: 'optional',
  leadTimeWeeks: 'optional',
  tags: 'optional',
  formerly: 'optional',
};

/** Properties of a `StorageTier`. */
export interface StorageTierProps extends PurchaseProps {
  /** Site it belongs to. */
  readonly site: Site;
  /** Storage system, by `defineStorageSystem`: the catalogue holds none. One device a block. */
  readonly system: StorageSystemSpec;
  /** Clusters that it serves. */
  readonly serves: readonly GpuCluster[];
  /**
   * Usable capacity that it must give.
   *
   * @default - not asked for
   */
  readonly capacity?: DataSize;
  /**
   * Read rate that it must give.
   *
   * @default - not asked for
   */
  readonly read?: DataRate;
  /**
   * Write rate that it must give.
   *
   * @default - not asked for
   */
  readonly write?: DataRate;
  /**
   * Checkpoints that are written to it: the write rate and the space that they take are demands like the others.
   *
   * @default - not asked for
   */
  readonly checkpoint?: CheckpointProps;
  /**
   * Level of reads and writes for the GPUs that it serves, by the published table of DGX H100. The nearest size of the table is used as it is.
   *
   * @default - not asked for
   */
  readonly level?: StorageLevelInput['grade'];
  /**
   * Files that it must hold. The system must state `files`.
   *
   * @default - not asked for
   */
  readonly files?: number;
  /**
   * Metadata operations that it must serve in a second, of the mix for which the system states `metadataOperationsPerSecond`.
   *
   * @default - not asked for
   */
  readonly metadataOperationsPerSecond?: number;
  /**
   * Losses after which all data can still be read, as the data protection of the tier is set.
   *
   * @default - not stated, and the loss of a block, rack or feed is not judged
   */
  readonly tolerates?: StorageProtectionProps;
  /**
   * Blocks, where they are not the fewest that meet all demands.
   *
   * @default - the fewest that meet all demands
   */
  readonly blocks?: number;
  /**
   * Storage blocks in one rack at most, so that the loss of a rack takes no more of them. Those of other tiers count too.
   *
   * @default - as many as fit
   */
  readonly blocksPerRack?: number;
  /**
   * Draw of one block.
   *
   * @default - what the system's own definition states
   */
  readonly blockPower?: Power;
  /**
   * Zones whose rows may hold it, in order of preference.
   *
   * @default - every row that accepts storage
   */
  readonly powerZones?: readonly PowerZone[];
  /**
   * Tags of its resource, over the site's.
   *
   * @default - the site's
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Name that it had when it was last planned. Its places, ports, addresses and numbers, and its objects in the inventory, are then kept under the new one.
   *
   * @default - it had no other name
   */
  readonly formerly?: string;
}

/** Data protection of a `StorageTier`. */
export interface StorageProtectionProps {
  /** Blocks that may be lost at once. 0: the loss of any block takes data with it. */
  readonly blocks: number;
}

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

  public constructor(scope: Construct, id: string, props: StorageTierProps) {
    checkProps(`storage tier '${id}'`, props, NAMES);
    checkStorageProps(id, props);
    const plan = planStorage(storageInput(id, props), (index) => numberedName(id, index + 1, 2));
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
      details: phaseName(props.phase),
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
