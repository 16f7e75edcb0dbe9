import { cdus, pdus } from '../../src/catalog/facility';
import { factLines } from './fact-lines';

// Typed from the tables of the documents that the source ids name. An entry must have these facts and no other.
test.each([
  [
    cdus.DESCHUTES,
    'capacity 2 MW [deschutes] confirmed',
    'maxFlow 1,892.706 L/min [deschutes] confirmed', // 500 GPM x 3.785411784 L
    'approach 3 degC [deschutes] confirmed',
    'facilitySupply 26.8 degC [deschutes] confirmed',
    'maxPower 74 kW [deschutes] confirmed',
    'pumpRedundancy N+1 [deschutes] confirmed',
    'weight 3.134 t [deschutes] confirmed',
    'dryWeight 2.409 t [deschutes] confirmed',
  ],
  [
    cdus.COOLIT_CHX2000,
    'capacity 2 MW [coolit] secondary',
    'maxFlow 2,125 L/min [coolit-page] secondary 2026-09',
    'maxPower 12.24 kW [coolit-page] secondary 2026-09',
    'dimensions 750 mm / 1.2 m [coolit] secondary',
  ],
  [cdus.DELTA_3MW, 'capacity 3 MW [cdu-misc] secondary', 'flowPerKilowatt 1.5 L/min [cdu-misc] secondary'],
  [cdus.LG_1400, 'capacity 1.4 MW [cdu-misc] secondary'],
  [cdus.VERTIV_XDU450, 'capacity 453 kW [cdu-misc] secondary', 'approach 4 degC [cdu-misc] secondary'],
  [
    cdus.VERTIV_XDU1350,
    'capacity 1.35 MW [cdu-misc] secondary',
    'maxFlow 1,200 L/min [manifold] secondary',
    'maxPower 13.7 kW [manifold] secondary',
  ],
  [cdus.LIQUIDSTACK_CDU_1MW, 'capacity 1.35 MW [cdu-misc] secondary', 'pumpRedundancy N+1 [cdu-misc] secondary'],
  [pdus.RACK_PDU_57500W, 'rating 57.5 kW [nv-dps] confirmed', 'efficiency 0.95 [nv-dps] confirmed'],
])('$model has the facts that its sources state, and no other', (item, ...lines) => {
  expect(factLines(item).sort()).toEqual([...lines].sort());
});
