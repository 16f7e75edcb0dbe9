import { spareErrors } from '../../src/design/bill/spares';
import { type SpareInput } from '../../src/model/bill-plan';
import ts from 'typescript';
import { commandsOf, gasanFolder, pageText, printed } from './console-page';

const ordersPage = pageText('orders.md');
const prices = /```csv\n([\s\S]*?)```/.exec(ordersPage)?.[1] ?? '';
const cwd = gasanFolder({ 'prices.csv': prices });

test.each([...commandsOf('orders.md'), ...commandsOf('labels.md')])(
  'the page shows what $command prints',
  async ({ command, output }) => {
    expect(await printed(command, cwd)).toBe(output);
  },
);

test('both pages show commands', () => {
  expect([commandsOf('orders.md').length, commandsOf('labels.md').length]).toEqual([3, 3]);
});

test('the spares of the page are spares', () => {
  const code = /```ts\n([\s\S]*?)```/.exec(ordersPage)?.[1] ?? '';
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exported: { spares?: readonly SpareInput[] } = {};
  // The page's own code, read from the repository.
  new Function('exports', outputText)(exported);
  expect(exported.spares).toHaveLength(3);
  expect(spareErrors("site 'gasan'", exported.spares)).toEqual([]);
});
