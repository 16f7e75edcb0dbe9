import { DataRate } from '../units/data-rate';
import { Length } from '../units/length';
import { Power } from '../units/power';
import { cite } from './cite';
import { defineTransceiver } from './define-network';

const NVIDIA = 'NVIDIA';
const manual = cite('optic-man', 'published');
const PORT_RATE = manual(DataRate.gigabitsPerSecond(400));
const MPO = manual('MPO-12/APC' as const);

/** Twin-port modules sit in switches and in systems with twin-port cages, single-port modules in adapters alone. */
const twinPort = { manufacturer: NVIDIA, cage: 'OSFP', ports: manual(2), isForSwitches: manual(true) } as const;
const singlePort = { manufacturer: NVIDIA, ports: manual(1), isForSwitches: manual(false) } as const;

const singleSr4 = {
  ...singlePort,
  medium: 'multimode',
  optics: 'SR4',
  portRate: PORT_RATE,
  reach: manual(Length.metres(50)),
  connector: MPO,
  maxPower: manual(Power.watts(9)),
  typicalPower: manual(Power.watts(8)),
  milliwattsAt200G: manual(6_500),
} as const;

/** Optical modules of the catalogue. */
export const transceivers = {
  MMA4Z00_NS: defineTransceiver({
    ...twinPort,
    id: 'mma4z00-ns',
    model: 'MMA4Z00-NS',
    medium: 'multimode',
    optics: '2 x SR4',
    portRate: PORT_RATE,
    reach: manual(Length.metres(50), 'over OM4'),
    connector: MPO,
    maxPower: manual(Power.watts(15)),
  }),
  MMA4Z00_NS400: defineTransceiver({ ...singleSr4, id: 'mma4z00-ns400', model: 'MMA4Z00-NS400', cage: 'OSFP' }),
  MMA1Z00_NS400: defineTransceiver({ ...singleSr4, id: 'mma1z00-ns400', model: 'MMA1Z00-NS400', cage: 'QSFP112' }),
  MMS4X00_NS: defineTransceiver({
    ...twinPort,
    id: 'mms4x00-ns',
    model: 'MMS4X00-NS',
    medium: 'single-mode',
    optics: '2 x DR4',
    portRate: PORT_RATE,
    reach: manual(Length.metres(100)),
    connector: MPO,
    maxPower: manual(Power.watts(17)),
  }),
  MMS4X00_NS400: defineTransceiver({
    ...singlePort,
    id: 'mms4x00-ns400',
    model: 'MMS4X00-NS400',
    medium: 'single-mode',
    optics: 'DR4',
    cage: 'OSFP',
    portRate: PORT_RATE,
    reach: manual(Length.metres(100)),
    connector: MPO,
    maxPower: manual(Power.watts(9)),
    milliwattsAt200G: manual(5_000),
  }),
  MMS4X50_NM: defineTransceiver({
    ...twinPort,
    id: 'mms4x50-nm',
    model: 'MMS4X50-NM',
    medium: 'single-mode',
    optics: '2 x FR4',
    portRate: cite('optic-man', 'derived')(DataRate.gigabitsPerSecond(400), 'two links in a cage of 2 x 400G'),
    reach: manual(Length.kilometres(2)),
  }),
} as const;
