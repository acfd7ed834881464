// Members of metadata that somebody else has written, as what they ought to be, or nothing.

export const asText = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)
/** The texts in a list; nothing else is one. */
export const asTexts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
