import { Construct } from 'constructs';
import { TerraformStack } from 'cdktf';
import { propTables } from '../../src/constructs/prop-tables';

/** Where the constructs of a program are created: where it says, all below their stack, or each below what it belongs to. */
export type Layout = 'as-written' | 'flat' | 'nested';

type Props = Readonly<Record<string, unknown>>;

let layout: Layout = 'as-written';

/** Runs with another layout. */
export async function laidOut<T>(other: Layout, run: () => Promise<T>): Promise<T> {
  layout = other;
  try {
    return await run();
  } finally {
    layout = 'as-written';
  }
}

/** Constructs whose scope says what they are part of, and those that belong to no site. */
const FIXED: ReadonlySet<string> = new Set(['Site', 'Row', 'Rack', 'NetboxSharedObjects']);

/** What AWS constructs take from the scope, beside their site. */
const OF_AWS: Readonly<Record<string, readonly string[]>> = {
  AwsZone: ['region'],
  AwsVpc: ['region'],
  AwsBucket: ['region'],
  AwsAccountChecks: ['region'],
  AwsGpuCluster: ['vpc'],
  AwsGpuPool: ['vpc'],
};

/** The library with constructs that are created by the layout of the moment: a test mocks its entry points with it. */
export function relocatedLibrary<T extends object>(library: T): T {
  return Object.fromEntries(
    Object.entries(library).map(([name, member]: [string, unknown]) => {
      if (typeof member !== 'function' || !(member.prototype instanceof Construct) || FIXED.has(name)) {
        return [name, member];
      }
      const construct = (made: object, given: unknown[], target: object): object =>
        Reflect.construct(
          made as never,
          relocated(name, given as [Construct, string, Props]),
          target as never,
        ) as object;
      return [name, new Proxy(member, { construct } as ProxyHandler<typeof member>)];
    }),
  ) as T;
}

function relocated(name: string, given: [Construct, string, Props]): [Construct, string, Props] {
  if (layout === 'as-written') return given;
  return layout === 'flat' ? flat(name, given) : nested(given);
}

/** Below what it belongs to, which is then not said. */
function nested([scope, id, props]: [Construct, string, Props]): [Construct, string, Props] {
  if (!TerraformStack.isStack(scope)) return [scope, id, props];
  const zones = props['powerZones'];
  const zone: unknown = Array.isArray(zones) && zones.length === 1 ? zones[0] : undefined;
  const parents: readonly [string, unknown][] = [
    ['loop', props['loop']],
    ['vpc', props['vpc']],
    ['region', props['region']],
    ['powerZones', zone],
    ['site', props['site']],
  ];
  const found = parents.find(([, one]) => Construct.isConstruct(one) && TerraformStack.of(one) === scope);
  if (found === undefined) return [scope, id, props];
  const [prop, parent] = found;
  const rest = Object.entries(props).filter(([name]) => name !== prop && name !== 'site');
  return [parent as Construct, id, Object.fromEntries(rest)];
}

/** Below its stack, with all that the scope said. */
function flat(name: string, [scope, id, props]: [Construct, string, Props]): [Construct, string, Props] {
  if (TerraformStack.isStack(scope)) return [scope, id, props];
  const ancestors = [...scope.node.scopes].reverse();
  const said: Record<string, unknown> = {};
  for (const [prop, entry] of Object.entries(propTables()[kindOf(name)] ?? {})) {
    if (typeof entry === 'string' || entry.implied === undefined) continue;
    const { read } = entry.implied;
    said[prop] = ancestors.map((one) => read(one, props)).find((value) => value !== undefined);
  }
  for (const prop of OF_AWS[name] ?? []) {
    const type = prop === 'vpc' ? 'AwsVpc' : 'AwsRegion';
    said[prop] = ancestors.find((one) => one.constructor.name === type);
  }
  said['site'] ??= ancestors.map((one) => siteOf(one)).find((one) => one !== undefined);
  if (!('site' in props) && isUnits(name)) delete said['site'];
  const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return [TerraformStack.of(scope), id, { ...known, ...props }];
}

function isUnits(name: string): boolean {
  return ['Cdu', 'AirHandlers', 'HeatRejection', 'CoolingPumps'].includes(name);
}

/** Nodes of the power chain have the table of their kind, all of which take the site alone. */
function kindOf(name: string): string {
  return Object.hasOwn(propTables(), name) ? name : 'PowerSource';
}

function siteOf(ancestor: object): unknown {
  return ancestor.constructor.name === 'Site' ? ancestor : (ancestor as { readonly site?: unknown }).site;
}
