/** Stored with each acceptance. A change of substance gets a new date, and everybody is asked again. */
export const termsVersion = '2026-11-23'
