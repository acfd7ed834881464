// Owns the contracts: what the finance company's back office knows of them, and how they are shown.

export { canReceiveSms, maskMobile } from './mobile.ts'
export { normalizeContractNumber, type TypedNumber } from './number.ts'
export { sealClearRows } from './sealed.ts'
export { createSqlContractSystem } from './sql-system.ts'
export type { AttachmentFacts, ContractSummary, ContractSystem } from './system.ts'
