import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { RepairWays } from '../../../src/model/fabric-plan';
import type { FabricInSite, SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { computeInput, hostGroup, names, sitePlan } from '../site-plan-fixture';

const ABSENT = 'fabric/no-out-of-band';
const WAY = 'fabric/way-to-repair';

const data = planFabric(computeInput(names('b', 32)));
const switches = data.switches.map(({ name }) => name);
const network = (name: string, manages: readonly string[], repair?: RepairWays): FabricInSite => {
  const groups = [hostGroup(manages, 1, { name: `${name}-ports` })];
  const plan = planFabric(computeInput(manages, { name, role: 'oob', kind: 'ethernet', shape: 'shared-leaf', groups }));
  return { path: `stack/${name}`, plan, ...(repair === undefined ? {} : { repair }) };
};
const site = (...networks: readonly FabricInSite[]): SitePlan =>
  sitePlan({ fabrics: [{ path: 'stack/compute', plan: data }, ...networks] });

/** A network that leaves on a line of its own. */
const sound: RepairWays = { wayOut: 'own-line', services: [{ name: 'name servers', network: 'oob' }] };

describe('fabric/no-out-of-band', () => {
  test('all switches on it pass', () => {
    expectPassed(ABSENT, site(network('oob', switches)));
  });

  test('one switch without a port is outside', () => {
    expectFinding(ABSENT, site(network('oob', switches.slice(1))), {
      severity: 'warning',
      path: 'stack/compute',
      object: "1 network 'compute', 1 switch",
      found: `no port on 'oob': '${switches[0] ?? ''}'`,
      limit: 'an out-of-band port of each switch',
    });
  });

  test('no such network at all', () => {
    expectFinding(ABSENT, site(), {
      object: `1 network 'compute', ${switches.length} switches`,
      found: 'no out-of-band network',
      remedy:
        "name the networks in 'manages' of a ManagementNetwork, or acknowledge it where another document plans it",
    });
  });

  test('a site without switches has nothing to judge', () => {
    expectNothing(ABSENT, sitePlan(), 'the site has no network of switches');
  });
});

describe('fabric/way-to-repair', () => {
  test.each(['own-line', 'mobile', 'satellite'])('a way of its own passes: %s', (wayOut) => {
    expectPassed(WAY, site(network('oob', switches, { ...sound, wayOut })));
  });

  test('nothing stated is not known', () => {
    expectFinding(WAY, site(network('oob', switches)), {
      outcome: 'indeterminate',
      object: "out-of-band network 'oob'",
      found: 'how it leaves the site; over which network name servers, identity and management servers are reached',
      remedy: "give 'wayOut' and 'repairServices' of the network",
    });
    expectFinding(WAY, site(network('oob', switches, { wayOut: 'mobile' })), {
      outcome: 'indeterminate',
      found: 'over which network name servers, identity and management servers are reached',
      remedy: "give 'repairServices' of the network",
    });
  });

  test.each<[string, RepairWays, string]>([
    ['no way out', { ...sound, wayOut: 'none' }, 'it has no way out of the site'],
    [
      'the network that it repairs',
      { ...sound, wayOut: 'compute' },
      "its way out hangs on network 'compute', which is repaired over it",
    ],
    [
      'name servers on what is down',
      { ...sound, services: [{ name: 'name servers', network: 'compute' }] },
      "'name servers' hangs on network 'compute', which is repaired over it",
    ],
    [
      'no such network',
      { ...sound, wayOut: 'comptue' },
      "its way out names 'comptue', and the site has no such network",
    ],
    ['itself', { ...sound, wayOut: 'oob' }, "its way out ends in a circle at 'oob'"],
  ])('%s is a finding', (_, repair, found) => {
    expectFinding(WAY, site(network('oob', switches, repair)), {
      outcome: 'failed',
      severity: 'warning',
      found,
      limit: 'ways that do not hang on what is repaired',
      remedy:
        "give it a way of its own ('wayOut': 'own-line', 'mobile' or 'satellite'), and let 'repairServices' be reached over it",
    });
  });

  test('one network leaves over another one that has a way of its own', () => {
    const first = network('oob', switches, { ...sound, wayOut: 'second' });
    const second = (wayOut: string): FabricInSite =>
      network('second', names('p', 4), { wayOut, services: [{ name: 'identity', network: 'second' }] });
    expectPassed(WAY, site(first, second('own-line')), 2);
    expect(() => expectPassed(WAY, site(first, second('none')), 2)).toThrow();
  });

  test('a site without such a network is a matter of fabric/no-out-of-band', () => {
    expectNothing(WAY, site(), 'the site has no out-of-band network');
  });
});
