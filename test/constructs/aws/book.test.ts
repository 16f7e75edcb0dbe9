import { DataRate, DataSize } from 'cdktf-ai-factory';
import { AwsLustre } from 'cdktf-ai-factory/aws';
import { renderSiteBook } from '../../../src/report/book/render-site-book';
import { awsLab, jsonOf, labPool } from './aws-stack';

function counted(lab: Parameters<typeof jsonOf>[0]): number {
  return Object.values(jsonOf(lab)['resource'] ?? {}).reduce((sum, byName) => sum + Object.keys(byName).length, 0);
}

test('resources of AWS count in the budget of their stack', () => {
  const lab = awsLab();
  labPool(lab);
  const [stack] = lab.site.plan.stacks;
  expect(stack?.resources).toBe(counted(lab));
  expect(stack?.resources).toBeGreaterThan(20);
});

test('the site book has zones, networks, pools with their GPUs and file systems of AWS', () => {
  const lab = awsLab();
  const pool = labPool(lab, { maxCount: 8 });
  new AwsLustre(lab.stack, 'scratch', {
    site: lab.site,
    serves: [pool],
    capacity: DataSize.terabytes(50),
    rate: DataRate.gigabytesPerSecond(20),
  });
  const book = renderSiteBook(lab.site.plan)
    .replace(/<[^>]+>/g, '|')
    .replace(/\|+/g, '|');
  expect(book).toContain('|az1|ap-northeast-2|availability-zone|apne2-az1|');
  expect(book).toContain('|gpu|ap-northeast-2|10.64.0.0/16|');
  // 4 instances of 8 accelerators.
  expect(book).toContain('|train|az1|p5en.48xlarge|4|8|H200|32|ec2|on-demand|');
  expect(book).toContain('|Lustre|File system|');
  expect(book).not.toContain('Direct Connect');
});

test('a site without AWS has no such chapter', () => {
  const { site } = awsLab();
  expect(renderSiteBook({ ...site.plan })).toContain('<h2>AWS</h2>');
  const { aws, ...plan } = site.plan;
  expect(aws?.pools).toEqual([]);
  expect(renderSiteBook(plan)).not.toContain('<h2>AWS</h2>');
});
