import { type Cable, cableNamed, cablesOf, type CableSide } from './cables';
import { type Child, facts, figures, h, table, title, words } from './dom';
import { load, metres } from './figures';
import { link, unitsText } from './place-views';
import { href } from './route';
import type { SiteModel } from './site-model';
import { bookPart } from './store';
import { word } from './words';

/** A device: where it stands, its hardware, addresses, ports with what they lead to, and what hangs on it. */
export async function deviceView(model: SiteModel, device: number, named: string): Promise<Child> {
  const { site } = model;
  const { devices, racks } = site;
  const name = devices.name[device] ?? '';
  const rack = devices.rack[device] ?? -1;
  const hall = model.hallOf(device);
  const [cables, lookup] = await Promise.all([cablesOf(model, device), bookPart('lookup')]);
  const isOwn = (place: number): boolean => lookup.holders[place] === device;
  const assets = lookup.assets.filter(([place]) => isOwn(place));
  const addresses = lookup.addresses.filter(([place]) => isOwn(place));
  const hasParts = cables.some(({ a, b }) => [a, b].some((end) => end.device === device && end.name !== name));
  const [, state, serial, tag, bmc, ids] = assets.find(([place]) => lookup.names[place] === name) ?? [];
  return [
    h(
      'nav',
      { class: 'crumbs', 'aria-label': word('Place') },
      rack < 0
        ? word('not placed')
        : [link(site.halls[hall]?.name ?? '', 'hall'), ' › ', link(racks.name[rack] ?? '', 'rack')],
    ),
    title(name),
    facts(
      ['Kind', site.kinds[devices.kind[device] ?? -1]],
      ['Model', site.models[devices.model[device] ?? -1]],
      ['Rack', rack < 0 ? word('not placed') : link(racks.name[rack] ?? '', 'rack')],
      ['Height', unitsText(devices.u[device] ?? 0, devices.heightU[device] ?? 0)],
      ['Load', `${load(devices.watts[device] ?? 0)} (${site.basis})`],
      ['Phase', site.phases[devices.phase[device] ?? 0]?.name],
      ['State', state ?? 'planned'],
      ['Serial', serial],
      ['Asset tag', tag],
      ['BMC', bmc],
      ['GUIDs / MACs', ids],
    ),
    rack < 0 ? undefined : h('p', {}, h('a', { href: href('loss', racks.name[rack]) }, word('Goes down with'))),
    cableTable(model, cables, { device, hasParts, named: named === name ? '' : named }),
    neighbours(model, cables, device),
    addresses.length === 0
      ? undefined
      : table(
          word('Addresses'),
          [words('Interface'), words('Address'), words('Network')],
          addresses,
          ([place, port, address, pool]) => [
            hasParts ? `${lookup.names[place] ?? ''} ${port}` : port,
            address,
            lookup.pools[pool] ?? '',
          ],
        ),
  ];
}

function cableTable(
  model: SiteModel,
  cables: readonly Cable[],
  { device, hasParts, named }: { readonly device: number; readonly hasParts: boolean; readonly named: string },
): HTMLElement {
  const rows = cables
    .map((cable) => ({ cable, ...sides(cable, device) }))
    .filter(({ near }) => named === '' || near.name === named);
  return table(
    named === '' ? word('Cables') : `${word('Cables')}: ${named}`,
    [
      words('Port'),
      words('Network'),
      words('Far end'),
      words('Far port'),
      words('Far rack'),
      words('Medium'),
      figures('Length'),
      words('Part'),
    ],
    rows,
    ({ cable, near, far }) => [
      h('a', { href: href('cable', cable.label) }, hasParts ? `${near.name} ${near.port}` : near.port),
      cable.network,
      far.device < 0 ? far.name : h('a', { href: href('device', far.name) }, far.name),
      far.port,
      rackLink(model, far),
      cable.medium,
      metres(cable.lengthMillimetres),
      cable.part,
    ],
  );
}

function rackLink({ site }: SiteModel, { device }: CableSide): Child {
  const rack = site.racks.name[site.devices.rack[device] ?? -1];
  return rack === undefined ? word('not placed') : h('a', { href: href('rack', rack) }, rack);
}

function sides({ a, b }: Cable, device: number): { readonly near: CableSide; readonly far: CableSide } {
  return a.device === device ? { near: a, far: b } : { near: b, far: a };
}

/** What a device is cabled to, and how many of the links there it holds: what is touched where it fails. */
function neighbours(model: SiteModel, cables: readonly Cable[], device: number): Child {
  const links = new Map<string, { readonly far: CableSide; readonly network: string; count: number }>();
  for (const cable of cables) {
    const { far } = sides(cable, device);
    const key = JSON.stringify([cable.network, far.name]);
    const known = links.get(key);
    if (known === undefined) links.set(key, { far, network: cable.network, count: 1 });
    else known.count += 1;
  }
  const grouped = [...links.values()];
  if (grouped.length === 0) return undefined;
  return table(
    word('What loses links with it'),
    [words('Device'), words('Network'), figures('Links lost'), words('Rack')],
    grouped,
    ({ far, network, count }) => [
      far.device < 0 ? far.name : h('a', { href: href('device', far.name) }, far.name),
      network,
      String(count),
      rackLink(model, far),
    ],
  );
}

/** A cable with both ends. */
export async function cableView(model: SiteModel, label: string): Promise<Child> {
  const cable = await cableNamed(model, label);
  if (cable === undefined) return undefined;
  const { site } = model;
  const end = ({ name, port, device }: CableSide): Child => {
    const rack = site.devices.rack[device] ?? -1;
    return h(
      'div',
      { class: 'end' },
      h('h2', {}, device < 0 ? name : h('a', { href: href('device', name) }, name)),
      facts(
        ['Port', port],
        ['Hall', site.halls[model.hallOf(device)]?.name],
        ['Rack', rack < 0 ? word('not placed') : link(site.racks.name[rack] ?? '', 'rack')],
        ['U', unitsText(site.devices.u[device] ?? 0, site.devices.heightU[device] ?? 0)],
      ),
    );
  };
  return [
    title(`${word('Cable')} ${cable.label}`),
    facts(
      ['Network', cable.network],
      ['Medium', cable.medium],
      ['Length', metres(cable.lengthMillimetres) || word('not known')],
      ['Part', cable.part || word('not known')],
      ['Rate', cable.rate],
    ),
    h('div', { class: 'ends' }, end(cable.a), h('span', { class: 'joins', 'aria-hidden': 'true' }, '⟷'), end(cable.b)),
  ];
}
