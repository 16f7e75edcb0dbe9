import type { CloudcontrolapiResource } from '@cdktf/provider-aws/lib/cloudcontrolapi-resource';
import { Fn, type Construct, type ITerraformDependable } from '../../host';
import type { AwsContext } from './aws-context';
import { functionArguments } from '../terraform-text';
import { awsBinding } from './bindings';

/** Makes a resource that the bindings lack, by its CloudFormation type. Its plan shows the declared keys alone. */
export function addCloudControl(
  scope: Construct,
  id: string,
  context: AwsContext,
  input: {
    readonly typeName: string;
    readonly state: Readonly<Record<string, unknown>>;
    readonly waitsFor?: readonly ITerraformDependable[];
  },
): CloudcontrolapiResource {
  const { CloudcontrolapiResource: Resource } = awsBinding('cloudcontrolapi-resource');
  return new Resource(scope, id, {
    provider: context.provider,
    typeName: input.typeName,
    desiredState: Fn.jsonencode(functionArguments(input.state)),
    ...(input.waitsFor === undefined ? {} : { dependsOn: [...input.waitsFor] }),
  });
}
