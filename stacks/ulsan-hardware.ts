import { DataRate, DataSize, Length, Mass, type MediaProps, Power } from 'cdktf-ai-factory';
import {
  assumedFact,
  type AssumptionReason,
  defineStorageSystem,
  defineSwitch,
  defineSystem,
  switches,
  systems,
} from 'cdktf-ai-factory/catalog';

/** What the supplier’s offer replaces. */
export const OFFER: AssumptionReason = {
  why: 'no offer yet: a figure for a thing of its class',
  owner: 'the supplier, with its offer',
  until: '2027-06-30',
};
const AS_OF = '2026-11';

/** The rack that the on-prem halls are planned with. What no source states of it is assumed here. */
export const GB300 = defineSystem({
  ...systems.GB300_NVL72,
  inBandPorts: assumedFact({ count: 2, rate: DataRate.gigabitsPerSecond(400), nic: 'bluefield-3' }, OFFER, AS_OF),
  psus: assumedFact(
    { count: 8, needed: 4, rating: Power.kilowatts(33), suppliesEach: 6, supplyRating: Power.kilowatts(5.5) },
    {
      ...OFFER,
      why: 'shelves on two feeds, either of which carries the rack; no source states the redundancy of GB300',
    },
    AS_OF,
  ),
});

/**
 * Draw to which each rack is held. Four of its eight shelves give 132 kW of direct current, and the rack draws 136 kW at most: on one feed it
 * runs on only below its maximum of 142 kW.
 */
export const GB300_CAP = Power.kilowatts(135);

const TWO_SUPPLIES = assumedFact({ count: 2, needed: 1 }, OFFER, AS_OF);

/** 800 Gb/s InfiniBand. Its supplies and draw with optics are assumed. */
export const COMPUTE_SWITCH = defineSwitch({
  ...switches.Q3400,
  psus: assumedFact({ count: 8, needed: 4 }, OFFER, AS_OF),
});
export const COMPUTE_SWITCH_POWER = Power.kilowatts(3.5);

/** 400 Gb/s Ethernet for storage and in-band traffic. */
export const IN_BAND_SWITCH = defineSwitch({
  ...switches.SN5600,
  psus: TWO_SUPPLIES,
});
export const IN_BAND_SWITCH_POWER = Power.kilowatts(2);

/** One block of the scratch tier. */
export const SCRATCH = defineStorageSystem({
  id: 'ulsan-scratch',
  model: 'all-flash scratch block',
  manufacturer: 'the storage supplier',
  heightU: assumedFact(2, OFFER, AS_OF),
  weight: assumedFact(Mass.kilograms(40), OFFER, AS_OF),
  usableCapacity: assumedFact(DataSize.petabytes(1.5), OFFER, AS_OF),
  read: assumedFact(DataRate.gigabytesPerSecond(120), OFFER, AS_OF),
  write: assumedFact(DataRate.gigabytesPerSecond(60), OFFER, AS_OF),
  ports: assumedFact({ count: 4, rate: DataRate.gigabitsPerSecond(400) }, OFFER, AS_OF),
  maxPower: assumedFact(Power.kilowatts(1.8), OFFER, AS_OF),
  psus: TWO_SUPPLIES,
});

/** Single-mode links as they are assumed to be bought: the catalogue knows no optics for the ports of these systems. */
export const ULSAN_MEDIA: readonly MediaProps[] = [400, 800].map((gigabits) => ({
  medium: 'single-mode',
  rate: DataRate.gigabitsPerSecond(gigabits),
  cablePart: 'MPO-12 single-mode',
  aTransceiver: `${gigabits}G-DR4`,
  bTransceiver: `${gigabits}G-DR4`,
  reach: Length.metres(500),
  linksPerCable: 1,
  linksPerATransceiver: 1,
  linksPerBTransceiver: 1,
}));
