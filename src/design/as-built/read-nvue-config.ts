import { DesignError } from '../../errors/design-error';
import { ethernetRateBits } from './link-speed';
import { isMembers, member, textOf, type Members } from './lldp-values';
import type { PortConfig, SwitchConfig } from './switch-config';

/** Far more than any switch has. */
const MOST_PORTS = 65_535;

/** The part of an NVUE configuration that holds settings: of a list with a header, or the object itself; undefined where it is none. */
export function nvueSettings(file: unknown): Members | undefined {
  const parts: unknown[] = Array.isArray(file) ? file : [file];
  const settings = parts.map((part) => (Array.isArray(file) ? member(part, 'set') : part)).find(isMembers);
  return settings !== undefined && isMembers(settings['interface']) ? settings : undefined;
}

/**
 * Reads NVUE's configuration, as `nv config show` prints it: names such as `swp1-5` or `swp49,51` stand for several interfaces. A cage without a breakout is whole.
 *
 * @throws DesignError `as-built/bad-range`
 * @see https://docs.nvidia.com/networking-ethernet-software/cumulus-linux/Layer-1-and-Switch-Ports/Interface-Configuration-and-Management/Switch-Port-Attributes/
 */
export function readNvueConfig(settings: Members): SwitchConfig {
  const splits = new Map<number, number>();
  const ports: PortConfig[] = [];
  for (const [names, facts] of Object.entries(isMembers(settings['interface']) ? settings['interface'] : {})) {
    const link = member(facts, 'link');
    const breakout = member(link, 'breakout');
    const mode = isMembers(breakout) ? Object.keys(breakout)[0] : textOf(breakout);
    const rateBits = ethernetRateBits(textOf(member(link, 'speed')) ?? '');
    for (const { cage, place } of portsOf(names)) {
      const split = /^(\d+)x$/.exec(mode ?? '')?.[1];
      if (split !== undefined) splits.set(cage, Number(split));
      // What is set on a cage as a whole does not hold for the ports that it is split into.
      else ports.push({ cage, place, ...(rateBits !== undefined && { rateBits }) });
    }
  }
  for (const { cage } of ports) if (!splits.has(cage)) splits.set(cage, 1);
  const device = textOf(member(settings['system'], 'hostname'));
  return { format: 'nvue', ...(device !== undefined && { device }), splits, ports, hasNeighbours: false };
}

/** `swp1-2`, `swp49,51`, `swp1s0-1` and mixtures of them, a port each. */
function portsOf(names: string): { readonly cage: number; readonly place: number }[] {
  if (!/^swp\d/.test(names)) return [];
  return names.split(',').flatMap((part) => {
    const [, first = '', last = first, sub, lastSub = sub] =
      /^(?:swp)?(\d+)(?:-(\d+))?(?:s(\d+)(?:-(\d+))?)?$/.exec(part) ?? [];
    if (first === '') return [];
    const places = sub === undefined ? [1] : range(Number(sub) + 1, Number(lastSub) + 1);
    return range(Number(first), Number(last)).flatMap((cage) => places.map((place) => ({ cage, place })));
  });
}

function range(first: number, last: number): number[] {
  if (last - first >= MOST_PORTS) {
    throw new DesignError('as-built/bad-range', {
      problem: `a range of interfaces goes from ${first} to ${last}, and a switch has at most ${MOST_PORTS} ports`,
      remedy: "give the output of 'nv config show' as it is",
      value: `${last}`,
      limit: `${MOST_PORTS} ports`,
    });
  }
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
