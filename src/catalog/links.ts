import { DataRate } from '../units/data';
import { Length } from '../units/dimensions';
import { Power } from '../units/power';
import { defineCable, defineFibre, defineNic, defineTransceiver } from './define-hardware';
import { defineEntry } from './define-entry';
import { type Cite, cite } from './fact';
import type { LinkStandardSpec } from './network-specs';
import type { Connector, PortGroup } from './shapes';

const NVIDIA = 'NVIDIA';

const guide = cite('lin-cab', 'published');

function metres(...lengths: readonly number[]): readonly Length[] {
  return lengths.map((length) => Length.metres(length));
}

/** Copper cables of the catalogue. */
export const cables = {
  MCP4Y10: defineCable({
    id: 'mcp4y10',
    model: 'MCP4Y10',
    manufacturer: NVIDIA,
    medium: 'passive-copper',
    from: guide('OSFP'),
    to: guide({ connector: 'OSFP', count: 1 }),
    rate: guide(DataRate.gigabitsPerSecond(800)),
    lengths: guide(metres(0.5, 1, 1.5, 2)),
    maxMilliwatts: guide(100),
  }),
  MCP7Y00: defineCable({
    id: 'mcp7y00',
    model: 'MCP7Y00',
    manufacturer: NVIDIA,
    medium: 'passive-copper',
    from: guide('OSFP'),
    to: guide({ connector: 'OSFP', count: 2 }),
    lengths: guide(metres(1, 1.5, 2, 2.5, 3)),
    maxMilliwatts: guide(100),
  }),
  MCP7Y10: defineCable({
    id: 'mcp7y10',
    model: 'MCP7Y10',
    manufacturer: NVIDIA,
    medium: 'passive-copper',
    from: guide('OSFP'),
    to: guide({ connector: 'QSFP112', count: 2 }),
    range: guide({ min: Length.metres(1), max: Length.metres(3) }),
    isOnSale: cite('nv-linkx-json', 'secondary', '2026-09')(false),
    maxMilliwatts: guide(100),
  }),
  /** Four ends of 200G each. Its lengths are absent. */
  MCP7Y50: defineCable({
    id: 'mcp7y50',
    model: 'MCP7Y50',
    manufacturer: NVIDIA,
    medium: 'passive-copper',
    from: guide('OSFP'),
    to: guide({ count: 4 }),
  }),
  /** Four ends of 200G each. Its lengths are absent. */
  MCP7Y40: defineCable({
    id: 'mcp7y40',
    model: 'MCP7Y40',
    manufacturer: NVIDIA,
    medium: 'passive-copper',
    from: guide('OSFP'),
    to: guide({ count: 4 }),
  }),
  /** Active copper as a kind; the guides give its lengths but no one order number. */
  ACC: defineCable({
    id: 'acc',
    model: 'Active copper cable',
    manufacturer: NVIDIA,
    medium: 'active-copper',
    lengths: guide(metres(4, 5)),
  }),
} as const;

const manual = cite('optic-man', 'published');

const PORT_RATE = manual(DataRate.gigabitsPerSecond(400));

const MPO = manual('MPO-12/APC' as const);

/** Twin-port modules sit in switches and in systems with twin-port cages, single-port modules in adapters alone. */
const twinPort = { manufacturer: NVIDIA, cage: 'OSFP', ports: manual(2), isForSwitches: manual(true) } as const;

const singlePort = { manufacturer: NVIDIA, ports: manual(1), isForSwitches: manual(false) } as const;

const singleSr4 = {
  ...singlePort,
  medium: 'multimode',
  optics: 'SR4',
  portRate: PORT_RATE,
  reach: manual(Length.metres(50)),
  connector: MPO,
  maxPower: manual(Power.watts(9)),
  typicalPower: manual(Power.watts(8)),
  milliwattsAt200G: manual(6_500),
} as const;

/** Optical modules of the catalogue. */
export const transceivers = {
  MMA4Z00_NS: defineTransceiver({
    ...twinPort,
    id: 'mma4z00-ns',
    model: 'MMA4Z00-NS',
    medium: 'multimode',
    optics: '2 x SR4',
    portRate: PORT_RATE,
    reach: manual(Length.metres(50), 'over OM4'),
    connector: MPO,
    maxPower: manual(Power.watts(15)),
  }),
  MMA4Z00_NS400: defineTransceiver({ ...singleSr4, id: 'mma4z00-ns400', model: 'MMA4Z00-NS400', cage: 'OSFP' }),
  MMA1Z00_NS400: defineTransceiver({ ...singleSr4, id: 'mma1z00-ns400', model: 'MMA1Z00-NS400', cage: 'QSFP112' }),
  MMS4X00_NS: defineTransceiver({
    ...twinPort,
    id: 'mms4x00-ns',
    model: 'MMS4X00-NS',
    medium: 'single-mode',
    optics: '2 x DR4',
    portRate: PORT_RATE,
    reach: manual(Length.metres(100)),
    connector: MPO,
    maxPower: manual(Power.watts(17)),
  }),
  MMS4X00_NS400: defineTransceiver({
    ...singlePort,
    id: 'mms4x00-ns400',
    model: 'MMS4X00-NS400',
    medium: 'single-mode',
    optics: 'DR4',
    cage: 'OSFP',
    portRate: PORT_RATE,
    reach: manual(Length.metres(100)),
    connector: MPO,
    maxPower: manual(Power.watts(9)),
    milliwattsAt200G: manual(5_000),
  }),
  MMS4X50_NM: defineTransceiver({
    ...twinPort,
    id: 'mms4x50-nm',
    model: 'MMS4X50-NM',
    medium: 'single-mode',
    optics: '2 x FR4',
    portRate: cite('optic-man', 'derived')(DataRate.gigabitsPerSecond(400), 'two links in a cage of 2 x 400G'),
    reach: manual(Length.kilometres(2)),
  }),
} as const;

const wireMap = cite('era-wire', 'published');

function ports(count: number, gigabitsPerSecond: number): PortGroup {
  return { count, rate: DataRate.gigabitsPerSecond(gigabitsPerSecond) };
}

/** A DPU takes QSFP112 only. */
function dpuPorts(count: number, gigabitsPerSecond: number): PortGroup {
  return { ...ports(count, gigabitsPerSecond), connector: 'QSFP112' };
}

/** Network adapters of the catalogue. */
export const nics = {
  CONNECTX_7: defineNic({
    id: 'connectx-7',
    model: 'ConnectX-7',
    manufacturer: NVIDIA,
    ports: cite('h100', 'published')(ports(1, 400)),
  }),
  CONNECTX_8: defineNic({
    id: 'connectx-8',
    model: 'ConnectX-8',
    manufacturer: NVIDIA,
    ports: cite('b300-spx', 'published')(ports(1, 800)),
    twinPlanePorts: cite('b300-spx', 'published')(ports(2, 400)),
  }),
  CONNECTX_9: defineNic({
    id: 'connectx-9',
    model: 'ConnectX-9',
    manufacturer: NVIDIA,
    ports: cite('rubin-nvl8', 'published')(ports(1, 800)),
  }),
  BLUEFIELD_3_B3140H: defineNic({
    id: 'bluefield-3-b3140h',
    model: 'BlueField-3 B3140H',
    manufacturer: NVIDIA,
    ports: wireMap(dpuPorts(1, 400)),
  }),
  BLUEFIELD_3_B3220: defineNic({
    id: 'bluefield-3-b3220',
    model: 'BlueField-3 B3220',
    manufacturer: NVIDIA,
    ports: wireMap(dpuPorts(2, 200)),
  }),
  BLUEFIELD_3_B3240: defineNic({
    id: 'bluefield-3-b3240',
    model: 'BlueField-3 B3240',
    manufacturer: NVIDIA,
    ports: cite('gb300', 'secondary')(dpuPorts(2, 400)),
  }),
} as const;

const shared = { manufacturer: 'NVIDIA', connector: manual('MPO-12/APC') } as const;

/** Fibres of the catalogue. */
export const fibres = {
  MFP7E10: defineFibre({
    ...shared,
    id: 'mfp7e10',
    model: 'MFP7E10',
    medium: 'multimode',
    kind: 'straight',
    reach: manual(Length.metres(50)),
  }),
  MFP7E20: defineFibre({
    ...shared,
    id: 'mfp7e20',
    model: 'MFP7E20',
    medium: 'multimode',
    kind: 'splitter',
    reach: manual(Length.metres(50)),
  }),
  MFP7E30: defineFibre({
    ...shared,
    id: 'mfp7e30',
    model: 'MFP7E30',
    medium: 'single-mode',
    kind: 'straight',
    reach: manual(Length.metres(100)),
  }),
  MFP7E40: defineFibre({
    ...shared,
    id: 'mfp7e40',
    model: 'MFP7E40',
    medium: 'single-mode',
    kind: 'splitter',
    reach: cite('nv-lx-cabling', 'published', '2025-10')(Length.metres(50), 'the whole link'),
  }),
} as const;

const cabling = cite('tia-568', 'secondary');

const modules = cite('nv-linkx-json', 'secondary', '2026-09');

const LINK_OF_CABLE = 'permanent link; a channel is 100 m with its cords';

const OVER_OM4 = 'over OM4; 70 m over OM3';

function standard(
  model: string,
  medium: LinkStandardSpec['medium'],
  cage: Connector,
  facts: Pick<LinkStandardSpec, 'rate' | 'reach'>,
): LinkStandardSpec {
  return defineEntry('link standard', {
    id: model.toLowerCase(),
    model,
    manufacturer: 'IEEE 802.3',
    medium,
    cage,
    ...facts,
  });
}

function rated(of: Cite, gigabits: number, metres: number, note?: string): Pick<LinkStandardSpec, 'rate' | 'reach'> {
  return { rate: of(DataRate.gigabitsPerSecond(gigabits)), reach: of(Length.metres(metres), note) };
}

const fibreCouncil = cite('tia-fotc', 'secondary');

const amendments = cite('p802-3', 'secondary');

/** Ethernet links of 1 to 200 Gb/s by their standards: what a link is planned of where neither a model of the catalogue nor a medium of the site fits it. */
export const linkStandards = {
  BASE_T_1: standard('1000BASE-T', 'twisted-pair', 'RJ45', rated(cabling, 1, 90, LINK_OF_CABLE)),
  BASE_T_10: standard('10GBASE-T', 'twisted-pair', 'RJ45', rated(cabling, 10, 90, `${LINK_OF_CABLE}; Cat6A`)),
  SR_10: standard(
    '10GBASE-SR',
    'multimode',
    'SFP+',
    rated(cite('eth-alliance', 'secondary'), 10, 400, 'over OM4; 300 m over OM3'),
  ),
  CR_25: standard('25GBASE-CR', 'passive-copper', 'SFP28', rated(fibreCouncil, 25, 5, 'with RS-FEC; less without')),
  SR_25: standard('25GBASE-SR', 'multimode', 'SFP28', rated(fibreCouncil, 25, 100, OVER_OM4)),
  LR_25: standard('25GBASE-LR', 'single-mode', 'SFP28', rated(amendments, 25, 10_000)),
  SR4_100: standard('100GBASE-SR4', 'multimode', 'QSFP28', rated(modules, 100, 100, OVER_OM4)),
  DR_100: standard('100GBASE-DR', 'single-mode', 'QSFP28', rated(modules, 100, 500)),
  LR1_100: standard('100GBASE-LR1', 'single-mode', 'QSFP28', rated(amendments, 100, 10_000)),
  SR4_200: standard('200GBASE-SR4', 'multimode', 'QSFP56', rated(cite('sr4-200g', 'secondary'), 200, 100, 'over OM4')),
  FR4_200: standard('200GBASE-FR4', 'single-mode', 'QSFP56', rated(modules, 200, 2_000)),
} as const;
