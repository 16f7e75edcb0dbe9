import { linkLabel } from '../../model/switch-ports';
import {
  type CableChoice,
  type CableTable,
  type Medium,
  type PatchedFibre,
  type PatchedMedium,
  type PatchWay,
  wayName,
} from '../../model/cabling-plan';
import type { ConvergedInSite } from '../../model/core-pair';
import type { FabricPlan } from '../../model/fabric-plan';
import { pairCables } from '../../model/site-cables';
import type { SitePlan } from '../../model/site-plan';
import { DataRate } from '../../units/data';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Verdict } from '../engine/rule';

/** What cures a link that no medium reaches, with the rate and the reach that the entry needs. */
export function longerMedium(rateBits: number, routeMillimetres: number): string {
  const rate = DataRate.bitsPerSecond(rateBits).toString();
  // Fibre is ordered in whole metres where the site states no step: a medium must reach what is ordered.
  const reach = inWords.millimetres(Math.ceil(routeMillimetres / 1_000) * 1_000);
  return `place its ends nearer to each other, or add an entry for ${rate} with a reach of ${reach} or more to 'media' of the site`;
}

/** Longest cable of each medium as it is commonly built, mm, where a choice states none: copper and multimode as sold, single mode over FR4. */
const REACH_MILLIMETRES: Readonly<Record<Medium, number>> = {
  'passive-copper': 3_000,
  'active-copper': 5_000,
  multimode: 50_000,
  'single-mode': 2_000_000,
  'twisted-pair': 100_000,
  unknown: Infinity,
};

/** Cables of one medium in a fabric. */
export interface MediumUse {
  readonly medium: Medium;
  readonly cables: number;
  readonly longestMillimetres: number;
  /** The cable that is furthest beyond what its kind is built for, or nearest to it: its length, and that reach. */
  readonly furthest: { readonly lengthMillimetres: number; readonly reachMillimetres: number };
  /** Cables that are ordered shorter than their route, and by how much at the worst. */
  readonly short: number;
  readonly shortMillimetres: number;
  /** Cables of which the cable, or a transceiver that its fibre needs, has no part number. */
  readonly withoutPart: number;
}

/** Use of each medium, in the order of the table's choices. Linear in the cables. */
export function mediaOf({ count, choice, choices, lengthMillimetres, routeMillimetres }: CableTable): MediumUse[] {
  const cables = new Float64Array(choices.length);
  const longest = new Float64Array(choices.length);
  const short = new Float64Array(choices.length);
  const shortBy = new Float64Array(choices.length);
  for (let cable = 0; cable < count; cable += 1) {
    const index = choice[cable] ?? choices.length;
    if (index >= choices.length) continue;
    const length = lengthMillimetres[cable] ?? 0;
    const missing = (routeMillimetres[cable] ?? 0) - length;
    cables[index] = (cables[index] ?? 0) + 1;
    if (length > (longest[index] ?? 0)) longest[index] = length;
    if (missing <= 0) continue;
    short[index] = (short[index] ?? 0) + 1;
    if (missing > (shortBy[index] ?? 0)) shortBy[index] = missing;
  }
  const uses = new Map<Medium, MediumUse>();
  choices.forEach((one, index) => {
    const own = cables[index] ?? 0;
    if (own === 0) return;
    const before = uses.get(one.medium);
    const reachMillimetres = one.reachMillimetres ?? REACH_MILLIMETRES[one.medium];
    uses.set(one.medium, {
      medium: one.medium,
      cables: (before?.cables ?? 0) + own,
      longestMillimetres: Math.max(before?.longestMillimetres ?? 0, longest[index] ?? 0),
      furthest: further(before?.furthest, { lengthMillimetres: longest[index] ?? 0, reachMillimetres }),
      short: (before?.short ?? 0) + (short[index] ?? 0),
      shortMillimetres: Math.max(before?.shortMillimetres ?? 0, shortBy[index] ?? 0),
      withoutPart: (before?.withoutPart ?? 0) + (isGap(one) ? own : 0),
    });
  });
  return [...uses.values()];
}

function further(before: MediumUse['furthest'] | undefined, next: MediumUse['furthest']): MediumUse['furthest'] {
  const beyond = ({ lengthMillimetres, reachMillimetres }: MediumUse['furthest']): number =>
    lengthMillimetres - reachMillimetres;
  return before === undefined || beyond(next) > beyond(before) ? next : before;
}

function isGap({ medium, cablePart, aTransceiver, bTransceiver }: CableChoice): boolean {
  const isFibre = medium === 'multimode' || medium === 'single-mode';
  return cablePart === undefined || (isFibre && (aTransceiver === undefined || bTransceiver === undefined));
}

const MILLIMETRES_PER_KILOMETRE = 1_000_000;

/** Panels that a link passes: one in each row. */
const CONNECTIONS = 2;

/** Links of a fabric over the panels of one way and in one kind of fibre. */
interface PatchedUse {
  readonly way: PatchWay;
  readonly medium: PatchedMedium;
  readonly links: number;
  /** The longest of them, which loses most. */
  readonly longestLink: number;
  readonly longestMillimetres: number;
  /** Links that lose more than they may; 0 where the figures are missing. */
  readonly over: number;
}

/** Figures of a fibre that the loss of a link follows from. */
type FibreFigures = Readonly<
  Required<Pick<PatchedFibre, 'maxLossMillidecibels' | 'connectionMillidecibels' | 'millidecibelsPerKilometre'>>
>;

/** The figures of a fibre, or undefined where one is missing. */
function figuresOf(fibre: PatchedFibre | undefined): FibreFigures | undefined {
  const { maxLossMillidecibels, connectionMillidecibels, millidecibelsPerKilometre } = fibre ?? {};
  return maxLossMillidecibels === undefined ||
    connectionMillidecibels === undefined ||
    millidecibelsPerKilometre === undefined
    ? undefined
    : { maxLossMillidecibels, connectionMillidecibels, millidecibelsPerKilometre };
}

/** Loss of a link over two panels, thousandths of a decibel. */
function lossOf({ connectionMillidecibels, millidecibelsPerKilometre }: FibreFigures, length: number): number {
  return CONNECTIONS * connectionMillidecibels + (length * millidecibelsPerKilometre) / MILLIMETRES_PER_KILOMETRE;
}

/** Whether a link loses more than it may, in whole numbers, so that one at the limit is not over it. */
function isOver(figures: FibreFigures, length: number): boolean {
  const { maxLossMillidecibels, connectionMillidecibels, millidecibelsPerKilometre } = figures;
  const left = maxLossMillidecibels - CONNECTIONS * connectionMillidecibels;
  return length * millidecibelsPerKilometre > left * MILLIMETRES_PER_KILOMETRE;
}

/** Use of each way and kind of fibre, in the order of the first link of each. Linear in the links; links without a medium are left out. */
function patchedUses({ patched, cableOf, choice, choices, lengthMillimetres }: CableTable): PatchedUse[] {
  const uses = new Map<string, { -readonly [K in keyof PatchedUse]: PatchedUse[K] }>();
  patched?.link.forEach((link, row) => {
    const cable = cableOf[link] ?? 0;
    const medium = choices[choice[cable] ?? -1]?.medium;
    const way = patched.ways[patched.way[row] ?? 0];
    if (way === undefined || (medium !== 'multimode' && medium !== 'single-mode')) return;
    const length = lengthMillimetres[cable] ?? 0;
    const key = `${patched.way[row]} ${medium}`;
    const use = uses.get(key) ?? { way, medium, links: 0, longestLink: link, longestMillimetres: 0, over: 0 };
    uses.set(key, use);
    const figures = figuresOf(way.fibres[medium]);
    use.links += 1;
    if (figures !== undefined && isOver(figures, length)) use.over += 1;
    if (length <= use.longestMillimetres) return;
    use.longestLink = link;
    use.longestMillimetres = length;
  });
  return [...uses.values()];
}

/** Decimals of a decibel in messages: a short fibre loses less than a thousandth. */
const DECIMALS = 6;

/** A link over patch panels has a loss that its transceivers allow. */
export const overLossBudget = defineRule({
  id: 'cabling/over-loss-budget',
  severity: 'error',
  title: 'a link over patch panels loses at most what its transceivers allow',
  why: {
    text: 'Each panel takes light: a link whose fibre is short enough may still lose too much to come up.',
    source: "Figures of the site's own parts, as 'patching' gives them; the package has none of its own",
  },
  check: (plan) =>
    judgeEach(
      usesOf(plan),
      ({ path, fabric, use }) => {
        const { way, medium, longestMillimetres, longestLink, over, links } = use;
        const [one, other] = way.rows;
        const object = `fabric '${fabric.name}': ${inWords.count(over === 0 ? links : over, `${medium} link`)} between rows '${one.label}' and '${other.label}'`;
        const figures = figuresOf(way.fibres[medium]);
        const prop = medium === 'multimode' ? 'multimode' : 'singleMode';
        if (figures === undefined) {
          return indeterminate({
            path,
            object,
            unknown: 'their loss over the panels',
            givenBy: `give 'maxLoss', 'lossPerConnection' and 'lossPerKilometre' of '${prop}' in 'patching'`,
          });
        }
        if (over === 0) return undefined;
        const loss = lossOf(figures, longestMillimetres);
        const most = figures.maxLossMillidecibels;
        const kilometres = inWords.number(longestMillimetres / 1_000_000, DECIMALS);
        return failed({
          path,
          object: `${object}, the longest '${linkLabel(fabric, longestLink)}'`,
          found: decibels(loss),
          limit: decibels(most),
          required: decibels(loss),
          available: decibels(most),
          shortfall: decibels(loss - most),
          arithmetic: `${CONNECTIONS} x ${decibels(figures.connectionMillidecibels)} + ${kilometres} km x ${decibels(figures.millidecibelsPerKilometre)}/km = ${decibels(loss)}; ${decibels(loss)} - ${decibels(most)} = ${decibels(loss - most)}; ${over} of ${inWords.count(links, 'link')}`,
          remedy:
            "take panels with a lower loss, place the ends nearer to each other, or leave this pair of rows out of 'patching'",
        });
      },
      'no link passes a patch panel',
    ),
});

/** Polarity and polish of panels, trunks, cords and transceivers fit each other. */
export const mixedEnds = defineRule({
  id: 'cabling/mixed-polarity',
  severity: 'error',
  title: 'panels, trunks, cords and transceivers of a patched way have one polarity method and one polish',
  why: {
    text: 'With two methods a transmitter meets a transmitter; an angled end on a flat one leaves a gap of air and may be damaged. Either link stays dark.',
    source:
      'TIA-568.3, polarity methods A, B and C; NVIDIA structured cabling requirements: type B, APC; Leviathan Systems: the first cause of dead links',
  },
  check: (plan) => {
    const ways = new Map(usesOf(plan).map(({ use }) => [`${wayName(use.way)} ${use.medium}`, use]));
    return judgeEach(ways.values(), (use) => endsVerdict(use), 'no link passes a patch panel');
  },
});

function endsVerdict({ way, medium }: PatchedUse): Verdict | undefined {
  const { panel, fibres, path } = way;
  const fibre = fibres[medium] ?? {};
  const prop = medium === 'multimode' ? 'multimode' : 'singleMode';
  const [one, other] = way.rows;
  const object = `${medium} links between rows '${one.label}' and '${other.label}'`;
  const polarity = [
    { part: 'panels', prop: 'panels.polarity', value: panel.polarity },
    { part: 'trunks', prop: `${prop}.polarity`, value: fibre.polarity },
    { part: 'cords', prop: `${prop}.cordPolarity`, value: fibre.cordPolarity },
  ];
  const polish = [
    { part: 'panels', prop: 'panels.polish', value: panel.polish },
    { part: 'trunks', prop: `${prop}.polish`, value: fibre.polish },
    { part: 'cords', prop: `${prop}.cordPolish`, value: fibre.cordPolish },
    { part: 'transceivers', prop: `${prop}.transceiverPolish`, value: fibre.transceiverPolish },
  ];
  const mixed = [polarity, polish].filter((parts) => new Set(parts.flatMap(({ value }) => value ?? [])).size > 1);
  if (mixed.length > 0) {
    return failed({
      path,
      object,
      found: mixed
        .map((parts) => parts.flatMap(({ part, value }) => (value === undefined ? [] : `${part} ${value}`)).join(', '))
        .join('; '),
      limit: mixed.map((parts) => (parts === polarity ? 'one polarity method' : 'one polish')).join(' and '),
      remedy: "order parts of one polarity method and one polish, and state them in 'patching'",
    });
  }
  const missing = [...polarity, ...polish].filter(({ value }) => value === undefined);
  if (missing.length === 0) return undefined;
  return indeterminate({
    path,
    object,
    unknown: 'whether their parts have one polarity method and one polish',
    givenBy: `give ${missing.map((each) => `'${each.prop}'`).join(', ')} in 'patching'`,
  });
}

function decibels(thousandths: number): string {
  return `${inWords.number(thousandths / 1_000, DECIMALS)} dB`;
}

interface UseAt {
  readonly path: string;
  readonly fabric: FabricPlan;
  readonly use: PatchedUse;
}

function usesOf({ fabrics, cables }: SitePlan): UseAt[] {
  const tables = new Map(cables.map((table) => [table.fabric, table]));
  return fabrics.flatMap(({ path, plan: fabric }) => {
    const table = tables.get(fabric.name);
    return table === undefined ? [] : patchedUses(table).map((use) => ({ path, fabric, use }));
  });
}

/** Whether the cables of a converged pair are within reach, as far as their media are known. */
export function judgePair(pair: ConvergedInSite): Verdict | undefined {
  const { path, plan } = pair;
  const cables = pairCables(pair);
  const owner = `converged pair '${plan.name}'`;
  const all = inWords.count(cables.length, 'link');
  const part = (links: number): string => (links === cables.length ? all : `${links} of ${all}`);
  const beyond = cables
    .flatMap(({ label, isFirst, rateBits: rate, routeMillimetres: route, reachMillimetres: reach }) =>
      !isFirst || route === undefined || reach === undefined ? [] : [{ label, rate, route, reach }],
    )
    .sort((a, b) => b.route - a.route);
  const [longest] = beyond;
  if (longest !== undefined) {
    const [route, reach, over] = [longest.route, longest.reach, longest.route - longest.reach].map(inWords.millimetres);
    const ordered = cables.filter(({ isFirst }) => isFirst).length;
    return failed({
      path,
      object: `${owner}: ${inWords.count(beyond.length, 'cable')}, the longest '${longest.label}'`,
      found: `${route}`,
      limit: `${reach}`,
      required: `${route}`,
      available: `${reach}`,
      shortfall: `${over}`,
      arithmetic: `${route} - ${reach} = ${over}; ${beyond.length} of ${inWords.count(ordered, 'cable')}`,
      remedy: longerMedium(longest.rate, longest.route),
    });
  }
  const unplaced = cables.filter(({ medium }) => medium === 'unplaced').length;
  const unknown = cables.filter(({ made, routeMillimetres }) => made === undefined && routeMillimetres !== undefined);
  if (unknown.length > 0) {
    const kinds = [...new Set(unknown.map(({ kind }) => kind))].sort();
    return indeterminate({
      path,
      object: `${owner}: ${part(unknown.length)}`,
      unknown: `which media carry its cables (${kinds.join(', ')}), and so whether they reach`,
      givenBy: "give a link's 'connector', or 'media' of the site at its rate",
    });
  }
  if (unplaced === 0) return undefined;
  return indeterminate({
    path,
    object: `${owner}: ${part(unplaced)}`,
    unknown: 'their way, because an end stands in no rack',
    givenBy: "give every device a place: see 'space/unplaced'",
  });
}

/** The cables whose medium is chosen as columns, as those of a fabric. */
export function pairTable(pair: ConvergedInSite): CableTable {
  const known = pairCables(pair).filter(({ isFirst, choice }) => isFirst && choice !== undefined);
  return {
    fabric: pair.plan.name,
    cableOf: Uint32Array.from(known, (_, index) => index),
    count: known.length,
    lengthMillimetres: Uint32Array.from(known, ({ lengthMillimetres }) => lengthMillimetres),
    routeMillimetres: Uint32Array.from(known, ({ routeMillimetres = 0 }) => routeMillimetres),
    choice: Uint8Array.from(known, ({ choice = 0 }) => choice),
    choices: pair.choices ?? [],
    unreached: [],
  };
}
