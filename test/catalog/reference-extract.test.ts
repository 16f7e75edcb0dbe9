import { catalogEntries } from '../../src/catalog/catalog-entries';
import type { Fact } from '../../src/catalog/fact';
import { Energy } from '../../src/units/electricity';
import { FlowRate } from '../../src/units/flow-rate';
import { Mass } from '../../src/units/dimensions';
import { Power } from '../../src/units/power';
import { DataRate } from '../../src/units/data';

/**
 * Rows of the reference tables as they stand there: entry, fact, value, source, status, month. They were copied, not typed from the catalogue, so that a row
 * which somebody fills by the name of a port or of a model does not agree.
 */
const EXTRACT = `
  dgx-h200 | rails | 8 | nv-basepod | published | 2026-11
  dgx-h200 | gpuPower | 700 W | mlperf51 | confirmed | 2025-09
  dgx-b200 | storagePorts | 2 x 400 Gb/s | nv-dgxb200 | published | 2026-11
  dgx-b200 | inBandPorts | 2 x 400 Gb/s | nv-dgxb200 | published | 2026-11
  dgx-b300 | psus | 12 x 3200 W, 6 needed | nv-dgxb300 | secondary | 2026-10
  dgx-b300 | weight | 168 kg | inferx | secondary | 2026-11
  gb200-nvl72 | gpuPower | 1200 W | mlperf51 | confirmed | 2025-09
  gb300-nvl72 | gpuPower | 1400 W | mlperf51 | confirmed | 2025-09
  gb300-nvl72 | heightU | 48 | gb300-dim | secondary | 2026-11
  supermicro-sys-a21ge-nbrt | heightU | 10 | smc-a21ge | secondary | 2026-05
  supermicro-sys-a21ge-nbrt | psus | 6 x 5250 W, 3 needed | smc-a21ge | secondary | 2026-05
  supermicro-sys-a21ge-nbrt | computePorts | 8 x 400 Gb/s | mlperf51 | confirmed | 2025-09
  supermicro-as-8126gs-nb3rt | maxPower | 13899 W | inferx | secondary | 2026-11
  supermicro-as-8126gs-nb3rt | heightU | 8 | inferx | secondary | 2026-11
  supermicro-as-8126gs-nb3rt | weight | 121 kg | inferx | secondary | 2026-11
  supermicro-as-4126gs-nb3rt-lcc | heightU | 4 | cl-cat | secondary | 2026-09
  supermicro-as-4126gs-nb3rt-lcc | psus | 4 x 6600 W, 2 needed | cl-cat | secondary | 2026-09
  supermicro-as-8125gs-tnmr2 | heightU | 8 | netbox-dtl | secondary | 2026-11
  supermicro-as-8125gs-tnmr2 | computePorts | 8 x 400 Gb/s | netbox-dtl | secondary | 2026-11
  supermicro-as-4126gs-nmr-lcc | heightU | 4 | netbox-dtl | secondary | 2026-11
  supermicro-as-8126gs-tnmr | computePorts | 8 x 400 Gb/s | mlperf51 | confirmed | 2025-09
  supermicro-as-8126gs-tnmr | heightU | 8 | cl-cat | secondary | 2026-09
  supermicro-as-8126gs-tnmr | psus | 6 x 5250 W, 3 needed | cl-cat | secondary | 2026-09
  dell-xe9680 | heightU | 6 | gpu-servers | secondary | 2026-11
  dell-xe9680l | heightU | 4 | gpu-servers | secondary | 2026-11
  dell-xe9780 | heightU | 10 | cl-cat | secondary | 2026-09
  lenovo-sr680a-v3 | heightU | 8 | gpu-servers | secondary | 2026-11
  lenovo-sr680a-v3 | measuredPower | 10442 W | mlperf51 | confirmed | 2025-09
  lenovo-sr780a-v3 | measuredPower | 9892 W | mlperf51 | confirmed | 2025-09
  lenovo-sr680a-v4 | heightU | 8 | gpu-servers | secondary | 2026-11
  qm9700 | typicalPower | 747 W | hwcat | secondary | 2026-11
  qm9700 | maxPower | 1720 W | hwcat | secondary | 2026-11
  q3401-rd | heightU | 4 | nv-linkx-json | secondary | 2026-09
  q3450-ld | heightU | 4 | nv-linkx-json | secondary | 2026-09
  q3450-ld | liquidFraction | 0.85 | nv-linkx-json | secondary | 2026-08
  sn5600 | typicalPower | 940 W | canopy | secondary | 2026-11
  sn5600d | heightU | 2 | nv-linkx-json | secondary | 2026-09
  sn5610 | psus | 4 x 2000 W, 2 needed | nv-kernel | published | 2025-04
  sn5610 | weight | 26.9 kg | netbox-dtl | secondary | 2026-11
  sn5400 | heightU | 2 | nv-sn5000 | published | 2023-11
  sn4700 | heightU | 1 | nv-sn4000 | published | 2026-02
  sn4700 | typicalPower | 630 W | hwcat | secondary | 2026-11
  sn4600c | heightU | 2 | nv-linkx-json | secondary | 2026-09
  sn4600c | typicalPower | 466 W | hwcat | secondary | 2026-11
  sn4600c | weight | 14.64 kg | inferx | secondary | 2026-11
  sn3700 | heightU | 1 | netbox-dtl-2024 | secondary | 2024-04
  sn6600 | heightU | 3 | nv-linkx-json | secondary | 2026-09
  sn6600-ld | heightU | 2 | nv-linkx-json | secondary | 2026-09
  sn6810-ld | heightU | 2 | nv-linkx-json | secondary | 2026-09
  sn6800-ld | heightU | 5 | nv-linkx-json | secondary | 2026-09
  vertiv-xdu1350 | maxFlow | 1200 L/min | manifold | secondary | 2026-11
  coolit-chx2000 | maxFlow | 2125 L/min | coolit-page | secondary | 2026-09
  coolit-chx2000 | maxPower | 12240 W | coolit-page | secondary | 2026-09
  supermicro-cdu-250 | heightU | 4 | inferx | secondary | 2026-11
  vertiv-liebert-cwa | range | 200 to 500 kW | afc-br | secondary | 2026-11
  vertiv-liebert-afc | range | 500 to 1450 kW | afc-br | secondary | 2026-11
  eaton-9395xc | range | 1125 to 2250 kW | ups-db | secondary | 2026-11
  schneider-galaxy-vx | range | 500 to 1500 kW | ups-db | secondary | 2026-11
  schneider-galaxy-vxl | range | 500 to 1250 kW | ups-db | secondary | 2026-11
  schneider-galaxy-vl | range | 200 to 500 kW | ups-db | secondary | 2026-11
  vertiv-exl-s1 | range | 300 to 1200 kW | ups-db | secondary | 2026-11
  huawei-ups5000-h | range | 400 to 1600 kW | ups-db | secondary | 2026-11
  abb-megaflex-dpa | range | 250 to 1500 kW | ups-db | secondary | 2026-11
  eaton-xstorage | range | 250 to 1000 kW | eaton-notes | secondary | 2026-03
  eaton-9395xc | efficiency | 0.975 | ups-db | secondary | 2026-11
  schneider-galaxy-vl | efficiency | 0.97 | ups-db | secondary | 2026-11
  huawei-ups5000-h | ecoEfficiency | 0.991 | ups-db | secondary | 2026-11
  abb-megaflex-dpa | efficiency | 0.974 | ups-db | secondary | 2026-11
  vertiv-exl-s1 | mostInParallel | 9600 kW | ups-db | secondary | 2026-11
  caterpillar-c175-16 | standby | 3000 kW | aus1 | secondary | 2026-11
  caterpillar-c175-16 | powerFactor | 0.8 | aus1 | secondary | 2026-11
  cummins-qsk95 | range | 3000 to 3750 kW | genset-note | secondary | 2026-11
  vertiv-coolchip-cdu-121 | capacity | 121000 W | manifold | secondary | 2026-11
  vertiv-coolchip-cdu-121 | maxFlow | 120 L/min | manifold | secondary | 2026-11
  vertiv-coolchip-cdu-2300 | capacity | 2300000 W | aidc-fac | secondary | 2026-11
  motivair-mcdu-70 | capacity | 2500000 W | aidc-fac | secondary | 2026-11
  motivair-mcdu-70 | maxFlow | 3751 L/min | aidc-fac | secondary | 2026-11
  boyd-rol4000-48u65 | capacity | 2000000 W | aidc-fac | secondary | 2026-11
  dgx-h200 | computePorts | 8 x 400 Gb/s | nv-basepod | published | 2026-11
  supermicro-as-8126gs-nb3rt | computePorts | 8 x 800 Gb/s | inferx | secondary | 2026-11
  sn3700 | breakouts | 1 x 200, 2 x 100, 4 x 50 | sonic-plat | confirmed | 2026-11
  sn5400 | breakouts | 1 x 400, 2 x 200, 4 x 100 | sonic-plat | confirmed | 2026-11
  sn6810-ld | breakouts | 1 x 800, 2 x 400, 4 x 200, 4 x 100 | sonic-plat | confirmed | 2026-11
  qm9700 | breakouts | 2 x 400, 4 x 200 | nv-linkx-json | secondary | 2026-09
`;

const rows = EXTRACT.trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));

const entries = new Map(catalogEntries().map(({ item }) => [item.id, item]));

/** A value as the tables write it. */
function written(value: unknown, like: string): string {
  if (value instanceof Power) return like.endsWith('kW') ? `${value.inKilowatts} kW` : `${value.inWatts} W`;
  if (value instanceof Energy) return `${value.inKilowattHours}`;
  if (value instanceof Mass) return `${value.inKilograms} kg`;
  if (value instanceof FlowRate) return `${value.inLitresPerMinute} L/min`;
  if (Array.isArray(value)) {
    const modes = value as readonly { readonly ports: number; readonly rate: DataRate }[];
    return modes.map(({ ports, rate }) => `${ports} x ${rate.inGigabitsPerSecond}`).join(', ');
  }
  if (typeof value !== 'object' || value === null) return String(value);
  const members = value as Readonly<Record<string, unknown>>;
  const { least, most, count, rate, rating, needed } = members;
  if (least !== undefined) {
    const [from, to] = [least, most].map((one) => written(one, 'kW').replace(' kW', ''));
    return `${from ?? ''} to ${to ?? ''} kW`;
  }
  if (rate instanceof DataRate) return `${String(count)} x ${rate.inGigabitsPerSecond} Gb/s`;
  return `${String(count)} x ${written(rating, 'W')}, ${String(needed)} needed`;
}

test.each(rows)('%s, %s is %s by %s (%s, %s)', (id = '', key = '', value = '', source, status, asOf) => {
  const member = key === 'range' && id === 'eaton-xstorage' ? 'energy' : key;
  const fact = (entries.get(id) as unknown as Readonly<Record<string, Fact<unknown>>> | undefined)?.[member];
  expect([written(fact?.value, value), fact?.source, fact?.status, fact?.asOf]).toEqual([value, source, status, asOf]);
});

test('a card is counted once: four ports of 400 Gb/s on two cards of 400 Gb/s are 800 Gb/s', () => {
  for (const id of ['dgx-h200', 'dgx-b200', 'dgx-b300', 'gb200-nvl72']) {
    const { sharedAdapters } = entries.get(id) as {
      readonly sharedAdapters?: Fact<{ count: number; portsEach: number; rate: DataRate }>;
    };
    const { count, portsEach, rate } = sharedAdapters?.value ?? { count: 0, portsEach: 0, rate: DataRate.ZERO };
    expect([id, count * portsEach, rate.times(count).inGigabitsPerSecond]).toEqual([id, 4, 800]);
  }
});
