import { HallWays, type HallRoute } from '../cabling/hall-ways';
import { nextStep } from '../cabling/ordered-length';
import { stands, wayBetween } from '../cabling/stands';
import { DesignError } from '../../errors/design-error';
import { DesignErrors } from '../../errors/design-errors';
import type { HallInput, PlacementPlan } from '../placement/placement-plan';
import type { ConvergedCable } from './converged-in-site';
import type { ConvergedPlan, WireRow } from './converged-plan';
import { UNUSED } from './wire-rows';

/** What the cables of a pair hang on. */
export interface ConvergedCablingInput {
  readonly plan: ConvergedPlan;
  readonly placement: PlacementPlan;
  readonly halls: readonly Pick<HallInput, 'name' | 'riserMillimetres'>[];
  readonly slackMillimetres: number;
  readonly lengthStepMillimetres: number;
  readonly hallRoutes: readonly HallRoute[];
}

type Link = Omit<ConvergedCable, 'cable' | 'routeMillimetres' | 'lengthMillimetres'>;

/**
 * Cables of a pair with their lengths. A split cable is as long as the longest of its links.
 *
 * @throws DesignError `converged/between-halls`
 */
export function planConvergedCables(input: ConvergedCablingInput): ConvergedCable[] {
  const { plan, placement, halls, slackMillimetres, lengthStepMillimetres, hallRoutes } = input;
  const standOf = stands(placement, halls);
  const ways = new HallWays(halls, hallRoutes);
  const rows = plan.rows.filter(({ kind }) => kind !== UNUSED);
  const cables = new Map<string, { label: string; route: number }>();
  const links = rows.map((row, index) => {
    const link = toLink(plan.name, row);
    const [a, b] = [standOf.get(link.a.device), standOf.get(link.b.device)];
    const route = a === undefined || b === undefined ? Infinity : wayBetween(a, b, ways, index) + slackMillimetres;
    const key = cableKey(row, link);
    const cable = cables.get(key) ?? { label: link.label, route: 0 };
    cables.set(key, { ...cable, route: Math.max(cable.route, route) });
    return { link, key };
  });
  DesignErrors.throwAll(
    ways.missing().map(({ from, to, link }) => {
      const label = links[link]?.link.label ?? '';
      return new DesignError('converged/between-halls', {
        problem: `link '${label}' joins halls '${from}' and '${to}', and no way between them is known`,
        remedy: "give the devices zones of one hall, or name the two halls in 'hallRoutes'",
        object: label,
      });
    }),
  );
  return links.map(({ link, key }) => {
    const { label, route } = cables.get(key) ?? { label: link.label, route: Infinity };
    const shared = { ...link, cable: label };
    if (route === Infinity) return { ...shared, lengthMillimetres: 0 };
    return { ...shared, routeMillimetres: route, lengthMillimetres: nextStep(route, lengthStepMillimetres) };
  });
}

function toLink(pair: string, row: WireRow): Link {
  const { kind, aRateBits = Infinity, bRateBits = Infinity, split } = row;
  const first = { device: row.aDevice, port: row.aPort };
  const second = { device: row.bDevice ?? '', port: row.bPort ?? '' };
  const isFromCore = row.aSide !== undefined && row.bSide === undefined;
  const [a, b] = isFromCore ? [second, first] : [first, second];
  const rateBits = Math.min(aRateBits, bRateBits);
  // The inter-switch link is split alike at both ends: its cable runs straight through.
  const isSplit = split !== undefined && !isBetweenCores(row);
  return { label: `${pair}/${a.device}:${a.port}`, kind, a, b, rateBits, ...(isSplit ? { split } : {}) };
}

function isBetweenCores({ aSide, bSide }: WireRow): boolean {
  return aSide !== undefined && bSide !== undefined;
}

/** The connector of the core for what is split, else the link itself. */
function cableKey({ aDevice, aPort, aSide, bDevice, bPort, bSide, split }: WireRow, { label }: Link): string {
  if (split === undefined) return label;
  const [core = '', port = '', side = 0] = aSide === undefined ? [bDevice, bPort, bSide] : [aDevice, aPort, aSide];
  return `${core} ${port.replace(/s\d+$/, '')} ${side}`;
}
