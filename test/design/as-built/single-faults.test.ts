import { App } from 'cdktf';
import fc from 'fast-check';

import { convergedPair } from '../../../examples/converged-pair/main';
import type { AsBuiltFinding } from '../../../src/design/as-built/as-built-report';
import { compareFabric } from '../../../src/design/as-built/compare-fabric';
import type { DiscoveredFabric, DiscoveredLink, DiscoveredNode } from '../../../src/design/as-built/discovered-fabric';
import { mergeDiscovered } from '../../../src/design/as-built/discovered-fabric';
import { parseIbnetdiscover } from '../../../src/design/as-built/parse-discovered';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { FabricPlan, FabricSwitch, LinkEnd } from '../../../src/model/fabric-plan';
import { networkLinks, type SiteLink } from '../../../src/model/site-links';
import { findingSentence } from '../../../src/report/as-built/as-built-text';
import { dgxFabric, group, karyFabric, plainSwitch } from '../fabric/sample-fabrics';
import { dumpOf } from './infiniband-dump';

/** 144 ports of 800 Gb/s, each of four planes of 200. */
const Q3400: FabricSwitch = {
  id: 'q3400',
  cages: 72,
  portsPerCage: 2,
  portRateBits: 800e9,
  portNaming: 'xdr',
  planeChips: 4,
};

/** The same with few ports, so that there are spines and cores. */
const SMALL_XDR: FabricSwitch = { ...Q3400, cages: 8 };

const FABRICS: readonly (readonly [string, FabricPlan])[] = [
  ['two tiers', planFabric(dgxFabric(40))],
  [
    'three tiers with rails',
    planFabric(
      dgxFabric(32, { leaf: plainSwitch(8), tiers: 3, groups: [group(32, { rails: 2, ports: 2, unitHosts: 4 })] }),
    ),
  ],
  ['three tiers of hosts with one port', planFabric({ ...karyFabric(8), kind: 'infiniband' })],
  ['one plane each of two', planFabric(dgxFabric(40, { planes: 2, groups: [group(40, { rails: 4 })] }))],
  ['planes of a port', planFabric(dgxFabric(20, { leaf: Q3400, tiers: 2 }))],
  [
    'planes of a port in three tiers',
    planFabric(dgxFabric(64, { leaf: SMALL_XDR, tiers: 3, groups: [group(64, { rails: 1, ports: 1, unitHosts: 8 })] })),
  ],
];

/** A dump by planned link: the links of each, one a plane. */
class Dump {
  private readonly nodes: readonly DiscoveredNode[];
  private readonly links: (readonly DiscoveredLink[])[];
  private readonly numbers: ReadonlyMap<string, string>;
  public readonly planned: readonly SiteLink[];

  public constructor(
    private readonly plan: FabricPlan,
    found: DiscoveredFabric,
  ) {
    this.nodes = found.nodes;
    this.planned = [...networkLinks(plan).links()];
    this.numbers = new Map(
      this.planned.map(({ b }, at) => [`${b.device} ${b.port}`, `${plan.links.bPort[at] ?? 0}`] as const),
    );
    const by = new Map<string, DiscoveredLink[]>();
    for (const link of found.links) {
      const upper = this.words(link.a).startsWith('H ') ? link.b : link.a;
      const lower = upper === link.a ? link.b : link.a;
      for (const key of [this.words(upper), this.words(lower)]) by.set(key, [...(by.get(key) ?? []), link]);
    }
    this.links = this.planned.map(({ b }) => by.get(`S ${b.device} ${this.number(b)}`) ?? []);
    expect(this.links.every((own) => own.length > 0)).toBe(true);
  }

  public planes(link: number): number {
    return this.links[link]?.length ?? 0;
  }

  public findings(
    change: (links: (readonly DiscoveredLink[])[]) => (readonly DiscoveredLink[])[],
  ): readonly AsBuiltFinding[] {
    const links = change([...this.links]).flat();
    return compareFabric(this.plan, { nodes: this.nodes, links }).findings;
  }

  /** Far ends of two cables exchanged, plane by plane. */
  public swap(one: number, other: number): readonly AsBuiltFinding[] {
    return this.findings((links) =>
      links.map((own, at) => {
        if (at !== one && at !== other) return own;
        const far = links[at === one ? other : one] ?? [];
        return own.map((link, plane) => {
          const [low] = this.lowFirst(link);
          return { ...link, a: low, b: this.lowFirst(far[plane] ?? link)[1] };
        });
      }),
    );
  }

  private lowFirst(link: DiscoveredLink): readonly [DiscoveredLink['a'], DiscoveredLink['b']] {
    const rank = (end: DiscoveredLink['a']): number => {
      const node = this.nodes[end.node];
      if (node?.kind === 'adapter') return 0;
      const name = deviceOf(node?.name ?? '');
      const tier = this.plan.switches.find((each) => each.name === name)?.tier;
      return tier === 'core' ? 3 : tier === 'spine' ? 2 : 1;
    };
    return rank(link.a) <= rank(link.b) ? [link.a, link.b] : [link.b, link.a];
  }

  private words({ node, port }: DiscoveredLink['a']): string {
    const { kind = 'device', name = '' } = this.nodes[node] ?? {};
    return `${kind === 'adapter' ? 'H' : 'S'} ${deviceOf(name)} ${port}`;
  }

  private number({ device, port }: LinkEnd): string {
    return this.numbers.get(`${device} ${port}`) ?? port;
  }
}

function deviceOf(name: string): string {
  return /^MF0;([^:]+):/.exec(name)?.[1] ?? name.split(' ')[0] ?? '';
}

function standing(plan: FabricPlan): DiscoveredFabric {
  return mergeDiscovered(dumpOf(plan).map((text) => parseIbnetdiscover(text)));
}

function inShort(findings: readonly AsBuiltFinding[]): (string | undefined)[][] {
  return findings.map(({ kind, label, partner }) => [kind, label, ...(partner === undefined ? [] : [partner.label])]);
}

describe.each(FABRICS)('one fault in a fabric of %s is one finding:', (_, plan) => {
  const dump = new Dump(plan, standing(plan));
  const { planned } = dump;
  const some = planned.map((__, at) => at).filter((at) => at % Math.ceil(planned.length / 40) === 0);
  const devices = (side: 'a' | 'b'): string[] => [...new Set(planned.map((link) => link[side].device))];
  const of = (device: string): number[] =>
    planned.flatMap(({ a, b }, at) => (a.device === device || b.device === device ? [at] : []));

  test('none is none', () => {
    expect(dump.findings((links) => links)).toEqual([]);
  });

  test('a cable that is gone', () => {
    for (const at of some) {
      const findings = dump.findings((links) => links.filter((__, link) => link !== at));
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({ label: planned[at]?.label });
      expect(['missing', 'half-down']).toContain(findings[0]?.kind);
    }
  });

  test('a cable that is slow', () => {
    for (const at of some) {
      const findings = dump.findings((links) =>
        links.map((own, link) =>
          link === at ? own.map((each) => ({ ...each, speed: '1xSDR', rateBits: 2.5e9 })) : own,
        ),
      );
      expect(inShort(findings)).toEqual([['slow', planned[at]?.label]]);
    }
  });

  test('far ends of two cables that are exchanged, and rails that are crossed', () => {
    const hosts = devices('a').filter((name) => of(name).every((at) => planned[at]?.joins === 'endpoint'));
    for (const host of hosts.slice(0, 8)) {
      const [one, other] = of(host);
      if (one === undefined || other === undefined) continue;
      const findings = dump.swap(one, other);
      expect(inShort(findings)).toEqual([['swapped', planned[one]?.label, planned[other]?.label]]);
      const rails = [one, other].map((at) => plan.switches[plan.links.bNode[at] ?? 0]?.rail);
      expect(findings[0]?.crossedRails).toEqual(rails[0] === rails[1] ? undefined : rails);
    }
    for (let at = 0; at + 7 < some.length; at += 5) {
      const [one = 0, other = 0] = [some[at], some[at + 7]];
      if (plan.links.tier[one] !== plan.links.tier[other]) continue;
      expect(inShort(dump.swap(one, other))).toEqual([['swapped', planned[one]?.label, planned[other]?.label]]);
    }
  });

  test('a switch that is gone', () => {
    for (const name of [...devices('b'), ...devices('a')].filter((each) =>
      plan.switches.some((own) => own.name === each),
    )) {
      const own = new Set(of(name));
      const findings = dump.findings((links) => links.filter((__, link) => !own.has(link)));
      expect(inShort(findings)).toEqual([['absent', `${plan.name}/${name}`]]);
      expect(findings[0]?.cables).toHaveLength(own.size);
    }
  });

  test('a host that is gone', () => {
    for (const { name } of plan.endpoints.slice(0, 12)) {
      const own = new Set(of(name));
      const findings = dump.findings((links) => links.filter((__, link) => !own.has(link)));
      const single = planned[[...own][0] ?? 0]?.label;
      expect(inShort(findings)).toEqual([own.size === 1 ? ['missing', single] : ['absent', `${plan.name}/${name}`]]);
    }
  });

  test('a plane of a port that is down', () => {
    for (const at of some) {
      const planes = dump.planes(at);
      if (planes === 1) return;
      const findings = dump.findings((links) =>
        links.map((own, link) => (link === at ? own.filter((__, plane) => plane !== at % planes) : own)),
      );
      expect(inShort(findings)).toEqual([['plane-down', planned[at]?.label]]);
      expect(findings[0]?.planes).toMatchObject({ of: 4 });
      expect(findings[0]?.planes?.up).toHaveLength(3);
      expect(findingSentence(findings[0]!)).toContain('but 3 of 4 planes (plane ');
    }
  });
});

describe('a chip of a switch that is gone', () => {
  const [, plan] = FABRICS[4]!;
  const found = standing(plan);

  test('is one finding for all of its cables', () => {
    for (const { name } of [plan.switches[0]!, plan.switches.at(-1)!]) {
      const lost = found.nodes.findIndex((node) => node.name.startsWith(`MF0;${name}:`) && node.name.endsWith('/U3'));
      const links = found.links.filter(({ a, b }) => a.node !== lost && b.node !== lost);
      const { findings, counts } = compareFabric(plan, { nodes: found.nodes, links });
      expect(inShort(findings)).toEqual([['plane-down', `compute/${name}`]]);
      expect(findings[0]?.planes).toEqual({ up: [1, 2, 4], down: [3], of: 4 });
      expect(counts.differing).toBe(findings[0]?.cables?.length);
    }
  });

  test('of every switch, or a dump of one plane alone, is one finding for the fabric', () => {
    const isOf = (end: string) => (node: number) => found.nodes[node]?.name.endsWith(end) === true;
    const without = found.links.filter(({ a, b }) => ![a.node, b.node].some(isOf('/U3')));
    const lost = compareFabric(plan, { nodes: found.nodes, links: without }).findings;
    expect(inShort(lost)).toEqual([['plane-down', 'compute']]);
    const links = found.links.filter(({ a, b }) =>
      [a.node, b.node].every((node) => !/\/U[234]$/.test(found.nodes[node]?.name ?? '')),
    );
    const alone = compareFabric(plan, {
      nodes: found.nodes.filter(({ name }) => !/\/U[234]$/.test(name)),
      links: moved(found, links),
    });
    expect(alone.findings.map(findingSentence)).toEqual([
      'fabric compute: the files tell of 1 of 4 planes (planes 2, 3, 4 are not) of its ports; give the dump of each plane, or find out why none of it is up',
    ]);
  });
});

/** Links whose nodes are counted without chips 2 to 4. */
function moved({ nodes }: DiscoveredFabric, links: readonly DiscoveredLink[]): DiscoveredLink[] {
  const kept = nodes.flatMap(({ name }, at) => (/\/U[234]$/.test(name) ? [] : [at]));
  const to = new Map(kept.map((node, at) => [node, at]));
  return links.map((link) => ({
    ...link,
    a: { ...link.a, node: to.get(link.a.node) ?? 0 },
    b: { ...link.b, node: to.get(link.b.node) ?? 0 },
  }));
}

describe('one fault at a pair of cores is one finding:', () => {
  const pair = (convergedPair(new App()).plan.converged ?? [])[0]!;
  const planned = [...networkLinks(pair).links()];
  const heard = (links: readonly (readonly [LinkEnd, LinkEnd])[]): DiscoveredFabric => {
    const names = [...new Set([...planned.flatMap(({ a, b }) => [a.device, b.device])])];
    const nodes = names.map((name): DiscoveredNode => ({
      name,
      kind: 'device',
      view: pair.switches.includes(name) ? 'own' : 'named',
    }));
    const end = ({ device, port }: LinkEnd): DiscoveredLink['a'] => ({ node: names.indexOf(device), port });
    return { nodes, links: links.map(([a, b]) => ({ a: end(a), b: end(b) })) };
  };
  const wires = planned.map(({ a, b }) => [a, b] as const);

  test('a host, or a switch, that is gone', () => {
    const [host] = pair.cables.filter(({ kind }) => kind === 'gpu').map(({ a }) => a.device);
    const names = [host!, ...pair.switches];
    for (const name of names) {
      const left = wires.filter(([a, b]) => a.device !== name && b.device !== name);
      const { findings } = compareFabric(pair, heard(left));
      expect(inShort(findings)).toEqual([['absent', `${pair.plan.name}/${name}`]]);
    }
  });

  test('two cables between the cores that are exchanged', () => {
    const between = planned.flatMap(({ joins }, at) => (joins === 'switch' ? [at] : []));
    const [one = 0, other = 0] = [between[0], between[9]];
    const links = wires.map(
      ([a, b], at) => [a, at === one ? wires[other]![1] : at === other ? wires[one]![1] : b] as const,
    );
    expect(inShort(compareFabric(pair, heard(links)).findings)).toEqual([
      ['swapped', planned[one]?.label, planned[other]?.label],
    ]);
  });
});

describe('a dump in another order', () => {
  test.each(FABRICS)('of %s gives the same report', (_, plan) => {
    const texts = dumpOf(plan);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 }), fc.nat(3), (seed, faults) => {
        const damaged = texts.map((text) => withoutLines(text, seed, faults));
        const plain = mergeDiscovered(damaged.map((text) => parseIbnetdiscover(text)));
        const mixed = mergeDiscovered(damaged.reverse().map((text) => parseIbnetdiscover(shuffledText(text, seed))));
        expect(compareFabric(plan, mixed)).toEqual(compareFabric(plan, plain));
      }),
      { numRuns: 6, seed: 21 },
    );
  });
});

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([one], [other]) => one - other)
    .map(([, item]) => item);
}

/** Blocks of a dump, and the ports of each, in another order. */
function shuffledText(text: string, seed: number): string {
  const random = randomOf(seed);
  const blocks = shuffled(text.trimEnd().split('\n\n'), random).map((block) => {
    const lines = block.split('\n');
    const head = lines.filter((line) => !line.startsWith('['));
    return [...head, ...shuffled(lines.slice(head.length), random)].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

/** Without the blocks of a few adapters, and without what their switches say of them. */
function withoutLines(text: string, seed: number, count: number): string {
  const random = randomOf(seed);
  const guids = [...text.matchAll(/^Ca\t\d+ "(H-[0-9a-f]+)"/gm)].map(([, guid = '']) => guid);
  const gone = new Set(shuffled(guids, random).slice(0, count));
  return text
    .split('\n\n')
    .filter((block) => ![...gone].some((guid) => new RegExp(`^Ca\\t\\d+ "${guid}"`, 'm').test(block)))
    .map((block) =>
      block
        .split('\n')
        .filter((line) => ![...gone].some((guid) => line.includes(guid)))
        .join('\n'),
    )
    .join('\n\n');
}
