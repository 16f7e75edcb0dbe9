import { ConvergedPair, DataRate, GpuCluster, Power } from 'cdktf-ai-factory';
import type { ConvergedGroupProps, ConvergedPairProps } from 'cdktf-ai-factory';
import { defineServer, defineSwitch, switches, systems, userFact } from 'cdktf-ai-factory/catalog';
import type { SwitchSpec } from 'cdktf-ai-factory/catalog';
import { smallSite, smallZone } from '../../constructs/small-site';
import type { Programs } from './program';

const SERVER = defineServer({
  id: 'support-server',
  model: 'support server',
  manufacturer: 'supplier',
  role: 'management',
  heightU: userFact(1, 'offer 4711 of the supplier', '2026-11'),
});

const GPU = { name: 'gpu', portRate: DataRate.gigabitsPerSecond(400) };

function group(props: Partial<ConvergedGroupProps> = {}): ConvergedGroupProps {
  return {
    name: 'nodes',
    devices: ['n1', 'n2'],
    links: [{ kind: 'gpu', run: 'gpu', ports: ['g1', 'g2'] }],
    ...props,
  };
}

function pair(props: Partial<ConvergedPairProps> = {}): ConvergedPair {
  const lab = smallSite();
  smallZone(lab);
  const required = { site: lab.site, switch: switches.SN5610, runs: [GPU], groups: [group()] };
  return new ConvergedPair(lab.stack, 'core', { ...required, switchPower: Power.watts(2_500), ...props });
}

/** A pair whose switch states no draw, as none of the catalogue does. */
function withoutPower(): ConvergedPair {
  const lab = smallSite();
  smallZone(lab);
  return new ConvergedPair(lab.stack, 'core', {
    site: lab.site,
    switch: switches.SN5610,
    runs: [GPU],
    groups: [group()],
  });
}

function clusterOfAnotherSite(): GpuCluster {
  const lab = smallSite();
  smallZone(lab);
  return new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 1 });
}

function clusterWithServer(): ConvergedPair {
  const lab = smallSite();
  smallZone(lab);
  const gpu = new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 1 });
  return new ConvergedPair(lab.stack, 'core', {
    site: lab.site,
    switch: switches.SN5610,
    switchPower: Power.watts(2_500),
    runs: [GPU],
    groups: [group({ devices: gpu, server: SERVER })],
  });
}

function withoutConnector(): SwitchSpec {
  const entries = Object.entries(switches.SN5610).filter(([name]) => name !== 'connector');
  return defineSwitch(Object.fromEntries(entries) as unknown as SwitchSpec);
}

/** Wrong pairs of cores. */
export const convergedPrograms: Programs = {
  'converged-infiniband-switch': () => pair({ switch: switches.QM9700 }),
  'converged-no-groups': () => pair({ groups: [] }),
  'converged-no-such-breakout': () => pair({ runs: [{ ...GPU, portRate: DataRate.gigabitsPerSecond(50) }] }),
  'converged-lanes-unknown': () => pair({ switch: withoutConnector() }),
  'converged-oob-ports-without-switches': () => pair({ groups: [group({ oobPorts: ['bmc'] })] }),
  'converged-oob-uplinks-without-switches': () => pair({ groups: [group({ devices: 'oob' })] }),
  'converged-server-of-a-cluster': clusterWithServer,
  'converged-server-power-without-server': () => pair({ groups: [group({ serverPower: Power.watts(500) })] }),
  'converged-server-power-missing': () => pair({ groups: [group({ server: SERVER })] }),
  'converged-switch-power-missing': withoutPower,
  'converged-cluster-of-another-site': () => pair({ groups: [group({ devices: clusterOfAnotherSite() })] }),
  'converged-misspelt-run': () => pair({ groups: [group({ links: [{ kind: 'gpu', run: 'gpus', ports: ['g1'] }] })] }),
  'converged-device-twice': () => pair({ groups: [group({ devices: ['n1', 'n1'] })] }),
  // A port on each core a device, two ports a cage: 64 cages take 128 devices.
  'converged-full-panel': () =>
    pair({ groups: [group({ devices: Array.from({ length: 129 }, (_, index) => `n${index + 1}`) })] }),
  'converged-several-wrong-props': () =>
    pair({ switch: switches.QM9700, groups: [group({ oobPorts: ['bmc'], serverPower: Power.watts(500) })] }),
};
