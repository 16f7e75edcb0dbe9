import { benchAwsLoading } from './aws-loading';
import { benchFabric } from './fabric';
import { benchPlacement } from './placement';
import { benchPowerChain } from './power-chain';
import { benchSite } from './site';
import { benchSynthesis } from './synthesis';

// Fabrics first: their peak of memory is that of the process.
for (const bench of [benchFabric, benchPlacement, benchSite, benchPowerChain, benchSynthesis, benchAwsLoading]) bench();
