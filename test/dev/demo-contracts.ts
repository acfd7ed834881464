import { benaliCredit, garnierCredit, morelCredit, payetCredit } from './demo-credits.ts'
import { castelLoa, delmasLld, garnierLld, lefevreLoa, morelLoa, morelNewLoa } from './demo-rentals.ts'
import type { DemoContract } from './demo-terms.ts'

/** Ten invented contracts, each for a case. Metropolitan numbers lie in Arcep's block for fiction; the overseas ones do
 *  not, so none of this may ever meet a real SMS gateway. */
export const demoContracts: readonly DemoContract[] = [
  morelLoa,
  morelCredit,
  garnierLld,
  delmasLld,
  castelLoa,
  benaliCredit,
  lefevreLoa,
  payetCredit,
  morelNewLoa,
  garnierCredit,
]

/** The day the odometers were read. */
export const READ_ON = '2026-11-22'

type DemoHolder =
  | { civility: 'mr' | 'ms'; firstName: string; lastName: string; mobile: string | null; landline?: string }
  | { company: string; mobile: string | null; landline?: string }

export const demoHolders: Readonly<Record<string, DemoHolder>> = {
  morel: { civility: 'mr', firstName: 'Julien', lastName: 'Morel', mobile: '+33639980101' },
  garnier: { civility: 'ms', firstName: 'Sophie', lastName: 'Garnier', mobile: '+33639980103' },
  delmas: { company: 'Atelier Delmas SARL', mobile: '+33639980104' },
  castel: { civility: 'mr', firstName: 'Henri', lastName: 'Castel', mobile: null, landline: '+33199001205' },
  benali: { civility: 'ms', firstName: 'Nadia', lastName: 'Benali', mobile: '+33639980106' },
  lefevre: { civility: 'mr', firstName: 'Marc', lastName: 'Lefèvre', mobile: '+33639980107' },
  payet: { civility: 'ms', firstName: 'Élodie', lastName: 'Payet', mobile: '+262692000108' },
  'payet-thomas': { civility: 'mr', firstName: 'Thomas', lastName: 'Payet', mobile: '+262693000209' },
}
