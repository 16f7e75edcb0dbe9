import type { DeviceInput, RackPlan } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, indeterminate, type Verdict } from '../verdict';

const rackOverweight = defineRule({
  id: 'space/rack-overweight',
  severity: 'error',
  title: 'what stands in a rack weighs at most what the rack bears',
  why: {
    text: 'A rack and the floor under it are built for a load; systems of 130 kg and more reach it before the rack is full.',
    source: 'Load limit of the rack as its maker states it; NVIDIA DGX User Guides (H100 130.45 kg, B200 142.4 kg)',
  },
  check: (plan) =>
    judgeEach(
      plan.placement.racks.filter(({ devices, limits }) => devices.length > 0 && limits.maxLoadGrams !== undefined),
      (rack) => {
        const most = rack.limits.maxLoadGrams ?? Infinity;
        if (rack.weightGrams <= most) return undefined;
        const [weight, limit, over] = [rack.weightGrams, most, rack.weightGrams - most].map(inWords.grams);
        return failed({
          path: plan.path,
          object: `rack '${rack.name}'`,
          found: `${weight} by the weights that are known`,
          limit: `${limit}`,
          required: `${weight}`,
          available: `${limit}`,
          shortfall: `${over}`,
          arithmetic: `${inWords.count(rack.devices.length, 'device')} weigh ${weight}; ${weight} - ${limit} = ${over}`,
          remedy: "take a device out of the rack ('places' or the lock), or use a rack with a higher 'maxLoad'",
        });
      },
      'no rack with devices has a load limit',
    ),
});

const weightUnknown = defineRule({
  id: 'space/weight-unknown',
  severity: 'warning',
  title: 'every device in a rack with a load limit has a known weight',
  why: {
    text: 'The weight of a rack is known only where the weight of each device is.',
    source: 'Placement plan of the site',
  },
  check: (plan) =>
    judgeEach(
      modelsInLimitedRacks(plan),
      ({ device, names, racks }): Verdict | undefined => {
        if (device.weightGrams !== undefined) return undefined;
        return indeterminate({
          path: device.path,
          object: `model '${device.model}': ${inWords.count(names.length, 'device')}, ${inWords.names(names)}`,
          unknown: `its weight, and so that of ${inWords.count(racks.size, 'rack')} with a load limit`,
          givenBy: "define the model with its 'weight' and the source of it",
        });
      },
      'no rack with devices has a load limit',
    ),
});

const rackOverfull = defineRule({
  id: 'space/rack-overfull',
  severity: 'error',
  title: 'the devices of a rack take at most its units, and no unit twice',
  why: {
    text: 'Two devices cannot stand in one unit. Placement keeps to it; a fixed or remembered place may not.',
    source: 'EIA-310, rack units',
  },
  check: (plan) =>
    judgeEach(
      plan.placement.racks.filter(({ devices }) => devices.length > 0),
      (rack) => {
        const clash = clashIn(rack);
        if (clash === undefined) return undefined;
        return failed({
          path: plan.path,
          object: `rack '${rack.name}'`,
          ...clash,
          remedy: "move one of them: its place in 'places', or its position in the lock",
        });
      },
      'no rack holds a device',
    ),
});

/** Rules about what a single rack holds. */
export const rackRules: readonly Rule[] = [rackOverfull, rackOverweight, weightUnknown];

interface ModelInRacks {
  readonly device: DeviceInput;
  readonly names: string[];
  readonly racks: Set<string>;
}

/** Models by owner that stand in racks with a load limit. */
function modelsInLimitedRacks(plan: SitePlan): Iterable<ModelInRacks> {
  const limited = new Set(
    plan.placement.racks.filter(({ limits }) => limits.maxLoadGrams !== undefined).map(({ name }) => name),
  );
  const models = new Map<string, ModelInRacks>();
  for (const device of plan.devices) {
    const rack = plan.placement.positions.get(device.name)?.rack;
    if (rack === undefined || !limited.has(rack)) continue;
    const key = `${device.path} ${device.model} ${device.weightGrams === undefined ? '' : 'known'}`;
    const model = models.get(key) ?? { device, names: [], racks: new Set<string>() };
    model.names.push(device.name);
    model.racks.add(rack);
    models.set(key, model);
  }
  return models.values();
}

/** The first device that goes beyond the rack or into a unit that is taken. */
function clashIn({ devices, limits }: RackPlan): { found: string; limit: string; arithmetic: string } | undefined {
  const sorted = [...devices].sort((left, right) => left.u - right.u);
  let below = { name: '', top: 0 };
  for (const { name, u, heightU } of sorted) {
    const top = u + heightU - 1;
    const arithmetic = `U ${u} + ${heightU} - 1 = U ${top}`;
    if (top > limits.heightU) return { found: `'${name}' ends at U ${top}`, limit: `U ${limits.heightU}`, arithmetic };
    if (u <= below.top) {
      return {
        found: `'${name}' begins at U ${u}`,
        limit: `above U ${below.top}, where '${below.name}' ends`,
        arithmetic,
      };
    }
    below = { name, top };
  }
  return undefined;
}
