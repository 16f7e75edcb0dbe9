import { spareErrors } from '../design/bill/spares';
import { DesignError, DesignErrors } from '../errors/design-error';
import { spellingHint } from '../errors/spelling-hint';
import { checkHall, type Refuse, repeated } from './check-hall';
import { checkPatching } from './check-patching';
import { checkProps } from './check-props';
import { checkSupplyProps } from './check-supply-props';
import { checkHallNames } from './hall-prop-names';
import { SITE_PROP_NAMES } from './site-prop-names';
import type { SiteProps } from './site-props';

const NAME = /^[a-z][a-z0-9-]*$/;

/**
 * Refuses site props that are wrong in themselves, all of them at once.
 *
 * @throws DesignError `site/...`, `space/...`
 */
export function checkSiteProps(id: string, props: SiteProps): void {
  checkNames(id, props);
  const errors: DesignError[] = [];
  const refuse: Refuse = (code, problem, remedy) => {
    errors.push(new DesignError(code, { problem: `site '${id}': ${problem}`, remedy }));
  };
  if (!NAME.test(id)) {
    refuse('site/bad-name', `its id is not a name of small letters, digits and hyphens`, "use an id such as 'gasan'");
  }
  const { halls } = props;
  if (halls?.length === 0) refuse('site/no-halls', `'halls' is empty`, 'give at least one hall with its rows');
  for (const name of repeated(halls ?? [])) {
    refuse('space/duplicate-hall', `two halls are named '${name}'`, 'give each hall a name of its own');
  }
  for (const hall of halls ?? []) checkHall(hall, refuse);
  checkTenants(props, refuse);
  checkSupplyProps(id, props, refuse);
  // Rows of Hall constructs are known only when the site is planned.
  if (halls !== undefined) checkPatching(halls, props.patching, refuse);
  errors.push(...spareErrors(`site '${id}'`, props.spares));
  DesignErrors.throwAll(errors);
}

function checkTenants({ tenants = [], addressPools }: SiteProps, refuse: Refuse): void {
  for (const tenant of repeated(tenants.map((name) => ({ name })))) {
    refuse('site/duplicate-tenant', `'tenants' names '${tenant}' twice`, 'name each tenant once');
  }
  for (const { name, tenant } of addressPools) {
    if (tenant === undefined || tenants.includes(tenant)) continue;
    const hint = spellingHint(tenant, tenants);
    refuse(
      'site/unknown-tenant',
      `address pool '${name}' belongs to tenant '${tenant}', which 'tenants' does not name`,
      hint === undefined ? `add '${tenant}' to 'tenants', or correct the pool` : `did you mean '${hint}'?`,
    );
  }
}

function checkNames(id: string, props: SiteProps): void {
  checkProps(`site '${id}'`, props, SITE_PROP_NAMES);
  for (const hall of props.halls ?? []) checkHallNames(hall, `site '${id}'`);
}
