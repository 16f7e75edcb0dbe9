import { carryingFeeds, oversubscription, type Oversubscription } from '../../design/power/flexibility/capped-gain';
import { isFallback } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { byFigure, inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule } from '../engine/rule';
import { chainLoadRules, chainWiringRules } from './chain-rules';
import { rackFeedRules, rackPowerRules, shelfRules } from './rack-feed-rules';
import { feedLossRules, zoneLoadRules, zoneMarginRules } from './zone-load-rules';
import { named } from '../../units/present';

const figureUnknown = defineRule({
  id: 'power/figure-unknown',
  severity: 'info',
  title: 'every device has the figure by which loads are calculated',
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
      'loads are calculated by nameplate, which every device has',
    ),
});

/** Rules about the figure by which loads are calculated. */
const figureRules: readonly Rule[] = [figureUnknown];

const SOURCES =
  'POLCA, ASPLOS 2024 (peak of a row: 79 % inference, 97 % training; DGX A100); Fan, Weber, Barroso, ISCA 2007 (gap of 7 to 16 % in a cluster)';

const expectedPeak = defineRule({
  id: 'power/expected-peak',
  severity: 'warning',
  title: 'the expected peak of a power zone is within what it carries',
  why: {
    text: 'Systems seldom peak together; how far they do is measured, and differs between training and inference.',
    source: SOURCES,
  },
  check: (plan) =>
    judgeEach(
      zonesOf(plan).filter(({ parts }) => parts.some(({ peak }) => peak !== undefined)),
      ({ zone, ...each }) => {
        if (each.expectedWatts <= each.capacityWatts) return undefined;
        const [expected, capacity, over] = wattsInWords(each.expectedWatts, each.capacityWatts);
        const sum = each.parts.map(({ nameplateWatts, peak }) =>
          peak === undefined
            ? `${inWords.watts(nameplateWatts)} whole`
            : `${inWords.watts(nameplateWatts)} by nameplate x ${inWords.percent(peak.share)} (${peak.source})`,
        );
        return failed({
          path: each.path,
          object: `power zone '${zone}'`,
          found: `${expected} expected at the worst`,
          limit: capacity,
          required: expected,
          available: capacity,
          shortfall: over,
          arithmetic: `${sum.join(' + ')} = ${expected}; ${capacityInWords(plan, zone)}; ${expected} - ${capacity} = ${over}`,
          remedy: "move systems to another zone, hold them to a 'powerCap', or raise 'rating'",
        });
      },
      "no cluster states its 'expectedPeak'",
    ),
});

const overSubscribed = defineRule({
  id: 'power/over-subscribed',
  severity: 'info',
  title: 'a power zone that is judged by a lower figure is promised no more by nameplate than it carries',
  why: {
    text: 'What is promised beyond what a zone carries must never be drawn all at once: something has to hold the systems below it.',
    source: SOURCES,
  },
  check: (plan) =>
    judgeEach(
      plan.power.basis === 'nameplate' ? [] : zonesOf(plan),
      ({ zone, ...each }) => {
        if (each.nameplateWatts <= each.capacityWatts) return undefined;
        const [nameplate, capacity, over] = wattsInWords(each.nameplateWatts, each.capacityWatts);
        return failed({
          path: each.path,
          object: `power zone '${zone}'`,
          found: `${nameplate} by nameplate, ${inWords.number(each.ratio)} times what it carries`,
          limit: capacity,
          required: nameplate,
          available: capacity,
          shortfall: over,
          arithmetic: `${capacityInWords(plan, zone)}; ${nameplate} / ${capacity} = ${inWords.number(each.ratio)}`,
          remedy: "hold the systems to a 'powerCap', or raise 'rating'; acknowledge it where that is done",
        });
      },
      'loads are judged by nameplate, which promises nothing twice',
    ),
});

/** Rules about zones that are promised more than they carry. */
const oversubscriptionRules: readonly Rule[] = [expectedPeak, overSubscribed];

/** Rules about feeds, zones and racks as consumers of power. */
export const powerPack: readonly Rule[] = [
  ...zoneLoadRules,
  ...zoneMarginRules,
  ...feedLossRules,
  ...rackPowerRules,
  ...rackFeedRules,
  ...shelfRules,
  ...figureRules,
  ...oversubscriptionRules,
  ...chainLoadRules,
  ...chainWiringRules,
];

/** Calculated once a plan: two rules ask for it. */
const CALCULATED = new WeakMap<SitePlan, readonly Oversubscription[]>();

function zonesOf(plan: SitePlan): readonly Oversubscription[] {
  const zones = CALCULATED.get(plan) ?? oversubscription(plan);
  CALCULATED.set(plan, zones);
  return zones;
}

function wattsInWords(load: number, capacity: number): [load: string, capacity: string, over: string] {
  return [inWords.watts(load), inWords.watts(capacity), inWords.watts(load - capacity)];
}

function capacityInWords({ power }: SitePlan, name: string): string {
  const zone = named(power.zones, name);
  if (zone === undefined) return '';
  const feeds = carryingFeeds(zone);
  return `${inWords.count(feeds, 'feed')} x ${inWords.watts(zone.limitWatts)} = ${inWords.watts(feeds * zone.limitWatts)}`;
}

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
