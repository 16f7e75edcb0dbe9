import type { DeviceSurvival, FeedLoss, PowerZonePlan } from '../../model/power-plan';
import { counted } from '../in-figures';

const IN_WORDS: Readonly<Record<DeviceSurvival, string>> = {
  full: 'run on unchanged',
  degraded: 'run on more slowly',
  down: 'go down',
  indeterminate: 'run outside what their maker states',
};

/** What the loss of a feed does to the devices of a zone: a line a model, for all feeds whose loss does the same to it. */
export function survivalLines({ losses, racks }: PowerZonePlan): string[] {
  if (losses.length === 0) return [racks.length === 0 ? 'the zone feeds no rack' : 'the zone feeds no device'];
  const feeds = new Map<string, string[]>();
  for (const loss of losses) {
    const outcome = outcomeOf(loss);
    feeds.set(outcome, [...(feeds.get(outcome) ?? []), loss.lost]);
  }
  return [...feeds].map(
    ([outcome, lost]) => `${lost.length === 1 ? 'feed' : 'any of feeds'} ${lost.join(', ')} lost: ${outcome}`,
  );
}

function outcomeOf({ model, devices, survival, healthyPsus, neededPsus }: FeedLoss): string {
  const who = `${devices} of ${model}`;
  if (healthyPsus === undefined || neededPsus === undefined) {
    const what = survival === 'indeterminate' ? 'cannot be judged' : IN_WORDS[survival];
    return `${who} ${what} (their power supplies are not known)`;
  }
  const stay = counted(healthyPsus, 'supply stays', 'supplies stay');
  const carry = neededPsus === 1 ? '1 carries full load' : `${neededPsus} carry full load`;
  return `${who} ${IN_WORDS[survival]} (${stay} healthy, ${carry})`;
}
