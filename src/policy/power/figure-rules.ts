import type { SitePlan } from '../../model/site-plan';
import { isFallback } from '../../model/placement-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { indeterminate } from '../verdict';
import { byFigure } from './by-figure';

const figureUnknown = defineRule({
  id: 'power/figure-unknown',
  severity: 'info',
  title: 'every device has the figure by which loads are reckoned',
  why: {
    text: 'A device without the figure counts with its nameplate, so that the load of the site is a mixture of two figures.',
    source:
      'NVIDIA SimReady AIF template of the GB300 NVL72: 142 kW AC peak, 136 kW DC TDP and 240 kW DC EDPp2 of one rack',
  },
  check: (plan) =>
    judgeEach(
      plan.power.basis === 'nameplate' ? [] : modelsOf(plan),
      ({ model, path, known, unknown }) => {
        if (unknown === 0) return undefined;
        return indeterminate({
          path,
          object: `model '${model}', loads ${byFigure(plan.power)}`,
          unknown: `no figure '${plan.power.basis}' of ${inWords.count(unknown, 'device')} of ${inWords.number(known + unknown)}: the nameplate counts`,
          givenBy: "give it in 'figures' (or 'powerCap') of the cluster, or judge by another 'loadFigure'",
        });
      },
      'loads are reckoned by nameplate, which every device has',
    ),
});

/** Rules about the figure by which loads are reckoned. */
export const figureRules: readonly Rule[] = [figureUnknown];

interface ModelFigures {
  readonly model: string;
  /** Path of its first owner. */
  readonly path: string;
  known: number;
  unknown: number;
}

function modelsOf({ devices, placement, power }: SitePlan): Iterable<ModelFigures> {
  const models = new Map<string, ModelFigures>();
  for (const device of devices) {
    if (device.kind === 'panel' || !placement.positions.has(device.name)) continue;
    const key = `${device.path}|${device.model}`;
    const known = models.get(key) ?? { model: device.model, path: device.path, known: 0, unknown: 0 };
    models.set(key, known);
    known[isFallback(device, power.basis) ? 'unknown' : 'known'] += 1;
  }
  return models.values();
}
