import { DataRate, DataSize, Length, Mass, type MediaProps, Power, Temperature } from 'cdktf-ai-factory';
import {
  assumedFact,
  type AssumptionReason,
  defineServer,
  defineStorageSystem,
  defineSwitch,
  defineSystem,
  switches,
  systems,
} from 'cdktf-ai-factory/catalog';

/** What the supplier’s offer replaces. */
export const OFFER: AssumptionReason = {
  why: 'figure of this example for a thing of its class',
  owner: 'the supplier, with its offer',
  until: '2027-06-30',
};
const AS_OF = '2026-11';

const OF_VENDOR = systems.SUPERMICRO_SYS_A21GE_NBRT;

/**
 * Haein's servers are not DGX: an OEM's HGX B200 of the same class. Its PSUs are its vendor's, 3+3, and either feed carries it; what no source states of it is
 * that of the DGX, and its ports are assumed.
 */
export const HGX_B200 = defineSystem({
  ...systems.DGX_B200,
  ...(OF_VENDOR.psus === undefined ? {} : { psus: OF_VENDOR.psus }),
  id: 'hgx-b200',
  model: 'HGX B200, 10 U, air-cooled',
  manufacturer: 'Supermicro',
  storagePorts: assumedFact(
    { count: 2, rate: DataRate.gigabitsPerSecond(400), connector: 'OSFP', portsPerCage: 2 },
    OFFER,
    AS_OF,
  ),
  inBandPorts: assumedFact({ count: 2, rate: DataRate.gigabitsPerSecond(100), connector: 'QSFP28' }, OFFER, AS_OF),
  airInlet: assumedFact({ min: Temperature.celsius(10), max: Temperature.celsius(30) }, OFFER, AS_OF),
});

const TWO_SUPPLIES = assumedFact({ count: 2, needed: 1 }, OFFER, AS_OF);

/** The catalogue knows two supplies of this switch, and not how many it needs. */
export const INFINIBAND_SWITCH = defineSwitch({ ...switches.QM9700, psus: TWO_SUPPLIES });

/** The catalogue knows all of this switch but its draw with optics. */
export const IN_BAND_SWITCH = switches.SN4600C;

/** The catalogue knows two supplies of this switch, and not how many it needs. */
export const MANAGEMENT_SWITCH = defineSwitch({ ...switches.SN2201, psus: TWO_SUPPLIES });

/** One block of the scratch tier: a pair of nodes in one enclosure. */
export const SCRATCH_BLOCK = defineStorageSystem({
  id: 'scratch-block',
  model: 'all-flash scratch block',
  manufacturer: 'the storage supplier',
  heightU: assumedFact(2, OFFER, AS_OF),
  weight: assumedFact(Mass.kilograms(40), OFFER, AS_OF),
  usableCapacity: assumedFact(DataSize.petabytes(1), OFFER, AS_OF),
  read: assumedFact(DataRate.gigabytesPerSecond(60), OFFER, AS_OF),
  write: assumedFact(DataRate.gigabytesPerSecond(30), OFFER, AS_OF),
  ports: assumedFact(
    { count: 4, rate: DataRate.gigabitsPerSecond(400), connector: 'OSFP', portsPerCage: 2 },
    OFFER,
    AS_OF,
  ),
  maxPower: assumedFact(Power.watts(1_600), OFFER, AS_OF),
  psus: TWO_SUPPLIES,
});

/** Fabric manager appliance. */
export const UFM_SERVER = defineServer({
  id: 'ufm-appliance',
  model: 'UFM appliance',
  manufacturer: 'NVIDIA',
  role: 'fabric-manager',
  ports: assumedFact([{ count: 2, rate: DataRate.gigabitsPerSecond(400), connector: 'OSFP' }], OFFER, AS_OF),
  heightU: assumedFact(1, OFFER, AS_OF),
  weight: assumedFact(Mass.kilograms(18), OFFER, AS_OF),
  maxPower: assumedFact(Power.watts(750), OFFER, AS_OF),
  psus: TWO_SUPPLIES,
});

/** Highest draw of one InfiniBand switch with the optics of this hall. */
export const QM9700_POWER = Power.watts(1_700);
/** What a measurement replaces. The catalogue has 1.72 kW by one text: at that draw a rack of the network row passes its 44 kW. */
export const MEASURED: AssumptionReason = {
  why: 'figure of the operator; one text prints 1.72 kW with active optics, and a leaf would have to leave its rack of 44 kW',
  owner: 'the operator, by measurement',
  until: '2027-03-31',
};
/** Highest draw of one in-band and one management switch with all optics. No checkable source states it. */
export const SN4600C_POWER = Power.watts(600);
export const SN2201_POWER = Power.watts(100);

/** Media that the catalogue lacks: patch cords at 1 Gb/s, and multimode at 100 Gb/s, as this operator buys them. */
export const SITE_MEDIA: readonly MediaProps[] = [
  {
    medium: 'twisted-pair',
    rate: DataRate.gigabitsPerSecond(1),
    cablePart: 'Cat6A',
    reach: Length.metres(90),
    linksPerCable: 1,
    linksPerATransceiver: 1,
    linksPerBTransceiver: 1,
  },
  {
    medium: 'multimode',
    rate: DataRate.gigabitsPerSecond(100),
    cablePart: 'MPO-12 OM4',
    aTransceiver: '100G-SR4',
    bTransceiver: '100G-SR4',
    reach: Length.metres(70),
    linksPerCable: 1,
    linksPerATransceiver: 1,
    linksPerBTransceiver: 1,
  },
];
