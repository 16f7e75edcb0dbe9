import { cables, fibres, nics, transceivers } from '../../src/catalog/links';
import { switches, switchPorts } from '../../src/catalog/switches';
import { DataRate } from '../../src/units/data';
import { factLines } from './fact-lines';

// Typed from the tables of the documents that the source ids name. An entry must have these facts and no other.
test.each([
  [
    switches.QM9700,
    'cages 32 [qm-man] published',
    'connector OSFP [qm-man] published',
    'portsPerCage 2 [qm-man] published',
    'portRate 400 Gb/s [qm-man] published',
    'breakouts 2 / 400 Gb/s; 4 / 200 Gb/s [nv-linkx-json] secondary 2026-09',
    'heightU 1 [qm-man] published',
    'weight 14.8 kg [netbox-dtl] secondary',
    'cageMaxPower 17 W [qm-man] published',
    'psus 2 [netbox-dtl] secondary',
    'typicalPower 747 W [hwcat] secondary',
    'maxPower 1.72 kW [hwcat] secondary',
  ],
  [
    switches.QM9790,
    'cages 32 [qm-man] published',
    'connector OSFP [qm-man] published',
    'portsPerCage 2 [qm-man] published',
    'portRate 400 Gb/s [qm-man] published',
    'breakouts 2 / 400 Gb/s; 4 / 200 Gb/s [nv-linkx-json] secondary 2026-09',
    'heightU 1 [qm-man] published',
    'weight 14.8 kg [netbox-dtl] secondary',
    'cageMaxPower 17 W [qm-man] published',
    'psus 2 [netbox-dtl] secondary',
  ],
  [
    switches.Q3400,
    'cages 72 [xdr-man] published',
    'connector OSFP [xdr-man] published',
    'portsPerCage 2 [xdr-man] published',
    'portRate 800 Gb/s [xdr-man] published',
    'breakouts 2 / 800 Gb/s [xdr-man] published',
    'fabricManagerPorts 1 [xdr-man] published',
    'planeChips 4 [nvos-tests] confirmed',
    'heightU 4 [xdr-man] published',
    'weight 60 kg [netbox-dtl] secondary',
    'psus 8 [netbox-dtl] secondary',
    'psuMaxDraw 875 W [netbox-dtl] secondary',
  ],
  [
    switches.SN5600,
    'cages 64 [sonic-plat] confirmed',
    'connector OSFP [sonic-plat] confirmed',
    'portsPerCage 1 [sonic-plat] confirmed',
    'portRate 800 Gb/s [sonic-plat] confirmed',
    'breakouts 1 / 800 Gb/s; 2 / 400 Gb/s; 4 / 200 Gb/s; 4 / 100 Gb/s [sonic-plat] confirmed',
    'extraPorts 1 / 25 Gb/s [sonic-plat] confirmed',
    'heightU 2 [sonic-plat] confirmed',
    'weight 23.5 kg [netbox-dtl] secondary',
    'cageMaxPower 18 W [sonic-plat] confirmed',
    'psus 2 / 3 kW [netbox-dtl] secondary',
    'typicalPower 940 W [canopy] secondary',
  ],
  [
    switches.SN5610,
    'cages 64 [sonic-plat] confirmed',
    'connector OSFP [sonic-plat] confirmed',
    'portsPerCage 1 [sonic-plat] confirmed',
    'portRate 800 Gb/s [sonic-plat] confirmed',
    'breakouts 1 / 800 Gb/s; 2 / 400 Gb/s; 4 / 200 Gb/s; 4 / 100 Gb/s [sonic-plat] confirmed',
    'pairedBreakouts 8 / 100 Gb/s [era-wire] published',
    'extraPorts 2 / 25 Gb/s [sonic-plat] confirmed',
    'heightU 2 [sonic-plat] confirmed',
    'weight 26.9 kg [netbox-dtl] secondary',
    'psus 4 / 2 / 2 kW [nv-kernel] published 2025-04',
  ],
  [
    switches.SN5400,
    'cages 64 [sonic-plat] confirmed',
    'portsPerCage 1 [sonic-plat] confirmed',
    'portRate 400 Gb/s [sonic-plat] confirmed',
    'connector QSFP-DD [nv-linkx-json] secondary 2026-09',
    'breakouts 1 / 400 Gb/s; 2 / 200 Gb/s; 4 / 100 Gb/s [sonic-plat] confirmed',
    'cageMaxPower 12 W [nv-sn5000] published',
    'heightU 2 [nv-sn5000] published 2023-11',
    'psus 2 [sonic-plat] confirmed',
  ],
  [
    switches.SN4700,
    'cages 32 [sonic-plat] confirmed',
    'connector QSFP-DD [sonic-plat] confirmed',
    'portsPerCage 1 [sonic-plat] confirmed',
    'portRate 400 Gb/s [sonic-plat] confirmed',
    'breakouts 1 / 400 Gb/s; 2 / 200 Gb/s; 4 / 100 Gb/s [sonic-plat] confirmed',
    'heightU 1 [nv-sn4000] published 2026-02',
    'typicalPower 630 W [hwcat] secondary',
    'psus 2 / 1 [nv-sn4000] published 2026-02',
  ],
  [
    switches.SN4600C,
    'cages 64 [sonic-plat] confirmed',
    'portsPerCage 1 [sonic-plat] confirmed',
    'portRate 100 Gb/s [sonic-plat] confirmed',
    'breakouts 1 / 100 Gb/s; 2 / 50 Gb/s [sonic-plat] confirmed',
    'connector QSFP28 [nv-linkx-json] secondary 2026-09',
    'heightU 2 [nv-linkx-json] secondary 2026-09',
    'weight 14.64 kg [inferx] secondary',
    'typicalPower 466 W [hwcat] secondary',
    'psus 2 / 1 [nv-sn4000] published 2026-02',
  ],
  [
    switches.SN2201,
    'cages 48 [netbox-dtl] secondary',
    'connector RJ45 [netbox-dtl] secondary',
    'portsPerCage 1 [netbox-dtl] secondary',
    'portRate 1 Gb/s [netbox-dtl] secondary',
    'breakouts 1 / 1 Gb/s [netbox-dtl] secondary',
    'extraPorts 4 / 100 Gb/s [netbox-dtl] secondary',
    'heightU 1 [netbox-dtl] secondary',
    'weight 7.41 kg [netbox-dtl] secondary',
    'psus 2 [sonic-plat] confirmed',
  ],
  [
    switches.SN6600_LD,
    'cages 64 [sonic-plat] confirmed',
    'connector OSFP [nv-linkx-json] secondary 2026-09',
    'portsPerCage 2 [sonic-plat] confirmed',
    'portRate 800 Gb/s [sonic-plat] confirmed',
    'breakouts 2 / 800 Gb/s; 4 / 400 Gb/s; 8 / 200 Gb/s; 8 / 100 Gb/s [sonic-plat] confirmed',
    'heightU 2 [nv-linkx-json] secondary 2026-09',
    'cooling liquid [nv-linkx-json] secondary 2026-09',
  ],
  [
    switches.SN6810_LD,
    'isCopackaged true [nv-linkx-json] secondary 2026-09',
    'cages 128 [sonic-plat] confirmed',
    'connector MMC-12 [nv-linkx-json] secondary 2026-09',
    'portsPerCage 1 [sonic-plat] confirmed',
    'portRate 800 Gb/s [sonic-plat] confirmed',
    'breakouts 1 / 800 Gb/s; 2 / 400 Gb/s; 4 / 200 Gb/s; 4 / 100 Gb/s [sonic-plat] confirmed',
    'heightU 2 [nv-linkx-json] secondary 2026-09',
    'cooling liquid [nv-linkx-json] secondary 2026-09',
  ],
  [nics.CONNECTX_7, 'ports 1 / 400 Gb/s [h100] published'],
  [nics.CONNECTX_8, 'ports 1 / 800 Gb/s [b300-spx] published', 'twinPlanePorts 2 / 400 Gb/s [b300-spx] published'],
  [nics.CONNECTX_9, 'ports 1 / 800 Gb/s [rubin-nvl8] published'],
  [nics.BLUEFIELD_3_B3140H, 'ports 1 / 400 Gb/s / QSFP112 [era-wire] published'],
  [nics.BLUEFIELD_3_B3220, 'ports 2 / 200 Gb/s / QSFP112 [era-wire] published'],
  [nics.BLUEFIELD_3_B3240, 'ports 2 / 400 Gb/s / QSFP112 [gb300] secondary'],
  [
    cables.MCP4Y10,
    'from OSFP [lin-cab] published',
    'to OSFP / 1 [lin-cab] published',
    'rate 800 Gb/s [lin-cab] published',
    'lengths 500 mm; 1 m; 1.5 m; 2 m [lin-cab] published',
    'maxMilliwatts 100 [lin-cab] published',
  ],
  [
    cables.MCP7Y00,
    'from OSFP [lin-cab] published',
    'to OSFP / 2 [lin-cab] published',
    'lengths 1 m; 1.5 m; 2 m; 2.5 m; 3 m [lin-cab] published',
    'maxMilliwatts 100 [lin-cab] published',
  ],
  [
    cables.MCP7Y10,
    'from OSFP [lin-cab] published',
    'to QSFP112 / 2 [lin-cab] published',
    'range 1 m / 3 m [lin-cab] published',
    'isOnSale false [nv-linkx-json] secondary 2026-09',
    'maxMilliwatts 100 [lin-cab] published',
  ],
  [cables.MCP7Y50, 'from OSFP [lin-cab] published', 'to 4 [lin-cab] published'],
  [cables.MCP7Y40, 'from OSFP [lin-cab] published', 'to 4 [lin-cab] published'],
  [cables.ACC, 'lengths 4 m; 5 m [lin-cab] published'],
  [
    transceivers.MMA4Z00_NS,
    'ports 2 [optic-man] published',
    'isForSwitches true [optic-man] published',
    'portRate 400 Gb/s [optic-man] published',
    'reach 50 m [optic-man] published',
    'connector MPO-12/APC [optic-man] published',
    'maxPower 15 W [optic-man] published',
  ],
  [
    transceivers.MMA4Z00_NS400,
    'ports 1 [optic-man] published',
    'isForSwitches false [optic-man] published',
    'portRate 400 Gb/s [optic-man] published',
    'reach 50 m [optic-man] published',
    'connector MPO-12/APC [optic-man] published',
    'maxPower 9 W [optic-man] published',
    'typicalPower 8 W [optic-man] published',
    'milliwattsAt200G 6500 [optic-man] published',
  ],
  [
    transceivers.MMA1Z00_NS400,
    'ports 1 [optic-man] published',
    'isForSwitches false [optic-man] published',
    'portRate 400 Gb/s [optic-man] published',
    'reach 50 m [optic-man] published',
    'connector MPO-12/APC [optic-man] published',
    'maxPower 9 W [optic-man] published',
    'typicalPower 8 W [optic-man] published',
    'milliwattsAt200G 6500 [optic-man] published',
  ],
  [
    transceivers.MMS4X00_NS,
    'ports 2 [optic-man] published',
    'isForSwitches true [optic-man] published',
    'portRate 400 Gb/s [optic-man] published',
    'reach 100 m [optic-man] published',
    'connector MPO-12/APC [optic-man] published',
    'maxPower 17 W [optic-man] published',
  ],
  [
    transceivers.MMS4X00_NS400,
    'ports 1 [optic-man] published',
    'isForSwitches false [optic-man] published',
    'portRate 400 Gb/s [optic-man] published',
    'reach 100 m [optic-man] published',
    'connector MPO-12/APC [optic-man] published',
    'maxPower 9 W [optic-man] published',
    'milliwattsAt200G 5000 [optic-man] published',
  ],
  [
    transceivers.MMS4X50_NM,
    'ports 2 [optic-man] published',
    'isForSwitches true [optic-man] published',
    'portRate 400 Gb/s [optic-man] derived',
    'reach 2 km [optic-man] published',
  ],
  [fibres.MFP7E10, 'connector MPO-12/APC [optic-man] published', 'reach 50 m [optic-man] published'],
  [fibres.MFP7E20, 'connector MPO-12/APC [optic-man] published', 'reach 50 m [optic-man] published'],
  [fibres.MFP7E30, 'connector MPO-12/APC [optic-man] published', 'reach 100 m [optic-man] published'],
  [fibres.MFP7E40, 'connector MPO-12/APC [optic-man] published', 'reach 50 m [nv-lx-cabling] published 2025-10'],
])('$model has the facts that its sources state, and no other', (item, ...lines) => {
  expect(factLines(item).sort()).toEqual([...lines].sort());
});

test.each([
  [fibres.MFP7E10, 'multimode', 'straight'],
  [fibres.MFP7E20, 'multimode', 'splitter'],
  [fibres.MFP7E30, 'single-mode', 'straight'],
  [fibres.MFP7E40, 'single-mode', 'splitter'],
])('$model is of its medium and kind', (fibre, medium, kind) => {
  expect([fibre.medium, fibre.kind]).toEqual([medium, kind]);
});

test.each([
  [transceivers.MMA4Z00_NS, 'multimode', 'OSFP', '2 x SR4'],
  [transceivers.MMA4Z00_NS400, 'multimode', 'OSFP', 'SR4'],
  [transceivers.MMA1Z00_NS400, 'multimode', 'QSFP112', 'SR4'],
  [transceivers.MMS4X00_NS, 'single-mode', 'OSFP', '2 x DR4'],
  [transceivers.MMS4X00_NS400, 'single-mode', 'OSFP', 'DR4'],
  [transceivers.MMS4X50_NM, 'single-mode', 'OSFP', '2 x FR4'],
])('$model is of its medium, cage and signal', (module, medium, cage, optics) => {
  expect([module.medium, module.cage, module.optics]).toEqual([medium, cage, optics]);
});

test('ports are called as each switch calls them', () => {
  const { QM9700, Q3400, SN5600 } = switches;
  expect([QM9700.portNaming, Q3400.portNaming, SN5600.portNaming]).toEqual(['ib', 'xdr', 'cumulus']);
  expect([QM9700.kind, Q3400.kind, SN5600.kind]).toEqual(['infiniband', 'infiniband', 'ethernet']);
  expect(QM9700.partNumber).toBe('MQM9700-NS2F');
});

// As printed: 64 x 400G; 144 x 800G; 64 x 800G, 128 x 400G, 256 x 200G; 64 x 100G.
test.each([
  [switches.QM9700, 400, 64, 2],
  [switches.Q3400, 800, 144, 2],
  [switches.SN5600, 800, 64, 1],
  [switches.SN5600, 400, 128, 2],
  [switches.SN5610, 200, 256, 4],
  [switches.SN4600C, 100, 64, 1],
])('$model at %i Gb/s', (spec, rate, ports, portsPerCage) => {
  expect(switchPorts(spec, DataRate.gigabitsPerSecond(rate))).toEqual({ ports, portsPerCage });
});

test('a switch has no ports at a rate that none of its modes has', () => {
  expect(switchPorts(switches.QM9700, DataRate.gigabitsPerSecond(800))).toBeUndefined();
});

// What `breakout_modes` of the platform files say of the cages (commit 086b03b, 2026-08-23). A rate in brackets is one that the same ports also run at.
const PLATFORM_MODES = [
  [
    switches.SN5600,
    '1x800G[400G,200G,100G,50G,40G,25G,10G]',
    '2x400G[200G,100G,50G,40G,25G,10G]',
    '4x200G[100G,50G,25G,10G]',
  ],
  [
    switches.SN5610,
    '1x800G[400G,200G,100G,50G,40G,25G,10G]',
    '2x400G[200G,100G,50G,40G,25G,10G]',
    '4x200G[100G,50G,25G,10G]',
  ],
  [switches.SN5400, '1x400G[200G,100G,50G,40G,25G,10G]', '2x200G[100G,50G,40G,25G,10G]', '4x100G[50G,25G,10G]'],
  [
    switches.SN4700,
    '1x400G[200G,100G,50G,40G,25G,10G,1G]',
    '2x200G[100G,50G,40G,25G,10G,1G]',
    '4x100G[50G,25G,10G,1G]',
    '4x25G(4)[10G,1G]',
  ],
  [switches.SN3700, '1x200G', '2x100G', '4x50G'],
  [switches.SN4600C, '1x100G[50G,40G,25G,10G,1G]', '2x50G[25G,10G,1G]'],
  [switches.SN6600_LD, '1x800G', '2x800G[400G]', '4x400G[200G]', '8x200G[100G]', '2x400G[200G](4)+1x800G[400G](4)'],
  [switches.SN6810_LD, '1x800G', '2x400G[200G]', '4x200G[100G]'],
] as const;

/** Most ports of a cage at each rate, Gb/s, over modes that split it evenly. */
function mostPorts(modes: readonly string[]): Map<number, number> {
  const most = new Map<number, number>();
  for (const [, ports = '', rate = '', lower = ''] of modes.flatMap((text) => [
    ...text.matchAll(/^(\d+)x(\d+)G(?:\(\d\))?(?:\[([^\]]*)\])?$/g),
  ])) {
    for (const each of [rate, ...lower.split(',').map((one) => one.replace('G', ''))].filter((one) => one !== '')) {
      most.set(Number(each), Math.max(Number(ports), most.get(Number(each)) ?? 0));
    }
  }
  return most;
}

test.each(PLATFORM_MODES.map(([spec, ...modes]) => ({ spec, modes, model: spec.model })))(
  '$model splits its cages as its platform file says, at every rate of 100 Gb/s and more',
  ({ spec, modes }) => {
    const all = mostPorts(modes);
    for (const [gigabits, ports] of all) {
      if (gigabits < 100) continue;
      const used = switchPorts(spec, DataRate.gigabitsPerSecond(gigabits));
      expect([gigabits, used?.portsPerCage]).toEqual([gigabits, ports]);
    }
    for (const { ports, rate } of spec.breakouts.value) expect(all.get(rate.inGigabitsPerSecond)).toBe(ports);
  },
);
