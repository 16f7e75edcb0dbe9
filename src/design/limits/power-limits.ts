import type { PlannedSite } from '../../model/site-plan';
import { present } from '../../units/present';
import { cloudWattsOf, drawOfSite, figuresOf } from '../power/plan-power';
import { type GrownSystem, type LimitRow, limitRowOf } from './limits-plan';

/**
 * What of its power a site has left: its nodes by kind, zones on the feed that carries most after a loss, and supply as far as it is stated.
 *
 * One more system is taken to load a node in the proportion in which the site's load does now, in the worst state of one loss.
 */
export function powerLimits(plan: PlannedSite, grown: GrownSystem | undefined): readonly LimitRow[] {
  return [...supplyRows(plan, grown), ...nodeRows(plan, grown), ...zoneRows(plan, grown)];
}

/** Contract, energised and IT power, as far as they are stated; the first two hold for all that the site draws, the last for its racks. */
function supplyRows(plan: PlannedSite, grown: GrownSystem | undefined): LimitRow[] {
  const { contractWatts, energisedWatts, itWatts, path = plan.path } = figuresOf(plan);
  const { watts: drawn } = drawOfSite(plan);
  const stated = [
    ['contract power', drawn, contractWatts],
    ['energised power', drawn, energisedWatts],
    ['power for IT', plan.power.loadWatts + cloudWattsOf(plan), itWatts],
  ] as const;
  return stated.flatMap(([level, used, capacity]) => {
    if (capacity === undefined) return [];
    const each = perSystem(used, plan.power.loadWatts, grown);
    const object = `${level} of site '${plan.name}'`;
    return [limitRowOf({ domain: 'power', level, object, path, used, capacity, unit: 'W', ...each }, grown)];
  });
}

function nodeRows({ power }: PlannedSite, grown: GrownSystem | undefined): LimitRow[] {
  return (power.chain?.nodes ?? []).map((node) => {
    const used = Math.max(node.loadWatts, node.worst.loadWatts);
    return limitRowOf(
      {
        domain: 'power',
        level: node.kind,
        object: `${node.kind} '${node.name}'`,
        path: node.path,
        used,
        capacity: node.limitWatts,
        unit: 'W',
        ...perSystem(used, power.loadWatts, grown),
      },
      grown,
    );
  });
}

function zoneRows({ power }: PlannedSite, grown: GrownSystem | undefined): LimitRow[] {
  return power.zones.map((zone) => {
    const used = Math.max(
      0,
      ...zone.feedLoads.map((feed) => (zone.redundancy === 'N' ? feed.normalWatts : feed.worstWatts)),
    );
    const zones = grown?.sample.zones;
    const takes = zones === undefined || zones.includes(zone.name);
    const feeds = Math.max(1, zone.feeds.length - (zone.redundancy === 'N' ? 0 : 1));
    const idle = present({ perSystem: grown === undefined ? undefined : Math.ceil(grown.sample.maxWatts / feeds) });
    return limitRowOf(
      {
        domain: 'power',
        level: 'zone',
        object: `power zone '${zone.name}'`,
        path: zone.path,
        used,
        capacity: zone.limitWatts,
        unit: 'W',
        ...(!takes ? { perSystem: 0 } : zone.loadWatts === 0 ? idle : perSystem(used, zone.loadWatts, grown)),
      },
      grown,
    );
  });
}

/** Watts that one more system brings where `used` of `load` pass now. */
function perSystem(used: number, load: number, grown: GrownSystem | undefined): { readonly perSystem?: number } {
  if (grown === undefined || load === 0) return {};
  return { perSystem: (grown.sample.maxWatts * used) / load };
}

/** What of its cooling a site has left, by loop, heat and flow, with the spare units kept for a loss. */
export function coolingLimits({ cooling, power }: PlannedSite, grown: GrownSystem | undefined): readonly LimitRow[] {
  return (cooling?.loops ?? []).flatMap((loop) =>
    loop.units.flatMap((group) => {
      const working = Math.max(0, group.units - group.spare);
      const common = { domain: 'cooling', path: group.path } as const;
      const share = (used: number): { readonly perSystem?: number } =>
        grown === undefined || power.loadWatts === 0
          ? {}
          : { perSystem: (grown.sample.maxWatts * used) / power.loadWatts };
      const flow = group.flowMillilitresPerSecond ?? group.airMillilitresPerSecond;
      const { capacityWatts } = group;
      const heat =
        capacityWatts === undefined
          ? []
          : [
              limitRowOf(
                {
                  ...common,
                  level: `${loop.kind} heat`,
                  object: `heat of '${group.name}' on loop '${loop.name}'`,
                  used: loop.heatWatts,
                  capacity: working * capacityWatts,
                  unit: 'W',
                  ...share(loop.heatWatts),
                },
                grown,
              ),
            ];
      if (flow === undefined || loop.unknownFlowDevices > 0) return heat;
      const moved = limitRowOf(
        {
          ...common,
          level: `${loop.kind} flow`,
          object: `flow of '${group.name}' on loop '${loop.name}'`,
          used: loop.flowMillilitresPerSecond,
          capacity: working * flow,
          unit: 'ml/s',
          ...share(loop.flowMillilitresPerSecond),
        },
        grown,
      );
      return [...heat, moved];
    }),
  );
}
