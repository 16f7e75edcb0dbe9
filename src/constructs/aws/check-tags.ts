import { DesignError } from '../../errors/design-error';
import { Token } from '../../host';

/** Keys that the library sets on resources of its own accord, beside `Site`. */
export const LIBRARY_TAG_KEYS = ['Name', 'EKSClusterARN'] as const;

/** Key that says which site a resource belongs to, where the site's own tags do not say it in any case of letters. */
const SITE_KEY = 'Site';

/** Longest key and value, and most tags of a resource. */
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;
const MOST_TAGS = 50;

/** Characters that every service of AWS takes: IAM takes no others. */
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/**
 * Tags of every resource of a region: those of the site, and its name. A tag of the site whose key is `Site` in any case of letters stands for the name, since IAM
 * takes keys that differ only in case for one.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
export function regionTags(site: string, tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const saysSite = Object.keys(tags).some((key) => isSameKey(key, SITE_KEY));
  return { ...(saysSite ? {} : { [SITE_KEY]: site }), ...tags };
}

/** What is wrong with the tags of a site for AWS: keys that differ only in case, and what a service refuses. */
export function tagErrors(owner: string, tags: Readonly<Record<string, string>>): DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, object: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy, object }));
  };
  const keys = Object.keys(tags);
  for (const [index, key] of keys.entries()) {
    const twin = keys.slice(0, index).find((one) => isSameKey(one, key));
    if (twin !== undefined) {
      const what = `'tags' of the site has '${twin}' and '${key}', and IAM takes keys that differ only in case for one`;
      refuse('aws/tag-case', key, what, 'keep one of them');
    }
    const own = LIBRARY_TAG_KEYS.find((one) => one !== key && isSameKey(one, key));
    if (own !== undefined) {
      const what = `'tags' of the site has '${key}', and resources have a tag '${own}' of their own: IAM takes keys that differ only in case for one`;
      refuse('aws/tag-case', key, what, `rename the tag, for example 'Site${own}'`);
    }
    if (/^aws:/i.test(key)) {
      const what = `'tags' of the site has '${key}', and AWS keeps keys that begin with 'aws:' to itself`;
      refuse('aws/bad-tag', key, what, 'rename the tag');
    }
    checkText(key, 'key', LONGEST_KEY, refuse);
    checkText(tags[key] ?? '', `value of '${key}'`, LONGEST_VALUE, refuse);
  }
  const count = Object.keys(regionTags('', tags)).length + LIBRARY_TAG_KEYS.length;
  if (count > MOST_TAGS) {
    const what = `'tags' of the site has ${keys.length} tags, which makes ${count} on a resource`;
    refuse('aws/too-many-tags', 'tags', what, `AWS takes ${MOST_TAGS}: take ${count - MOST_TAGS} away`);
  }
  return errors;
}

function checkText(
  text: string,
  what: string,
  longest: number,
  refuse: (code: string, object: string, problem: string, remedy: string) => void,
): void {
  // What is known after apply alone is for AWS to judge.
  if (Token.isUnresolved(text)) return;
  if (what === 'key' && text === '') {
    refuse('aws/bad-tag', text, "'tags' of the site has an empty key", 'give the tag a name');
  } else if (Array.from(text).length > longest) {
    const found = `'tags' of the site has a ${what} of ${Array.from(text).length} characters`;
    refuse('aws/bad-tag', text, found, `AWS takes ${longest}: shorten it`);
  } else if (!ALLOWED.test(text)) {
    const found = `'tags' of the site has a ${what} '${printable(text)}' with characters that IAM refuses`;
    refuse('aws/bad-tag', text, found, 'use letters, digits, spaces and _ . : / = + - @');
  }
}

/** A text on one line: what cannot be seen is escaped. */
function printable(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function isSameKey(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
