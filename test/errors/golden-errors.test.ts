import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adoptPrograms } from './golden/adopt-programs';
import { awsPrograms } from './golden/aws-programs';
import { clusterPrograms } from './golden/cluster-programs';
import { commissioningPrograms } from './golden/commissioning-programs';
import { convergedPrograms } from './golden/converged-programs';
import { coolingPrograms } from './golden/cooling-programs';
import { dsxPrograms } from './golden/dsx-programs';
import { economicsPrograms } from './golden/economics-programs';
import { designPrograms } from './golden/design-programs';
import { fabricPrograms } from './golden/fabric-programs';
import { orderPrograms } from './golden/order-programs';
import { policyPrograms } from './golden/policy-programs';
import { recordPrograms } from './golden/record-programs';
import { shiftPrograms } from './golden/shift-programs';
import { sitePrograms } from './golden/site-programs';
import { storagePrograms } from './golden/storage-programs';
import { unitPrograms } from './golden/unit-programs';

const FOLDER = join(__dirname, 'golden');
const programs = Object.entries({
  ...sitePrograms,
  ...adoptPrograms,
  ...awsPrograms,
  ...clusterPrograms,
  ...dsxPrograms,
  ...economicsPrograms,
  ...designPrograms,
  ...fabricPrograms,
  ...coolingPrograms,
  ...commissioningPrograms,
  ...convergedPrograms,
  ...orderPrograms,
  ...recordPrograms,
  ...shiftPrograms,
  ...policyPrograms,
  ...storagePrograms,
  ...unitPrograms,
});

/** `UPDATE_GOLDEN=1` writes the texts again: read every line of the difference before it is committed. */
const isUpdate = process.env['UPDATE_GOLDEN'] === '1';

function textOf(program: () => unknown): string {
  try {
    program();
  } catch (error) {
    if (error instanceof Error) return `${error.message}\n`;
    throw error;
  }
  throw new Error('the program is accepted');
}

test.each(programs)('fails with the whole text that people read: %s', (name, program) => {
  const path = join(FOLDER, `${name}.txt`);
  const text = textOf(program);
  if (isUpdate) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
});

test('every text belongs to a program', () => {
  const texts = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
  expect(texts.sort()).toEqual(programs.map(([name]) => `${name}.txt`).sort());
});

test('every text says what to change and names its code, and none is a raw fault of the runtime', () => {
  for (const [name] of programs) {
    const text = readFileSync(join(FOLDER, `${name}.txt`), 'utf8');
    const [first = '', ...rest] = text.split('\n').filter((line) => !line.startsWith('If you wish') && line !== '');
    const problems = rest.length === 0 ? [first] : rest;
    for (const problem of problems) expect(problem).toMatch(/\S; \S.* \[[a-z-]+\/[a-z0-9-]+\]$/);
    expect(text).not.toMatch(/TypeError|undefined|\bNaN m|\[object/);
  }
});
