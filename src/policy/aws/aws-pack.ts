import { defineRule, failed, judgeEach, type Rule } from '../engine/rule';
import { capacityRules, quotaRules } from './capacity-rules';
import { clusterRules } from './cluster-rules';
import { lineRules } from './line-rules';
import { networkRules } from './network-rules';
import { awsObjects, awsStorageRules, NO_AWS, poolRules } from './pool-rules';

const openMetadata = defineRule({
  id: 'aws/open-metadata',
  severity: 'error',
  title: 'the metadata service of instances asks for a session token, and its answers do not travel',
  why: {
    text: 'Without a token any request that a process forwards reads the credentials of the node.',
    source: 'EC2 User Guide, IMDSv2; hop limits of terraform-aws-eks and of the AWS PCS recipes',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ pools }) => pools),
      ({ path, name, hardening: { isTokenRequired, hopLimit } }) => {
        if (isTokenRequired && hopLimit <= MOST_HOPS) return undefined;
        return failed({
          path,
          object: `pool '${name}'`,
          found: isTokenRequired ? `a hop limit of ${hopLimit}` : 'no token needed',
          limit: isTokenRequired ? `${MOST_HOPS} hops` : 'a session token',
          remedy: isTokenRequired
            ? "lower 'metadataHops'"
            : 'leave the metadata options of the launch template as they are',
        });
      },
      NO_AWS,
    ),
});

const unencrypted = defineRule({
  id: 'aws/unencrypted',
  severity: 'error',
  title: 'volumes, file systems, buckets and secrets are encrypted',
  why: {
    text: 'What is written in clear stays readable after its disk or snapshot has left.',
    source: 'AWS Well-Architected, security pillar: protecting data at rest',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ pools, lustre, buckets, clusters }) => [
        ...pools.map((one) => ({
          path: one.path,
          object: `volumes of pool '${one.name}'`,
          holds: one.hardening.isVolumeEncrypted,
        })),
        ...lustre.map((one) => ({ path: one.path, object: `Lustre '${one.name}'`, holds: one.isEncrypted })),
        ...buckets.map((one) => ({ path: one.path, object: `bucket '${one.name}'`, holds: one.isEncrypted })),
        ...clusters.map((one) => ({
          path: one.path,
          object: `secrets of cluster '${one.name}'`,
          holds: one.areSecretsEncrypted,
        })),
      ]),
      ({ path, object, holds }) =>
        holds
          ? undefined
          : failed({ path, object, found: 'not encrypted', limit: 'encrypted', remedy: 'take the override away' }),
      NO_AWS,
    ),
});

const publicExposure = defineRule({
  id: 'aws/public-exposure',
  severity: 'error',
  title: 'no bucket and no control plane is open to the internet',
  why: {
    text: 'Hybrid nodes need an endpoint that is private or public, not both; private keeps the control plane off the internet.',
    source: 'Amazon EKS User Guide, cluster endpoint access; S3 block public access',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ buckets, clusters }) => [
        ...buckets.map((one) => ({ path: one.path, object: `bucket '${one.name}'`, isOpen: one.isPublic })),
        ...clusters.map((one) => ({
          path: one.path,
          object: `endpoint of cluster '${one.name}'`,
          isOpen: one.isEndpointPublic,
        })),
      ]),
      ({ path, object, isOpen }) =>
        isOpen
          ? failed({ path, object, found: 'public', limit: 'private', remedy: 'take the override away' })
          : undefined,
      'the site has no bucket and no cluster in AWS',
    ),
});

/** Rules about what may be read and reached. */
const hardeningRules: readonly Rule[] = [openMetadata, unencrypted, publicExposure];

/** Rules about what a site has in AWS; none of them speaks of a site without. */
export const awsPack: readonly Rule[] = [
  ...capacityRules,
  ...poolRules,
  ...networkRules,
  ...clusterRules,
  ...quotaRules,
  ...awsStorageRules,
  ...lineRules,
  ...hardeningRules,
];

/** Hops that an answer of the metadata service takes for consumers that need most. */
const MOST_HOPS = 4;
