import { ethernetRateBits } from './link-speed';
import type { LldpNeighbour } from './lldp-neighbour';
import { isMembers, kindOf, macOf, member, textOf, type Members } from './lldp-values';

/** Whether a JSON object looks like interfaces of `nv show interface`: by name, each with its link or its neighbours. */
export function isNvueInterfaces(file: unknown): file is Members {
  return (
    isMembers(file) &&
    Object.values(file).some((facts) => isMembers(facts) && (isMembers(facts['lldp']) || isMembers(facts['link'])))
  );
}

/** The first interface whose neighbours are no object, as a clause; undefined where there is none. */
export function nvueLldpProblem(file: Members): string | undefined {
  for (const [own, facts] of Object.entries(file)) {
    const neighbours = member(member(facts, 'lldp'), 'neighbor');
    if (neighbours === undefined || isMembers(neighbours)) continue;
    return `'lldp.neighbor' of interface '${own}' is ${kindOf(neighbours)}, where an object by the names of neighbours is expected`;
  }
  return undefined;
}

/**
 * Neighbours from `nv show interface --output json`: interfaces by name, in each the neighbours by system name.
 *
 * @see https://docs.nvidia.com/networking-ethernet-software/cumulus-linux/Layer-2/Link-Layer-Discovery-Protocol/
 */
export function readNvueLldp(file: Members): LldpNeighbour[] {
  return Object.entries(file).flatMap(([own, facts]) => {
    const neighbours = member(member(facts, 'lldp'), 'neighbor');
    if (!isMembers(neighbours)) return [];
    const speed = textOf(member(member(facts, 'link'), 'speed'));
    const rateBits = speed === undefined ? undefined : ethernetRateBits(speed);
    return Object.entries(neighbours).flatMap(([key, neighbour]): LldpNeighbour[] => {
      const chassis = member(neighbour, 'chassis');
      const port = portOf(member(neighbour, 'port'));
      if (port === undefined) return [];
      const id = macOf(textOf(member(chassis, 'chassis-id')) ?? textOf(member(chassis, 'id')));
      const name = textOf(member(chassis, 'system-name')) ?? key;
      return [{ own, name, ...port, id, speed, rateBits }];
    });
  });
}

function portOf(port: unknown): Pick<LldpNeighbour, 'port' | 'portId'> | undefined {
  const names = ['name', 'id', 'description']
    .map((each) => textOf(member(port, each)))
    .filter((each) => each !== undefined);
  const name = names.find((each) => macOf(each) === undefined) ?? names[0];
  const portId = names.map(macOf).find((each) => each !== undefined);
  return name === undefined ? undefined : { port: name, portId };
}
