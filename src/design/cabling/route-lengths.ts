import { DesignError, DesignErrors } from '../../errors/design-error';
import type { HallRoute } from '../../model/cabling-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import type { HallInput, PlacementPlan } from '../../model/placement-plan';
import { linkLabel } from '../fabric/link-ends';
import { HallWays, type MissingWay } from './hall-ways';
import { stands, wayBetween } from './stands';

/** Route of a link with an end that stands in no rack. */
export const NO_ROUTE = 0xffff_ffff;

/** What the length of a route depends on. */
export interface RouteInput {
  readonly fabric: FabricPlan;
  readonly placement: PlacementPlan;
  readonly halls: readonly Pick<HallInput, 'name' | 'riserMillimetres'>[];
  readonly slackMillimetres: number;
  /** Tray between two halls, from any rack of the one to any rack of the other, mm. */
  readonly hallRoutes?: readonly HallRoute[];
}

/**
 * Routed length of each link, mm: up to the tray, along the rows and across them, down again, and the slack. Within one
 * rack a cable climbs no tray: it takes the difference in height and the slack.
 *
 * @throws DesignError `cabling/between-halls`
 */
export function routeLengths({ fabric, placement, halls, slackMillimetres, hallRoutes = [] }: RouteInput): Uint32Array {
  const standOf = stands(placement, halls);
  const endpoints = fabric.endpoints.map(({ name, device = name }) => standOf.get(device));
  const switches = fabric.switches.map(({ name }) => standOf.get(name));
  const ways = new HallWays(halls, hallRoutes);
  const { links } = fabric;
  const routes = new Uint32Array(links.count);
  for (let link = 0; link < links.count; link += 1) {
    const a = (links.tier[link] === 0 ? endpoints : switches)[links.aNode[link] ?? 0];
    const b = switches[links.bNode[link] ?? 0];
    if (a === undefined || b === undefined) routes[link] = NO_ROUTE;
    else routes[link] = wayBetween(a, b, ways, link) + slackMillimetres;
  }
  DesignErrors.throwAll(ways.missing().map((pair) => betweenHalls(fabric, pair)));
  return routes;
}

function betweenHalls(fabric: FabricPlan, { from, to, link, links }: MissingWay): DesignError {
  const which = links === 1 ? 'it is the only one' : `it is the first of ${links}`;
  return new DesignError('cabling/between-halls', {
    problem: `link '${linkLabel(fabric, link)}' joins halls '${from}' and '${to}' (${which}), and no way between them is known`,
    remedy: "give the fabric's devices zones of one hall, or name the two halls in 'hallRoutes'",
    object: linkLabel(fabric, link),
  });
}
