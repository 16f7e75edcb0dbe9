import type { CableTable } from '../../model/cabling-plan';
import type { ConvergedCable, ConvergedInSite } from '../../model/core-pair';
import { inWords } from '../in-words';
import { failed, indeterminate, type Verdict } from '../verdict';

/** Whether the cables of a converged pair are within reach, as far as their media are known. */
export function judgePair({ path, plan, cables }: ConvergedInSite): Verdict | undefined {
  const owner = `converged pair '${plan.name}'`;
  const all = inWords.count(cables.length, 'link');
  const part = (links: number): string => (links === cables.length ? all : `${links} of ${all}`);
  const beyond = cables
    .flatMap(({ label, cable, routeMillimetres: route, reachMillimetres: reach }) =>
      label !== cable || route === undefined || reach === undefined ? [] : [{ label, route, reach }],
    )
    .sort((a, b) => b.route - a.route);
  const [longest] = beyond;
  if (longest !== undefined) {
    const [route, reach, over] = [longest.route, longest.reach, longest.route - longest.reach].map(inWords.millimetres);
    return failed({
      path,
      object: `${owner}: ${inWords.count(beyond.length, 'cable')}, the longest '${longest.label}'`,
      found: `${route}`,
      limit: `${reach}`,
      required: `${route}`,
      available: `${reach}`,
      shortfall: `${over}`,
      arithmetic: `${route} - ${reach} = ${over}; ${beyond.length} of ${inWords.count(ordered(cables).length, 'cable')}`,
      remedy: "place its ends nearer to each other, or add a medium with a longer reach to 'media' of the site",
    });
  }
  const unplaced = cables.filter(({ routeMillimetres }) => routeMillimetres === undefined).length;
  const unknown = cables.filter(({ choice, routeMillimetres: route }) => choice === undefined && route !== undefined);
  if (unknown.length > 0) {
    const kinds = [...new Set(unknown.map(({ kind }) => kind))].sort();
    return indeterminate({
      path,
      object: `${owner}: ${part(unknown.length)}`,
      unknown: `which media carry its cables (${kinds.join(', ')}), and so whether they reach`,
      givenBy: "give a link's 'connector', or 'media' of the site at its rate",
    });
  }
  if (unplaced === 0) return undefined;
  return indeterminate({
    path,
    object: `${owner}: ${part(unplaced)}`,
    unknown: 'their way, because an end stands in no rack',
    givenBy: "give every device a place: see 'space/unplaced'",
  });
}

/** The cables whose medium is chosen as columns, as those of a fabric. */
export function pairTable({ plan, cables, choices = [] }: ConvergedInSite): CableTable {
  const known = ordered(cables).filter(({ choice }) => choice !== undefined);
  return {
    fabric: plan.name,
    cableOf: Uint32Array.from(known, (_, index) => index),
    count: known.length,
    lengthMillimetres: Uint32Array.from(known, ({ lengthMillimetres }) => lengthMillimetres),
    routeMillimetres: Uint32Array.from(known, ({ routeMillimetres = 0 }) => routeMillimetres),
    choice: Uint8Array.from(known, ({ choice = 0 }) => choice),
    choices,
    unreached: [],
  };
}

function ordered(cables: readonly ConvergedCable[]): readonly ConvergedCable[] {
  return cables.filter(({ label, cable }) => label === cable);
}
