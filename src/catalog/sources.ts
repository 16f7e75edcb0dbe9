/** Where the facts of the catalogue are from. */
export interface Source {
  /** Name of the document. */
  readonly title: string;
  /** Address, or who keeps the document. */
  readonly where: string;
}

/** Sources by id. */
export const sources = {
  h100: {
    title: 'NVIDIA DGX SuperPOD Reference Architecture, DGX H100, RA-11333-001 V11 (2023-09-22), Tables 3, 4 and 6',
    where: 'docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-h100/latest/',
  },
  b200: {
    title: 'NVIDIA DGX SuperPOD Reference Architecture, DGX B200, network fabrics',
    where:
      'docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-b200/latest/network-fabrics.html',
  },
  'b300-spx': {
    title: 'NVIDIA DGX SuperPOD Reference Architecture, DGX B300 with Spectrum-4 (DC busbar), network fabrics',
    where:
      'docs.nvidia.com/dgx-superpod/reference-architecture/scalable-infrastructure-b300/latest/network-fabrics.html',
  },
  'b300-sec': {
    title: 'DGX B300 and HGX B300 secondary pages',
    where: 'aiwiki.ai (DGX B300); partner report on ASUS XA NB3I-E12',
  },
  'rubin-nvl8': {
    title: 'NVIDIA DGX SuperPOD Reference Architecture, DGX Rubin NVL8',
    where: 'docs.nvidia.com/dgx-superpod/reference-architecture/scalable-infrastructure-rubinx86',
  },
  gb200: {
    title: 'NVIDIA DGX SuperPOD Reference Architecture, DGX GB200',
    where: 'docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-gb200/latest',
  },
  'gb200-sec': {
    title: 'GB200 NVL72 secondary material (performance, height, coolant flow)',
    where: 'public copies of SemiAnalysis text; press',
  },
  gb300: {
    title: 'NVIDIA DGX SuperPOD Reference Architecture, DGX GB300, as quoted in public notes',
    where: 'docs.nvidia.com/pdf/dgx-spod-gb300-ra.pdf',
  },
  'lenovo-gb300': { title: 'Lenovo GB300 NVL72 product guide', where: 'lenovopress.lenovo.com' },
  'vr-sec': {
    title: 'Vera Rubin NVL72 press and blogs',
    where: 'regantih.github.io; asia.aguea.com; silicontales.com; TrendForce',
  },
  'vr-press': {
    title: 'Press on the ramp of Vera Rubin and on 800 V DC (TrendForce and others), 2026',
    where: 'trendforce.com',
  },
  'vr-pt5': {
    title: 'Vera Rubin Decoded, part 5: rack power',
    where: 'transurfing-volatility.ghost.io/vera-rubin-decoded-pt5',
  },
  '800v': {
    title: 'NVIDIA on 800 V DC, as quoted by others',
    where: 'NVIDIA developer blog; address not kept',
  },
  polca: { title: 'POLCA: power oversubscription in LLM cloud providers, ASPLOS 2024', where: 'arXiv 2308.12908' },
  'nv-cpv-rack': {
    title: 'NVIDIA Connection Points Vocabulary, exemplar of a compute rack (GB300 NVL72), v0.1.0 draft of 2026-05-08',
    where: 'NVIDIA SimReady text; address not kept',
  },
  'nv-dgxh100': {
    title: 'NVIDIA DGX H100/H200 User Guide, introduction',
    where: 'docs.nvidia.com/dgx/dgxh100-user-guide/introduction-to-dgxh100.html',
  },
  'nv-dgxb200': {
    title: 'NVIDIA DGX B200 User Guide, introduction',
    where: 'docs.nvidia.com/dgx/dgxb200-user-guide/introduction-to-dgxb200.html',
  },
  'nv-sp-gb200': {
    title: 'NVIDIA DGX SuperPOD Reference Architecture, DGX GB200, architecture',
    where:
      'docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-gb200/latest/dgx-superpod-architecture.html',
  },
  'nv-era-nvl72': {
    title: 'NVIDIA Enterprise Reference Architecture, NVL72 AI Factory, components',
    where: 'docs.nvidia.com/enterprise-reference-architectures/nvl72-ai-factory/latest/components.html',
  },
  'nv-bcm-ps': {
    title: 'NVIDIA Mission Control and Base Command Manager, power shelf',
    where: 'docs.nvidia.com/base-command-manager/product-manuals/nvidia-mission-control/powershelf.md',
  },
  'nv-dps': {
    title: 'NVIDIA Domain Power Service documentation (topology, device specifications, PDN guide, policies)',
    where: 'docs.nvidia.com/datacenter/dps',
  },
  'nv-simready': {
    title: 'NVIDIA SimReady AIF template of the GB300 NVL72 rack, as carried in public repositories',
    where: 'address not kept; foundation at nvidia.github.io/simready-foundation',
  },
  walk3d: {
    title: 'Public campus study that quotes NVIDIA, Flex, Eaton, DOE and ASHRAE pages',
    where: 'address not kept: find the quoted page again before citing',
  },
  'h100-perf': {
    title: 'Page that quotes the NVIDIA user guide on the FP8 rate of DGX H100',
    where: 'unanswered.io',
  },
  'ix-const': {
    title: 'SemiAnalysis InferenceX-app, constants (commit 77ca49a, 2026-04-03)',
    where: 'github.com/SemiAnalysisAI/InferenceX-app',
  },
  mlperf51: {
    title: 'MLPerf Inference v5.1, closed division, datacenter, summary_results.json (commit 965182b0, 2025-09-09)',
    where: 'github.com/mlcommons/inference_results_v5.1',
  },
  'era-wire': {
    title: 'NVIDIA Enterprise Reference Architectures, wire map of 2-8-5-200 with 5 SU (20 nodes), converged fabric',
    where: 'github.com/NVIDIA/enterprise-ras (commit 6c19a59), spectrum-era',
  },
  'qm-man': {
    title: 'NVIDIA QM97x0 hardware user manual, interfaces',
    where: 'docs.nvidia.com/networking/display/QM97X0PUB/Interfaces',
  },
  'xdr-man': {
    title: 'NVIDIA Quantum-X800 switch systems hardware user manual',
    where: 'docs.nvidia.com (XDRSwitchesHWUM)',
  },
  'nvos-tests': {
    title:
      'Public test code of NVOS, tests of routers: ibnetdiscover shows nodes U1 to U4 of one Q3400, links of 1xXDR and port 149',
    where: 'ngts/tests_nvos/ib_router of public copies of sonic-mgmt',
  },
  'sonic-plat': {
    title: 'SONiC device/mellanox/*/platform.json and configuration schema',
    where: 'github.com/sonic-net/sonic-buildimage (commit 086b03b)',
  },
  'netbox-dtl': {
    title: 'NetBox device-type library, device-types/Nvidia (community data)',
    where: 'github.com/netbox-community/devicetype-library',
  },
  'optic-man': {
    title: 'NVIDIA LinkX transceiver manuals (MMA4Z00-NS, MMS4X00-NS, MMS4X00-NS400, MMA4Z00-NS400, MMS4X50-NM)',
    where: 'docs.nvidia.com/networking/display/',
  },
  'nv-lx-cabling': {
    title: 'NVIDIA LinkX, structured cabling: length limits of whole links with two patch panels (2025-10)',
    where: 'docs.nvidia.com/networking/display/',
  },
  'tia-568': {
    title:
      'TIA-568, Category 6 and 6A: links of 90 m, channels of 100 m, as pages on cabling quote it; IEEE 802.3 BASE-T',
    where: 'abacable.com/Cat6Cable.html; kb.wisc.edu/ns/page.php?id=7829',
  },
  'tia-fotc': {
    title: 'TIA Fiber Optics Tech Consortium, 25GBASE-SR application overview (IEEE 802.3by)',
    where: 'tiafotc.org/ieee-802-3-ethernet-standards-update/multimode-standards-update/25gbase-sr/',
  },
  'eth-alliance': {
    title: 'Ethernet Alliance, 10GbE standardized to 400 meters on OM4 fiber (2012-06-13)',
    where: 'ethernetalliance.org/blog/2012/06/13/',
  },
  'p802-3': {
    title: 'IEEE 802.3cc (25GBASE-LR) and 802.3cu (100GBASE-LR1), objectives and definitions as quoted',
    where: 'informant158.rssing.com (Standards Informant); standards.biao-zhun.cn (IEEE 802.3cu-2021)',
  },
  'sr4-200g': {
    title: 'Page of a module 200G QSFP56 SR4 by IEEE 802.3cd',
    where: 'china-tscom.com/products/200g-qsfp56-sr4-100m',
  },
  'lin-cab': {
    title: 'NVIDIA LinkX cable user guides (MCP4Y10, MCP7Y00, MCP7Y10, MCP7Y50)',
    where: 'docs.nvidia.com',
  },
  deschutes: {
    title: 'Project Deschutes CDU (OCP specification 0.8; LBL Buildings library)',
    where: 'LBL Modelica Buildings; OCP contribution',
  },
  coolit: { title: 'CoolIT CHx2000', where: 'CoolIT product data' },
  ashrae: {
    title: 'ASHRAE TC9.9 classes of liquid cooling and of air, as quoted by a campus study and a certification guide',
    where: 'flashgenius.net/guides/data-center-power-amp-cooling-for-ai-ncp-aii-guide',
  },
  'ashrae-s': {
    title: 'ASHRAE S-classes of the supply of a technology cooling system, as used by a public project',
    where: 'address not kept: find the classes again before citing',
  },
  'lbl-pue': {
    title: 'LBNL, 2024 United States Data Center Energy Usage Report, figures as carried in a public file',
    where: 'address not kept: find the report again before citing',
  },
  'cdu-misc': {
    title: 'Product pages of Vertiv XDU450 and XDU1350, LiquidStack CDU-1MW, Delta 3 MW, LG 1.4 MW',
    where: 'pages of the vendors',
  },
  'nv-basepod': {
    title: 'NVIDIA DGX BasePOD Reference Architecture: core components; reference architectures',
    where: 'docs.nvidia.com/dgx-basepod/reference-architecture-infrastructure-foundation-enterprise-ai/latest/',
  },
  'nv-dgxb300': {
    title:
      'NVIDIA DGX B300 User Guide, introduction, and DGX B300 data sheet of February 2026 (document 4868000), as quoted',
    where: 'docs.nvidia.com/dgx/dgxb300-user-guide/introduction-to-dgxb300.html',
  },
  'nv-kernel': {
    title: 'Linux kernel, platform/mellanox, commit 317bbe169c46: SN5610 and SN5640, text signed by NVIDIA',
    where: 'kernel.org, drivers/platform/mellanox/mlx-platform.c',
  },
  'nv-sn4000': {
    title: 'NVIDIA Spectrum-3 SN4000 1U and 2U hardware user manual: FRU replacements; SN4700 fixed rail kit',
    where: 'docs.nvidia.com/networking/display/sn4000/fru-replacements',
  },
  'nv-sn5000': {
    title: 'NVIDIA SN5000 hardware user manual, data interfaces; title of Rev. 1.0 (2023-11)',
    where: 'docs.nvidia.com/networking/display/sn5000/data+interfaces',
  },
  'cx7-ofed': {
    title:
      'NVIDIA MLNX_OFED 5.9-0.5.6 for DGX H100 systems, release notes: uplinks of ConnectX-7 (InfiniBand to NDR, Ethernet to 400GbE)',
    where: 'docs.nvidia.com/networking/display/MLNXOFEDv590560127/Release+Notes',
  },
  'nv-era-nvl72-net': {
    title:
      'NVIDIA Enterprise Reference Architecture, NVL72 AI Factory, networking physical topologies: two planes on Spectrum Ethernet, each a fabric of its own',
    where:
      'docs.nvidia.com/enterprise-reference-architectures/nvl72-ai-factory/latest/networking-physical-topologies.html',
  },
  'nv-prenyx': {
    title: 'NVIDIA test configuration of a DGX B200 cluster (east-west interfaces)',
    where: 'NVIDIA test script (index text id 66465118572); two further sites agree',
  },
  'hca-h200': {
    title: 'Notes of a test on two DGX H200 nodes; scripts of a cloud for its H200 and B200 shapes',
    where: 'public repositories (index text ids 52056237143, 65719059066)',
  },
  'hca-gb200': {
    title: 'Table of a cloud and run scripts of GB200 sites',
    where: 'public repositories (index text ids 70421927410, 62708698660)',
  },
  'nv-linkx-json': {
    title: 'NVIDIA product pages of networking, normalised, with an address each (schema 8, 2026-09-23)',
    where: 'github.com/pi4-dev/nvidia-networking (commit 194bc045), data/nvidia-interconnects.json',
  },
  'netbox-dtl-2024': {
    title: 'NetBox device-type library, fork of 2024-04 (commit 663225e6)',
    where: 'github.com/nautobot/devicetype-library',
  },
  hwcat: {
    title: 'Hardware catalogue that quotes the sheets of QM9700, SN4000 and SN5600',
    where: 'address not kept: find the quoted sheet again before citing',
  },
  canopy: {
    title: 'Product page of a cloud that prints the SN5600 sheet',
    where: 'address not kept: find the sheet again before citing',
  },
  inferx: {
    title: 'Planner catalogue that cites the DGX B300 data sheet',
    where: 'address not kept: find the sheet again before citing',
  },
  mlperf60: {
    title: 'MLPerf Inference v6.0, closed division, systems (commit 232fbf90)',
    where: 'github.com/mlcommons/inference_results_v6.0',
  },
  'smc-a21ge': {
    title: 'Study that read the Supermicro page of SYS-A21GE-NBRT',
    where: 'address not kept: find the page again before citing',
  },
  'gpu-servers': {
    title: 'GPU server table, each row with the address of its vendor sheet',
    where: 'address not kept: find the sheet again before citing',
  },
  metrum: {
    title: 'Metrum AI, Llama models on PowerEdge XE9680 and XE9680L',
    where: 'metrum.ai/blog/llama-h200-v-b200-performance',
  },
  'amd-press': {
    title: 'Press on MI300X, MI350X and MI355X',
    where: 'theregister.com (2025-06-12); servethehome.com; aiwiki.ai',
  },
  'cl-cat': {
    title: 'Cluster catalogue of 2026-09-06, each entry with the address of its vendor page',
    where: 'address not kept: find the vendor page again before citing',
  },
  'gb300-dim': {
    title: 'Rack study that cites GIGABYTE, Supermicro and Lenovo pages of GB300 NVL72',
    where: 'address not kept: find the quoted page again before citing',
  },
  'coolit-page': {
    title: 'Course text that read the CoolIT CHx2000 page on 2026-09-16',
    where: 'address not kept: find the page again before citing',
  },
  manifold: {
    title: 'Rack manifold study, inputs marked OEM or NVIDIA',
    where: 'address not kept: find the quoted sheet again before citing',
  },
  'aidc-fac': {
    title: 'Facility figures of a design tool: those that its notes mark as printed by the vendor',
    where: 'address not kept: find the vendor page again before citing',
  },
  'ups-db': {
    title: 'Table of UPS with vendor sheets, its rows marked as pending review',
    where: 'address not kept: find the sheet again before citing',
  },
  aus1: {
    title: 'Site model whose product facts cite pages of vendors',
    where: 'address not kept: find the page again before citing',
  },
  'genset-note': {
    title: 'Text on diesel sets',
    where: 'address not kept: find the sheet again before citing',
  },
  'eaton-notes': {
    title: 'Notes on products of Eaton (2026-03)',
    where: 'address not kept: find the sheet again before citing',
  },
  'afc-br': {
    title: 'Vertiv Liebert AFC and CWA, ranges as the titles of their pages print them',
    where: 'vertiv.com',
  },
  'ec2-types': {
    title: 'EC2 interface: DescribeInstanceTypes (2026-08-02) and DescribeInstanceTypeOfferings (2026-08-01)',
    where: 'github.com/getmoto/moto (commit 0af643a5), moto/ec2/resources',
  },
  'aws-docs': {
    title: 'AWS documentation: EC2 (EFA, capacity blocks), EKS, FSx for Lustre, S3, Direct Connect',
    where: 'docs.aws.amazon.com',
  },
  'aws-quotas': {
    title: 'Service Quotas codes and names, generated 2026-01-14',
    where: 'github.com/gruntwork-io/terraform-aws-utilities (commit 55f0c2de)',
  },
  'dx-locations': {
    title: 'Direct Connect interface: DescribeLocations of every region (2026-02-17), cities by PeeringDB',
    where: 'github.com/chriselsen/dx-location-details (commit 4b12cb7), data-structures/dx-locations-data.json',
  },
  'aws-issues': {
    title: 'Threads on the interfaces of P6e-GB200',
    where: 'github.com/NVIDIA/aicr issue 1256; aws-parallelcluster issue 6930',
  },
  mlperf61: {
    title: 'MLPerf Inference v6.1, closed division, run reports and system file of VR-NVL72 (preview)',
    where: 'github.com/mlcommons/inference_results_v6.1',
  },
  aic: {
    title: 'NVIDIA aiconfigurator: KV cache, memory budget, device files (commit 095f58a5, 2026-08-21)',
    where: 'github.com/ai-dynamo/aiconfigurator',
  },
  'hf-configs': {
    title: 'Configurations of Llama 3.1, DeepSeek-R1, Kimi-K2 and gpt-oss, as carried by aiconfigurator',
    where: 'github.com/ai-dynamo/aiconfigurator',
  },
  'hf-axk1': {
    title: 'transformers: model and configuration of A.X K1 (SK Telecom)',
    where: 'github.com/huggingface/transformers',
  },
  'hf-copies': {
    title: 'Copies of configurations of models in public repositories: max_position_embeddings',
    where: 'huggingface.co',
  },
  'kepco-tariff': {
    title: 'KEPCO tariffs from 2026-06-01, as two public files have them alike',
    where: 'kepco.co.kr',
  },
  'kr-fund': { title: 'Levy for the electric power fund (decree article 36), press and guides', where: 'law.go.kr' },
  'kr-tariff26': { title: 'KEPCO time-of-use reform announced 2026-03-13, press', where: 'kepco.co.kr' },
  'kr-terms': {
    title: 'KEPCO Terms of Supply, article 68, as a public tariff program and a local-government page restate it',
    where: 'kepco.co.kr',
  },
  'kr-ef': {
    title: 'Announcement of the electricity emission factor of 2023 (2025-12-17), press',
    where: 'gir.go.kr',
  },
  'gpu-lives': {
    title: 'Lives of servers in filings of Amazon, Alphabet and others, and in the press',
    where: 'sec.gov; press',
  },
  irs946: { title: 'IRS Publication 946, tables A-1 to A-5, restated by third parties', where: 'irs.gov' },
  'kr-rate': {
    title:
      'Printed rates of depreciation (attached table 4 of the Enforcement Rules), carried alike by two public programs',
    where: 'law.go.kr',
  },
  bernstein: { title: 'Bernstein, estimate of a GB200 rack, press', where: 'press' },
  'facility-capex': { title: 'Facility cost a MW, press', where: 'press' },
  'idle-share': {
    title: 'Idle draw of a rack without smoothing, as the power reference of this project derives it',
    where: 'this project',
  },
} as const satisfies Readonly<Record<string, Source>>;

/** Id of a source of the catalogue. */
export type SourceId = keyof typeof sources;
