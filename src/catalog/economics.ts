import { DesignError, spellingHint } from '../errors/design-error';
import { present } from '../units/present';
import { cite, type Fact } from './fact';
import type { SourceId } from './sources';

/** Conditions of a measurement. Figures of two scenarios say nothing of each other: an offline run waits for nobody. */
export const SCENARIOS = ['offline', 'server', 'interactive'] as const;

/** Scenario of a throughput. */
export type Scenario = (typeof SCENARIOS)[number];

/** Tokens that a figure counts: MLPerf counts output, InferenceX all of them by default. */
export type CountedTokens = 'output' | 'input' | 'total';

/** What some GPUs gave of a model, with everything that it was measured under. Absent: the source does not say. */
export interface Throughput {
  /** Catalogue id of the model. */
  readonly model: string;
  /** Id of the GPU, in small letters: `gb300`. */
  readonly gpu: string;
  /** GPUs of the run; those of prefill and of decode together. */
  readonly gpus: number;
  readonly tokensPerSecond: number;
  readonly counts: CountedTokens;
  readonly scenario: Scenario;
  /** Format of the weights. */
  readonly precision?: string;
  /** Mean length of a request and of its answer, tokens. */
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Share of input tokens that a cache answers, from 0 to 1. */
  readonly cacheHits?: number;
  /** Output tokens a second that one user sees. */
  readonly speed?: number;
  /** 99th percentile of the time to the first token, s, and of the time a token, s. */
  readonly firstTokenSeconds?: number;
  readonly tokenSeconds?: number;
  readonly submitter?: string;
  readonly system?: string;
  /** Where it is from, and its round. */
  readonly source: string;
  /** Day or month of publication or measurement. */
  readonly date: string;
  readonly availability: 'available' | 'preview' | 'own' | 'estimate';
  /** Share of the peak that an estimate takes. Of estimates alone. */
  readonly efficiency?: number;
}

const V60 = `
deepseek-r1|Interactive|b300|8|4934.65|0.528|14.62|GigaComputing|G894-SD3-AAX7_B300-SXM-270GBx8_TRT
deepseek-r1|Interactive|gb200|72|240317.85|0.44|14.53|NVIDIA|GB200-NVL72_GB200-186GB_aarch64x72_TRT
deepseek-r1|Interactive|gb300|72|250633.67|0.492|13.87|NVIDIA|GB300-NVL72_GB300-288GB_aarch64x72_TRT
deepseek-r1|Offline|b200|8|58581.6|||Nebius|nebius_b200_n1
deepseek-r1|Offline|b300|8|70325.7|||NVIDIA|B300-SXM-270GBx8_TRT
deepseek-r1|Offline|gb200|64|468665|||CoreWeave|GB200-NVL72_GB200-186GB_aarch64x64_TRT
deepseek-r1|Offline|gb200|72|486141|||NVIDIA|GB200-NVL72_GB200-186GB_aarch64x72_TRT
deepseek-r1|Offline|gb300|8|78564|||CoreWeave|GB300-NVL72_GB300-288GB_aarch64x8_TRT
deepseek-r1|Offline|gb300|72|673936|||Nebius|GB300-NVL72_GB300-288GB_aarch64x72_TRT
deepseek-r1|Offline|gb300|288|2494310|||NVIDIA|GB300-NVL72_GB300-288GB_aarch64x288_TRT
deepseek-r1|Server|b200|8|51692.89|1.195|76.62|Nebius|nebius_b200_n1
deepseek-r1|Server|b300|8|60413.44|1.171|79.65|Nebius|nebius_b300_n1
deepseek-r1|Server|gb200|64|311531.04|0.974|67.51|CoreWeave|GB200-NVL72_GB200-186GB_aarch64x64_TRT
deepseek-r1|Server|gb200|72|336106.48|1.159|79.34|NVIDIA|GB200-NVL72_GB200-186GB_aarch64x72_TRT
deepseek-r1|Server|gb300|8|64509.99|1.428|77.71|Nebius|GB300-NVL72_GB300-288GB_aarch64x8_TRT
deepseek-r1|Server|gb300|72|575579.74|1.015|77.88|Nebius|GB300-NVL72_GB300-288GB_aarch64x72_TRT
deepseek-r1|Server|gb300|288|1555108.58|0.743|60.64|NVIDIA|GB300-NVL72_GB300-288GB_aarch64x288_TRT
gpt-oss-120b|Interactive|b200|8|13155.34|0.146|14.55|Nebius|nebius_b200_n1
gpt-oss-120b|Interactive|b300|8|26005.77|0.13|13.99|ASUSTeK|XA_NB3I-E12_B300x8_TRT
gpt-oss-120b|Interactive|gb200|72|624929.29|0.738|14.74|NVIDIA|GB200-NVL72_GB200-186GB_aarch64x72_TRT
gpt-oss-120b|Interactive|gb300|72|677198.92|0.29|14.21|NVIDIA|GB300-NVL72_GB300-288GB_aarch64x72_TRT
gpt-oss-120b|Offline|mi355x|8|95004|||AMD|8xMI355X_2xEPYC_9575F
gpt-oss-120b|Offline|mi355x|96|1031070|||AMD|94xMI355X_24xEPYC_9575F
gpt-oss-120b|Offline|Intel(R) Arc Pro(R) B60|4|841.038|||Intel|1-node-4x-BMG-B60
gpt-oss-120b|Offline|Intel(R) Arc Pro(R) B70|4|1536.9|||Intel|1-node-4x-BMG-B70|preview
gpt-oss-120b|Offline|MS-Intel Arc Pro B60 Dual 48G Turbo|4|1601.91|||Intel|1-node-4x-BMG-Pro-B60-Dual
gpt-oss-120b|Offline|b200|8|93070.7|||RedHat|8xB200-LLM-D-Openshift
gpt-oss-120b|Offline|b300|8|111496|||Cisco|C880A_M8_B300_288GBx8_TRT
gpt-oss-120b|Offline|gb200|64|774539|||CoreWeave|GB200-NVL72_GB200-186GB_aarch64x64_TRT
gpt-oss-120b|Offline|gb200|72|879542|||NVIDIA|GB200-NVL72_GB200-186GB_aarch64x72_TRT
gpt-oss-120b|Offline|gb300|1|15371.7|||Nebius|GB300-NVL72_GB300-288GB_aarch64x1_TRT
gpt-oss-120b|Offline|gb300|4|60220.4|||Lambda_SIT|GB300-NVL72_GB300-288GB_aarch64x4_TRT
gpt-oss-120b|Offline|gb300|64|910468|||CoreWeave|GB300-NVL72_GB300-288GB_aarch64x64_TRT
gpt-oss-120b|Offline|gb300|72|1046150|||Nebius|GB300-NVL72_GB300-288GB_aarch64x72_TRT
gpt-oss-120b|Offline|h200|8|28680|||RedHat|8xH200-LLM-D-Openshift
gpt-oss-120b|Offline|rtx-pro-6000|4|7297.05|||HPE|HPE_Proliant_DL385_RTX_PRO_6000_PCIe_96GBx4_TRT_10_14_1_48_TRT
gpt-oss-120b|Offline|rtx-pro-6000|8|15189.9|||HPE|HPE_PROLIANT_DL380A_RTX_PRO_6000_PCIE_96GBx8_TRT_10_14_1_48_TRT
gpt-oss-120b|Offline|rtx-pro-6000|10|19040.8|||HPE|HPE_PROLIANT_DL380A_RTX_PRO_6000_PCIE_96GBx10_TRT_10_14_1_48_TRT
gpt-oss-120b|Server|mi355x|8|82136.08|1.347|72.61|AMD|8xMI355X_2xEPYC_9575F
gpt-oss-120b|Server|mi355x|96|900054.32|1.3|71.22|AMD|94xMI355X_24xEPYC_9575F
gpt-oss-120b|Server|Intel(R) Arc Pro(R) B60|4|452.19|2.687|59.62|Intel|1-node-4x-BMG-B60
gpt-oss-120b|Server|Intel(R) Arc Pro(R) B70|4|951.67|2.386|72.56|Intel|1-node-4x-BMG-B70|preview
gpt-oss-120b|Server|MS-Intel Arc Pro B60 Dual 48G Turbo|4|884.24|2.448|57.03|Intel|1-node-4x-BMG-Pro-B60-Dual
gpt-oss-120b|Server|b200|8|87444.22|1.306|44.85|Nebius|nebius_b200_n1
gpt-oss-120b|Server|b300|8|110655.4|2.525|63.47|Cisco|C880A_M8_B300_288GBx8_TRT
gpt-oss-120b|Server|gb200|64|743549.68|0.253|32.96|CoreWeave|GB200-NVL72_GB200-186GB_aarch64x64_TRT
gpt-oss-120b|Server|gb200|72|899217.66|0.303|41.35|NVIDIA|GB200-NVL72_GB200-186GB_aarch64x72_TRT
gpt-oss-120b|Server|gb300|1|14973.14|2.204|57.39|Nebius|GB300-NVL72_GB300-288GB_aarch64x1_TRT
gpt-oss-120b|Server|gb300|4|53462.73|0.282|44.23|Lambda_SIT|GB300-NVL72_GB300-288GB_aarch64x4_TRT
gpt-oss-120b|Server|gb300|64|956522.81|1.299|61.64|CoreWeave|GB300-NVL72_GB300-288GB_aarch64x64_TRT
gpt-oss-120b|Server|gb300|72|1096765.78|1.487|61.75|Nebius|GB300-NVL72_GB300-288GB_aarch64x72_TRT
gpt-oss-120b|Server|h200|8|24103.19|2.61|66.56|RedHat|8xH200-LLM-D-Openshift
gpt-oss-120b|Server|rtx-pro-6000|4|6687.25|2.288|60.84|HPE|HPE_Proliant_DL385_RTX_PRO_6000_PCIe_96GBx4_TRT_10_14_1_48_TRT
gpt-oss-120b|Server|rtx-pro-6000|8|14258.88|0.915|57.37|HPE|HPE_PROLIANT_DL380A_RTX_PRO_6000_PCIE_96GBx8_TRT_10_14_1_48_TRT
gpt-oss-120b|Server|rtx-pro-6000|10|17737.65|0.769|57.38|HPE|HPE_PROLIANT_DL380A_RTX_PRO_6000_PCIE_96GBx10_TRT_10_14_1_48_TRT
llama2-70b-99|Interactive|mi350x|8|54730.49|0.435|36.93|MiTAC|8xMI350X_2xEPYC-9755
llama2-70b-99|Interactive|mi350x|16|103633.3|0.394|33.41|Cisco|Cisco_UCS_16xMI350x
llama2-70b-99|Interactive|mi355x|8|73608.25|0.448|38.89|AMD|8xMI355X_2xEPYC_9575F
llama2-70b-99|Interactive|mi355x|88|785521.65|0.274|39.41|AMD|87xMI355X_22xEPYC_9575F
llama2-70b-99|Interactive|b200|8|61644.72|0.154|39.65|HPE|HPE_ProLiant_XD685_B200_SXM_192GBx8_TRT
llama2-70b-99|Interactive|b300|8|70724.35|0.155|39.87|Dell|XE9780L-B300-SXM-270GBx8_TRT
llama2-70b-99|Interactive|gb200|72|754855|0.317|28.67|NVIDIA|GB200-NVL72_GB200-186GB_aarch64x72_TRT
llama2-70b-99|Interactive|gb300|72|814127.85|0.258|23.79|NVIDIA|GB300-NVL72_GB300-288GB_aarch64x72_TRT
llama2-70b-99|Interactive|h200-nvl|8|16343.77|0.279|38.11|Dell|XE7740_H200_NVL_141GBx8_TRT
llama2-70b-99|Interactive|rtx-pro-6000|8|6262.63|0.239|39.45|ASUSTeK|ESC8000_E12P_RTX_PRO_6000_PCIE_96GBx8_TRT
llama2-70b-99|Offline|mi300x|8|27598.7|||MangoBoost|8xMI300X_2xEPYC_9534
llama2-70b-99|Offline|mi325x|8|33880.4|||MangoBoost|8xMI325X_2xEPYC_9655
llama2-70b-99|Offline|mi350x|8|80478.1|||Supermicro_RedHat|8XMI350x_RHEL9
llama2-70b-99|Offline|mi350x|16|159932|||Cisco|Cisco_UCS_16xMI350x
llama2-70b-99|Offline|mi355x|8|103480|||AMD|8xMI355X_2xEPYC_9575F
llama2-70b-99|Offline|mi355x|8|81870.5|||Dell_MangoBoost|8xMI355X_2xEPYC_9965_Power_Cap_1000W
llama2-70b-99|Offline|mi355x|88|1042110|||AMD|87xMI355X_22xEPYC_9575F
llama2-70b-99|Offline|Intel(R) Arc Pro(R) B60|4|1697.66|||Intel|1-node-4x-BMG-B60
llama2-70b-99|Offline|Intel(R) Arc Pro(R) B70|4|2459.18|||Intel|1-node-4x-BMG-B70|preview
llama2-70b-99|Offline|MS-Intel Arc Pro B60 Dual 48G Turbo|4|3270.66|||Intel|1-node-4x-BMG-Pro-B60-Dual
llama2-70b-99|Offline|b200|8|103954|||HPE|HPE_ProLiant_XD685_B200_SXM_192GBx8_TRT
llama2-70b-99|Offline|b300|8|115730|||Cisco|C880A_M8_B300_288GBx8_TRT
llama2-70b-99|Offline|gb200|72|888054|||NVIDIA|GB200-NVL72_GB200-186GB_aarch64x72_TRT
llama2-70b-99|Offline|gb300|72|1126850|||NVIDIA|GB300-NVL72_GB300-288GB_aarch64x72_TRT
llama2-70b-99|Offline|h200-nvl|8|32004|||Dell|XE7740_H200_NVL_141GBx8_TRT
llama2-70b-99|Offline|rtx-pro-6000|2|6901.9|||HPE|HPE_Proliant_DL385_RTX_PRO_6000_PCIe_96GBx2_TRT_10_14_1_48_TRT
llama2-70b-99|Offline|rtx-pro-6000|4|13529.8|||Cisco|X215M8_X580P_RTXPro6000_96GBx4_TRT
llama2-70b-99|Offline|rtx-pro-6000|8|29908.4|||HPE|HPE_PROLIANT_DL380A_RTX_PRO_6000_PCIE_96GBx8_TRT_10_14_1_48_TRT
llama2-70b-99|Offline|rtx-pro-6000|10|36710.8|||HPE|HPE_PROLIANT_DL380A_RTX_PRO_6000_PCIE_96GBx10_TRT_10_14_1_48_TRT
llama2-70b-99|Server|mi300x|8|25463.15|1.021|183.87|MangoBoost|8xMI300X_2xEPYC_9534
llama2-70b-99|Server|mi325x|8|31888.9|1.743|197.96|MangoBoost|8xMI325X_2xEPYC_9655
llama2-70b-99|Server|mi350x|8|77377.9|1.166|197.04|MiTAC|8xMI350X_2xEPYC-9755
llama2-70b-99|Server|mi350x|16|153021.89|0.826|132.09|Cisco|Cisco_UCS_16xMI350x
llama2-70b-99|Server|mi355x|8|100282.36|1.019|161.05|AMD|8xMI355X_2xEPYC_9575F
llama2-70b-99|Server|mi355x|8|76359.5|1.523|184.32|Dell_MangoBoost|8xMI355X_2xEPYC_9965_Power_Cap_1000W
llama2-70b-99|Server|mi355x|88|1016375|0.64|106.19|AMD|87xMI355X_22xEPYC_9575F
llama2-70b-99|Server|Intel(R) Arc Pro(R) B60|4|1106.26|1.174|188.07|Intel|1-node-4x-BMG-B60
llama2-70b-99|Server|Intel(R) Arc Pro(R) B70|4|1698.57|0.932|192.95|Intel|1-node-4x-BMG-B70|preview
llama2-70b-99|Server|MS-Intel Arc Pro B60 Dual 48G Turbo|4|2199.5|1.565|197.81|Intel|1-node-4x-BMG-Pro-B60-Dual
llama2-70b-99|Server|b200|8|103635.32|0.524|138.7|HPE|HPE_ProLiant_XD685_B200_SXM_192GBx8_TRT
llama2-70b-99|Server|b300|8|114503.71|0.846|172.68|Cisco|C880A_M8_B300_288GBx8_TRT
llama2-70b-99|Server|gb200|72|810104.39|0.401|51.66|NVIDIA|GB200-NVL72_GB200-186GB_aarch64x72_TRT
llama2-70b-99|Server|gb300|72|868277.92|0.276|40.55|NVIDIA|GB300-NVL72_GB300-288GB_aarch64x72_TRT
llama2-70b-99|Server|h200-nvl|8|29084.87|0.621|167.2|Dell|XE7740_H200_NVL_141GBx8_TRT
llama2-70b-99|Server|rtx-pro-6000|2|6952.97|1.125|179.2|HPE|HPE_Proliant_DL385_RTX_PRO_6000_PCIe_96GBx2_TRT_10_14_1_48_TRT
llama2-70b-99|Server|rtx-pro-6000|4|13029.44|0.576|192.49|Cisco|X215M8_X580P_RTXPro6000_96GBx4_TRT
llama2-70b-99|Server|rtx-pro-6000|8|28727.84|1.801|180.56|HPE|HPE_PROLIANT_DL380A_RTX_PRO_6000_PCIE_96GBx8_TRT_10_14_1_48_TRT
llama2-70b-99|Server|rtx-pro-6000|10|35590.84|1.615|183.31|HPE|HPE_PROLIANT_DL380A_RTX_PRO_6000_PCIE_96GBx10_TRT_10_14_1_48_TRT
llama3.1-405b|Interactive|b300|8|764.66|2.223|72.28|GigaComputing|G894-SD3-AAX7_B300-SXM-270GBx8_TRT
llama3.1-405b|Interactive|gb200|72|14010.11|3.955|60.16|NVIDIA|GB200-NVL72_GB200-186GB_aarch64x72_TRT
llama3.1-405b|Interactive|gb300|72|18365.45|4.128|60.02|NVIDIA|GB300-NVL72_GB300-288GB_aarch64x72_TRT
llama3.1-405b|Offline|b200|8|1350.24|||Google|B200-SXM-180GBx8_TRT
llama3.1-405b|Offline|b300|8|1971.11|||Cisco|C880A_M8_B300_288GBx8_TRT
llama3.1-405b|Offline|gb200|72|15461.5|||NVIDIA|GB200-NVL72_GB200-186GB_aarch64x72_TRT
llama3.1-405b|Offline|gb300|72|19511.7|||NVIDIA|GB300-NVL72_GB300-288GB_aarch64x72_TRT
llama3.1-405b|Server|b200|8|983.63|5.473|163.14|Google|B200-SXM-180GBx8_TRT
llama3.1-405b|Server|b300|8|1484.4|5.615|164.51|Quanta_Cloud_Technology|D75H-10U_B300-270GBx8_TRT
llama3.1-405b|Server|gb200|72|14133.93|4.613|59.97|NVIDIA|GB200-NVL72_GB200-186GB_aarch64x72_TRT
llama3.1-405b|Server|gb300|72|18627.63|4.577|60.21|NVIDIA|GB300-NVL72_GB300-288GB_aarch64x72_TRT
llama3.1-8b|Interactive|b200|8|128749.59|0.056|19.56|Lambda_SIT|B200-SXM-180GBx8_TRT
llama3.1-8b|Interactive|b300|8|128632.63|0.055|22.04|GigaComputing|G894-SD3-AAX7_B300-SXM-270GBx8_TRT
llama3.1-8b|Interactive|rtx-pro-6000|2|10589.32|0.439|28.41|HPE|HPE_Proliant_DL385_RTX_PRO_6000_PCIe_96GBx2_TRT_10_14_1_48_TRT
llama3.1-8b|Interactive|rtx-pro-6000|4|20118.87|0.227|28.92|HPE|HPE_Proliant_DL385_RTX_PRO_6000_PCIe_96GBx4_TRT_10_14_1_48_TRT
llama3.1-8b|Interactive|rtx-pro-6000|8|44087.29|0.387|28.66|HPE|HPE_PROLIANT_DL380A_RTX_PRO_6000_PCIE_96GBx8_TRT_10_14_1_48_TRT
llama3.1-8b|Interactive|rtx-pro-6000|10|53054.68|0.39|29.32|HPE|HPE_PROLIANT_DL380A_RTX_PRO_6000_PCIE_96GBx10_TRT_10_14_1_48_TRT
llama3.1-8b|Offline|b200|8|160403|||Lambda_SIT|B200-SXM-180GBx8_TRT
llama3.1-8b|Offline|b300|8|166745|||ASUSTeK|XA_NB3I-E12_B300x8_TRT
llama3.1-8b|Offline|h200-nvl|4|24216.6|||Cisco|X210M8_X580P_H200NVL_141GBx4_TRT
llama3.1-8b|Offline|h200-nvl|8|53193.6|||Dell|XE7740_H200_NVL_141GBx8_TRT
llama3.1-8b|Offline|rtx-pro-4500|1|2340.75|||HPE|HPE_PROLIANT_DL145_RTX_PRO_4500_PCIE_32GBx1_TRT_DC_TRT
llama3.1-8b|Offline|rtx-pro-4500|5|11665|||HPE|HPE_Proliant_DL380_RTX_PRO_4500_PCIe_32GBx5_DC_TRT
llama3.1-8b|Offline|rtx-pro-6000|2|12495.2|||HPE|HPE_Proliant_DL385_RTX_PRO_6000_PCIe_96GBx2_TRT_10_14_1_48_TRT
llama3.1-8b|Offline|rtx-pro-6000|4|24013.5|||Cisco|X215M8_X580P_RTXPro6000_96GBx4_TRT
llama3.1-8b|Offline|rtx-pro-6000|8|49580.2|||HPE|HPE_PROLIANT_DL380A_RTX_PRO_6000_PCIE_96GBx8_TRT_10_14_1_48_TRT
llama3.1-8b|Offline|rtx-pro-6000|10|60679.9|||HPE|HPE_PROLIANT_DL380A_RTX_PRO_6000_PCIE_96GBx10_TRT_10_14_1_48_TRT
llama3.1-8b|Server|b200|8|131270.05|0.108|25.26|HPE|HPE_ProLiant_XD685_B200_SXM_192GBx8_TRT
llama3.1-8b|Server|b300|8|148066.66|1.456|32.46|ASUSTeK|XA_NB3I-E12_B300x8_TRT
llama3.1-8b|Server|h200-nvl|4|25731.63|1.85|83.97|Cisco|X210M8_X580P_H200NVL_141GBx4_TRT
llama3.1-8b|Server|h200-nvl|8|45075.81|1.71|24.65|Dell|XE7740_H200_NVL_141GBx8_TRT
llama3.1-8b|Server|rtx-pro-4500|1|2081.34|0.494|82.27|HPE|HPE_PROLIANT_DL145_RTX_PRO_4500_PCIE_32GBx1_TRT_DC_TRT
llama3.1-8b|Server|rtx-pro-4500|5|11352.11|0.725|99.25|HPE|HPE_Proliant_DL380_RTX_PRO_4500_PCIe_32GBx5_DC_TRT
llama3.1-8b|Server|rtx-pro-6000|2|11899.72|0.742|53.67|HPE|HPE_Proliant_DL385_RTX_PRO_6000_PCIe_96GBx2_TRT_10_14_1_48_TRT
llama3.1-8b|Server|rtx-pro-6000|4|23423.85|0.326|80.49|Cisco|X215M8_X580P_RTXPro6000_96GBx4_TRT
llama3.1-8b|Server|rtx-pro-6000|8|48794.3|1.921|53.77|HPE|HPE_PROLIANT_DL380A_RTX_PRO_6000_PCIE_96GBx8_TRT_10_14_1_48_TRT
llama3.1-8b|Server|rtx-pro-6000|10|59632.68|0.971|54.8|HPE|HPE_PROLIANT_DL380A_RTX_PRO_6000_PCIE_96GBx10_TRT_10_14_1_48_TRT
`;

const V61 = `
deepseek-r1|Server|vr-nvl72|72|1175890.2208168241|0.304|48.22|NVIDIA|VR-NVL72|preview
deepseek-r1|Interactive|vr-nvl72|72|652750.1447708113|0.475|12.55|NVIDIA|VR-NVL72|preview
deepseek-r1|Offline|vr-nvl72|72|1183326.85|||NVIDIA|VR-NVL72|preview
`;

function rowsOf(text: string, source: SourceId, round: string, date: string): readonly Throughput[] {
  const seconds = (cell: string | undefined, scale: number): number | undefined =>
    cell === undefined || cell === '' ? undefined : Number(cell) / scale;
  return text
    .trim()
    .split('\n')
    .map((line): Throughput => {
      const [model = '', scenario = '', gpu = '', gpus, rate, first, each, submitter = '', system = '', note] =
        line.split('|');
      return Object.freeze({
        // MLPerf writes the ids of Llama 3.1 otherwise.
        model: model.replace(/^llama3\.1-/, 'llama-3.1-'),
        gpu,
        gpus: Number(gpus),
        tokensPerSecond: Number(rate),
        counts: 'output' as const,
        scenario: scenario.toLowerCase() as Scenario,
        ...present({ firstTokenSeconds: seconds(first, 1), tokenSeconds: seconds(each, 1_000) }),
        submitter,
        system,
        source: `${source}: ${round}, closed, datacenter`,
        date,
        availability: note === 'preview' ? ('preview' as const) : ('available' as const),
      });
    });
}

let rows: readonly Throughput[] | undefined;

/**
 * Published throughputs: best valid run of MLPerf Inference v6.0 by model, scenario, GPU and number, compliance runs left out, and three runs of the v6.1 preview,
 * whose date is the month in which they were read.
 *
 * Output tokens. Rows name no length of a request. Systems of 88 and 96 GPUs of AMD are 87 and 94 by their names. A run of 288 GPUs gives a third less
 * a GPU than one of 72: no figure is to be multiplied by racks unsaid.
 *
 * @see https://github.com/mlcommons/inference_results_v6.0
 */
export function throughputs(): readonly Throughput[] {
  rows ??= Object.freeze([
    ...rowsOf(V60, 'mlperf60', 'MLPerf Inference v6.0', '2026-04-01'),
    ...rowsOf(V61, 'mlperf61', 'MLPerf Inference v6.1', '2026-11'),
  ]);
  return rows;
}

/** Prices of energy by hour: KRW a kWh at light, middle and peak load. */
export type HourPrices = readonly [light: number, middle: number, peak: number];

/** Season of a month, as tariffs of KEPCO have them. */
export type Season = 'summer' | 'between' | 'winter';

/** A contract of KEPCO with prices by season and hour. */
export interface KepcoContract {
  /** Id, such as `industrial-b-hv-b-2`. */
  readonly id: string;
  readonly name: string;
  /** KRW a billed kW and month. */
  readonly base: number;
  readonly summer: HourPrices;
  readonly between: HourPrices;
  readonly winter: HourPrices;
}

const tariff = cite('kepco-tariff', 'secondary', '2026-06');

const contract = (
  id: string,
  name: string,
  base: number,
  [summer, between, winter]: readonly [HourPrices, HourPrices, HourPrices],
): Fact<KepcoContract> => Object.freeze(tariff<KepcoContract>({ id, name, base, summer, between, winter }));

/** Contracts of KEPCO as of 2026-06-01. */
export const kepcoContracts: readonly Fact<KepcoContract>[] = Object.freeze([
  contract('industrial-b-hv-a-2', 'Industrial B high voltage A II (산업용(을) 고압A II)', 8_320, [
    [116, 163.8, 229],
    [116, 133.4, 150.9],
    [123, 164, 204.6],
  ]),
  contract('industrial-b-hv-a-3', 'Industrial B high voltage A III (산업용(을) 고압A III)', 9_810, [
    [115.1, 163.2, 216.6],
    [115.1, 132.1, 142.6],
    [122.4, 163.4, 193.4],
  ]),
  contract('industrial-b-hv-b-1', 'Industrial B high voltage B I (산업용(을) 고압B I)', 6_630, [
    [131.4, 178.6, 242.9],
    [131.4, 148.6, 165.7],
    [138.4, 178.6, 217.9],
  ]),
  contract('industrial-b-hv-b-2', 'Industrial B high voltage B II (산업용(을) 고압B II)', 7_380, [
    [127.6, 174.8, 239.1],
    [127.6, 144.8, 161.9],
    [134.6, 174.8, 214.1],
  ]),
  contract('industrial-b-hv-b-3', 'Industrial B high voltage B III (산업용(을) 고압B III)', 8_190, [
    [125.9, 173.1, 237.5],
    [125.9, 143.2, 160.3],
    [133, 173.1, 212.4],
  ]),
  contract('industrial-b-hv-c-1', 'Industrial B high voltage C I (산업용(을) 고압C I)', 6_590, [
    [130.9, 178.7, 242.7],
    [130.9, 148.7, 165.9],
    [137.8, 178.3, 218],
  ]),
  contract('industrial-b-hv-c-2', 'Industrial B high voltage C II (산업용(을) 고압C II)', 7_520, [
    [126.2, 174, 238],
    [126.2, 144, 161.2],
    [133.1, 173.6, 213.3],
  ]),
  contract('industrial-b-hv-c-3', 'Industrial B high voltage C III (산업용(을) 고압C III)', 8_090, [
    [125.1, 172.9, 236.9],
    [125.1, 142.9, 160.1],
    [132, 172.5, 212.2],
  ]),
  contract('general-b-hv-a-2', 'General B high voltage A II (일반용(을) 고압A II)', 8_320, [
    [87.3, 140.2, 222.3],
    [87.3, 109.8, 140.5],
    [94.3, 140.4, 197.9],
  ]),
  contract('general-b-hv-b-2', 'General B high voltage B II (일반용(을) 고압B II)', 7_380, [
    [92.1, 144.4, 225.6],
    [92.1, 114.4, 144.7],
    [99.1, 144.4, 200.6],
  ]),
  contract('general-b-hv-b-3', 'General B high voltage B III (일반용(을) 고압B III)', 8_190, [
    [90.4, 142.7, 224],
    [90.4, 112.8, 143.1],
    [97.5, 142.7, 198.9],
  ]),
]);

/** A contract of KEPCO. @throws DesignError `catalog/unknown-contract` */
export function kepcoContract(id: string): KepcoContract {
  const ids = kepcoContracts.map(({ value }) => value.id);
  const found = kepcoContracts.find(({ value }) => value.id === id);
  if (found !== undefined) return found.value;
  const hint = spellingHint(id, ids);
  throw new DesignError('catalog/unknown-contract', {
    problem: `no contract of KEPCO in the catalogue is called '${id}'`,
    remedy: hint === undefined ? `use one of ${ids.join(', ')}` : `did you mean '${hint}'?`,
    object: id,
  });
}

/** Climate and fuel charge, KRW a kWh. */
export const KEPCO_SURCHARGE: Fact<number> = tariff(14, 'climate 9.0 and fuel 5.0');

/** Levy for the power fund, a share of all charges before tax, from 2025-07-01. */
export const POWER_FUND: Fact<number> = cite('kr-fund', 'secondary', '2025-07')(0.027);

/** Value-added tax of Korea, a share of all charges before the levy and it. */
export const KOREAN_VAT: Fact<number> = tariff(0.1);

/** Hours of light, middle and peak load of a working day from March to October. The windows of winter are confirmed by no source. */
export const KEPCO_HOURS: Fact<HourPrices> = cite(
  'kr-tariff26',
  'derived',
  '2026-03',
)([10, 8, 6] as HourPrices, 'light 22-08, middle 08-15 and 21-22, peak 15-21');

/** What is billed for demand: months whose highest demand carries over to all twelve, and the least share of the contract. */
export const KEPCO_DEMAND: Fact<{ readonly months: readonly number[]; readonly floor: number }> = cite(
  'kr-terms',
  'secondary',
)(
  { months: [7, 8, 9, 12, 1, 2] as readonly number[], floor: 0.3 },
  'demand in middle and peak hours; the terms in force were not read',
);

/** Carbon of Korean electricity at the consumption end, tCO2eq/MWh, by year. */
export const EMISSION_FACTORS: Readonly<Record<'2021' | '2022' | '2023', Fact<number>>> = Object.freeze({
  '2021': cite('kr-ef', 'secondary', '2025-12')(0.4509),
  '2022': cite('kr-ef', 'secondary', '2025-12')(0.4312),
  '2023': cite('kr-ef', 'secondary', '2025-12')(0.4173),
});

/** Years over which firms write GPU systems off, as sources have them: 3 of a critic, 4 to 6 of filings. */
export const LIFE_RANGE: Fact<{ readonly least: number; readonly most: number }> = cite('gpu-lives', 'secondary')(
  { least: 3, most: 6 },
  'Amazon 5, Alphabet, Microsoft, Oracle and CoreWeave 6, Meta 5.5, Lambda 5, Nebius and the SemiAnalysis model 4, a critic 3',
);

/** Shares of cost a year by MACRS, half-year convention, in percent. */
export const MACRS: Fact<Readonly<Record<'5' | '15', readonly number[]>>> = cite(
  'irs946',
  'secondary',
)({
  '5': [20, 32, 19.2, 11.52, 11.52, 5.76] as readonly number[],
  '15': [5, 9.5, 8.55, 7.7, 6.93, 6.23, 5.9, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 2.95] as readonly number[],
});

/** Declining rates that are printed for a life in years: `1 - 0.05^(1/n)`, rounded up in the third decimal. */
export const KOREAN_RATES: Fact<Readonly<Record<number, number>>> = cite(
  'kr-rate',
  'secondary',
)({
  2: 0.777,
  3: 0.632,
  4: 0.528,
  5: 0.451,
  6: 0.394,
  7: 0.349,
  8: 0.313,
  9: 0.284,
  10: 0.259,
  15: 0.182,
  20: 0.14,
});

/** What InferenceX takes of a GPU: utility power with server, network and facility, and US$ an hour of two kinds of owner and of a rental for three years. */
export interface GpuHour {
  /** Never to be multiplied by PUE again. */
  readonly allInKilowatts: number;
  readonly hyperscaler: number;
  readonly neocloud: number;
  readonly rental: number;
}

const hour = cite('ix-const', 'confirmed', '2026-04');
const TEMPORARY = 'prices are 1.2 times those of B200 and GB200, which the source calls temporary';

/** By id of the GPU. */
export const gpuHours: Readonly<Record<string, Fact<GpuHour>>> = Object.freeze({
  h100: hour<GpuHour>({ allInKilowatts: 1.73, hyperscaler: 1.3, neocloud: 1.69, rental: 1.3 }),
  h200: hour<GpuHour>({ allInKilowatts: 1.73, hyperscaler: 1.41, neocloud: 1.74, rental: 1.6 }),
  b200: hour<GpuHour>({ allInKilowatts: 2.17, hyperscaler: 1.95, neocloud: 2.34, rental: 2.9 }),
  b300: hour<GpuHour>({ allInKilowatts: 2.17, hyperscaler: 2.34, neocloud: 2.808, rental: 3.48 }, TEMPORARY),
  gb200: hour<GpuHour>({ allInKilowatts: 2.1, hyperscaler: 2.21, neocloud: 2.75, rental: 3.3 }),
  gb300: hour<GpuHour>({ allInKilowatts: 2.1, hyperscaler: 2.652, neocloud: 3.3, rental: 3.96 }, TEMPORARY),
  mi300x: hour<GpuHour>({ allInKilowatts: 1.79, hyperscaler: 1.12, neocloud: 1.4, rental: 1.55 }),
  mi325x: hour<GpuHour>({ allInKilowatts: 2.18, hyperscaler: 1.28, neocloud: 1.59, rental: 1.8 }),
  mi355x: hour<GpuHour>({ allInKilowatts: 2.65, hyperscaler: 1.48, neocloud: 1.9, rental: 2.1 }),
});

/** What a rack and a MW cost, US$, where no line of the BOM has a price: estimates of third parties. */
export const CAPITAL_FIGURES: Readonly<
  Record<
    'rackCompute' | 'rackInfrastructure' | 'facilityMegawatt',
    Fact<{ readonly least: number; readonly most: number }>
  >
> = Object.freeze({
  rackCompute: cite('bernstein', 'secondary')({ least: 3_400_000, most: 3_400_000 }, 'a GB200 rack'),
  rackInfrastructure: cite('bernstein', 'secondary')({ least: 2_500_000, most: 2_500_000 }, 'a GB200 rack'),
  facilityMegawatt: cite('facility-capex', 'secondary')({ least: 9_000_000, most: 13_000_000 }),
});

/** Share of full power that an idle rack draws, where nothing smooths it. */
export const IDLE_SHARE: Fact<number> = cite('idle-share', 'derived')(0.3);
