/** What the start of a node sets up beside its image. */
export interface NodeSetup {
  /** Disks of the instance store; they become one volume. */
  readonly localDisks: number;
  /** Pods that a node of EKS takes at most. */
  readonly maxPods?: number;
  /** Whether updates that start by themselves are turned off: they restart the scheduler's daemon and end its jobs. */
  readonly isUpdateFrozen: boolean;
}

const BOUNDARY = '==BOUNDARY==';

/** NodeConfig of Amazon Linux 2023 on EKS, as one part of a MIME text: EKS adds its own. */
export function eksUserData({ localDisks, maxPods }: NodeSetup): string {
  const config = [
    'apiVersion: node.eks.aws/v1alpha1',
    'kind: NodeConfig',
    'spec:',
    ...(localDisks > 0 ? ['  instance:', '    localStorage:', '      strategy: RAID0'] : []),
    ...(maxPods === undefined ? [] : ['  kubelet:', '    config:', `      maxPods: ${maxPods}`]),
  ];
  return mime('application/node.eks.aws', config);
}

/** A script for the first start of a node that is not EKS's. */
export function scriptUserData({ localDisks, isUpdateFrozen }: NodeSetup): string {
  return mime('text/x-shellscript; charset="us-ascii"', [
    '#!/bin/bash',
    'set -euo pipefail',
    // Without it a process that forks after libfabric took huge pages fails.
    "echo 'export FI_EFA_USE_HUGE_PAGE=0' > /etc/profile.d/efa.sh",
    ...(localDisks > 0 ? raidLines() : []),
    ...(isUpdateFrozen
      ? [
          'systemctl disable --now unattended-upgrades.service apt-daily.timer apt-daily-upgrade.timer 2>/dev/null || true',
        ]
      : []),
  ]);
}

/** Finds the disks by model, so that no volume of EBS is taken; a mounted array is left alone. */
function raidLines(): string[] {
  return [
    'if ! mountpoint -q /mnt/local; then',
    "  disks=$(lsblk --nodeps --noheadings --output PATH,MODEL | awk '/Instance Storage/ {print $1}')",
    '  count=$(echo "$disks" | wc -w)',
    '  if [ "$count" -gt 1 ]; then',
    '    mdadm --create /dev/md0 --run --level=0 --raid-devices="$count" $disks',
    '    device=/dev/md0',
    '  else',
    '    device=$disks',
    '  fi',
    '  mkfs.xfs -f "$device"',
    '  mkdir -p /mnt/local',
    '  mount -o noatime "$device" /mnt/local',
    'fi',
  ];
}

function mime(type: string, lines: readonly string[]): string {
  return [
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    '',
    `--${BOUNDARY}`,
    `Content-Type: ${type}`,
    '',
    ...lines,
    '',
    `--${BOUNDARY}--`,
    '',
  ].join('\n');
}
