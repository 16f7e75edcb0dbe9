import type { SwitchSpec } from '../catalog/network-specs';
import type { PortGroup } from '../catalog/shapes';
import { mediaFor, portCages, switchCages } from '../design/cabling/media-for';
import type { FabricSizing } from '../design/fabric/size-fabric';
import { type CableMedia, isFibre, type TransceiverTop } from '../model/cabling-plan';
import type { TransceiverCounts } from './count-transceivers';

/** Modules of one part in one place. */
export interface TransceiverPart {
  readonly place: 'systems' | 'ufm' | 'leaf' | 'spine' | 'core';
  /** Part number. `null`: the cages there are not in the catalogue. */
  readonly part: string | null;
  /** `null`: not known. */
  readonly top: TransceiverTop | null;
  /** `null`: not known. */
  readonly quantity: number | null;
}

/** One way to build all links of a fabric with optics. */
export interface TransceiverChoice {
  readonly medium: string;
  /** Longest cable that it allows. */
  readonly reachMillimetres: number;
  readonly parts: readonly TransceiverPart[];
}

/** What the parts follow from. */
export interface TransceiverPartsInput {
  readonly sizing: FabricSizing;
  readonly switchSpec: SwitchSpec;
  /** Ports of a cage of the switch at the rate of a link. */
  readonly portsPerCage: number;
  readonly ports: PortGroup | undefined;
  readonly counts: TransceiverCounts;
}

/** The parts of every kind of optics that the catalogue offers for all links of a fabric, the shortest reach first. */
export function transceiverParts(input: TransceiverPartsInput): TransceiverChoice[] {
  const { sizing, switchSpec, portsPerCage, ports } = input;
  const cages = switchCages(switchSpec, portsPerCage);
  const trunks = mediaFor({ rateBits: sizing.trunkRateBits, lower: cages, upper: cages }).filter(isFibre);
  const isHostKnown = ports?.connector !== undefined && ports.portsPerCage !== undefined;
  const hosts = isHostKnown
    ? mediaFor({ rateBits: sizing.hostRateBits, lower: portCages(ports), upper: cages }).filter(isFibre)
    : [];
  return trunks
    .filter(({ aTransceiver, bTransceiver }) => aTransceiver === bTransceiver)
    .flatMap((trunk) => {
      const host = hosts.find(({ bTransceiver }) => bTransceiver === trunk.bTransceiver);
      return isHostKnown && host === undefined ? [] : [choiceOf(input, trunk, host)];
    })
    .sort((a, b) => a.reachMillimetres - b.reachMillimetres);
}

function choiceOf(
  { counts }: TransceiverPartsInput,
  trunk: CableMedia,
  host: CableMedia | undefined,
): TransceiverChoice {
  const inSwitch = { part: trunk.bTransceiver ?? null, top: trunk.bTop ?? null };
  const parts: TransceiverPart[] = [
    { place: 'systems', part: host?.aTransceiver ?? null, top: host?.aTop ?? null, quantity: counts.systems },
    { place: 'ufm', part: null, top: null, quantity: counts.ufm },
    { place: 'leaf', ...inSwitch, quantity: counts.leaf },
    { place: 'spine', ...inSwitch, quantity: counts.spine },
    { place: 'core', ...inSwitch, quantity: counts.core },
  ];
  const reachMillimetres = Math.min(trunk.reachMillimetres, host?.reachMillimetres ?? Infinity);
  return { medium: trunk.medium, reachMillimetres, parts: parts.filter(({ quantity }) => quantity !== 0) };
}
