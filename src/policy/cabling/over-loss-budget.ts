import { linkLabel } from '../../design/fabric/switch-ports';
import type { FabricPlan } from '../../model/fabric-plan';
import type { SitePlan } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import { failed, indeterminate } from '../verdict';
import { CONNECTIONS, figuresOf, lossOf, type PatchedUse, patchedUses } from './patched-use';

/** Decimals of a decibel in messages: a short fibre loses less than a thousandth. */
const DECIMALS = 6;

/** A link over patch panels has a loss that its transceivers bear. */
export const overLossBudget = defineRule({
  id: 'cabling/over-loss-budget',
  severity: 'error',
  title: 'a link over patch panels loses at most what its transceivers bear',
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
            givenBy: `give 'maxLossDecibels', 'lossPerConnectionDecibels' and 'lossPerKilometreDecibels' of '${prop}' in 'patching'`,
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
