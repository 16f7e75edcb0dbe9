import { DesignError, DesignErrors } from '../../errors/design-error';
import type { Asset } from '../../model/asset';

/**
 * Refuses an asset whose serial number, asset tag, MAC or GUID stands at another device, or at two of its own ports.
 *
 * @throws DesignError `assets/serial-twice`, `assets/asset-tag-twice`, `assets/id-twice`
 */
export function checkMarks(asset: Asset, all: Iterable<Asset>): void {
  const errors: DesignError[] = [];
  const own = idsOf(asset);
  const ids = new Set(own);
  for (const id of new Set(own.filter((each, index) => own.indexOf(each) !== index))) {
    errors.push(twice('id', asset.device, id, asset.device));
  }
  for (const other of all) {
    if (other.device === asset.device) continue;
    if (other.serial !== undefined && other.serial === asset.serial) {
      errors.push(twice('serial', asset.device, other.serial, other.device));
    }
    if (other.assetTag !== undefined && other.assetTag === asset.assetTag) {
      errors.push(twice('asset-tag', asset.device, other.assetTag, other.device));
    }
    for (const id of idsOf(other)) if (ids.has(id)) errors.push(twice('id', asset.device, id, other.device));
  }
  DesignErrors.throwAll(errors);
}

const WORDS = { serial: 'serial number', 'asset-tag': 'asset tag', id: 'GUID or MAC' } as const;

function twice(kind: keyof typeof WORDS, device: string, value: string, holder: string): DesignError {
  const where = holder === device ? `'${device}' twice` : `'${device}' and '${holder}'`;
  return new DesignError(`assets/${kind}-twice`, {
    problem: `${WORDS[kind]} '${value}' would stand at ${where}`,
    remedy: 'give that of the new hardware, or correct the other row of the asset file first',
    object: device,
    value,
  });
}

function idsOf({ bmcMac, nicIds = [] }: Asset): string[] {
  return [...(bmcMac === undefined ? [] : [bmcMac]), ...nicIds];
}
