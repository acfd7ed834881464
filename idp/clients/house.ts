export const PORTAL_CLIENT_ID = 'mybmw-financial-services'
/** The provider's own pages for people who are signed in. */
export const OWN_CLIENT_ID = 'bmw-id'

export const isHouse = (id: string): boolean => id === PORTAL_CLIENT_ID || id === OWN_CLIENT_ID
