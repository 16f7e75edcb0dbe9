import type { BookSite } from '../book-data';
import { eachCable } from './cables';
import { compareView } from './compare-view';
import { type Child, forgetTables, h, showAllRows, table, title, words } from './dom';
import { deviceView, cableView } from './device-views';
import { metres } from './figures';
import { findingsView, ruleView } from './finding-views';
import { lossView, nodeView, powerView, stateView } from './loss-views';
import { hallView, link, overview, rackView } from './place-views';
import { currentRoute, href, hrefWith, type Route, routeOf, setRoute } from './route';
import { searchView } from './search-view';
import { SiteModel } from './site-model';
import { hallCables, onSite, takeData } from './store';
import { currentLanguage, setLanguage, word } from './words';

declare global {
  interface Window {
    bookData: (key: string, data: unknown) => void;
  }
}

window.bookData = takeData;
onSite(start);

const VIEWS = ['overview', 'findings', 'power', 'loss', 'compare', 'print'] as const;

const VIEW_WORDS: Readonly<Record<(typeof VIEWS)[number], string>> = {
  overview: 'Overview',
  findings: 'Findings',
  power: 'Power',
  loss: 'What goes down',
  compare: 'Compare',
  print: 'Print',
};

function start(site: BookSite): void {
  const model = new SiteModel(site);
  const app = document.getElementById('app');
  if (app === null) return;
  let shown = 0;
  const show = async (): Promise<void> => {
    const turn = (shown += 1);
    setRoute(routeOf(location.hash));
    setLanguage(
      currentRoute().params.get('lang') === 'ko'
        ? 'ko'
        : currentRoute().params.get('lang') === 'en'
          ? 'en'
          : site.language,
    );
    const view = await viewOf(model, currentRoute()).catch((error: unknown) => [
      title(word('not known')),
      h('p', { class: 'severity error' }, error instanceof Error ? error.message : String(error)),
    ]);
    // Another view was asked for while this one read its files.
    if (turn !== shown) return;
    const content = h(
      'main',
      { id: 'content', tabindex: -1 },
      view ?? [title(word('not known')), h('p', {}, `${currentRoute().view} ${currentRoute().name}`)],
    );
    app.replaceChildren(frame(model), content);
    const heading = content.querySelector('h1');
    document.title = `${heading?.textContent ?? ''} - ${site.name}`;
    document.body.dataset['view'] = currentRoute().view;
    if (turn > 1 && document.activeElement === document.body) heading?.focus({ preventScroll: true });
    if (turn > 1) window.scrollTo(0, 0);
    document.body.dataset['ready'] = String(turn);
  };
  window.addEventListener('hashchange', () => void show());
  window.addEventListener('beforeprint', showAllRows);
  document.addEventListener('keydown', (event) => {
    const isTyped = event.target instanceof HTMLInputElement;
    if (event.key !== '/' || isTyped || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    document.getElementById('search')?.focus();
  });
  void show();
}

async function viewOf(model: SiteModel, { view, name }: Route): Promise<Child> {
  const at = (
    places: ReadonlyMap<string, number>,
    show: (place: number) => Child | Promise<Child>,
  ): Child | Promise<Child> => {
    const place = places.get(name);
    return place === undefined ? undefined : show(place);
  };
  forgetTables();
  switch (view) {
    case 'overview':
      return overview(model);
    case 'hall':
      return at(model.hallNamed, (hall) => hallView(model, hall));
    case 'rack':
      return at(model.rackNamed, (rack) => rackView(model, rack));
    case 'device': {
      const device = model.holderOf(name);
      return device < 0 ? undefined : deviceView(model, device, name);
    }
    case 'cable':
      return cableView(model, name);
    case 'findings':
      return findingsView(model);
    case 'rule':
      return ruleView(model, name);
    case 'power':
      return powerView(model);
    case 'node':
      return at(model.nodeNamed, (node) => nodeView(model, node));
    case 'state':
      return stateView(model);
    case 'loss':
      return lossView(model, name);
    case 'search':
      return searchView(model);
    case 'compare':
      return compareView(model);
    case 'print':
      return printView(model);
    default:
      return undefined;
  }
}

/** The head of every view: search, views, phases, languages. */
function frame(model: SiteModel): HTMLElement {
  const { site } = model;
  const { view, params } = currentRoute();
  const input = h('input', {
    ...{ type: 'search', id: 'search', autocomplete: 'off', value: view === 'search' ? params.get('q') : undefined },
    placeholder: `${word('Device')}, ${word('Cable')}, ${word('Address')}, ${word('Rule')}  ( / )`,
  }) as HTMLInputElement;
  const other = currentLanguage() === 'ko' ? 'en' : 'ko';
  return h(
    'header',
    {},
    h('a', { class: 'skip', href: '#content', click: focusContent }, word('Skip to the content')),
    h(
      'div',
      { class: 'bar' },
      h('a', { class: 'brand', href: href('overview') }, site.name),
      h(
        'form',
        {
          role: 'search',
          submit: (event) => {
            event.preventDefault();
            location.hash = href('search', '', { q: input.value });
          },
        },
        h('label', { for: 'search', class: 'hidden' }, word('Search')),
        input,
        h('button', { type: 'submit' }, word('Search')),
      ),
      h(
        'a',
        { class: 'language', href: hrefWith({ lang: other }), lang: other },
        other === 'ko' ? '한국어' : 'English',
      ),
    ),
    h(
      'nav',
      { 'aria-label': word('Overview') },
      h(
        'ul',
        {},
        ...VIEWS.map((each) =>
          h(
            'li',
            {},
            h('a', { href: href(each), 'aria-current': each === view ? 'page' : undefined }, word(VIEW_WORDS[each])),
          ),
        ),
      ),
    ),
    site.phases.length < 2 ? undefined : phaseSlider(model),
    site.assumptions.length === 0
      ? undefined
      : h(
          'p',
          { class: 'mark' },
          h('a', { href: href('overview') }, `${word('Assumed figures')}: ${site.assumptions.length}`),
        ),
  );
}

function focusContent(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function phaseSlider(model: SiteModel): HTMLElement {
  const { phases } = model.site;
  const text = (phase: number): string => `${phases[phase]?.name ?? ''} (${phases[phase]?.date ?? ''})`;
  const told = h('output', { for: 'phase' }, text(model.phase));
  const slider = h('input', {
    ...{ type: 'range', id: 'phase', min: 0, max: phases.length - 1, step: 1, value: model.phase },
    'aria-valuetext': text(model.phase),
    input: () => told.replaceChildren(text(Number((slider as HTMLInputElement).value))),
    change: () => {
      location.hash = hrefWith({ phase: (slider as HTMLInputElement).value });
    },
  });
  return h('div', { class: 'phases' }, h('label', { for: 'phase' }, word('Phase')), slider, told);
}

/** All of the book on one page, for paper: it reads every hall. */
async function printView(model: SiteModel): Promise<Child> {
  const { site } = model;
  const halls = [...site.halls.keys()];
  const cables = await Promise.all([...halls, -1].map((hall) => hallCables(hall)));
  const parts: Child = [
    overview(model),
    findingsView(model),
    powerView(model),
    await lossView(model, ''),
    halls.map((hall) => hallView(model, hall)),
    table(
      word('Devices'),
      ['Device', 'Rack', 'U', 'Kind', 'Model'].map(words),
      [...site.devices.name.keys()],
      (device) => [
        link(site.devices.name[device] ?? '', 'device'),
        site.racks.name[site.devices.rack[device] ?? -1] ?? word('not placed'),
        String(site.devices.u[device] ?? 0),
        site.kinds[site.devices.kind[device] ?? -1] ?? '',
        site.models[site.devices.model[device] ?? -1] ?? '',
      ],
    ),
    ...cables.map((each, hall) =>
      table(
        `${word('Cables')}: ${site.halls[hall]?.name ?? word('not placed')}`,
        ['Cable', 'Far end', 'Far port', 'Medium', 'Length', 'Part'].map(words),
        [...eachCable(model, each)],
        ({ label, b, medium, lengthMillimetres, part }) => [
          ...[link(label, 'cable'), b.name, b.port, medium, metres(lengthMillimetres), part],
        ],
      ),
    ),
  ];
  const page = h('div', { class: 'printed' }, parts);
  for (const heading of [...page.querySelectorAll('h1')].slice(1)) {
    heading.replaceWith(h('h2', {}, heading.textContent));
  }
  return [
    h('p', { class: 'screen' }, h('button', { type: 'button', click: () => window.print() }, word('Print'))),
    page,
  ];
}
