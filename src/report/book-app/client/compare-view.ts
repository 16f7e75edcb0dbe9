import type { BookFinding, BookHallCables, BookSite } from '../book-data';
import { type Cable, eachCable } from './cables';
import { type Child, figures, h, table, title, words } from './dom';
import { count } from './figures';
import { link } from './place-views';
import type { SiteModel } from './site-model';
import { hallCables } from './store';
import { word } from './words';

/** What was picked of another book. */
interface Other {
  readonly site?: BookSite;
  readonly halls: readonly BookHallCables[];
}

const DATA_FILE = /^bookData\("((?:[^"\\]|\\.)*)", ([\s\S]*)\);\s*$/;

/** Reads files of data of another book. Nothing of them is run. */
async function readBook(files: FileList): Promise<Other> {
  let site: BookSite | undefined;
  const halls: BookHallCables[] = [];
  for (const file of files) {
    if (!/^(?:site|nowhere|hall-\d+)\.js$/.test(file.name)) continue;
    const [, key = '', text = ''] = DATA_FILE.exec(await file.text()) ?? [];
    if (text === '') continue;
    const data = JSON.parse(text) as unknown;
    if (key === 'site') site = data as BookSite;
    else halls.push(data as BookHallCables);
  }
  return { ...(site === undefined ? {} : { site }), halls };
}

/** What differs between this plan and another one, whose folder of data is picked. */
export function compareView(model: SiteModel): Child {
  const result = h('div', { 'aria-live': 'polite' });
  const take = (event: Event): void => {
    const { files } = event.target as HTMLInputElement;
    if (files === null || files.length === 0) return;
    result.replaceChildren(h('p', { class: 'none' }, '…'));
    readBook(files)
      .then((other) => differences(model, other))
      .then((parts) => result.replaceChildren(h('div', {}, parts)))
      .catch((error: unknown) => result.replaceChildren(h('p', { class: 'severity error' }, String(error))));
  };
  return [
    title(word('Compare')),
    h(
      'p',
      {},
      word(
        'Pick the folder book/data of an earlier plan of this site: what came, went or moved since then is told. Nothing leaves this machine.',
      ),
    ),
    h(
      'p',
      { class: 'filter' },
      h('label', { for: 'other-folder' }, word('Folder')),
      h('input', { type: 'file', id: 'other-folder', webkitdirectory: true, multiple: true, change: take }),
    ),
    h(
      'p',
      { class: 'filter' },
      h('label', { for: 'other-files' }, word('or its files')),
      h('input', { type: 'file', id: 'other-files', multiple: true, accept: '.js', change: take }),
    ),
    result,
  ];
}

async function differences(model: SiteModel, { site: before, halls }: Other): Promise<Child> {
  const { site } = model;
  if (before === undefined) return h('p', { class: 'severity error' }, word('there is no site.js among the files'));
  const totals = new Map(before.totals);
  const parts: Child[] = [
    table(
      word('Totals'),
      [words('Total'), figures('Before'), figures('Now'), figures('Difference')],
      [...site.totals, ['Load (W)', site.loadWatts] as const],
      ([label, now]) => {
        const was = label === 'Load (W)' ? before.loadWatts : totals.get(label);
        // An earlier book may lack a total that came to be told later.
        if (was === undefined) return [word(label), word('not known'), count(now), word('not known')];
        return [word(label), count(was), count(now), `${now > was ? '+' : ''}${count(now - was)}`];
      },
    ),
    changeTable('Devices', 'device', placesOf(before), placesOf(site)),
    changeTable('Racks', 'rack', namesOf(before.racks.name), namesOf(site.racks.name)),
    before.findings === undefined || site.findings === undefined
      ? unknown('Findings')
      : changeTable('Findings', 'rule', findingsOf(before.findings), findingsOf(site.findings)),
  ];
  if (halls.length === 0) {
    parts.push(unknown('Cables'));
    return parts;
  }
  const own = await Promise.all([...site.halls.keys(), -1].map((hall) => hallCables(hall)));
  const [was, is] = [endsOf({ site: before }, halls), endsOf({ site }, own)];
  parts.push(changeTable('Cables', 'cable', was, is));
  return parts;
}

/** What cannot be compared, for one of the two books does not tell it. */
function unknown(name: string): Child {
  return h('p', { class: 'none' }, `${word(name)}: ${word('not known')}`);
}

function namesOf(names: readonly string[]): Map<string, string> {
  return new Map(names.map((name) => [name, '']));
}

/** Where each device stands, and what it is. */
function placesOf({ devices, racks, models }: BookSite): Map<string, string> {
  return new Map(
    devices.name.map((name, index) => [
      name,
      `${racks.name[devices.rack[index] ?? -1] ?? word('not placed')} U${devices.u[index] ?? 0}, ${models[devices.model[index] ?? -1] ?? ''}`,
    ]),
  );
}

function findingsOf(findings: readonly BookFinding[]): Map<string, string> {
  return new Map(
    findings.map(({ rule, object, path, outcome, found }) => [`${rule} ${object} ${path}`, `${outcome}: ${found}`]),
  );
}

function endsOf(model: Pick<SiteModel, 'site'>, halls: readonly BookHallCables[]): Map<string, string> {
  const side = ({ name, port }: Cable['a']): string => `${name} ${port}`;
  return new Map(
    halls.flatMap((cables) =>
      [...eachCable(model, cables)].map(({ label, a, b }) => [label, `${side(a)} ⟷ ${side(b)}`] as const),
    ),
  );
}

function changeTable(
  name: string,
  view: string,
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): HTMLElement {
  const rows: (readonly [string, string, string, string])[] = [];
  for (const [key, was] of before) {
    const is = now.get(key);
    if (is === undefined) rows.push(['Removed', key, was, '']);
    else if (is !== was) rows.push(['Moved', key, was, is]);
  }
  for (const [key, is] of now) if (!before.has(key)) rows.push(['Added', key, '', is]);
  const object = (kind: string, key: string): Child => {
    if (kind === 'Removed') return key;
    return view === 'rule' ? link(key, 'rule', key.split(' ', 1)[0]) : link(key, view);
  };
  return table(
    word(name),
    [words('Object'), words('State'), words('Before'), words('Now')],
    rows,
    ([kind, key, was, is]) => [object(kind, key), word(kind), was, is],
  );
}
