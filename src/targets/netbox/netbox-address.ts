import type { NetboxRecord } from '../../export/netbox/netbox-record';

/** Characters that Terraform does not take in a name, and what stands for each; any other becomes its code point. */
const INSTEAD: Readonly<Record<string, string>> = { '/': '_', ':': '__', ' ': '-', '.': '-' };

/**
 * Name of a resource in Terraform, made from names alone: site, model, and the slug or the natural key. Two objects of one model whose names differ
 * in what Terraform does not take alone would meet: whoever renders them refuses that.
 */
export function netboxAddress(
  site: string,
  { model, key, fields, address = key }: Pick<NetboxRecord, 'model' | 'key' | 'fields' | 'address'>,
): string {
  const slug = fields['slug'];
  // A row's slug holds that of its hall.
  const name = typeof slug === 'string' ? slug : address.join('/');
  return `${site}-${model}-${name}`.replace(
    /[^A-Za-z0-9_-]/gu,
    (character) => INSTEAD[character] ?? `_x${(character.codePointAt(0) ?? 0).toString(16)}_`,
  );
}
