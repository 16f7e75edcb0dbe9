import type { AddressPlan } from '../../../src/model/address-plan';
import { planUnderlay } from '../../../src/design/underlay/plan-underlay';
import { KNOWN_RELEASES, NEWEST_RELEASE, releaseMinor } from '../../../src/design/underlay/check-services';
import type { UnderlayOptions, UnderlayPlan } from '../../../src/model/underlay-plan';
import { addressesOf, managementFabric, railFabric } from '../../export/ethernet-site';

const fabric = managementFabric();
const known = addressesOf(fabric);
/** Beside `bmc`: a second pool of the role, one without a VLAN, one of a tenant, one of IPv6. */
const addresses: AddressPlan = {
  ...known,
  pools: [
    ...known.pools,
    { name: 'pdu', purpose: 'oob', cidr: '10.5.0.0/24', vlan: 101, gateway: '10.5.0.1', capacity: 253, used: 0 },
    { name: 'bmc-6', purpose: 'oob', cidr: '2001:db8::/64', vlan: 100, gateway: '2001:db8::1', capacity: 253, used: 0 },
    { name: 'bare', purpose: 'oob', cidr: '10.6.0.0/24', gateway: '10.6.0.1', capacity: 253, used: 0 },
    { name: 'blue', purpose: 'oob', tenant: 'blue', cidr: '10.7.0.0/24', vlan: 102, capacity: 253, used: 0 },
  ],
};
const LOSSLESS = { priority: 3, dscp: 26 };

function plan(options: UnderlayOptions): UnderlayPlan {
  return planUnderlay({ fabric, addresses, options });
}

describe('a release', () => {
  test.each([
    ['5.6', 6],
    ['5.18', 18],
    ['5.16.1', 16],
    ['Cumulus Linux 5.9.1', 9],
    [' cumulus linux 5.14 ', 14],
  ])("'%s' is known", (text, minor) => {
    expect(releaseMinor(text)).toBe(minor);
  });

  test('is the newest where none is given', () => {
    expect(NEWEST_RELEASE).toBe(KNOWN_RELEASES.at(-1));
    expect(releaseMinor()).toBe(18);
  });

  test.each([
    '5.5',
    '5.19',
    '6.0',
    '4.4',
    '5',
    '5.016',
    '5.16.1.2',
    '5.16-rc1',
    'SONiC 202405',
    'Cumulus 5.16',
    'x5.16',
  ])("fails where it is '%s'", (text) => {
    expect(() => plan({ switchRelease: text })).toThrow(
      new Error(
        `fabric 'oob': 'switchRelease' is '${text}', and files are written for Cumulus Linux 5.6 to 5.18; give a release of these, such as '5.18', or leave it out for 5.18 [underlay/unknown-release]`,
      ),
    );
  });
});

describe('what switches are told', () => {
  test('is in the plan as it is given, gateways in the order of the pools', () => {
    expect(
      plan({
        gateways: ['pdu', 'bmc-6', 'bmc'],
        vrfs: [{ name: 'power', pools: ['pdu'], vni: 4_001 }],
        bfd: { intervalMilliseconds: 50, multiplier: 255 },
        ntpServers: ['10.0.0.1', '2001:db8::1', 'ntp.lab.example'],
        managementVrf: 'default',
      }),
    ).toMatchObject({
      gateways: [
        { pool: 'bmc', vlan: 100, address: '10.1.0.1/24' },
        { pool: 'pdu', vlan: 101, address: '10.5.0.1/24', vrf: 'power' },
        { pool: 'bmc-6', vlan: 100, address: '2001:db8::1/64' },
      ],
      gatewayMac: '00:00:5e:00:01:01',
      vrfs: [{ name: 'power', vni: 4_001 }],
      bfd: { intervalMilliseconds: 50, multiplier: 255 },
      ntpServers: ['10.0.0.1', '2001:db8::1', 'ntp.lab.example'],
      managementVrf: 'default',
    });
  });

  test.each([
    ['pfcWatchdog', { roce: LOSSLESS, pfcWatchdog: { pollMilliseconds: 200, polls: 2, restoreMilliseconds: 400 } }],
    ['bfd', { bfd: { intervalMilliseconds: 300, multiplier: 3 } }],
    ['ntpServers', { ntpServers: ['10.0.0.1'] }],
    ['logServers', { logServers: ['10.0.0.2'] }],
  ] as const)('has %s as it is given', (prop, options: UnderlayOptions) => {
    expect(plan(options)[prop]).toEqual(options[prop]);
  });

  test('may have gateways from the first release that takes them', () => {
    expect(plan({ gateways: ['bmc'], switchRelease: '5.10' }).gateways).toMatchObject([{ pool: 'bmc' }]);
  });

  test('is absent where nothing is given', () => {
    const known = Object.keys(plan({}));
    const props = ['gateways', 'gatewayMac', 'vrfs', 'pfcWatchdog', 'bfd', 'ntpServers', 'logServers', 'managementVrf'];
    expect(props.filter((prop) => known.includes(prop))).toEqual([]);
  });

  test('needs no network number where one leaf has all hosts', () => {
    const alone = managementFabric(4, 1);
    const options = { gateways: ['bmc'], vrfs: [{ name: 'bmc', pools: ['bmc'] }] };
    expect(planUnderlay({ fabric: alone, addresses: addressesOf(alone), options }).vrfs).toEqual([{ name: 'bmc' }]);
  });

  const vrf = { name: 'power', pools: ['pdu'], vni: 4_001 };
  const second = { name: 'bmc', pools: ['bmc'], vni: 4_002 };
  const both = ['bmc', 'pdu'];
  test.each<[string, UnderlayOptions, string]>([
    [
      'gateways that the release cannot have',
      { gateways: ['bmc'], switchRelease: '5.9' },
      "'switchRelease' is '5.9', and gateways ('gateways') need Cumulus Linux 5.10, the first that takes a MAC address for a VLAN; upgrade the switches, or leave 'gateways' out [underlay/release-too-old]",
    ],
    [
      'a gateway of a pool that is not there',
      { gateways: ['bmcs'] },
      "'gateways' names pool 'bmcs', which is not there; did you mean 'bmc'? [underlay/unknown-pool]",
    ],
    [
      'a gateway named twice',
      { gateways: ['bmc', 'bmc'] },
      "'gateways' names pool 'bmc' more than once; name it once [underlay/bad-gateway]",
    ],
    [
      'a gateway of a pool without a VLAN',
      { gateways: ['bare'] },
      "'gateways' names pool 'bare', which has no 'vlan'; give the pool a 'vlan' in 'addressPools' [underlay/bad-gateway]",
    ],
    [
      'a gateway of a pool of another purpose',
      { gateways: ['links'] },
      "'gateways' names pool 'links', whose purpose is 'fabric-link'; name a pool of purpose 'oob' of 'addressPools' [underlay/bad-gateway]",
    ],
    [
      'a gateway of a tenant',
      { gateways: ['blue'] },
      "'gateways' names pool 'blue', whose purpose is 'oob' of tenant 'blue'; name a pool of purpose 'oob' of 'addressPools' [underlay/bad-gateway]",
    ],
    [
      'a gateway where host ports are routed',
      { gateways: ['bmc'], railPool: 'rails' },
      "'gateways' names pool 'bmc', and host ports are routed by 'railPool'; leave one of the two out [underlay/bad-gateway]",
    ],
    [
      'an address of no gateway',
      { gatewayMac: '00:00:5e:00:01:02' },
      "'gatewayMac' is given without 'gateways'; name the pools in 'gateways', or leave it out [underlay/bad-mac]",
    ],
    ...['01:00:5e:00:00:01', '00:00:00:00:00:00', '00-00-5e-00-01-01', 'x'].map(
      (gatewayMac): [string, UnderlayOptions, string] => [
        `the MAC address ${gatewayMac}`,
        { gateways: ['bmc'], gatewayMac },
        `'gatewayMac' is '${gatewayMac}'; give an address of one adapter such as 00:00:5e:00:01:01: its first byte is even, and it is not all zero [underlay/bad-mac]`,
      ],
    ),
    ...(
      [
        [{ name: '9a' }, 'has a name that switches do not take; give 1 to 11 letters, digits, - and _, a letter first'],
        [
          { name: 'a:b' },
          'has a name that switches do not take; give 1 to 11 letters, digits, - and _, a letter first',
        ],
        [
          { name: 'abcdefghijkl' },
          'has a name that switches do not take; give 1 to 11 letters, digits, - and _, a letter first',
        ],
        [{ name: 'mgmt' }, 'has a name that every switch uses itself; give it another'],
        [{ pools: [] }, "has no 'pools'; name pools of 'gateways'"],
        [{ pools: ['bare'] }, "names pool 'bare', whose gateway the leaves are not; name the pool in 'gateways' too"],
        [{ vni: 0 }, "has 'vni' 0; give a whole number from 1 to 16777214"],
        [{ vni: 101 }, "has 'vni' 101, the number of a VLAN; give it a 'vni' that no VLAN has as its number"],
        [{ vlan: 1 }, "has 'vlan' 1; give a whole number from 2 to 4094"],
        [{ vlan: 100 }, "has 'vlan' 100, which a pool has; give it a VLAN without ports"],
      ] as const
    ).map(([parts, message]): [string, UnderlayOptions, string] => {
      const odd = { ...vrf, ...parts };
      return [
        `a VRF that ${message}`,
        { gateways: both, vrfs: [odd] },
        `VRF '${odd.name}' ${message} [underlay/bad-vrf]`,
      ];
    }),
    [
      'a VRF without a network number over several leaves',
      { gateways: both, vrfs: [{ name: 'power', pools: ['pdu'] }] },
      "VRF 'power' has no 'vni', and its VLANs reach other leaves; give it a 'vni' that no VLAN has as its number [underlay/bad-vrf]",
    ],
    [
      'one name for two VRFs',
      { gateways: both, vrfs: [vrf, { ...second, name: 'power' }] },
      "VRF 'power' is there more than once; name all its pools in one entry of 'vrfs' [underlay/bad-vrf]",
    ],
    [
      'one pool in two VRFs',
      { gateways: both, vrfs: [vrf, { ...second, pools: ['pdu'] }] },
      "VRF 'bmc' names pool 'pdu', which VRF 'power' has; name it in one of them [underlay/bad-vrf]",
    ],
    [
      'one network number for two VRFs',
      { gateways: both, vrfs: [vrf, { ...second, vni: 4_001 }] },
      "VRF 'bmc' has 'vni' 4001, as VRF 'power' has; give each its own [underlay/bad-vrf]",
    ],
    [
      'one VLAN for two VRFs',
      {
        gateways: both,
        vrfs: [
          { ...vrf, vlan: 9 },
          { ...second, vlan: 9 },
        ],
      },
      "VRF 'bmc' has 'vlan' 9, as VRF 'power' has; give each its own [underlay/bad-vrf]",
    ],
    [
      'a watch without a lossless class',
      { pfcWatchdog: { pollMilliseconds: 200, polls: 3 } },
      "'pfcWatchdog' is given without 'roce', and no class is lossless; give 'roce', or leave it out [underlay/bad-pfc-watchdog]",
    ],
    [
      'a look that is too short',
      { roce: LOSSLESS, pfcWatchdog: { pollMilliseconds: 99, polls: 3 } },
      "'pfcWatchdog' looks every 99 ms; give whole milliseconds from 100 to 1000 [underlay/bad-pfc-watchdog]",
    ],
    [
      // 26 looks of 200 ms are 5,200 ms.
      'a storm that lasts too long',
      { roce: LOSSLESS, pfcWatchdog: { pollMilliseconds: 200, polls: 26 } },
      "'pfcWatchdog' needs 26 looks of 200 ms; give 'polls' from 1 to 25: 5000 ms at most [underlay/bad-pfc-watchdog]",
    ],
    [
      'a queue that runs again before the next look',
      { roce: LOSSLESS, pfcWatchdog: { pollMilliseconds: 200, polls: 3, restoreMilliseconds: 199 } },
      "'pfcWatchdog' restores after 199 ms; give whole milliseconds from 200 (one look) to 60000 [underlay/bad-pfc-watchdog]",
    ],
    ...[
      [49, 3],
      [60_001, 3],
      [300, 1],
      [300, 256],
      [0.5, 3],
    ].map(([intervalMilliseconds = 0, multiplier = 0]): [string, UnderlayOptions, string] => [
      `a watch every ${intervalMilliseconds} ms with multiplier ${multiplier}`,
      { bfd: { intervalMilliseconds, multiplier } },
      `'bfd' has an interval of ${intervalMilliseconds} ms and multiplier ${multiplier}; give an 'interval' of whole milliseconds from 50 to 60000 and a 'multiplier' from 2 to 255 [underlay/bad-bfd]`,
    ]),
    ...['', 'a b', '10.0.0.256', '10.0.0.1:123', '1.2.3', '-a.example', 'x\n- set', '[::1]'].map(
      (server): [string, UnderlayOptions, string] => [
        `the server ${JSON.stringify(server)}`,
        { ntpServers: [server] },
        `'ntpServers' has '${server.replace('\n', '\\n')}'; give names of hosts or addresses, without a port [underlay/bad-server]`,
      ],
    ),
    [
      'a server named twice',
      { logServers: ['a', 'a'] },
      "'logServers' has 'a' more than once; name it once [underlay/bad-server]",
    ],
    [
      'no server at all',
      { logServers: [] },
      "'logServers' is empty; name a server, or leave it out [underlay/bad-server]",
    ],
    [
      'a routing table that switches do not have',
      { managementVrf: 'management' as 'mgmt' },
      "'managementVrf' is 'management'; give 'mgmt' or 'default' [underlay/bad-management-vrf]",
    ],
  ])('fails on %s', (_, options, message) => {
    expect(() => plan(options)).toThrow(new Error(`fabric 'oob': ${message}`));
  });

  test('fails on all that is wrong at once', () => {
    const rails = railFabric();
    const options = {
      mtuBytes: 1,
      switchRelease: '6',
      ntpServers: [],
      bfd: { intervalMilliseconds: 1, multiplier: 1 },
    };
    expect(() => planUnderlay({ fabric: rails, addresses: addressesOf(rails), options })).toThrow(
      /bad-mtu.*unknown-release.*bad-bfd.*bad-server/s,
    );
  });
});
