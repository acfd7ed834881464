/** Whether a code may be sent to this number (E.164): French mobile numbers only, so that a foreign or premium number in
 *  the contract system can never cost money. Arcep's plan; the overseas territories have their own country codes. */
export const canReceiveSms = (e164: string): boolean => MOBILE_RANGES.some((range) => range.test(e164))

const MOBILE_RANGES = [
  // 06 without the overseas blocks (0639, 0690–0694, 0696, 0697), 07 without 070 (machines), 071 and 072 (not opened)
  /^\+33(6([0-24-8]\d|3[0-8]|9[589])|7[3-9]\d)\d{6}$/,
  // 06 39 98: kept for fiction by Arcep, and for our demonstration
  /^\+3363998\d{4}$/,
  // Guadeloupe, Saint-Martin, Saint-Barthélemy
  /^\+590(69[01]\d{2}|7090\d)\d{4}$/,
  // Guyane
  /^\+594(694\d{2}|7093\d)\d{4}$/,
  // Martinique
  /^\+596(69[67]\d{2}|7091\d)\d{4}$/,
  // Réunion (0692, 0693, 0709 2) and Mayotte (0639, 0709 3)
  /^\+262(69[23]\d{2}|639\d{2}|709[23]\d)\d{4}$/,
]

/** The number as its owner knows it, all but the last two digits hidden: `06 •• •• •• 01`, overseas `0692 •• •• 08`
 *  (there the first four digits are the territory). */
export function maskMobile(e164: string): string {
  const end = e164.slice(-2)
  const overseas = /^\+(?:262|590|594|596)(\d{3})\d{6}$/.exec(e164)
  if (overseas) return `0${overseas[1]} •• •• ${end}`
  const metropolitan = /^\+33(\d)\d{8}$/.exec(e164)
  return metropolitan ? `0${metropolitan[1]} •• •• •• ${end}` : `•• •• •• •• ${end}`
}
