import type { PlannedSite } from '../../model/site-plan';
import type { GrownSystem } from './grown-system';
import type { LimitRow } from './limit-row';
import { limitRowOf } from './limit-row-of';

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
