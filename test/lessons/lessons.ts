import { App, TerraformStack } from 'cdktf';
import * as lib from 'cdktf-ai-factory';
import { defineStorageSystem, defineSystem, switches, systems, userFact } from 'cdktf-ai-factory/catalog';

import { markdownTable } from '../../src/report/markup';

const { DataRate, DataSize, Duration, Length, Mass, Power, Voltage } = lib;

/** What the rule says of a program: it fails it, it says what is not known, or nothing. */
export type LessonOutcome = 'caught' | 'not known' | 'missed';

/** An outage or a known mistake, with a small program that has its design cause. */
export interface Lesson {
  readonly incident: string;
  readonly year: string;
  readonly source: string;
  /** What of the design let it happen. */
  readonly cause: string;
  /** Rule that finds the cause. */
  readonly rule: string;
  readonly outcome: LessonOutcome;
  /** A site with the cause. */
  readonly build: () => lib.Site;
  /** The same site without it, where the rule has nothing to say. */
  readonly sound: () => lib.Site;
}

const kW = (amount: number): lib.Power => Power.kilowatts(amount);
const FACT = '2026-11';
const BLOCK = defineStorageSystem({
  id: 'block',
  model: 'flash block',
  manufacturer: 'supplier',
  heightU: userFact(2, 'offer', FACT),
  usableCapacity: userFact(DataSize.petabytes(1), 'offer', FACT),
  read: userFact(DataRate.gigabytesPerSecond(60), 'offer', FACT),
  write: userFact(DataRate.gigabytesPerSecond(30), 'offer', FACT),
  ports: userFact({ count: 4, rate: DataRate.gigabitsPerSecond(400) }, 'offer', FACT),
  psus: userFact({ count: 2, needed: 1 }, 'offer', FACT),
  maxPower: userFact(Power.watts(1_600), 'offer', FACT),
});

type Extra = Partial<lib.SiteProps>;
type HallExtra = Partial<NonNullable<lib.SiteProps['halls']>[number]>;

/** A hall of two rows and nothing in it. */
function bare(extra: Extra, hall: HallExtra): lib.Site {
  const stack = new TerraformStack(new App({ outdir: 'lessons.out' }), 'lesson');
  return new lib.Site(stack, 'site', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: '48 U rack', units: 48, power: kW(145) },
        rows: [
          { name: 'A', racks: 14 },
          { name: 'B', racks: 8 },
        ],
        ...hall,
      },
    ],
    addressPools: [
      { name: 'loopbacks', purpose: 'loopback', cidr: '10.9.0.0/23' },
      { name: 'oob', purpose: 'oob', cidr: '10.3.0.0/23' },
      { name: 'store', purpose: 'storage', cidr: '10.0.0.0/23' },
    ],
    lockFile: false,
    ...extra,
  });
}

/** The same with a power zone over both rows. */
function place(extra: Extra = {}, hall: HallExtra = {}): lib.Site {
  const site = bare(extra, hall);
  new lib.PowerZone(site, 'zone', { rating: Power.megawatts(3), rows: ['A', 'B'], rackFeed: 'static-switch' });
  return site;
}

/** 32 systems of 8 GPUs. */
function cluster(site: lib.Site, props: Partial<lib.GpuClusterProps> = {}): lib.GpuCluster {
  return new lib.GpuCluster(site, 'gpu', { system: systems.DGX_H100, count: 32, ...props });
}

/** Their compute fabric of Ethernet. */
function ethernet(props: Partial<lib.EthernetFabricProps> = {}): lib.Site {
  const site = place();
  new lib.EthernetFabric(site, 'compute', {
    role: 'compute',
    hosts: [cluster(site)],
    switch: switches.SN5600,
    switchPower: kW(1.7),
    portRate: DataRate.gigabitsPerSecond(400),
    ...props,
  });
  return site;
}

/** Systems, their fabric, and the network to repair it. */
function managed(props?: Partial<lib.ManagementNetworkProps>): lib.Site {
  const site = place();
  const gpu = cluster(site);
  const compute = new lib.InfinibandFabric(site, 'compute', {
    hosts: [gpu],
    switch: switches.QM9700,
    switchPower: kW(1.7),
  });
  if (props !== undefined) {
    new lib.ManagementNetwork(site, 'oob', {
      manages: [gpu, compute],
      switch: switches.SN2201,
      switchPower: Power.watts(100),
      ...props,
    });
  }
  return site;
}

/** A utility, two UPS and a zone on both. */
function twoUps(first: string, second: string): lib.Site {
  const site = bare({}, {});
  const chain = { volts: Voltage.volts(415), powerFactor: 0.95 };
  const grid = new lib.Utility(site, 'grid', { ...chain, rating: kW(900) });
  const [a, b] = [first, second].map(
    (compartment, at) =>
      new lib.Ups(site, `ups-${at === 0 ? 'A' : 'B'}`, {
        ...chain,
        feed: at === 0 ? 'A' : 'B',
        rating: kW(800),
        efficiency: 0.97,
        fedFrom: grid,
        compartment,
        supply: { autonomy: Duration.minutes(5) },
      }),
  );
  if (a === undefined || b === undefined) return site;
  const zone = new lib.PowerZone(site, 'zone', {
    rating: kW(750),
    rows: ['A', 'B'],
    rackFeed: 'static-switch',
    sources: { A: a, B: b },
  });
  cluster(site, { powerZones: [zone] });
  return site;
}

/** Panels between rows, with their ends. */
function patched(panels: Partial<lib.PatchingProps['panels']>): lib.Site {
  const site = place(
    {
      patching: [
        {
          between: ['A', 'B'],
          panels: { model: 'panel', heightU: 1, ports: 24, polarity: 'B', polish: 'APC', ...panels },
          multimode: { polarity: 'B', polish: 'APC', cordPolarity: 'B', cordPolish: 'APC', transceiverPolish: 'APC' },
        },
      ],
    },
    {
      rack: { model: '48 U rack', units: 48, power: kW(44) },
      rows: [
        { name: 'A', racks: 8, accepts: ['system'] },
        { name: 'B', racks: 6, accepts: ['switch'] },
      ],
    },
  );
  new lib.InfinibandFabric(site, 'compute', { hosts: [cluster(site)], switch: switches.QM9700, switchPower: kW(1.7) });
  return site;
}

/** Racks of 1.36 t and more. */
function heavy(hall: HallExtra): lib.Site {
  const site = place({}, { ...hall });
  const system = defineSystem({ ...systems.GB300_NVL72, heightU: userFact(48, 'offer', FACT) });
  new lib.GpuCluster(site, 'nvl', { system, count: 8 });
  return site;
}

/** A tier that serves the systems. */
function stored(props: Partial<lib.StorageTierProps>): lib.Site {
  const site = place();
  new lib.StorageTier(site, 'scratch', { system: BLOCK, serves: [cluster(site)], blocks: 4, ...props });
  return site;
}

const BODY = {
  model: 'MGX',
  units: 48,
  power: kW(145),
  width: Length.millimetres(600),
  depth: Length.millimetres(1_200),
  weight: Mass.kilograms(140),
};

const HOST_ROCE = {
  priority: 3,
  dscp: 26,
  trust: 'dscp',
  isPfcOn: true,
  isEcnOn: true,
  mtu: DataSize.bytes(9_000),
} as const;

const RDMA = { roce: { priority: 3, dscp: 26 }, mtu: DataSize.bytes(9_216), hostRoce: HOST_ROCE } as const;

const REPAIR = { wayOut: 'own-line', repairServices: [{ name: 'name servers', network: 'oob' }] } as const;

const spared = (props: Partial<lib.GpuClusterProps>): lib.Site => {
  const site = place();
  cluster(site, { systemMtbf: Duration.hours(6_335), systemRepair: Duration.hours(48), ...props });
  return site;
};

const META = 'Meta, More details about the October 4 outage';
const HPN = 'Qian et al., Alibaba HPN, SIGCOMM 2024';
const LLAMA = 'The Llama 3 Herd of Models, section 3.3.4';

/** Lessons in order of the year. */
export const lessons: readonly Lesson[] = [
  {
    incident: 'RDMA over Ethernet that drops',
    year: '2020',
    source: 'NVIDIA/nccl issues 306 and 378; openucx/ucx issue 6000',
    cause: 'hosts do not pause by priority, switches do',
    rule: 'fabric/roce-settings',
    outcome: 'caught',
    build: () => ethernet({ ...RDMA, hostRoce: { ...HOST_ROCE, isPfcOn: false } }),
    sound: () => ethernet(RDMA),
  },
  {
    incident: 'RDMA over Ethernet that nobody configured',
    year: '2020',
    source: 'openucx/ucx issue 6000',
    cause: 'no lossless class is stated',
    rule: 'fabric/roce-settings',
    outcome: 'not known',
    build: () => ethernet(),
    sound: () => ethernet(RDMA),
  },
  {
    incident: 'Facebook',
    year: '2021',
    source: META,
    cause: 'no out-of-band network',
    rule: 'fabric/no-out-of-band',
    outcome: 'caught',
    build: () => managed(),
    sound: () => managed(REPAIR),
  },
  {
    incident: 'Facebook',
    year: '2021',
    source: META,
    cause: 'the way to repair goes over the network that is down',
    rule: 'fabric/way-to-repair',
    outcome: 'caught',
    build: () => managed({ ...REPAIR, wayOut: 'compute' }),
    sound: () => managed(REPAIR),
  },
  {
    incident: 'Facebook',
    year: '2021',
    source: META,
    cause: 'name servers are reached over the network that is down',
    rule: 'fabric/way-to-repair',
    outcome: 'caught',
    build: () => managed({ ...REPAIR, repairServices: [{ name: 'name servers', network: 'compute' }] }),
    sound: () => managed(REPAIR),
  },
  {
    incident: 'SK C&C Pangyo (Kakao)',
    year: '2022',
    source: 'Government of Korea, investigation results',
    cause: 'both UPS stand in one room',
    rule: 'redundancy/compartment-loss',
    outcome: 'caught',
    build: () => twoUps('B3-electrical', 'B3-electrical'),
    sound: () => twoUps('B3-east', 'B3-west'),
  },
  {
    incident: 'Dead links of MPO',
    year: '2023',
    source: 'Leviathan Systems field guide; NVIDIA structured cabling requirements',
    cause: 'panels of another polarity method than trunks and cords',
    rule: 'cabling/mixed-polarity',
    outcome: 'caught',
    build: () => patched({ polarity: 'A' }),
    sound: () => patched({}),
  },
  {
    incident: 'Alibaba HPN',
    year: '2024',
    source: HPN,
    cause: 'a GPU has one port on one leaf',
    rule: 'fabric/job-stops',
    outcome: 'caught',
    build: () => ethernet(),
    sound: () => ethernet({ planes: 2 }),
  },
  {
    incident: 'Llama 3 405B',
    year: '2024',
    source: LLAMA,
    cause: 'no spare system for a job on all',
    rule: 'redundancy/spare-systems',
    outcome: 'caught',
    build: () => spared({ spareSystems: 0 }),
    sound: () => spared({ spareSystems: 1 }),
  },
  {
    incident: 'Storage whose protection nobody states',
    year: '2024',
    source: LLAMA,
    cause: 'it is not stated how many blocks may be lost',
    rule: 'storage/block-loss-beyond-protection',
    outcome: 'not known',
    build: () => stored({}),
    sound: () => stored({ tolerates: { blocks: 1 } }),
  },
  {
    incident: 'Racks of 1.5 t',
    year: '2025',
    source: 'Data Center Knowledge, Heavy Compute',
    cause: 'nobody states what the floor can carry',
    rule: 'space/floor-overload',
    outcome: 'not known',
    build: () => heavy({ rack: BODY }),
    sound: () => heavy({ rack: BODY, floorLimit: lib.FloorLoad.kilonewtonsPerSquareMetre(30) }),
  },
  {
    incident: 'Racks of 1.5 t',
    year: '2025',
    source: 'Data Center Knowledge, Heavy Compute',
    cause: 'the floor carries less than the rack presses',
    rule: 'space/floor-overload',
    outcome: 'caught',
    build: () => heavy({ rack: BODY, floorLimit: lib.FloorLoad.kilonewtonsPerSquareMetre(12) }),
    sound: () => heavy({ rack: BODY, floorLimit: lib.FloorLoad.kilonewtonsPerSquareMetre(30) }),
  },
];

/** What the rule of a lesson says of a site. */
export function outcomeOf(site: lib.Site, rule: string): LessonOutcome {
  const found = site.judgement.findings.filter(({ ruleId }) => ruleId === rule);
  if (found.some(({ outcome }) => outcome === 'failed')) return 'caught';
  return found.length > 0 ? 'not known' : 'missed';
}

/** The page of lessons: one row each. */
export function renderLessons(): string {
  const rows = lessons.map(({ year, incident, source, cause, rule, outcome }) => [
    year,
    incident,
    cause,
    `\`${rule}\``,
    outcome,
    source,
  ]);
  const count = (wanted: LessonOutcome): number => lessons.filter(({ outcome }) => outcome === wanted).length;
  return [
    '# Lessons of outages',
    '',
    'Outages and known mistakes with the rule that finds their design cause. The tests run a small program for each row, and beside it the same site without the cause, of which the rule says nothing.',
    '',
    `Of ${lessons.length} programs ${count('caught')} are caught, ${count('not known')} are not known until a prop is given, and ${count('missed')} are missed. This page is printed from the table of the tests by \`npm run docs\`.`,
    '',
    markdownTable(['year', 'incident', 'cause in the design', 'rule', 'outcome', 'source'], rows),
    '',
  ].join('\n');
}
