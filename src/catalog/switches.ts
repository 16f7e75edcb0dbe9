import { DataRate } from '../units/data-rate';
import { Mass } from '../units/mass';
import { Power } from '../units/power';
import { defineSwitch } from './define-network';
import { cite } from './fact';
import type { SwitchSpec } from './network-specs';
import type { BreakoutMode } from './shapes';

const NVIDIA = 'NVIDIA';

const ndrManual = cite('qm-man', 'published');

const xdrManual = cite('xdr-man', 'published');

const sonic = cite('sonic-plat', 'confirmed');

const community = cite('netbox-dtl', 'secondary');

function mode(ports: number, gigabitsPerSecond: number): BreakoutMode {
  return { ports, rate: DataRate.gigabitsPerSecond(gigabitsPerSecond) };
}

const quantum2 = {
  manufacturer: NVIDIA,
  kind: 'infiniband',
  cages: ndrManual(32),
  connector: ndrManual('OSFP'),
  portsPerCage: ndrManual(2),
  portRate: ndrManual(DataRate.gigabitsPerSecond(400)),
  breakouts: ndrManual([mode(2, 400)]),
  portNaming: 'ib',
  heightU: ndrManual(1),
  weight: community(Mass.kilograms(14.8)),
  cageMaxPower: ndrManual(Power.watts(17)),
  psus: community({ count: 2 }),
} as const;

const spectrum4 = {
  manufacturer: NVIDIA,
  kind: 'ethernet',
  cages: sonic(64),
  connector: sonic('OSFP'),
  portsPerCage: sonic(1),
  portRate: sonic(DataRate.gigabitsPerSecond(800)),
  breakouts: sonic([mode(1, 800), mode(2, 400), mode(4, 200)]),
  portNaming: 'cumulus',
  heightU: sonic(2),
} as const;

/** Switches of the catalogue. The draw of a whole switch is absent for all: no checkable source states one. */
export const switches = {
  QM9700: defineSwitch({
    ...quantum2,
    id: 'qm9700',
    model: 'QM9700',
    partNumber: 'MQM9700-NS2F',
  }),
  QM9790: defineSwitch({ ...quantum2, id: 'qm9790', model: 'QM9790' }),
  Q3400: defineSwitch({
    id: 'q3400',
    model: 'Q3400-RA',
    manufacturer: NVIDIA,
    kind: 'infiniband',
    cages: xdrManual(72),
    connector: xdrManual('OSFP'),
    portsPerCage: xdrManual(2),
    portRate: xdrManual(DataRate.gigabitsPerSecond(800)),
    breakouts: xdrManual([mode(2, 800)]),
    fabricManagerPorts: xdrManual(1, 'fnm1'),
    portNaming: 'xdr',
    heightU: xdrManual(4),
    weight: community(Mass.kilograms(60)),
    psus: community({ count: 8 }),
    psuMaxDraw: community(Power.watts(875)),
  }),
  SN5600: defineSwitch({
    ...spectrum4,
    id: 'sn5600',
    model: 'SN5600',
    extraPorts: sonic({ count: 1, rate: DataRate.gigabitsPerSecond(25) }),
    weight: community(Mass.kilograms(23.5)),
    cageMaxPower: sonic(Power.watts(18)),
    psus: community({ count: 2, rating: Power.kilowatts(3) }),
  }),
  SN5610: defineSwitch({
    ...spectrum4,
    id: 'sn5610',
    model: 'SN5610',
    pairedBreakouts: cite('era-wire', 'published')([mode(8, 100)]),
    extraPorts: sonic({ count: 2, rate: DataRate.gigabitsPerSecond(25) }),
    weight: community(Mass.kilograms(26.9)),
    psus: community({ count: 4 }),
  }),
  SN5400: defineSwitch({
    id: 'sn5400',
    model: 'SN5400',
    manufacturer: NVIDIA,
    kind: 'ethernet',
    cages: sonic(64),
    portsPerCage: sonic(1),
    portRate: sonic(DataRate.gigabitsPerSecond(400)),
    breakouts: sonic([mode(1, 400)]),
    portNaming: 'cumulus',
    cageMaxPower: sonic(Power.watts(12), 'ports 1, 5, 9 and so on take 21 W'),
  }),
  SN4600C: defineSwitch({
    id: 'sn4600c',
    model: 'SN4600C',
    manufacturer: NVIDIA,
    kind: 'ethernet',
    cages: sonic(64),
    portsPerCage: sonic(1),
    portRate: sonic(DataRate.gigabitsPerSecond(100)),
    breakouts: sonic([mode(1, 100), mode(2, 50)]),
    portNaming: 'cumulus',
  }),
  SN2201: defineSwitch({
    id: 'sn2201',
    model: 'SN2201',
    manufacturer: NVIDIA,
    kind: 'ethernet',
    cages: community(48),
    connector: community('RJ45'),
    portsPerCage: community(1),
    portRate: community(DataRate.gigabitsPerSecond(1)),
    breakouts: community([mode(1, 1)]),
    extraPorts: community({ count: 4, rate: DataRate.gigabitsPerSecond(100) }),
    portNaming: 'cumulus',
    heightU: community(1),
    weight: community(Mass.kilograms(7.41)),
  }),
  SN6600_LD: defineSwitch({
    id: 'sn6600-ld',
    model: 'SN6600_LD',
    manufacturer: NVIDIA,
    kind: 'ethernet',
    cages: sonic(64),
    portsPerCage: sonic(2),
    portRate: sonic(DataRate.gigabitsPerSecond(800)),
    breakouts: sonic([mode(2, 800), mode(4, 400), mode(8, 200)]),
    portNaming: 'cumulus',
  }),
  SN6810_LD: defineSwitch({
    id: 'sn6810-ld',
    model: 'SN6810_LD',
    manufacturer: NVIDIA,
    kind: 'ethernet',
    cages: sonic(128),
    portsPerCage: sonic(1),
    portRate: sonic(DataRate.gigabitsPerSecond(800)),
    breakouts: sonic([mode(1, 800)]),
    portNaming: 'cumulus',
  }),
} as const;

/** How a switch is used at a link rate. */
export interface SwitchPorts {
  /** Ports of the whole switch: the radix. */
  readonly ports: number;
  /** Ports of one cage. */
  readonly portsPerCage: number;
}

/** Ports of a switch at a link rate, undefined where no mode has that rate. */
export function switchPorts(spec: SwitchSpec, rate: DataRate): SwitchPorts | undefined {
  const mode = spec.breakouts.value.find((each) => each.rate.equals(rate));
  return mode === undefined ? undefined : { ports: spec.cages.value * mode.ports, portsPerCage: mode.ports };
}
