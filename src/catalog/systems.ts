import { DataRate, DataSize } from '../units/data';
import { FlowRate } from '../units/flow-rate';
import { Length, Mass, Temperature } from '../units/dimensions';
import { Current, Voltage } from '../units/electricity';
import { Power } from '../units/power';
import { present } from '../units/present';
import { type Cite, cite } from './fact';
import { defineSystem } from './define-hardware';
import type { SystemSpec } from './system-spec';
import type { Dimensions, PortGroup, SharedAdapters } from './shapes';

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

/** Two dual-port cards: four ports of 400G, and 400G a card. */
const TWO_SHARED_CARDS: SharedAdapters = {
  count: 2,
  portsEach: 2,
  portRate: DataRate.gigabitsPerSecond(400),
  rate: DataRate.gigabitsPerSecond(400),
  connector: 'QSFP112',
};

/** What one card gives its two ports: as a cluster catalogue counts them. */
const SHARED = 'a card gives its two ports 400 Gb/s together: 800 in sum, not 1,600';

const h100Guide = cite('nv-dgxh100', 'confirmed');
const mlperf51 = cite('mlperf51', 'confirmed', '2025-09');
const mlperf60 = cite('mlperf60', 'confirmed', '2026-05');
const clusterCatalogue = cite('cl-cat', 'secondary', '2026-09');
const serverTable = cite('gpu-servers', 'secondary');
const smcStudy = cite('smc-a21ge', 'secondary', '2026-05');
const planner = cite('inferx', 'secondary');
const community = cite('netbox-dtl', 'secondary');
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
const rubinRun = cite('mlperf61', 'confirmed');
const rubinPress = cite('vr-press', 'secondary');
const rubinShelves = cite('vr-pt5', 'secondary');

/** An adapter that speaks both: the eight links of a system with ConnectX-7 in one plane of either kind. */
const adapterOfBoth = cite('cx7-ofed', 'published');

const BOTH = 'ConnectX-7 runs InfiniBand to NDR and Ethernet to 400GbE';

const DEVICE_ORDER = 'in the order of the devices, which no source shows to be that of the GPUs';

/** What the one user guide states for DGX H100 and H200 alike. */
const hopperChassis = {
  manufacturer: NVIDIA,
  formFactor: 'system',
  gpus: h100Guide(8),
  fabricNodes: h100Guide(1),
  computeAdapters: h100Guide({
    '1/1': 'mlx5_11',
    '1/2': 'mlx5_6',
    '2/1': 'mlx5_10',
    '2/2': 'mlx5_9',
    '3/1': 'mlx5_4',
    '3/2': 'mlx5_3',
    '4/1': 'mlx5_5',
    '4/2': 'mlx5_0',
  }),
  ethernetForm: adapterOfBoth({ ...EIGHT_TWIN_PORTS, planes: 1 }, BOTH),
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

const HOPPER_ADAPTERS = [0, 3, 4, 5, 6, 9, 10, 11].map((device) => `mlx5_${device}`);

const EIGHT_NDR_PORTS: PortGroup = { count: 8, rate: DataRate.gigabitsPerSecond(400), nic: 'connectx-7' };

const EIGHT_XDR_PORTS: PortGroup = {
  count: 8,
  rate: DataRate.gigabitsPerSecond(800),
  connector: 'OSFP',
  nic: 'connectx-8',
};

/** A server of eight GPUs that is one host of the fabrics, as the source of its make says. */
function oem(of: Cite, spec: Omit<SystemSpec, 'formFactor' | 'gpus' | 'fabricNodes'>): SystemSpec {
  return defineSystem({ ...spec, formFactor: 'system', gpus: of(8), fabricNodes: of(1) });
}

/** GPU systems of the catalogue. A number that no source states is absent: the draw of most systems of other vendors than NVIDIA is. */
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
    infinibandForm: h100Fabric({ ...EIGHT_TWIN_PORTS, planes: 1 }),
    railAdapters: h100Guide(HOPPER_ADAPTERS, DEVICE_ORDER),
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
    infinibandForm: basePod({ ...EIGHT_TWIN_PORTS, planes: 1 }, 'in BasePOD they run at 200G each'),
    railAdapters: cite('hca-h200', 'secondary')(HOPPER_ADAPTERS, DEVICE_ORDER),
    sharedAdapters: clusterCatalogue({ ...TWO_SHARED_CARDS, nic: 'connectx-7' }, `${SHARED}; not split by network`),
    gpuPower: mlperf51(Power.watts(700)),
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
    infinibandForm: b200Fabric({ ...EIGHT_TWIN_PORTS, planes: 1 }, 'adapters by the user guide'),
    ethernetForm: adapterOfBoth({ ...EIGHT_TWIN_PORTS, planes: 1 }, BOTH),
    railAdapters: cite('nv-prenyx', 'confirmed')(
      [4, 7, 8, 9, 10, 13, 14, 15].map((device) => `mlx5_${device}`),
      DEVICE_ORDER,
    ),
    storagePorts: cite('nv-dgxb200', 'published')(
      BLUEFIELD_PORTS,
      'the InfiniBand port of each BlueField-3; a card gives its two ports 400 Gb/s together',
    ),
    inBandPorts: cite('nv-dgxb200', 'published')(
      BLUEFIELD_PORTS,
      'the Ethernet port of each BlueField-3; a card gives its two ports 400 Gb/s together',
    ),
    sharedAdapters: clusterCatalogue({ ...TWO_SHARED_CARDS, nic: 'bluefield-3' }, SHARED),
    scalableUnitNodes: b200Fabric(32),
    gpuPower: mlperf51(Power.watts(1_000)),
    heightU: b200Guide(10),
    weight: b200Guide(Mass.kilograms(142.4), 'at most'),
    dimensions: dimensions(b200Guide, 444, 482.3, 897.1),
    maxPower: b200Guide(Power.kilowatts(14.3)),
    measuredPower: mlperf51(
      Power.watts(10_442),
      'an air-cooled server of another vendor with 8 B200, llama2-70b, Server',
    ),
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
    infinibandForm: cite(
      'nv-linkx-json',
      'secondary',
      '2026-09',
    )(
      { ...EIGHT_XDR_PORTS, planes: 1, unitNodes: 72 },
      'XDR; its unit is derived: half of the 144 ports of a Q3400, as units of DGX H100 and B200 fill half of a leaf',
    ),
    ethernetForm: b300Fabric({
      count: 16,
      rate: DataRate.gigabitsPerSecond(400),
      nic: 'connectx-8',
      planes: 2,
      unitNodes: 64,
    }),
    sharedAdapters: clusterCatalogue({ ...TWO_SHARED_CARDS, nic: 'bluefield-3' }, `${SHARED}; not split by network`),
    scalableUnitNodes: b300Fabric(64),
    gpuPower: mlperf60(Power.watts(1_100)),
    systemsPerRack: b300Fabric(4, 'on a DC busbar; such a rack draws above 50 kW'),
    heightU: b300Pages(10),
    maxPower: b300Sheet(Power.kilowatts(15.1), 'with PSUs; 14.5 kW on a DC busbar'),
    psus: b300Sheet({ count: 12, needed: 6, rating: Power.kilowatts(3.2) }),
    weight: planner(Mass.kilograms(168)),
    dimensions: dimensions(clusterCatalogue, 442, 482.6, 904.2),
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
    infinibandForm: gb200Fabric({ count: 4, rate: DataRate.gigabitsPerSecond(400), planes: 1 }),
    railAdapters: cite('hca-gb200', 'secondary')(
      [0, 1, 3, 4].map((device) => `mlx5_${device}`),
      `a tray; ${DEVICE_ORDER}`,
    ),
    sharedAdapters: clusterCatalogue({ ...TWO_SHARED_CARDS, nic: 'bluefield-3' }, `a tray; ${SHARED}`),
    scalableUnitNodes: gb200Fabric(144),
    scalableUnitRacks: gb200Fabric(8),
    gpuPower: mlperf51(Power.watts(1_200)),
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
    infinibandForm: gb300Fabric({ count: 4, rate: DataRate.gigabitsPerSecond(800), nic: 'connectx-8', planes: 1 }),
    ethernetForm: cite('nv-era-nvl72-net', 'derived')(
      { count: 8, rate: DataRate.gigabitsPerSecond(400), nic: 'connectx-8', planes: 2 },
      'two planes by the page; a ConnectX-8 of 800G is two links of 400G',
    ),
    scalableUnitNodes: gb300Fabric(144),
    scalableUnitRacks: gb300Fabric(8),
    gpuPower: mlperf51(Power.watts(1_400)),
    maxPower: gb300Parts(Power.kilowatts(142), 'whole rack, AC peak'),
    dcDesignPower: gb300Template(Power.kilowatts(136)),
    dcPeakPower: gb300Template(Power.kilowatts(240), 'EDPp2'),
    rackFeeds: cite(
      'nv-cpv-rack',
      'published',
      '2026-05',
    )(
      {
        feeds: 2,
        power: Power.kilowatts(142),
        voltage: Voltage.volts(480),
        phases: 3,
        current: Current.amperes(200),
        breaker: Current.amperes(250),
        powerFactor: 0.98,
      },
      'exemplar of a draft: each feed carries the rack',
    ),
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
  /**
   * First announced as NVL144. Rates of its memory and of NVLink moved between its launch and a page of September 2026, and the redundancy of its shelves, its
   * mass and its height are stated by no source that agrees with another: they are absent.
   */
  VR_NVL72: defineSystem({
    id: 'vr-nvl72',
    model: 'Vera Rubin NVL72',
    manufacturer: NVIDIA,
    formFactor: 'rack',
    gpuModel: 'Rubin',
    gpus: rubinPages(72, 'packages of two dies'),
    fabricNodes: rubinRun(18, 'nodes of 4 GPUs; the run is a preview'),
    scaleUpSwitches: study(9, 'NVLink switch trays'),
    computePorts: study({ count: 8, rate: DataRate.gigabitsPerSecond(800), nic: 'connectx-9' }),
    gpuPower: rubinRun(Power.watts(2_300), 'TGP; the run is a preview'),
    maxPower: rubinPages(Power.kilowatts(230), 'printed as 227 to 230 kW; 190 kW in the Max-Q profile'),
    powerProfiles: rubinPress(
      [
        { name: 'MaxP', power: Power.kilowatts(227) },
        { name: 'MaxQ', power: Power.kilowatts(190) },
      ],
      'about 227 kW; throughput in MaxQ is not published',
    ),
    psus: rubinShelves(
      { count: 4, rating: Power.kilowatts(110), suppliesEach: 6, supplyRating: Power.kilowatts(18.3) },
      'power shelves of 3 U for 50 V; 3 or 4 of them in the text, on two feeds of 100 A at 415 to 480 V; preliminary',
    ),
    liquidFraction: rubinPages(1),
    liquidSupply: rubinPages(Temperature.celsius(45)),
    hbm: rubinRun(DataSize.gigabytes(20_736), '72 x 288 GB; the run is a preview'),
  }),
  /** Air-cooled. Three of its six PSUs give 15.75 kW, which is no draw: that of the whole system is stated by no source. */
  SUPERMICRO_SYS_A21GE_NBRT: oem(smcStudy, {
    id: 'supermicro-sys-a21ge-nbrt',
    model: 'SYS-A21GE-NBRT',
    manufacturer: 'Supermicro',
    gpuModel: 'B200',
    computePorts: mlperf51(EIGHT_NDR_PORTS),
    gpuPower: mlperf51(Power.watts(1_000)),
    heightU: smcStudy(10),
    psus: smcStudy({ count: 6, needed: 3, rating: Power.watts(5_250) }, '3+3, Titanium; the sister model alike'),
    liquidFraction: smcStudy(0, 'cooled by air'),
  }),
  SUPERMICRO_SYS_422GA_NBRT_LCC: oem(mlperf51, {
    id: 'supermicro-sys-422ga-nbrt-lcc',
    model: 'SYS-422GA-NBRT-LCC',
    manufacturer: 'Supermicro',
    gpuModel: 'B200',
    computePorts: mlperf51({ count: 8, rate: DataRate.gigabitsPerSecond(400) }),
    gpuPower: mlperf51(Power.watts(1_000)),
  }),
  SUPERMICRO_AS_8126GS_NB3RT: oem(planner, {
    id: 'supermicro-as-8126gs-nb3rt',
    model: 'AS-8126GS-NB3RT',
    manufacturer: 'Supermicro',
    gpuModel: 'B300',
    computePorts: planner(EIGHT_XDR_PORTS),
    gpuPower: mlperf60(Power.watts(1_100)),
    heightU: planner(8),
    maxPower: planner(Power.watts(13_899), 'bill of materials of one customer'),
    psus: planner({ count: 6 }),
    weight: planner(Mass.kilograms(121)),
    liquidFraction: planner(0, 'cooled by air'),
  }),
  SUPERMICRO_AS_4126GS_NB3RT_LCC: oem(clusterCatalogue, {
    id: 'supermicro-as-4126gs-nb3rt-lcc',
    model: 'AS-4126GS-NB3RT-LCC',
    manufacturer: 'Supermicro',
    gpuModel: 'B300',
    gpuPower: mlperf60(Power.watts(1_100)),
    heightU: clusterCatalogue(4),
    psus: clusterCatalogue({ count: 4, needed: 2, rating: Power.watts(6_600) }, '2+2'),
  }),
  SUPERMICRO_AS_8125GS_TNMR2: oem(community, {
    id: 'supermicro-as-8125gs-tnmr2',
    model: 'AS-8125GS-TNMR2',
    manufacturer: 'Supermicro',
    gpuModel: 'MI300X',
    computePorts: community({ count: 8, rate: DataRate.gigabitsPerSecond(400), connector: 'QSFP112' }),
    inBandPorts: community({ count: 2, rate: DataRate.gigabitsPerSecond(400) }, 'front end'),
    gpuPower: cite('amd-press', 'secondary', '2025-06')(Power.watts(750), 'TBP'),
    heightU: community(8),
    psus: community({ count: 6 }, 'each takes 3,000 W at most on a C20 inlet'),
    liquidFraction: community(0, 'cooled by air'),
  }),
  SUPERMICRO_AS_4126GS_NMR_LCC: oem(clusterCatalogue, {
    id: 'supermicro-as-4126gs-nmr-lcc',
    model: 'AS-4126GS-NMR-LCC',
    manufacturer: 'Supermicro',
    gpuModel: 'MI325X or MI355X',
    heightU: community(4),
    psus: clusterCatalogue({ count: 4, needed: 2 }, '2+2; each takes 6,600 W at most on a C20 inlet'),
  }),
  SUPERMICRO_AS_8126GS_TNMR: oem(mlperf51, {
    id: 'supermicro-as-8126gs-tnmr',
    model: 'AS-8126GS-TNMR',
    manufacturer: 'Supermicro',
    gpuModel: 'MI325X',
    computePorts: mlperf51({ count: 8, rate: DataRate.gigabitsPerSecond(400) }),
    heightU: clusterCatalogue(8),
    dimensions: dimensions(clusterCatalogue, 356, 447, 843),
    psus: clusterCatalogue({ count: 6, needed: 3, rating: Power.watts(5_250) }, '3+3'),
    liquidFraction: clusterCatalogue(0, 'cooled by air'),
  }),
  /** One of two feeds does not carry it: with two or more PSUs lost its GPUs are throttled. Its PSUs are of 2.8 or 3.2 kW by option. */
  DELL_XE9680: oem(mlperf51, {
    id: 'dell-xe9680',
    model: 'PowerEdge XE9680',
    manufacturer: 'Dell',
    gpuModel: 'H100, H200 or MI300X',
    heightU: serverTable(6),
    psus: serverTable({ count: 6, needed: 5 }, '5+1; with two or more lost the GPU clock falls to a quarter'),
  }),
  DELL_XE9680L: oem(cite('metrum', 'secondary'), {
    id: 'dell-xe9680l',
    model: 'PowerEdge XE9680L',
    manufacturer: 'Dell',
    gpuModel: 'H200 or B200',
    heightU: serverTable(4, 'cooled by liquid'),
  }),
  DELL_XE9780: oem(mlperf60, {
    id: 'dell-xe9780',
    model: 'PowerEdge XE9780',
    manufacturer: 'Dell',
    gpuModel: 'B300',
    computePorts: clusterCatalogue({ count: 8, rate: DataRate.gigabitsPerSecond(800), nic: 'connectx-8' }),
    gpuPower: mlperf60(Power.watts(1_100)),
    heightU: clusterCatalogue(10),
    liquidFraction: mlperf60(0, 'cooled by air'),
  }),
  LENOVO_SR680A_V3: oem(mlperf51, {
    id: 'lenovo-sr680a-v3',
    model: 'ThinkSystem SR680a V3',
    manufacturer: 'Lenovo',
    gpuModel: 'H100, H200 or B200',
    heightU: serverTable(8),
    measuredPower: mlperf51(Power.watts(10_442), '8 B200, llama2-70b, Server'),
    liquidFraction: serverTable(0, 'cooled by air'),
  }),
  LENOVO_SR780A_V3: oem(mlperf51, {
    id: 'lenovo-sr780a-v3',
    model: 'ThinkSystem SR780a V3',
    manufacturer: 'Lenovo',
    gpuModel: 'B200',
    gpuPower: mlperf51(Power.watts(1_000)),
    measuredPower: mlperf51(Power.watts(9_892), 'cooled by water, llama3.1-405b, Offline'),
  }),
  LENOVO_SR680A_V4: oem(serverTable, {
    id: 'lenovo-sr680a-v4',
    model: 'ThinkSystem SR680a V4',
    manufacturer: 'Lenovo',
    gpuModel: 'B300',
    gpuPower: mlperf60(Power.watts(1_100)),
    heightU: serverTable(8),
    liquidFraction: serverTable(0, 'cooled by air'),
  }),
  CISCO_UCS_C880A_M8: oem(mlperf60, {
    id: 'cisco-ucs-c880a-m8',
    model: 'UCS C880A M8',
    manufacturer: 'Cisco',
    gpuModel: 'B300',
    computePorts: mlperf60({ count: 8, rate: DataRate.gigabitsPerSecond(800) }),
    gpuPower: mlperf60(Power.watts(1_100)),
    liquidFraction: mlperf60(0, 'cooled by air'),
  }),
} as const;
