import type { RoceHosts, UnderlayPlan } from '../../model/underlay-plan';
import type { FabricInSite, SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';

const NO_FABRIC = 'the site has no Ethernet fabric that carries RDMA';

/** Smallest packet of a port that takes the largest of RDMA (4,096 B) with its headers, B. */
const RDMA_MTU = 4_200;

const roceSettings = defineRule({
  id: 'fabric/roce-settings',
  severity: 'error',
  title: 'an Ethernet fabric that carries RDMA has a lossless class that fits it, and its hosts are set alike',
  why: {
    text: 'RDMA over Ethernet takes up a loss slowly: where switch and host hold different traffic back, packets are dropped, or the wrong queue stops, and the rate collapses.',
    source:
      'NVIDIA/nccl issues 306 and 378; openucx/ucx issue 6000; NVIDIA, Recommended network configuration for RoCE: priority 3, DSCP 26, CNP at priority 6, trust DSCP; IEEE 802.1Q, 802.1Qbb',
  },
  check: (plan) => judgeEach(roceFabrics(plan, true), (fabric) => settingsVerdict(fabric), NO_FABRIC),
});

const rocePacket = defineRule({
  id: 'fabric/roce-packet-size',
  severity: 'warning',
  title: `ports of an Ethernet fabric that carries RDMA take packets of ${inWords.number(RDMA_MTU)} B`,
  why: {
    text: 'RDMA takes packets of 4,096 B where the port takes them with their headers, and else of 2,048 or 1,024 B: more headers and more packets for the same data.',
    source: 'NVIDIA MLNX_EN documentation, RoCE: MTU of 4,200 for packets of 4,096 B',
  },
  check: (plan) =>
    judgeEach(
      roceFabrics(plan).filter(({ underlay: { mtuBytes } }) => mtuBytes !== undefined),
      ({ path, plan: { name }, underlay: { mtuBytes = 0 } }) => {
        if (mtuBytes >= RDMA_MTU) return undefined;
        const [found, limit] = [mtuBytes, RDMA_MTU].map((size) => `${inWords.number(size)} B`);
        return failed({
          path,
          object: `fabric '${name}'`,
          found: `'mtu' ${found ?? ''}`,
          limit: `at least ${limit ?? ''}`,
          required: limit ?? '',
          available: found ?? '',
          shortfall: `${inWords.number(RDMA_MTU - mtuBytes)} B`,
          remedy: "raise 'mtu' of the fabric, to 9,216 B as switches usually have it",
        });
      },
      "no Ethernet fabric that carries RDMA states 'mtu'",
    ),
});

/** Rules about RDMA over Ethernet. */
export const roceRules: readonly Rule[] = [roceSettings, rocePacket];

type RoceFabric = FabricInSite & { readonly underlay: UnderlayPlan };

/** Ethernet fabrics that carry RDMA, and where asked those of storage of which nobody says so. */
function roceFabrics({ fabrics }: SitePlan, withUnstated = false): RoceFabric[] {
  return fabrics.flatMap((fabric) => {
    const { underlay } = fabric;
    if (underlay === undefined) return [];
    const isRdma = carriesRdma({ ...fabric, underlay });
    return isRdma === true || (isRdma === undefined && withUnstated) ? [{ ...fabric, underlay }] : [];
  });
}

/** Undefined where it is not known: storage goes by RDMA or by TCP, and a front end by TCP where nothing else is stated. */
function carriesRdma({
  plan: { role },
  underlay: { carriesRdma: isRdma, roce, hostRoce },
}: RoceFabric): boolean | undefined {
  if (roce !== undefined || hostRoce !== undefined) return true;
  if (isRdma !== undefined || role === 'compute') return isRdma ?? true;
  return role === 'storage' ? undefined : false;
}

/** One finding a fabric: what does not fit, or what nobody gave. */
function settingsVerdict(fabric: RoceFabric): Verdict | undefined {
  const { path, plan, underlay } = fabric;
  const object = `fabric '${plan.name}'`;
  if (carriesRdma(fabric) === undefined) {
    return indeterminate({
      path,
      object,
      unknown: 'whether hosts use RDMA over it',
      givenBy:
        "give 'carriesRdma' of the fabric: false where storage goes by TCP alone, else also 'roce', 'mtu' and 'hostRoce'",
    });
  }
  const faults = [...classFaults(underlay), ...hostFaults(underlay)];
  if (faults.length > 0) {
    return failed({
      path,
      object,
      found: faults.map(({ found }) => found).join('; '),
      limit: faults.map(({ limit }) => limit).join('; '),
      remedy: "let 'roce' and 'mtu' of the fabric and 'hostRoce' name what switches and hosts are both set to",
    });
  }
  const hosts = underlay.hostRoce ?? {};
  const missing = [
    ...(underlay.roce === undefined ? ["lossless class ('roce')"] : []),
    ...(underlay.mtuBytes === undefined ? ["packet size of its switches ('mtu')"] : []),
    ...HOST_PROPS.filter(({ key }) => hosts[key] === undefined).map(({ prop }) => prop),
  ];
  if (missing.length === 0) return undefined;
  const ofHosts = missing.filter((prop) => HOST_PROPS.some((one) => one.prop === prop));
  const ofSwitches = missing.filter((prop) => !ofHosts.includes(prop));
  const listed = ofHosts.map((prop) => `'${prop}'`).join(', ');
  return indeterminate({
    path,
    object,
    unknown: [
      ...ofSwitches,
      ...(ofHosts.length === 0 ? [] : [`what its hosts are set to ('hostRoce': ${listed})`]),
    ].join('; '),
    givenBy: `give ${[
      ...(underlay.roce === undefined ? ["'roce'"] : []),
      ...(underlay.mtuBytes === undefined ? ["'mtu'"] : []),
      ...(ofHosts.length === 0 ? [] : [`${listed} in 'hostRoce'`]),
    ].join(', ')} of the fabric, as the hosts are set`,
  });
}

const HOST_PROPS: readonly { readonly key: keyof RoceHosts; readonly prop: string }[] = [
  { key: 'priority', prop: 'priority' },
  { key: 'dscp', prop: 'dscp' },
  { key: 'trust', prop: 'trust' },
  { key: 'isPfcOn', prop: 'isPfcOn' },
  { key: 'isEcnOn', prop: 'isEcnOn' },
  { key: 'mtuBytes', prop: 'mtu' },
];

interface Fault {
  readonly found: string;
  readonly limit: string;
}

/** What of the class itself does not fit RDMA. */
function classFaults({ roce, carriesRdma: isRdma }: UnderlayPlan): Fault[] {
  if (roce === undefined) return [];
  const { priority, dscp } = roce;
  return [
    ...(isRdma === false
      ? [{ found: "'carriesRdma' false, and a lossless class ('roce')", limit: 'one or the other' }]
      : []),
    ...(priority === 0
      ? [{ found: "'roce.priority' 0, that of all other traffic", limit: 'a priority of its own' }]
      : []),
    ...(priority >= 6
      ? [
          {
            found: `'roce.priority' ${priority}, that of ${priority === 6 ? 'congestion notices' : 'network control'}`,
            limit: 'a priority from 1 to 5',
          },
        ]
      : []),
    ...(dscp === 0
      ? [{ found: "'roce.dscp' 0, that of traffic that nobody marks", limit: 'a code point of its own' }]
      : []),
  ];
}

/** What hosts and switches have otherwise than each other. */
function hostFaults({ roce, mtuBytes, hostRoce: hosts = {} }: UnderlayPlan): Fault[] {
  const faults: Fault[] = [];
  const unlike = (prop: string, host: number | undefined, own: number | undefined): void => {
    if (host !== undefined && own !== undefined && host !== own) {
      faults.push({ found: `hosts have ${prop} ${host}`, limit: `${prop} ${own} of the switches` });
    }
  };
  unlike('priority', hosts.priority, roce?.priority);
  unlike('DSCP', hosts.dscp, roce?.dscp);
  if (hosts.trust === 'pcp') {
    faults.push({ found: "hosts trust 'pcp'", limit: "'dscp', by which routed switches sort" });
  }
  if (hosts.isPfcOn === false)
    faults.push({ found: 'hosts do not pause (PFC off)', limit: 'PFC on, as on the switches' });
  if (hosts.isEcnOn === false) {
    faults.push({ found: 'hosts do not slow down when marked (ECN off)', limit: 'ECN on, as on the switches' });
  }
  if (hosts.mtuBytes !== undefined && mtuBytes !== undefined && hosts.mtuBytes > mtuBytes) {
    faults.push({
      found: `hosts send packets of ${inWords.number(hosts.mtuBytes)} B`,
      limit: `${inWords.number(mtuBytes)} B ('mtu' of the switches)`,
    });
  }
  if (hosts.mtuBytes !== undefined && hosts.mtuBytes < RDMA_MTU && (mtuBytes ?? RDMA_MTU) >= RDMA_MTU) {
    faults.push({
      found: `hosts send packets of ${inWords.number(hosts.mtuBytes)} B`,
      limit: `at least ${inWords.number(RDMA_MTU)} B, for RDMA packets of 4,096 B`,
    });
  }
  return faults;
}
