import { panelPort, type PatchedLinks, type PatchTable } from '../../model/cabling-plan';
import { HallWays } from './hall-ways';
import { nextStep } from './ordered-length';
import { NO_ROUTE, type RouteInput } from './route-lengths';
import { type Stand, stands, wayBetween } from './stands';

/**
 * Ordered length of the segments of each patched link, and its whole length in `routes`: what is ordered decides the reach.
 *
 * A segment is routed as a cable of its own, with its own slack, and rounded up to `lengthStepMillimetres`.
 */
export function patchLengths(
  input: RouteInput & { readonly lengthStepMillimetres: number },
  patched: PatchedLinks,
  routes: Uint32Array,
): PatchTable {
  const { fabric, placement, halls, slackMillimetres, lengthStepMillimetres: stepMillimetres, hallRoutes = [] } = input;
  const standOf = stands(placement, halls);
  const ways = new HallWays(halls, hallRoutes);
  const rows = patched.link.length;
  const table: PatchTable = {
    ...patched,
    aCordMillimetres: new Uint32Array(rows),
    trunkMillimetres: new Uint32Array(rows),
    bCordMillimetres: new Uint32Array(rows),
  };
  patched.link.forEach((link, row) => {
    const way = patched.ways[patched.way[row] ?? 0];
    if (way === undefined) return;
    const port = patched.port[row] ?? 0;
    const isReversed = patched.isReversed[row] === 1;
    const node = fabric.links.aNode[link] ?? 0;
    const endpoint = fabric.links.tier[link] === 0 ? fabric.endpoints[node] : undefined;
    const lower = endpoint === undefined ? fabric.switches[node]?.name : (endpoint.device ?? endpoint.name);
    const [a, aPanel, bPanel, b] = [
      lower,
      panelPort(way, isReversed ? 1 : 0, port).panel,
      panelPort(way, isReversed ? 0 : 1, port).panel,
      fabric.switches[fabric.links.bNode[link] ?? 0]?.name,
    ].map((device) => standOf.get(device ?? ''));
    if (a === undefined || aPanel === undefined || bPanel === undefined || b === undefined) {
      routes[link] = NO_ROUTE;
      return;
    }
    const segment = (from: Stand, to: Stand): number =>
      nextStep(wayBetween(from, to, ways, link) + slackMillimetres, stepMillimetres);
    const [aCord, trunk, bCord] = [segment(a, aPanel), segment(aPanel, bPanel), segment(bPanel, b)];
    table.aCordMillimetres[row] = aCord;
    table.trunkMillimetres[row] = trunk;
    table.bCordMillimetres[row] = bCord;
    routes[link] = aCord + trunk + bCord;
  });
  return table;
}
