import type { DeviceSurvival, PowerZonePlan } from '../design/power/power-plan';
import { counted } from './in-figures';

const IN_WORDS: Readonly<Record<DeviceSurvival, string>> = {
  full: 'run on unchanged',
  degraded: 'run on more slowly',
  down: 'go down',
  indeterminate: 'cannot be judged',
};

/** What the loss of each feed of a zone does to its devices, a line a feed and model. */
export function survivalLines({ losses, racks }: PowerZonePlan): string[] {
  if (losses.length === 0) return [racks.length === 0 ? 'the zone feeds no rack' : 'the zone feeds no device'];
  return losses.map(({ lost, model, devices, survival, healthyPsus, neededPsus }) => {
    const psus =
      healthyPsus === undefined || neededPsus === undefined
        ? 'their supplies are not known'
        : `${counted(healthyPsus, 'supply stays', 'supplies stay')} healthy, ${neededPsus} carry full load`;
    return `feed ${lost} lost: ${devices} of ${model} ${IN_WORDS[survival]} (${psus})`;
  });
}
