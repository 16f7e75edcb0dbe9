import { DataRate, DataSize, Length, Mass, type MediaProps, Power } from 'cdktf-ai-factory';
import {
  defineServer,
  defineStorageSystem,
  defineSwitch,
  defineSystem,
  switches,
  systems,
  userFact,
} from 'cdktf-ai-factory/catalog';

const OFFER = 'figure of this example, to be replaced by the supplier’s offer';
const AS_OF = '2026-11';

/** Haein's servers are not DGX: an OEM's HGX B200 of the same class, stated by the operator where the catalogue speaks of the DGX. */
export const HGX_B200 = defineSystem({
  ...systems.DGX_B200,
  id: 'hgx-b200',
  model: 'HGX B200, 10 U, air-cooled',
  manufacturer: 'Supermicro',
  storagePorts: userFact(
    { count: 2, rate: DataRate.gigabitsPerSecond(400), connector: 'OSFP', portsPerCage: 2 },
    OFFER,
    AS_OF,
  ),
  inBandPorts: userFact({ count: 2, rate: DataRate.gigabitsPerSecond(100), connector: 'QSFP28' }, OFFER, AS_OF),
});

const TWO_SUPPLIES = userFact({ count: 2, needed: 1 }, OFFER, AS_OF);

/** The catalogue knows two supplies of this switch, and not how many it needs. */
export const INFINIBAND_SWITCH = defineSwitch({ ...switches.QM9700, psus: TWO_SUPPLIES });

/** The catalogue knows no body of this switch. */
export const IN_BAND_SWITCH = defineSwitch({
  ...switches.SN4600C,
  heightU: userFact(2, OFFER, AS_OF),
  weight: userFact(Mass.kilograms(15), OFFER, AS_OF),
  psus: TWO_SUPPLIES,
});

/** The catalogue knows no supplies of this switch. */
export const MANAGEMENT_SWITCH = defineSwitch({ ...switches.SN2201, psus: TWO_SUPPLIES });

/** One block of the scratch tier: a pair of nodes in one enclosure. */
export const SCRATCH_BLOCK = defineStorageSystem({
  id: 'scratch-block',
  model: 'all-flash scratch block',
  manufacturer: 'the storage supplier',
  heightU: userFact(2, OFFER, AS_OF),
  weight: userFact(Mass.kilograms(40), OFFER, AS_OF),
  usableCapacity: userFact(DataSize.petabytes(1), OFFER, AS_OF),
  read: userFact(DataRate.gigabytesPerSecond(60), OFFER, AS_OF),
  write: userFact(DataRate.gigabytesPerSecond(30), OFFER, AS_OF),
  ports: userFact(
    { count: 4, rate: DataRate.gigabitsPerSecond(400), connector: 'OSFP', portsPerCage: 2 },
    OFFER,
    AS_OF,
  ),
  maxPower: userFact(Power.watts(1_600), OFFER, AS_OF),
  psus: TWO_SUPPLIES,
});

/** Fabric manager appliance. */
export const UFM_SERVER = defineServer({
  id: 'ufm-appliance',
  model: 'UFM appliance',
  manufacturer: 'NVIDIA',
  role: 'fabric-manager',
  ports: userFact([{ count: 2, rate: DataRate.gigabitsPerSecond(400), connector: 'OSFP' }], OFFER, AS_OF),
  heightU: userFact(1, OFFER, AS_OF),
  weight: userFact(Mass.kilograms(18), OFFER, AS_OF),
  maxPower: userFact(Power.watts(750), OFFER, AS_OF),
  psus: TWO_SUPPLIES,
});

/** Highest draw of one InfiniBand switch with all its optics. No checkable source states it, so the operator does. */
export const QM9700_POWER = Power.watts(1_700);
/** The same for the in-band and the management switches. */
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
