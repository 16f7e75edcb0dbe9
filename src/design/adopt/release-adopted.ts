import type { AdoptedSite } from '../../model/adopted-site';

/** What was adopted, without all that belongs to one name: of a device, or the cables of a fabric. */
export function releaseAdopted(adopted: AdoptedSite, name: string): AdoptedSite {
  const isOther = (key: string): boolean => key !== name;
  const isOtherCable = (label: string): boolean => !label.startsWith(`${name}/`) && !label.includes(`/${name}:`);
  const isOtherAddress = (key: string): boolean => !key.startsWith(`${name}/`);
  return {
    devices: adopted.devices.filter(isOther),
    places: keep(adopted.places, isOther),
    cables: keep(adopted.cables, isOtherCable),
    extraCables: keep(adopted.extraCables, isOtherCable),
    missingCables: adopted.missingCables.filter(isOtherCable),
    addresses: keep(adopted.addresses, isOtherAddress),
    taken: keep(adopted.taken, isOtherAddress),
  };
}

function keep<T>(map: Readonly<Record<string, T>>, isKept: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => isKept(key)));
}
