import { Power } from '../units/power';
import { cite } from './cite';
import { definePdu } from './define-facility';

const devices = cite('nv-dps', 'confirmed');

/** Rack power distribution units of the catalogue. */
export const pdus = {
  RACK_PDU_57500W: definePdu({
    id: 'rackpdu95-57500w',
    model: 'RackPDU95_57500W',
    manufacturer: 'NVIDIA Domain Power Service',
    rating: devices(Power.watts(57_500)),
    efficiency: devices(0.95),
  }),
} as const;
