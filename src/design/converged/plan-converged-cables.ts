import { DesignError, DesignErrors } from '../../errors/design-error';
import type { HallRoute } from '../../model/cabling-plan';
import type {
  ConvergedCable,
  ConvergedEnd,
  ConvergedInSite,
  ConvergedPlan,
  LinkMedia,
  PairLink,
  WireRow,
} from '../../model/core-pair';
import type { HallInput, PlacementPlan } from '../../model/placement-plan';
import { present } from '../../units/present';
import { nextStep } from '../cabling/choose-media';
import { HallWays, stands, wayBetween } from '../cabling/routes';
import { choosePairMedia } from './pair-media';
import { UNUSED } from './wire-rows';

/** What the cables of a pair hang on. */
export interface ConvergedCablingInput {
  readonly plan: ConvergedPlan;
  readonly placement: PlacementPlan;
  readonly halls: readonly Pick<HallInput, 'name' | 'riserMillimetres'>[];
  readonly slackMillimetres: number;
  readonly lengthStepMillimetres: number;
  readonly hallRoutes: readonly HallRoute[];
  /** Default: none is known. */
  readonly media?: readonly LinkMedia[];
}

type Link = Pick<ConvergedCable, 'label' | 'kind' | 'a' | 'b' | 'rateBits' | 'split'>;

/** Cables of a pair, and the ways in which they are built where media are known. */
export type ConvergedCabling = Pick<ConvergedInSite, 'cables' | 'choices'>;

/**
 * Cables of a pair with their lengths and, where `media` names some for their kind, their media. A split cable is as long as the longest of its links.
 *
 * @throws DesignError `converged/between-halls`
 */
export function planConvergedCables(input: ConvergedCablingInput): ConvergedCabling {
  const { plan, placement, halls, slackMillimetres, lengthStepMillimetres, hallRoutes, media = [] } = input;
  const cageOf = coreCages(plan);
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
    return { link, key, into: row.split?.into ?? 1 };
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
  const routed = links.map(({ link, key, into }): Routed => {
    const { label, route } = cables.get(key) ?? { label: link.label, route: Infinity };
    return { link, label, route, into };
  });
  const { ofLinks, choices } = choosePairMedia(
    routed.map((each) => pairLink(each, cageOf)),
    media,
    lengthStepMillimetres,
  );
  const labels = new Map<string, { label: string; route: number }>();
  routed.forEach(({ label, route }, index) => {
    const cage = ofLinks[index]?.wholeCage;
    if (cage === undefined) return;
    const whole = labels.get(cage);
    labels.set(cage, { label: whole?.label ?? label, route: Math.max(whole?.route ?? 0, route) });
  });
  return {
    cables: routed.map(({ link, label: ownLabel, route: ownRoute }, index) => {
      const medium = ofLinks[index];
      const { label, route } = labels.get(medium?.wholeCage ?? '') ?? { label: ownLabel, route: ownRoute };
      const shared = { ...link, cable: label };
      if (route === Infinity) return { ...shared, lengthMillimetres: 0 };
      const { choice, reachMillimetres } = medium ?? {};
      return {
        ...shared,
        routeMillimetres: route,
        lengthMillimetres: medium?.lengthMillimetres ?? nextStep(route, lengthStepMillimetres),
        ...present({ choice, reachMillimetres }),
      };
    }),
    ...(choices.length === 0 ? {} : { choices }),
  };
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

/** A link with the cable that carries it. */
interface Routed {
  readonly link: Link;
  /** Label of the first link on the cable. */
  readonly label: string;
  /** Longest on the cable, mm. */
  readonly route: number;
  /** Links that share the connector. */
  readonly into: number;
}

function pairLink({ link, label, route, into }: Routed, cageOf: ReturnType<typeof coreCages>): PairLink {
  const { kind, a, b, rateBits } = link;
  return {
    kind,
    device: a.device,
    rateBits,
    linksPerCable: into,
    cable: label,
    ...cageOf(b),
    routeMillimetres: route,
  };
}

/** Cage of the end of a link that is a core's, and the ports that it gives. */
function coreCages({ cores }: ConvergedPlan): (end: ConvergedEnd) => Pick<PairLink, 'cage' | 'portsPerCage'> {
  const known = new Map(
    cores.flatMap(({ name, cages }) =>
      cages.flatMap(({ port, ports, breakout }) =>
        ports.map((each) => [
          `${name} ${each.name}`,
          { cage: `${name} ${port}`, portsPerCage: breakout?.portsPerCage ?? 1 },
        ]),
      ),
    ),
  );
  return ({ device, port }) => known.get(`${device} ${port}`) ?? {};
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
