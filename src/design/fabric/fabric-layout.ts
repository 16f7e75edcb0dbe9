import type { FabricInput, FabricShape } from '../../model/fabric-plan';
import type { LeafBlocks } from './leaf-block';
import type { ColumnRule, GroupLayout } from './leaf-layout';
import type { SpineLayout } from './spine-layout';
import type { PortSplit } from './switch-ports';

/** Every decision about a fabric, before a port is taken. */
export interface FabricLayout {
  /** What was asked for; where services hold slots, the hosts of a group have a gap there. */
  readonly input: FabricInput;
  readonly shape: FabricShape;
  readonly tiers: 1 | 2 | 3;
  readonly planes: number;
  /** Most rails of a group. */
  readonly rails: number;
  readonly hostRateBits: number;
  /** Speed between leaves and spines, bit/s. */
  readonly trunkRateBits: number;
  readonly rule: ColumnRule;
  readonly leafPorts: PortSplit;
  readonly groups: readonly GroupLayout[];
  readonly leaves: LeafBlocks;
  /** Absent with one tier. */
  readonly spines?: SpineLayout;
  readonly reserveUnits: number;
  /** Leaf ports of all service links, in the order of services and their ports. */
  readonly servicePorts: readonly ServicePort[];
}

/** A leaf port that a service takes. */
export interface ServicePort {
  /** Number of the leaf among all leaves, from 0. */
  readonly leaf: number;
  /** From 1. */
  readonly port: number;
}

/** A layout before services have ports. */
export type HostLayout = Omit<FabricLayout, 'servicePorts'>;
