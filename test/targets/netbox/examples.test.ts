import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing, TerraformStack } from 'cdktf';
import { Inventory } from 'cdktf-ai-factory';
import { netboxSchema, providerProblems } from 'cdktf-ai-factory/testing';
import { temporaryFolder } from '../../constructs/temporary-folder';
import { inventory } from './netbox-site';

const EXAMPLES = join(__dirname, '../../../examples');
const schema = netboxSchema();

afterEach(() => jest.restoreAllMocks());

test.each(readdirSync(EXAMPLES))('the example %s could be registered in NetBox as it is', async (name) => {
  jest.spyOn(Inventory, 'embedded').mockImplementation(() => inventory());
  const program = (await import(join(EXAMPLES, name, 'main.ts'))) as Readonly<Record<string, (app: App) => unknown>>;
  const app = new App({ outdir: temporaryFolder() });
  for (const build of Object.values(program)) build(app);
  for (const stack of app.node.children) {
    if (!(stack instanceof TerraformStack)) continue;
    const code: unknown = JSON.parse(Testing.synth(stack));
    expect({ [stack.node.id]: providerProblems(code, schema) }).toEqual({ [stack.node.id]: [] });
  }
});
