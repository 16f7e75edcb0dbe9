import { DesignError } from '../../errors/design-error';

/** Characters of a slug at most. */
const LONGEST_SLUG = 100;
const SLUG = /^[-a-zA-Z0-9_]+$/;

/**
 * Slug of a name: small ASCII letters, digits and hyphens.
 *
 * @param what - what bears the name, in the words of a message
 * @throws DesignError `netbox/no-slug` for a name with other letters that `slugs` does not name, `netbox/bad-slug`
 */
export function slugOf(what: string, name: string, slugs: Readonly<Record<string, string>>): string {
  const given = slugs[name];
  if (given !== undefined) return checkedSlug(what, name, given);
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (slug === '' || /[^\p{ASCII}]/u.test(name.replace(/\p{P}|\p{S}|\p{Z}/gu, ''))) {
    throw new DesignError('netbox/no-slug', {
      problem: `${what} '${name}': NetBox wants a slug of ASCII letters, and the name gives none`,
      remedy: `name one: slugs: { '${name}': '...' }`,
      object: name,
    });
  }
  return checkedSlug(what, name, slug);
}

function checkedSlug(what: string, name: string, slug: string): string {
  if (SLUG.test(slug) && slug.length <= LONGEST_SLUG) return slug;
  throw new DesignError('netbox/bad-slug', {
    problem: `${what} '${name}': slug '${slug}' is not 1 to ${LONGEST_SLUG} ASCII letters, digits, hyphens and underscores`,
    remedy: 'give another one in `slugs`',
    object: name,
    value: `${slug.length} characters`,
    limit: `${LONGEST_SLUG} characters`,
  });
}
