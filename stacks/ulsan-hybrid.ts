import { join } from 'node:path';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import {
  assumed,
  type AssumptionReason,
  DataRate,
  DataSize,
  Duration,
  EthernetFabric,
  GpuCluster,
  type HallProps,
  InfinibandFabric,
  Length,
  Mass,
  Phase,
  Policy,
  Power,
  Site,
  StorageTier,
  TenantLoad,
  TrainingSwing,
  Voltage,
} from 'cdktf-ai-factory';
import { fitWithin, statedGpus } from 'cdktf-ai-factory/engines';
import { ulsanAws } from './ulsan-aws';
import { buildingLoop, hallCooling } from './ulsan-cooling';
import {
  COMPUTE_SWITCH,
  COMPUTE_SWITCH_POWER,
  GB300,
  GB300_CAP,
  IN_BAND_SWITCH,
  IN_BAND_SWITCH_POWER,
  OFFER,
  SCRATCH,
  ULSAN_MEDIA,
} from './ulsan-hardware';
import { plantPower, rowPower, supplyOf } from './ulsan-power';

/** What the press gives for the supply, and the PUE that it calls "1.1x". */
const FIRST = Power.megawatts(41);
const WHOLE = Power.megawatts(103);
const PUE = 1.19;
/** Voltage of Korean contracts above 40 MW. That this site has such a connection is not confirmed. */
const VOLTS = Voltage.kilovolts(154);
const PRESS = 'articles on Ulsan, 2025: about 60,000 GPUs, 103 MW, 41 MW of it in November 2027; a press figure';

const GPU_ROWS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'];
/** What the first job replaces. */
const JOB: AssumptionReason = {
  why: 'no job was measured on such racks: a synchronous one that waits at 30 % of its cap and rises in a second',
  owner: 'the operator of the cluster, with a measured job',
  until: '2027-12-31',
};
/** Two scalable units of 8 racks. */
const GPU_ROW_RACKS = 16;
const TENANT_ROWS = ['T1', 'T2', 'T3', 'T4', 'T5'];
const NETWORK_ROWS = ['N1', 'N2'];

/** What of the site no source states. */
export interface UlsanProps {
  /**
   * Voltage between lines at which the plant delivers.
   *
   * @default 154000 - the voltage of contracts above 40 MW; a connection of 154 kV is not confirmed
   */
  readonly supplyVolts?: Voltage;
  /**
   * Path of the file that remembers places, addresses and numbers; `false` keeps nothing.
   *
   * @default - `ulsan.lock.json` beside this program
   */
  readonly lockFile?: string | false;
}

/** Ulsan: three halls on the supply of the plant next door, and a zone of AWS, as one site. */
export function ulsanHybrid(app: App, props: UlsanProps = {}): Site {
  const stack = new TerraformStack(app, 'ulsan-onprem');
  new LocalBackend(stack, { path: '../../../terraform.ulsan-onprem.tfstate' });
  const site = new Site(stack, 'ulsan', {
    halls: ['hall-1', 'hall-2', 'hall-3'].map(hallOf),
    hallRoutes: [],
    addressPools: [
      // Without a VLAN: no source states one, and the operator gives it. `addressing/host-port-vlan` warns until then.
      { name: 'nodes', purpose: 'in-band', cidr: '10.128.0.0/18' },
      { name: 'loopbacks', purpose: 'loopback', cidr: '10.128.64.0/21' },
      { name: 'pods', purpose: 'pods', cidr: '10.132.0.0/14' },
    ],
    cableSlack: Length.metres(2),
    media: ULSAN_MEDIA,
    lockFile: props.lockFile ?? join(__dirname, 'ulsan.lock.json'),
    loadFigure: 'capped',
    supplyRules: 'kr',
    supply: { volts: props.supplyVolts ?? VOLTS, peakRatio: PUE },
    policy: {
      asOf: '2026-11-01',
      rules: [
        statedGpus({
          id: 'ulsan/stated-gpus',
          gpus: 60_000,
          source: PRESS,
          within: WHOLE,
          pue: PUE,
          system: GB300,
          systemPower: GB300_CAP,
        }),
      ],
    },
    tags: { site: 'ulsan' },
  });
  const first = new Phase(site, 'first', { date: '2027-11-30', contractPower: FIRST, energisedPower: FIRST });
  const whole = new Phase(site, 'whole', { date: '2029-02-28', contractPower: WHOLE, energisedPower: WHOLE });
  const supply = supplyOf({ site, volts: props.supplyVolts ?? VOLTS, rating: Power.megawatts(300) });
  const building = buildingLoop(
    site,
    plantPower('building', {
      ...{ site, supply, rating: Power.megawatts(1.5), place: 'exchanger-house', heatTo: 'outside' },
    }),
  );
  for (const [index, phase] of [first, whole, whole].entries()) {
    hallIn({ site, phase, supply, building, number: index + 1 });
  }
  for (const [name, phase, hall] of [
    ['co-tenant-first', first, 'hall-1'],
    ['co-tenant-whole', whole, 'hall-2'],
  ] as const) {
    new TenantLoad(site, name, {
      phase,
      rows: TENANT_ROWS.map((row) => `${hall}/${row}`),
      racks: 90,
      power: Power.megawatts(9),
      liquidShare: 0.7,
    });
  }
  for (const [name, power] of [
    ['41', FIRST],
    ['103', WHOLE],
  ] as const) {
    const { gpus, systems } = fitWithin({
      siteWatts: power.inWatts,
      pue: PUE,
      systemWatts: GB300_CAP.inWatts,
      gpusPerSystem: GB300.gpus.value,
    });
    new TerraformOutput(stack, `fits_${name}_mw`, {
      value: { system: GB300.model, cap: GB300_CAP.toString(), pue: PUE, systems, gpus },
    });
  }
  const aws = ulsanAws(app, site);
  aws.addDependency(stack);
  leftOpen(stack);
  return site;
}

/** What is not known, why, and who settles it until when. */
function leftOpen(stack: TerraformStack): void {
  const open: readonly (readonly [rules: readonly string[], reason: string])[] = [
    [
      [
        'supply/limit-not-given',
        'supply/kr-voltage-distortion',
        'supply/kr-impact-assessment',
        'supply/kr-frequency',
        'supply/restart-order',
        'supply/not-studied',
      ],
      'no connection agreement and no grid study is published: the operator of the plant gives both',
    ],
    [['power/figure-unknown'], 'only racks are capped; switches and storage count by their nameplate, which is more'],
    [
      ['storage/node-links-short', 'storage/block-loss-beyond-protection'],
      'storage goes over the in-band network, and how data is protected is of the offer of its supplier',
    ],
    [
      ['storage/demand-not-stated'],
      'no job is known: the operator states what checkpoints and files it asks of the tiers',
    ],
    [['power/rack-breaker'], 'cords and breakers of the racks are of the offer of their supplier'],
    [['space/floor-overload'], 'no source states what the floors carry: the building design gives it'],
    [['redundancy/spare-systems'], 'how many racks are spare, and how fast one is back, is of the operator'],
    [
      ['cooling/air-inlet', 'cooling/supply-too-warm'],
      'no source has the air of switches and storage, nor the water of the racks of the co-tenant',
    ],
    [['aws/unknown-quota'], 'the account that deploys is not known; whoever deploys compares its quotas'],
    [['addressing/host-port-vlan'], 'the operator gives the VLAN of the in-band network'],
  ];
  for (const [rules, reason] of open) {
    for (const rule of rules) Policy.acknowledge(stack, rule, { reason, until: '2027-06-30', andBelow: true });
  }
}

function hallOf(name: string): HallProps {
  const liquid = { model: 'MGX rack', units: 48, power: Power.kilowatts(145), maxLoad: Mass.kilograms(1_600) };
  const air = { model: '48 U rack', units: 48, power: Power.kilowatts(44), maxLoad: Mass.kilograms(1_200) };
  return {
    name,
    rack: liquid,
    rowPitch: Length.metres(3.6),
    rackPitch: Length.millimetres(600),
    riser: Length.metres(1.5),
    rows: [
      ...GPU_ROWS.slice(0, 4).map((row) => ({ name: row, racks: GPU_ROW_RACKS, accepts: ['system' as const] })),
      ...NETWORK_ROWS.map((row) => ({
        name: row,
        racks: 18,
        accepts: ['switch', 'storage', 'server'] as const,
        rack: air,
      })),
      ...GPU_ROWS.slice(4).map((row) => ({ name: row, racks: GPU_ROW_RACKS, accepts: ['system' as const] })),
      ...TENANT_ROWS.map((row) => ({ name: row, racks: 18 })),
    ],
  };
}

interface HallIn {
  readonly site: Site;
  readonly phase: Phase;
  readonly supply: ReturnType<typeof supplyOf>;
  readonly building: ReturnType<typeof buildingLoop>;
  readonly number: number;
}

/** One hall: 144 racks with 10,368 GPUs on their own fabrics, a zone a row, liquid and air. */
function hallIn({ site, phase, supply, building, number }: HallIn): void {
  const hall = `hall-${number}`;
  const zoneOf = (rows: readonly string[], rating: Power): ReturnType<typeof rowPower> =>
    rowPower(`${hall}-${rows.join('').toLowerCase()}`, {
      site,
      phase,
      supply,
      rows: rows.map((row) => `${hall}/${row}`),
      rating,
      place: hall,
      heatTo: `${hall}-air`,
    });
  const zones = GPU_ROWS.map((row) => zoneOf([row], Power.megawatts(2.9)));
  const network = zoneOf(NETWORK_ROWS, Power.megawatts(2));
  for (const row of TENANT_ROWS) zoneOf([row], Power.megawatts(2.4));
  const fedFrom = plantPower(`${hall}-plant`, {
    ...{ site, phase, supply, rating: Power.megawatts(2.5), place: hall, heatTo: `${hall}-air` },
  });
  hallCooling({ site, phase, hall, building, fedFrom });
  const cluster = new GpuCluster(site, `gpu-${number}`, {
    system: GB300,
    count: 144,
    powerCap: GB300_CAP,
    shelfEfficiency: 0.975,
    powerZones: zones,
    phase,
    leadTime: Duration.weeks(40),
  });
  new TrainingSwing(site, `training-${number}`, {
    clusters: [cluster],
    high: GB300_CAP,
    ...assumed({ low: Power.kilowatts(40), rise: Duration.seconds(1) }, JOB),
  });
  const scratch = new StorageTier(network, `scratch-${number}`, {
    system: SCRATCH,
    serves: [cluster],
    capacity: DataSize.petabytes(30),
    read: DataRate.gigabytesPerSecond(2_400),
    phase,
  });
  const compute = new InfinibandFabric(network, `compute-${number}`, {
    hosts: [cluster],
    switch: COMPUTE_SWITCH,
    ...assumed({ switchPower: COMPUTE_SWITCH_POWER }, OFFER),
    phase,
  });
  new EthernetFabric(network, `in-band-${number}`, {
    role: 'in-band',
    hosts: [cluster, scratch],
    switch: IN_BAND_SWITCH,
    ...assumed({ switchPower: IN_BAND_SWITCH_POWER }, OFFER),
    phase,
  });
  Policy.acknowledge(cluster, 'power/shelf-overload-on-feed-and-supply-loss', {
    reason: 'a supply that fails while a feed is out is a second failure; the racks are then held to a lower cap',
    until: '2027-12-31',
  });
  // One finding of all networks, at the first of them.
  if (number === 1) {
    Policy.acknowledge(compute, 'fabric/no-out-of-band', {
      reason: 'the out-of-band network comes with the fit-out of each hall; no source names its switches yet',
      until: '2027-06-30',
    });
  }
  Policy.acknowledge(compute, 'fabric/no-subnet-manager', {
    reason: 'the subnet manager runs on switches, in standby on a second one',
    until: '2027-12-31',
  });
}

if (require.main === module) {
  const app = new App();
  ulsanHybrid(app);
  app.synth();
}
