import { Testing } from 'cdktf';
import type { FlowRate } from 'cdktf-ai-factory';
import {
  AirHandlers,
  Cdu,
  CoolingLoop,
  type CoolingLoopProps,
  EnergyTarget,
  HeatRejection,
  Power,
  Temperature,
} from 'cdktf-ai-factory';
import { cdus } from 'cdktf-ai-factory/catalog';
import { type SmallSite, smallSite, smallZone } from '../../constructs/small-site';
import type { Programs } from './program';

function lab(): SmallSite {
  const small = smallSite();
  smallZone(small);
  return small;
}

function loop(small: SmallSite, id: string, props: Partial<CoolingLoopProps>): CoolingLoop {
  return new CoolingLoop(small.stack, id, { site: small.site, kind: 'air', ...props });
}

/** Wrong loops, units and targets of cooling. */
export const coolingPrograms: Programs = {
  'cooling-loop-without-rows': () => loop(lab(), 'air', {}),
  'cooling-loop-several-wrong-props': () =>
    loop(lab(), 'air', {
      rows: ['A'],
      supply: 22 as never,
      rise: Temperature.celsius(-5),
      dewPoint: Temperature.celsius(170),
    }),
  'cooling-loop-misspelt-prop': () => loop(lab(), 'air', { rows: ['A'], suply: Temperature.celsius(22) } as never),
  'cooling-loop-of-unknown-row': () => {
    const small = lab();
    loop(small, 'air', { rows: ['hall-1/B'] });
    Testing.synth(small.stack, true);
  },
  'cooling-row-on-two-loops': () => {
    const small = lab();
    for (const id of ['east', 'west']) loop(small, id, { rows: ['A'] });
    Testing.synth(small.stack, true);
  },
  'cooling-units-on-a-wrong-loop': () =>
    new Cdu(lab().stack, 'cdus', { loop: loop(lab(), 'air', { rows: ['A'] }), spec: cdus.DESCHUTES }),
  'cooling-units-of-a-name': () => new Cdu(lab().stack, 'cdus', { loop: 'air' as never, spec: cdus.DESCHUTES }),
  'cooling-units-several-wrong-props': () =>
    new AirHandlers(lab().stack, 'room-units', {
      loop: loop(lab(), 'air', { rows: ['A'] }),
      kind: 'crah',
      capacity: Power.ZERO,
      airflow: '8 m3/s' as unknown as FlowRate,
      count: 2.5,
      spare: -1,
    }),
  'cooling-two-open-groups': () => {
    const small = lab();
    const water = loop(small, 'water', { kind: 'facility' });
    for (const id of ['first', 'second']) {
      new HeatRejection(small.stack, id, { loop: water, kind: 'dry-cooler', capacity: Power.megawatts(1) });
    }
    Testing.synth(small.stack, true);
  },
  'cooling-target-without-loop': () => {
    const small = lab();
    new EnergyTarget(small.stack, 'energy', { site: small.site, pue: 1.2 });
    Testing.synth(small.stack, true);
  },
};
