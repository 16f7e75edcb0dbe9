import type { BookLanguage } from '../book-data';

let language: BookLanguage = 'en';

/** Sets the language of the labels. */
export function setLanguage(given: BookLanguage): void {
  language = given;
  document.documentElement.lang = given;
}

/** The language of the labels. */
export function currentLanguage(): BookLanguage {
  return language;
}

/** A label in the language of the reader; where it has none, in English. */
export function word(english: string): string {
  return language === 'ko' ? (KOREAN.get(english) ?? english) : english;
}

const KOREAN = new Map<string, string>(
  Object.entries({
    Overview: '개요',
    Findings: '점검 결과',
    Power: '전력',
    'What goes down': '장애 영향',
    Compare: '비교',
    Print: '인쇄',
    Search: '검색',
    Files: '파일',
    Halls: '홀',
    Hall: '홀',
    Row: '열',
    Rows: '열',
    Rack: '랙',
    Racks: '랙',
    'Racks in use': '사용 중인 랙',
    Devices: '장비',
    Device: '장비',
    Cable: '케이블',
    Cables: '케이블',
    Port: '포트',
    Address: '주소',
    Addresses: '주소',
    Interface: '인터페이스',
    Network: '네트워크',
    Model: '모델',
    Kind: '종류',
    Zone: '전력 구역',
    'Power zone': '전력 구역',
    Phase: '단계',
    Phases: '단계',
    'All phases': '전체 단계',
    Tenant: '테넌트',
    Cooling: '냉각',
    'Cooling loop': '냉각 루프',
    Compartment: '구획',
    'Load (kW)': '부하 (kW)',
    Load: '부하',
    Limit: '한도',
    Budget: '랙 전력 한도',
    Medium: '매체',
    Length: '길이',
    Part: '부품 번호',
    Rate: '속도',
    'Far end': '상대편',
    'Far port': '상대 포트',
    'Far rack': '상대 랙',
    Rule: '규칙',
    Rules: '규칙',
    Object: '대상',
    Found: '확인된 값',
    Remedy: '조치',
    Outcome: '판정',
    error: '오류',
    warning: '경고',
    info: '참고',
    'not known': '알 수 없음',
    acknowledged: '승인됨',
    none: '없음',
    all: '전체',
    empty: '비어 있음',
    GPUs: 'GPU',
    Systems: '시스템',
    'GPUs in service': '운영 중인 GPU',
    Switches: '스위치',
    'Show all': '모두 보기',
    'Skip to the content': '본문으로 건너뛰기',
    'Colour by': '색 구분',
    'not planned': '계획되지 않음',
    'not placed': '배치되지 않음',
    'above its budget': '랙 전력 한도 초과',
    'loses power': '전원 상실',
    'loses cooling': '냉각 상실',
    'is lost itself': '함께 상실',
    'Racks that go down': '멈추는 랙',
    'Goes down with': '함께 멈추는 원인',
    State: '상태',
    Serial: '일련번호',
    'Asset tag': '자산 번호',
    Place: '위치',
    Height: '높이',
    'Assumed figures': '가정한 값',
    Node: '노드',
    Feed: '급전',
    'Worst load': '최악 부하',
    'Fed from': '상위 전원',
    Feeds: '하위',
    Group: '이중화 그룹',
    'Previous rack': '이전 랙',
    'Next rack': '다음 랙',
    Added: '추가',
    Removed: '삭제',
    Moved: '이동',
  }),
);
