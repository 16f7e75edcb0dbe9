import { present } from '../../units/present';
import {
  assumedFactText,
  COMPUTE,
  Constructs,
  CORE,
  type DraftInput,
  HallContext,
  OOB,
  type Props,
  reasons,
  type SiteDocument,
  STORAGE,
  SYSTEM,
  UFM,
  wattsText,
} from './draft-parts';
import { draftHall } from './hall-draft';

/** A dry run keeps nothing. */
const NO_LOCK = false;

/**
 * A site file of so many systems in each hall: halls, zones, chain, cooling, networks, storage and addresses. It is a draft: whether it fits is for the rules to say.
 */
export function draftSite(input: DraftInput): SiteDocument {
  const { name, country, halls, contractWatts, until } = input;
  const why = reasons(until);
  const made = new Constructs();
  const phases = input.phases.map((phase) => ({ ...phase }));
  for (const phase of phases) {
    made.add('Phase', phase.name, { date: phase.date, contractPower: wattsText(phase.contractWatts) });
  }
  const feeds = ['A', 'B'];
  const step = country.supply.find(({ upToWatts }) => contractWatts <= upToWatts) ?? country.supply[0];
  const volts = step?.volts ?? country.medium;
  const sources = Object.fromEntries(
    feeds.map((feed) => [
      feed,
      made.add('Utility', `grid-${feed.toLowerCase()}`, {
        volts,
        powerFactor: 0.98,
        feed,
        compartment: `intake-${feed.toLowerCase()}`,
        assumed: {
          ...why.electrical,
          props: {
            rating: wattsText(input.ratings.get(`grid-${feed.toLowerCase()}`) ?? contractWatts * 2),
            supply: { step: wattsText(contractWatts), ramp: wattsText(contractWatts) },
          },
        },
      }),
    ]),
  );
  const supply = { feeds, sources, ...present({ highVolts: step?.isMedium === true ? undefined : volts }) };
  const drafts = halls.map((_, hall) => draftHall(new HallContext(input, made, why, hall), supply));
  made.add('EnergyTarget', 'energy', { assumed: { ...why.mechanical, props: { otherPower: wattsText(0) } } });
  const define: Record<string, unknown> = { ...defined(input) };
  return {
    name,
    site: {
      halls: drafts,
      addressPlan: { within: { cidr: '10.0.0.0/8', growth: 1.2, vlans: { oob: 100, 'in-band': 110, storage: 120 } } },
      cableSlack: '2 m',
      ...(halls.length > 1 ? { hallRoutes: [], inventory: { embedded: { split: 'hall' } } } : {}),
      media: media(),
      climate: {
        ...country.climate,
        assumed: {
          ...why.mechanical,
          props: {
            ...('hottestDryBulb' in country.climate ? {} : { hottestDryBulb: '40 degC' }),
            hottestWetBulb: country.wetBulb,
            coldest: '-25 degC',
            recirculation: '2 degC',
          },
        },
      },
      ...(input.phases.length === 0 ? { contractPower: wattsText(contractWatts) } : {}),
      tags: { frequency: `${country.hertz} Hz` },
      lockFile: NO_LOCK,
    },
    define,
    ...made.kinds,
  };
}

/** Media that the catalogue lacks between the ports of these systems. */
function media(): readonly Props[] {
  const links = { linksPerCable: 1, linksPerATransceiver: 1, linksPerBTransceiver: 1 };
  const single = (gigabits: number): Props => ({
    medium: 'single-mode',
    rate: `${gigabits} Gb/s`,
    cablePart: 'single-mode',
    aTransceiver: `${gigabits}G-DR`,
    bTransceiver: `${gigabits}G-DR`,
    reach: '500 m',
    ...links,
  });
  return [
    { medium: 'twisted-pair', rate: '1 Gb/s', cablePart: 'Cat6A', reach: '90 m', ...links },
    single(100),
    single(400),
    single(800),
  ];
}
/** Entries beside those of the catalogue. */
function defined({ system, until }: DraftInput): Props {
  const fact = (value: unknown): Props => assumedFactText(value, until);
  const twoSupplies = fact({ count: 2, needed: 1 });
  return {
    [SYSTEM]: { kind: 'system', like: system.id, ...system.define },
    [COMPUTE]: {
      kind: 'switch',
      like: system.switchId,
      psus: system.switchId === 'q3400' ? fact({ count: 8, needed: 4 }) : twoSupplies,
    },
    [CORE]: { kind: 'switch', like: 'sn5600', psus: twoSupplies },
    [OOB]: { kind: 'switch', like: 'sn2201', psus: twoSupplies },
    [UFM]: {
      kind: 'server',
      model: 'fabric manager appliance',
      manufacturer: 'NVIDIA',
      role: 'fabric-manager',
      ports: fact([{ count: 2, rate: system.switchId === 'q3400' ? '800 Gb/s' : '400 Gb/s', connector: 'OSFP' }]),
      heightU: fact(1),
      weight: fact('18 kg'),
      maxPower: fact('750 W'),
      psus: twoSupplies,
    },
    [STORAGE]: {
      kind: 'storage-system',
      model: 'all-flash block',
      manufacturer: 'the storage supplier',
      heightU: fact(2),
      weight: fact('40 kg'),
      usableCapacity: fact('1 PB'),
      read: fact('60 GB/s'),
      write: fact('30 GB/s'),
      ports: fact({ count: 4, rate: '400 Gb/s' }),
      maxPower: fact('1.6 kW'),
      psus: twoSupplies,
    },
  };
}
