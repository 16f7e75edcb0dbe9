import type { DrawReading } from './measurement';

/** Words of limits, extremes and ratings: watts, and no draw. */
const NO_DRAW = words(
  'limit limits cap capping budget threshold max maximum min minimum peak capacity rated rating available allocated allocation redundancy remaining headroom setpoint target policy',
);

/** Words of parts of a device. */
const PARTS = words(
  'gpu gpus cpu cpus fan fans blower mem memory dimm dimms dram ddr hbm hdd ssd nvme disk disks drive drives storage raid pch nic nics ocp riser risers pcie pci slot slots soc vr vrm vdd vccin nvswitch switch hgx sxm baseboard fpga retimer pump cooling thermal module modules processor processors core cores uncore package pkg io chipset accelerator accel card cards adapter adapters usb bmc backplane socket dpu bluefield cpld m2',
);

/** Words of a power supply, beside `PW1` and `PDB`. */
const SUPPLIES = words('psu psus ps pws supply supplies');

const OUTPUTS = words('out output outputs pout iout vout dcout');

/** Words that a vendor puts for the whole device. */
const WHOLES = words('total sys system chassis node server platform meter consumption consumed usage enclosure dcmi');

/** Words that say nothing of whose the watts are. */
const NEUTRAL = words(
  'power pwr watts watt w pin in input inlet mains ac acin avg average reading sensor present current actual now instantaneous',
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/**
 * Whose the watts of a sensor are, by what its name means: vendors write `Pwr Consumption` (Dell), `Power Meter` (HPE), `Sys Power` (Lenovo), `POWER_USAGE` and
 * `PSU1_PIN` (Cisco), `PWR_PSU0` (NVIDIA), `PSU1 Input Power` (Supermicro), `Total_Power` (AMI), `ps0_input_power` and `total_power` (OpenBMC). A part before a
 * whole (`GPU_TOTAL_POWER` is that of GPUs), and what is not understood is `unknown`. The project's own list.
 */
export function drawOwner(name: string): DrawReading['of'] {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const found = spaced.split(/[^a-z]+/).filter((word) => word !== '');
  const has = (set: ReadonlySet<string>): boolean => found.some((word) => set.has(word));
  if (has(NO_DRAW)) return 'limit';
  if (has(PARTS)) return 'part';
  const isSupply = has(SUPPLIES) || /(?:^|[^a-z])pw[ _-]?\d/.test(spaced);
  if (isSupply) {
    if (has(OUTPUTS)) return 'output';
    return found.includes('total') && supplyOf(name) === undefined ? 'device' : 'supply';
  }
  if (has(OUTPUTS)) return 'output';
  if (has(WHOLES)) return 'device';
  return found.length > 0 && found.every((word) => NEUTRAL.has(word)) ? 'device' : 'unknown';
}

/** Number of the supply that a name is of; undefined where it has none. */
export function supplyOf(name: string): string | undefined {
  const plain = name.replace(/_/g, ' ');
  return (
    /(?:psus?|pws?|ps|suppl(?:y|ies)|unit|bay|slot)[ #-]*(\d+)/i.exec(plain)?.[1] ??
    /(?:PowerSupplies\/)?(\d+)/.exec(plain)?.[1]
  );
}
