import { Energy, Voltage } from '../units/electricity';
import { Duration } from '../units/duration';
import { FlowRate } from '../units/flow-rate';
import { Length, Mass, Temperature } from '../units/dimensions';
import { Power } from '../units/power';
import { cite } from './fact';
import { checkCages, checkPsus, defineEntry, type EntryCheck } from './define-entry';
import type {
  BatterySpec,
  BuswaySpec,
  CduSpec,
  ChillerSpec,
  FanWallSpec,
  GeneratorSpec,
  PduSpec,
  PowerRange,
  RackSpec,
  ServerSpec,
  StorageSystemSpec,
  UpsSpec,
} from './facility-specs';

const deschutes = cite('deschutes', 'confirmed');

const coolit = cite('coolit', 'secondary');

const coolitPage = cite('coolit-page', 'secondary', '2026-09');

const manifold = cite('manifold', 'secondary');

const pages = cite('cdu-misc', 'secondary');

const seeds = cite('aidc-fac', 'secondary');

const planner = cite('inferx', 'secondary');

const upsTable = cite('ups-db', 'secondary');

const siteModel = cite('aus1', 'secondary');

const eatonNotes = cite('eaton-notes', 'secondary', '2026-03');

/** Coolant distribution units of the catalogue. */
export const cdus = {
  DESCHUTES: defineCdu({
    id: 'deschutes',
    model: 'Project Deschutes',
    manufacturer: 'OCP',
    capacity: deschutes(Power.kilowatts(2_000)),
    maxFlow: deschutes(FlowRate.gallonsPerMinute(500)),
    approach: deschutes(Temperature.celsius(3)),
    facilitySupply: deschutes(Temperature.celsius(26.8)),
    maxPower: deschutes(Power.kilowatts(74)),
    pumpRedundancy: deschutes('N+1'),
    weight: deschutes(Mass.kilograms(3_134)),
    dryWeight: deschutes(Mass.kilograms(2_409)),
  }),
  COOLIT_CHX2000: defineCdu({
    id: 'coolit-chx2000',
    model: 'CHx2000',
    manufacturer: 'CoolIT',
    capacity: coolit(Power.kilowatts(2_000)),
    maxFlow: coolitPage(FlowRate.litresPerMinute(2_125), 'at 35 psi; not the point of its capacity'),
    maxPower: coolitPage(Power.kilowatts(12.24)),
    dimensions: coolit({ width: Length.millimetres(750), depth: Length.millimetres(1_200) }),
  }),
  DELTA_3MW: defineCdu({
    id: 'delta-3mw',
    model: '3 MW CDU',
    manufacturer: 'Delta',
    capacity: pages(Power.kilowatts(3_000)),
    flowPerKilowatt: pages(FlowRate.litresPerMinute(1.5)),
  }),
  LG_1400: defineCdu({
    id: 'lg-1400',
    model: '1.4 MW CDU',
    manufacturer: 'LG',
    capacity: pages(Power.kilowatts(1_400)),
  }),
  VERTIV_XDU450: defineCdu({
    id: 'vertiv-xdu450',
    model: 'XDU450',
    manufacturer: 'Vertiv',
    capacity: pages(Power.kilowatts(453)),
    approach: pages(Temperature.celsius(4)),
  }),
  VERTIV_XDU1350: defineCdu({
    id: 'vertiv-xdu1350',
    model: 'XDU1350',
    manufacturer: 'Vertiv',
    capacity: pages(Power.kilowatts(1_350), 'its full heat at its full flow is a rise of 17 K'),
    maxFlow: manifold(FlowRate.litresPerMinute(1_200)),
    maxPower: manifold(Power.kilowatts(13.7)),
  }),
  LIQUIDSTACK_CDU_1MW: defineCdu({
    id: 'liquidstack-cdu-1mw',
    model: 'CDU-1MW',
    manufacturer: 'LiquidStack',
    capacity: pages(Power.kilowatts(1_350), 'of a unit that is called 1 MW: ask its vendor'),
    pumpRedundancy: pages('N+1'),
  }),
  VERTIV_COOLCHIP_121: defineCdu({
    id: 'vertiv-coolchip-cdu-121',
    model: 'CoolChip CDU 121',
    manufacturer: 'Vertiv',
    capacity: manifold(Power.kilowatts(121), 'in the rack'),
    maxFlow: manifold(FlowRate.litresPerMinute(120), 'at 115 kPa'),
    approach: manifold(Temperature.celsius(4)),
    maxPower: manifold(Power.watts(875)),
  }),
  VERTIV_COOLCHIP_2300: defineCdu({
    id: 'vertiv-coolchip-cdu-2300',
    model: 'CoolChip CDU 2300',
    manufacturer: 'Vertiv',
    capacity: seeds(Power.kilowatts(2_300)),
    approach: seeds(Temperature.celsius(4)),
    maxPower: seeds(Power.kilowatts(47.8)),
    weight: seeds(Mass.kilograms(1_793)),
  }),
  MOTIVAIR_MCDU_70: defineCdu({
    id: 'motivair-mcdu-70',
    model: 'MCDU-70',
    manufacturer: 'Motivair',
    capacity: seeds(Power.kilowatts(2_500), 'supply of 45.0 degC, 25 % propylene glycol'),
    maxFlow: seeds(FlowRate.litresPerMinute(3_751), 'at 38 psi'),
    approach: cite('aidc-fac', 'derived')(Temperature.celsius(4), '45.0 - 41.0 degC'),
    facilitySupply: seeds(Temperature.celsius(41)),
  }),
  BOYD_ROL4000: defineCdu({
    id: 'boyd-rol4000-48u65',
    model: 'ROL4000-48U65',
    manufacturer: 'Boyd',
    capacity: seeds(Power.kilowatts(2_000), 'two other texts print 4,000 kW, at 20 K'),
    approach: seeds(Temperature.celsius(3)),
    pumpRedundancy: seeds('N+1'),
  }),
  SUPERMICRO_CDU_250: defineCdu({
    id: 'supermicro-cdu-250',
    model: 'CDU 250 kW',
    manufacturer: 'Supermicro',
    capacity: planner(Power.kilowatts(250), 'in the rack'),
    maxPower: planner(Power.kilowatts(3)),
    heightU: planner(4),
    weight: planner(Mass.kilograms(114)),
  }),
} as const;

function powers(least: number, most: number): PowerRange {
  return { least: Power.kilowatts(least), most: Power.kilowatts(most) };
}

/** Uninterruptible power supplies of the catalogue. Rows of their table are marked there as pending review. */
export const upses = {
  EATON_9395XC: defineUps({
    id: 'eaton-9395xc',
    model: '9395XC',
    manufacturer: 'Eaton',
    range: upsTable(powers(1_125, 2_250)),
    efficiency: upsTable(0.975, 'double conversion'),
    ecoEfficiency: upsTable(0.99),
  }),
  SCHNEIDER_GALAXY_VX: defineUps({
    id: 'schneider-galaxy-vx',
    model: 'Galaxy VX',
    manufacturer: 'Schneider Electric',
    range: upsTable(powers(500, 1_500), 'its efficiency in double conversion differs by text: 95.9, 96.5 or 97 %'),
    ecoEfficiency: upsTable(0.99),
  }),
  SCHNEIDER_GALAXY_VXL: defineUps({
    id: 'schneider-galaxy-vxl',
    model: 'Galaxy VXL',
    manufacturer: 'Schneider Electric',
    range: upsTable(powers(500, 1_250)),
    efficiency: upsTable(0.975, 'double conversion'),
    ecoEfficiency: upsTable(0.99),
    mostInParallel: upsTable(Power.kilowatts(5_000)),
  }),
  SCHNEIDER_GALAXY_VL: defineUps({
    id: 'schneider-galaxy-vl',
    model: 'Galaxy VL',
    manufacturer: 'Schneider Electric',
    range: upsTable(powers(200, 500)),
    efficiency: upsTable(0.97, 'double conversion'),
    ecoEfficiency: upsTable(0.99),
  }),
  VERTIV_EXL_S1: defineUps({
    id: 'vertiv-exl-s1',
    model: 'Liebert EXL S1',
    manufacturer: 'Vertiv',
    range: upsTable(powers(300, 1_200)),
    ecoEfficiency: upsTable(0.99),
    mostInParallel: upsTable(Power.kilowatts(9_600)),
  }),
  HUAWEI_UPS5000_H: defineUps({
    id: 'huawei-ups5000-h',
    model: 'UPS5000-H',
    manufacturer: 'Huawei',
    range: upsTable(powers(400, 1_600)),
    efficiency: upsTable(0.975, 'double conversion'),
    ecoEfficiency: upsTable(0.991),
  }),
  ABB_MEGAFLEX_DPA: defineUps({
    id: 'abb-megaflex-dpa',
    model: 'MegaFlex DPA',
    manufacturer: 'ABB',
    range: upsTable(powers(250, 1_500)),
    efficiency: upsTable(0.974, 'double conversion'),
    ecoEfficiency: upsTable(0.99),
  }),
} as const;

/** Generating sets of the catalogue. */
export const generators = {
  CATERPILLAR_C175_16: defineGenerator({
    id: 'caterpillar-c175-16',
    model: 'C175-16',
    manufacturer: 'Caterpillar',
    standby: siteModel(Power.kilowatts(3_000), '3,750 kVA; product table. Two further texts print 2,500 to 3,100 kW'),
    hertz: siteModel(60),
    powerFactor: siteModel(0.8),
  }),
  CUMMINS_QSK95: defineGenerator({
    id: 'cummins-qsk95',
    model: 'QSK95',
    manufacturer: 'Cummins',
    range: cite('genset-note', 'secondary')(powers(3_000, 3_750), 'the basis of the rating is not stated'),
  }),
} as const;

/** Stores of electricity of the catalogue. */
export const batteries = {
  EATON_XSTORAGE: defineBattery({
    id: 'eaton-xstorage',
    model: 'xStorage',
    manufacturer: 'Eaton',
    energy: eatonNotes({ least: Energy.kilowattHours(250), most: Energy.kilowattHours(1_000) }),
    volts: eatonNotes({ least: Voltage.volts(761), most: Voltage.volts(1_200) }, 'direct current'),
    chemistry: eatonNotes('LFP'),
  }),
} as const;

const liebert = cite('afc-br', 'secondary');

/** Chillers of the catalogue. */
export const chillers = {
  VERTIV_LIEBERT_AFC: defineChiller({
    id: 'vertiv-liebert-afc',
    model: 'Liebert AFC',
    manufacturer: 'Vertiv',
    range: liebert(powers(500, 1_450), 'with free cooling; the adiabatic part is an option'),
  }),
} as const;

/** Fan walls of the catalogue. */
export const fanWalls = {
  VERTIV_LIEBERT_CWA: defineFanWall({
    id: 'vertiv-liebert-cwa',
    model: 'Liebert CWA',
    manufacturer: 'Vertiv',
    range: liebert(powers(200, 500), 'chilled water'),
  }),
} as const;

const devices = cite('nv-dps', 'confirmed');

const fork = cite('netbox-dtl-2024', 'secondary', '2024-04');

/** Rack power distribution units of the catalogue. */
export const pdus = {
  RACK_PDU_57500W: definePdu({
    id: 'rackpdu95-57500w',
    model: 'RackPDU95_57500W',
    manufacturer: 'NVIDIA Domain Power Service',
    rating: devices(Power.watts(57_500)),
    efficiency: devices(0.95),
  }),
  APC_AP8886: definePdu({
    id: 'apc-ap8886',
    model: 'AP8886',
    manufacturer: 'APC',
    rating: fork(Power.kilowatts(22), 'at 32 A; 17.3 kW at 24 A'),
    outlets: fork([
      { connector: 'C13', count: 30 },
      { connector: 'C19', count: 12 },
    ]),
  }),
} as const;

/**
 * Checks and freezes a rack.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineRack(spec: RackSpec): RackSpec {
  return defineEntry('rack', spec);
}

/**
 * Checks and freezes a rack PDU.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function definePdu(spec: PduSpec): PduSpec {
  return defineEntry('PDU', spec, (check, { input }) => {
    const { minVolts = 0, maxVolts = 0 } = input?.value ?? {};
    check.consistent(minVolts <= maxVolts, `'input' runs from ${minVolts} V to ${maxVolts} V`, 'swap the two');
  });
}

/**
 * Checks and freezes a busway.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineBusway(spec: BuswaySpec): BuswaySpec {
  return defineEntry('busway', spec);
}

/**
 * Checks and freezes a coolant distribution unit.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineCdu(spec: CduSpec): CduSpec {
  return defineEntry('CDU', spec, (check, { dryWeight, weight }) => {
    if (dryWeight === undefined || weight === undefined) return;
    check.consistent(
      dryWeight.value.isAtMost(weight.value),
      `'dryWeight' of ${dryWeight.value.toString()} is above 'weight' of ${weight.value.toString()}`,
      'give the mass with coolant as weight',
    );
  });
}

/**
 * Checks and freezes a storage system.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineStorageSystem(spec: StorageSystemSpec): StorageSystemSpec {
  return defineEntry('storage system', spec, (check, { ports, psus, files, metadataOperationsPerSecond }) => {
    for (const [key, fact] of Object.entries({ files, metadataOperationsPerSecond })) {
      const value: unknown = fact?.value ?? 1;
      check.consistent(
        Number.isSafeInteger(value),
        `'${key}' is ${JSON.stringify(value)}, which is no whole number`,
        'write a whole number',
      );
    }
    checkCages(check, 'ports', ports);
    checkPsus(check, psus);
  });
}

/**
 * Checks and freezes a server.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineServer(spec: ServerSpec): ServerSpec {
  return defineEntry('server', spec, (check, { psus }) => checkPsus(check, psus));
}

/**
 * Checks and freezes an uninterruptible power supply.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineUps(spec: UpsSpec): UpsSpec {
  return defineEntry('UPS', spec, (check, { range, efficiency, ecoEfficiency }) => {
    checkRange(check, 'range', range.value);
    if (efficiency === undefined || ecoEfficiency === undefined) return;
    check.consistent(
      efficiency.value <= ecoEfficiency.value,
      `'ecoEfficiency' of ${ecoEfficiency.value} is below 'efficiency' of ${efficiency.value}`,
      'swap the two',
    );
  });
}

/**
 * Checks and freezes a generating set.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineGenerator(spec: GeneratorSpec): GeneratorSpec {
  return defineEntry('generator', spec, (check, { range }) => checkRange(check, 'range', range?.value));
}

/**
 * Checks and freezes a store of electricity.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineBattery(spec: BatterySpec): BatterySpec {
  return defineEntry('battery', spec, (check, { energy, volts }) => {
    checkRange(check, 'energy', energy.value);
    checkRange(check, 'volts', volts?.value);
  });
}

/**
 * Checks and freezes a chiller.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineChiller(spec: ChillerSpec): ChillerSpec {
  return defineEntry('chiller', spec, (check, { range }) => checkRange(check, 'range', range.value));
}

/**
 * Checks and freezes a fan wall.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineFanWall(spec: FanWallSpec): FanWallSpec {
  return defineEntry('fan wall', spec, (check, { range }) => checkRange(check, 'range', range.value));
}

/** The least is at most the most. */
function checkRange<Q extends { isAtMost(other: Q): boolean; toString(): string }>(
  check: EntryCheck,
  name: string,
  range: { readonly least: Q; readonly most: Q } | undefined,
): void {
  if (range === undefined) return;
  check.consistent(
    range.least.isAtMost(range.most),
    `'${name}' runs from ${range.least.toString()} to ${range.most.toString()}`,
    'swap least and most',
  );
}

const directCurrentPress = cite('800v', 'secondary');
const chainStudy = cite('walk3d', 'secondary');

/**
 * Facts of a branch of 800 V direct current: a power rack beside the compute racks makes it, and each compute rack turns it into the 50 V of its busbar. What
 * its vendors claim of copper and upkeep is no figure of a design, and is left out.
 */
export const directCurrent = {
  /** Between the poles of the branch. */
  BRANCH: directCurrentPress(
    Voltage.volts(800),
    'full production with racks of the generation after Vera Rubin NVL72, in 2027',
  ),
  /** Of the busbar of a compute rack. */
  BUSBAR: cite('vr-pt5', 'secondary')(Voltage.volts(50), 'of the power shelves of Vera Rubin NVL72'),
  /** What one power rack gives. */
  POWER_RACK: directCurrentPress(Power.kilowatts(660), 'about; as an option from the third quarter of 2026'),
  /** Output over input from medium voltage to 800 V. */
  RECTIFIER_EFFICIENCY: chainStudy(0.98, 'solid-state transformer: "above 98 %" by its supplier'),
  /** Output over input from 800 V to 50 V at full load. */
  CONVERTER_EFFICIENCY: chainStudy(0.981, 'at full load by its supplier; 98.5 % at its peak'),
} as const;

const polca = cite('polca', 'secondary');

const A100 = 'measured on DGX A100: of other systems an assumption';

/** How long it takes until a lower limit holds. */
export const capTimes = {
  /** A limit that goes through the management controllers, at the longest. */
  OUT_OF_BAND: polca(Duration.seconds(40), A100),
  /** The power brake of the GPUs. */
  BRAKE: polca(Duration.seconds(5), A100),
} as const;
