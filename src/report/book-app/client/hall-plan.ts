import { h, s } from './dom';
import { load } from './figures';
import type { Layer } from './layers';
import { href } from './route';
import type { SiteModel } from './site-model';
import { word } from './words';

/** Depth of a rack where its body is not known, mm: for the drawing alone. */
const DEPTH = 1_200;
const MARGIN = 1_400;
const SPACE = 60;
/** Racks up to which each has its name in the plan. */
const NAMED = 300;

/** What a plan marks beside its layer. */
export interface Marks {
  /** What a rack is said to do; empty: nothing. */
  readonly of: (rack: number) => string;
}

/** Floor plan of a hall. Arrow keys go from rack to rack, each rack leads to its page. */
export function hallPlan(model: SiteModel, hall: number, layer: Layer, marks?: Marks): HTMLElement {
  const { site } = model;
  const { racks, halls } = site;
  const own = model.racksIn[hall] ?? [];
  if (own.length === 0) return h('p', { class: 'none' }, `${word('Racks')}: ${word('none')}`);
  const pitch = halls[hall]?.pitch ?? 600;
  const xs = own.map((rack) => racks.x[rack] ?? 0);
  const ys = own.map((rack) => racks.y[rack] ?? 0);
  const [left, top] = [least(xs) - pitch / 2 - MARGIN, least(ys) - DEPTH / 2 - SPACE];
  const [width, height] = [most(xs) + pitch / 2 + SPACE - left, most(ys) + DEPTH / 2 + SPACE - top];
  const isNamed = own.length <= NAMED;
  const links: SVGElement[] = [];
  for (const rack of own) {
    const name = racks.name[rack] ?? '';
    const mark = marks?.of(rack) ?? '';
    const told = `${name}: ${layer.of(rack).text}, ${load(model.wattsOf(rack))} / ${load(racks.budgetWatts[rack] ?? 0)}${mark === '' ? '' : `, ${mark}`}`;
    const [x, y] = [(racks.x[rack] ?? 0) - pitch / 2 + SPACE / 2, (racks.y[rack] ?? 0) - DEPTH / 2];
    links.push(
      s(
        'a',
        {
          href: href('rack', name),
          'aria-label': told,
          tabindex: links.length === 0 ? 0 : -1,
          'data-rack': rack,
          class: marks === undefined ? undefined : mark === '' ? 'faint' : 'marked',
        },
        s('title', {}, told),
        s('rect', { x, y, width: pitch - SPACE, height: DEPTH, rx: 50, class: layer.of(rack).style }),
        mark === ''
          ? undefined
          : s('path', {
              d: `M${x} ${y}l${pitch - SPACE} ${DEPTH}m0 ${-DEPTH}l${SPACE - pitch} ${DEPTH}`,
              class: 'cross',
            }),
        isNamed
          ? s(
              'text',
              {
                x: 0,
                y: 0,
                class: 'rack-name',
                transform: `translate(${racks.x[rack] ?? 0} ${racks.y[rack] ?? 0}) rotate(-90)`,
              },
              name.startsWith(`${halls[hall]?.name ?? ''}-`) ? name.slice((halls[hall]?.name ?? '').length + 1) : name,
            )
          : undefined,
      ),
    );
  }
  const rowLabels = (halls[hall]?.rows ?? []).flatMap((row, index) => {
    const first = own.find((rack) => racks.row[rack] === index);
    if (first === undefined) return [];
    return [s('text', { x: left + MARGIN - 150, y: racks.y[first] ?? 0, class: 'row-name' }, row)];
  });
  const drawing = s(
    'svg',
    {
      viewBox: `${left} ${top} ${width} ${height}`,
      role: 'group',
      'aria-label': `${word('Hall')} ${halls[hall]?.name ?? ''}`,
      class: 'plan',
      style: `min-width:${Math.min(Math.round(width / 40), 2_400)}px;max-width:${Math.round(width / 15)}px`,
      keydown: (event) => moveFocus(event as KeyboardEvent, model, own, drawing),
    },
    rowLabels,
    links,
  );
  return h('div', { class: 'plan-frame', tabindex: -1 }, drawing);
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Moves the focus to the nearest rack in the direction of an arrow. */
function moveFocus(event: KeyboardEvent, { site }: SiteModel, own: readonly number[], drawing: SVGElement): void {
  const step = STEPS[event.key];
  const from = Number((event.target as Element | null)?.closest('[data-rack]')?.getAttribute('data-rack') ?? -1);
  if (step === undefined || from < 0) return;
  event.preventDefault();
  const { x, y } = site.racks;
  const [dx, dy] = step;
  let best: { readonly rack: number; readonly far: number } | undefined;
  for (const rack of own) {
    const along = ((x[rack] ?? 0) - (x[from] ?? 0)) * dx + ((y[rack] ?? 0) - (y[from] ?? 0)) * dy;
    const aside = Math.abs(((x[rack] ?? 0) - (x[from] ?? 0)) * dy) + Math.abs(((y[rack] ?? 0) - (y[from] ?? 0)) * dx);
    const far = along + 2 * aside;
    if (along > 0 && (best === undefined || far < best.far)) best = { rack, far };
  }
  const next = best === undefined ? null : drawing.querySelector<SVGElement>(`[data-rack="${best.rack}"]`);
  if (next === null) return;
  drawing.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
  next.setAttribute('tabindex', '0');
  next.focus();
}

/** Names of the classes of a layer with their colours; a press shows one alone. */
export function legend(layer: Layer, within: () => Element | null): HTMLElement {
  let alone = '';
  const buttons = layer.classes.map((each) =>
    h(
      'button',
      {
        type: 'button',
        'aria-pressed': 'false',
        click: () => {
          alone = alone === each.text ? '' : each.text;
          for (const [index, button] of buttons.entries()) {
            button.setAttribute('aria-pressed', String(layer.classes[index]?.text === alone));
          }
          for (const link of within()?.querySelectorAll('[data-rack]') ?? []) {
            const isOther = alone !== '' && layer.of(Number(link.getAttribute('data-rack'))).text !== alone;
            link.classList.toggle('faint', isOther);
          }
        },
      },
      s('svg', { class: 'swatch', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, [
        s('rect', { x: 1, y: 1, width: 14, height: 14, rx: 2, class: each.style }),
      ]),
      each.text,
    ),
  );
  return h('div', { class: 'legend', role: 'group', 'aria-label': word('Colour by') }, buttons);
}

function least(values: readonly number[]): number {
  return values.reduce((found, value) => Math.min(found, value), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((found, value) => Math.max(found, value), -Infinity);
}
