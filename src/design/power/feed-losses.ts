import { textOrder } from '../text-order';
import type { FeedLoss } from '../../model/power-plan';
import type { ZoneStates } from './zone-states';

/**
 * What each model does when a feed is lost, sorted by feed, then model, survival and supplies. Tenants' blocks load the feeds, and are no devices that
 * could be listed.
 */
export function feedLosses(states: ZoneStates): FeedLoss[] {
  const { zone } = states;
  return zone.feeds.flatMap((feed, index) => {
    const { outcomes } = states.without([index]);
    const found = new Map<string, FeedLoss>();
    zone.groups.forEach(({ model, devices }, number) => {
      const outcome = outcomes[number] ?? { survival: 'indeterminate' };
      const key = JSON.stringify([model, outcome]);
      found.set(key, { lost: feed, model, devices: (found.get(key)?.devices ?? 0) + devices, ...outcome });
    });
    return [...found.values()].sort(byModel);
  });
}

function byModel(a: FeedLoss, b: FeedLoss): number {
  return (
    textOrder(a.model, b.model) ||
    textOrder(a.survival, b.survival) ||
    (a.healthyPsus ?? -1) - (b.healthyPsus ?? -1) ||
    (a.neededPsus ?? -1) - (b.neededPsus ?? -1)
  );
}
