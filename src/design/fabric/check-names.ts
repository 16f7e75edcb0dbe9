import type { DesignError } from '../../errors/design-error';
import { type FabricInput, fabricProblem } from '../../model/fabric-plan';

/** Names stand in cable labels between these. */
const REFUSED_IN_NAME = /[\s/:]/;

/**
 * What is wrong with the names of a fabric, its groups, hosts, services and ports: `fabric/bad-name`, `fabric/duplicate-host`,
 * `fabric/duplicate-group`, `fabric/duplicate-port`.
 */
export function checkNames(input: FabricInput): DesignError[] {
  const services = input.services ?? [];
  const devices = [...input.groups.flatMap(({ hosts }) => hosts), ...services.map(({ name }) => name)];
  return [
    ...[input.name, ...devices.filter((name) => name !== '')].filter(isBad).map((name) => badName(input, name)),
    ...repeated(input.groups.map(({ name }) => name)).map((name) => twice(input, 'group', name)),
    ...repeated(devices.filter((name) => name !== '')).map((name) => twice(input, 'host', name)),
    ...[...input.groups, ...services].flatMap(({ name, portNames }) =>
      repeated(portNames).map((port) => twice(input, 'port', port, ` of '${name}'`)),
    ),
  ];
}

function isBad(name: string): boolean {
  return name === '' || REFUSED_IN_NAME.test(name);
}

function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const name of names) (seen.has(name) ? again : seen).add(name);
  return [...again];
}

function badName(input: FabricInput, name: string): DesignError {
  const what = `the name '${name}' is empty or holds a space, '/' or ':'`;
  return fabricProblem(input, 'fabric/bad-name', { what, remedy: 'use letters, digits and hyphens', value: name });
}

function twice(input: FabricInput, kind: 'group' | 'host' | 'port', name: string, of = ''): DesignError {
  const what = `two ${kind}s${of} are named '${name}'`;
  return fabricProblem(input, `fabric/duplicate-${kind}`, { what, remedy: 'give each a name of its own', value: name });
}
