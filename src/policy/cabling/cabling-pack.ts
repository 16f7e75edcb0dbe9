import type { CableTable } from '../../model/cabling-plan';
import type { SitePlan } from '../../model/site-plan';
import { DataRate } from '../../units/data';
import { inWords } from '../engine/in-words';
import {
  above,
  defineRule,
  failed,
  indeterminate,
  type IndeterminateVerdict,
  judgeEach,
  type Rule,
} from '../engine/rule';
import { judgePair, longerMedium, mediaOf, type MediumUse, mixedEnds, overLossBudget, pairTable } from './medium-use';

const unreached = defineRule({
  id: 'cabling/unreached',
  severity: 'error',
  title: 'every cable is within the reach of some medium of the catalogue',
  why: {
    text: 'A link that no cable reaches cannot be built where its ends stand.',
    source: 'Reach of cables and transceivers as their vendors publish it; see the catalogue',
  },
  check: (plan) =>
    judgeEach(
      [...tablesOf(plan), ...(plan.converged ?? [])],
      (one) => {
        if (!('table' in one)) return judgePair(one);
        const { path, table } = one;
        const [first, ...others] = table.unreached;
        if (first === undefined) return unplacedCables(path, table);
        const longest = others.reduce((top, one) => (one.routeMillimetres > top.routeMillimetres ? one : top), first);
        const { routeMillimetres, reachMillimetres, label } = longest;
        const [route, reach, over] = [routeMillimetres, reachMillimetres, routeMillimetres - reachMillimetres].map(
          inWords.millimetres,
        );
        return failed({
          path,
          object: `fabric '${table.fabric}': ${inWords.count(table.unreached.length, 'cable')}, the longest '${label}'`,
          found: `${route}`,
          limit: `${reach}`,
          required: `${route}`,
          available: `${reach}`,
          shortfall: `${over}`,
          arithmetic: `${route} - ${reach} = ${over}; ${table.unreached.length} of ${inWords.count(table.count, 'cable')}`,
          remedy: longerMedium(rateOf(plan, table.fabric, label), routeMillimetres),
        });
      },
      'the site has no cable',
    ),
});

const tooLong = defineRule({
  id: 'cabling/beyond-medium',
  severity: 'error',
  title: 'a cable is at most as long as its medium is built',
  why: {
    text: 'Beyond its reach a link has errors or does not come up.',
    source:
      'NVIDIA LinkX user guides: passive copper 3 m, active copper 5 m, SR4 50 m, FR4 2 km; ISO/IEC 11801: channel 100 m',
  },
  check: (plan) =>
    judgeEach(
      usesOf(plan),
      ({ path, owner, table, use }) => {
        if (use.medium === 'unknown') return unknownMedium(plan, path, table, use);
        const { lengthMillimetres, reachMillimetres } = use.furthest;
        if (lengthMillimetres <= reachMillimetres) return undefined;
        const figures = above(lengthMillimetres, reachMillimetres, inWords.millimetres);
        return failed({
          path,
          object: `${owner}: ${use.medium} cables`,
          ...figures,
          found: `${figures.found} at the longest`,
          remedy: "place their ends nearer to each other, or give their entry in 'media' of the site another 'medium'",
        });
      },
      'the site has no cable',
    ),
});

const tooShort = defineRule({
  id: 'cabling/too-short',
  severity: 'error',
  title: 'a cable is at least as long as its route',
  why: {
    text: 'A cable that is ordered shorter than its way over trays and risers does not meet its port.',
    source: 'Routed length by the layout of the halls',
  },
  check: (plan) =>
    judgeEach(
      usesOf(plan),
      ({ path, owner, use }) => {
        if (use.short === 0) return undefined;
        return failed({
          path,
          object: `${owner}: ${inWords.count(use.short, `${use.medium} cable`)}`,
          found: `up to ${inWords.millimetres(use.shortMillimetres)} shorter than the route`,
          limit: 'the routed length',
          shortfall: inWords.millimetres(use.shortMillimetres),
          arithmetic: `route - ordered length = ${inWords.millimetres(use.shortMillimetres)} at the worst; ${use.short} of ${inWords.count(use.cables, 'cable')}`,
          remedy: 'order the next longer length, or change the layout',
        });
      },
      'the site has no cable',
    ),
});

const withoutPart = defineRule({
  id: 'cabling/without-part-number',
  severity: 'warning',
  title: 'every cable has the part number of its vendor',
  why: {
    text: 'What has no part number cannot be ordered; it stands in the gap list of the BOM.',
    source: 'BOM of the site',
  },
  check: (plan) =>
    judgeEach(
      usesOf(plan),
      ({ path, owner, use }) => {
        if (use.withoutPart === 0) return undefined;
        return failed({
          path,
          object: `${owner}: ${use.medium} cables`,
          found: `${inWords.count(use.withoutPart, 'cable')} without a part number`,
          limit: '0 cables',
          required: inWords.count(use.cables, 'part number'),
          available: inWords.count(use.cables - use.withoutPart, 'part number'),
          shortfall: inWords.count(use.withoutPart, 'part number'),
          arithmetic: `${use.withoutPart} of ${inWords.count(use.cables, 'cable')}`,
          remedy: "name the cable with its part number in 'media' of the site",
        });
      },
      'the site has no cable',
    ),
});

const fibreMix = defineRule({
  id: 'cabling/fibre-mix',
  severity: 'info',
  title: 'a fabric uses one kind of fibre',
  why: {
    text: 'Multimode and single-mode ends never pair: two kinds of fibre need two stocks of spares, and are easily mixed up.',
    source: 'NVIDIA LinkX transceiver manuals',
  },
  check: (plan) =>
    judgeEach(
      [...tablesOf(plan), ...pairTables(plan)]
        .map(({ path, owner, table }) => ({ path, owner, fibres: fibresOf(mediaOf(table)) }))
        .filter(({ fibres }) => fibres.length > 0),
      ({ path, owner, fibres }) => {
        if (fibres.length === 1) return undefined;
        const counts = fibres.map(({ medium, cables }) => `${inWords.number(cables)} ${medium}`);
        return failed({
          path,
          object: owner,
          found: `${counts.join(' and ')} cables`,
          limit: '1 kind of fibre',
          arithmetic: `${counts.join(' + ')} = ${inWords.count(
            fibres.reduce((sum, { cables }) => sum + cables, 0),
            'cable',
          )}`,
          remedy: 'choose one kind for the fabric, as far as the longest link needs',
        });
      },
      'no fabric uses fibre',
    ),
});

/** Rules about cables. */
export const cablingPack: readonly Rule[] = [
  tooLong,
  fibreMix,
  overLossBudget,
  mixedEnds,
  tooShort,
  unreached,
  withoutPart,
];

/** Cables without a way, because an end stands in no rack. */
function unplacedCables(path: string, table: CableTable): IndeterminateVerdict | undefined {
  let unplaced = 0;
  for (let cable = 0; cable < table.count; cable += 1)
    if (table.choices[table.choice[cable] ?? 0] === undefined) unplaced += 1;
  if (unplaced === 0) return undefined;
  return indeterminate({
    path,
    object: `fabric '${table.fabric}': ${unplaced} of ${inWords.count(table.count, 'cable')}`,
    unknown: 'their way, because an end stands in no rack',
    givenBy: "give every device a place: see 'space/unplaced'",
  });
}

function unknownMedium(plan: SitePlan, path: string, table: CableTable, use: MediumUse): IndeterminateVerdict {
  return indeterminate({
    path,
    object: `fabric '${table.fabric}': ${use.cables} of ${inWords.count(table.count, 'cable')}, up to ${inWords.millimetres(use.longestMillimetres)} long`,
    unknown: 'the reach of their medium: the catalogue has none for the rate of the link',
    givenBy: `an entry of 'media' of the site for ${inWords.names(unknownRates(plan, table))}, with reach and part number`,
  });
}

/** Rate of a link, bit/s, by its label: those of hosts and services are the endpoints', all others run between switches. */
function rateOf(plan: SitePlan, fabric: string, label: string): number {
  const own = plan.fabrics.find(({ plan: { name } }) => name === fabric)?.plan;
  if (own === undefined) return 0;
  const device = label.slice(fabric.length + 1, label.lastIndexOf(':'));
  return own.endpoints.some(({ name }) => name === device) ? own.hostRateBits : own.trunkRateBits;
}

/** Rates of links whose medium is not known, in words. */
function unknownRates(plan: SitePlan, table: CableTable): readonly string[] {
  const own = plan.fabrics.find(({ plan: { name } }) => name === table.fabric)?.plan;
  const rates = new Set<string>();
  for (let link = 0; link < (own?.links.count ?? 0); link += 1) {
    const choice = table.choices[table.choice[table.cableOf[link] ?? 0] ?? 255];
    if (own === undefined || choice?.medium !== 'unknown') continue;
    rates.add(DataRate.bitsPerSecond(own.links.tier[link] === 0 ? own.hostRateBits : own.trunkRateBits).toString());
  }
  return [...rates];
}

interface TableAt {
  readonly path: string;
  /** In the words of a finding. */
  readonly owner: string;
  readonly table: CableTable;
}

function tablesOf(plan: SitePlan): TableAt[] {
  const pathOf = new Map(plan.fabrics.map(({ path, plan: { name } }) => [name, path]));
  return plan.cables
    .filter(({ count }) => count > 0)
    .map((table) => ({
      path: pathOf.get(table.fabric) ?? plan.path,
      owner: `fabric '${table.fabric}'`,
      table,
    }));
}

function pairTables({ converged = [] }: SitePlan): TableAt[] {
  return converged.map((pair) => ({
    path: pair.path,
    owner: `converged pair '${pair.plan.name}'`,
    table: pairTable(pair),
  }));
}

function usesOf(plan: SitePlan): (TableAt & { readonly use: MediumUse })[] {
  return [...tablesOf(plan), ...pairTables(plan)].flatMap((at) => mediaOf(at.table).map((use) => ({ ...at, use })));
}

function fibresOf(uses: readonly MediumUse[]): MediumUse[] {
  return uses.filter(({ medium }) => medium === 'multimode' || medium === 'single-mode');
}
