import { activeRating } from '../../design/power/chain/chain-graph';
import type { PowerNodePlan } from '../../model/power-node';
import type { SitePlan } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed } from '../verdict';
import { byFigure } from './by-figure';
import { chainWords, NO_CHAIN } from './chain-words';

const nodeOverload = defineRule({
  id: 'power/node-overload',
  severity: 'error',
  title: 'each node of the power chain carries at most its rating times the limit share',
  why: {
    text: 'A load of three hours or more takes at most 80 % of what a breaker is rated for; what is no breaker carries its rating, and no more.',
    source: 'NEC 210.20(A); ratings as given with the nodes',
  },
  check: ({ power }) =>
    judgeEach(
      power.chain === undefined ? [] : chainWords.there(power.chain),
      (node) => {
        const { loadWatts, limitWatts } = node;
        if (loadWatts <= limitWatts) return undefined;
        const [load, limit, over] = [loadWatts, limitWatts, loadWatts - limitWatts].map(inWords.watts);
        return failed({
          path: node.path,
          object: `power node '${node.name}'`,
          found: `${load} ${byFigure(power)}, ${inWords.percent(loadWatts / activeRating(node))} of its rating`,
          limit: `${limit}`,
          required: `${load}`,
          available: `${limit}`,
          shortfall: `${over}`,
          arithmetic: `${chainWords.limit(node, node.limitShare)}; ${load} - ${limit} = ${over}`,
          remedy: "move a load to another node, add one beside it, or raise 'rating'",
        });
      },
      NO_CHAIN,
    ),
});

const contractExceeded = defineRule({
  id: 'power/contract-exceeded',
  severity: 'error',
  title:
    'a site draws from a supply at most what its contract says, normally and when another part of the chain is lost',
  why: {
    text: 'A supplier charges or cuts what is drawn above the contract, whatever the line could carry.',
    source: "Contract as given with the supply's 'contractWatts'",
  },
  check: (plan) =>
    judgeEach(
      contractsOf(plan),
      ({ node, contractWatts }) => {
        const isNormal = node.loadWatts > contractWatts;
        const loadWatts = isNormal ? node.loadWatts : node.worst.loadWatts;
        if (loadWatts <= contractWatts) return undefined;
        const [load, contract, over] = [loadWatts, contractWatts, loadWatts - contractWatts].map(inWords.watts);
        const when = isNormal ? 'in the normal state' : `without ${chainWords.out(node.worst)}`;
        return failed({
          path: node.path,
          object: `power node '${node.name}' ${when}`,
          found: `${load}`,
          limit: `${contract} by contract`,
          required: `${load}`,
          available: `${contract}`,
          shortfall: `${over}`,
          arithmetic: `load and losses behind it ${load}; ${load} - ${contract} = ${over}`,
          remedy: 'contract more power, or take load off the supply',
        });
      },
      'no supply of the site states a contract',
    ),
});

/** Rules about what nodes of the chain carry normally. */
export const chainLoadRules: readonly Rule[] = [contractExceeded, nodeOverload];

function contractsOf({
  power: { chain },
}: SitePlan): { readonly node: PowerNodePlan; readonly contractWatts: number }[] {
  return (chain === undefined ? [] : chainWords.there(chain)).flatMap((node) => {
    const contractWatts = node.supply?.contractWatts;
    return contractWatts === undefined ? [] : [{ node, contractWatts }];
  });
}
