import { type Child, facts, figures, h, s, table, title, words } from './dom';
import { count, load, percent } from './figures';
import { hallPlan, legend } from './hall-plan';
import { LAYERS, LAYER_WORDS, type LayerName, layerOf, namesOf } from './layers';
import { currentRoute, href, hrefWith } from './route';
import type { SiteModel } from './site-model';
import { word } from './words';

/** A link within the book. */
export function link(text: string, view: string, name = text): HTMLElement {
  return h('a', { href: href(view, name) }, text);
}

/** Totals, halls, zones and what is assumed. */
export function overview(model: SiteModel): Child {
  const { site } = model;
  const phase = site.phases[model.phase];
  const tally = new Map<string, number>();
  for (const { outcome } of site.findings ?? []) tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
  return [
    title(site.name),
    h(
      'dl',
      { class: 'totals' },
      ...[...site.totals, ['Load', site.loadWatts] as const].map(([label, value]) =>
        h('div', {}, h('dt', {}, word(label)), h('dd', {}, label === 'Load' ? load(value) : count(value))),
      ),
    ),
    site.phases.length === 0
      ? undefined
      : h(
          'p',
          {},
          `${word('Phase')} ${phase?.name ?? ''} (${phase?.date ?? ''}): ${count(phase?.gpus ?? 0)} GPUs, ${count(phase?.racksUsed ?? 0)} ${word('Racks in use')}, ${load(phase?.loadWatts ?? 0)}`,
        ),
    h('h2', {}, word('Findings')),
    site.findings === undefined
      ? h('p', { class: 'none' }, word('not known'))
      : h(
          'ul',
          { class: 'tally' },
          ...['error', 'warning', 'not known', 'info', 'acknowledged'].map((outcome) =>
            h(
              'li',
              {},
              h(
                'a',
                { href: href('findings', '', { outcome }), class: `severity ${outcome.replace(' ', '-')}` },
                `${count(tally.get(outcome) ?? 0)} ${word(outcome)}`,
              ),
            ),
          ),
        ),
    table(
      word('Halls'),
      [words('Hall'), figures('Racks'), figures('Racks in use'), figures('Load')],
      [...site.halls.keys()],
      (hall) => {
        const own = model.racksIn[hall] ?? [];
        return [
          link(site.halls[hall]?.name ?? '', 'hall'),
          count(own.length),
          count(own.filter((rack) => model.standingIn(rack).length > 0).length),
          load(own.reduce((sum, rack) => sum + model.wattsOf(rack), 0)),
        ];
      },
    ),
    table(
      word('Power zone'),
      [words('Zone'), figures('Load'), figures('Limit'), figures('%'), words('Feeds')],
      site.zones,
      (zone) => [
        h('span', { id: `zone-${zone.name}` }, zone.name),
        load(zone.loadWatts),
        load(zone.limitWatts),
        percent(zone.loadWatts, zone.limitWatts),
        zone.feeds.map(([feed, normal, worst]) => `${feed}: ${load(normal)} (${load(worst)})`).join('; '),
      ],
    ),
    site.loops.length === 0
      ? undefined
      : [
          table(
            word('Cooling loop'),
            [words('Cooling loop'), words('Kind'), figures('Heat'), figures('Capacity')],
            site.loops,
            ({ name, kind, heatWatts, capacityWatts }) => [name, kind, load(heatWatts), load(capacityWatts)],
          ),
        ],
    site.assumptions.length === 0
      ? undefined
      : [
          table(
            word('Assumed figures'),
            ['Object', 'Prop', 'Value', 'Why', 'Replaced by', 'Until'].map(words),
            site.assumptions,
            (cells) => cells,
          ),
        ],
    h('h2', {}, word('Files')),
    h('ul', { class: 'files' }, ...site.files.map((file) => h('li', {}, h('a', { href: fileHref(file) }, file)))),
  ];
}

function fileHref(file: string): string {
  return `../${file.split('/').map(encodeURIComponent).join('/')}`;
}

/** The layer that is chosen, else the load. */
export function chosenLayer(): LayerName {
  const given = currentRoute().params.get('layer');
  return LAYERS.find((each) => each === given) ?? 'kw';
}

function layerChoice(chosen: LayerName): HTMLElement {
  return h(
    'div',
    { class: 'choice', role: 'group', 'aria-label': word('Colour by') },
    h('span', { class: 'label' }, word('Colour by')),
    ...LAYERS.map((layer) =>
      h(
        'a',
        { href: hrefWith({ layer }), 'aria-current': layer === chosen ? 'true' : undefined },
        word(LAYER_WORDS[layer]),
      ),
    ),
  );
}

/** A hall: its plan by a layer, and its racks as a table. */
export function hallView(model: SiteModel, hall: number): Child {
  const { site } = model;
  const chosen = chosenLayer();
  const own = model.racksIn[hall] ?? [];
  const layer = layerOf(model, own, chosen);
  const plan = hallPlan(model, hall, layer);
  return [
    title(`${word('Hall')} ${site.halls[hall]?.name ?? ''}`),
    layerChoice(chosen),
    legend(layer, () => plan),
    plan,
    rackTable(model, own),
  ];
}

/** Racks as a table. */
export function rackTable(model: SiteModel, racks: readonly number[], caption = word('Racks')): HTMLElement {
  const { site } = model;
  return table(
    caption,
    [
      words('Rack'),
      words('Row'),
      figures('Devices'),
      figures('Load'),
      figures('Budget'),
      words('Zone'),
      words('Cooling'),
      words('Compartment'),
      words('Tenant'),
    ],
    racks,
    (rack) => [
      link(site.racks.name[rack] ?? '', 'rack'),
      site.halls[site.racks.hall[rack] ?? -1]?.rows[site.racks.row[rack] ?? -1] ?? '',
      count(model.standingIn(rack).length),
      load(model.wattsOf(rack)),
      load(site.racks.budgetWatts[rack] ?? 0),
      namesOf(model, rack, 'zone'),
      namesOf(model, rack, 'cooling'),
      namesOf(model, rack, 'compartment'),
      namesOf(model, rack, 'tenant'),
    ],
  );
}

const UNIT = 18;
const ELEVATION_WIDTH = 300;
const GUTTER = 34;

/** A rack: its elevation, what it may take, and its devices. */
export function rackView(model: SiteModel, rack: number): Child {
  const { site } = model;
  const { racks, devices } = site;
  const hall = racks.hall[rack] ?? -1;
  const name = racks.name[rack] ?? '';
  const standing = model.standingIn(rack);
  const watts = model.wattsOf(rack);
  const reserved = racks.reserved[rack] ?? '';
  const neighbour = (step: number): number | undefined => {
    const next = rack + step;
    return racks.hall[next] === hall && racks.row[next] === racks.row[rack] ? next : undefined;
  };
  const [before, after] = [neighbour(-1), neighbour(1)];
  return [
    h('nav', { class: 'crumbs', 'aria-label': word('Place') }, link(site.halls[hall]?.name ?? '', 'hall')),
    title(`${word('Rack')} ${name}`),
    h(
      'p',
      { class: 'steps' },
      before === undefined ? undefined : h('a', { href: href('rack', racks.name[before]) }, `← ${racks.name[before]}`),
      after === undefined ? undefined : h('a', { href: href('rack', racks.name[after]) }, `${racks.name[after]} →`),
    ),
    h(
      'div',
      { class: 'beside' },
      elevation(model, rack, standing),
      h(
        'div',
        {},
        facts(
          ['Row', site.halls[hall]?.rows[racks.row[rack] ?? -1]],
          ['Load', `${load(watts)} (${site.basis})`],
          ['Budget', `${load(racks.budgetWatts[rack] ?? 0)} (${percent(watts, racks.budgetWatts[rack] ?? 0)})`],
          ['Zone', namesOf(model, rack, 'zone')],
          ['Cooling loop', namesOf(model, rack, 'cooling') || word('not planned')],
          ['Compartment', namesOf(model, rack, 'compartment')],
          ['Phase', site.phases.length === 0 ? '' : namesOf(model, rack, 'phase')],
          ['Tenant', namesOf(model, rack, 'tenant')],
          ['Kept for', reserved],
          ['Height', `${racks.heightU[rack] ?? 0} U`],
        ),
        h('p', {}, h('a', { href: href('loss', name) }, word('Goes down with'))),
        table(
          word('Devices'),
          [words('Device'), figures('U'), words('Kind'), words('Model'), figures('Load')],
          [...standing].reverse(),
          (device) => [
            link(devices.name[device] ?? '', 'device'),
            unitsText(devices.u[device] ?? 0, devices.heightU[device] ?? 0),
            site.kinds[devices.kind[device] ?? -1] ?? '',
            site.models[devices.model[device] ?? -1] ?? '',
            load(devices.watts[device] ?? 0),
          ],
        ),
      ),
    ),
  ];
}

/** Units that a device takes: `12-19`. */
export function unitsText(first: number, height: number): string {
  if (first === 0) return '';
  return height > 1 ? `${first}-${first + height - 1}` : String(first);
}

function elevation(model: SiteModel, rack: number, standing: readonly number[]): Node {
  const { racks, devices, kinds } = model.site;
  const units = racks.heightU[rack] ?? 0;
  const height = units * UNIT;
  const marks = Array.from({ length: units }, (_, index) => index + 1)
    .filter((unit) => unit === 1 || unit % 5 === 0)
    .map((unit) => s('text', { x: GUTTER - 8, y: height - unit * UNIT + UNIT / 2, class: 'unit' }, unit));
  return s(
    'svg',
    {
      class: 'elevation',
      viewBox: `0 0 ${ELEVATION_WIDTH + GUTTER + 4} ${height + 4}`,
      role: 'group',
      'aria-label': `${word('Rack')} ${racks.name[rack] ?? ''}, ${units} U`,
    },
    s('rect', { x: GUTTER, y: 1, width: ELEVATION_WIDTH, height, class: 'frame' }),
    marks,
    standing.map((device) => {
      const tall = devices.heightU[device] ?? 1;
      const y = height - ((devices.u[device] ?? 1) - 1 + tall) * UNIT + 1;
      const name = devices.name[device] ?? '';
      const told = `${name}, U ${unitsText(devices.u[device] ?? 0, tall)}, ${load(devices.watts[device] ?? 0)}`;
      return s(
        'a',
        { href: href('device', name), 'aria-label': told },
        s('title', {}, told),
        s('rect', {
          ...{ x: GUTTER + 2, y: y + 1, width: ELEVATION_WIDTH - 4, height: tall * UNIT - 2, rx: 3 },
          class: `k-${kinds[devices.kind[device] ?? -1] ?? ''}`,
        }),
        s('text', { x: GUTTER + 10, y: y + Math.min((tall * UNIT) / 2, 30), class: 'device-name' }, short(name)),
      );
    }),
  );
}

const MOST_SIGNS = 34;

function short(name: string): string {
  const signs = Array.from(name);
  return signs.length <= MOST_SIGNS ? name : `${signs.slice(0, MOST_SIGNS - 1).join('')}…`;
}
