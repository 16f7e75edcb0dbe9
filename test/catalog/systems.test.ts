import { systems } from '../../src/catalog/systems';
import { factLines } from './fact-lines';

/** Expected facts, one a line; the order does not count. */
function facts(text: string): string[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .sort();
}

// Typed from the tables of the documents that the source ids name. An entry must have these facts and no other.
test.each([
  [
    'DGX_H100',
    `infinibandForm 8 / 400 Gb/s / OSFP / 2 / connectx-7 / 1 [h100] published
     ethernetForm 8 / 400 Gb/s / OSFP / 2 / connectx-7 / 1 [cx7-ofed] published
     railAdapters mlx5_0; mlx5_3; mlx5_4; mlx5_5; mlx5_6; mlx5_9; mlx5_10; mlx5_11 [nv-dgxh100] confirmed
     gpus 8 [nv-dgxh100] confirmed
     fabricNodes 1 [nv-dgxh100] confirmed
     computeAdapters mlx5_11 / mlx5_6 / mlx5_10 / mlx5_9 / mlx5_4 / mlx5_3 / mlx5_5 / mlx5_0 [nv-dgxh100] confirmed
     hbm 640 GB [nv-dgxh100] confirmed
     maxPower 10.2 kW [nv-dgxh100] confirmed
     heightU 8 [nv-dgxh100] confirmed
     weight 130.45 kg [nv-dgxh100] confirmed
     dimensions 356 mm / 482 mm / 897 mm [nv-dgxh100] confirmed
     airflow 31,290.115 L/min [nv-dgxh100] confirmed
     heatBtuPerHour 38557 [nv-dgxh100] confirmed
     liquidFraction 0 [nv-dgxh100] confirmed
     airInlet 5 degC / 30 degC [nv-dgxh100] confirmed
     psus 6 / 4 / 3 / 3.3 kW [nv-dgxh100] confirmed
     input ac / 200 / 240 / 16 / C20 [nv-dgxh100] confirmed
     nvlinkPerGpu 7.2 Tb/s [nv-dgxh100] confirmed
     fp8SparsePetaflops 32 [h100-perf] secondary
     systemsPerRack 4 [walk3d] secondary
     rails 8 [h100] published
     planes 1 [h100] published
     scalableUnitNodes 32 [h100] published
     computePorts 8 / 400 Gb/s / OSFP / 2 / connectx-7 [h100] published
     storagePorts 2 / 400 Gb/s [h100] published
     inBandPorts 2 / 100 Gb/s [h100] secondary`,
  ],
  [
    // The ports of BasePOD; its four further ports are not split by network.
    'DGX_H200',
    `infinibandForm 8 / 400 Gb/s / OSFP / 2 / connectx-7 / 1 [nv-basepod] published
     ethernetForm 8 / 400 Gb/s / OSFP / 2 / connectx-7 / 1 [cx7-ofed] published
     railAdapters mlx5_0; mlx5_3; mlx5_4; mlx5_5; mlx5_6; mlx5_9; mlx5_10; mlx5_11 [hca-h200] secondary
     gpus 8 [nv-dgxh100] confirmed
     fabricNodes 1 [nv-dgxh100] confirmed
     computeAdapters mlx5_11 / mlx5_6 / mlx5_10 / mlx5_9 / mlx5_4 / mlx5_3 / mlx5_5 / mlx5_0 [nv-dgxh100] confirmed
     hbm 1.128 TB [nv-dgxh100] confirmed
     maxPower 10.2 kW [nv-dgxh100] confirmed
     heightU 8 [nv-dgxh100] confirmed
     weight 130.45 kg [nv-dgxh100] confirmed
     airflow 31,290.115 L/min [nv-dgxh100] confirmed
     heatBtuPerHour 38557 [nv-dgxh100] confirmed
     liquidFraction 0 [nv-dgxh100] confirmed
     psus 6 / 4 / 3 / 3.3 kW [nv-dgxh100] confirmed
     nvlinkPerGpu 7.2 Tb/s [nv-dgxh100] confirmed
     fp8SparsePetaflops 32 [h100-perf] secondary
     rails 8 [nv-basepod] published
     computePorts 8 / 400 Gb/s / OSFP / 2 / connectx-7 [nv-basepod] published
     gpuPower 700 W [mlperf51] confirmed 2025-09
     sharedAdapters 2 / 2 / 400 Gb/s / 400 Gb/s / QSFP112 / connectx-7 [cl-cat] secondary 2026-09`,
  ],
  [
    'DGX_B200',
    `infinibandForm 8 / 400 Gb/s / OSFP / 2 / connectx-7 / 1 [b200] published
     ethernetForm 8 / 400 Gb/s / OSFP / 2 / connectx-7 / 1 [cx7-ofed] published
     railAdapters mlx5_4; mlx5_7; mlx5_8; mlx5_9; mlx5_10; mlx5_13; mlx5_14; mlx5_15 [nv-prenyx] confirmed
     gpus 8 [nv-dgxb200] confirmed
     fabricNodes 1 [nv-dgxb200] confirmed
     hbm 1.44 TB [nv-dgxb200] confirmed
     maxPower 14.3 kW [nv-dgxb200] confirmed
     measuredPower 10.442 kW [mlperf51] confirmed 2025-09
     heightU 10 [nv-dgxb200] confirmed
     weight 142.4 kg [nv-dgxb200] confirmed
     dimensions 444 mm / 482 mm / 897 mm [nv-dgxb200] confirmed
     liquidFraction 0 [nv-dgxb200] confirmed
     psus 6 / 5 / 3.3 kW [nv-dgxb200] confirmed
     input ac / 200 / 240 / 16 [nv-dgxb200] confirmed
     nvlinkTotal 115.2 Tb/s [nv-dgxb200] confirmed
     fp8DensePetaflops 36 [ix-const] derived 2026-04
     fp8SparsePetaflops 72 [ix-const] derived 2026-04
     fp4DensePetaflops 72 [ix-const] derived 2026-04
     fp4SparsePetaflops 144 [ix-const] derived 2026-04
     rails 8 [b200] published
     planes 1 [b200] published
     scalableUnitNodes 32 [b200] published
     computePorts 8 / 400 Gb/s / OSFP / 2 / connectx-7 [b200] published
     storagePorts 2 / 400 Gb/s / QSFP112 / bluefield-3 [nv-dgxb200] published
     inBandPorts 2 / 400 Gb/s / QSFP112 / bluefield-3 [nv-dgxb200] published
     gpuPower 1 kW [mlperf51] confirmed 2025-09
     sharedAdapters 2 / 2 / 400 Gb/s / 400 Gb/s / QSFP112 / bluefield-3 [cl-cat] secondary 2026-09`,
  ],
  [
    'DGX_B300',
    `infinibandForm 8 / 800 Gb/s / OSFP / connectx-8 / 1 / 72 [nv-linkx-json] secondary 2026-09
     ethernetForm 16 / 400 Gb/s / connectx-8 / 2 / 64 [b300-spx] published
     gpus 8 [b300-spx] published
     fabricNodes 1 [b300-spx] published
     rails 8 [b300-spx] published
     planes 2 [b300-spx] published
     computePorts 16 / 400 Gb/s / connectx-8 [b300-spx] published
     scalableUnitNodes 64 [b300-spx] published
     systemsPerRack 4 [b300-spx] published
     heightU 10 [b300-sec] secondary
     hbm 2.144 TB [ix-const] derived 2026-04
     fp4SparsePetaflops 144 [b300-sec] secondary
     maxPower 15.1 kW [nv-dgxb300] secondary 2026-10
     psus 12 / 6 / 3.2 kW [nv-dgxb300] secondary 2026-10
     weight 168 kg [inferx] secondary
     dimensions 442 mm / 483 mm / 904 mm [cl-cat] secondary 2026-09
     gpuPower 1.1 kW [mlperf60] confirmed 2026-05
     sharedAdapters 2 / 2 / 400 Gb/s / 400 Gb/s / QSFP112 / bluefield-3 [cl-cat] secondary 2026-09`,
  ],
  [
    'DGX_RUBIN_NVL8',
    `gpus 8 [rubin-nvl8] published
     fabricNodes 1 [rubin-nvl8] published
     rails 8 [rubin-nvl8] published
     computePorts 8 / 800 Gb/s / connectx-9 [rubin-nvl8] published
     scalableUnitNodes 72 [rubin-nvl8] published`,
  ],
  [
    // 18 trays x 4 GPUs = 72; 8 racks x 18 trays = 144. No maximum: 132 kW is not confirmed.
    'GB200_NVL72',
    `infinibandForm 4 / 400 Gb/s / 1 [gb200] published
     railAdapters mlx5_0; mlx5_1; mlx5_3; mlx5_4 [hca-gb200] secondary
     gpus 72 [nv-bcm-ps] confirmed
     fabricNodes 18 [gb200] published
     scaleUpSwitches 9 [gb200] published
     rails 4 [gb200] published
     computePorts 4 / 400 Gb/s [gb200] published
     scalableUnitNodes 144 [gb200] published
     scalableUnitRacks 8 [gb200] published
     scalableUnitPower 1.2 MW [nv-sp-gb200] confirmed
     typicalPower 120 kW [walk3d] secondary
     psus 8 / 33 kW / 6 / 5.5 kW [nv-bcm-ps] confirmed
     heightU 48 [gb200-sec] secondary
     weight 1.36 t [walk3d] secondary
     dimensions 600 mm / 1.068 m [walk3d] secondary
     flowPerKilowatt 1.5 L/min [gb200-sec] secondary
     hbm 13.4 TB [walk3d] secondary
     nvlinkPerGpu 14.4 Tb/s [walk3d] secondary
     nvlinkTotal 1.04 Pb/s [walk3d] secondary
     fp8SparsePetaflops 720 [gb200-sec] secondary
     fp4SparsePetaflops 1440 [gb200-sec] secondary
     gpuPower 1.2 kW [mlperf51] confirmed 2025-09
     sharedAdapters 2 / 2 / 400 Gb/s / 400 Gb/s / QSFP112 / bluefield-3 [cl-cat] secondary 2026-09`,
  ],
  [
    'GB300_NVL72',
    `infinibandForm 4 / 800 Gb/s / connectx-8 / 1 [gb300] secondary
     ethernetForm 8 / 400 Gb/s / connectx-8 / 2 [nv-era-nvl72-net] derived
     gpus 72 [nv-era-nvl72] confirmed
     fabricNodes 18 [gb300] secondary
     scaleUpSwitches 9 [gb300] secondary
     rails 4 [gb300] secondary
     planes 1 [gb300] secondary
     computePorts 4 / 800 Gb/s / connectx-8 [gb300] secondary
     scalableUnitNodes 144 [gb300] secondary
     scalableUnitRacks 8 [gb300] secondary
     maxPower 142 kW [nv-era-nvl72] confirmed
     dcDesignPower 136 kW [nv-simready] secondary
     dcPeakPower 240 kW [nv-simready] secondary
     psus 8 / 33 kW / 6 / 5.5 kW [nv-era-nvl72] confirmed
     liquidFraction 0.87 [nv-simready] secondary
     liquidHeat 116 kW [nv-simready] secondary
     airHeat 19.3 kW [nv-simready] secondary
     waterClass W45 [lenovo-gb300] secondary
     weight 1.5 t [nv-simready] secondary
     dimensions 2.3 m / 600 mm / 1.2 m [nv-simready] secondary
     hbm 20 TB [walk3d] secondary
     nvlinkTotal 1.04 Pb/s [walk3d] secondary
     fp8SparsePetaflops 720 [nv-era-nvl72] secondary
     fp4DensePetaflops 1080 [nv-era-nvl72] secondary
     fp4SparsePetaflops 1440 [nv-era-nvl72] secondary
     heightU 48 [gb300-dim] secondary
     rackFeeds 2 / 142 kW / 480 V / 3 / 200 A / 250 A / 0.98 [nv-cpv-rack] published 2026-05
     gpuPower 1.4 kW [mlperf51] confirmed 2025-09`,
  ],
  [
    'VR_NVL72',
    `gpus 72 [vr-sec] secondary
     fabricNodes 18 [mlperf61] confirmed
     scaleUpSwitches 9 [walk3d] secondary
     computePorts 8 / 800 Gb/s / connectx-9 [walk3d] secondary
     gpuPower 2.3 kW [mlperf61] confirmed
     maxPower 230 kW [vr-sec] secondary
     powerProfiles MaxP / 227 kW; MaxQ / 190 kW [vr-press] secondary
     psus 4 / 110 kW / 6 / 18.3 kW [vr-pt5] secondary
     liquidFraction 1 [vr-sec] secondary
     liquidSupply 45 degC [vr-sec] secondary
     hbm 20.736 TB [mlperf61] confirmed`,
  ],
] as const)('%s has the facts that its sources state, and no other', (name, text) => {
  expect(factLines(systems[name]).sort()).toEqual(facts(text));
});

test('the air and the PSUs of DGX H100 agree with what is printed', () => {
  // 1,105 CFM x 28.316846592 L = 31,290.115 L/min; 6 x 3.3 kW with 4 needed carry 13.2 kW, above 10.2 kW.
  const { airflow, psus, maxPower } = systems.DGX_H100;
  expect(airflow?.value.inCubicFeetPerMinute).toBeCloseTo(1_105, 4);
  expect(psus?.value.rating?.times(psus.value.needed ?? 0).isAtLeast(maxPower?.value ?? psus.value.rating)).toBe(true);
});

test('every GPU has as many compute links as its rails and planes ask for', () => {
  for (const { computePorts, gpus, fabricNodes, rails, planes } of Object.values(systems)) {
    if (rails === undefined || computePorts === undefined) continue;
    expect(rails.value).toBe(gpus.value / fabricNodes.value);
    expect(computePorts.value.count).toBe(rails.value * (planes?.value ?? 1));
  }
});
