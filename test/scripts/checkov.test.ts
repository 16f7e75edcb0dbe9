import { checkovProblems, readCheckov, type CheckovExplanation } from '../../scripts/checkov/checkov-report';

const STACK = JSON.stringify({
  resource: {
    aws_s3_bucket: { data_bucket_F0368B94: { '//': { metadata: { path: 'aws-lustre/data/bucket' } } } },
    aws_kms_key: { data_key_1: { '//': { metadata: { path: 'aws-lustre/data/key' } } } },
  },
});

function reportOf(failed: readonly object[], summary: object = {}): string {
  return JSON.stringify({
    results: {
      passed_checks: [
        {
          check_id: 'CKV_AWS_7',
          check_name: 'rotation',
          file_path: '/lustre.tf.json',
          resource: 'aws_kms_key.data_key_1',
        },
      ],
      failed_checks: failed,
    },
    summary: { passed: 1, failed: failed.length, parsing_errors: 0, checkov_version: '3.3.30', ...summary },
  });
}

const FAILED = {
  check_id: 'CKV_AWS_144',
  check_name: 'replication',
  file_path: '/lustre.tf.json',
  // Checkov leaves the type of some resources out.
  resource: 'resource.data_bucket_F0368B94',
};

const FINDING = {
  check: 'CKV_AWS_144',
  title: 'replication',
  stack: 'lustre',
  type: 'aws_s3_bucket',
  construct: 'bucket',
};

const WHY = 'a copy elsewhere is for the user to decide';
const EXPLAINED: CheckovExplanation = { check: 'CKV_AWS_144', type: 'aws_s3_bucket', construct: 'bucket', why: WHY };

test('reads findings with type and construct of their resource', () => {
  expect(readCheckov(reportOf([FAILED]), new Map([['lustre', STACK]]))).toEqual({
    version: '3.3.30',
    passed: 1,
    failed: 1,
    stacks: ['lustre'],
    findings: [FINDING],
  });
});

test('fails on a stack that checkov could not read, or did not look at', () => {
  const stacks = new Map([['lustre', STACK]]);
  expect(() => readCheckov(reportOf([], { parsing_errors: 1 }), stacks)).toThrow('checkov could not read every stack');
  expect(() => readCheckov(reportOf([]), new Map([...stacks, ['other', '{}']]))).toThrow(
    'checkov did not look at other',
  );
});

test('an explanation that matches its finding leaves nothing to say, in every stack or in the one it names', () => {
  expect(checkovProblems([FINDING], [EXPLAINED])).toEqual([]);
  expect(checkovProblems([FINDING], [{ ...EXPLAINED, stack: 'lustre' }])).toEqual([]);
});

test('fails on a finding that nothing explains, on an explanation of nothing, and on one that says nothing', () => {
  expect(checkovProblems([FINDING], [])).toEqual([
    "lustre: CKV_AWS_144 on aws_s3_bucket 'bucket' is not explained: replication",
  ]);
  expect(checkovProblems([], [EXPLAINED])).toEqual([
    "the explanation of CKV_AWS_144 on aws_s3_bucket 'bucket' matches no finding",
  ]);
  expect(checkovProblems([FINDING], [{ ...EXPLAINED, stack: 'other' }])).toEqual([
    "lustre: CKV_AWS_144 on aws_s3_bucket 'bucket' is not explained: replication",
    "the explanation of CKV_AWS_144 on aws_s3_bucket 'bucket' matches no finding",
  ]);
  expect(checkovProblems([FINDING], [{ ...EXPLAINED, why: 'later' }])).toEqual([
    "the explanation of CKV_AWS_144 on aws_s3_bucket 'bucket' says nothing",
  ]);
});
