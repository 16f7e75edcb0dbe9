import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** A neighbour of a router, over an interface or by address. */
interface Peer {
  readonly name: string;
  readonly asNumber: string;
  readonly isAddress: boolean;
}

/** What a router is told, as the file of its switch says it. */
export interface Router {
  readonly name: string;
  readonly asNumber: string;
  readonly id?: string;
  readonly loopback?: string;
  /** Addresses by port. */
  readonly addresses: ReadonlyMap<string, readonly string[]>;
  readonly peers: readonly Peer[];
  /** Routes of equal cost that it may use. Absent: the system's own. */
  readonly paths?: number;
}

type Tree = Record<string, never> & Readonly<Record<string, unknown>>;

function tree(value: unknown): Tree {
  return (value ?? {}) as Tree;
}

/** `swp1s0-1` as `swp1s0`, `swp1s1`. */
function portsOf(range: string): string[] {
  const [, prefix = range, from = '', to = ''] = /^(.*?)(\d+)-(\d+)$/.exec(range) ?? [];
  if (from === '') return [range];
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => `${prefix}${Number(from) + at}`);
}

/** Reads what routing needs of a document of NVUE. */
export function routerOfNvue(name: string, text: string): Router {
  const set = tree((load(text) as Tree[]).map((part) => part['set']).find((part) => part !== undefined));
  const addresses = new Map(
    Object.entries(tree(set['interface'])).flatMap(([range, body]) => {
      const families = ['ipv4', 'ipv6', 'ip'].flatMap((family) =>
        Object.keys(tree(tree(tree(body)[family])['address'])),
      );
      return portsOf(range).map((port) => [port, families] as const);
    }),
  );
  const bgp = tree(tree(tree(set['router'])['bgp']));
  const inTable = tree(tree(tree(tree(tree(set['vrf'])['default'])['router'])['bgp'])['neighbor']);
  return {
    name,
    asNumber: String(bgp['autonomous-system']),
    ...(bgp['router-id'] !== undefined && { id: String(bgp['router-id']) }),
    ...(addresses.get('lo')?.[0] !== undefined && { loopback: addresses.get('lo')?.[0] ?? '' }),
    addresses,
    peers: Object.entries(inTable).map(([peer, body]) => ({
      name: peer,
      asNumber: String(tree(body)['remote-as']),
      isAddress: tree(body)['type'] === 'numbered',
    })),
  };
}

/** Reads what routing needs of inputs of AVD. */
export function routerOfAvd(name: string, text: string): Router {
  const inputs = tree(load(text));
  const list = (value: unknown): Tree[] => (value ?? []) as Tree[];
  const bgp = tree(inputs['router_bgp']);
  const [loopback] = list(inputs['loopback_interfaces']);
  const address = loopback?.['ip_address'] as string | undefined;
  const peer = (each: Tree, key: string): Peer => ({
    name: String(each[key]),
    asNumber: String(each['remote_as']),
    isAddress: key === 'ip_address',
  });
  return {
    name,
    asNumber: String(bgp['as']),
    ...(bgp['router_id'] !== undefined && { id: String(bgp['router_id']) }),
    ...(address !== undefined && { loopback: address }),
    addresses: new Map(
      list(inputs['ethernet_interfaces']).map((port) => [
        String(port['name']),
        port['ip_address'] === undefined ? [] : [String(port['ip_address'])],
      ]),
    ),
    peers: [
      ...list(bgp['neighbors']).map((each) => peer(each, 'ip_address')),
      ...list(bgp['neighbor_interfaces']).map((each) => peer(each, 'name')),
    ],
    paths: Number(tree(bgp['maximum_paths'])['paths']),
  };
}

/** Links of a `topology.dot`. */
export function linksOfPtm(text: string): readonly (readonly [a: string, aPort: string, b: string, bPort: string])[] {
  return [...text.matchAll(/^ {2}"([^"]+)":"([^"]+)" -- "([^"]+)":"([^"]+)"$/gm)].map(
    ([, a = '', aPort = '', b = '', bPort = '']) => [a, aPort, b, bPort] as const,
  );
}

const DAEMONS = '/usr/lib/frr';

/** Why no lab can be opened here; undefined where it can. */
export function missingForLab(): string | undefined {
  if (spawnSync('vtysh', ['--help']).error !== undefined) return 'vtysh of FRR is not on the PATH';
  const name = `lab-try-${process.pid}`;
  const { status, error } = spawnSync('ip', ['netns', 'add', name]);
  if (error !== undefined || status !== 0) return 'network namespaces may not be made here';
  const { status: linked } = spawnSync('ip', [
    '-n',
    name,
    'link',
    'add',
    'try0',
    'type',
    'veth',
    'peer',
    'name',
    'try1',
  ]);
  execFileSync('ip', ['netns', 'del', name]);
  return linked === 0 ? undefined : 'pairs of virtual interfaces may not be made here';
}

/** Linux takes 15 letters and no slash. */
function linuxName(port: string): string {
  return port.replace('Ethernet', 'et').replaceAll('/', '-');
}

function configOf({ name, asNumber, id, loopback, addresses, peers, paths }: Router): string {
  const neighbours = peers.map((peer) =>
    peer.isAddress
      ? ` neighbor ${peer.name} remote-as ${peer.asNumber}`
      : ` neighbor ${linuxName(peer.name)} interface remote-as ${peer.asNumber}`,
  );
  const limit = paths === undefined ? [] : [`  maximum-paths ${paths}`];
  return [
    'frr defaults datacenter',
    `hostname ${name}`,
    ...(loopback === undefined ? [] : ['interface lo', ` ip address ${loopback}`, 'exit']),
    ...[...addresses].flatMap(([port, list]) =>
      port === 'lo' || list.length === 0
        ? []
        : [`interface ${linuxName(port)}`, ...list.map((each) => ` ip address ${each}`), 'exit'],
    ),
    `router bgp ${asNumber}`,
    ...(id === undefined ? [] : [` bgp router-id ${id}`]),
    ' timers bgp 1 3',
    ...neighbours,
    ' address-family ipv4 unicast',
    '  redistribute connected',
    ...limit,
    ' exit-address-family',
    'exit',
    '',
  ].join('\n');
}

/** Routers of FRR in network namespaces, joined by virtual cables. Closing it takes all of them away. */
export class FrrLab {
  private readonly folder = mkdtempSync(join(tmpdir(), 'frr-lab-'));
  private readonly spaces = new Map<string, string>();

  public constructor(
    private readonly routers: readonly Router[],
    links: readonly (readonly [string, string, string, string])[],
  ) {
    try {
      routers.forEach(({ name }, at) => {
        const space = `lab${process.pid}-${at}`;
        execFileSync('ip', ['netns', 'add', space]);
        this.spaces.set(name, space);
        execFileSync('ip', ['-n', space, 'link', 'set', 'lo', 'up']);
      });
      const batch = links.flatMap(([a, aPort, b, bPort]) => {
        const [one, other] = [this.spaces.get(a), this.spaces.get(b)];
        if (one === undefined || other === undefined) return [];
        return [`link add ${linuxName(aPort)} netns ${one} up type veth peer name ${linuxName(bPort)} netns ${other}`];
      });
      execFileSync('ip', ['-batch', '-'], { input: `${batch.join('\n')}\n` });
      for (const [a, , b, bPort] of links) {
        const other = this.spaces.get(b);
        if (!this.spaces.has(a) || other === undefined) continue;
        execFileSync('ip', ['-n', other, 'link', 'set', linuxName(bPort), 'up']);
      }
      for (const router of routers) this.start(router);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Answer of a router to a question in JSON. */
  public ask(router: string, question: string): unknown {
    const folder = join(this.folder, this.spaceOf(router));
    const { stdout } = spawnSync('vtysh', ['--vty_socket', folder, '-c', question], { encoding: 'utf8' });
    try {
      return JSON.parse(stdout);
    } catch {
      return {};
    }
  }

  /** Sessions of each router that are established, and those that it is told of. */
  public sessions(): { readonly up: number; readonly told: number } {
    let [up, told] = [0, 0];
    for (const { name, peers } of this.routers) {
      if (!this.spaces.has(name)) continue;
      const answer = tree(this.ask(name, 'show bgp ipv4 unicast summary json'));
      const known = Object.values(tree(answer['peers'])).map((each) => tree(each)['state']);
      up += known.filter((state) => state === 'Established').length;
      told += peers.length;
    }
    return { up, told };
  }

  /** Next hops over which a router sends to an address; 0 where it has no route. */
  public width(router: string, prefix: string): number {
    const answer = tree(this.ask(router, `show ip route ${prefix} json`));
    const [route] = (answer[prefix] ?? []) as Tree[];
    return ((route?.['nexthops'] ?? []) as Tree[]).filter((each) => each['active'] === true && each['fib'] === true)
      .length;
  }

  /** Takes a router out, as a switch without power: its links go down at the other ends. */
  public kill(router: string): void {
    this.stop(this.spaceOf(router));
    this.spaces.delete(router);
  }

  public close(): void {
    for (const space of this.spaces.values()) this.stop(space);
    this.spaces.clear();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private spaceOf(router: string): string {
    const space = this.spaces.get(router);
    if (space === undefined) throw new Error(`the lab has no router '${router}'`);
    return space;
  }

  private start(router: Router): void {
    const space = this.spaceOf(router.name);
    const folder = join(this.folder, space);
    mkdirSync(folder);
    // Routers run as a user of their own.
    chmodSync(this.folder, 0o755);
    chmodSync(folder, 0o777);
    const config = join(folder, 'frr.conf');
    writeFileSync(config, configOf(router));
    for (const daemon of ['zebra', 'bgpd']) {
      execFileSync('ip', [
        ...['netns', 'exec', space, join(DAEMONS, daemon), '-d', '-P', '0', '-f', config],
        ...['-i', join(folder, `${daemon}.pid`), '-z', join(folder, 'zserv.api'), '--vty_socket', folder],
        ...['--log', `file:${join(folder, `${daemon}.log`)}`],
      ]);
    }
  }

  private stop(space: string): void {
    for (const daemon of ['bgpd', 'zebra']) {
      try {
        process.kill(Number(readFileSync(join(this.folder, space, `${daemon}.pid`), 'utf8')));
      } catch {
        // It never started, or is gone.
      }
    }
    spawnSync('ip', ['netns', 'del', space]);
  }
}

/** Waits until something holds, and says whether it came to. */
export async function comesTo(holds: () => boolean, seconds: number): Promise<boolean> {
  const end = process.hrtime.bigint() + BigInt(seconds) * 1_000_000_000n;
  while (process.hrtime.bigint() < end) {
    if (holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return holds();
}
