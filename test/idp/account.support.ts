import { envelope } from '../../idp/engine/store.ts'
import { SECOND } from '../../shared/time.ts'
import { signIn } from '../support/app.ts'
import type { Person } from '../support/people.ts'
import type { TestIdp } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'

/** Somebody in a browser of their own, signed in, at a page of theirs. */
export const at = async (
  world: Pick<TestIdp, 'visitor'>,
  path: string,
  person: Pick<Person, 'email' | 'password'>,
): Promise<Visitor> => signIn(await world.visitor().open(path), person)

/** As if everybody had signed in so long ago: the engine lives by the real clock. */
export async function ageSessions({ idp }: Pick<TestIdp, 'idp'>, ms: number): Promise<void> {
  const { open, seal } = envelope(idp.secrets)
  for (const row of await idp.db('engine_object').where({ model: 'Session' })) {
    const session = open(row) as { loginTs: number }
    const sealed = seal(row.id, { ...session, loginTs: session.loginTs - ms / SECOND })
    await idp.db('engine_object').where({ id: row.id }).update({ sealed })
  }
}

/** What was recorded of an account, but for signing in. */
export const recorded = async ({ idp }: Pick<TestIdp, 'idp'>, subject: string): Promise<string[]> =>
  idp
    .db('audit_event')
    .where({ subject })
    .whereNotIn('action', ['login.succeeded', 'session.ended'])
    .orderBy('no')
    .pluck('action')

/** The link of a mail that leads to a page. */
export const linkTo = (message: { readonly links: readonly string[] }, path: string): string => {
  const link = message.links.find((address) => new URL(address).pathname === path)
  if (link === undefined) throw new Error(`no link to ${path} among ${message.links.join(' ')}`)
  return link
}
