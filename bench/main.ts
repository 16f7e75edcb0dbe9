import { benchAwsLoading } from './aws-loading';
import { checkRows } from './check';
import { benchFabric } from './fabric';
import { benchPlacement } from './placement';
import { benchPowerChain } from './power-chain';
import { benchSite } from './site';
import { benchSynthesis } from './synthesis';

// `npm run bench -- --check` holds figures against their goals; with `--quick` the short ones. Figures hang on the machine, so no test run fails by them.
if (process.argv.includes('--check')) process.exitCode = checkRows(process.argv.includes('--quick'));
// Fabrics first: their peak of memory is that of the process.
else
  for (const bench of [benchFabric, benchPlacement, benchSite, benchPowerChain, benchSynthesis, benchAwsLoading])
    bench();
