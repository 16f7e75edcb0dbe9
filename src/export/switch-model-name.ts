import type { FabricSwitch } from '../model/fabric-plan';

/** Model of a switch as its own system prints it, from its catalogue id: `SN5610`, `SN6600_LD`, `MQM9700`. */
export function switchModelName({ id }: Pick<FabricSwitch, 'id'>): string {
  const name = id.toUpperCase().replaceAll('-', '_');
  return name.startsWith('QM') ? `M${name}` : name;
}
