import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { App, TerraformStack } from 'cdktf';
import * as library from 'cdktf-ai-factory';
import { Length, Power, PowerZone, Site, type Row } from 'cdktf-ai-factory';

const page = readFileSync(join(__dirname, '../../docs/space.md'), 'utf8');

/** The function of the page, made by its own code. */
function hallsOfPage(): (stack: TerraformStack, site: Site) => Row {
  const code = /```ts\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exported: { halls?: (stack: TerraformStack, site: Site) => Row } = {};
  // The page's own code, read from the repository.

  new Function('exports', 'require', outputText)(exported, () => library);
  if (exported.halls === undefined) throw new Error('the page exports no halls');
  return exported.halls;
}

test('the halls of the page about space have a blocked position, another rack, and one that is kept', () => {
  const stack = new TerraformStack(new App(), 'stack');
  const site = new Site(stack, 'lab', { addressPools: [], cableSlack: Length.metres(2), lockFile: false });
  const row = hallsOfPage()(stack, site);
  new PowerZone(stack, 'zone-a', { site, rating: Power.megawatts(1), rows: [row.fullName] });
  const { racks } = site.plan.placement;
  expect(racks).toHaveLength(13);
  expect(racks.find(({ name }) => name === 'A04')?.limits).toMatchObject({ heightU: 42, budgetWatts: 20_000 });
  expect(racks.find(({ name }) => name === 'A14')?.reservedFor).toBe('haein/su-02');
});
