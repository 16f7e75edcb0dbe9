import { load } from './figures';
import type { SiteModel } from './site-model';
import { word } from './words';

/** What the colours of racks may tell. */
export const LAYERS = ['kw', 'zone', 'phase', 'tenant', 'cooling', 'compartment'] as const;

/** What the colours of racks tell. */
export type LayerName = (typeof LAYERS)[number];

/** What a layer is called. */
export const LAYER_WORDS: Readonly<Record<LayerName, string>> = {
  kw: 'Load (kW)',
  zone: 'Zone',
  phase: 'Phase',
  tenant: 'Tenant',
  cooling: 'Cooling',
  compartment: 'Compartment',
};

/** A class of racks: its colour, by the class of the style sheet, and its words. */
export interface RackClass {
  readonly style: string;
  readonly text: string;
}

/** Racks of a hall by class. */
export interface Layer {
  /** In the order of the legend. */
  readonly classes: readonly RackClass[];
  /** Class of a rack by its place. */
  readonly of: (rack: number) => RackClass;
}

const EMPTY_STYLE = 'c-empty';
const OVER_STYLE = 'c-over';
const STEPS = 5;
/** Colours of classes without an order. */
const COLOURS = 8;
const STEP_FACTORS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The layer of racks by its name. */
export function layerOf(model: SiteModel, racks: readonly number[], name: LayerName): Layer {
  return name === 'kw' ? byLoad(model, racks) : byName(racks, (rack) => namesOf(model, rack, name));
}

function byLoad(model: SiteModel, racks: readonly number[]): Layer {
  const { budgetWatts, letTo } = model.site.racks;
  const loads = new Map(racks.map((rack) => [rack, model.wattsOf(rack)]));
  const most = racks.reduce((top, rack) => Math.max(top, loads.get(rack) ?? 0), 1);
  const least = most / STEPS;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = (STEP_FACTORS.find((factor) => factor * power >= least) ?? 10) * power;
  const empty = { style: EMPTY_STYLE, text: word('empty') };
  const over = { style: OVER_STYLE, text: word('above its budget') };
  const lets = { style: 'c-let', text: word('Tenant') };
  const steps = Array.from({ length: STEPS }, (_, index) => ({
    style: `c-step-${index + 1}`,
    text: `≤ ${load(step * (index + 1))}`,
  }));
  const of = (rack: number): RackClass => {
    const watts = loads.get(rack) ?? 0;
    if ((letTo[rack] ?? -1) >= 0) return lets;
    if (model.standingIn(rack).length === 0) return empty;
    if (watts > (budgetWatts[rack] ?? Infinity)) return over;
    return steps[Math.min(STEPS - 1, Math.max(0, Math.ceil(watts / step) - 1))] ?? empty;
  };
  const used = new Set(racks.map(of));
  return { classes: [empty, ...steps, over, lets].filter((each) => used.has(each)), of };
}

function byName(racks: readonly number[], nameOf: (rack: number) => string): Layer {
  const names = [...new Set(racks.map(nameOf))].filter((name) => name !== '').sort((a, b) => compare(a, b));
  const classes = new Map(
    names.map((text, index) => [text, { style: `c-class-${(index % COLOURS) + 1}`, text }] as const),
  );
  const empty = { style: EMPTY_STYLE, text: word('none') };
  const of = (rack: number): RackClass => classes.get(nameOf(rack)) ?? empty;
  const hasEmpty = racks.some((rack) => of(rack) === empty);
  return { classes: [...(hasEmpty ? [empty] : []), ...classes.values()], of };
}

function compare(a: string, b: string): number {
  return a.length === b.length ? (a < b ? -1 : 1) : a.length - b.length;
}

/** What a layer says of a rack; empty: nothing. */
export function namesOf(model: SiteModel, rack: number, name: LayerName): string {
  const { site } = model;
  const { racks } = site;
  if (name === 'kw') return load(model.wattsOf(rack));
  if (name === 'zone') return site.zones[racks.zone[rack] ?? -1]?.name ?? '';
  if (name === 'compartment') return site.compartments[racks.compartment[rack] ?? -1] ?? '';
  if (name === 'cooling') return (racks.loops[rack] ?? []).map((loop) => site.loops[loop]?.name ?? '').join(' + ');
  if (name === 'tenant') return (racks.tenants[rack] ?? []).map((tenant) => site.tenants[tenant] ?? '').join(' + ');
  const phase = model.phaseOf(rack);
  return phase === undefined ? '' : (site.phases[phase]?.name ?? '');
}
