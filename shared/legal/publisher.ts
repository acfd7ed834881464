/** Who publishes a site, as the French law on the digital economy (LCEN) wants it said. */
export interface Publisher {
  readonly name: string
  readonly form: string
  readonly capital: string
  readonly seat: string
  readonly register: string
  readonly vat: string
  readonly phone: string
  readonly email: string
  /** Where to write about personal data. */
  readonly privacyEmail: string
  readonly director: string
  /** Name, address and telephone. */
  readonly host: string
}
