import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { siteFromFile } from 'cdktf-ai-factory/site-file';

import { renderSiteJson } from '../../src/report/site/site-json';
import { temporaryFolder } from '../constructs/temporary-folder';
import { run } from './run-in-process';
import { programSite } from './template-program';

const pinned = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
};

describe('aifactory init', () => {
  test.each(['hgx', 'nvl72', 'hybrid'])(
    'writes a project of template %s, whose program and site file state one site',
    async (name) => {
      const [program, file] = [temporaryFolder(), temporaryFolder()];
      const { code, out, err } = await run(`init --template ${name}`, { cwd: program });
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain('next: npm install && npm test && npm run synth && npm run deploy\n');
      expect((await run(`init --template ${name} --site-file`, { cwd: file })).code).toBe(0);
      const manifest = JSON.parse(readFileSync(join(program, 'package.json'), 'utf8')) as {
        readonly dependencies: Readonly<Record<string, string>>;
        readonly devDependencies: Readonly<Record<string, string>>;
      };
      expect(manifest.dependencies).toEqual({
        'cdktf-ai-factory': pinned.version,
        cdktf: pinned.devDependencies['cdktf'],
        constructs: pinned.devDependencies['constructs'],
        ...(name === 'hybrid' ? { '@cdktf/provider-aws': pinned.devDependencies['@cdktf/provider-aws'] } : {}),
      });
      expect(manifest.devDependencies['ts-node']).toBe(pinned.devDependencies['ts-node']);
      const site = siteFromFile(new App({ outdir: temporaryFolder() }), join(file, 'site.yaml'));
      expect(renderSiteJson(site.plan)).toBe(
        renderSiteJson(programSite(readFileSync(join(program, 'main.ts'), 'utf8')).plan),
      );
      expect(site.evaluation.counts.severities.error).toBe(0);
    },
  );

  test('fails in a folder that is not empty, and for a template that there is not', async () => {
    const folder = temporaryFolder();
    expect(await run('init --template hgxx', { cwd: folder })).toMatchObject({
      code: 2,
      err: expect.stringContaining("did you mean 'hgx'?") as string,
    });
    writeFileSync(join(folder, 'notes.txt'), '');
    const { code, err } = await run('init', { cwd: folder });
    expect(code).toBe(2);
    expect(err).toContain('the folder is not empty: it holds notes.txt');
    expect(err).toContain('go to an empty folder, then call it again');
  });
});

describe('aifactory completion', () => {
  test.each(['bash', 'zsh'])('prints what %s completes: verbs, and the options of each', async (shell) => {
    const { code, out } = await run(`completion ${shell}`);
    expect(code).toBe(0);
    expect(out).toContain('plan) words="--out --check --quiet --help"');
    expect(out).toMatch(/="plan .*commission/);
  });

  test('fails for another shell', async () => {
    expect((await run('completion fish')).err).toContain('give bash or zsh');
  });
});
