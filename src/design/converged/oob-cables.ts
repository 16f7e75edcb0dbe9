import type { ConvergedInput } from '../../model/core-pair';
import { slotsOf } from './fill-run';
import { deviceOf } from './size-runs';

/** A cable of the out-of-band network. */
export interface OobCable {
  /** Places from 0 of the group and of the device in it. */
  readonly group: number;
  readonly slot: number;
  readonly device: string;
  readonly port: string;
  readonly switchName: string;
  readonly switchPort: string;
}

/** Ports that the devices ask for, those of kept places among them. */
export function oobPortsAsked({ groups }: ConvergedInput): number {
  return groups.reduce((sum, group) => sum + slotsOf(group) * (group.oobPorts ?? []).length, 0);
}

/** Out-of-band cables: cable k from 0 goes to switch `k mod n`, port `floor(k / n) + 1`. Kept places count, and get no cable yet. */
export function oobCables(input: ConvergedInput): OobCable[] {
  const { names = [], portPrefix = 'swp' } = input.oob ?? {};
  let cable = -1;
  return input.groups.flatMap((group, groupAt) =>
    Array.from({ length: slotsOf(group) }, (_, slot) => slot).flatMap((slot) =>
      (group.oobPorts ?? []).flatMap((port) => {
        cable += 1;
        const device = deviceOf(input, { group: groupAt, slot });
        const switchName = names[cable % names.length];
        if (device === '' || switchName === undefined) return [];
        const switchPort = `${portPrefix}${Math.floor(cable / names.length) + 1}`;
        return [{ group: groupAt, slot, device, port, switchName, switchPort }];
      }),
    ),
  );
}
