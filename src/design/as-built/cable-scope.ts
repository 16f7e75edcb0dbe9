import { DesignError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import type { SitePlan } from '../../model/site-plan';

/** Parts of a site to check: a cable counts when one of its ends is in one of them. */
export interface CableScope {
  /** Names of racks. */
  readonly racks?: readonly string[];
  /** Units as devices have them, such as `haein/su-01`, or scalable units of the fabric by number. */
  readonly units?: readonly string[];
  /** Names of devices. */
  readonly devices?: readonly string[];
}

const KEYS = { rack: 'racks', unit: 'units', device: 'devices' } as const;

/**
 * Reads `rack=A01,unit=haein/su-01,device=haein-007`.
 *
 * @throws DesignError `as-built/bad-scope`, `as-built/unknown-place`
 */
export function parseCableScope(text: string, site: Pick<SitePlan, 'devices' | 'fabrics' | 'placement'>): CableScope {
  const scope = { racks: [] as string[], units: [] as string[], devices: [] as string[] };
  for (const part of text.split(',')) {
    const [, key = '', name = ''] = /^(rack|unit|device)=(.+)$/.exec(part.trim()) ?? [];
    if (key !== 'rack' && key !== 'unit' && key !== 'device') {
      throw new DesignError('as-built/bad-scope', {
        problem: `'${part}' is no part of a site to check`,
        remedy: "give racks, units or devices, as in 'rack=A01,rack=A02' or 'unit=haein/su-01,device=haein-007'",
        value: part,
      });
    }
    checkKnown(key, name, namesOf(key, site));
    scope[KEYS[key]].push(name);
  }
  return scope;
}

function namesOf(
  key: keyof typeof KEYS,
  { devices, fabrics, placement }: Pick<SitePlan, 'devices' | 'fabrics' | 'placement'>,
): Set<string> {
  switch (key) {
    case 'rack':
      return new Set(placement.racks.map(({ name }) => name));
    case 'device':
      return new Set([
        ...devices.map(({ name }) => name),
        ...fabrics.flatMap(({ plan }) => [...plan.endpoints, ...plan.switches].map(({ name }) => name)),
      ]);
    case 'unit':
      return new Set([
        ...devices.map(({ unit }) => unit),
        ...fabrics.flatMap(({ plan }) => plan.endpoints.flatMap(({ unit }) => (unit === undefined ? [] : [`${unit}`]))),
      ]);
  }
}

function checkKnown(key: string, name: string, names: ReadonlySet<string>): void {
  if (names.has(name)) return;
  const hint = spellingHint(name, names);
  throw new DesignError('as-built/unknown-place', {
    problem: `the site has no ${key} '${name}'`,
    remedy: hint === undefined ? `give a ${key} of the site's rack schedule` : `did you mean '${hint}'?`,
    object: name,
  });
}
