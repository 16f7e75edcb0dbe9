import type { FabricSwitch } from '../../model/fabric-plan';

/**
 * Cage of a port, both from 1. The uplink ports of a model that has its own follow the common ones, one port a cage.
 */
export function cageOf(model: FabricSwitch, port: number): number {
  const common = model.cages * model.portsPerCage;
  return port > common ? model.cages + port - common : Math.ceil(port / model.portsPerCage);
}

/**
 * Name of a port (from 1, at link speed) as the switch's own system prints it: `1/2` (`ib`), `sw1p2` (`xdr`), `swp1s1`,
 * or `swp1` where a cage is one port (`cumulus`).
 *
 * @see https://docs.nvidia.com/networking/display/QM97X0PUB/Interfaces
 */
export function switchPortName(model: FabricSwitch, port: number): string {
  const cage = cageOf(model, port);
  const isSplit = model.portsPerCage > 1 && cage <= model.cages;
  const inCage = isSplit ? port - (cage - 1) * model.portsPerCage : 1;
  switch (model.portNaming) {
    case 'ib':
      return `${cage}/${inCage}`;
    case 'xdr':
      return `sw${cage}p${inCage}`;
    case 'cumulus':
      return isSplit ? `swp${cage}s${inCage - 1}` : `swp${cage}`;
  }
}
