import { DesignError } from '../errors/design-error';
import { DesignErrors } from '../errors/design-errors';
import { countErrors } from './check-counts';
import { checkSameSite } from './check-same-site';
import type { StorageTierProps } from './storage-tier';

/**
 * Refuses storage props that are wrong in themselves, all of them at once.
 *
 * @throws DesignError `storage/no-demand`, `storage/empty-demand`, `storage/bad-blocks`, `site/other-site`
 */
export function checkStorageProps(id: string, props: StorageTierProps): void {
  const owner = `storage tier '${id}'`;
  const { capacity, read, write, blocks, site, serves, powerZones } = props;
  const errors = [...countErrors('storage/bad-blocks', owner, { blocks })];
  if ([capacity, read, write, blocks].every((demand) => demand === undefined)) {
    errors.push(
      new DesignError('storage/no-demand', {
        problem: `${owner} has nothing to meet`,
        remedy: "ask for 'capacity', 'read' or 'write', or set 'blocks'",
        object: id,
      }),
    );
  }
  for (const [prop, demand] of Object.entries({ capacity, read, write })) {
    if (demand?.isZero() !== true) continue;
    errors.push(
      new DesignError('storage/empty-demand', {
        problem: `${owner}: '${prop}' is ${demand.toString()}`,
        remedy: 'ask for more than nothing, or leave it out',
        object: id,
      }),
    );
  }
  DesignErrors.throwAll(errors);
  checkSameSite(owner, site, { serves, powerZones });
}
