/** The Centre d’Interaction Clients, for a `tel:` link and as it is read. */
export const phone = { dialled: '+33969322039', shown: '09\u00a069\u00a032\u00a020\u00a039' } as const
