import type { SitePlan } from '../../../src/model/site-plan';
import { portsOf, workCables } from '../../../src/design/work-order/network-model';
import type { WorkStep } from '../../../src/design/work-order/work-order-plan';

/** Ports and places of a site, by what is in them. */
export interface SiteState {
  readonly ports: Readonly<Record<string, string>>;
  readonly places: Readonly<Record<string, string>>;
}

/** State of a plan. */
export function stateOf(plan: SitePlan): SiteState {
  const ports: [string, string][] = [];
  for (const [label, cable] of workCables(plan)) {
    for (const port of portsOf(cable)) ports.push([port, `${label} ${cable.part ?? ''} ${cable.lengthMillimetres}`]);
  }
  const places = [...plan.placement.positions].map(([name, { rack, u }]): [string, string] => [name, `${rack} U${u}`]);
  return { ports: Object.fromEntries(ports), places: Object.fromEntries(places) };
}

/** Does the steps one by one on the state before. @throws Error for a port or a place that is taken, or holds something else */
export function replay(before: SitePlan, steps: readonly WorkStep[]): SiteState {
  const state = stateOf(before);
  const ports = new Map(Object.entries(state.ports));
  const places = new Map(Object.entries(state.places));
  for (const { kind, name, from, to, cable, number } of steps) {
    const slip = (what: string): Error => new Error(`step ${number}, ${kind} of '${name}': ${what}`);
    if (cable !== undefined) {
      const content = `${cable.label} ${cable.part ?? ''} ${cable.lengthMillimetres}`;
      for (const port of portsOf(cable)) {
        if (kind === 'cable-in' && ports.has(port)) throw slip(`port ${port} holds '${ports.get(port) ?? ''}'`);
        if (kind === 'cable-out' && ports.get(port) !== content) throw slip(`port ${port} does not hold it`);
        if (kind === 'cable-in') ports.set(port, content);
        else ports.delete(port);
      }
    }
    if (kind === 'device-out') {
      if (places.get(name) !== from) throw slip(`it is not in ${from ?? ''}`);
      places.delete(name);
    }
    if (kind === 'device-in') {
      if (places.has(name) || [...places.values()].includes(to ?? '')) throw slip(`${to ?? ''} is taken`);
      places.set(name, to ?? '');
    }
  }
  return { ports: Object.fromEntries(ports), places: Object.fromEntries(places) };
}
