import test from 'ava'
import * as oauth from 'oauth4webapi'
import { MINUTE, SECOND } from '../../shared/time.ts'
import { insecure, testApp } from '../support/app.ts'
import { DATABASES } from '../support/database.ts'
import { approve, askForCode, deviceStage, errorOf, expire, onDevices, poll, typeCode } from './device.support.ts'

for (const database of DATABASES) {
  test(`a device gets tokens for whoever entered its code on a phone, on ${database}`, async (t) => {
    const { app, visitor, sub, url } = await deviceStage(t, { database })
    const asked = await askForCode(app, { scope: 'openid profile offline_access' })
    t.regex(asked.user_code, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/)
    t.like(asked, { verification_uri: `${url}/device`, expires_in: 600, interval: 5 })
    t.is(asked.verification_uri_complete, `${url}/device?user_code=${asked.user_code}`)
    t.is(await errorOf(await poll(app, asked.device_code)), 'authorization_pending')

    const anna = await approve(visitor(), asked.user_code)
    t.is(anna.heading, 'Vous pouvez revenir à votre appareil.')
    t.regex(anna.text, /connecté à Carnet de route/)
    const answer = await poll(app, asked.device_code)
    const tokens = await oauth.processDeviceCodeResponse(app.as, app.client, answer)
    t.is(oauth.getValidatedIdTokenClaims(tokens)?.sub, sub)
    const info = await oauth.userInfoRequest(app.as, app.client, tokens.access_token, insecure)
    t.like(await info.json(), { sub, name: 'Anna Lindqvist' })
    t.is(await errorOf(await poll(app, asked.device_code)), 'invalid_grant')
  })
}

test('a code is read in any case, with dash, space or neither', async (t) => {
  const { app, visitor } = await deviceStage(t)
  const typings: readonly ((code: string) => string)[] = [
    (code) => code.toLowerCase(),
    (code) => code.replace('-', ''),
    (code) => code.toLowerCase().replace('-', ' '),
    (code) => ` ${code} `,
  ]
  for (const typed of typings) {
    const { user_code } = await askForCode(app)
    const person = await typeCode(await visitor().open('/device'), typed(user_code))
    t.is(person.heading, 'Connecter un appareil à Carnet de route ?')
    t.true(person.text.includes(user_code), 'the code is shown as the device shows it')
    t.regex(person.text, /Continuez seulement si c’est vous qui venez de lancer cette demande\./)
  }
})

test('what is wrong with a code is said in words, and what was typed stays', async (t) => {
  const { app, visitor } = await deviceStage(t)
  const person = await visitor().open('/device')
  await typeCode(person, '')
  t.is(person.status, 422)
  t.regex(person.text, /Saisissez le code affiché sur votre appareil\./)
  await typeCode(person, 'bcdf-ghj"k')
  t.is(person.status, 422)
  t.regex(person.text, /Ce code n’est pas le bon\. Vérifiez-le sur votre appareil\./)
  t.regex(person.html, /value="bcdf-ghj&quot;k"/)

  const { user_code } = await askForCode(app)
  await approve(visitor(), user_code)
  await typeCode(person, user_code)
  t.is(person.status, 410)
  t.regex(person.text, /Ce code a déjà servi\./)
  t.true(person.html.includes(`value="${user_code}"`))
})

test('a link with the code fills the field, and confirms nothing', async (t) => {
  const { app, visitor } = await deviceStage(t)
  const { user_code, device_code, verification_uri_complete = '' } = await askForCode(app)
  const person = await visitor().open(verification_uri_complete)
  t.is(person.heading, 'Connectez un appareil.')
  t.true(person.html.includes(`value="${user_code}"`))
  t.false(person.html.includes('data-press'), 'no script presses')
  t.is(await errorOf(await poll(app, device_code)), 'authorization_pending')
  await person.press('Continuer')
  t.is(person.heading, 'Connecter un appareil à Carnet de route ?')
})

test('a device of somebody else gets what the person allows it, and nothing once they take it back [R52]', async (t) => {
  const { app, visitor, sub, url } = await deviceStage(t, { metadata: { first_party: false } })
  const scope = 'openid email offline_access'
  const asked = await askForCode(app, { scope })
  const anna = await approve(visitor(), asked.user_code)
  t.is(anna.heading, 'Autoriser Carnet de route ?')
  t.is(await errorOf(await poll(app, asked.device_code)), 'authorization_pending', 'not before she has allowed it')
  await anna.press('Autoriser')
  t.is(anna.heading, 'Vous pouvez revenir à votre appareil.')
  const tokens = await oauth.processDeviceCodeResponse(app.as, app.client, await poll(app, asked.device_code))
  t.not(oauth.getValidatedIdTokenClaims(tokens)?.sub, sub, 'by a name of its own')
  const info = () => oauth.userInfoRequest(app.as, app.client, tokens.access_token, insecure)
  t.deepEqual(Object.keys((await (await info()).json()) as object).sort(), ['email', 'email_verified', 'sub'])

  await anna.open(`${url}/account/apps`)
  await anna.press('Retirer l’accès de Carnet de route')
  t.is((await info()).status, 401)
  const { as, client, auth } = app
  const refreshed = await oauth.refreshTokenGrantRequest(as, client, auth, tokens.refresh_token ?? '', insecure)
  t.is(refreshed.status, 400)

  const next = await askForCode(app, { scope })
  await typeCode(await anna.open('/device'), next.user_code)
  await anna.press('Continuer')
  t.is(anna.heading, 'Autoriser Carnet de route ?')
  await anna.press('Refuser')
  t.is(await errorOf(await poll(app, next.device_code)), 'access_denied')
})

test('whoever refuses ends the request, and the device hears it once', async (t) => {
  const { app, visitor } = await deviceStage(t)
  const { user_code, device_code } = await askForCode(app)
  const person = await typeCode(await visitor().open('/device'), user_code)
  await person.press('Refuser')
  t.is(person.heading, 'Vous avez refusé.')
  t.is(await errorOf(await poll(app, device_code)), 'access_denied')
  await typeCode(await person.open('/device'), user_code)
  t.regex(person.text, /Ce code a déjà servi\./)
})

test('a device that asks too often is told to slow down', async (t) => {
  const { app, clock } = await deviceStage(t)
  const { device_code } = await askForCode(app)
  const other = await askForCode(app)
  const atOnce = () => Promise.all(Array.from({ length: 5 }, async () => errorOf(await poll(app, device_code))))
  const oneWaits = (errors: readonly unknown[]) => {
    t.is(errors.filter((error) => error === 'authorization_pending').length, 1)
    t.is(errors.filter((error) => error === 'slow_down').length, 4)
  }
  oneWaits(await atOnce())
  t.is(await errorOf(await poll(app, other.device_code)), 'authorization_pending')
  clock.pass(5 * SECOND)
  oneWaits(await atOnce())
})

test('a code is good for ten minutes, for the device and for the person', async (t) => {
  const { app, visitor, idp } = await deviceStage(t)
  const { user_code, device_code } = await askForCode(app)
  const person = await visitor().open('/device')
  await expire(idp, device_code)
  t.is(await errorOf(await poll(app, device_code)), 'expired_token')
  await typeCode(person, user_code)
  t.is(person.status, 410)
  t.regex(person.text, /Ce code a expiré\./)
})

test('another app cannot redeem a code, and a browser without a page of its own cannot confirm one', async (t) => {
  const world = await deviceStage(t)
  const { app, visitor, url } = world
  const { user_code, device_code } = await askForCode(app)
  t.is(await errorOf(await poll(await testApp(t, world, onDevices), device_code)), 'invalid_grant')
  const person = await visitor().open('/device')
  const answer = await fetch(`${url}/device`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    body: new URLSearchParams({ user_code, confirm: 'yes', xsrf: 'guessed' }),
  })
  t.is(answer.status, 303)
  t.is(answer.headers.get('location'), `/device?user_code=${user_code}`)
  await typeCode(person, user_code)
  t.is(person.heading, 'Connecter un appareil à Carnet de route ?')
})

test('who guesses codes from one network is stopped after twenty wrong ones, however many come at once', async (t) => {
  const { app, visitor } = await deviceStage(t)
  const { user_code } = await askForCode(app)
  const guessers = await Promise.all(Array.from({ length: 30 }, () => visitor().open('/device')))
  await Promise.all(guessers.map((guesser) => typeCode(guesser, 'BBBB-BBBB')))
  const statuses = guessers.map(({ status }) => status)
  t.is(statuses.filter((status) => status === 422).length, 20, String(statuses))
  t.is(statuses.filter((status) => status === 429).length, 10, String(statuses))
  const late = await typeCode(await visitor().open('/device'), user_code)
  t.is(late.status, 429)
  t.regex(late.text, /Trop de codes faux\. Réessayez dans \d+ minutes\./)
})

test('who guesses codes in one browser is stopped after five wrong ones; a right one counts for nothing', async (t) => {
  const { app, visitor, clock } = await deviceStage(t)
  const person = await visitor().open('/device')
  for (const code of ['BBBB-BBBB', 'CCCC-CCCC', 'DDDD-DDDD', 'FFFF-FFFF']) {
    await typeCode(person, code)
    t.is(person.status, 422)
    await typeCode(person, (await askForCode(app)).user_code)
    t.is(person.heading, 'Connecter un appareil à Carnet de route ?')
    await person.open('/device')
  }
  await typeCode(person, 'GGGG-GGGG')
  await typeCode(person, (await askForCode(app)).user_code)
  t.is(person.status, 429)
  clock.pass(11 * MINUTE)
  await typeCode(person, (await askForCode(app)).user_code)
  t.is(person.heading, 'Connecter un appareil à Carnet de route ?')
})

test.serial('of twenty who confirm one code at once, one goes on', async (t) => {
  const { app, visitor } = await deviceStage(t)
  const { user_code } = await askForCode(app)
  const people = await Promise.all(Array.from({ length: 20 }, () => visitor().open('/device')))
  await Promise.all(people.map((person) => typeCode(person, user_code)))
  await Promise.all(people.map((person) => person.press('Continuer')))
  t.is(people.filter(({ heading }) => heading === 'Connectez-vous.').length, 1)
  t.is(people.filter(({ status }) => status === 410).length, 19)
})

test('a device keeps what it holds when the person leaves on the phone, and another device ends for itself', async (t) => {
  const { app, visitor } = await deviceStage(t)
  const anna = visitor()
  const tokensOf = async (code: string) =>
    oauth.processDeviceCodeResponse(app.as, app.client, await poll(app, code)) as Promise<oauth.TokenEndpointResponse>
  const one = await askForCode(app)
  await approve(anna, one.user_code)
  const first = await tokensOf(one.device_code)
  const two = await askForCode(app)
  await typeCode(await anna.open('/device'), two.user_code)
  await anna.press('Continuer')
  t.is(anna.heading, 'Vous pouvez revenir à votre appareil.')
  const second = await tokensOf(two.device_code)
  await anna.open('/session/end')
  await anna.press('Se déconnecter')

  await oauth.revocationRequest(app.as, app.client, app.auth, second.refresh_token ?? '', insecure)
  const refresh = (token = '') => oauth.refreshTokenGrantRequest(app.as, app.client, app.auth, token, insecure)
  t.is((await refresh(first.refresh_token)).status, 200)
  t.is((await refresh(second.refresh_token)).status, 400)
})

test('an app that may not use devices gets no code', async (t) => {
  const world = await deviceStage(t)
  const web = await testApp(t, world)
  const answer = await oauth.deviceAuthorizationRequest(web.as, web.client, web.auth, { scope: 'openid' }, insecure)
  t.is(answer.status, 400)
  t.is(await errorOf(answer), 'invalid_request')
})
