import type { FeedLoss, PowerZonePlan } from '../../model/power-plan';
import type { SitePlan } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, indeterminate, type Verdict } from '../verdict';
import { byFigure } from './by-figure';

interface Loss {
  /** By which figure loads are reckoned, in words. */
  readonly figure: string;
  readonly zone: PowerZonePlan;
  readonly loss: FeedLoss;
}

const SUPPLIES_AS_STATE = {
  text: 'A device with fewer healthy supplies than it needs runs at reduced performance or stops; how many it needs is stated by its maker.',
  source: 'NVIDIA DGX H100/H200 User Guide (6 supplies, 4 needed) and DGX B200 User Guide (5 + 1)',
};
const UNSTATED = 'run outside what their maker states, or stop';
const NO_LOSS = 'no power zone has a second feed that could carry on';

const downOnFeedLoss = defineRule({
  id: 'power/down-on-feed-loss',
  severity: 'error',
  title: 'the loss of one feed leaves every device enough healthy supplies to run',
  why: SUPPLIES_AS_STATE,
  check: (plan) =>
    judgeEach(
      lossesOf(plan),
      ({ zone, loss, figure }) => {
        if (loss.survival === 'down') return shortOfSupplies({ zone, loss, figure }, 'stop');
        if (loss.survival !== 'indeterminate') return undefined;
        // Fewer healthy supplies than needed is a failure, even where the maker is silent on what happens then.
        return loss.healthyPsus === undefined
          ? unknownSurvival(zone, loss)
          : shortOfSupplies({ zone, loss, figure }, UNSTATED);
      },
      NO_LOSS,
    ),
});

const degradedOnFeedLoss = defineRule({
  id: 'power/degraded-on-feed-loss',
  severity: 'warning',
  title: 'the loss of one feed leaves every device at full performance',
  why: SUPPLIES_AS_STATE,
  check: (plan) =>
    judgeEach(
      lossesOf(plan).filter(({ loss }) => loss.survival === 'full' || loss.survival === 'degraded'),
      (one) => (one.loss.survival === 'degraded' ? shortOfSupplies(one, 'run at reduced performance') : undefined),
      'no device is known to run on when a feed is lost',
    ),
});

/** Rules about what devices do when a feed is lost. */
export const feedLossRules: readonly Rule[] = [degradedOnFeedLoss, downOnFeedLoss];

function lossesOf(plan: SitePlan): Loss[] {
  return plan.power.zones
    .filter(({ feeds }) => feeds.length > 1)
    .flatMap((zone) => zone.losses.map((loss) => ({ zone, loss, figure: byFigure(plan.power) })));
}

function objectOf(zone: PowerZonePlan, { lost, model, devices }: FeedLoss): string {
  return `power zone '${zone.name}' without feed ${lost}: ${inWords.count(devices, 'device')} of model '${model}'`;
}

function shortOfSupplies({ zone, loss, figure }: Loss, effect: string): Verdict {
  const { healthyPsus, neededPsus } = loss;
  const common = {
    path: zone.path,
    object: objectOf(zone, loss),
    remedy:
      "put a static switch in front of the racks (set 'rackFeed' to 'static-switch'), or use devices with more supplies",
  };
  if (healthyPsus === undefined || neededPsus === undefined) {
    return failed({ ...common, found: `they ${effect}, loads ${figure}`, limit: 'full performance' });
  }
  const short = neededPsus - healthyPsus;
  return failed({
    ...common,
    found: `${inWords.count(healthyPsus, 'healthy supply', 'healthy supplies')} a device: they ${effect}`,
    limit: `${inWords.count(neededPsus, 'supply', 'supplies')} needed`,
    required: inWords.count(neededPsus, 'supply', 'supplies'),
    available: inWords.count(healthyPsus, 'supply', 'supplies'),
    shortfall: inWords.count(short, 'supply', 'supplies'),
    arithmetic: `${neededPsus} needed - ${healthyPsus} healthy = ${short} short, in each of ${inWords.count(loss.devices, 'device')}; loads ${figure}`,
  });
}

function unknownSurvival(zone: PowerZonePlan, loss: FeedLoss): Verdict {
  return indeterminate({
    path: zone.path,
    object: objectOf(zone, loss),
    unknown: 'how many supplies they have and need',
    givenBy: "define the model with its 'psus', 'count' and 'needed'",
  });
}
