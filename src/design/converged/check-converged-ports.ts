import type { DesignError } from '../../errors/design-error';
import type { ConvergedInput, DeviceGroup } from '../../model/core-pair';
import { convergedProblem } from './converged-problem';

/** What is wrong with the ports of devices: `converged/bad-port`, `converged/duplicate-port`, `converged/bad-core-list`. */
export function checkConvergedPorts(input: ConvergedInput): DesignError[] {
  return input.groups.flatMap((group) => [
    ...badPorts(input, group),
    ...duplicatePorts(input, group),
    ...badCoreLists(input, group),
  ]);
}

function portsOf({ links, oobPorts = [] }: DeviceGroup): string[] {
  return [...links.flatMap(({ ports }) => ports), ...oobPorts];
}

function badPorts(input: ConvergedInput, group: DeviceGroup): DesignError[] {
  return portsOf(group)
    .filter((port) => port.trim() === '' || /[\r\n]/.test(port))
    .map((port) =>
      convergedProblem(input, 'converged/bad-port', {
        what: `the port ${JSON.stringify(port)} of group '${group.name}' is empty or holds a line break`,
        remedy: 'give it the name that the device prints',
        object: group.name,
      }),
    );
}

function duplicatePorts(input: ConvergedInput, group: DeviceGroup): DesignError[] {
  const ports = portsOf(group);
  const isOobSwitch = group.devices.some((name) => name !== '' && input.oob?.names.includes(name) === true);
  const twice = ports.filter((port, at) => ports.indexOf(port) !== at || (isOobSwitch && isAccessPort(input, port)));
  return [...new Set(twice)].map((port) =>
    convergedProblem(input, 'converged/duplicate-port', {
      what: `port '${port}' of group '${group.name}' has two uses`,
      remedy: 'name each port of a device once',
      object: group.name,
      value: port,
    }),
  );
}

/** Whether an out-of-band switch keeps a port for cables from devices. */
function isAccessPort({ oob }: ConvergedInput, port: string): boolean {
  const { portPrefix = 'swp', portsPerSwitch = 0 } = oob ?? {};
  const number = port.startsWith(portPrefix) ? port.slice(portPrefix.length) : '';
  return /^[1-9]\d*$/.test(number) && Number(number) <= portsPerSwitch;
}

function badCoreLists(input: ConvergedInput, { name, links }: DeviceGroup): DesignError[] {
  return links.flatMap(({ kind, ports, cores }) => {
    if (cores === undefined || typeof cores === 'string') return [];
    const what = `'cores' of '${kind}' of group '${name}'`;
    const bad = (problem: string): DesignError =>
      convergedProblem(input, 'converged/bad-core-list', {
        what: `${what} ${problem}`,
        remedy: "list 1 or 2 for each port, or use 'alternate' or 'halves'",
        object: name,
      });
    const other = cores.find((core: number) => core !== 1 && core !== 2);
    if (other !== undefined) return [bad(`names core ${other}`)];
    return cores.length === ports.length
      ? []
      : [bad(`has ${cores.length} entries, and there are ${ports.length} ports`)];
  });
}
