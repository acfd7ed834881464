import { openAccountOf, people } from '../support/people.ts'
import { fillIn } from '../support/routes.ts'
import { ID, type Origin, PORTAL, type SecureWorld } from '../support/secure.ts'
import { formOf, readPage } from '../support/visitor/page.ts'
import type { Visitor } from '../support/visitor/visitor.ts'

/** A form that a page of ours shows. */
export interface FoundForm {
  readonly page: string
  /** whole address */
  readonly action: string
  /** every field with what stands in it */
  readonly fields: Readonly<Record<string, string>>
}

/** Browsers in the middle of everything one can do, so that each page shows its form. */
export interface Everybody {
  /** the cookies that go to each product */
  readonly cookies: Readonly<Record<Origin, string>>
  /** every address that can be opened, with those parameters that show something */
  readonly pages: Readonly<Record<Origin, readonly string[]>>
  readonly forms: readonly FoundForm[]
  /** those of the account area that leave whoever sends them signed in, and the cookies of somebody who is */
  readonly account: { readonly forms: readonly FoundForm[]; readonly cookie: string }
}

const ACCOUNT = ['profile', 'email', 'password', 'security/app', 'security/codes', 'apps', 'data'] as const

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** Morel is signed in at the portal and waits for a code; Ben has signed up and is also about to sign in, and Anna's
 *  new password is open in his browser. */
export async function everybody(world: SecureWorld): Promise<Everybody> {
  await openAccountOf(world.idp, people.morel)
  await openAccountOf(world.idp, people.anna)
  const morel = await addingContract(world)
  const { visitor: ben, link, uid } = await signingUp(world)
  const cookies = { [ID]: cookiesOf(ben, ID), [PORTAL]: cookiesOf(morel, PORTAL) }
  const opened = (origin: Origin, values: Readonly<Record<string, string>>): string[] =>
    world.routes[origin].filter(({ method }) => method === 'GET').map(({ pattern }) => fillIn(pattern, values))
  const pages = {
    [ID]: [...opened(ID, { uid }), link.slice(ID.length)],
    [PORTAL]: opened(PORTAL, { number: 'S0123456789' }),
  }
  const withoutCookies = await formsOn(world, [link], '')
  const forms = [
    ...(await formsOn(
      world,
      pages[ID].map((path) => ID + path),
      cookies[ID],
    )),
    ...(await formsOn(
      world,
      pages[PORTAL].map((path) => PORTAL + path),
      cookies[PORTAL],
    )),
    ...withoutCookies,
  ]
  await Promise.all([world.idp.outbox.drain(), world.portal.outbox.drain()])
  const cookie = cookiesOf(morel, ID)
  const rooms = ACCOUNT.map((room) => `${ID}/account/${room}`)
  return { cookies, pages, forms, account: { cookie, forms: await formsOn(world, rooms, cookie) } }
}

async function addingContract(world: SecureWorld): Promise<Visitor> {
  const morel = await world.visitor().open('/login')
  morel.fill('BMW ID (adresse e-mail)', people.morel.email).fill('Mot de passe', people.morel.password)
  await morel.press('Connexion')
  await morel.open('/contracts/new')
  return morel.fill('N° de contrat', 'S0123456789').press('Ajouter ce contrat')
}

async function signingUp(world: SecureWorld) {
  const visitor = await world.visitor().open(`${ID}/signup`)
  const { ben, anna } = people
  visitor.choose('Monsieur').fill('Prénom', ben.givenName).fill('Nom', ben.familyName)
  visitor.fill('Adresse e-mail', ben.email).fill('Mot de passe', ben.password)
  await visitor.check('J’accepte les Conditions Générales').press('S’inscrire')
  const link = await world.inbox.lastLink(ben.email)
  const body = new URLSearchParams({ email: anna.email }).toString()
  await world.ask(`${ID}/password/forgot`, { method: 'POST', headers: FORM, body })
  await visitor.open(await world.inbox.lastLink(anna.email))
  await visitor.open(`${PORTAL}/login`)
  return { visitor, link, uid: visitor.url.split('/').at(-1) ?? '' }
}

export const cookiesOf = (visitor: Visitor, origin: Origin): string =>
  visitor.cookies
    .filter(({ host }) => host === new URL(origin).hostname)
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')

async function formsOn(world: SecureWorld, pages: readonly string[], cookie: string): Promise<FoundForm[]> {
  const found: FoundForm[] = []
  for (const page of pages) {
    const { body } = await world.ask(page, { headers: { accept: 'text/html', ...(cookie ? { cookie } : {}) } })
    const { elements } = readPage(body)
    for (const form of elements.filter(({ name }) => name === 'form')) {
      const controls = elements.filter((element) => element.attribs['name'] && formOf(element, elements) === form)
      found.push({
        page,
        action: new URL(form.attribs['action'] ?? '', page).href,
        fields: Object.fromEntries(controls.map(({ attribs }) => [attribs['name'] ?? '', attribs['value'] ?? ''])),
      })
    }
  }
  return found
}
