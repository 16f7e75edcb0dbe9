import {
  type CableChoice,
  type CableMedia,
  type CableTable,
  type HallRoute,
  isCopper,
  type PatchedLinks,
} from '../../model/cabling-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import type { HallInput, PlacementPlan } from '../../model/placement-plan';
import { linkLabel } from '../fabric/link-ends';
import { cageGroups, NO_LINK } from './cage-groups';
import { cageTable } from './cage-table';
import { checkCablingInput } from './check-cabling-input';
import { chooseMedia, NO_MEDIA, UNPLACED } from './choose-media';
import { MediaCandidates } from './media-candidates';
import { asLaid, nextStep, orderedLength } from './ordered-length';
import { patchLengths } from './patch-lengths';
import { NO_ROUTE, routeLengths } from './route-lengths';

/** What the cables of one fabric hang on. */
export interface CablingInput {
  readonly fabric: FabricPlan;
  readonly placement: PlacementPlan;
  readonly halls: readonly Pick<HallInput, 'name' | 'riserMillimetres'>[];
  /** In any order. */
  readonly media: readonly CableMedia[];
  /** Added to each route. */
  readonly slackMillimetres: number;
  /** Cables that are not sold in lengths of their own are ordered in steps of this. */
  readonly lengthStepMillimetres: number;
  /** Ways between halls. Default: no link runs between halls. */
  readonly hallRoutes?: readonly HallRoute[];
  /** Links that pass panels. Default: none. */
  readonly patched?: PatchedLinks;
}

/** A link whose rate no medium has: its length is known, its cable is a gap. */
const UNKNOWN: CableChoice = {
  medium: 'unknown',
  linksPerCable: 1,
  linksPerATransceiver: 1,
  linksPerBTransceiver: 1,
};

const NO_CHOICE = 255;

/**
 * Chooses a medium and a length for each link of a fabric, in time linear in its links.
 *
 * Method: routes along the trays; links that share cages form groups; each group takes the preferred medium (the cheapest
 * where all have prices, else the simplest) that reaches along all of its routes.
 *
 * @throws DesignError `cabling/between-halls`, `cabling/bad-length`, `cabling/bad-media`, `cabling/too-many-media`
 */
export function planCables(input: CablingInput): CableTable {
  const { fabric, media, lengthStepMillimetres } = input;
  checkCablingInput(media, input);
  const routes = routeLengths(input);
  const patched = input.patched && patchLengths(input, input.patched, routes);
  const isPatched = patched && marked(patched.link, fabric.links.count);
  const cages = cageTable(fabric);
  const groups = cageGroups(cages);
  const candidates = new MediaCandidates(fabric, media);
  const { chosen, reachOf } = chooseMedia({
    cages,
    groups,
    routes,
    candidates,
    lengthStepMillimetres,
    ...(isPatched && { isPatched }),
  });
  const { choices, choiceOf } = usedChoices(media, chosen);

  const cableOf = new Uint32Array(fabric.links.count);
  const route = new Uint32Array(fabric.links.count);
  const ordered = new Uint32Array(fabric.links.count);
  const choice = new Uint8Array(fabric.links.count).fill(NO_CHOICE);
  const cableOfGroup = new Uint32Array(groups.count).fill(NO_LINK);
  let count = 0;
  for (let link = 0; link < fabric.links.count; link += 1) {
    const index = chosen[link] ?? UNPLACED;
    const candidate = candidates.all[index];
    const group = groups.groupOf[link] ?? 0;
    const isShared = candidate !== undefined && isCopper(candidate.media);
    const shared = isShared ? (cableOfGroup[group] ?? NO_LINK) : NO_LINK;
    const cable = shared === NO_LINK ? count : shared;
    if (shared === NO_LINK) count += 1;
    if (isShared) cableOfGroup[group] = cable;
    cableOf[link] = cable;
    choice[cable] = choiceOf.get(index) ?? NO_CHOICE;
    const length = routes[link] ?? NO_ROUTE;
    if (length === NO_ROUTE || length < (route[cable] ?? 0)) continue;
    route[cable] = length;
    ordered[cable] =
      (candidate && orderedLength(asLaid(candidate, isPatched?.[link]), length, lengthStepMillimetres)) ??
      nextStep(length, lengthStepMillimetres);
  }
  return {
    fabric: fabric.name,
    cableOf,
    count,
    lengthMillimetres: ordered.slice(0, count),
    routeMillimetres: route.slice(0, count),
    choice: choice.slice(0, count),
    choices,
    unreached: unreached(fabric, routes, reachOf),
    ...(patched === undefined ? {} : { patched }),
  };
}

/** 1 at each of the rows named. */
function marked(rows: Uint32Array, length: number): Uint8Array {
  const marks = new Uint8Array(length);
  for (const row of rows) marks[row] = 1;
  return marks;
}

/** The media that are in use, in the order in which they were given, and the place of each by its index. */
function usedChoices(
  media: readonly CableMedia[],
  chosen: Uint16Array,
): { choices: CableChoice[]; choiceOf: Map<number, number> } {
  const used = new Set(chosen);
  const choices: CableChoice[] = [];
  const choiceOf = new Map<number, number>();
  media.forEach((entry, index) => {
    if (used.has(index)) choiceOf.set(index, choices.push(toChoice(entry)) - 1);
  });
  if (used.has(NO_MEDIA)) choiceOf.set(NO_MEDIA, choices.push(UNKNOWN) - 1);
  return { choices, choiceOf };
}

function toChoice(entry: CableMedia): CableChoice {
  const { medium, cablePart, aTransceiver, bTransceiver, aTop, bTop } = entry;
  const { linksPerCable, linksPerATransceiver, linksPerBTransceiver, reachMillimetres } = entry;
  return {
    medium,
    reachMillimetres,
    ...(cablePart === undefined ? {} : { cablePart }),
    ...(aTransceiver === undefined ? {} : { aTransceiver }),
    ...(bTransceiver === undefined ? {} : { bTransceiver }),
    ...(aTop === undefined ? {} : { aTop }),
    ...(bTop === undefined ? {} : { bTop }),
    linksPerCable,
    linksPerATransceiver,
    linksPerBTransceiver,
  };
}

/** In the order of the links. */
function unreached(
  fabric: FabricPlan,
  routes: Uint32Array,
  reachOf: ReadonlyMap<number, number>,
): CableTable['unreached'] {
  return [...reachOf]
    .sort(([a], [b]) => a - b)
    .map(([link, reachMillimetres]) => ({
      label: linkLabel(fabric, link),
      routeMillimetres: routes[link] ?? 0,
      reachMillimetres,
    }));
}
