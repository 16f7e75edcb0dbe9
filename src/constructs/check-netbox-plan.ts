import { DesignError, DesignErrors } from '../errors/design-error';
import { spellingHint } from '../errors/spelling-hint';
import type { NetboxPlan } from '../export/netbox/netbox-input';
import type { NetboxProps } from './netbox-props';

/**
 * Refuses props of a NetBox inventory that name a row, rack or device model which the site does not have, all of them at once: they would else do
 * nothing without a word.
 *
 * @throws DesignError `netbox/unknown-row`, `netbox/unknown-model`
 */
export function checkNetboxPlan(props: NetboxProps, plan: NetboxPlan): void {
  const rows = plan.halls.flatMap((hall) => hall.rows.map(({ name }) => `${hall.name}/${name}`));
  const racks = plan.placement.racks.map(({ limits }) => limits.model);
  const models = plan.devices.map(({ model }) => model);
  DesignErrors.throwAll([
    ...unknown('netbox/unknown-row', "'rowsByRack' names row", props.rowsByRack ?? [], rows),
    ...unknown('netbox/unknown-model', "'rackTypes' names rack", Object.keys(props.rackTypes ?? {}), racks),
    ...unknown(
      'netbox/unknown-model',
      "'interfaceTypes' names device model",
      Object.keys(props.interfaceTypes ?? {}),
      models,
    ),
  ]);
}

function unknown(code: string, what: string, names: readonly string[], known: readonly string[]): DesignError[] {
  const there = new Set(known);
  return names
    .filter((name) => !there.has(name))
    .map((name) => {
      const hint = spellingHint(name, [...there]);
      return new DesignError(code, {
        problem: `NetBox inventory: ${what} '${name}', which the site does not have`,
        remedy: hint === undefined ? `take it away, or name one of ${listed([...there])}` : `did you mean '${hint}'?`,
        object: name,
      });
    });
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `'${name}'`).join(', ');
}
