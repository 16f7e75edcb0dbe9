import { DataRate, DataSize, Mass, Power, type CableMedia } from 'cdktf-ai-factory';
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

/** Haein's servers are not DGX: an OEM's HGX B200 of the same class, stated by the operator where the catalogue speaks of the DGX. */
export const HGX_B200 = defineSystem({
  ...systems.DGX_B200,
  id: 'hgx-b200',
  model: 'HGX B200, 10 U, air-cooled',
  manufacturer: 'Supermicro',
  storagePorts: userFact(
    { count: 2, rate: DataRate.gigabitsPerSecond(400), connector: 'OSFP', portsPerCage: 2 },
    OFFER,
  ),
  inBandPorts: userFact({ count: 2, rate: DataRate.gigabitsPerSecond(100), connector: 'QSFP28' }, OFFER),
});

/** The catalogue knows no height of this switch. */
export const IN_BAND_SWITCH = defineSwitch({ ...switches.SN4600C, heightU: userFact(2, OFFER) });

/** One block of the scratch tier: a pair of nodes in one enclosure. */
export const SCRATCH_BLOCK = defineStorageSystem({
  id: 'scratch-block',
  model: 'all-flash scratch block',
  manufacturer: 'the storage supplier',
  heightU: userFact(2, OFFER),
  weight: userFact(Mass.kilograms(40), OFFER),
  usableCapacity: userFact(DataSize.petabytes(1), OFFER),
  read: userFact(DataRate.gigabytesPerSecond(60), OFFER),
  write: userFact(DataRate.gigabytesPerSecond(30), OFFER),
  ports: userFact({ count: 4, rate: DataRate.gigabitsPerSecond(400), connector: 'OSFP', portsPerCage: 2 }, OFFER),
  maxPower: userFact(Power.watts(1_600), OFFER),
  psus: userFact({ count: 2, needed: 1 }, OFFER),
});

/** Fabric manager appliance. */
export const UFM_SERVER = defineServer({
  id: 'ufm-appliance',
  model: 'UFM appliance',
  manufacturer: 'NVIDIA',
  role: 'fabric-manager',
  heightU: userFact(1, OFFER),
  weight: userFact(Mass.kilograms(18), OFFER),
  maxPower: userFact(Power.watts(750), OFFER),
  psus: userFact({ count: 2, needed: 1 }, OFFER),
});

/** Highest draw of one InfiniBand switch with all its optics. No checkable source states it, so the operator does. */
export const QM9700_POWER = Power.watts(1_700);
/** The same for the in-band and the management switches. */
export const SN4600C_POWER = Power.watts(600);
export const SN2201_POWER = Power.watts(100);

/** Media that the catalogue lacks. */
export const SITE_MEDIA: readonly CableMedia[] = [];
