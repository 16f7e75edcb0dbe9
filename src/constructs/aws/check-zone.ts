import { regionOfZoneId } from '../../catalog/aws/quotas';
import type { AwsZoneKind } from '../../model/aws-plan';
import { DesignError } from '../../errors/design-error';
import type { AwsZoneProps } from './aws-zone';

const KINDS: readonly AwsZoneKind[] = ['availability-zone', 'local-zone', 'outpost', 'dedicated'];
const ON_SITE: readonly AwsZoneKind[] = ['outpost', 'dedicated'];
const ZONE_ID = /^[a-z0-9]+(-[a-z0-9]+)*-az\d+$/;

/** What is wrong with the props of a zone in themselves. */
export function zoneErrors(owner: string, props: AwsZoneProps): DesignError[] {
  const { kind = 'availability-zone' } = props;
  if (!KINDS.includes(kind)) {
    return [
      new DesignError('aws/zone-kind', {
        problem: `${owner}: 'kind' is '${kind}'`,
        remedy: `give one of ${KINDS.map((one) => `'${one}'`).join(', ')}`,
        value: kind,
      }),
    ];
  }
  return [...nameProblems(owner, kind, props), ...placeProblems(owner, kind, props)];
}

function nameProblems(owner: string, kind: AwsZoneKind, { region, zoneId, zoneName }: AwsZoneProps): DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy }));
  };
  if ((zoneId === undefined) === (zoneName === undefined)) {
    const what =
      zoneId === undefined ? "neither 'zoneId' nor 'zoneName' is given" : "both 'zoneId' and 'zoneName' are given";
    refuse('aws/zone-unnamed', what, "give 'zoneId', for example 'apne2-az1'");
  } else if (kind === 'availability-zone' && zoneName !== undefined) {
    refuse(
      'aws/zone-by-letter',
      `'zoneName' is '${zoneName}', and the letter of an availability zone is another place in another account`,
      "give 'zoneId', for example 'apne2-az1'",
    );
  }
  if (zoneId === undefined) return errors;
  if (!ZONE_ID.test(zoneId)) {
    refuse('aws/zone-id', `'zoneId' is '${zoneId}'`, "write it as AWS does: 'apne2-az1'");
    return errors;
  }
  const home = regionOfZoneId(zoneId);
  if (home !== undefined && home !== region.region) {
    refuse(
      'aws/zone-of-other-region',
      `'zoneId' ${zoneId} is of region ${home}, and 'region' is ${region.region}`,
      'give a zone of the region',
    );
  }
  return errors;
}

function placeProblems(owner: string, kind: AwsZoneKind, { outpostArn, sitePower }: AwsZoneProps): DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy }));
  };
  if (kind === 'outpost' && outpostArn === undefined) {
    refuse('aws/outpost-missing', "it is an outpost without 'outpostArn'", "give 'outpostArn'");
  }
  if (kind !== 'outpost' && outpostArn !== undefined) {
    refuse(
      'aws/outpost-needless',
      `'outpostArn' is given, and its kind is '${kind}'`,
      "make the kind 'outpost', or leave it out",
    );
  }
  const isOnSite = ON_SITE.includes(kind);
  if (isOnSite && sitePower === undefined) {
    refuse(
      'aws/site-power-missing',
      `a zone of kind '${kind}' stands on the site, and no source states what it draws`,
      "give 'sitePower'",
    );
  }
  if (!isOnSite && sitePower !== undefined) {
    refuse(
      'aws/site-power-needless',
      `'sitePower' is ${sitePower.toString()}, and a zone of kind '${kind}' stands elsewhere`,
      'leave it out',
    );
  }
  return errors;
}
