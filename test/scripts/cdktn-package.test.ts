import { hostProgram } from '../../scripts/packages/cdktn-package';

test.each([
  ["import { App } from 'cdktf';", "import { App } from 'cdktn';"],
  ['import { App } from "cdktf/lib/app";', 'import { App } from "cdktn/lib/app";'],
  ["import * as cdktf from 'cdktf';", "import * as cdktf from 'cdktn';"],
  ['const cdktf = __importStar(require("cdktf"));', 'const cdktf = __importStar(require("cdktn"));'],
  ["type App = import('cdktf').App;", "type App = import('cdktn').App;"],
  [
    "import type { Vpc } from '@cdktf/provider-aws/lib/vpc';",
    "import type { Vpc } from '@cdktn/provider-aws/lib/vpc';",
  ],
  ['load(`@cdktf/provider-aws/lib/${name}`)', 'load(`@cdktn/provider-aws/lib/${name}`)'],
  ["import { Site } from 'cdktf-ai-factory';", "import { Site } from 'cdktn-ai-factory';"],
  ["import { systems } from 'cdktf-ai-factory/catalog';", "import { systems } from 'cdktn-ai-factory/catalog';"],
])('%s becomes %s', (before, after) => {
  expect(hostProgram(before)).toBe(after);
});

// Names of files, schemas and metadata: both packages read what the other wrote.
test.each([
  "const SITE_JSON_SCHEMA = 'cdktf-ai-factory/site';",
  "const METADATA = 'cdktf-ai-factory/acknowledgement';",
  "readFileSync('cdktf.out/manifest.json')",
  "import { diff } from './cdktf-diff';",
  '// cdktf has no class for it',
])('%s stays', (text) => {
  expect(hostProgram(text)).toBe(text);
});
