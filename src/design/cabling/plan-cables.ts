import { DesignError, DesignErrors } from '../../errors/design-error';
import {
  type CableChoice,
  type CableMedia,
  type CableTable,
  type HallRoute,
  isCopper,
  panelPort,
  type PatchedLinks,
  type PatchTable,
} from '../../model/cabling-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import type { HallInput, PlacementPlan } from '../../model/placement-plan';
import { DataRate } from '../../units/data';
import { linkLabel } from '../../model/switch-ports';
import { present } from '../../units/present';
import { cageGroups, cageTable, NO_LINK } from './cage-table';
import { asLaid, chooseMedia, MediaCandidates, nextStep, NO_MEDIA, orderedLength, UNPLACED } from './choose-media';
import { HallWays, NO_ROUTE, type RouteInput, routeLengths, type Stand, stands, wayBetween } from './routes';

/** What the cables of one fabric hang on. */
export interface CablingInput {
  /** Fabric whose links take cables. */
  readonly fabric: FabricPlan;
  /** Where its ends stand. */
  readonly placement: PlacementPlan;
  /** Halls with the height from a rack's top to the tray, mm. */
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
    ...present({ patched }),
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
    ...present({ cablePart, aTransceiver, bTransceiver, aTop, bTop }),
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

/** The choice of a cable is one byte: its last value stands for none, and one choice for rates without a medium. */
const MOST_MEDIA = 254;

/**
 * Refuses media and lengths that are wrong in themselves, all of them at once.
 *
 * @throws DesignError `cabling/bad-length`, `cabling/bad-media`, `cabling/too-many-media`
 */
function checkCablingInput(
  media: readonly CableMedia[],
  lengths: { readonly slackMillimetres: number; readonly lengthStepMillimetres: number },
): void {
  const { slackMillimetres: slack, lengthStepMillimetres: step } = lengths;
  const errors: DesignError[] = [];
  if (!isWhole(slack, 0)) errors.push(badLength('slack', slack, 'give 0 mm or more'));
  if (!isWhole(step, 1)) errors.push(badLength('step in which fibres are ordered', step, 'give 1 mm or more'));
  if (media.length > MOST_MEDIA) {
    errors.push(
      new DesignError('cabling/too-many-media', {
        problem: `${media.length} media are given for one fabric, which takes ${MOST_MEDIA}`,
        remedy: 'leave out those of rates that the fabric does not have',
        value: `${media.length}`,
        limit: `${MOST_MEDIA}`,
      }),
    );
  }
  media.forEach((entry) => errors.push(...mediaErrors(entry)));
  DesignErrors.throwAll(errors);
}

function badLength(what: string, value: number, remedy: string): DesignError {
  return new DesignError('cabling/bad-length', {
    problem: `the ${what} is ${value} mm`,
    remedy: `${remedy}, as a whole number`,
    value: `${value} mm`,
  });
}

function mediaErrors(entry: CableMedia): DesignError[] {
  const { medium, cablePart, rateBits, reachMillimetres: reach, lengthsMillimetres: onSale, linksPerCable } = entry;
  const name = cablePart === undefined ? medium : `${medium} '${cablePart}'`;
  const errors: DesignError[] = [];
  const refuse = (problem: string, remedy: string): void => {
    const rate = isWhole(rateBits, 1) ? ` for ${DataRate.bitsPerSecond(rateBits).toString()}` : '';
    errors.push(new DesignError('cabling/bad-media', { problem: `${name}${rate}: ${problem}`, remedy, object: name }));
  };
  if (!isWhole(rateBits, 1)) refuse(`'rateBits' is ${rateBits}`, 'give the speed of one link in bit/s');
  if (!isWhole(reach, 1)) refuse(`'reachMillimetres' is ${reach}`, 'give 1 mm or more, as a whole number');
  if (onSale !== undefined && (onSale.length === 0 || !onSale.every((length) => isWhole(length, 1)))) {
    refuse(`'lengthsMillimetres' is [${onSale.join(', ')}]`, 'give the lengths on sale in mm, or leave it out for any');
  }
  if (!isWhole(linksPerCable, 1) || (!isCopper(entry) && linksPerCable !== 1)) {
    refuse(`'linksPerCable' is ${linksPerCable}`, isCopper(entry) ? 'give 1 or more' : 'give 1: it takes one link');
  }
  return errors;
}

function isWhole(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}

/**
 * Ordered length of the segments of each patched link, and its whole length in `routes`: what is ordered decides the reach.
 *
 * A segment is routed as a cable of its own, with its own slack, and rounded up to `lengthStepMillimetres`.
 */
function patchLengths(
  input: RouteInput & { readonly lengthStepMillimetres: number },
  patched: PatchedLinks,
  routes: Uint32Array,
): PatchTable {
  const { fabric, placement, halls, slackMillimetres, lengthStepMillimetres: stepMillimetres, hallRoutes = [] } = input;
  const standOf = stands(placement, halls);
  const ways = new HallWays(halls, hallRoutes);
  const rows = patched.link.length;
  const table: PatchTable = {
    ...patched,
    aCordMillimetres: new Uint32Array(rows),
    trunkMillimetres: new Uint32Array(rows),
    bCordMillimetres: new Uint32Array(rows),
  };
  patched.link.forEach((link, row) => {
    const way = patched.ways[patched.way[row] ?? 0];
    if (way === undefined) return;
    const port = patched.port[row] ?? 0;
    const isReversed = patched.isReversed[row] === 1;
    const node = fabric.links.aNode[link] ?? 0;
    const endpoint = fabric.links.tier[link] === 0 ? fabric.endpoints[node] : undefined;
    const lower = endpoint === undefined ? fabric.switches[node]?.name : (endpoint.device ?? endpoint.name);
    const [a, aPanel, bPanel, b] = [
      lower,
      panelPort(way, isReversed ? 1 : 0, port).panel,
      panelPort(way, isReversed ? 0 : 1, port).panel,
      fabric.switches[fabric.links.bNode[link] ?? 0]?.name,
    ].map((device) => standOf.get(device ?? ''));
    if (a === undefined || aPanel === undefined || bPanel === undefined || b === undefined) {
      routes[link] = NO_ROUTE;
      return;
    }
    const segment = (from: Stand, to: Stand): number =>
      nextStep(wayBetween(from, to, ways, link) + slackMillimetres, stepMillimetres);
    const [aCord, trunk, bCord] = [segment(a, aPanel), segment(aPanel, bPanel), segment(bPanel, b)];
    table.aCordMillimetres[row] = aCord;
    table.trunkMillimetres[row] = trunk;
    table.bCordMillimetres[row] = bCord;
    routes[link] = aCord + trunk + bCord;
  });
  return table;
}
