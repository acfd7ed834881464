import test, { type ExecutionContext } from 'ava'
import type { Account } from '../../idp/account/service.ts'
import { guessedMail, recoveryUsedMail } from '../../idp/confirm/messages.ts'
import { envelope } from '../../idp/engine/store.ts'
import { factorsGoneMail } from '../../idp/factors/messages.ts'
import { executeDueResets } from '../../idp/factors/service.ts'
import { addedMail, codesMadeMail, removedMail, resetAskedMail } from '../../idp/security/messages.ts'
import { askReset } from '../../idp/security/service.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time.ts'
import { signIn } from '../support/app.ts'
import { command } from '../support/command.ts'
import { codeAt, fromBase32 } from '../support/factors.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import { faultsIn, sentences } from '../support/texts.ts'
import type { Visitor } from '../support/visitor/visitor.ts'

const { anna } = people
const STEP = 30 * SECOND

async function stage(t: ExecutionContext) {
  const world = await idpWith(t)
  const id = await openAccountOf(world.idp, anna)
  const visitor = await signIn(await world.visitor().open('/account/security'), anna)
  return { world, id, visitor }
}

/** The key on the page, as somebody would type it into an app. */
const keyOn = (visitor: Visitor): Buffer =>
  fromBase32((/<code>([A-Z2-7 ]{32,})<\/code>/.exec(visitor.html)?.[1] ?? '').replaceAll(' ', ''))

const codesOn = (visitor: Visitor): string[] =>
  [...visitor.html.matchAll(/<code>([\dA-Z]{4}(?:-[\dA-Z]{4}){3})<\/code>/g)].map(([, code]) => code ?? '')

async function addApp(world: TestIdp, visitor: Visitor, name = 'Mon téléphone') {
  await visitor.open('/account/security/app')
  const key = keyOn(visitor)
  visitor.fill('Nom de l’appareil', name).fill('Code affiché par l’application', codeAt(key, world.clock.now()))
  await visitor.press('Ajouter l’application')
  return { key, codes: codesOn(visitor) }
}

const confirmWith = (visitor: Visitor, code: string): Promise<Visitor> =>
  visitor.fill('Code à 6 chiffres', code).press('Continuer')

/** Signs in anew where the page asks for it. */
const proveAgain = async (world: TestIdp, visitor: Visitor, key: Buffer): Promise<Visitor> => {
  world.clock.pass(STEP)
  return confirmWith(await signIn(visitor, anna), codeAt(key, world.clock.now()))
}

/** As if everybody had signed in so long ago: the engine lives by the real clock. */
async function ageSessions({ idp }: TestIdp, ms: number): Promise<void> {
  const { open, seal } = envelope(idp.secrets)
  for (const row of await idp.db('engine_object').where({ model: 'Session' })) {
    const session = open(row) as { loginTs: number }
    const sealed = seal(row.id, { ...session, loginTs: session.loginTs - ms / SECOND })
    await idp.db('engine_object').where({ id: row.id }).update({ sealed })
  }
}

const subjects = async ({ inbox }: TestIdp): Promise<unknown[]> =>
  (await inbox.received(anna.email)).map(({ subject }) => subject)

const actions = async ({ idp }: TestIdp): Promise<string[]> =>
  (await idp.db('audit_event').orderBy('no')).map(({ action }) => action)

test('an app is added by its code, and ten recovery codes are shown, once [R69][R71]', async (t) => {
  const { world, visitor } = await stage(t)
  t.is(visitor.heading, 'Connexion et sécurité.')
  await visitor.follow('Ajouter une application')
  const key = keyOn(visitor)
  t.is(key.length, 20)
  t.regex(
    visitor.html,
    /href="otpauth:\/\/totp\/BMW%20ID:anna%40example\.test\?secret=[A-Z2-7]{32}&amp;issuer=BMW%20ID"/,
  )
  t.regex(visitor.html, /<svg class="qr"/)
  t.deepEqual(keyOn(await visitor.reload()), key, 'the same as long as it waits')
  t.false(/name="[^"]*"[^>]*value="[A-Z2-7]{32}"/.test(visitor.html), 'not in the form')
  visitor.fill('Code affiché par l’application', codeAt(key, world.clock.now(), { steps: 7 }))
  await visitor.press('Ajouter l’application')
  t.is(visitor.status, 422)
  t.regex(visitor.text, /Ce code n’est pas le bon/)
  visitor.fill('Code affiché par l’application', codeAt(key, world.clock.now()))
  await visitor.press('Ajouter l’application')
  t.is(visitor.heading, 'Vos codes de secours.')
  const codes = codesOn(visitor)
  t.is(new Set(codes).size, 10)
  t.true(decodeURIComponent(visitor.html).includes(codes.join('\r\n')), 'the file')
  await visitor.follow('Je les ai conservés')
  t.true(visitor.text.includes('Mon téléphone'))
  t.regex(visitor.text, /Il vous reste 10 codes/)
  t.deepEqual(codesOn(await visitor.open('/account/security/codes')), [])
  t.deepEqual(await subjects(world), ['La confirmation en deux étapes protège votre BMW ID'])
  t.deepEqual((await actions(world)).slice(-2), ['factor.added', 'recovery.made'])
  const stored = JSON.stringify(await world.idp.db('recovery_code'))
  t.false(codes.some((code) => stored.includes(code) || stored.includes(code.replaceAll('-', ''))))
})

test('a key that waits too long is replaced, and the first app ends other sessions', async (t) => {
  const { world, visitor } = await stage(t)
  const elsewhere = await signIn(await world.visitor().open('/account'), anna)
  t.is(elsewhere.heading, 'Mon BMW ID.')
  await visitor.open('/account/security/app')
  const key = keyOn(visitor)
  world.clock.pass(30 * MINUTE)
  visitor.fill('Code affiché par l’application', codeAt(key, world.clock.now()))
  await visitor.press('Ajouter l’application')
  t.regex(visitor.text, /Cette clé a attendu trop longtemps/)
  t.notDeepEqual(keyOn(visitor), key)
  await addApp(world, visitor)
  t.is((await elsewhere.open('/account')).heading, 'Connectez-vous.')
  t.is((await visitor.open('/account')).heading, 'Mon BMW ID.')
})

test('three apps may be added, each after a proof by one that is there; the code of a step counts once for all [R72][R69]', async (t) => {
  const { world, visitor } = await stage(t)
  const { key } = await addApp(world, visitor, 'Un')
  await visitor.open('/account/security/app')
  t.is(visitor.heading, 'Connectez-vous.', 'the session was opened by a password alone')
  await proveAgain(world, visitor, key)
  t.is(visitor.heading, 'Ajouter une application.')
  for (const name of ['Deux', 'Trois']) {
    world.clock.pass(STEP)
    t.deepEqual((await addApp(world, visitor, name)).codes, [])
    t.regex(visitor.text, /L’application est ajoutée/)
  }
  await visitor.open('/account/security/app')
  t.regex(visitor.text, /Vous avez déjà trois applications/)
})

test('what changes a factor needs a proof at most five minutes old, and what was typed is kept [R34][R72]', async (t) => {
  const { world } = await stage(t)
  const page = `${world.url}/account/security/app`
  const visitor = world.visitor({ headers: { referer: page } })
  await signIn(await visitor.open(page), anna)
  const key = keyOn(visitor)
  await ageSessions(world, 6 * MINUTE)
  visitor.fill('Nom de l’appareil', 'Ma tablette').fill('Code affiché par l’application', '123456')
  await visitor.press('Ajouter l’application')
  t.is(visitor.heading, 'Connectez-vous.')
  await signIn(visitor, anna)
  t.is(visitor.field('Nom de l’appareil'), 'Ma tablette')
  t.regex(visitor.text, /Vous avez de nouveau prouvé/)
  t.deepEqual(keyOn(visitor), key)
  visitor.fill('Code affiché par l’application', codeAt(key, world.clock.now()))
  await visitor.press('Ajouter l’application')
  await visitor.follow('Je les ai conservés')
  await visitor.follow('Retirer l’application « Ma tablette »')
  t.is(visitor.heading, 'Connectez-vous.')
  await proveAgain(world, visitor, key)
  t.is(visitor.heading, 'Retirer « Ma tablette » ?')
  await ageSessions(world, 6 * MINUTE)
  await visitor.press('Retirer l’application')
  t.is(visitor.heading, 'Connectez-vous.')
  t.is((await world.idp.db('authenticator').whereNull('removed_at')).length, 1)
})

test('a removed app is not asked for any more, and the link of the mail puts it back', async (t) => {
  const { world, visitor } = await stage(t)
  const { key } = await addApp(world, visitor)
  await visitor.open('/account/security')
  await visitor.follow('Retirer l’application « Mon téléphone »')
  await proveAgain(world, visitor, key)
  t.regex(visitor.text, /C’est votre seul moyen/)
  await visitor.press('Retirer l’application')
  t.regex(visitor.text, /L’application est retirée/)
  t.is((await actions(world)).at(-1), 'factor.removed')
  const link = await world.inbox.lastLink(anna.email)
  const fresh = await signIn(await world.visitor().open('/account'), anna)
  t.is(fresh.heading, 'Mon BMW ID.')

  const owner = await world.visitor().open(link)
  t.is(owner.heading, 'Remettre votre moyen de confirmation ?')
  await owner.press('Annuler le changement')
  t.is((await fresh.open('/account')).heading, 'Connectez-vous.', 'what was opened meanwhile ends')
  await signIn(fresh, anna)
  world.clock.pass(STEP)
  t.is((await confirmWith(fresh, codeAt(key, world.clock.now()))).heading, 'Mon BMW ID.')
  t.true((await actions(world)).includes('factor.restored'))
})

test('recovery codes are tried out without being used, and made anew [R71]', async (t) => {
  const { world, visitor } = await stage(t)
  const { key, codes } = await addApp(world, visitor)
  await visitor.open('/account/security/codes')
  t.regex(visitor.text, /Dernière vérification\s+jamais/)
  await visitor.fill('Code de secours', codes[3] ?? '').press('Vérifier')
  t.regex(visitor.text, /Ce code marche\. Il n’a pas été utilisé/)
  t.regex(visitor.text, /10 sur 10/)
  t.notRegex(visitor.text, /jamais/)
  await visitor.fill('Code de secours', 'ABCD-2345-EFGH-6789').press('Vérifier')
  t.is(visitor.status, 422)
  await visitor.press('Créer dix nouveaux codes')
  await proveAgain(world, visitor, key)
  await visitor.open('/account/security/codes')
  await visitor.press('Créer dix nouveaux codes')
  const anew = codesOn(visitor)
  t.is(anew.length, 10)
  t.is((await subjects(world)).at(-1), 'De nouveaux codes de secours ont été créés')
  await visitor.open('/account/security/codes')
  await visitor.fill('Code de secours', codes[3] ?? '').press('Vérifier')
  t.regex(visitor.text, /Ce code ne marche pas/)
  await visitor.fill('Code de secours', anew[9] ?? '').press('Vérifier')
  t.regex(visitor.text, /Ce code marche/)
})

test('whoever has lost everything gets in a day after an operator said so, unless the owner stops it [R73]', async (t) => {
  const { world, id, visitor } = await stage(t)
  const { key } = await addApp(world, visitor)
  const reason = 'identity checked on the telephone'
  t.is((await askReset(world.idp, 'nobody@example.test', reason)).kind, 'unknown')
  t.is((await askReset(world.idp, anna.email, reason)).kind, 'asked')
  t.is((await askReset(world.idp, anna.email, reason)).kind, 'waiting')
  t.is((await subjects(world)).at(-1), 'Vos moyens de confirmation vont être retirés')
  t.regex((await visitor.open('/account/security')).text, /vos moyens de confirmation seront retirés le/)

  const owner = await world.visitor().open(await world.inbox.lastLink(anna.email))
  await owner.press('Annuler le changement')
  t.regex(owner.text, /Vos moyens de confirmation restent en place/)
  world.clock.pass(DAY)
  await executeDueResets(world.idp)
  t.is((await world.idp.db('authenticator').where({ account_id: id })).length, 1)

  t.is((await askReset(world.idp, anna.email, reason)).kind, 'asked')
  world.clock.pass(DAY - HOUR)
  const early = await signIn(await world.visitor().open('/account'), anna)
  t.is(early.heading, 'Confirmez que c’est vous.', 'not before')
  await confirmWith(early, codeAt(key, world.clock.now()))
  t.is(early.heading, 'Mon BMW ID.')
  world.clock.pass(HOUR)
  const late = await signIn(await world.visitor().open('/account'), anna)
  t.is(late.heading, 'Mon BMW ID.', 'also before the sweep has come')
  t.is((await early.open('/account')).heading, 'Connectez-vous.')
  t.deepEqual(await world.idp.db('recovery_code').where({ account_id: id }), [])
  t.true((await subjects(world)).includes('La confirmation en deux étapes est retirée'))
  t.is((await actions(world)).filter((action) => action === 'factors.reset').length, 1)
})

test('nobody sees or removes an app of somebody else', async (t) => {
  const { world, visitor } = await stage(t)
  await addApp(world, visitor)
  const { id } = await world.idp.db('authenticator').first('id')
  await openAccountOf(world.idp, people.morel)
  const other = await signIn(await world.visitor().open('/account/security'), people.morel)
  t.false(other.text.includes('Mon téléphone'))
  t.is((await other.open(`/account/security/app/${id}/remove`)).status, 404)
})

test('an operator lets factors go by a command, with a reason [R73]', async (t) => {
  const { world, visitor } = await stage(t)
  const env = { ...world.env, IDP_LOG_LEVEL: 'error' }
  const ask = (email: string) => command(env, 'bmw-id', 'accounts', 'reset-factors', email, '--reason', 'checked')
  t.is((await command(env, 'bmw-id', 'accounts', 'reset-factors', anna.email)).code, 2, 'not without a reason')
  t.is((await ask('nobody@example.test')).code, 1)
  t.regex((await ask(anna.email)).out, /Nothing to do/)
  await addApp(world, visitor)
  t.regex((await ask(anna.email)).out, /go at \d{4}-/)
  t.is((await world.idp.db('factor_reset')).length, 1)
  t.is((await subjects(world)).at(-1), 'Vos moyens de confirmation vont être retirés')
})

test('the mails about factors are written well', (t) => {
  for (const lang of ['fr', 'en'] as const) {
    const account = { lang, civility: 'madame', familyName: 'Lindqvist' } as Account
    const [at, link] = [Date.UTC(2026, 10, 26), 'https://id.example/x']
    const mails = [
      addedMail(account, { name: 'Mon téléphone', at, forgot: link, security: link }),
      removedMail(account, { name: 'Mon téléphone', at, left: 0, undo: link }),
      codesMadeMail(account, { at, forgot: link }),
      resetAskedMail(account, { dueAt: at, stop: link }),
      factorsGoneMail(account, { at, security: link }),
      guessedMail(account, { at, forgot: link }),
      ...[0, 1, 7].map((left) => recoveryUsedMail(account, { at, left, forgot: link, security: link })),
    ]
    for (const mail of mails) {
      t.deepEqual(
        [...sentences(mail)].flatMap((sentence) => faultsIn(sentence, lang)),
        [],
        mail.subject,
      )
    }
  }
})
