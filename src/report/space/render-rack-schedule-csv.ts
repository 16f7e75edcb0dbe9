import { peopleCsv } from '../csv';
import type { SitePlan } from '../../model/site-plan';
import { plainDecimals } from '../in-figures';

const HEADER = [
  'hall',
  'row',
  'rack',
  'u',
  'height_u',
  'device',
  'kind',
  'model',
  'zone',
  'max_kw',
  'weight_kg',
  'state',
  'serial',
  'asset_tag',
];

/** Writes what is where as CSV (quoted as RFC 4180 says): racks in the order of the plan, devices from the bottom up, and what is assumed of their models. */
export function renderRackScheduleCsv(
  plan: Pick<SitePlan, 'assets' | 'devices' | 'placement' | 'assumptions'>,
): string {
  const assumed = new Map<string, string[]>();
  for (const { object, prop } of plan.assumptions ?? []) assumed.set(object, [...(assumed.get(object) ?? []), prop]);
  const hasAssumed = plan.devices.some(({ model }) => assumed.has(`model '${model}'`));
  const devices = new Map(plan.devices.map((device) => [device.name, device]));
  const rows = plan.placement.racks.flatMap((rack) =>
    rack.devices.map(({ name, u, heightU }) => {
      const device = devices.get(name);
      const asset = plan.assets.get(name);
      return [
        rack.hall,
        rack.row,
        rack.name,
        u,
        heightU,
        name,
        device?.kind ?? '',
        device?.model ?? '',
        rack.zone,
        device === undefined ? '' : plainDecimals(device.maxWatts / 1_000, 3),
        device?.weightGrams === undefined ? '' : plainDecimals(device.weightGrams / 1_000, 3),
        asset?.state ?? 'planned',
        asset?.serial ?? '',
        asset?.assetTag ?? '',
        ...(hasAssumed ? [(assumed.get(`model '${device?.model ?? ''}'`) ?? []).join(' ')] : []),
      ];
    }),
  );
  return peopleCsv([hasAssumed ? [...HEADER, 'assumed'] : HEADER, ...rows]);
}
