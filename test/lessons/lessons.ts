import * as lib from 'cdktf-ai-factory';

import { DesignError } from '../../src/errors/design-error';
import type { SitePlan } from '../../src/model/site-plan';
import { evaluate } from '../../src/policy/evaluate';
import { defaultRules } from '../../src/policy/rule-packs';
import { markdownTable } from '../../src/report/markup';
import { awsSite, line, lustre, pool } from '../policy/aws/aws-plan-fixture';
import {
  celsius,
  chain2N,
  checkpointed,
  copied,
  corded,
  ethernet,
  fansOnOneBoard,
  fedPlant,
  heavy,
  kW,
  managed,
  managers,
  namedCluster,
  outdoors,
  patched,
  place,
  plant,
  repairedOver,
  sets,
  sharedSignal,
  spared,
  stored,
  turbines,
} from './lesson-sites';

const { DataSize, Duration, FloorLoad, Volume } = lib;

/** What the rule says of a program: it fails it or refuses it, it says what is not known, or nothing. */
export type LessonOutcome = 'caught' | 'not known' | 'missed';

/** An outage or a known mistake, with a small program that has its design cause. */
export interface Lesson {
  /** The kind of cause, from 1: several programs may have it. */
  readonly point: number;
  readonly incident: string;
  /** Year of a dated incident; `-` of a known mistake. */
  readonly year: string;
  readonly source: string;
  /** What of the design let it happen. */
  readonly cause: string;
  /** Rule that finds the cause, or code of the error that refuses it. */
  readonly rule: string;
  readonly outcome: LessonOutcome;
  /** A site with the cause. */
  readonly build: () => lib.Site | SitePlan;
  /** The same site without it, of which the rule says nothing. */
  readonly sound: () => lib.Site | SitePlan;
}

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

const HEAT = {
  hottestDryBulb: celsius(40.2),
  recirculation: celsius(2),
  percentile: 'n = 20 years',
  source: 'station Heathrow',
};
const FROST = { coldest: celsius(-18), percentile: 'n = 20 years', source: 'station Aurora' };

const room = (compartment: string, cells: 'lithium-ion' | 'none' = 'none') => ({ compartment, cells }) as const;
const rides = (least: number): lib.NodeSupplyProps => ({
  gridRideThrough: { voltage: [{ least, time: Duration.seconds(1) }] },
});
const asked = { supply: rides(0.5) };
const towers = (store: lib.Volume): lib.Site =>
  chain2N({}, ({ site }) => {
    const own = { kind: 'cooling-tower' as const, approach: celsius(4), outdoor: celsius(28), power: kW(6) };
    const litres = lib.Consumption.litresPerKilowattHour(1.8);
    const water = {
      waterConsumption: litres,
      waterStore: store,
      requiredWater: Duration.hours(24),
      waterSource: 'a second main',
    };
    plant({ site }, { chillers: { ...own, ...water } });
  });
const slip = (prop: string): lib.Site =>
  place({}, { rack: { model: '48 U rack', units: 48, power: kW(145), [prop]: kW(30) } });

const META = 'Meta, More details about the October 4 outage';
const HPN = 'Qian et al., Alibaba HPN, SIGCOMM 2024';
const LLAMA = 'The Llama 3 Herd of Models, section 3.3.4';
const MPO = 'Leviathan Systems field guide; NVIDIA structured cabling requirements';
const AZURE = 'Microsoft, review of Australia East, August 2023';
const HOUSE = 'known mistake';

type Row = readonly [
  point: number,
  year: string,
  incident: string,
  source: string,
  cause: string,
  rule: string,
  outcome: LessonOutcome,
  build: Lesson['build'],
  sound: Lesson['sound'],
];

const CAUGHT = 'caught';
const OPEN = 'not known';

const ROWS: readonly Row[] = [
  [
    1,
    '-',
    'The pair in one rack',
    HOUSE,
    'both managers of a fabric stand in one rack',
    'redundancy/partners-in-one-rack',
    CAUGHT,
    () => managers(1),
    () => managers(3),
  ],
  [
    2,
    '2022',
    'SK C&C Pangyo (Kakao)',
    'Government of Korea, investigation results',
    'both UPS stand in one room',
    'redundancy/compartment-loss',
    CAUGHT,
    () => chain2N({ stores: [room('B3'), room('B3')] }),
    () => chain2N({ stores: [room('B3-east'), room('B3-west')] }),
  ],
  [
    2,
    '2024',
    'Digital Realty SIN11',
    'Digital Realty and press on SIN11, September 2024',
    'lithium cells stand beside what they must not burn',
    'redundancy/dangerous-neighbours',
    CAUGHT,
    () => chain2N({ stores: [room('B3', 'lithium-ion'), room('B3')] }),
    () => chain2N({ stores: [room('B3-cells', 'lithium-ion'), room('B3')] }),
  ],
  [
    3,
    '2021',
    'OVH Strasbourg',
    'BEA-RI, report on the fire of OVH Strasbourg',
    'a copy stands beside its original',
    'storage/copy-beside-original',
    CAUGHT,
    () => copied(),
    () => copied('vault'),
  ],
  [
    4,
    '2023',
    'Azure Australia East',
    AZURE,
    'chillers stop with a transfer, and start again late',
    'cooling/stopped-on-loss',
    CAUGHT,
    () => fedPlant({ water: { hold: Duration.minutes(4) } }),
    () => fedPlant({}),
  ],
  [
    5,
    '-',
    'Sources sized for IT',
    HOUSE,
    'transformers carry IT, and not its cooling',
    'redundancy/overload-on-loss',
    CAUGHT,
    () => fedPlant({}, { transformer: { rating: kW(400) } }),
    () => fedPlant({}),
  ],
  [
    5,
    '-',
    'Sources sized for IT',
    HOUSE,
    'nobody states which nodes carry the cooling',
    'power/cooling-off-chain',
    OPEN,
    () => outdoors(undefined),
    () => fedPlant({}),
  ],
  [
    6,
    '-',
    'Cooling on one board',
    HOUSE,
    'all fans of a hall hang on one board',
    'cooling/stopped-on-loss',
    CAUGHT,
    () => fansOnOneBoard(),
    () => fedPlant({}),
  ],
  [
    7,
    '2022',
    'Alibaba Cloud Hong Kong',
    'Alibaba Cloud, review of zone C, December 2022',
    'all chillers stand on one loop that nothing parts',
    'cooling/loop-loss',
    CAUGHT,
    () => fedPlant({}),
    () => fedPlant({ water: { sections: 2 } }),
  ],
  [
    8,
    '2012',
    'AWS us-east-1, 29 June',
    'AWS, summary of the event of 29 June 2012',
    'sets of N+1 are too few when one does not start',
    'redundancy/group-scheme',
    CAUGHT,
    () => sets(kW(160)),
    () => sets(kW(200)),
  ],
  [
    9,
    '2023',
    'Equinix Singapore SG3',
    'Parliament of Singapore, reply on the outage of October 2023',
    'one signal closes the valves of all units',
    'redundancy/common-cause',
    CAUGHT,
    () => sharedSignal(true),
    () => sharedSignal(false),
  ],
  [
    10,
    '2023',
    'Cloudflare, Flexential PDX',
    'Cloudflare, post mortem of 2 November 2023',
    'a battery that must hold 40 s holds 44 s when new, and 35 s at its end',
    'continuity/ride-through-short',
    CAUGHT,
    () => chain2N({ store: { autonomy: Duration.seconds(9) }, start: Duration.seconds(38) }),
    () => chain2N({ start: Duration.seconds(38) }),
  ],
  [
    11,
    '2024',
    '1,500 MW leave the grid',
    'NERC, incident review, January 2025',
    'stores leave the grid in dips that it asks to ride through',
    'supply/voltage-ride-through',
    CAUGHT,
    () => chain2N({ site: asked, store: rides(0.7) }),
    () => chain2N({ site: asked, store: rides(0.5) }),
  ],
  [
    12,
    '2024',
    'xAI Memphis',
    'press on Colossus, Megapacks',
    'a store takes too little of the swing of a job',
    'continuity/swing-step',
    CAUGHT,
    () => turbines(kW(100)),
    () => turbines(kW(300)),
  ],
  [
    12,
    '2024',
    'xAI Memphis',
    'press on Colossus, Megapacks',
    'nobody states what a store takes of a swing',
    'continuity/swing-step',
    OPEN,
    () => turbines(),
    () => turbines(kW(300)),
  ],
  [
    13,
    '2016',
    'AWS Sydney',
    'AWS, message 4372T8',
    'a store feeds the sagging grid until it is empty',
    'supply/feeds-back',
    CAUGHT,
    () => chain2N({ store: { feedsBack: true } }),
    () => chain2N({ store: { feedsBack: true, separation: Duration.seconds(1) } }),
  ],
  [
    14,
    '2017',
    'British Airways',
    'Evening Standard, May 2017',
    'power returns in steps that the source does not take',
    'supply/restart-step',
    CAUGHT,
    () => chain2N({ steps: [1, 2], source: { step: kW(100) } }),
    () => chain2N({ steps: [1, 2], source: { step: kW(200) } }),
  ],
  [
    14,
    '2017',
    'British Airways',
    'Evening Standard, May 2017',
    'nobody states how power returns',
    'supply/restart-order',
    OPEN,
    () => chain2N(),
    () => chain2N({ steps: [1, 2], source: { step: kW(200) } }),
  ],
  [
    15,
    '2022',
    'Google and Oracle London',
    'Google Cloud, incident of europe-west2, 19 July 2022',
    'chillers are made for less than the hottest day',
    'cooling/hotter-than-design',
    CAUGHT,
    () => outdoors(HEAT, { outdoor: celsius(35) }),
    () => outdoors(HEAT, { outdoor: celsius(45) }),
  ],
  [
    15,
    '2022',
    'Google and Oracle London',
    'Google Cloud, incident of europe-west2, 19 July 2022',
    'nobody states the hottest day of the site',
    'cooling/climate-unknown',
    OPEN,
    () => outdoors(HEAT),
    () => outdoors({ ...HEAT, ...FROST }),
  ],
  [
    16,
    '2025',
    'CyrusOne Aurora (CME)',
    'Bloomberg, November 2025',
    'water outdoors stands unprotected in frost',
    'cooling/colder-than-design',
    CAUGHT,
    () => outdoors(FROST, { coldestOutdoor: celsius(-20) }),
    () => outdoors(FROST, { coldestOutdoor: celsius(-20), frostProtection: 'glycol' }),
  ],
  [
    17,
    '-',
    'What a plant uses up',
    HOUSE,
    'water for towers lasts 3 h of 24 h',
    'cooling/water-store',
    CAUGHT,
    () => towers(Volume.litres(2_000)),
    () => towers(Volume.litres(20_000)),
  ],
  [
    18,
    '2024',
    'Alibaba HPN',
    HPN,
    'a GPU has one port on one leaf',
    'fabric/job-stops',
    CAUGHT,
    () => ethernet(),
    () => ethernet({ planes: 2 }),
  ],
  [
    19,
    '-',
    'RDMA over Ethernet that drops',
    'NVIDIA/nccl issues 306 and 378; openucx/ucx issue 6000',
    'hosts do not pause by priority, switches do',
    'fabric/roce-settings',
    CAUGHT,
    () => ethernet({ ...RDMA, hostRoce: { ...HOST_ROCE, isPfcOn: false } }),
    () => ethernet(RDMA),
  ],
  [
    19,
    '-',
    'RDMA over Ethernet that drops',
    'openucx/ucx issue 6000',
    'hosts send larger packets than switches take',
    'fabric/roce-settings',
    CAUGHT,
    () => ethernet({ ...RDMA, mtu: DataSize.bytes(4_500) }),
    () => ethernet(RDMA),
  ],
  [
    19,
    '-',
    'RDMA over Ethernet that nobody configured',
    'openucx/ucx issue 6000',
    'no lossless class is stated',
    'fabric/roce-settings',
    OPEN,
    () => ethernet(),
    () => ethernet(RDMA),
  ],
  [
    20,
    '2021',
    'Facebook',
    META,
    'no out-of-band network',
    'fabric/no-out-of-band',
    CAUGHT,
    () => managed(),
    () => managed(REPAIR),
  ],
  [
    20,
    '2021',
    'Facebook',
    META,
    'the way to repair goes over the network that is down',
    'fabric/way-to-repair',
    CAUGHT,
    () => managed({ ...REPAIR, wayOut: 'compute' }),
    () => managed(REPAIR),
  ],
  [
    20,
    '2021',
    'Facebook',
    META,
    'the way to repair leads there over another network',
    'fabric/way-to-repair',
    CAUGHT,
    () => repairedOver('compute'),
    () => repairedOver('mobile'),
  ],
  [
    20,
    '2021',
    'Facebook',
    META,
    'name servers are reached over the network that is down',
    'fabric/way-to-repair',
    CAUGHT,
    () => managed({ ...REPAIR, repairServices: [{ name: 'name servers', network: 'compute' }] }),
    () => managed(REPAIR),
  ],
  [
    21,
    '2021',
    'AWS Direct Connect Tokyo',
    'AWS, message 17908, 2 September 2021',
    'all lines pass one layer of the region',
    'aws/single-layer',
    CAUGHT,
    () => awsSite({ directConnects: [line({ hasVpn: false })] }),
    () => awsSite({ directConnects: [line({ hasVpn: true })] }),
  ],
  [
    22,
    '2026',
    'AWS us-east-1, use1-az4',
    'AWS, event of one zone, May 2026',
    'all pools stand in one zone',
    'aws/one-zone',
    CAUGHT,
    () => awsSite({ pools: [pool(), pool({ name: 'more' })], lustre: [lustre()] }),
    () => awsSite({ pools: [pool(), pool({ name: 'more', zone: 'az2' })] }),
  ],
  [
    23,
    '-',
    'Dead links of MPO',
    MPO,
    'panels of another polarity method than trunks and cords',
    'cabling/mixed-polarity',
    CAUGHT,
    () => patched({ polarity: 'A' }),
    () => patched({}),
  ],
  [
    23,
    '-',
    'Dead links of MPO',
    MPO,
    'panels of another polish than trunks and cords',
    'cabling/mixed-polarity',
    CAUGHT,
    () => patched({ polish: 'UPC' }),
    () => patched({}),
  ],
  [
    24,
    '2024',
    'Llama 3 405B',
    LLAMA,
    'no spare system for a job on all',
    'redundancy/spare-systems',
    CAUGHT,
    () => spared(0),
    () => spared(1),
  ],
  [
    25,
    '-',
    'Interval above the time between failures',
    HOUSE,
    'a checkpoint in 4 h, and a failure in 3 h',
    'storage/checkpoint-interval-over-mtbf',
    CAUGHT,
    () => checkpointed(Duration.hours(4)),
    () => checkpointed(Duration.minutes(30)),
  ],
  [
    26,
    '2025',
    'Racks of 1.5 t',
    'Data Center Knowledge, Heavy Compute',
    'the floor carries less than the rack presses',
    'space/floor-overload',
    CAUGHT,
    () => heavy(FloorLoad.kilonewtonsPerSquareMetre(12)),
    () => heavy(FloorLoad.kilonewtonsPerSquareMetre(30)),
  ],
  [
    26,
    '2025',
    'Racks of 1.5 t',
    'Data Center Knowledge, Heavy Compute',
    'nobody states what the floor can carry',
    'space/floor-overload',
    OPEN,
    () => heavy(),
    () => heavy(FloorLoad.kilonewtonsPerSquareMetre(30)),
  ],
  [
    26,
    '2024',
    'Llama 3 405B',
    LLAMA,
    'nobody states how a job swings',
    'continuity/swing-not-given',
    OPEN,
    () => chain2N(),
    () => chain2N({ swing: {} }),
  ],
  [
    26,
    '2024',
    'Storage whose protection nobody states',
    LLAMA,
    'it is not stated how many blocks may be lost',
    'storage/block-loss-beyond-protection',
    OPEN,
    () => stored({}),
    () => stored({ tolerates: { blocks: 1 } }),
  ],
  [
    26,
    '2024',
    'Storage of which jobs ask nothing',
    LLAMA,
    'nobody states which checkpoints jobs write',
    'storage/demand-not-stated',
    OPEN,
    () => stored({}),
    () => checkpointed(Duration.minutes(30)),
  ],
  [
    26,
    '-',
    'Cords that carry half',
    'NEC 210.20(A)',
    'nobody states the cords and breakers of racks',
    'power/rack-breaker',
    OPEN,
    () => corded(),
    () => corded(lib.Current.amperes(63)),
  ],
  [
    27,
    '-',
    'A prop that there is not',
    HOUSE,
    'a nested prop is taken, and judged by nothing',
    'props/unknown',
    CAUGHT,
    () => slip('maxAirHaet'),
    () => slip('maxAirHeat'),
  ],
  [
    28,
    '-',
    'Names of the library itself',
    HOUSE,
    'a device whose name no host may have',
    'naming/host-name',
    CAUGHT,
    () => namedCluster('gpu_one'),
    () => patched({}),
  ],
];

/** Lessons by their kind, in order of the table. */
export const lessons: readonly Lesson[] = ROWS.map(
  ([point, year, incident, source, cause, rule, outcome, build, sound]) => ({
    ...{ point, year, incident, source, cause, rule, outcome, build, sound },
  }),
);

/** What the rule of a lesson says of a site. */
export function outcomeOf(build: Lesson['build'], rule: string): LessonOutcome {
  let site: lib.Site | SitePlan;
  try {
    site = build();
  } catch (error) {
    if (error instanceof DesignError && error.code === rule) return 'caught';
    throw error;
  }
  const plan = 'plan' in site ? site.plan : site;
  const found = evaluate(plan, { rules: defaultRules.filter(({ id }) => id === rule) }).findings;
  if (found.some(({ outcome }) => outcome === 'failed')) return 'caught';
  return found.length > 0 ? 'not known' : 'missed';
}

/** What came of kinds of cause: caught by one of their programs, else not known, else missed. */
export function countsOf(
  outcomes: readonly (readonly [point: number, outcome: LessonOutcome])[],
): Record<LessonOutcome, number> {
  const points = new Map<number, Set<LessonOutcome>>();
  for (const [point, outcome] of outcomes) points.set(point, (points.get(point) ?? new Set()).add(outcome));
  const counts: Record<LessonOutcome, number> = { caught: 0, 'not known': 0, missed: 0 };
  for (const found of points.values()) {
    const [best = 'missed'] = (['caught', 'not known'] as const).filter((each) => found.has(each));
    counts[best] += 1;
  }
  return counts;
}

/** The page of lessons: one row each. */
export function renderLessons(): string {
  const rows = lessons.map(({ point, year, incident, source, cause, rule, outcome }) => [
    `${point}`,
    year,
    incident,
    cause,
    `\`${rule}\``,
    outcome,
    source,
  ]);
  const counts = countsOf(lessons.map(({ point, outcome }) => [point, outcome]));
  const kinds = counts.caught + counts['not known'] + counts.missed;
  const open = lessons.filter(({ outcome }) => outcome === 'not known').length;
  return [
    '# Lessons of outages',
    '',
    'Outages and known mistakes with the rule that finds their design cause. The tests run a small program for each row, and beside it the same site without the cause, of which the rule says nothing.',
    '',
    `Of ${kinds} kinds of cause ${counts.caught} are caught, ${counts['not known']} are not known until a prop is given, and ${counts.missed} are missed. ${open} of ${lessons.length} programs state too little: the rule then says which prop is missing. This page is printed from the table of the tests by \`npm run docs\`.`,
    '',
    markdownTable(['kind', 'year', 'incident', 'cause in the design', 'rule', 'outcome', 'source'], rows),
    '',
  ].join('\n');
}
