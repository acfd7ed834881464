import type { Lang, Texts } from '../../shared/i18n.ts'
import { describeBrowser } from '../browser.ts'

// What a new passkey is called until its owner finds something better.

/** What keeps a passkey, by what it says of its model (AAGUID): the usual ones of the FIDO community's list. Nothing is
 *  built on it: without attestation anybody may say any. */
const keepers: Readonly<Record<string, string>> = {
  'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4': 'Google Password Manager',
  'd3452668-01fd-4c12-926c-83a4204853aa': 'Microsoft Password Manager',
  '08987058-cadc-4b81-b6e1-30de50dcbe96': 'Windows Hello',
  '9ddd1817-af5a-4672-a2b9-3e3dd95000a9': 'Windows Hello',
  '6028b017-b1d4-4c02-b4b3-afcdafc96bb2': 'Windows Hello',
  '53414d53-554e-4700-0000-000000000000': 'Samsung Pass',
  'bada5566-a7aa-401f-bd96-45619a55120d': '1Password',
  'd548826e-79b4-db40-a3d8-11116f7e8349': 'Bitwarden',
  '531126d6-e717-415c-9320-3d9aa6981239': 'Dashlane',
  'f3809540-7f14-49c1-a8b3-8f813b225541': 'Enpass',
  '0ea242b4-43c4-4a1b-8b17-dd6d0b6baec6': 'Keeper',
  'b84e4048-15dc-4dd0-8640-f4f60813c8af': 'NordPass',
  '50726f74-6f6e-5061-7373-50726f746f6e': 'Proton Pass',
}

const APPLE = ['fbfc3007-154e-4ecc-8c0b-6e020557d7bd', 'dd4ec289-e01d-41c9-bb89-70fa845d4bf2']

const words: Texts<{ readonly apple: string; readonly key: string }> = {
  fr: { apple: 'Trousseau iCloud', key: 'Clé de sécurité' },
  en: { apple: 'iCloud Keychain', key: 'Security key' },
}

const PORTABLE = ['usb', 'nfc', 'ble']

/** « Windows Hello », « Clé de sécurité », « Chrome sur Android ». */
export function suggestName(
  lang: Lang,
  { aaguid, transports, agent }: { aaguid: string; transports: readonly string[]; agent: string | undefined },
): string {
  if (APPLE.includes(aaguid)) return words[lang].apple
  const keeper = keepers[aaguid]
  if (keeper) return keeper
  const isPortable = transports.length > 0 && transports.every((one) => PORTABLE.includes(one))
  const name = isPortable ? words[lang].key : describeBrowser(lang, agent)
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}
