import { App, Testing, TerraformStack } from 'cdktf';
import { Site } from 'cdktf-ai-factory';
import { netboxSchema, providerProblems } from 'cdktf-ai-factory/testing';
import { gasanHaeinNetbox } from '../../../stacks/gasan-haein-netbox';
import { temporaryFolder } from '../../constructs/temporary-folder';

type Stack = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

const app = new App({ outdir: temporaryFolder() });
const own = gasanHaeinNetbox(app);
const site = own.node.children.find((child) => child instanceof Site) as Site;
const stacks = new Map(
  app.node.children
    .filter((child): child is TerraformStack => child instanceof TerraformStack)
    .map((stack) => [stack.node.id, JSON.parse(Testing.synth(stack)) as Stack]),
);

describe('Haein in NetBox', () => {
  test('every resource is what the provider takes', () => {
    const schema = netboxSchema();
    for (const [name, stack] of stacks) expect({ [name]: providerProblems(stack, schema) }).toEqual({ [name]: [] });
  });

  test('holds as many resources in each stack as the plan says', () => {
    const counts = Object.fromEntries(site.plan.stacks.map(({ name, resources }) => [name, resources]));
    const found = [...stacks].map(([name, { resource = {} }]) => [
      name,
      Object.values(resource).reduce((sum, ofType) => sum + Object.keys(ofType).length, 0),
    ]);
    expect(Object.fromEntries(found)).toEqual(counts);
    expect(counts).toMatchSnapshot();
  });
});
