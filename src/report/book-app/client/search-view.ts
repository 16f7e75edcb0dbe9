import { cablesOf } from './cables';
import { type Child, h, title } from './dom';
import { count } from './figures';
import { currentRoute, href } from './route';
import type { SiteModel } from './site-model';
import { bookPart } from './store';
import { word } from './words';

/** Something that was found. */
interface Hit {
  readonly text: string;
  readonly detail: string;
  readonly to: string;
}

interface HitGroup {
  readonly name: string;
  readonly hits: readonly Hit[];
}

/** Hits of a group that are shown. */
const SHOWN = 40;
/** Signs from which addresses and serial numbers are looked through. */
const LEAST_SIGNS = 2;

/** What has the words that are asked for in its name, number or address. */
export async function searchView(model: SiteModel): Promise<Child> {
  const asked = (currentRoute().params.get('q') ?? '').trim();
  if (asked === '') return [title(word('Search'))];
  const groups = (await foundBy(model, asked)).filter(({ hits }) => hits.length > 0);
  return [
    title(`${word('Search')}: ${asked}`),
    groups.length === 0 ? h('p', { class: 'none' }, word('none')) : undefined,
    groups.map(({ name, hits }) => [
      h('h2', {}, `${word(name)} (${count(hits.length)})`),
      h(
        'ul',
        { class: 'hits' },
        ...hits
          .slice(0, SHOWN)
          .map(({ text, detail, to }) =>
            h(
              'li',
              {},
              h('a', { href: to }, text),
              detail === '' ? undefined : h('span', { class: 'path' }, ` ${detail}`),
            ),
          ),
      ),
      hits.length > SHOWN ? h('p', { class: 'none' }, `+ ${count(hits.length - SHOWN)}`) : undefined,
    ]),
  ];
}

async function foundBy(model: SiteModel, asked: string): Promise<readonly HitGroup[]> {
  const { site } = model;
  const wanted = asked.toLowerCase();
  const among = (names: readonly string[], view: string, detail: (at: number) => string = () => ''): Hit[] =>
    names
      .map((text, at) => ({ text, at, where: text.toLowerCase().indexOf(wanted) }))
      .filter(({ where }) => where >= 0)
      .sort((a, b) => Number(b.text.toLowerCase() === wanted) - Number(a.text.toLowerCase() === wanted) || a.at - b.at)
      .map(({ text, at }) => ({ text, detail: detail(at), to: href(view, text) }));
  const rackOf = (device: number): string => site.racks.name[site.devices.rack[device] ?? -1] ?? word('not placed');
  return [
    { name: 'Devices', hits: among(site.devices.name, 'device', rackOf) },
    { name: 'Racks', hits: among(site.racks.name, 'rack') },
    {
      name: 'Halls',
      hits: among(
        site.halls.map(({ name }) => name),
        'hall',
      ),
    },
    { name: 'Cables', hits: await cablesFound(model, asked) },
    { name: 'Addresses', hits: wanted.length < LEAST_SIGNS ? [] : await numbersFound(model, wanted) },
    {
      name: 'Power',
      hits: among(
        site.nodes.map(({ name }) => name),
        'node',
      ),
    },
    {
      name: 'Rules',
      hits: site.rules
        .filter(([id, text]) => id.includes(wanted) || text.toLowerCase().includes(wanted))
        .map(([id, detail]) => ({ text: id, detail, to: href('rule', id) })),
    },
    {
      name: 'Findings',
      hits: (site.findings ?? [])
        .filter(({ rule, object, found }) => [rule, object, found].some((text) => text.toLowerCase().includes(wanted)))
        .map(({ rule, object, found }) => ({
          text: object,
          detail: `${rule}: ${found}`,
          to: href('findings', '', { q: asked }),
        })),
    },
  ];
}

/** Cables whose label begins as asked: the network may be left out, the lower device may not. */
async function cablesFound(model: SiteModel, asked: string): Promise<Hit[]> {
  const { site } = model;
  const network = site.networks.map(({ name }) => name).find((name) => asked.startsWith(`${name}/`));
  const rest = network === undefined ? asked : asked.slice(network.length + 1);
  if (!rest.includes(':') && !/[\s/]/.test(rest) && network === undefined) return [];
  const device = model.holderOf(rest);
  if (device < 0) return [];
  const cables = await cablesOf(model, device);
  const port = rest.replaceAll(' ', ':');
  return cables
    .filter(({ label, a, b }) => {
      const names = [a, b].map((end) => `${end.name}:${end.port}`);
      return label.startsWith(asked) || (network === undefined && names.some((name) => name.startsWith(port)));
    })
    .map(({ label, a, b }) => ({
      text: label,
      detail: `${a.name} ${a.port} ⟷ ${b.name} ${b.port}`,
      to: href('cable', label),
    }));
}

/** Addresses, serial numbers, asset tags and ids of adapters. */
async function numbersFound(model: SiteModel, wanted: string): Promise<Hit[]> {
  const lookup = await bookPart('lookup');
  const hit = (name: number, detail: string): Hit => {
    const text = lookup.names[name] ?? '';
    return { text, detail, to: href('device', text) };
  };
  return [
    ...lookup.addresses
      .filter(([, , address]) => address.includes(wanted))
      .sort(([, , a], [, , b]) => Number(b.split('/', 1)[0] === wanted) - Number(a.split('/', 1)[0] === wanted))
      .map(([name, port, address]) => hit(name, `${port} ${address}`)),
    ...lookup.assets.flatMap(([name, state, ...numbers]) => {
      const found = numbers.filter((number) => number.toLowerCase().includes(wanted));
      return found.length === 0 ? [] : [hit(name, `${state} ${found.join(' ')}`)];
    }),
  ];
}
