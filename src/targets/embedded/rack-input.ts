import type { Asset } from '../../model/asset';
import type { DeviceInput, RackPlan } from '../../model/placement-plan';
import { Power } from '../../units/power';

/** The input of a rack's resource: where it stands, what it draws, and a line for each device. */
export function rackInput(
  rack: RackPlan,
  devices: ReadonlyMap<string, DeviceInput>,
  assets: ReadonlyMap<string, Asset>,
): Readonly<Record<string, unknown>> {
  return {
    hall: rack.hall,
    row: rack.row,
    rack: rack.name,
    zone: rack.zone,
    load: `${Power.watts(rack.loadWatts).toString()} of ${Power.watts(rack.limits.budgetWatts).toString()}`,
    units: `${rack.usedU} of ${rack.limits.heightU} U`,
    devices: Object.fromEntries(
      rack.devices.map(({ name, u, heightU }) => {
        const asset = assets.get(name);
        const place = heightU === 1 ? `U${u}` : `U${u}-U${u + heightU - 1}`;
        const parts = [place, devices.get(name)?.model ?? 'unknown', asset?.state ?? 'planned'];
        if (asset?.serial !== undefined) parts.push(`serial ${asset.serial}`);
        if (asset?.assetTag !== undefined) parts.push(`tag ${asset.assetTag}`);
        return [name, parts.join(', ')];
      }),
    ),
  };
}
