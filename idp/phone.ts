/** Where people call who cannot get in, as it is read. Of nobody: from the numbers that are kept for fiction. */
export const phone = '01\u00a099\u00a000\u00a012\u00a034'
