import { Lazy } from 'cdktf';
import { DirectConnect } from 'cdktf-ai-factory/aws';
import { synthesized } from 'cdktf-ai-factory/testing';
import { HOSTILE_TEXTS } from '../../support/hostile-texts';
import { awsBinding } from '../../../src/targets/aws/bindings';
import { terraformText } from '../../../src/targets/terraform-text';
import { awsLab } from './aws-stack';

const TEXTS = HOSTILE_TEXTS.filter((text) => !/[^\P{Cc}\n\r\t]/u.test(text) && text !== '__proto__');

test('a tag of a resource is text, and a token in one of the site stays a token', () => {
  let later = '';
  const lab = awsLab(1, {}, { tags: { vpc: Lazy.stringValue({ produce: () => later }) } });
  later = lab.vpc.id;
  const { CloudwatchLogGroup } = awsBinding('cloudwatch-log-group');
  TEXTS.forEach((tag, index) => new CloudwatchLogGroup(lab.stack, `log-${index}`, { tags: { tag } }));
  const text = JSON.stringify(synthesized(lab.stack));
  for (const one of TEXTS) expect(text).toContain(JSON.stringify(terraformText(one)));
  expect(text).not.toMatch(/(?<!\$)\$\{file/);
  expect(text).toMatch(/"vpc":"\$\{aws_vpc\.[^}]*\.id\}"/);
});

test('fails on tags of the account that IAM refuses', () => {
  expect(() => awsLab(1, {}, { tags: { owner: '${file("/etc/hostname")}' } })).toThrow(
    /'tags' of the site has a value of 'owner' '.*' with characters that IAM refuses.*\[aws\/bad-tag\]/,
  );
});

test.each(['${file("/etc/hostname")}', 'a b', 'a..b', '-a.b', 'x'.repeat(64), ''])(
  'fails on a domain of the site that is %j',
  (name) => {
    const { stack, site, vpc } = awsLab();
    const dns = { vpc, domains: [{ name, servers: ['10.0.0.53'] }] };
    const [gatewayAsn, transitAsn] = [64_512, 64_513];
    const given = { site, vpcs: [vpc], connections: [], gatewayAsn, transitAsn, sitePools: ['nodes'], dns };
    expect(() => new DirectConnect(stack, 'line', given)).toThrow(
      `of 'dns' of Direct Connect 'line': 'name' is '${name.slice(0, 60)}`,
    );
  },
);
