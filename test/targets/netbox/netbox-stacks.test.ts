import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { netboxSchema, providerProblems } from 'cdktf-ai-factory/testing';
import { temporaryFolder } from '../../constructs/temporary-folder';
import { type NetboxSite, netboxSite, resourcesOf } from './netbox-site';

const schema = netboxSchema();
const site = netboxSite();

function names({ stacks }: NetboxSite): string[] {
  return [...stacks.keys()];
}

/** Resources of a site by type. */
function counts(one: NetboxSite): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { resource = {} } of one.stacks.values()) {
    for (const [type, resources] of Object.entries(resource)) {
      found[type] = (found[type] ?? 0) + Object.keys(resources).length;
    }
  }
  return found;
}

describe.each(['racks', 'devices', 'interfaces', 'cables'] as const)('level %s', (level) => {
  test.each(['none', 'hall', 'row'] as const)('is what the provider takes, split by %s', (split) => {
    const one = netboxSite({ netbox: { level, split } });
    for (const [name, stack] of one.stacks) expect({ [name]: providerProblems(stack, schema) }).toEqual({ [name]: [] });
    expect(counts(one)).toEqual(counts(netboxSite({ netbox: { level, split: 'none' } })));
  });
});

describe('stacks', () => {
  test('are the site, its rows, its zones, and for each row power and cables', () => {
    const ofRow = (row: string): string[] => ['', '-power', '-cables'].map((end) => `lab-stack-hall-1-${row}${end}`);
    expect(names(site)).toEqual(['lab-stack', ...ofRow('A'), ...ofRow('N'), ...ofRow('B'), 'lab-stack-feeds-zone-a']);
  });

  test('of a site that is not split are itself and its cables', () => {
    expect(names(netboxSite({ netbox: { split: 'none' } }))).toEqual(['lab-stack', 'lab-stack-cables']);
    expect(names(netboxSite({ netbox: { split: 'none', level: 'interfaces' } }))).toEqual(['lab-stack']);
  });

  test('of cables are split by rack where a row says so', () => {
    const one = netboxSite({ netbox: { rowsByRack: ['hall-1/N'] } });
    expect(names(one).filter((name) => name.endsWith('-cables'))).toEqual([
      'lab-stack-hall-1-A-cables',
      ...[1, 2, 3, 4, 5, 6].map((number) => `lab-stack-hall-1-N-${number}-cables`),
      'lab-stack-hall-1-B-cables',
    ]);
    expect(counts(one)).toEqual(counts(site));
  });

  test('hold what they held before when the site grows', () => {
    const props = { lockFile: join(temporaryFolder(), 'lab.lock.json') };
    const [alpha, beta] = ['alpha', 'beta'].map((name) => ({ name, count: 4 }));
    const grown = [[alpha], [beta, alpha]].map((members) => netboxSite({ props, members: members as never }));
    const [before, after] = grown.map(({ stacks }) => stacks);
    for (const [name, { resource = {} }] of before ?? []) {
      for (const [type, resources] of Object.entries(resource)) {
        // No resource goes, moves or ends elsewhere.
        expect(after?.get(name)?.resource?.[type]).toMatchObject(resources);
      }
    }
  });

  test('are the same bytes each time', () => {
    expect(JSON.stringify([...netboxSite().stacks])).toBe(JSON.stringify([...site.stacks]));
  });
});

describe('cables', () => {
  /** Ports that some stack makes: explicit ones, and those that a device's type brings. */
  function ports(one: NetboxSite): ReadonlySet<string> {
    const byType = new Map<string, string[]>();
    for (const { device_type_id: type, name } of resourcesOf(one, 'netbox_interface_template').values()) {
      const slug = /netbox_device_type\.netbox-device-type-([A-Za-z0-9_-]+)\.id/.exec(String(type))?.[1] ?? '';
      byType.set(slug, [...(byType.get(slug) ?? []), String(name)]);
    }
    const found = new Set<string>();
    for (const { name, device_type_id: type } of resourcesOf(one, 'netbox_device').values()) {
      const slug = /local\.netbox_device_types\["([A-Za-z0-9_-]+)"\]/.exec(String(type))?.[1] ?? '';
      for (const port of byType.get(slug) ?? []) found.add(`${String(name)} ${port}`);
    }
    const devices = new Map(
      [...resourcesOf(one, 'netbox_device')].map(([address, { name }]) => [address, String(name)]),
    );
    for (const { name, device_id: device } of resourcesOf(one, 'netbox_device_interface').values()) {
      const address = /netbox_device\.([A-Za-z0-9_-]+)\.id/.exec(String(device))?.[1] ?? '';
      const port = `${devices.get(address) ?? ''} ${String(name)}`;
      // Made by the type or declared, never both.
      expect(found.has(port)).toBe(false);
      found.add(port);
    }
    return found;
  }

  test('end in ports that are there, each in one cable', () => {
    const there = ports(netboxSite({ shared: {} }));
    const ends = [...resourcesOf(site, 'netbox_cable').values()].flatMap(({ a_termination, b_termination }) =>
      [a_termination, b_termination].flat().map((end) => (end as { readonly object_id: string }).object_id),
    );
    const used = ends.flatMap((id) => {
      const match = /local\.netbox_interfaces\["([^"]+)"\]\["([^"]+)"\]/.exec(id);
      return match === null ? [] : [`${match[1] ?? ''} ${match[2] ?? ''}`];
    });
    expect(used.length).toBeGreaterThan(100);
    expect(new Set(used).size).toBe(used.length);
    expect(used.filter((port) => !there.has(port))).toEqual([]);
  });

  test('carry type, length, label and the id by which crews know them', () => {
    expect(resourcesOf(site, 'netbox_cable').get('lab-cable-compute-alpha_alpha-001__compute-1_1')).toMatchObject({
      type: 'mmf-om4',
      status: 'planned',
      label: 'compute-alpha/alpha-001:compute-1/1',
      length_unit: 'm',
      custom_fields: { cable_id: 'compute-alpha/alpha-001:compute-1/1' },
      a_termination: [
        { object_type: 'dcim.interface', object_id: '${local.netbox_interfaces["alpha-001"]["compute-1/1"]}' },
      ],
    });
  });
});

describe('a stack', () => {
  const own = site.stacks.get('lab-stack');

  test('names provider, address and time of an answer, and no token', () => {
    expect(own?.terraform).toMatchObject({
      required_providers: { netbox: { source: 'e-breuninger/netbox', version: '5.7.0' } },
    });
    expect(own?.provider.netbox).toEqual([
      { server_url: 'https://netbox.example.com', request_timeout: 60, api_token: '${var.netbox_token}' },
    ]);
    expect(own?.variable).toEqual({
      netbox_token: { type: 'string', sensitive: true, description: 'API token of NetBox' },
    });
  });

  test('leaves the token to the environment where no variable carries it', () => {
    process.env['NETBOX_API_TOKEN'] = 'secret-of-the-test';
    try {
      const { stacks } = netboxSite({ netbox: { tokenVariable: undefined as never } });
      expect(stacks.get('lab-stack')?.provider.netbox).toEqual([
        { server_url: 'https://netbox.example.com', request_timeout: 60 },
      ]);
      expect(JSON.stringify([...stacks])).not.toContain('secret-of-the-test');
    } finally {
      delete process.env['NETBOX_API_TOKEN'];
    }
  });

  test('keeps its state where the inventory says', () => {
    const backendOf = (backend: object): unknown =>
      netboxSite({ netbox: { backend: backend as never } }).stacks.get('lab-stack-hall-1-A')?.terraform['backend'];
    expect(backendOf({ kind: 's3', bucket: 'states', region: 'ap-northeast-2' })).toEqual({
      s3: {
        bucket: 'states',
        region: 'ap-northeast-2',
        key: 'lab/lab-stack-hall-1-A.tfstate',
        encrypt: true,
        use_lockfile: true,
      },
    });
    expect(backendOf({ kind: 'pg' })).toEqual({ pg: { schema_name: 'lab-stack-hall-1-A' } });
    expect(backendOf({ kind: 'http', address: 'https://states.example.com/' })).toEqual({
      http: {
        address: 'https://states.example.com/lab-stack-hall-1-A',
        lock_address: 'https://states.example.com/lab-stack-hall-1-A',
        unlock_address: 'https://states.example.com/lab-stack-hall-1-A',
      },
    });
  });

  test('guards racks and devices alone in production', () => {
    const guarded = [...netboxSite({ netbox: { isProduction: true } }).stacks.values()].flatMap(({ resource = {} }) =>
      Object.entries(resource).flatMap(([type, resources]) =>
        Object.values(resources).some(({ lifecycle }) => lifecycle !== undefined) ? [type] : [],
      ),
    );
    expect([...new Set(guarded)].sort()).toEqual(['netbox_device', 'netbox_rack']);
  });

  test('takes overrides of racks and devices', () => {
    const changed = netboxSite({
      change: (one) => {
        one.overrideResource('rack', 'A01', 'comments', 'beside the door');
      },
    });
    expect(resourcesOf(changed, 'netbox_rack').get('lab-rack-A01')?.['comments']).toBe('beside the door');
  });

  test('fails for overrides of what the inventory does not hold', () => {
    const change = (one: NetboxSite['site']): void => {
      one.overrideResource('rack', 'A99', 'comments', 'beside the door');
    };
    expect(() => netboxSite({ change })).toThrow(
      "an override is for resource 'lab-rack-A99', which the inventory does not hold; did you mean 'lab-rack-A01'? [site/unknown-resource]",
    );
  });
});

describe('what was renamed', () => {
  const { stacks } = netboxSite({ netbox: { formerly: { alpha: 'old-alpha', A01: 'X01' } } });

  test('is moved, with all that has the name', () => {
    const moved = stacks.get('lab-stack-hall-1-A')?.moved ?? [];
    expect(moved).toContainEqual({
      from: 'netbox_device.lab-device-old-alpha-001',
      to: 'netbox_device.lab-device-alpha-001',
    });
    expect(moved).toContainEqual({ from: 'netbox_rack.lab-rack-X01', to: 'netbox_rack.lab-rack-A01' });
    expect(moved).toContainEqual({
      from: 'netbox_device_interface.lab-interface-old-alpha-001_bmc',
      to: 'netbox_device_interface.lab-interface-alpha-001_bmc',
    });
    expect(stacks.get('lab-stack-hall-1-A-cables')?.moved).toContainEqual({
      from: 'netbox_cable.lab-cable-compute-alpha_old-alpha-001__compute-1_1',
      to: 'netbox_cable.lab-cable-compute-alpha_alpha-001__compute-1_1',
    });
  });

  test('leaves what has another name alone', () => {
    expect(stacks.get('lab-stack')?.moved).toBeUndefined();
  });
});

describe('what NetBox holds already', () => {
  function withIds(lines: readonly string[]): NetboxSite {
    const file = join(temporaryFolder(), 'ids.csv');
    writeFileSync(file, ['model,key,id', ...lines, ''].join('\n'));
    return netboxSite({ netbox: { imports: file } });
  }

  test('is imported in the stack that holds it', () => {
    const { stacks } = withIds(['site,lab,3', 'rack,A01,17', 'interface,alpha-001 | bmc,204']);
    expect(stacks.get('lab-stack')?.import).toEqual([{ to: 'netbox_site.lab-site-lab', id: '3' }]);
    expect(stacks.get('lab-stack-hall-1-A')?.import).toEqual([
      { to: 'netbox_rack.lab-rack-A01', id: '17' },
      { to: 'netbox_device_interface.lab-interface-alpha-001_bmc', id: '204' },
    ]);
  });

  test('is made again where the provider cannot import it: the choice of a primary address, which changes nothing', () => {
    const { stacks } = withIds(['device,alpha-001,5', 'primary-ip,alpha-001,5']);
    expect(stacks.get('lab-stack-hall-1-A')?.import).toEqual([{ to: 'netbox_device.lab-device-alpha-001', id: '5' }]);
    expect(stacks.get('lab-stack-hall-1-A')?.resource?.['netbox_device_primary_ip']).toHaveProperty([
      'lab-primary-ip-alpha-001',
    ]);
  });

  test('fails for an object that the inventory does not register', () => {
    expect(() => withIds(['rack,A99,17'])).toThrow(
      "the file of ids names 'rack A99', which the inventory does not register; did you mean 'rack A01'? [netbox/unknown-import]",
    );
  });

  test('fails for a line that is none, and for an id that is none', () => {
    expect(() => withIds(['rack,A01'])).toThrow(
      "file of ids of NetBox: line 2: '' is no id of NetBox; write the whole number that the page of the object shows [netbox/bad-imports]",
    );
    expect(() => withIds(['rack'])).toThrow('line 2 does not have a model, a key and an id');
  });
});

describe('a split that the lock knows', () => {
  const standing = (level: 'racks' | 'cables', split?: 'none' | 'row'): string => {
    const lockFile = join(temporaryFolder(), 'lab.lock.json');
    netboxSite({ props: { lockFile }, netbox: { level, ...(split === undefined ? {} : { split }) } });
    return lockFile;
  };

  test('stays when the program does not ask for it any more', () => {
    const lockFile = standing('cables', 'none');
    expect(names(netboxSite({ props: { lockFile } }))).toEqual(['lab-stack', 'lab-stack-cables']);
    const byRow = standing('cables');
    expect(names(netboxSite({ props: { lockFile: byRow } }))).toEqual(names(site));
  });

  test('fails when it changes without the ids of what exists', () => {
    const lockFile = standing('racks', 'none');
    expect(() => netboxSite({ props: { lockFile }, netbox: { level: 'racks', split: 'row' } })).toThrow(
      "site 'lab': with 'split' and 'rowsByRack' as they are now, 8 objects come to other stacks, among them power-panel 'zone-a / A' from 'lab-stack' to 'lab-stack-feeds-zone-a', and 'imports' has no id of them; leave 'split' and 'rowsByRack' as they were, or take 'split' away where a hall or row was renamed: rows then stay in the stacks that the lock holds; or write the ids of what exists to a file ('aifactory ids') and name it as 'imports' [netbox/split-moves-objects]",
    );
  });

  test('fails when the cables of a row come to stacks of their racks without ids', () => {
    const lockFile = standing('cables');
    expect(() => netboxSite({ props: { lockFile }, netbox: { rowsByRack: ['hall-1/N'] } })).toThrow(
      '[netbox/split-moves-objects]',
    );
  });

  test('changes with ids: the former stack forgets, and the new one imports', () => {
    const lockFile = standing('racks', 'none');
    const racks = [...resourcesOf(netboxSite({ netbox: { level: 'racks' } }), 'netbox_rack').keys()];
    const imports = join(temporaryFolder(), 'ids.csv');
    const rackNames = racks.map((address) => address.replace('lab-rack-', ''));
    const panels = ['A', 'B'].map((feed) => `power-panel,zone-a | ${feed},9`);
    writeFileSync(
      imports,
      ['model,key,id', ...panels, ...rackNames.map((name, at) => `rack,${name},${at + 1}`), ''].join('\n'),
    );
    const one = netboxSite({ props: { lockFile }, netbox: { level: 'racks', split: 'row', imports } });
    const { removed } = one.stacks.get('lab-stack') as unknown as { readonly removed: readonly { from: string }[] };
    expect(removed).toContainEqual({ from: `netbox_rack.${racks[0] ?? ''}`, lifecycle: [{ destroy: false }] });
    expect(one.stacks.get('lab-stack-hall-1-A')?.import?.[0]).toEqual({ to: `netbox_rack.${racks[0] ?? ''}`, id: '1' });
    const own = removed.filter(({ from }) => /^netbox_(rack|power_panel)\./.test(from));
    expect(own).toHaveLength(panels.length + racks.length);
  });

  test('changes together with a name: the former stack forgets under the name of its state too', () => {
    const lockFile = join(temporaryFolder(), 'lab.lock.json');
    const before = netboxSite({ props: { lockFile }, netbox: { level: 'devices', split: 'none' } });
    const members = [{ name: 'beta', count: 4 }];
    const renamed = { level: 'devices', formerly: { beta: 'alpha', 'compute-beta': 'compute-alpha' } } as const;
    const named = (type: string): readonly string[] =>
      [...resourcesOf(before, type).values()].map(({ name }) => String(name).replace(/^(compute-)?alpha-/, '$1beta-'));
    const imports = join(temporaryFolder(), 'ids.csv');
    const lines = [
      ...['A', 'B'].map((feed) => `power-panel,zone-a | ${feed}`),
      ...named('netbox_rack').map((name) => `rack,${name}`),
      ...named('netbox_device').map((name) => `device,${name}`),
    ];
    writeFileSync(imports, ['model,key,id', ...lines.map((line, at) => `${line},${at + 1}`), ''].join('\n'));
    const after = netboxSite({ members, props: { lockFile }, netbox: { ...renamed, split: 'row', imports } });
    const { removed = [] } = after.stacks.get('lab-stack') ?? {};
    const forgotten = new Set(removed.map(({ from }) => from));
    const { resource: held = {}, moved = [] } = after.stacks.get('lab-stack') ?? {};
    const moves = new Set(moved.map(({ from }) => from));
    const lost = Object.entries(before.stacks.get('lab-stack')?.resource ?? {})
      .flatMap(([type, resources]) => Object.keys(resources).map((name) => [type, name] as const))
      .filter(([type, name]) => held[type]?.[name] === undefined)
      .map(([type, name]) => `${type}.${name}`)
      .filter((address) => !forgotten.has(address) && !moves.has(address));
    expect(lost).toEqual([]);
    expect(forgotten.has('netbox_device.lab-device-alpha-001')).toBe(true);
    expect(forgotten.has('netbox_device.lab-device-beta-001')).toBe(true);
  });
});
