import { cables, fibres, linkStandards, transceivers } from '../../catalog/links';
import type { CableSpec, FibreSpec, LinkStandardSpec, SwitchSpec, TransceiverSpec } from '../../catalog/network-specs';
import type { Connector, PortGroup } from '../../catalog/shapes';
import type { CableMedia, TransceiverTop } from '../../model/cabling-plan';
import { present } from '../../units/present';

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
  /** Default: none. */
  readonly standards?: readonly LinkStandardSpec[];
}

const CATALOGUE: MediaParts = {
  cables: Object.values(cables),
  transceivers: Object.values(transceivers),
  fibres: Object.values(fibres),
  standards: Object.values(linkStandards),
};

/** Cages of a switch at a link rate. Tops are finned where air cools the switch, flat where liquid does. */
export function switchCages({ connector, cooling }: SwitchSpec, linksPerCage: number): CageKind {
  const top = cooling && (cooling.value === 'air' ? 'finned' : 'flat');
  return { ...cage(connector?.value, linksPerCage), isSwitch: true, ...present({ top }) };
}

/** Cages of a system or server: its transceivers have flat tops. */
export function portCages({ connector, portsPerCage = 1 }: PortGroup): CageKind {
  return { ...cage(connector, portsPerCage), isSwitch: false, top: 'flat' };
}

/**
 * Media that the catalogue offers for a kind of link: copper whose ends and rate it states, and straight fibres between
 * transceivers of one optics; and links by their standard, for what nothing else fits. Splitter fibres, which change the rate, are left out.
 *
 * @see https://docs.nvidia.com/networking/display/ (LinkX transceiver manuals)
 */
export function mediaFor(kind: LinkKind, parts: MediaParts = CATALOGUE): CableMedia[] {
  return [
    ...parts.cables.flatMap((cable) => copperMedia(kind, cable)),
    ...fibreMedia(kind, parts),
    ...(parts.standards ?? []).flatMap((standard) => standardMedia(kind, standard)),
  ];
}

/** A link of one cage at either end by its standard: its cable and modules have no part numbers. */
function standardMedia(kind: LinkKind, { medium, rate, cage, reach }: LinkStandardSpec): CableMedia[] {
  const { rateBits, lower, upper } = kind;
  const fits = [lower, upper].every(({ connector, linksPerCage }) => connector === cage && linksPerCage === 1);
  if (!fits || rate.value.inBitsPerSecond !== rateBits) return [];
  return [
    {
      ...placeOf(kind),
      medium,
      reachMillimetres: reach.value.inMillimetres,
      linksPerCable: 1,
      linksPerATransceiver: 1,
      linksPerBTransceiver: 1,
      isStandard: true,
    },
  ];
}

function cage(connector: Connector | undefined, linksPerCage: number): Pick<CageKind, 'connector' | 'linksPerCage'> {
  return { ...present({ connector }), linksPerCage };
}

function placeOf({ rateBits, lower, endpoints }: LinkKind): Pick<CableMedia, 'rateBits' | 'joins' | 'endpoints'> {
  return {
    rateBits,
    joins: lower.isSwitch ? 'switch' : 'endpoint',
    ...present({ endpoints }),
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
          ...present({ cablePart: fibre?.model }),
          aTransceiver: a.model,
          bTransceiver: b.model,
          ...present({ aTop: lower.top, bTop: upper.top }),
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
function opticsOf({ optics }: TransceiverSpec): string {
  return optics.split(' ').at(-1) ?? optics;
}

const GIGABIT = 1_000_000_000;

/** A link behind a connector of a switch that a splitter fibre turns into several. */
export interface SplitLink {
  /** Rate of a link, bit/s. */
  readonly rateBits: number;
  readonly lower: CageKind;
  readonly upper: CageKind;
  readonly split: { readonly fromRateBits: number; readonly into: number };
  /** Fibre connectors of the upper cage. */
  readonly connectorsPerCage: number;
}

/**
 * Splitter fibres of the catalogue for such a link: each turns one 400G end into two 200G ends, between a module of the switch and modules of its optics that
 * are stated to run at 200G. Both fibres of a twin-port module are splitters.
 *
 * @see https://docs.nvidia.com/networking/display/ (LinkX transceiver manuals)
 */
export function splitterMedia({ rateBits, lower, upper, split, connectorsPerCage }: SplitLink): CableMedia[] {
  if (split.into !== 2 || rateBits !== 200 * GIGABIT || split.fromRateBits !== 400 * GIGABIT) return [];
  if (lower.isSwitch || lower.linksPerCage !== 1) return [];
  const modules = Object.values(transceivers).filter(
    ({ portRate }) => portRate.value.inBitsPerSecond === split.fromRateBits,
  );
  const below = modules.filter(
    ({ cage, ports, milliwattsAt200G }) =>
      cage === lower.connector && ports.value === 1 && milliwattsAt200G !== undefined,
  );
  const above = modules.filter(
    ({ cage, ports, isForSwitches }) =>
      cage === upper.connector && ports.value === connectorsPerCage && isForSwitches.value,
  );
  return below.flatMap((a) =>
    above
      .filter((b) => b.medium === a.medium && opticsOf(a) === opticsOf(b))
      .flatMap((b) =>
        Object.values(fibres)
          .filter(
            ({ kind, medium, connector }) =>
              kind === 'splitter' && medium === a.medium && connector.value === a.connector?.value,
          )
          .map((fibre) => ({
            rateBits,
            joins: 'endpoint' as const,
            medium: a.medium,
            cablePart: fibre.model,
            aTransceiver: a.model,
            bTransceiver: b.model,
            ...present({ aTop: lower.top, bTop: upper.top }),
            reachMillimetres: Math.min(...[a, b, fibre].map(({ reach }) => reach.value.inMillimetres)),
            linksPerCable: split.into,
            linksPerATransceiver: 1,
            linksPerBTransceiver: split.into * connectorsPerCage,
          })),
      ),
  );
}
