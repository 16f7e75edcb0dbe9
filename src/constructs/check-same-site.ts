import { DesignError } from '../errors/design-error';
import { DesignErrors } from '../errors/design-errors';
import type { Site } from './site';

/** Objects that a construct was given, by the prop that they came in. */
export type Given = Readonly<Record<string, readonly object[] | undefined>>;

/**
 * Refuses constructs of another site: their places, loads and names are not part of this one.
 *
 * @throws DesignError `site/other-site`
 */
export function checkSameSite(owner: string, site: Site, given: Given): void {
  DesignErrors.throwAll(
    Object.entries(given).flatMap(([prop, members]) =>
      (members ?? []).flatMap((member) => {
        const other = siteOf(member);
        if (other === undefined || other.site === site) return [];
        return [
          new DesignError('site/other-site', {
            problem: `${owner}: '${prop}' has '${other.path}', which is of site '${other.site.node.path}', and not of '${site.node.path}'`,
            remedy: 'give constructs of one site',
            object: other.path,
          }),
        ];
      }),
    ),
  );
}

function siteOf(member: object): { readonly site: Site; readonly path: string } | undefined {
  const { site, node } = member as Partial<Site> & { readonly site?: Site };
  return site === undefined || node === undefined ? undefined : { site, path: node.path };
}
