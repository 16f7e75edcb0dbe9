import { type CableChoice, type CableMedia, isCopper } from '../../model/cabling-plan';
import type { LinkMedia, PairLink, PairMedia, PairMedium } from '../../model/core-pair';
import { present } from '../../units/present';
import { type Candidate, inOrder, nextStep, orderedLength } from '../cabling/choose-media';

/**
 * Chooses a medium for all links of a core's cage together, since they share its transceiver: the preferred one (the cheapest, else the simplest) that reaches
 * along all of their routes. Copper takes a whole cage; a fibre takes a link, or all links behind a split connector.
 */
export function choosePairMedia(
  links: readonly PairLink[],
  offers: readonly LinkMedia[],
  lengthStepMillimetres: number,
): PairMedia {
  const listOf = candidateLists(offers);
  const groups = new Map<string, number[]>();
  links.forEach(({ cage, cable }, index) => {
    const key = cage === undefined ? `cable ${cable}` : `cage ${cage}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [index]);
    else known.push(index);
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
