import { DataRate } from '../units/data-rate';
import { DataSize } from '../units/data-size';
import { FlowRate } from '../units/flow-rate';
import { Length } from '../units/length';
import { Mass } from '../units/mass';
import { Power } from '../units/power';
import { present } from '../units/present';
import { Temperature } from '../units/temperature';
import { type Cite, cite } from './fact';
import { defineSystem } from './define-system';
import type { Dimensions, PortGroup } from './shapes';

const NVIDIA = 'NVIDIA';

/** Four twin-port OSFP cages with eight links of 400G. */
const EIGHT_TWIN_PORTS: PortGroup = {
  count: 8,
  rate: DataRate.gigabitsPerSecond(400),
  connector: 'OSFP',
  portsPerCage: 2,
  nic: 'connectx-7',
};

/** One port of each of two dual-port cards. */
const BLUEFIELD_PORTS: PortGroup = {
  count: 2,
  rate: DataRate.gigabitsPerSecond(400),
  connector: 'QSFP112',
  nic: 'bluefield-3',
};

const h100Guide = cite('nv-dgxh100', 'confirmed');
const h100Fabric = cite('h100', 'published');
const basePod = cite('nv-basepod', 'published');
const h100Rate = cite('h100-perf', 'secondary');
const b200Guide = cite('nv-dgxb200', 'confirmed');
const b200Fabric = cite('b200', 'published');
const b200Rate = cite('ix-const', 'derived', '2026-04');
const b300Fabric = cite('b300-spx', 'published');
const b300Pages = cite('b300-sec', 'secondary');
const b300Sheet = cite('nv-dgxb300', 'secondary', '2026-10');
const rubinFabric = cite('rubin-nvl8', 'published');
const gb200Fabric = cite('gb200', 'published');
const gb200Shelves = cite('nv-bcm-ps', 'confirmed');
const gb200Pages = cite('gb200-sec', 'secondary');
const gb300Fabric = cite('gb300', 'secondary');
const gb300Parts = cite('nv-era-nvl72', 'confirmed');
const gb300Rates = cite('nv-era-nvl72', 'secondary');
const gb300Template = cite('nv-simready', 'secondary');
const study = cite('walk3d', 'secondary');
const rubinPages = cite('vr-sec', 'secondary');
const rubinPreliminary = cite('walk3d', 'secondary', '2026-09');

/** What the one user guide states for DGX H100 and H200 alike. */
const hopperChassis = {
  manufacturer: NVIDIA,
  formFactor: 'system',
  gpus: h100Guide(8),
  fabricNodes: h100Guide(1),
  heightU: h100Guide(8),
  weight: h100Guide(Mass.kilograms(130.45)),
  maxPower: h100Guide(Power.kilowatts(10.2)),
  psus: h100Guide({ count: 6, needed: 4, degradedFrom: 3, rating: Power.kilowatts(3.3) }),
  airflow: h100Guide(FlowRate.cubicFeetPerMinute(1_105), 'at 80 % fan speed'),
  heatBtuPerHour: h100Guide(38_557, 'converts to more than the electrical maximum'),
  liquidFraction: h100Guide(0),
  nvlinkPerGpu: h100Guide(DataRate.gigabytesPerSecond(900)),
  fp8SparsePetaflops: h100Rate(32),
} as const;

function dimensions(
  of: Cite,
  height: number | undefined,
  width: number,
  depth: number,
): ReturnType<typeof of<Dimensions>> {
  return of({
    ...present({ height: height === undefined ? undefined : Length.millimetres(height) }),
    width: Length.millimetres(width),
    depth: Length.millimetres(depth),
  });
}

/** GPU systems of the catalogue. */
export const systems = {
  /** Its storage links end on InfiniBand, its in-band links on Ethernet. */
  DGX_H100: defineSystem({
    ...hopperChassis,
    id: 'dgx-h100',
    model: 'DGX H100',
    gpuModel: 'H100',
    rails: h100Fabric(8),
    planes: h100Fabric(1),
    computePorts: h100Fabric(EIGHT_TWIN_PORTS),
    storagePorts: h100Fabric({ count: 2, rate: DataRate.gigabitsPerSecond(400) }),
    inBandPorts: cite('h100', 'secondary')({ count: 2, rate: DataRate.gigabitsPerSecond(100) }),
    scalableUnitNodes: h100Fabric(32),
    systemsPerRack: study(4, 'when air cooled'),
    input: h100Guide({ current: 'ac', minVolts: 200, maxVolts: 240, amps: 16, inlet: 'C20' }),
    dimensions: dimensions(h100Guide, 356, 482.3, 897.1),
    airInlet: h100Guide({ min: Temperature.celsius(5), max: Temperature.celsius(30) }),
    hbm: h100Guide(DataSize.gigabytes(640)),
  }),
  /** Its fabric is that of BasePOD, for 2 to 16 systems: no scalable unit of its own was found, and its four further ports are not split by network. */
  DGX_H200: defineSystem({
    ...hopperChassis,
    id: 'dgx-h200',
    model: 'DGX H200',
    gpuModel: 'H200',
    rails: basePod(8),
    computePorts: basePod(EIGHT_TWIN_PORTS, 'in BasePOD they run at 200G each'),
    hbm: h100Guide(DataSize.gigabytes(1_128)),
  }),
  DGX_B200: defineSystem({
    id: 'dgx-b200',
    model: 'DGX B200',
    manufacturer: NVIDIA,
    formFactor: 'system',
    gpuModel: 'B200',
    gpus: b200Guide(8),
    fabricNodes: b200Guide(1),
    rails: b200Fabric(8),
    planes: b200Fabric(1),
    computePorts: b200Fabric(EIGHT_TWIN_PORTS, 'adapters by the user guide'),
    storagePorts: cite('nv-dgxb200', 'published')(
      BLUEFIELD_PORTS,
      'the InfiniBand port of each BlueField-3; a card gives its two ports 400 Gb/s together',
    ),
    inBandPorts: cite('nv-dgxb200', 'published')(
      BLUEFIELD_PORTS,
      'the Ethernet port of each BlueField-3; a card gives its two ports 400 Gb/s together',
    ),
    scalableUnitNodes: b200Fabric(32),
    heightU: b200Guide(10),
    weight: b200Guide(Mass.kilograms(142.4), 'at most'),
    dimensions: dimensions(b200Guide, 444, 482.3, 897.1),
    maxPower: b200Guide(Power.kilowatts(14.3)),
    measuredPower: cite(
      'mlperf51',
      'confirmed',
      '2025-09',
    )(Power.watts(10_442), 'an air-cooled server of another vendor with 8 B200, llama2-70b, Server'),
    psus: b200Guide({ count: 6, needed: 5, rating: Power.kilowatts(3.3) }),
    input: b200Guide({ current: 'ac', minVolts: 200, maxVolts: 240, amps: 16 }),
    liquidFraction: b200Guide(0),
    hbm: b200Guide(DataSize.gigabytes(1_440)),
    nvlinkTotal: b200Guide(DataRate.terabytesPerSecond(14.4)),
    fp8DensePetaflops: b200Rate(36, '8 x 4.5'),
    fp8SparsePetaflops: b200Rate(72),
    fp4DensePetaflops: b200Rate(72, '8 x 9'),
    fp4SparsePetaflops: b200Rate(144),
  }),
  /** With Spectrum-4: two planes, each GPU with one link into each. Figures of the form with PSUs; that on a DC busbar draws 14.5 kW at most. */
  DGX_B300: defineSystem({
    id: 'dgx-b300',
    model: 'DGX B300',
    manufacturer: NVIDIA,
    formFactor: 'system',
    gpuModel: 'B300',
    gpus: b300Fabric(8),
    fabricNodes: b300Fabric(1),
    rails: b300Fabric(8),
    planes: b300Fabric(2),
    computePorts: b300Fabric({ count: 16, rate: DataRate.gigabitsPerSecond(400), nic: 'connectx-8' }),
    scalableUnitNodes: b300Fabric(64),
    systemsPerRack: b300Fabric(4, 'on a DC busbar; such a rack draws above 50 kW'),
    heightU: b300Pages(10),
    maxPower: b300Sheet(Power.kilowatts(15.1), 'with PSUs; 14.5 kW on a DC busbar'),
    psus: b300Sheet({ count: 12, needed: 6, rating: Power.kilowatts(3.2) }),
    weight: cite('inferx', 'secondary')(Mass.kilograms(168)),
    dimensions: dimensions(cite('cl-cat', 'secondary', '2026-09'), 442, 482.6, 904.2),
    hbm: cite(
      'ix-const',
      'derived',
      '2026-04',
    )(DataSize.gigabytes(2_144), '8 x 268 GB; others print 2,100 to 2,300 GB'),
    fp4SparsePetaflops: b300Pages(144),
  }),
  DGX_RUBIN_NVL8: defineSystem({
    id: 'dgx-rubin-nvl8',
    model: 'DGX Rubin NVL8',
    manufacturer: NVIDIA,
    formFactor: 'system',
    gpuModel: 'Rubin',
    gpus: rubinFabric(8),
    fabricNodes: rubinFabric(1),
    rails: rubinFabric(8),
    computePorts: rubinFabric({ count: 8, rate: DataRate.gigabitsPerSecond(800), nic: 'connectx-9' }),
    scalableUnitNodes: rubinFabric(72),
  }),
  /** The 132 kW that is often quoted as its peak has no checkable source. */
  GB200_NVL72: defineSystem({
    id: 'gb200-nvl72',
    model: 'GB200 NVL72',
    manufacturer: NVIDIA,
    formFactor: 'rack',
    gpuModel: 'GB200',
    gpus: gb200Shelves(72),
    fabricNodes: gb200Fabric(18),
    scaleUpSwitches: gb200Fabric(9, 'NVLink switch trays of 2 chips'),
    rails: gb200Fabric(4),
    computePorts: gb200Fabric({ count: 4, rate: DataRate.gigabitsPerSecond(400) }),
    scalableUnitNodes: gb200Fabric(144),
    scalableUnitRacks: gb200Fabric(8),
    scalableUnitPower: cite('nv-sp-gb200', 'confirmed')(Power.megawatts(1.2), 'with support racks'),
    typicalPower: study(Power.kilowatts(120)),
    psus: gb200Shelves(
      { count: 8, rating: Power.kilowatts(33), suppliesEach: 6, supplyRating: Power.kilowatts(5.5) },
      'power shelves of 6 x 5.5 kW',
    ),
    heightU: gb200Pages(48),
    weight: study(Mass.kilograms(1_360)),
    dimensions: dimensions(study, undefined, 600, 1_068),
    flowPerKilowatt: gb200Pages(FlowRate.litresPerMinute(1.5)),
    hbm: study(DataSize.gigabytes(13_400), '186 GB a GPU; older material prints 13.5 TB'),
    nvlinkPerGpu: study(DataRate.terabytesPerSecond(1.8)),
    nvlinkTotal: study(DataRate.terabytesPerSecond(130)),
    fp8SparsePetaflops: gb200Pages(720),
    fp4SparsePetaflops: gb200Pages(1_440),
  }),
  GB300_NVL72: defineSystem({
    id: 'gb300-nvl72',
    model: 'GB300 NVL72',
    manufacturer: NVIDIA,
    formFactor: 'rack',
    gpuModel: 'GB300',
    gpus: gb300Parts(72),
    fabricNodes: gb300Fabric(18),
    scaleUpSwitches: gb300Fabric(9, 'NVLink switch trays; the units are those of GB200 NVL72'),
    rails: gb300Fabric(4),
    planes: gb300Fabric(1),
    computePorts: gb300Fabric({ count: 4, rate: DataRate.gigabitsPerSecond(800), nic: 'connectx-8' }),
    scalableUnitNodes: gb300Fabric(144),
    scalableUnitRacks: gb300Fabric(8),
    maxPower: gb300Parts(Power.kilowatts(142), 'whole rack, AC peak'),
    dcDesignPower: gb300Template(Power.kilowatts(136)),
    dcPeakPower: gb300Template(Power.kilowatts(240), 'EDPp2'),
    psus: gb300Parts(
      { count: 8, rating: Power.kilowatts(33), suppliesEach: 6, supplyRating: Power.kilowatts(5.5) },
      'power shelves of 6 x 5.5 kW',
    ),
    liquidFraction: gb300Template(0.87, 'does not agree with liquidHeat and airHeat: use those'),
    liquidHeat: gb300Template(Power.kilowatts(116)),
    airHeat: gb300Template(Power.kilowatts(19.3)),
    waterClass: cite('lenovo-gb300', 'secondary')('W45'),
    heightU: cite('gb300-dim', 'secondary')(48),
    weight: gb300Template(Mass.kilograms(1_500)),
    dimensions: dimensions(gb300Template, 2_300, 600, 1_200),
    hbm: study(DataSize.gigabytes(20_000), '278 to 288 GB a GPU'),
    nvlinkTotal: study(DataRate.terabytesPerSecond(130)),
    fp8SparsePetaflops: gb300Rates(720),
    fp4DensePetaflops: gb300Rates(1_080),
    fp4SparsePetaflops: gb300Rates(1_440),
  }),
  /** Moved between its launch and the preliminary page of September 2026; first announced as NVL144. */
  VR_NVL72: defineSystem({
    id: 'vr-nvl72',
    model: 'Vera Rubin NVL72',
    manufacturer: NVIDIA,
    formFactor: 'rack',
    gpuModel: 'Rubin',
    gpus: rubinPages(72, 'packages of two dies'),
    fabricNodes: study(18),
    scaleUpSwitches: study(9, 'NVLink switch trays'),
    computePorts: study({ count: 8, rate: DataRate.gigabitsPerSecond(800), nic: 'connectx-9' }),
    maxPower: rubinPages(Power.kilowatts(230), 'printed as 227 to 230 kW; 190 kW in the Max-Q profile'),
    psus: rubinPages({ count: 4, rating: Power.kilowatts(110) }, 'power shelves of 3 U'),
    liquidFraction: rubinPages(1),
    liquidSupply: rubinPages(Temperature.celsius(45)),
    hbm: rubinPages(DataSize.gigabytes(20_736), '72 x 288 GB'),
    nvlinkPerGpu: rubinPreliminary(DataRate.terabytesPerSecond(3), '3.6 TB/s at launch'),
    nvlinkTotal: rubinPreliminary(DataRate.terabytesPerSecond(216), '260 TB/s at launch'),
  }),
} as const;
