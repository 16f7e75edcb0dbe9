import { activeRating } from '../../design/power/chain/chain-graph';
import type { ChainState, PowerChainPlan, PowerNodePlan } from '../../model/power-node';
import { shareOf } from '../../design/power/zones/load-group';
import { inWords } from '../in-words';

/** Why no rule about the chain applies to a site. */
export const NO_CHAIN = 'the site names no node of the power chain';

/** Limits of a node, and the words for them. */
export const chainWords = {
  /** What a node may carry while something is out, W. */
  failureLimit: (node: PowerNodePlan): number => shareOf(activeRating(node), node.failureLimitShare),

  /** How a limit comes about: `1 MVA x 0.95 = 950 kW; 950 kW x 80 % = 760 kW`. */
  limit: (node: PowerNodePlan, share: number): string => {
    const { ratingWatts, ratingVoltAmperes, powerFactor } = node;
    const rating = activeRating(node);
    const limit = `${inWords.watts(rating)} x ${inWords.percent(share)} = ${inWords.watts(shareOf(rating, share))}`;
    if (ratingVoltAmperes === undefined || rating === ratingWatts) return limit;
    return `${voltAmperes(ratingVoltAmperes)} x ${powerFactor} = ${inWords.watts(rating)}; ${limit}`;
  },

  /** The nodes of a chain that are there. */
  there: ({ nodes, absent = [] }: PowerChainPlan): readonly PowerNodePlan[] => {
    const gone = new Set(absent);
    return nodes.filter(({ name }) => !gone.has(name));
  },

  /** What is out in a state: `'ups-1' and 'ups-2'`. */
  out: ({ out }: Pick<ChainState, 'out'>): string => {
    const names = out.map((name) => `'${name}'`);
    return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
  },

  /** The rating as a node has it. */
  rating: ({ ratingWatts, ratingVoltAmperes }: PowerNodePlan): string =>
    ratingWatts === undefined ? voltAmperes(ratingVoltAmperes ?? 0) : inWords.watts(ratingWatts),
};

function voltAmperes(amount: number): string {
  return inWords.watts(amount).replace(/W$/, 'VA');
}
