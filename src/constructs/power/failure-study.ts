import { DesignError } from '../../errors/design-error';
import { Construct } from '../../host';
import type { LostThing } from '../../model/shared-loss';
import { Duration } from '../../units/duration';
import { Volume } from '../../units/flow-rate';
import { present } from '../../units/present';
import { type ScopedProps, scopedProps } from '../props/scoped-props';
import { nameOf, optional, type PropNames, required, TEXT } from '../props/prop-rule';
import { constructsIn, sameSiteErrors } from '../props/prop-values';
import type { Site } from '../site/site';
import { Rack, Row } from '../space/hall';
import { nodeErrors, PowerNode } from './power-node';
import { OF_SITE } from '../site/site-construct';

/** Props of a failure study. */
export const FAILURE_STUDY_NAMES: PropNames<FailureStudyProps> = {
  site: OF_SITE,
  together: optional({ isList: true, each: { isList: true } }),
  maintenance: optional({ isList: true }),
};

/** Properties of a `FailureStudy`. */
export interface FailureStudyProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /**
   * Things lost together, two or more: nodes, zones, units of cooling, loops, halls, rows, racks, clusters, tiers, fabrics and what is in AWS.
   *
   * @default - the loss of each single node alone is judged
   */
  readonly together?: readonly (readonly Construct[])[];
  /**
   * Nodes, or their names, that are taken out for maintenance: each other node is then lost, one at a time.
   *
   * @default - no loss during maintenance is judged
   */
  readonly maintenance?: readonly (PowerNode | string)[];
}

/** Failures that are judged beside the loss of each single node. */
export class FailureStudy extends Construct {
  /** @throws DesignError `power/empty-study`, `power/not-a-node`, `site/cannot-be-lost`, `site/other-site` */
  public constructor(scope: Construct, id: string, given: FailureStudyProps) {
    const owner = `failure study '${id}'`;
    const props = scopedProps(scope, owner, given, FAILURE_STUDY_NAMES, (props) => studyErrors(owner, id, props));
    const { site, together = [], maintenance = [] } = props;
    super(scope, id);
    const areNodes = (set: readonly Construct[]): boolean => set.every((each) => each instanceof PowerNode);
    const { path } = this.node;
    const study = {
      name: id,
      path,
      together: together.filter(areNodes).map((set) => set.map(nameOf)),
      maintenance: maintenance.map(nameOf),
    };
    const causes = together
      .filter((set) => !areNodes(set))
      .map((set) => ({ kind: 'study' as const, name: id, path, things: thingsOf(site, set) }));
    site.addPart({ path, contribution: () => ({ powerStudies: [study], causes }) });
  }
}

function studyErrors(owner: string, id: string, props: ScopedProps<FailureStudyProps>): readonly DesignError[] {
  const { site, together = [], maintenance = [] } = props;
  const sets = together.flat();
  if (sets.length + maintenance.length === 0) {
    return [
      new DesignError('power/empty-study', {
        problem: `${owner} names nothing to judge`,
        remedy: "give sets of constructs as 'together', or nodes for 'maintenance'",
        object: id,
      }),
    ];
  }
  const wrong = [...thingErrors(owner, 'together', site, sets), ...nodeErrors(owner, 'maintenance', maintenance)];
  return wrong.length > 0 ? wrong : sameSiteErrors(owner, site, { maintenance: constructsIn(maintenance) });
}

/** Props of a common cause. */
export const COMMON_CAUSE_NAMES: PropNames<CommonCauseProps> = {
  site: OF_SITE,
  what: required(TEXT),
  of: required({ isList: true, filled: { code: 'site/empty-cause', remedy: 'name what shares it' } }),
};

/** Properties of a `CommonCause`. */
export interface CommonCauseProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** What is shared, in a word or two: `controller`, `valve`, `fuel tank`, `name server`. */
  readonly what: string;
  /** Constructs that stop without it: nodes, zones, units of cooling, loops, halls, rows, racks, clusters, tiers, fabrics and what is in AWS. */
  readonly of: readonly Construct[];
}

/** What several things share, such as a controller, a valve, a tank, a pipe or a name server: its loss takes them all, and is judged as one failure. */
export class CommonCause extends Construct {
  /** Site it belongs to. */
  public readonly site: Site;

  /** @throws DesignError `site/empty-cause`, `site/cannot-be-lost`, `site/other-site`, `site/duplicate-name` */
  public constructor(scope: Construct, id: string, given: CommonCauseProps) {
    const owner = `common cause '${id}'`;
    const props = scopedProps(scope, owner, given, COMMON_CAUSE_NAMES, ({ site, of }) =>
      thingErrors(owner, 'of', site, Array.isArray(of) ? of : []),
    );
    const { site, what, of } = props;
    super(scope, id);
    this.site = site;
    const { path } = this.node;
    site.claimName('cause', id, path);
    const cause = { kind: 'cause' as const, name: id, path, ...present({ what }), things: thingsOf(site, of) };
    site.addPart({ path, contribution: () => ({ causes: [cause] }) });
  }
}

/** Props of a consumable. */
export const CONSUMABLE_NAMES: PropNames<ConsumableProps> = {
  site: OF_SITE,
  what: required(TEXT),
  of: required({ isList: true, filled: { code: 'site/empty-cause', remedy: 'name what uses it up' } }),
  store: optional({ quantity: Volume, code: 'site/bad-amount' }),
  perDay: optional({
    quantity: Volume,
    isAboveZero: true,
    code: 'site/bad-amount',
    remedy: 'give an amount above 0 L',
  }),
  lasts: optional({ quantity: Duration, isAboveZero: true, code: 'site/bad-amount', remedy: 'give a time above 0 s' }),
  source: optional(TEXT),
};

/** Properties of a `Consumable`. */
export interface ConsumableProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** What is used up, in a word or two: `nitrogen`, `glycol`, `make-up water`. */
  readonly what: string;
  /** Constructs that stop without it, as of a `CommonCause`. */
  readonly of: readonly Construct[];
  /**
   * What is at hand: `Volume.litres(500)`.
   *
   * @default - not known: the report says so
   */
  readonly store?: Volume;
  /**
   * What is used up in a day while all of them run.
   *
   * @default - not known: the report says so
   */
  readonly perDay?: Volume;
  /**
   * How long the store must last: until more of it is there.
   *
   * @default - not known: the report says so
   */
  readonly lasts?: Duration;
  /**
   * Where more of it comes from: `city main`, `tank lorry by contract, 24 h`.
   *
   * @default - not known: the report says so
   */
  readonly source?: string;
}

/**
 * What several things use up and stop without, with its source, its store and the hours that it lasts at their draw: nitrogen, glycol, make-up water. Fuel of generators
 * (`supply.fuel`) and water of heat rejection (`waterStore`) follow their load, and are stated with them.
 */
export class Consumable extends Construct {
  /** Site it belongs to. */
  public readonly site: Site;

  /** @throws DesignError `site/empty-cause`, `site/cannot-be-lost`, `site/other-site`, `site/duplicate-name`, `site/bad-amount` */
  public constructor(scope: Construct, id: string, given: ConsumableProps) {
    const owner = `consumable '${id}'`;
    const props = scopedProps(scope, owner, given, CONSUMABLE_NAMES, ({ site, of }) =>
      thingErrors(owner, 'of', site, Array.isArray(of) ? of : []),
    );
    const { site, what, of, store, perDay, lasts, source } = props;
    super(scope, id);
    this.site = site;
    const { path } = this.node;
    site.claimName('consumable', id, path);
    const consumable = {
      ...{ name: id, path, what, of: thingsOf(site, of) },
      ...present({
        storeLitres: store?.inLitres,
        litresPerDay: perDay?.inLitres,
        requiredHours: lasts?.inHours,
        source,
      }),
    };
    site.addPart({ path, contribution: () => ({ consumables: [consumable] }) });
  }
}

/** What cannot be lost: `site/cannot-be-lost`, `site/other-site`. */
function thingErrors(owner: string, prop: string, site: Site, things: readonly unknown[]): readonly DesignError[] {
  const wrong = things.filter(
    (thing) => !(thing instanceof Construct) || thingOf(siteOf(thing) ?? site, thing) === undefined,
  );
  if (wrong.length > 0) {
    return wrong.map(
      (thing) =>
        new DesignError('site/cannot-be-lost', {
          problem: `${owner}: '${prop}' has ${thing instanceof Construct ? `'${thing.node.path}'` : 'something that is no construct'}, whose loss is none that is judged`,
          remedy:
            'name constructs of the site: nodes, zones, units of cooling, loops, halls, rows, racks, clusters, tiers, fabrics, or what is in AWS',
          object: owner,
        }),
    );
  }
  return sameSiteErrors(owner, site, { [prop]: things as readonly Construct[] });
}

function siteOf(thing: Construct): Site | undefined {
  return (thing as { readonly site?: Site }).site;
}

function thingsOf(site: Site, things: readonly Construct[]): readonly LostThing[] {
  return things.map((thing) => thingOf(site, thing)).filter((thing) => thing !== undefined);
}

/** Kinds of construct that are no things: nothing is lost with them. */
const NO_THINGS: ReadonlySet<string> = new Set(['phase', 'energy-target', 'aws-account-checks', 'cause', 'consumable']);

function thingOf(site: Site, thing: Construct): LostThing | undefined {
  if (thing instanceof Row) return { kind: 'row', name: thing.fullName };
  if (thing instanceof Rack) return { kind: 'rack', name: `${thing.row.hall.name}/${thing.name}` };
  const kind = site.kindOf(thing);
  return kind === undefined || NO_THINGS.has(kind) ? undefined : { kind, name: thing.node.id };
}
