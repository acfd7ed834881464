export { LegalBody } from '../../shared/legal/document.tsx'
