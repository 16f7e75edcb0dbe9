import { DataRate } from '../units/data';
import { Mass } from '../units/dimensions';
import { Power } from '../units/power';
import { defineSwitch } from './define-hardware';
import { cite } from './fact';
import type { SwitchSpec } from './network-specs';
import type { BreakoutMode } from './shapes';

const NVIDIA = 'NVIDIA';

const ndrManual = cite('qm-man', 'published');

const xdrManual = cite('xdr-man', 'published');

const sonic = cite('sonic-plat', 'confirmed');
const nvosTests = cite('nvos-tests', 'confirmed');
/** As many ports of as much as a Q3400-RA has, of chips of the same generation. */
const AS_Q3400 = cite('nvos-tests', 'derived')(4, '144 x 800G, as the Q3400-RA');

const community = cite('netbox-dtl', 'secondary');

const pages = cite('nv-linkx-json', 'secondary', '2026-09');

const sheets = cite('hwcat', 'secondary');

const EACH_XDR = 'each Quantum-X800 switch has one';

const WITH_PASSIVE_CABLES = 'with passive cables';

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
  breakouts: pages([mode(2, 400), mode(4, 200)], 'a splitter makes two ports of 200 Gb/s of one of 400'),
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
  breakouts: sonic([mode(1, 800), mode(2, 400), mode(4, 200), mode(4, 100)]),
  portNaming: 'cumulus',
  heightU: sonic(2),
} as const;

const tomahawk5 = {
  manufacturer: 'Arista',
  kind: 'ethernet',
  connector: sonic('OSFP'),
  portsPerCage: sonic(1),
  portRate: sonic(DataRate.gigabitsPerSecond(800)),
  extraPorts: sonic({ count: 2, rate: DataRate.gigabitsPerSecond(10) }),
  portNaming: 'eos',
} as const;

/**
 * Switches of the catalogue. A mode that a platform file writes as `4x200G[100G]` is four ports at either rate. The highest draw of a whole switch with its
 * optics is stated for few of them: a sum of its typical draw and of what its cages may draw falls short of it.
 */
export const switches = {
  QM9700: defineSwitch({
    ...quantum2,
    id: 'qm9700',
    model: 'QM9700',
    partNumber: 'MQM9700-NS2F',
    typicalPower: sheets(Power.watts(747), WITH_PASSIVE_CABLES),
    maxPower: sheets(Power.watts(1_720), 'with active optics'),
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
    planeChips: nvosTests(4, 'nodes U1 to U4'),
    fabricManagerPorts: xdrManual(1, 'fnm1'),
    portNaming: 'xdr',
    heightU: xdrManual(4),
    weight: community(Mass.kilograms(60)),
    psus: community({ count: 8 }),
    psuMaxDraw: community(Power.watts(875)),
  }),
  Q3401_RD: defineSwitch({
    id: 'q3401-rd',
    model: 'Q3401-RD',
    manufacturer: NVIDIA,
    kind: 'infiniband',
    cages: pages(72, 'on direct current'),
    connector: pages('OSFP'),
    portsPerCage: pages(2),
    portRate: pages(DataRate.gigabitsPerSecond(800)),
    breakouts: pages([mode(2, 800)]),
    fabricManagerPorts: xdrManual(1, EACH_XDR),
    planeChips: AS_Q3400,
    portNaming: 'xdr',
    heightU: pages(4),
    cooling: pages('air'),
  }),
  Q3450_LD: defineSwitch({
    id: 'q3450-ld',
    model: 'Q3450-LD',
    manufacturer: NVIDIA,
    kind: 'infiniband',
    cages: pages(144),
    isCopackaged: pages(true, 'no transceivers'),
    connector: pages('MPO-12'),
    portsPerCage: pages(1),
    portRate: pages(DataRate.gigabitsPerSecond(800)),
    breakouts: pages([mode(1, 800)]),
    fabricManagerPorts: xdrManual(1, EACH_XDR),
    planeChips: AS_Q3400,
    portNaming: 'xdr',
    heightU: pages(4),
    cooling: pages('liquid'),
    liquidFraction: cite('nv-linkx-json', 'secondary', '2026-08')(0.85),
  }),
  SN5600: defineSwitch({
    ...spectrum4,
    id: 'sn5600',
    model: 'SN5600',
    extraPorts: sonic({ count: 1, rate: DataRate.gigabitsPerSecond(25) }),
    weight: community(Mass.kilograms(23.5)),
    cageMaxPower: sonic(Power.watts(18)),
    typicalPower: cite('canopy', 'secondary')(Power.watts(940), WITH_PASSIVE_CABLES),
    psus: community({ count: 2, rating: Power.kilowatts(3) }),
  }),
  SN5600D: defineSwitch({
    id: 'sn5600d',
    model: 'SN5600D',
    manufacturer: NVIDIA,
    kind: 'ethernet',
    cages: pages(64),
    connector: pages('OSFP'),
    portsPerCage: pages(1),
    portRate: pages(DataRate.gigabitsPerSecond(800)),
    breakouts: pages([mode(1, 800)]),
    extraPorts: pages({ count: 1, rate: DataRate.gigabitsPerSecond(25) }),
    portNaming: 'cumulus',
    heightU: pages(2),
  }),
  SN5610: defineSwitch({
    ...spectrum4,
    id: 'sn5610',
    model: 'SN5610',
    pairedBreakouts: cite('era-wire', 'published')([mode(8, 100)]),
    extraPorts: sonic({ count: 2, rate: DataRate.gigabitsPerSecond(25) }),
    weight: community(Mass.kilograms(26.9)),
    psus: cite('nv-kernel', 'published', '2025-04')({ count: 4, needed: 2, rating: Power.kilowatts(2) }),
  }),
  SN5400: defineSwitch({
    id: 'sn5400',
    model: 'SN5400',
    manufacturer: NVIDIA,
    kind: 'ethernet',
    cages: sonic(64),
    connector: pages('QSFP-DD'),
    portsPerCage: sonic(1),
    portRate: sonic(DataRate.gigabitsPerSecond(400)),
    breakouts: sonic([mode(1, 400), mode(2, 200), mode(4, 100)]),
    portNaming: 'cumulus',
    heightU: cite('nv-sn5000', 'published', '2023-11')(2),
    cageMaxPower: cite('nv-sn5000', 'published')(Power.watts(12), 'ports 1, 5, 9 and so on take 21 W'),
    psus: sonic({ count: 2 }),
  }),
  SN4700: defineSwitch({
    id: 'sn4700',
    model: 'SN4700',
    manufacturer: NVIDIA,
    kind: 'ethernet',
    cages: sonic(32),
    connector: sonic('QSFP-DD'),
    portsPerCage: sonic(1),
    portRate: sonic(DataRate.gigabitsPerSecond(400)),
    breakouts: sonic([mode(1, 400), mode(2, 200), mode(4, 100)]),
    portNaming: 'cumulus',
    heightU: cite('nv-sn4000', 'published', '2026-02')(1),
    typicalPower: sheets(Power.watts(630), WITH_PASSIVE_CABLES),
    psus: cite('nv-sn4000', 'published', '2026-02')({ count: 2, needed: 1 }, 'either may be pulled in service'),
  }),
  SN4600C: defineSwitch({
    id: 'sn4600c',
    model: 'SN4600C',
    manufacturer: NVIDIA,
    kind: 'ethernet',
    cages: sonic(64),
    connector: pages('QSFP28'),
    portsPerCage: sonic(1),
    portRate: sonic(DataRate.gigabitsPerSecond(100)),
    breakouts: sonic([mode(1, 100), mode(2, 50)]),
    portNaming: 'cumulus',
    heightU: pages(2),
    weight: cite('inferx', 'secondary')(Mass.kilograms(14.64)),
    typicalPower: sheets(Power.watts(466), WITH_PASSIVE_CABLES),
    psus: cite('nv-sn4000', 'published', '2026-02')({ count: 2, needed: 1 }, 'either may be pulled in service'),
  }),
  SN3700: defineSwitch({
    id: 'sn3700',
    model: 'SN3700',
    manufacturer: NVIDIA,
    kind: 'ethernet',
    cages: sonic(32),
    portsPerCage: sonic(1),
    portRate: sonic(DataRate.gigabitsPerSecond(200)),
    breakouts: sonic([mode(1, 200), mode(2, 100), mode(4, 50)]),
    portNaming: 'cumulus',
    heightU: cite('netbox-dtl-2024', 'secondary', '2024-04')(1),
    psus: sonic({ count: 2 }),
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
    psus: sonic({ count: 2 }),
  }),
  SN6600: defineSwitch({
    id: 'sn6600',
    model: 'SN6600',
    manufacturer: NVIDIA,
    kind: 'ethernet',
    cages: pages(64),
    connector: pages('OSFP'),
    portsPerCage: pages(2),
    portRate: pages(DataRate.gigabitsPerSecond(800)),
    breakouts: pages([mode(2, 800)]),
    portNaming: 'cumulus',
    heightU: pages(3),
    cooling: pages('air'),
  }),
  SN6600_LD: defineSwitch({
    id: 'sn6600-ld',
    model: 'SN6600_LD',
    manufacturer: NVIDIA,
    kind: 'ethernet',
    cages: sonic(64),
    connector: pages('OSFP'),
    portsPerCage: sonic(2),
    portRate: sonic(DataRate.gigabitsPerSecond(800)),
    breakouts: sonic([mode(2, 800), mode(4, 400), mode(8, 200), mode(8, 100)]),
    portNaming: 'cumulus',
    heightU: pages(2),
    cooling: pages('liquid'),
  }),
  SN6810_LD: defineSwitch({
    id: 'sn6810-ld',
    model: 'SN6810_LD',
    manufacturer: NVIDIA,
    kind: 'ethernet',
    cages: sonic(128),
    connector: pages('MMC-12'),
    portsPerCage: sonic(1),
    portRate: sonic(DataRate.gigabitsPerSecond(800)),
    breakouts: sonic([mode(1, 800), mode(2, 400), mode(4, 200), mode(4, 100)]),
    portNaming: 'cumulus',
    heightU: pages(2),
    isCopackaged: pages(true, 'no transceivers'),
    cooling: pages('liquid'),
  }),
  SN6800_LD: defineSwitch({
    id: 'sn6800-ld',
    model: 'SN6800_LD',
    manufacturer: NVIDIA,
    kind: 'ethernet',
    cages: pages(512),
    isCopackaged: pages(true, 'no transceivers'),
    connector: pages('MMC-12'),
    portsPerCage: pages(4),
    portRate: pages(DataRate.gigabitsPerSecond(200)),
    breakouts: pages([mode(4, 200)]),
    portNaming: 'cumulus',
    heightU: pages(5),
    cooling: pages('liquid'),
  }),
  ARISTA_7060X6_64PE: defineSwitch({
    ...tomahawk5,
    id: 'arista-7060x6-64pe',
    model: '7060X6-64PE',
    cages: sonic(64),
    breakouts: sonic([mode(1, 800), mode(2, 400), mode(4, 200), mode(8, 100)]),
    heightU: community(2),
    weight: community(Mass.kilograms(21)),
    psus: sonic({ count: 2 }),
  }),
  ARISTA_7060X6_32PE: defineSwitch({
    ...tomahawk5,
    id: 'arista-7060x6-32pe',
    model: '7060X6-32PE',
    cages: sonic(32),
    breakouts: sonic([mode(1, 800), mode(2, 400), mode(4, 200)]),
    psus: sonic({ count: 2 }),
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
