import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';

import { systems } from '../../../src/catalog/systems';
import { documentText } from '../../../src/constructs/site-design/design-request';
import { siteFromText } from '../../../src/constructs/site-file/site-file';
import { type Certificate, CLAIMS } from '../../../src/design/certificate/certificate';
import { proveSite, sha256 } from '../../../src/report/certificate/prove-site';
import { COUNTRIES, systemFigures } from '../../../src/design/site-design/design-figures';
import { assumedFactText } from '../../../src/design/site-design/draft-parts';
import { draftSite } from '../../../src/design/site-design/site-draft';
import type { SitePlan } from '../../../src/model/site-plan';
import { renderSiteJson } from '../../../src/report/site/site-json';
import { temporaryFolder } from '../../constructs/temporary-folder';

const CHECKER = join(__dirname, '..', '..', '..', 'scripts', 'check-certificate.py');
const UNTIL = '2027-06-30';

/** A site of some systems, of which a falsifier can change anything. */
function siteOf(count: number, redundancy: '2N' | 'N'): SitePlan {
  const system = systemFigures(systems.DGX_B200, (value) => assumedFactText(value, UNTIL));
  const document = draftSite({
    ...{ name: 'proven', country: COUNTRIES.kr, system, halls: [count], redundancy, contractWatts: 2e6, until: UNTIL },
    ...{ phases: [], phaseOf: () => undefined, ratings: new Map(), networkRows: () => 2 },
  });
  return siteFromText(new App({ outdir: temporaryFolder() }), documentText(document), { isQuiet: true }).plan;
}

/** Numbers of a seed: mulberry32. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

// Plans and certificates as a falsifier sees them: plain JSON.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Plain = any;
type Falsify = (site: Plain, certificate: Plain, pick: (below: number) => number) => void;

function claimOf(certificate: Plain, name: string): Plain {
  return certificate.claims.find(({ claim }: Plain) => claim === name);
}

function one<T>(list: readonly T[], pick: (below: number) => number): T {
  return list[pick(list.length)] as T;
}

/** Ways to falsify a certificate, each of which makes some claim untrue or unproven. */
const OF_CERTIFICATE: Readonly<Record<string, Falsify>> = {
  'another schema': (_, certificate) => (certificate.schema += 'x'),
  'another site': (_, certificate) => (certificate.site = 'other'),
  'another file': (_, certificate, pick) =>
    (certificate.siteSha256 = certificate.siteSha256.replace(/^./, 'g') + String(pick(9))),
  'a claim that there is not': (_, certificate) => certificate.claims.push({ claim: 'all-is-well' }),
  'no claim': (_, certificate) => (certificate.claims = []),
  'a loss without a witness': (site, certificate, pick) => {
    const claim = claimOf(certificate, 'single-loss');
    const loaded = new Set(
      site.power.chain.nodes.filter(({ loadWatts }: Plain) => loadWatts > 0).map(({ name }: Plain) => name),
    );
    const { out } = one(claim.losses.filter((each: Plain) => loaded.has(each.out)) as Plain[], pick);
    claim.losses = claim.losses.filter((each: Plain) => each.out !== out);
  },
  'a flow that nothing gives': (_, certificate, pick) => {
    const edge = one(claimOf(certificate, 'single-loss').normal as Plain[], pick);
    edge[2] += 1_000 + Math.ceil(edge[2] / 100);
  },
  'a flow too small': (_, certificate, pick) => {
    const edge = one(
      claimOf(certificate, 'single-loss').normal.filter((each: Plain) => each[2] > 4_000) as Plain[],
      pick,
    );
    edge[2] = Math.floor(edge[2] / 2);
  },
  'an edge left out': (_, certificate, pick) => {
    const { normal } = claimOf(certificate, 'single-loss');
    const big = normal.filter((each: Plain) => each[2] > 2_000);
    normal.splice(normal.indexOf(one(big, pick)), 1);
  },
  'an edge that the plan does not have': (site, certificate, pick) => {
    const edge = one(claimOf(certificate, 'single-loss').normal as Plain[], pick);
    edge[1] = (edge[1] + 1 + pick(site.power.chain.nodes.length - 2)) % site.power.chain.nodes.length;
  },
  'a loss through what is lost': (_, certificate, pick) => {
    const loss = one(
      claimOf(certificate, 'single-loss').losses.filter(({ edges }: Plain) => edges.length > 0) as Plain[],
      pick,
    );
    loss.edges = [];
  },
  'a dead feed that carries a little': (_, certificate, pick) => {
    const { losses } = claimOf(certificate, 'single-loss');
    const stopped = losses.flatMap(({ edges }: Plain) =>
      edges.filter(([from, , watts]: Plain) => watts === 0 && String(from).startsWith('feed ')),
    );
    one(stopped as Plain[], pick)[2] = 1 + pick(15);
  },
  'a larger loss told for a smaller one': (site, certificate, pick) => {
    const { losses } = claimOf(certificate, 'single-loss');
    const of = (out: string): Plain => losses.find((each: Plain) => each.out === out);
    const zone = one(site.power.zones.filter(({ loadWatts }: Plain) => loadWatts > 0) as Plain[], pick);
    of(`${zone.name}/B`).edges = of('grid-b').edges;
  },
  'racks that are not there': (_, certificate, pick) =>
    one(claimOf(certificate, 'single-loss').losses as Plain[], pick).dark.push('Z9999'),
  'one system more': (_, certificate) => (claimOf(certificate, 'capacity').more += 1),
  'one system fewer': (_, certificate) => {
    const claim = claimOf(certificate, 'capacity');
    claim.more -= 1;
    claim.places.pop();
  },
  'a place twice': (_, certificate, pick) => {
    const { places } = claimOf(certificate, 'capacity');
    places[0] = one(places.slice(1), pick);
  },
  'a place that is taken': (site, certificate) => {
    const rack = site.placement.racks.find(({ devices }: Plain) => devices.length > 0);
    claimOf(certificate, 'capacity').places[0] = [rack.name, rack.devices[0].u];
  },
  'what is full first': (_, certificate) => {
    const claim = claimOf(certificate, 'capacity');
    claim.full = claim.full === 'contract' ? 'zones-and-racks' : 'contract';
  },
  'a link twice in a matching': (_, certificate, pick) => {
    const { pairs } = one(claimOf(certificate, 'non-blocking').fabrics[0].matchings as Plain[], pick);
    pairs[0][1] = pairs[1][1];
  },
  'a link left out of a matching': (_, certificate, pick) =>
    one(claimOf(certificate, 'non-blocking').fabrics[0].matchings as Plain[], pick).pairs.pop(),
  'a port that is no link': (_, certificate, pick) =>
    (one(claimOf(certificate, 'non-blocking').fabrics[0].matchings as Plain[], pick).pairs[0][1] = 999),
  'no matching of a leaf': (_, certificate, pick) => {
    const { matchings } = claimOf(certificate, 'non-blocking').fabrics[0];
    matchings.splice(pick(matchings.length), 1);
  },
  'another longest cable': (_, certificate, pick) => {
    const row = one(one(claimOf(certificate, 'cable-reach').networks as Plain[], pick).longest as Plain[], pick);
    row[2] -= 100;
  },
  'another reach': (_, certificate, pick) => {
    const row = one(one(claimOf(certificate, 'cable-reach').networks as Plain[], pick).longest as Plain[], pick);
    row[3] += 1_000;
  },
  'fewer cables': (_, certificate, pick) =>
    (one(claimOf(certificate, 'cable-reach').networks as Plain[], pick).cables -= 1),
  'a network left out': (_, certificate) => claimOf(certificate, 'cable-reach').networks.pop(),
  'places that were not': (_, certificate) => (claimOf(certificate, 'growth').places[0] += 1),
  'another digest of cables': (_, certificate) =>
    (claimOf(certificate, 'growth').cables[2] = sha256(claimOf(certificate, 'growth').cables[2])),
};

/** Ways to falsify a plan; the certificate names the falsified file, so that the hash says nothing. */
const OF_SITE: Readonly<Record<string, Falsify>> = {
  'a rating below a load': (site, _, pick) => {
    const node = one(site.power.chain.nodes.filter(({ worst }: Plain) => worst.loadWatts > 5_000) as Plain[], pick);
    node.ratingWatts = Math.floor(node.worst.loadWatts / 2);
  },
  'a feeder less': (site, _, pick) => {
    const node = one(
      site.power.chain.nodes.filter((each: Plain) => each.fedFrom.length > 0 && each.loadWatts > 1_000) as Plain[],
      pick,
    );
    node.fedFrom = node.fedFrom.slice(1);
  },
  'a worse efficiency': (site, _, pick) => {
    const node = one(
      site.power.chain.nodes.filter((each: Plain) => each.efficiency < 1 && each.loadWatts > 5_000) as Plain[],
      pick,
    );
    node.efficiency *= 0.97;
  },
  'a system that draws more': (site, _, pick) =>
    (one(site.devices.filter(({ kind }: Plain) => kind === 'system') as Plain[], pick).maxWatts += 500),
  'a zone with another load': (site, _, pick) => (one(site.power.zones as Plain[], pick).loadWatts += 1_000),
  'a zone with a smaller rating': (site, _, pick) => {
    const zone = one(site.power.zones as Plain[], pick);
    zone.ratingWatts = Math.floor(zone.loadWatts / 2);
  },
  'a link less': (site, _, pick) => {
    const { links } = site.fabrics[0].plan;
    const at = pick(links.count);
    for (const column of ['tier', 'aNode', 'aPort', 'bNode', 'bPort']) links[column].splice(at, 1);
    links.count -= 1;
  },
  'a port twice': (site, _, pick) => {
    const { links } = site.fabrics[0].plan;
    const at = 1 + pick(links.count - 1);
    links.bNode[at] = links.bNode[at - 1];
    links.bPort[at] = links.bPort[at - 1];
  },
  'a cable too long': (site, _, pick) => {
    const cables = one(site.cables as Plain[], pick);
    const at = pick(cables.count);
    cables.lengthMillimetres[at] = cables.choices[cables.choice[at]].reachMillimetres + 100;
  },
  'a cable too short': (site, _, pick) => {
    const cables = one(site.cables as Plain[], pick);
    cables.lengthMillimetres[pick(cables.count)] = 10;
  },
  'a medium that reaches less': (site, _, pick) => {
    const cables = one(site.cables as Plain[], pick);
    cables.choices[cables.choice[pick(cables.count)]].reachMillimetres = 1_000;
  },
  'a cable without a medium': (site, _, pick) => {
    const cables = one(site.cables as Plain[], pick);
    cables.choice[pick(cables.count)] = 255;
  },
  'fewer supplies in a zone of two feeds': (site, _, pick) => {
    const zone = site.power.zones.find(
      ({ rackFeed, feeds }: Plain) => rackFeed !== 'static-switch' && feeds.length > 1,
    );
    const names = zone.racks.flatMap((name: string) =>
      site.placement.racks.find((rack: Plain) => rack.name === name).devices.map((each: Plain) => each.name),
    );
    const chosen = one(names as string[], pick);
    const device = site.devices.find(({ name }: Plain) => name === chosen);
    device.psus = { count: 2, needed: 2 };
  },
  'a smaller contract': (site) => (site.supply.contractWatts = Math.floor(site.power.loadWatts / 2)),
  'a device elsewhere': (site, _, pick) => {
    const names = Object.keys(site.placement.positions);
    site.placement.positions[one(names, pick)].u += 1;
  },
  'a link elsewhere': (site, _, pick) => {
    const { links } = site.fabrics[0].plan;
    links.bPort[pick(links.count)] += 200;
  },
};

/** What one falsification cannot change: a site without two feeds, or a contract that is full either way. */
const NOT_OF: Readonly<Record<string, readonly string[]>> = {
  N: [
    'a larger loss told for a smaller one',
    'fewer supplies in a zone of two feeds',
    'a feeder less',
    'a loss through what is lost',
  ],
  '2N': [],
};

interface Case {
  readonly name: string;
  readonly files: readonly string[];
}

describe('certificates', () => {
  const folder = temporaryFolder();
  const kinds = ['2N', 'N'] as const;
  const proven = kinds.map((redundancy, index) => {
    const plan = siteOf(12 + index * 4, redundancy);
    const text = renderSiteJson(plan);
    const before = text.replace('\n', '\n\n');
    const site = { plan, sha256: sha256(text) };
    const certificate = proveSite(site, CLAIMS, { plan, sha256: sha256(before) });
    return { redundancy, text, before, certificate };
  });
  mkdirSync(join(folder, 'cases'));
  let written = 0;
  const put = (text: string): string => {
    written += 1;
    const path = join(folder, 'cases', String(written));
    writeFileSync(path, text);
    return path;
  };
  const sites = proven.map(({ text }) => put(text));
  const befores = proven.map(({ before }) => put(before));
  const verdicts = (cases: readonly Case[]): readonly string[] => {
    const list = put(JSON.stringify(cases.map(({ files }) => files)));
    return JSON.parse(
      execFileSync('python3', [CHECKER, '--batch', list], { encoding: 'utf8', maxBuffer: 1e8 }),
    ) as string[];
  };

  test('claim what there is: two sides lose no rack, and one side loses some', () => {
    const losses = proven.map(({ certificate }) => claimOf(certificate, 'single-loss').racks);
    expect(losses[0]).toBe(0);
    expect(losses[1]).toBeGreaterThan(0);
    expect(proven.map(({ certificate }) => claimOf(certificate, 'capacity').more > 1)).toEqual([true, true]);
  });

  test('300 falsifications of certificate or plan are refused', () => {
    const pick = random(23);
    const ways = [
      ...Object.entries(OF_CERTIFICATE).map(([name, falsify]) => ({ name, falsify, isOfSite: false })),
      ...Object.entries(OF_SITE).map(([name, falsify]) => ({ name, falsify, isOfSite: true })),
    ];
    const cases: Case[] = [];
    for (let round = 0; cases.length < 300; round += 1) {
      const { name, falsify, isOfSite } = ways[round % ways.length] as (typeof ways)[number];
      const index = Math.floor(round / ways.length) % proven.length;
      const { redundancy, text, certificate } = proven[index] as (typeof proven)[number];
      if (NOT_OF[redundancy]?.includes(name) === true) continue;

      const site: Plain = JSON.parse(text);
      const changed: Plain = structuredClone(certificate as Certificate);
      falsify(site, changed, pick);
      let path = sites[index] ?? '';
      if (isOfSite) {
        const falsified = JSON.stringify(site);
        path = put(falsified);
        changed.siteSha256 = sha256(falsified);
      }
      cases.push({ name: `${redundancy}: ${name}`, files: [path, put(JSON.stringify(changed)), befores[index] ?? ''] });
    }
    const said = verdicts(cases);
    expect(cases.filter((_, index) => said[index] === 'yes').map(({ name }) => name)).toEqual([]);
    expect(said.filter((verdict) => verdict.includes('what it names is not in the plan')).length).toBeLessThan(30);
  });

  test('100 sound certificates are accepted: any claims, in any order', () => {
    const pick = random(5);
    const cases = Array.from({ length: 100 }, (_, number): Case => {
      const index = number % proven.length;
      const changed: Plain = structuredClone(proven[index]?.certificate);
      const claims = changed.claims.filter(() => pick(3) > 0);
      changed.claims = claims.length === 0 ? changed.claims : pick(2) === 0 ? claims.reverse() : claims;
      claimOf(changed, 'single-loss')?.losses.reverse();
      return { name: String(number), files: [sites[index] ?? '', put(JSON.stringify(changed)), befores[index] ?? ''] };
    });
    expect(verdicts(cases).filter((verdict) => verdict !== 'yes')).toEqual([]);
  });

  test('what the plan does not know is not proven: a contract without a PUE, matchings without a compute fabric', () => {
    const plan = siteOf(4, 'N');
    const prove = (of: object, claim: 'capacity' | 'non-blocking') => () =>
      proveSite({ plan: of as SitePlan, sha256: '' }, [claim]);
    expect(prove({ ...plan, cooling: undefined }, 'capacity')).toThrow(/contract and no PUE/);
    expect(prove({ ...plan, fabrics: [] }, 'non-blocking')).toThrow(/no compute fabric/);
    // The contract of the last phase holds, as in the plan's own rules.
    const phased = { ...plan, phases: [{ contractWatts: plan.power.loadWatts }] };
    expect(prove(phased, 'capacity')()).toMatchObject({ claims: [{ more: 0, full: 'contract' }] });
  });

  test('a file that is another one is refused, and the checker is short', () => {
    const { text = '', certificate } = proven[0] ?? {};
    const other = put(text.replace('"proven"', '"other"'));
    const said = verdicts([{ name: 'other', files: [other, put(JSON.stringify(certificate)), befores[0] ?? ''] }]);
    expect(said).toEqual(['no: the plan is another file than the one that was proven']);
    const odd = [put('[]'), put('['.repeat(1e5)), put(text.replace(/"limitShare": ?[0-9.]+/, '"limitShare": NaN'))];
    expect(
      verdicts(odd.map((file) => ({ name: 'odd', files: [file, put(JSON.stringify(certificate)), befores[0] ?? ''] }))),
    ).toEqual([
      expect.stringMatching(/^no: /),
      expect.stringMatching(/^no: no JSON: /),
      'no: no JSON: NaN is no number',
    ]);
    expect(readFileSync(CHECKER, 'utf8').split('\n').length).toBeLessThanOrEqual(500);
  });
});
