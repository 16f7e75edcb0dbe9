import { activationDays, HYBRID_ENDPOINTS, LONGEST_ACTIVATION_DAYS } from '../../design/aws/aws-capacity';
import type { AwsClusterPlan } from '../../model/aws-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';
import { awsObjects } from './pool-rules';

const NO_HYBRID = 'no cluster has hybrid nodes';
const NO_ACTIVATION = 'no cluster takes hybrid nodes by an activation of Systems Manager';

const addonVersions = defineRule({
  id: 'aws/addon-versions',
  severity: 'warning',
  title: 'add-ons of a cluster have a stated version',
  why: {
    text: 'Without one EKS takes the version that is its default on the day: clusters of one program differ, and a new one may behave otherwise than the one that was tested.',
    source: 'Amazon EKS User Guide, add-ons: the default version changes with time',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ clusters }) => clusters),
      ({ path, name, addons }) => {
        const open = addons?.filter(({ version }) => version === undefined).map((addon) => addon.name);
        if (open?.length === 0) return undefined;
        return indeterminate({
          path,
          object: `cluster '${name}'`,
          unknown: open === undefined ? 'the versions of its add-ons' : `the version of ${open.join(', ')}`,
          givenBy:
            "'addonVersions' of the cluster; `aws eks describe-addon-versions --kubernetes-version <version>` lists them",
        });
      },
      'the site has no cluster in AWS',
    ),
});

const hybridEndpoints = defineRule({
  id: 'aws/hybrid-endpoints',
  severity: 'warning',
  title: 'hybrid nodes reach the services of AWS over endpoints, by names that the site resolves',
  why: {
    text: 'Nodes on the site fetch credentials, images and the address of their cluster. An endpoint has its private address only for who asks a resolver of the network, and the gateway of S3 is not reached from outside it.',
    source: 'Amazon EKS User Guide, hybrid nodes: prepare networking; VPC endpoints: private DNS for inbound resolvers',
  },
  check: (plan) => judgeEach(hybridClusters(plan), (cluster) => endpointVerdict(plan, cluster), NO_HYBRID),
});

const hybridActivation = defineRule({
  id: 'aws/hybrid-activation',
  severity: 'error',
  title: 'an activation of hybrid nodes ends within 30 days of the evaluation date',
  why: {
    text: 'Systems Manager makes no activation that lives longer: the apply fails.',
    source: 'Systems Manager API, CreateActivation: ExpirationDate up to 30 days in the future',
  },
  check: (plan) =>
    judgeEach(
      activations(plan),
      ({ path, name, ends }) => {
        const { asOf } = plan;
        if (asOf === undefined) return noDay(path, name, ends);
        const days = activationDays(asOf, ends);
        if (days <= LONGEST_ACTIVATION_DAYS) return undefined;
        return failed({
          path,
          object: `activation of cluster '${name}'`,
          found: `${ends}, ${inWords.count(Math.ceil(days), 'day')} after ${asOf}`,
          limit: inWords.count(LONGEST_ACTIVATION_DAYS, 'day'),
          remedy: "give 'expires' of 'credentials' a day within 30 of the deployment, or use 'roles-anywhere'",
        });
      },
      NO_ACTIVATION,
    ),
});

const hybridActivationEnded = defineRule({
  id: 'aws/hybrid-activation-ended',
  severity: 'warning',
  title: 'the activation of hybrid nodes has not ended on the evaluation date',
  why: {
    text: 'Nodes that registered before stay; a new one, or one that is installed again, no longer joins. AWS refuses to make an activation that ends in the past.',
    source: 'Systems Manager User Guide, hybrid activations: expiry',
  },
  check: (plan) =>
    judgeEach(
      // Without a day of evaluation the rule on the limit of AWS says so for both.
      plan.asOf === undefined ? [] : activations(plan),
      ({ path, name, ends }) => {
        const { asOf = ends } = plan;
        if (activationDays(asOf, ends) > 0) return undefined;
        return failed({
          path,
          object: `activation of cluster '${name}'`,
          found: `ended at ${ends}`,
          limit: `a time after ${asOf}`,
          remedy:
            "give 'expires' of 'credentials' a day within 30 of the deployment: a new activation takes its place, and nodes that registered stay",
        });
      },
      plan.asOf === undefined ? 'the site states no day of evaluation: aws/hybrid-activation says so' : NO_ACTIVATION,
    ),
});

/** Rules about clusters, and about the systems of the site that join them. */
export const clusterRules: readonly Rule[] = [addonVersions, hybridEndpoints, hybridActivation, hybridActivationEnded];

function hybridClusters(plan: SitePlan): readonly AwsClusterPlan[] {
  return awsObjects(plan, ({ clusters }) => clusters).filter(({ remoteNodeCidrs }) => remoteNodeCidrs.length > 0);
}

function activations(
  plan: SitePlan,
): readonly { readonly path: string; readonly name: string; readonly ends: string }[] {
  return hybridClusters(plan).flatMap(({ path, name, hybrid }) =>
    hybrid?.activationEnds === undefined ? [] : [{ path, name, ends: hybrid.activationEnds }],
  );
}

function noDay(path: string, name: string, ends: string): Verdict {
  return indeterminate({
    path,
    object: `activation of cluster '${name}'`,
    unknown: `how far its end, ${ends}, is from the deployment`,
    givenBy: "'asOf', the evaluation date, in 'policy' of the site",
  });
}

function endpointVerdict(plan: SitePlan, cluster: AwsClusterPlan): Verdict | undefined {
  const { path, name, vpc, hybrid } = cluster;
  const object = `hybrid nodes of cluster '${name}'`;
  if (hybrid === undefined) {
    return indeterminate({ path, object, unknown: 'how they prove who they are', givenBy: "'hybrid' of the cluster" });
  }
  const has = plan.aws?.vpcs.find((one) => one.name === vpc)?.endpoints ?? [];
  const missing = HYBRID_ENDPOINTS[hybrid.credentials].filter((service) => !has.includes(service));
  if (missing.length > 0) {
    return failed({
      path,
      object,
      found: `network '${vpc}' has no endpoint of ${missing.join(', ')}`,
      limit: 'an endpoint of each service that they call',
      remedy: `add ${missing.map((service) => `'${service}'`).join(', ')} to 'endpoints' of the network`,
    });
  }
  const isAnswered = plan.aws?.directConnects.some(({ resolverVpc }) => resolverVpc === vpc) === true;
  if (isAnswered) return undefined;
  return failed({
    path,
    object,
    found: `no resolver of network '${vpc}' answers the site`,
    limit: 'a resolver that answers with the addresses of the endpoints',
    remedy: `give 'dns' of network '${vpc}' to its DirectConnect, or acknowledge this where the site reaches AWS over its own way to the internet`,
  });
}
