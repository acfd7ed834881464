/** The one-time code of a text message, if it holds one: WebOTP's last line first, it says which digits are the code. */
export function oneTimeCode(text: string): string | null {
  const bound = /^@\S+ #(\d{4,8})\b/m.exec(text)?.[1]
  const named = /\bcode\D{1,30}(\d{4,8})(?!\d)/i.exec(text)?.[1]
  const sixDigits = /(?<![\d+])\d{6}(?!\d)/.exec(text)?.[0]
  return bound ?? named ?? sixDigits ?? null
}
