import { DesignError, DesignErrors } from '../errors/design-error';
import type { FabricKind } from '../model/fabric-plan';
import { countErrors } from './check-counts';
import { checkSameSite } from './check-same-site';
import type { FabricProps } from './fabric-props';

const SWITCHES: Readonly<Record<FabricKind, { readonly name: string; readonly example: string }>> = {
  infiniband: { name: 'InfiniBand', example: 'switches.QM9700' },
  ethernet: { name: 'Ethernet', example: 'switches.SN5600' },
};

/**
 * Refuses fabric props that are wrong in themselves, all of them at once. What follows from sizes the fabric engine refuses.
 *
 * @throws DesignError `fabric/no-hosts`, `fabric/duplicate-group`, `fabric/wrong-switch`, `fabric/bad-planes`, `fabric/bad-ports-per-host`,
 * `site/other-site`
 */
export function checkFabricProps(owner: string, props: FabricProps, kind: FabricKind): void {
  const { hosts, planes, portsPerHost, site, powerZones, phase } = props;
  DesignErrors.throwAll([
    ...hostErrors(owner, hosts),
    ...switchErrors(owner, props, kind),
    ...countErrors('fabric/bad-planes', owner, { planes }),
    ...countErrors('fabric/bad-ports-per-host', owner, { portsPerHost }),
  ]);
  checkSameSite(owner, site, { hosts, powerZones, phase: phase === undefined ? [] : [phase] });
}

function hostErrors(owner: string, hosts: FabricProps['hosts']): readonly DesignError[] {
  if (hosts.length === 0) {
    const remedy = 'give the clusters or storage tiers that it connects';
    return [new DesignError('fabric/no-hosts', { problem: `${owner}: 'hosts' is empty`, remedy, object: owner })];
  }
  const names = hosts.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(
    (name) =>
      new DesignError('fabric/duplicate-group', {
        problem: `${owner}: 'hosts' has '${name}' more than once`,
        remedy: 'give each cluster or storage tier once',
        object: name,
      }),
  );
}

function switchErrors(owner: string, props: FabricProps, kind: FabricKind): readonly DesignError[] {
  const { name, example } = SWITCHES[kind];
  return (['switch', 'spineSwitch'] as const).flatMap((prop) => {
    const spec = props[prop];
    if (spec === undefined || spec.kind === kind) return [];
    return [
      new DesignError('fabric/wrong-switch', {
        problem: `${owner}: '${prop}' is '${spec.id}', an ${SWITCHES[spec.kind].name} switch, in an ${name} fabric`,
        remedy: `take an ${name} switch such as ${example}, or make it an ${SWITCHES[spec.kind].name} fabric`,
        object: spec.id,
      }),
    ];
  });
}
