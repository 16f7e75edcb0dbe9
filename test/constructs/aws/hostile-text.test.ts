import { Lazy } from 'cdktf';
import { synthesized } from 'cdktf-ai-factory/testing';
import { HOSTILE_TEXTS } from '../../support/hostile-texts';
import { terraformText } from '../../../src/targets/terraform-text';
import { awsLab } from './aws-stack';

const TEXTS = HOSTILE_TEXTS.filter((text) => !/[^\P{Cc}\n\r\t]/u.test(text) && text !== '__proto__');

test('a tag of the account is text, and a token in one stays a token', () => {
  const tags = Object.fromEntries(TEXTS.map((text, index) => [`tag ${index}`, text]));
  let later = '';
  const lab = awsLab(1, {}, { tags: { ...tags, vpc: Lazy.stringValue({ produce: () => later }) } });
  later = lab.vpc.id;
  const text = JSON.stringify(synthesized(lab.stack));
  for (const one of TEXTS) expect(text).toContain(JSON.stringify(terraformText(one)));
  expect(text).not.toMatch(/(?<!\$)\$\{file/);
  expect(text).toMatch(/"vpc":"\$\{aws_vpc\.[^}]*\.id\}"/);
});
