import type { ModelFacts } from '../../model/bill-plan';
import type { RegisteredInventory, SitePlan } from '../../model/site-plan';
import { DesignError } from '../../errors/design-error';
import { NETBOX_LEVELS, type NetboxInput } from './netbox-input';

/** A NetBox inventory as the plan keeps it: `registeredInput` reads it back. */
export function registeredInventory(input: NetboxInput): RegisteredInventory {
  const { level, models, ...choices } = input;
  return {
    kind: 'netbox',
    level,
    site: input.siteSlug,
    choices: { ...choices, models: Object.fromEntries([...models].sort(([a], [b]) => (a < b ? -1 : 1))) },
  };
}

/** Members of the choices that must be there, each with what it is. */
const CHOICES = {
  siteName: 'text',
  siteSlug: 'text',
  tags: 'list',
  slugs: 'object',
  rackTypes: 'object',
  interfaceTypes: 'object',
  models: 'object',
} as const satisfies Partial<Record<keyof NetboxInput, 'text' | 'list' | 'object'>>;

/**
 * Choices of the NetBox inventory that a site is registered in; undefined where it is registered in none.
 *
 * @throws DesignError `site-json/bad-part` for what was not written by `registeredInventory`
 */
export function registeredInput({ registered }: Pick<SitePlan, 'registered'>): NetboxInput | undefined {
  if (registered === undefined) return undefined;
  const { level, choices } = registered;
  if (!NETBOX_LEVELS.includes(level)) throw badPart('registered.level', 'level of NetBox');
  if (!isOfKind(choices, 'object')) throw badPart('registered.choices', 'object');
  for (const [name, kind] of Object.entries(CHOICES)) {
    if (!isOfKind(choices[name], kind)) throw badPart(`registered.choices.${name}`, kind);
  }
  const { models, ...rest } = choices as unknown as Omit<NetboxInput, 'models'> & {
    readonly models: Readonly<Record<string, ModelFacts>>;
  };
  return { ...rest, level, models: new Map(Object.entries(models)) };
}

function isOfKind(value: unknown, kind: 'text' | 'list' | 'object'): boolean {
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'list') return Array.isArray(value);
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function badPart(name: string, kind: string): DesignError {
  return new DesignError('site-json/bad-part', {
    problem: `the plan of a site: '${name}' is missing or no ${kind}`,
    remedy: "synthesize the site again to write a whole 'site.json'",
    object: name,
  });
}
