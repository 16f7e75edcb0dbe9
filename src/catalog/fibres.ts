import { Length } from '../units/length';
import { cite } from './cite';
import { defineFibre } from './define-network';

const manual = cite('optic-man', 'published');
const shared = { manufacturer: 'NVIDIA', connector: manual('MPO-12/APC') } as const;

/** Fibres of the catalogue. */
export const fibres = {
  MFP7E10: defineFibre({
    ...shared,
    id: 'mfp7e10',
    model: 'MFP7E10',
    medium: 'multimode',
    kind: 'straight',
    reach: manual(Length.metres(50)),
  }),
  MFP7E20: defineFibre({
    ...shared,
    id: 'mfp7e20',
    model: 'MFP7E20',
    medium: 'multimode',
    kind: 'splitter',
    reach: manual(Length.metres(50)),
  }),
  MFP7E30: defineFibre({
    ...shared,
    id: 'mfp7e30',
    model: 'MFP7E30',
    medium: 'single-mode',
    kind: 'straight',
    reach: manual(Length.metres(100)),
  }),
  MFP7E40: defineFibre({
    ...shared,
    id: 'mfp7e40',
    model: 'MFP7E40',
    medium: 'single-mode',
    kind: 'splitter',
    reach: manual(Length.metres(100)),
  }),
} as const;
