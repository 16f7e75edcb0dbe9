import { cables, fibres, transceivers } from '../../catalog/links';
import type { CableSpec, FibreSpec, SwitchSpec, TransceiverSpec } from '../../catalog/network-specs';
import type { Connector, PortGroup } from '../../catalog/shapes';
import type { CableMedia, TransceiverTop } from '../../model/cabling-plan';

/** The cages at one end of a kind of link. */
export interface CageKind {
  /** Absent: nothing of the catalogue is known to fit. */
  readonly connector?: Connector;
  /** Links that one cage serves. */
  readonly linksPerCage: number;
  readonly isSwitch: boolean;
  /** Top of the transceivers that go in. Absent: not known. */
  readonly top?: TransceiverTop;
}

/** A kind of link: its speed, and the cages below and above. */
export interface LinkKind {
  /** Bit/s. */
  readonly rateBits: number;
  readonly lower: CageKind;
  readonly upper: CageKind;
  /** Host groups and services that alone have such links. Default: all endpoints. */
  readonly endpoints?: readonly string[];
}

/** What media are made of. */
export interface MediaParts {
  readonly cables: readonly CableSpec[];
  readonly transceivers: readonly TransceiverSpec[];
  readonly fibres: readonly FibreSpec[];
}

const CATALOGUE: MediaParts = {
  cables: Object.values(cables),
  transceivers: Object.values(transceivers),
  fibres: Object.values(fibres),
};

/** Cages of a switch at a link rate. Tops are finned where air cools the switch, flat where liquid does. */
export function switchCages({ connector, cooling }: SwitchSpec, linksPerCage: number): CageKind {
  const top = cooling && (cooling.value === 'air' ? 'finned' : 'flat');
  return { ...cage(connector?.value, linksPerCage), isSwitch: true, ...(top === undefined ? {} : { top }) };
}

/** Cages of a system or server: its transceivers have flat tops. */
export function portCages({ connector, portsPerCage = 1 }: PortGroup): CageKind {
  return { ...cage(connector, portsPerCage), isSwitch: false, top: 'flat' };
}

/**
 * Media that the catalogue offers for a kind of link: copper whose ends and rate it states, and straight fibres between
 * transceivers of one optics. Splitter fibres, which change the rate, are left out.
 *
 * @see https://docs.nvidia.com/networking/display/ (LinkX transceiver manuals)
 */
export function mediaFor(kind: LinkKind, parts: MediaParts = CATALOGUE): CableMedia[] {
  return [...parts.cables.flatMap((cable) => copperMedia(kind, cable)), ...fibreMedia(kind, parts)];
}

function cage(connector: Connector | undefined, linksPerCage: number): Pick<CageKind, 'connector' | 'linksPerCage'> {
  return { ...(connector === undefined ? {} : { connector }), linksPerCage };
}

function placeOf({ rateBits, lower, endpoints }: LinkKind): Pick<CableMedia, 'rateBits' | 'joins' | 'endpoints'> {
  return {
    rateBits,
    joins: lower.isSwitch ? 'switch' : 'endpoint',
    ...(endpoints === undefined ? {} : { endpoints }),
  };
}

/** A cable whose end in the switch takes all links of the upper cage, and whose other ends share them. */
function copperMedia(kind: LinkKind, { model, medium, from, to, rate, lengths }: CableSpec): CableMedia[] {
  const { rateBits, lower, upper } = kind;
  const onSale = lengths?.value.map((length) => length.inMillimetres) ?? [];
  if (from === undefined || to === undefined || rate === undefined || onSale.length === 0) return [];
  const { connector, count } = to.value;
  const links = rate.value.inBitsPerSecond / rateBits;
  const fits =
    links === upper.linksPerCage &&
    links === lower.linksPerCage * count &&
    from.value === upper.connector &&
    connector !== undefined &&
    connector === lower.connector;
  if (!fits) return [];
  return [
    {
      ...placeOf(kind),
      medium,
      cablePart: model,
      reachMillimetres: Math.max(...onSale),
      lengthsMillimetres: onSale,
      linksPerCable: links,
      linksPerATransceiver: lower.linksPerCage,
      linksPerBTransceiver: upper.linksPerCage,
      aCages: count,
    },
  ];
}

function fibreMedia(kind: LinkKind, parts: MediaParts): CableMedia[] {
  const { lower, upper } = kind;
  const below = parts.transceivers.filter((module) => isTakenBy(lower, module, kind.rateBits));
  const above = parts.transceivers.filter((module) => isTakenBy(upper, module, kind.rateBits));
  return below.flatMap((a) =>
    above
      .filter((b) => b.medium === a.medium && opticsOf(a) === opticsOf(b))
      .map((b) => {
        const fibre = parts.fibres.find(
          ({ kind: shape, medium, connector }) =>
            shape === 'straight' && medium === a.medium && connector.value === a.connector?.value,
        );
        const reaches = [a.reach, b.reach, ...(fibre === undefined ? [] : [fibre.reach])];
        return {
          ...placeOf(kind),
          medium: a.medium,
          ...(fibre === undefined ? {} : { cablePart: fibre.model }),
          aTransceiver: a.model,
          bTransceiver: b.model,
          ...(lower.top === undefined ? {} : { aTop: lower.top }),
          ...(upper.top === undefined ? {} : { bTop: upper.top }),
          reachMillimetres: Math.min(...reaches.map(({ value }) => value.inMillimetres)),
          linksPerCable: 1,
          linksPerATransceiver: lower.linksPerCage,
          linksPerBTransceiver: upper.linksPerCage,
        };
      }),
  );
}

function isTakenBy(cages: CageKind, module: TransceiverSpec, rateBits: number): boolean {
  return (
    module.cage === cages.connector &&
    module.ports.value === cages.linksPerCage &&
    module.portRate.value.inBitsPerSecond === rateBits &&
    (module.isForSwitches.value || !cages.isSwitch)
  );
}

/** `SR4` of `2 x SR4`: only like optics talk to each other. */
export function opticsOf({ optics }: TransceiverSpec): string {
  return optics.split(' ').at(-1) ?? optics;
}
