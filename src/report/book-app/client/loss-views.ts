import type { BookFailures, BookRackSet, BookState } from '../book-data';
import { type Child, facts, figures, h, table, title, words } from './dom';
import { count, load, percent } from './figures';
import { hallPlan } from './hall-plan';
import { layerOf } from './layers';
import { chosenLayer, link, rackTable } from './place-views';
import { currentRoute, href } from './route';
import { racksOf, type SiteModel, sizeOf } from './site-model';
import { bookPart } from './store';
import { word } from './words';

/** Nodes of the power chain. */
export function powerView({ site }: SiteModel): Child {
  return [
    title(word('Power')),
    site.nodes.length === 0
      ? h('p', { class: 'none' }, `${word('Node')}: ${word('not planned')}`)
      : table(
          word('Power'),
          [
            words('Node'),
            words('Kind'),
            words('Feed'),
            figures('Load'),
            figures('Limit'),
            figures('%'),
            figures('Worst load'),
            words('Fed from'),
          ],
          site.nodes,
          ({ name, kind, feed, loadWatts, limitWatts, worstWatts, fedFrom }) => [
            link(name, 'node'),
            kind,
            feed,
            load(loadWatts),
            load(limitWatts),
            percent(loadWatts, limitWatts),
            load(worstWatts),
            fedFrom.map((node) => site.nodes[node]?.name ?? '').join(', '),
          ],
        ),
  ];
}

/** A node: what it carries, what feeds it, and what goes down without it. */
export async function nodeView(model: SiteModel, node: number): Promise<Child> {
  const { site } = model;
  const own = site.nodes[node];
  if (own === undefined) return undefined;
  const failures = await bookPart('failures');
  const below = site.nodes.filter(({ fedFrom }) => fedFrom.includes(node)).map(({ name }) => name);
  const links = (names: readonly string[]): Child =>
    names.length === 0 ? undefined : names.map((name) => [link(name, 'node'), ' ']);
  const state = failures.states.find(({ kind, out }) => kind === 'loss' && out.length === 1 && out[0] === own.name);
  const others = failures.states.filter((each) => each !== state && each.out.includes(own.name));
  return [
    title(own.name),
    facts(
      ['Kind', own.kind],
      ['Feed', own.feed],
      ['Group', own.group],
      ['Compartment', own.compartment],
      ['Phase', site.phases[own.phase]?.name],
      ['Load', `${load(own.loadWatts)} (${percent(own.loadWatts, own.limitWatts)})`],
      ['Limit', load(own.limitWatts)],
      ['Worst load', `${load(own.worstWatts)} (${percent(own.worstWatts, own.limitWatts)})`],
      ['Fed from', links(own.fedFrom.map((place) => site.nodes[place]?.name ?? ''))],
      ['Feeds', below.length + own.feeds.length === 0 ? undefined : [links(below), own.feeds.join(', ')]],
    ),
    h('h2', {}, `${word('What goes down')}: ${own.name}`),
    state === undefined ? h('p', { class: 'none' }, word('not known')) : stateParts(model, failures, state),
    others.length === 0 ? undefined : stateTable(others, word('Together with others')),
  ];
}

function stateParts(model: SiteModel, failures: BookFailures, state: BookState): Child {
  const { devices, zones, overloads, loops, lostWatts, racks } = state;
  const stops = failures.stops.filter(([out]) => out === state.out.join(', '));
  return [
    facts(
      ['Racks that go down', count(sizeOf(racks))],
      ['Load lost', load(lostWatts)],
      [
        'Devices',
        `${count(devices[2])} down, ${count(devices[1])} degraded, ${count(devices[0])} full, ${count(devices[3])} ${word('not known')}`,
      ],
      ['Power zone', zones.join(', ')],
      ['Overloads', overloads.map(([node, is, limit]) => `${node}: ${load(is)} / ${load(limit)}`).join('; ')],
      ['Cooling loop', loops.join(', ')],
      [
        'Cooling',
        stops
          .map(
            ([, loop, isLasting, unknown]) =>
              `${loop}: ${unknown !== '' ? `${word('not known')} (${unknown})` : isLasting ? 'stops for good' : 'stops for a time'}`,
          )
          .join('; '),
      ],
    ),
    marked(model, [[racks, 'loses power']]),
  ];
}

/** Plans of the halls in which racks are marked, and those racks as a table. */
function marked(model: SiteModel, sets: readonly (readonly [BookRackSet, string])[]): Child {
  const marks = new Map<number, string>();
  for (const [set, text] of sets) for (const rack of racksOf(set)) marks.set(rack, word(text));
  const others = sets.flatMap(([set]) => set.others);
  const halls = [...new Set([...marks.keys()].map((rack) => model.site.racks.hall[rack] ?? -1))].sort((a, b) => a - b);
  return [
    halls.map((hall) => [
      h('h3', {}, link(model.site.halls[hall]?.name ?? '', 'hall')),
      hallPlan(model, hall, layerOf(model, model.racksIn[hall] ?? [], chosenLayer()), {
        of: (rack) => marks.get(rack) ?? '',
      }),
    ]),
    others.length === 0 ? undefined : h('p', {}, `${word('Tenant')}: ${others.join(', ')}`),
    rackTable(
      model,
      [...marks.keys()].sort((a, b) => a - b),
      word('Racks that go down'),
    ),
  ];
}

function stateTable(states: readonly BookState[], caption: string): HTMLElement {
  return table(
    caption,
    [words('Out'), words('Kind'), figures('Racks'), figures('Load lost'), figures('Overloads'), words('Cooling loop')],
    states,
    (state) => [
      h('a', { href: href('state', '', { out: state.out.join('\n'), kind: state.kind }) }, state.out.join(' + ')),
      state.kind,
      count(sizeOf(state.racks)),
      load(state.lostWatts),
      count(state.overloads.length),
      state.loops.join(', '),
    ],
  );
}

/** A state of the chain that is none of the loss of one node. */
export async function stateView(model: SiteModel): Promise<Child> {
  const failures = await bookPart('failures');
  const { params } = currentRoute();
  const [out, kind] = [params.get('out') ?? '', params.get('kind') ?? ''];
  const state = failures.states.find((each) => each.out.join('\n') === out && each.kind === kind);
  if (state === undefined) return undefined;
  return [title(`${word('What goes down')}: ${state.out.join(' + ')}`), stateParts(model, failures, state)];
}

/** All that can be lost, the gravest first; with a rack, what takes that rack. */
export async function lossView(model: SiteModel, rackName: string): Promise<Child> {
  const failures = await bookPart('failures');
  const { params } = currentRoute();
  const shared = failures.losses.find(({ kind, name }) => kind === params.get('kind') && name === params.get('of'));
  if (shared !== undefined) {
    return [
      title(`${word('What goes down')}: ${shared.kind} ${shared.name}`),
      facts(
        ['Things', shared.things],
        ['Cooling loop', shared.loops.join(', ')],
        ['Tenant', shared.tenantWatts === 0 ? '' : load(shared.tenantWatts)],
      ),
      marked(model, [
        [shared.uncooled, 'loses cooling'],
        [shared.unpowered, 'loses power'],
        [shared.racks, 'is lost itself'],
      ]),
    ];
  }
  const rack = rackName === '' ? -1 : (model.rackNamed.get(rackName) ?? -2);
  if (rack === -2) return undefined;
  const takes = (...sets: readonly BookRackSet[]): boolean =>
    rack < 0 ||
    sets.some(({ runs }) => runs.some((first, at) => at % 2 === 0 && first <= rack && rack <= (runs[at + 1] ?? -1)));
  const bySize = [...failures.states].sort((a, b) => sizeOf(b.racks) - sizeOf(a.racks));
  const isPlanned = failures.states.length + failures.losses.length + failures.units.length > 0;
  return [
    title(rack < 0 ? word('What goes down') : `${word('Goes down with')}: ${rackName}`),
    isPlanned ? undefined : h('p', { class: 'none' }, `${word('Power')}, ${word('Cooling')}: ${word('not planned')}`),
    stateTable(
      bySize.filter(({ racks }) => takes(racks)),
      word('Power'),
    ),
    table(
      word('Lost together'),
      [words('Object'), words('Kind'), figures('Racks'), figures('Without power'), figures('Without cooling')],
      failures.losses.filter(({ racks, unpowered, uncooled }) => takes(racks, unpowered, uncooled)),
      ({ kind, name, racks, unpowered, uncooled }) => [
        h('a', { href: href('loss', '', { kind, of: name }) }, name),
        kind,
        count(sizeOf(racks)),
        count(sizeOf(unpowered)),
        count(sizeOf(uncooled)),
      ],
    ),
    table(
      word('One unit of cooling'),
      [words('Object'), words('Cooling loop'), figures('Heat'), figures('Racks')],
      failures.units.filter(([, , , racks]) => takes(racks)),
      ([units, loop, short, racks]) => [units, loop, load(short), count(sizeOf(racks))],
    ),
  ];
}
