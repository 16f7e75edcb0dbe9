import { cite, type Fact } from './fact';

/** A place where AWS takes ports of Direct Connect. */
export interface DirectConnectLocation {
  /** Code of AWS; AWS itself writes some with small letters. */
  readonly code: string;
  /** Name that AWS gives it. */
  readonly name: string;
  readonly city: string;
  /** Two letters of ISO 3166. */
  readonly country: string;
  /** Region in whose list it is: ports are ordered there. */
  readonly region: string;
  /** Rates of its ports, Gb/s. */
  readonly gigabits: Fact<readonly number[]>;
  /** Those of them that take MACsec. */
  readonly macsecGigabits: Fact<readonly number[]>;
}

const listed = cite('dx-locations', 'secondary', '2026-02');

/** Code, name, city, country, rates, rates with MACsec; by region. A location that opened later is not here. */
type Row = readonly [string, string, string, string, string, string];

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  'af-south-1': [
    ['EANB1', 'East Africa Data Centres NBO1', 'Nairobi', 'KE', '10/100', '10/100'],
    ['RCL1', 'Rack Centre LGS1', 'Ikeja', 'NG', '1/10/100', '10/100'],
    ['TECT1', 'Teraco CT1', 'Cape Town', 'ZA', '1/10/100', '10/100'],
  ],
  'ap-east-1': [['EQHK1', 'Equinix HK1', 'Tsuen Wan', 'HK', '1/10/100', '10/100']],
  'ap-east-2': [
    ['CFT54', 'Chief Telecom HD', 'Taipei', 'TW', '10/100', '10/100'],
    ['CHT51', 'Chunghwa Telecom', 'New Taipei City', 'TW', '10/100', '10/100'],
  ],
  'ap-northeast-1': [
    ['ATTC1', 'AT Tokyo Chuo Data Center', 'Tokyo', 'JP', '1/10/100', '10/100'],
    ['CFT52', 'Chief Telecom LY', 'Taipei', 'TW', '1/10', ''],
    ['EQOS1', 'Equinix OS1', 'Osaka', 'JP', '1/10/100', '10/100'],
    ['EQTY2', 'Equinix TY2', 'Tokyo', 'JP', '1/10/100', '10/100'],
    ['NEIN2', 'NEC Inzai', 'Inzai-shi', 'JP', '1/10/100', '10/100'],
  ],
  'ap-northeast-2': [
    ['LGKNX', 'KINX Gasan', 'Seoul', 'KR', '1/10', ''],
    ['LGU57', 'LG U+ Pyeong-Chon Mega Center', 'Anyang-si', 'KR', '1/10/100', '10/100'],
    ['TLS10', 'Digital Realty ICN10', 'Seoul', 'KR', '1/10/100', '10/100'],
  ],
  'ap-northeast-3': [['KDOS2', 'KDDI Telehouse Osaka 2', 'Osaka', 'JP', '1/10/100', '10/100']],
  'ap-south-1': [
    ['EQMB2', 'Equinix MB2', 'Mumbai', 'IN', '1/10/100', '10/100'],
    ['GPX51', 'Equinix MB1', 'Mumbai', 'IN', '1/10', '10'],
    ['NMBL2', 'NetMagic DC2', 'Bangalore', 'IN', '1/10', '10'],
    ['SFY52', 'Sify Rabale', 'Navi Mumbai', 'IN', '1/10', '10'],
    ['TCDC1', 'STT GDC INDIA PVT. LTD. VSB', 'Chennai', 'IN', '1/10/100', '10/100'],
    ['TCDE2', 'STT Delhi DC2', 'Delhi', 'IN', '1/10/100', '10/100'],
    ['TCDK1', 'STT Kolkata', 'Kolkata', 'IN', '1/10/100', '10/100'],
    ['TCHY1', 'STT Hyderabad DC1', 'Hyderabad', 'IN', '1/10/100', '10/100'],
  ],
  'ap-southeast-1': [
    ['AIMMN', 'Menara AIMS', 'Kuala Lumpur', 'MY', '1/10/100', '10/100'],
    ['EPVM2', 'ePLDT VM2', 'Makati', 'PH', '1/10/100', '10/100'],
    ['EQSG2', 'Equinix SG2', 'Singapore', 'SG', '1/10/100', '10/100'],
    ['GSS52', 'Global Switch', 'Singapore', 'SG', '1/10/100', '10/100'],
    ['IAMGI', 'iAdvantage MEGA-i', 'Hong Kong', 'HK', '1/10/100', '10/100'],
    ['TCCBK', 'TCC', 'Bangkok', 'TH', '1/10/100', '10/100'],
  ],
  'ap-southeast-2': [
    ['CBHU2', 'CDC Hume 2', 'Hume', 'AU', '10/100', '10/100'],
    ['DCDH6', 'Datacom DH6', 'Auckland', 'NZ', '1/10', '10'],
    ['EQSY3', 'Equinix SY1 - SY4', 'Sydney', 'AU', '1/10/100', '10/100'],
    ['GBSY6', 'Global Switch SY6', 'Silverwater', 'AU', '1/10', ''],
    ['NDCB2', 'NEXTDC B2', 'Fortitude Valley', 'AU', '10/100', '10/100'],
    ['NDCC1', 'NEXTDC C1', 'Bruce', 'AU', '1/10', '10'],
    ['NDCM1', 'NEXTDC M1', 'Melbourne', 'AU', '1/10/100', '10/100'],
    ['NDCP1', 'NEXTDC P1', 'Málaga', 'AU', '1/10/100', '10/100'],
    ['NDCS2', 'NEXTDC S2', 'Macquarie Park', 'AU', '1/10/100', '10/100'],
  ],
  'ap-southeast-3': [
    ['DCIJ3', 'DCI Indonesia', 'Cibitung', 'ID', '1/10/100', '10/100'],
    ['JKT02', 'NTT Jakarta 2 Data Center', 'Jakarta', 'ID', '1/10/100', '10/100'],
  ],
  'ap-southeast-4': [['EQME2', 'Equinix ME2', 'Melbourne', 'AU', '1/10/100', '10/100']],
  'ap-southeast-5': [
    ['CMCHV', 'CMC Tower', 'Hanoi', 'VN', '1/10/100', '10/100'],
    ['CSFX1', 'Telcohub 1 (CX1)', 'Cyberjaya', 'MY', '10/100', '10/100'],
  ],
  'ap-southeast-6': [['SPK53', 'Spark MDR', 'Auckland', 'NZ', '10/100', '10/100']],
  'ap-southeast-7': [['THRA9', 'Telehouse Bangkok', 'Bangkok', 'TH', '10/100', '10/100']],
  'ca-central-1': [
    ['151FS', 'Telehouse', 'Toronto', 'CA', '1/10/100', '10/100'],
    ['CGM60', 'Cologix MTL3', 'Montreal', 'CA', '1/10/100', '10/100'],
    ['COLV2', 'Cologix VAN2', 'Vancouver', 'CA', '1/10', '10'],
    ['COLV3', 'Cologix VAN3', 'Vancouver', 'CA', '10/100', '10/100'],
    ['EQTR2', 'Equinix TR2', 'Toronto', 'CA', '10/100', '10/100'],
    ['NTM62', 'eStruxture', 'Montreal', 'CA', '1/10/100', '10/100'],
  ],
  'ca-west-1': [
    ['EQCL1', 'Equinix CL1', 'Calgary', 'CA', '1/10/100', '10/100'],
    ['EQCL3', 'Equinix CL3', 'Calgary', 'CA', '1/10/100', '10/100'],
  ],
  'eu-central-1': [
    ['CDSR1', 'CDLAN srl Via Caldera 21', 'Milan', 'IT', '1/10/100', '10/100'],
    ['CEC50', 'CE Colo', 'Prague', 'CZ', '1/10', ''],
    ['DGPU1', 'DigiPlex Ulven', 'Oslo', 'NO', '1/10', '10'],
    ['EQAM3', 'Equinix AM3', 'Amsterdam', 'NL', '1/10/100', '10/100'],
    ['EQFA5', 'Equinix FR5', 'Frankfurt', 'DE', '1/10/100', '10/100'],
    ['EQHE6', 'Equinix HE6', 'Espoo', 'FI', '1/10', ''],
    ['EQIL4', 'Equinix IL4 Istanbul', 'Istanbul', 'TR', '10/100', '10/100'],
    ['EQMU1', 'Equinix MU1', 'Munich', 'DE', '1/10', '10'],
    ['EQWA1', 'Equinix WA1', 'Warsaw', 'PL', '1/10', ''],
    ['INX6', 'Digital Realty FRA6', 'Frankfurt', 'DE', '1/10/100', '10/100'],
    ['IPB50', 'IPB GmbH', 'Berlin', 'DE', '1/10', '10'],
    ['IPHH3', 'IPHH H3', 'Hamburg', 'DE', '1/10', '10'],
    ['ITCM2', 'Equinix Itconic MD2', 'Alcobendas', 'ES', '1/10/100', '10/100'],
    ['ITXA1', 'Digital Realty ATH3', 'Koropi', 'GR', '10/100', '10/100'],
    ['ITXA7', 'Digital Realty AMS7', 'Amsterdam', 'NL', '1/10', '10'],
    ['ITXC2', 'Digital Realty CPH2', 'Copenhagen', 'DK', '1/10', '10'],
    ['ITXM2', 'Digital Realty MAD2', 'Madrid', 'ES', '1/10', ''],
    ['ITXM3', 'Digital Realty MAD3', 'Madrid', 'ES', '10/100', '10/100'],
    ['ITXS1', 'Digital Realty STO1', 'Stockholm', 'SE', '1/10/100', '10/100'],
    ['ITXV2', 'Digital Realty VIE2', 'Vienna', 'AT', '1/10', '10'],
    ['ITXZ1', 'Digital Realty ZUR1', 'Glattbrugg', 'CH', '1/10/100', '10/100'],
    ['MOILH', 'MedOne', 'Tirat Carmel', 'IL', '1/10/100', '10/100'],
    ['THV52', 'Telehouse Voltaire', 'Paris', 'FR', '1/10/100', '10/100'],
  ],
  'eu-central-2': [['EQZH5', 'Equinix ZH5', 'Zurich', 'CH', '1/10/100', '10/100']],
  'eu-north-1': [['EQSK1', 'Equinix Sweden SK1', 'Stockholm', 'SE', '1/10/100', '10/100']],
  'eu-south-1': [['EQML2', 'Equinix ML2', 'Milan', 'IT', '1/10', '']],
  'eu-south-2': [['EQBA1', 'Equinix BA1', 'Barcelona', 'ES', '10/100', '10/100']],
  'eu-west-1': [
    ['EIRCL', 'Eircom Clonshaugh', 'Dublin', 'IE', '1/10', '10'],
    ['EQDX1', 'Equinix DX1', 'Dubai', 'AE', '1/10', '10'],
    ['EQLD5', 'Equinix LD5', 'Slough', 'GB', '1/10/100', '10/100'],
    ['EQLS1', 'Equinix LS1', 'Lisbon', 'PT', '10/100', '10/100'],
    ['ETIFJ', 'Etisalat Smart Hub Data Center', 'Fujairah', 'AE', '1/10', '10'],
    ['ITXD2', 'Digital Realty DUB2', 'Dublin', 'IE', '1/10/100', '10/100'],
    ['ITXM1', 'Digital Realty MRS1', 'Marseille', 'FR', '1/10', ''],
    ['SCDB9', 'Servecentric Unit 9', 'Dublin', 'IE', '1/10/100', '10/100'],
    ['TCSH', 'Digital Realty LHR20', 'London', 'GB', '1/10', '10'],
    ['TEJB1', 'Teraco JB1', 'Johannesburg', 'ZA', '1/10/100', '10/100'],
  ],
  'eu-west-2': [
    ['EQMA3', 'Equinix MA3', 'Manchester', 'GB', '1/10', ''],
    ['THNO2', 'Telehouse West', 'London', 'GB', '1/10/100', '10/100'],
  ],
  'eu-west-3': [
    ['EQPA3', 'Equinix PA3', 'Paris', 'FR', '1/10/100', '10/100'],
    ['ITXP7', 'Digital Realty PAR7', 'Paris', 'FR', '1/10', ''],
  ],
  'il-central-1': [['ECTL1', 'Edgeconnex', 'Herzliya', 'IL', '1/10', '10']],
  'me-south-1': [
    ['BDC52', 'AWS Bahrain DC52', 'Hamala', 'BH', '1/10', ''],
    ['BDC53', 'AWS Bahrain DC53', 'Askar', 'BH', '1/10', ''],
    ['EQMC1', 'Equinix MC1 Barka', 'Muscat', 'OM', '1/10', '10'],
  ],
  'mx-central-1': [['EQMX1', 'Equinix MX1', 'El Marques', 'MX', '10/100', '10/100']],
  'sa-east-1': [
    ['CIBNA', 'Cirion BNARAGMS', 'Buenos Aires', 'AR', '1/10/100', '10/100'],
    ['CILIM', 'Cirion LIMAPUCD', 'Santiago de Surco', 'PE', '1/10', '10'],
    ['EQBG1', 'Equinix BG1', 'Bogota', 'CO', '1/10/100', '10/100'],
    ['EQRJ2', 'Equinix RJ2', 'Rio de Janeiro', 'BR', '1/10/100', '10/100'],
    ['SONQU', 'Sonda Quilicura', 'Santiago', 'CL', '1/10/100', '10/100'],
    ['TIVIT', 'Tivit', 'São Paulo', 'BR', '1/10/100', '10/100'],
    ['TNDB', 'Equinix SP4', 'Barueri', 'BR', '1/10/100', '10/100'],
  ],
  'us-east-1': [
    ['165HS', '165 Halsey Street', 'Newark', 'US', '1/10/100/400', '10/100/400'],
    ['CS32A', 'CoreSite NY1', 'New York', 'US', '1/10/100', '10/100'],
    ['CSVA1', 'CoreSite VA1', 'Reston', 'US', '1/10/100/400', '10/100/400'],
    ['EQDA2', 'Equinix DA2', 'Dallas', 'US', '1/10/100', '10/100'],
    ['EQDC2', 'Equinix DC2/DC11', 'Ashburn', 'US', '1/10/100/400', '10/100/400'],
    ['EQMI1', 'Equinix MI1', 'Miami', 'US', '1/10/100', '10/100'],
    ['EQNY5', 'Equinix NY5', 'Secaucus', 'US', '1/10/100', '10/100'],
    ['KIOQ1', 'KIO Networks QRO 1', 'El Marques', 'MX', '1/10/100', '10/100'],
    ['LGT50', 'Crown Castle', 'Philadelphia', 'US', '1/10/100', '10/100'],
    ['MB1SD', 'Markley', 'Boston', 'US', '1/10/100', '10/100'],
    ['QTDC2', 'QTS ATL1', 'Atlanta', 'US', '1/10/100', '10/100'],
    ['TLLPJ', 'Digital Realty IAD38', 'Ashburn', 'US', '1/10/100', '10/100'],
    ['TLXA1', 'Digital Realty ATL13', 'Atlanta', 'US', '1/10/100', '10/100'],
  ],
  'us-east-2': [
    ['COL67', 'Cologix COL2', 'Columbus', 'US', '1/10/100', '10/100'],
    ['COLM3', 'Cologix MIN3', 'Minneapolis', 'US', '1/10/100', '10/100'],
    ['CSCH1', 'CoreSite CH1', 'Chicago', 'US', '10/100/400', '10/100/400'],
    ['CYOA1', 'CyrusOne Aurora A1', 'Aurora', 'US', '10/100', '10/100'],
    ['CYOW3', 'DataBank HOU3', 'Houston', 'US', '1/10/100', '10/100'],
    ['EQC50', 'Equinix CH2', 'Chicago', 'US', '1/10/100/400', '10/100/400'],
    ['NPKC1', 'Netrality Data Centers', 'Kansas City', 'US', '1/10/100', '10/100'],
    ['QTS52', 'QTS', 'Chicago', 'US', '1/10/100', '10/100'],
  ],
  'us-west-1': [
    ['CSOW', 'CoreSite LA1', 'Los Angeles', 'US', '1/10/100', '10/100'],
    ['CSSV2', 'Coresite SV2', 'Milpitas', 'US', '1/10', ''],
    ['CSSV4', 'CoreSite SV4', 'Santa Clara', 'US', '1/10/100/400', '10/100/400'],
    ['ECPH1', 'EdgeConnex PHX01', 'Tempe', 'US', '10/100/400', '10/100/400'],
    ['EQLA3', 'Equinix LA3', 'El Segundo', 'US', '1/10/100', '10/100'],
    ['EQSV5', 'Equinix SV5', 'San Jose', 'US', '1/10/100/400', '10/100/400'],
    ['PNP51', 'PhoenixNAP', 'Phoenix', 'US', '1/10', ''],
  ],
  'us-west-2': [
    ['ALN91', 'AlohaNap', 'Kapolei', 'US', '10/100', '10/100'],
    ['CSDE1', 'CoreSite DE1', 'Denver', 'US', '1/10', '10'],
    ['DBLV1', 'DataBank LAS1', 'Las Vegas', 'US', '10/100', '10/100'],
    ['ECPO1', 'EdgeConnex', 'Hillsboro', 'US', '1/10/100', '10/100'],
    ['EQSE2', 'Westin Building Exchange', 'Seattle', 'US', '1/10/100/400', '10/100/400'],
    ['PEH51', 'Pittock Block', 'Portland', 'US', '1/10/100', '10/100'],
    ['SNAP', 'Switch SUPERNAP 8', 'Las Vegas', 'US', '1/10/100', '10/100'],
    ['T5ALA', 'Serverfarm LAX1 El Segundo', 'El Segundo', 'US', '1/10/100', ''],
    ['TPS19', 'TierPoint', 'Seattle', 'US', '1/10', '10'],
  ],
};

/** Locations of Direct Connect, by region and code. */
export const DIRECT_CONNECT_LOCATIONS: readonly DirectConnectLocation[] = Object.entries(ROWS).flatMap(
  ([region, rows]) =>
    rows.map(([code, name, city, country, rates, macsec]) => ({
      code,
      name,
      city,
      country,
      region,
      gigabits: listed(numbers(rates)),
      macsecGigabits: listed(numbers(macsec)),
    })),
);

/** A location by its code, in any case of letters; undefined where the list does not have it. */
export function directConnectLocation(code: string): DirectConnectLocation | undefined {
  return DIRECT_CONNECT_LOCATIONS.find((one) => one.code === code.toUpperCase());
}

function numbers(text: string): readonly number[] {
  return text === '' ? [] : text.split('/').map(Number);
}
