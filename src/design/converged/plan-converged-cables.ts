import { DesignError, DesignErrors } from '../../errors/design-error';
import { type CableChoice, type CableMedia, type HallRoute, isCopper } from '../../model/cabling-plan';
import {
  type ConvergedCable,
  type ConvergedEnd,
  type ConvergedInSite,
  type ConvergedPlan,
  coreCageOf,
  type LinkMedia,
  type PairLink,
  type PairMedia,
  type PairMedium,
  type WireRow,
} from '../../model/core-pair';
import type { HallInput, PlacementPlan } from '../../model/placement-plan';
import { addTo, present } from '../../units/present';
import { type Candidate, inOrder, nextStep, orderedLength } from '../cabling/choose-media';
import { HallWays, stands, wayBetween } from '../cabling/routes';
import { UNUSED } from './wire-rows';

/** What the cables of a pair hang on. */
interface ConvergedCablingInput {
  readonly plan: ConvergedPlan;
  readonly placement: PlacementPlan;
  /** Systems that hold trays, by the name of the tray. Default: every end is a device of its own. */
  readonly holders?: ReadonlyMap<string, string>;
  readonly halls: readonly Pick<HallInput, 'name' | 'riserMillimetres'>[];
  readonly slackMillimetres: number;
  readonly lengthStepMillimetres: number;
  readonly hallRoutes: readonly HallRoute[];
  /** Default: none is known. */
  readonly media?: readonly LinkMedia[];
}

type Link = Pick<ConvergedCable, 'label' | 'kind' | 'a' | 'b' | 'rateBits' | 'split'>;

/** Cables of a pair, and the ways in which they are built where media are known. */
type ConvergedCabling = Pick<ConvergedInSite, 'cables' | 'choices'>;

/**
 * Cables of a pair with their lengths and, where `media` names some for their kind, their media. A split cable is as long as the longest of its links.
 *
 * @throws DesignError `converged/between-halls`
 */
export function planConvergedCables(input: ConvergedCablingInput): ConvergedCabling {
  const { plan, placement, holders, halls, slackMillimetres, lengthStepMillimetres, hallRoutes, media = [] } = input;
  const cageOf = coreCages(plan);
  const standOf = stands(placement, halls);
  const ways = new HallWays(halls, hallRoutes);
  const rows = plan.rows.filter(({ kind }) => kind !== UNUSED);
  const cables = new Map<string, { label: string; route: number }>();
  const links = rows.map((row, index) => {
    const link = toLink(plan.name, row);
    const [a, b] = [link.a, link.b].map(({ device }) => standOf.get(holders?.get(device) ?? device));
    const route = a === undefined || b === undefined ? Infinity : wayBetween(a, b, ways, index) + slackMillimetres;
    const key = cableKey(row, link);
    const cable = cables.get(key) ?? { label: link.label, route: 0 };
    cables.set(key, { ...cable, route: Math.max(cable.route, route) });
    return { link, key, into: row.split?.into ?? 1 };
  });
  DesignErrors.throwAll(
    ways.missing().map(({ from, to, link }) => {
      const label = links[link]?.link.label ?? '';
      return new DesignError('converged/between-halls', {
        problem: `link '${label}' joins halls '${from}' and '${to}', and no way between them is known`,
        remedy: "give the devices zones of one hall, or name the two halls in 'hallRoutes'",
        object: label,
      });
    }),
  );
  const routed = links.map(({ link, key, into }): Routed => {
    const { label, route } = cables.get(key) ?? { label: link.label, route: Infinity };
    return { link, label, route, into };
  });
  const { ofLinks, choices } = choosePairMedia(
    routed.map((each) => pairLink(each, cageOf)),
    media,
    lengthStepMillimetres,
  );
  const labels = new Map<string, { label: string; route: number }>();
  routed.forEach(({ label, route }, index) => {
    const cage = ofLinks[index]?.wholeCage;
    if (cage === undefined) return;
    const whole = labels.get(cage);
    labels.set(cage, { label: whole?.label ?? label, route: Math.max(whole?.route ?? 0, route) });
  });
  return {
    cables: routed.map(({ link, label: ownLabel, route: ownRoute }, index) => {
      const medium = ofLinks[index];
      const { label, route } = labels.get(medium?.wholeCage ?? '') ?? { label: ownLabel, route: ownRoute };
      const shared = { ...link, cable: label };
      if (route === Infinity) return { ...shared, lengthMillimetres: 0 };
      const { choice, reachMillimetres } = medium ?? {};
      return {
        ...shared,
        routeMillimetres: route,
        lengthMillimetres: medium?.lengthMillimetres ?? nextStep(route, lengthStepMillimetres),
        ...present({ choice, reachMillimetres }),
      };
    }),
    ...(choices.length === 0 ? {} : { choices }),
  };
}

function toLink(pair: string, row: WireRow): Link {
  const { kind, aRateBits = Infinity, bRateBits = Infinity, split } = row;
  const first = { device: row.aDevice, port: row.aPort };
  const second = { device: row.bDevice ?? '', port: row.bPort ?? '' };
  const isFromCore = row.aSide !== undefined && row.bSide === undefined;
  const [a, b] = isFromCore ? [second, first] : [first, second];
  const rateBits = Math.min(aRateBits, bRateBits);
  // The inter-switch link is split alike at both ends: its cable runs straight through.
  const isSplit = split !== undefined && !isBetweenCores(row);
  return { label: `${pair}/${a.device}:${a.port}`, kind, a, b, rateBits, ...(isSplit ? { split } : {}) };
}

/** A link with the cable that carries it. */
interface Routed {
  readonly link: Link;
  /** Label of the first link on the cable. */
  readonly label: string;
  /** Longest on the cable, mm. */
  readonly route: number;
  /** Links that share the connector. */
  readonly into: number;
}

function pairLink({ link, label, route, into }: Routed, cageOf: ReturnType<typeof coreCages>): PairLink {
  const { kind, a, b, rateBits } = link;
  return {
    kind,
    device: a.device,
    rateBits,
    linksPerCable: into,
    cable: label,
    ...cageOf(b),
    routeMillimetres: route,
  };
}

/** Cage of the end of a link that is a core's, and the ports that it gives. */
function coreCages({ cores }: ConvergedPlan): (end: ConvergedEnd) => Pick<PairLink, 'cage' | 'portsPerCage'> {
  const known = new Map(
    cores.flatMap(({ name, cages }) =>
      cages.flatMap(({ port, ports, breakout }) =>
        ports.map((each) => [
          `${name} ${each.name}`,
          { cage: `${name} ${port}`, portsPerCage: breakout?.portsPerCage ?? 1 },
        ]),
      ),
    ),
  );
  return ({ device, port }) => known.get(`${device} ${port}`) ?? {};
}

function isBetweenCores({ aSide, bSide }: WireRow): boolean {
  return aSide !== undefined && bSide !== undefined;
}

/** The connector of the core for what is split, else the link itself. */
function cableKey({ aDevice, aPort, aSide, bDevice, bPort, bSide, split }: WireRow, { label }: Link): string {
  if (split === undefined) return label;
  const [core = '', port = '', side = 0] = aSide === undefined ? [bDevice, bPort, bSide] : [aDevice, aPort, aSide];
  return `${core} ${coreCageOf(port)} ${side}`;
}

/**
 * Chooses a medium for all links of a core's cage together, since they share its transceiver: the preferred one (the cheapest, else the simplest) that reaches
 * along all of their routes. Copper takes a whole cage; a fibre takes a link, or all links behind a split connector.
 */
function choosePairMedia(
  links: readonly PairLink[],
  offers: readonly LinkMedia[],
  lengthStepMillimetres: number,
): PairMedia {
  const listOf = candidateLists(offers);
  const groups = new Map<string, number[]>();
  links.forEach(({ cage, cable }, index) => {
    const key = cage === undefined ? `cable ${cable}` : `cage ${cage}`;
    addTo(groups, key, index);
  });
  const ofLinks = links.map((): PairMedium | undefined => undefined);
  const choices = new Map<CableMedia, { readonly index: number; readonly choice: CableChoice }>();
  for (const indexes of groups.values()) {
    const own = indexes.flatMap((index) => {
      const link = links[index];
      if (link === undefined || link.routeMillimetres === Infinity) return [];
      const list = listOf(link).filter(({ media }) => fits(media, link, indexes.length));
      return list.length === 0 ? [] : [{ index, link, list }];
    });
    const best = bestOf(own, lengthStepMillimetres);
    for (const { index, link, list } of own) {
      const entry = counterpart(list, best) ?? list[0];
      if (entry === undefined) continue;
      const length = orderedLength(entry, link.routeMillimetres, lengthStepMillimetres);
      if (length === undefined) {
        const lengthMillimetres = nextStep(link.routeMillimetres, lengthStepMillimetres);
        ofLinks[index] = { reachMillimetres: reachOf(entry), lengthMillimetres };
        continue;
      }
      const made = choices.get(entry.media) ?? { index: choices.size, choice: choiceOf(entry.media) };
      choices.set(entry.media, made);
      const isWhole = isCopper(entry.media) && link.cage !== undefined;
      ofLinks[index] = {
        choice: made.index,
        lengthMillimetres: length,
        ...(isWhole ? { wholeCage: link.cage } : {}),
      };
    }
  }
  return { ofLinks, choices: [...choices.values()].map(({ choice }) => choice) };
}

interface Open {
  readonly link: PairLink;
  readonly list: readonly Candidate[];
}

/** Candidates of a link in order of preference; links of one kind and device group share a list. */
function candidateLists(offers: readonly LinkMedia[]): (link: PairLink) => readonly Candidate[] {
  const made = offers.map(({ kind, devices, media }) => ({
    kind,
    devices: devices && new Set(devices),
    list: inOrder(
      media.map((entry, index) => ({
        index,
        media: entry,
        lengthsMillimetres: entry.lengthsMillimetres && [...entry.lengthsMillimetres].sort((a, b) => a - b),
      })),
    ),
  }));
  return ({ kind, device }) =>
    made.find((offer) => offer.kind === kind && offer.devices?.has(device) !== false)?.list ?? [];
}

/** Copper takes a cage with all of its ports in use; what is split takes a medium for as many links as the connector is split into. */
function fits(
  media: CableMedia,
  { rateBits, linksPerCable, cage, portsPerCage = 1 }: PairLink,
  linksInCage: number,
): boolean {
  if (media.rateBits !== rateBits) return false;
  if (!isCopper(media) || cage === undefined) return media.linksPerCable === linksPerCable;
  return media.linksPerCable === portsPerCage && linksInCage === portsPerCage;
}

/** The preferred candidate that reaches along all links, else the one that reaches farthest. */
function bestOf(open: readonly Open[], step: number): Candidate | undefined {
  let farthest: Candidate | undefined;
  for (const candidate of open[0]?.list ?? []) {
    const reaches = open.every(({ link, list }) => {
      const entry = counterpart(list, candidate);
      return entry !== undefined && orderedLength(entry, link.routeMillimetres, step) !== undefined;
    });
    if (reaches) return candidate;
    if (farthest === undefined || reachOf(candidate) > reachOf(farthest)) farthest = candidate;
  }
  return farthest;
}

/** The candidate itself, else the link's own fibre that the same transceiver of the core drives. */
function counterpart(list: readonly Candidate[], best: Candidate | undefined): Candidate | undefined {
  if (best === undefined) return undefined;
  return (
    list.find(({ media }) => media === best.media) ??
    list.find(
      ({ media }) =>
        media.medium === best.media.medium && !isCopper(media) && media.bTransceiver === best.media.bTransceiver,
    )
  );
}

function reachOf({ media, lengthsMillimetres }: Candidate): number {
  return Math.min(media.reachMillimetres, lengthsMillimetres?.at(-1) ?? Infinity);
}

function choiceOf(media: CableMedia): CableChoice {
  const { medium, cablePart, aTransceiver, bTransceiver, aTop, bTop } = media;
  return {
    medium,
    ...present({ cablePart, aTransceiver, bTransceiver, aTop, bTop }),
    reachMillimetres: media.reachMillimetres,
    linksPerCable: media.linksPerCable,
    linksPerATransceiver: media.linksPerATransceiver,
    linksPerBTransceiver: media.linksPerBTransceiver,
  };
}
