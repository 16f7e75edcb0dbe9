import { DesignError } from '../errors/design-error';
import { DesignErrors } from '../errors/design-errors';
import type { RackProps, SiteProps } from './site-props';

const NAME = /^[a-z][a-z0-9-]*$/;

/**
 * Refuses site props that are wrong in themselves, all of them at once.
 *
 * @throws DesignError `site/...`
 */
export function checkSiteProps(id: string, props: SiteProps): void {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem: `site '${id}': ${problem}`, remedy }));
  };
  if (!NAME.test(id)) {
    refuse('site/bad-name', `its id is not a name of small letters, digits and hyphens`, "use an id such as 'gasan'");
  }
  if (props.halls.length === 0) refuse('site/no-halls', `'halls' is empty`, 'give at least one hall with its rows');
  for (const hall of props.halls) {
    if (hall.rows.length === 0) {
      refuse('site/no-rows', `hall '${hall.name}': 'rows' is empty`, 'give the hall at least one row of racks');
    }
    checkRack(`hall '${hall.name}'`, hall.rack, refuse);
    for (const row of hall.rows) {
      if (row.rack !== undefined) checkRack(`row '${row.name}' of hall '${hall.name}'`, row.rack, refuse);
    }
  }
  const tenants = props.tenants ?? [];
  for (const tenant of new Set(tenants.filter((name, index) => tenants.indexOf(name) !== index))) {
    refuse('site/duplicate-tenant', `'tenants' names '${tenant}' twice`, 'name each tenant once');
  }
  for (const pool of props.addressPools) {
    if (pool.tenant !== undefined && !tenants.includes(pool.tenant)) {
      refuse(
        'site/unknown-tenant',
        `address pool '${pool.name}' belongs to tenant '${pool.tenant}', which 'tenants' does not name`,
        `add '${pool.tenant}' to 'tenants', or correct the pool`,
      );
    }
  }
  DesignErrors.throwAll(errors);
}

function checkRack(
  where: string,
  { units, power }: RackProps,
  refuse: (code: string, problem: string, remedy: string) => void,
): void {
  if (!Number.isInteger(units) || units < 1) {
    refuse(
      'site/bad-rack',
      `${where}: 'rack.units' is ${units}`,
      'give the height as a whole number of units, for example 48',
    );
  }
  if (power.inWatts === 0) {
    refuse('site/bad-rack', `${where}: 'rack.power' is ${power.toString()}`, 'give the power that one rack may draw');
  }
}
