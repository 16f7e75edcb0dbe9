import { DesignError, DesignErrors } from '../../errors/design-error';
import { shown, WrongKind } from './prop-values';

/** A site, or what may be one. */
interface SiteLike {
  readonly node?: { readonly path: string };
}

/** Objects that a construct was given, by the prop that they came in. */
export type Given = Readonly<Record<string, readonly object[] | undefined>>;

/**
 * Refuses constructs of another site: their places, loads and names are not part of this one; and, as a program that runs without type-check may give it,
 * what is no construct.
 *
 * @throws DesignError `site/other-site`, `props/wrong-kind`
 */
export function checkSameSite(owner: string, site: SiteLike, given: Given): void {
  DesignErrors.throwAll(sameSiteErrors(owner, site, given));
}

/** What is wrong with the constructs that a construct was given. */
export function sameSiteErrors(owner: string, site: SiteLike, given: Given): readonly DesignError[] {
  return Object.entries(given).flatMap(([prop, members]) =>
    (members ?? []).flatMap((member: unknown) => {
      if (!isObject(member)) return [noConstruct(owner, prop, member)];
      if (!('node' in member) && !hasName(member)) return [noConstruct(owner, prop, member)];
      const pool = otherPool(owner, prop, site, member);
      if (pool !== undefined) return [pool];
      const other = siteOf(member);
      if (other === undefined || other.site === site) return [];
      return [
        new DesignError('site/other-site', {
          problem: `${owner}: '${prop}' has '${other.path}', which is of site '${pathOf(other.site)}', and not of '${pathOf(site)}'`,
          remedy: 'give constructs of one site',
          object: other.path,
        }),
      ];
    }),
  );
}

/** A name that is a text, as what the site's props describe has it. */
function hasName(member: object): boolean {
  const { name } = member as { readonly name?: unknown };
  return typeof name === 'string' && name !== '';
}

/** An address pool with the name of one of the site that is another block. */
function otherPool(owner: string, prop: string, site: SiteLike, member: object): DesignError | undefined {
  const { name, cidr } = member as { readonly name?: unknown; readonly cidr?: unknown };
  const { addressPools } = site as {
    readonly addressPools?: readonly { readonly name: string; readonly cidr: string }[];
  };
  const own = cidr === undefined ? undefined : addressPools?.find((pool) => pool.name === name);
  if (own === undefined || own.cidr === cidr) return undefined;
  return new DesignError('site/other-pool', {
    problem: `${owner}: '${prop}' has address pool '${own.name}' with ${shown(cidr)}, and that of the site has '${own.cidr}'`,
    remedy: "give a pool of 'addressPools' of the site, or its name",
    object: owner,
  });
}

function pathOf({ node }: SiteLike): string {
  return node?.path ?? '';
}

/** A construct, or ports with a name that stand for some. */
function isObject(member: unknown): member is object {
  if (typeof member !== 'object' || member === null) return false;
  return 'node' in member || 'name' in member;
}

function noConstruct(owner: string, prop: string, member: unknown): DesignError {
  const text = member === undefined ? 'nothing' : shown(member);
  return new WrongKind('props/wrong-kind', {
    problem: `${owner}: '${prop}' has ${text}, which is no construct`,
    remedy: 'give the construct itself, not its name',
    object: owner,
  });
}

function siteOf(member: object): { readonly site: SiteLike; readonly path: string } | undefined {
  const { site, node } = member as SiteLike & { readonly site?: SiteLike };
  return site === undefined || node === undefined ? undefined : { site, path: node.path };
}

/** Constructs among constructs and names. */
export function constructsIn(named: readonly (object | string)[]): readonly object[] {
  return named.filter((one) => typeof one === 'object');
}
