import { switches } from '../src/catalog';
import type { SwitchSpec } from '../src/catalog/network-specs';
import { markdownTable } from '../src/report/markup';

/** A network as a program declares it, and what it needs beside its switches. `test/scripts/networks-page.test.ts` holds each row against a plan. */
export interface NetworkRow {
  readonly network: string;
  /** How it is declared. */
  readonly construct: string;
  /** Purposes of the pools that it needs, without those of the props below. */
  readonly purposes: readonly string[];
  /** Pools that it takes where a prop names them. */
  readonly named: Readonly<Record<string, string>>;
  readonly kind: SwitchSpec['kind'];
  readonly spine: string;
}

/** Networks in the order of the page. */
export const NETWORKS: readonly NetworkRow[] = [
  {
    network: 'compute, InfiniBand',
    construct: '`InfinibandFabric`',
    purposes: [],
    named: {},
    kind: 'infiniband',
    spine: '`switch`, or `spineSwitch`',
  },
  {
    network: 'compute, Ethernet',
    construct: "`EthernetFabric`, `role: 'compute'`",
    purposes: ['loopback'],
    named: { linkPool: 'fabric-link', railPool: 'rail' },
    kind: 'ethernet',
    spine: '`switch`, or `spineSwitch`',
  },
  {
    network: 'storage',
    construct: "`EthernetFabric`, `role: 'storage'`",
    purposes: ['loopback', 'storage'],
    named: { linkPool: 'fabric-link', railPool: 'rail' },
    kind: 'ethernet',
    spine: '`switch`, or `spineSwitch`',
  },
  {
    network: 'in-band',
    construct: "`EthernetFabric`, `role: 'in-band'`",
    purposes: ['loopback', 'in-band'],
    named: { linkPool: 'fabric-link', railPool: 'rail' },
    kind: 'ethernet',
    spine: '`switch`, or `spineSwitch`',
  },
  {
    network: 'out-of-band',
    construct: '`ManagementNetwork`',
    purposes: ['loopback', 'oob'],
    named: { linkPool: 'fabric-link' },
    kind: 'ethernet',
    spine: '`spineSwitch`, from the second leaf on',
  },
  {
    network: 'all on two cores',
    construct: '`ConvergedPair`',
    purposes: [],
    named: {},
    kind: 'ethernet',
    spine: 'has none',
  },
];

/** What a switch can be, from its entry in the catalogue. */
function switchRow(spec: SwitchSpec): readonly string[] {
  const { model, kind, cages, portsPerCage, portRate, extraPorts } = spec;
  const ports = `${cages.value * portsPerCage.value} x ${portRate.value.toString()}`;
  const own = extraPorts?.value;
  const hasUplinks = own?.rate.isGreaterThan(portRate.value) === true;
  const spines = hasUplinks ? spinesAt(spec) : [model];
  return [
    model,
    kind === 'infiniband' ? 'InfiniBand' : 'Ethernet',
    ports,
    hasUplinks ? `${own?.count ?? 0} x ${own?.rate.toString() ?? ''}` : 'ports of its own',
    spines.join(', '),
  ];
}

/** Models of the same kind that have ports at the rate of a leaf's own uplinks. */
export function spinesAt({ kind, extraPorts }: SwitchSpec): readonly string[] {
  const rate = extraPorts?.value.rate;
  if (rate === undefined) return [];
  return Object.values(switches)
    .filter((spec: SwitchSpec) => spec.kind === kind && spec.breakouts.value.some((mode) => mode.rate.equals(rate)))
    .map((spec: SwitchSpec) => spec.model);
}

/** Which network needs which pool, switch and spine, as a page of Markdown. */
export function renderNetworks(): string {
  const needs = NETWORKS.map(({ network, construct, purposes, named, kind, spine }) => [
    network,
    construct,
    purposes.map((purpose) => `\`${purpose}\``).join(', ') || 'none',
    Object.entries(named)
      .map(([prop, purpose]) => `\`${prop}\`: \`${purpose}\``)
      .join(', ') || 'none',
    kind === 'infiniband' ? 'InfiniBand' : 'Ethernet',
    spine,
  ]);
  const models = Object.values(switches).map((spec: SwitchSpec) => switchRow(spec));
  return (
    [
      '# Networks, pools and names',
      TEXT.intro,
      '## What each network needs',
      markdownTable(['network', 'construct', 'pools', 'pools that a prop names', 'switch', 'spine'], needs),
      TEXT.pools,
      '## Switches as leaves and spines',
      markdownTable(['switch', 'network', 'ports', 'uplinks', 'spine'], models),
      TEXT.switches,
      '## Pools from one block',
      TEXT.plan,
      '## Names by a pattern',
      TEXT.names,
    ].join('\n\n') + '\n'
  );
}

const TEXT = {
  intro: [
    'Which network needs which address pool, switch and spine. The tables are printed from the catalogue and the constructs; a test plans each network and compares.',
  ].join('\n'),
  pools: [
    'A pool is an entry of `addressPools` of the site, with its `purpose`. What is needed and missing is one error, `addressing/no-pool`, with the size of each. A pool of purpose `tenant` is asked',
    'for by the rule `addressing/tenant-without-pool`, and one of purpose `pods` by a Kubernetes cluster that names it. A pool that a prop names serves one fabric.',
  ].join('\n'),
  switches: [
    'A leaf spends its own ports on uplinks, so its spine may be of the same model. A leaf with uplinks that are faster than its ports needs another model: the error `fabric/spine-needed` says so, and',
    '`spineSwitch` gives it. The media between the two come from `media` of the site where the catalogue has none.',
  ].join('\n'),
  plan: [
    '```ts',
    "import { AddressPlan } from 'cdktf-ai-factory';",
    '',
    "export const addressPlan = AddressPlan.within('10.64.0.0/12', { growth: 2, vlans: { 'in-band': 110, storage: 120 } });",
    '```',
    '',
    '`addressPlan` of a site carves what `addressPools` does not give: a pool for each purpose, called after it; `tenant-<name>` for each tenant, with an address for each of its systems; and one for each',
    '`linkPool` and `railPool` of a fabric. Sizes follow from what is needed now times `growth` (2 where it is left out, which the plan lists among its defaults), or from the units that fabrics keep',
    '(`reserveUnits`), whichever is more. Pools of IPv6 are a /64 each, or larger.',
    '',
    '- Pools given by hand go first. Nothing is carved for what they hold, and nothing over their blocks.',
    '- The lock keeps carved pools (`pools`). Growth beyond a pool adds another, `oob-2`, and moves none. A pool that one fabric cuts (`linkPool`, `railPool`) or that a tenant has stays alone: where it',
    '  becomes too small, give it by hand. `aifactory lock release pools/<name>` lets one be carved again.',
    '- A block that is too small is an error that names the block that would do (`addressing/supernet-too-small`).',
    '- Constructs of AWS name pools given by hand alone, since they need their blocks before the site is planned.',
  ].join('\n'),
  names: [
    'Systems are called `<cluster>-001`, switches `<fabric>-leaf-su01-r1`, `<fabric>-spine-07` and so on. `names` of a cluster and `switchNames` of a fabric give other names:',
    '',
    markdownTable(
      ['prop', 'fields', 'example', 'gives'],
      [
        ['`names`', '`{n}`, `{unit}`, `{i}` (number in the unit), `{id}`', '`dgx{n:02}`', '`dgx07`'],
        [
          '`switchNames`',
          '`{role}`, `{n}`, `{unit}`, `{rail}`, `{plane}`, `{fabric}`',
          '`{fabric}-{role}{n:02}`',
          '`compute-leaf03`',
        ],
      ],
    ),
    '',
    '`:02` pads a number to two digits. There is no `{rack}`: places follow from names. A name must be a host in DNS (RFC 1123), which NVUE, SONiC, Slurm and NetBox take too, and none may meet another,',
    'capitals and small letters alike. A pattern stays as it is once the lock holds its names (`names/pattern-changed`).',
  ].join('\n'),
};
