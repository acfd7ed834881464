import test from 'ava'
import { type Change, clientOf, registerClient, type Wish } from '../../idp/clients/service.ts'
import { idpWith } from '../support/serve.ts'

const web: Wish = { name: 'Carnet de bord', kind: 'web', redirectUris: ['https://app.example/callback'] }
const operator = { kind: 'operator' } as const

const set = (more: object): string =>
  JSON.stringify({ keys: [{ kty: 'EC', crv: 'P-256', x: 'f83O', y: 'x_FE', ...more }] })

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)

/** What is wished beside the one above, and which field is at fault. */
const faulty: readonly [wish: Change & { kind?: Wish['kind'] }, field: string, says: RegExp][] = [
  [{ name: ' ' }, 'name', /Give the app a name/],
  [{ name: 'x'.repeat(65) }, 'name', /64/],
  [{ name: 'Carnet\u202egnb' }, 'name', /invisible/],
  [{ name: 'Car\u200bnet' }, 'name', /invisible/],
  [{ name: 'Carnet\nde bord' }, 'name', /invisible/],
  [{ name: 'Cаrnet' }, 'name', /mixes alphabets/],
  [{ name: 'BMW ID' }, 'name', /kept for our own/],
  [{ name: 'My B.M.W.' }, 'name', /kept for our own/],
  [{ name: 'ＢＭＷ' }, 'name', /kept for our own/],
  [{ name: 'ВМԜ' }, 'name', /kept for our own/],
  [{ name: 'ɃⱮⱲ' }, 'name', /kept for our own/],
  [{ name: 'ƂMW Club' }, 'name', /kept for our own/],
  // Cherokee, Lisu, Canadian syllabics, Coptic; letters in boxes and in circles; flags; letters that are not seen
  ...['ᏴᎷᎳ ID', 'ꓐꓟꓪ ID', 'ᗷᗰᗯ', 'ⲂⲘⲰ', 'ID 🅱🅼🆆', 'ID 🅑🅜🅦', 'ID 🇧🇲🇼', 'B\u3164MW', 'B\u115fMW', 'B\u2800MW'].map(
    (name) => [{ name }, 'name', /invisible|do not belong/] as [Change, string, RegExp],
  ),
  [{ redirectUris: [] }, 'redirectUris', /at least one/],
  [{ redirectUris: ['app.example'] }, 'redirectUris', /not a complete address/],
  [{ redirectUris: ['https:app.example/cb'] }, 'redirectUris', /not a complete address/],
  [{ redirectUris: ['https://app.example\\@evil.example/'] }, 'redirectUris', /not a complete address/],
  [{ redirectUris: ['https://àpp.example/cb'] }, 'redirectUris', /not a complete address/],
  [{ redirectUris: ['http://app.example/cb'] }, 'redirectUris', /must begin with https/],
  [{ redirectUris: ['com.example.app:/cb'] }, 'redirectUris', /must begin with https/],
  [{ redirectUris: ['javascript:alert(1)'] }, 'redirectUris', /must begin with https/],
  [{ redirectUris: ['https://app.example/cb#'] }, 'redirectUris', /#/],
  [{ redirectUris: ['https://me@app.example/cb'] }, 'redirectUris', /user name/],
  [{ redirectUris: ['https://*.app.example/cb'] }, 'redirectUris', /wildcard/],
  [{ redirectUris: ['https://app.example/cb', 'https://app.example/cb'] }, 'redirectUris', /twice/],
  [{ redirectUris: Array.from({ length: 21 }, (_, i) => `https://app.example/${i}`) }, 'redirectUris', /At most 20/],
  [{ postLogoutRedirectUris: ['http://app.example/'] }, 'postLogoutRedirectUris', /https/],
  [{ backchannelLogoutUri: 'https://10.0.0.7/logout' }, 'backchannelLogoutUri', /IDP_REACHABLE_ORIGINS/],
  [{ backchannelLogoutUri: 'https://[fd00::1]/logout' }, 'backchannelLogoutUri', /IDP_REACHABLE_ORIGINS/],
  [{ backchannelLogoutUri: 'https://[::ffff:10.0.0.7]/logout' }, 'backchannelLogoutUri', /IDP_REACHABLE_ORIGINS/],
  [{ backchannelLogoutUri: 'https://2130706433/logout' }, 'backchannelLogoutUri', /IDP_REACHABLE_ORIGINS/],
  [{ backchannelLogoutUri: 'http://localhost:8080/logout' }, 'backchannelLogoutUri', /IDP_REACHABLE_ORIGINS/],
  [{ authentication: 'private_key_jwt', jwksUri: 'https://intranet/keys' }, 'jwksUri', /IDP_REACHABLE_ORIGINS/],
  [{ authentication: 'private_key_jwt' }, 'jwks', /public keys/],
  [{ authentication: 'private_key_jwt', jwks: '{"keys":' }, 'jwks', /JSON/],
  [{ authentication: 'private_key_jwt', jwks: set({ d: 'jpsQ' }) }, 'jwks', /private/],
  [{ authentication: 'private_key_jwt', jwks: set({ x5c: [['MIIB']] }) }, 'jwks', /not a JSON Web Key Set/],
  [{ authentication: 'private_key_jwt', jwks: set({ x5c: 0 }).replace('0', deep(3000)) }, 'jwks', /not a JSON Web/],
  [{ authentication: 'private_key_jwt', jwks: set({ x: undefined }) }, 'jwks', /refused/],
  [{ authentication: 'private_key_jwt', jwks: set({}), jwksUri: 'https://app.example/k' }, 'jwks', /not both/],
  [{ authentication: 'none' }, 'authentication', /client_secret_basic/],
  [{ kind: 'spa', authentication: 'client_secret_basic' }, 'authentication', /none/],
  [{ kind: 'spa', corsOrigins: ['https://app.example/'] }, 'corsOrigins', /not an origin/],
  [{ corsOrigins: ['https://app.example'] }, 'corsOrigins', /single-page/],
  [{ kind: 'native', redirectUris: ['myapp:/cb'] }, 'redirectUris', /scheme of your domain/],
  [{ kind: 'native', redirectUris: ['http://app.example/cb'] }, 'redirectUris', /https/],
  [{ kind: 'native', redirectUris: ['https://localhost/cb'] }, 'redirectUris', /scheme of your domain/],
  [{ kind: 'service', scopes: [] }, 'redirectUris', /no redirect/],
  [{ kind: 'service', scopes: [], redirectUris: [], refresh: true }, 'refresh', /without refreshing/],
  [{ scopes: ['profile'] }, 'scopes', /openid/],
  [{ scopes: ['openid', 'everything'] }, 'scopes', /does not exist/],
  [{ fapi: true }, 'fapi', /private_key_jwt/],
  [{ ownerId: 'nobody' }, 'owner', /Nobody is a developer/],
]

test('whatever is wrong with an app is said beside its field, in both languages', async (t) => {
  const { idp } = await idpWith(t)
  for (const [wish, field, says] of faulty) {
    const outcome = await registerClient(idp, { ...web, ...wish }, operator)
    const told = JSON.stringify(wish)
    if (outcome.kind !== 'faulty') {
      t.fail(`${told} was taken`)
      continue
    }
    t.deepEqual([...new Set(outcome.faults.map((fault) => fault.field))], [field], told)
    const [fault] = outcome.faults
    t.regex(fault?.say.en ?? '', says, told)
    t.truthy(fault?.say.fr)
  }
  t.is((await idp.db('client').where('id', 'not in', ['bmw-id', 'mybmw-financial-services'])).length, 0)
})

const good: readonly Wish[] = [
  web,
  { ...web, name: 'L’Âge d’or 2 (bêta)', redirectUris: ['http://localhost:3001/cb', 'http://127.0.0.1/cb'] },
  { ...web, name: 'Εφαρμογή' },
  { ...web, name: 'MyBMW Carnet', firstParty: true },
  { ...web, authentication: 'private_key_jwt', jwksUri: 'https://app.example/jwks', fapi: true },
  { ...web, backchannelLogoutUri: 'http://localhost:7/logout', idTokenAlg: 'RS256', refresh: true },
  { name: 'Page', kind: 'spa', redirectUris: ['https://app.example/'], corsOrigins: ['https://app.example'] },
  {
    name: 'Poche',
    kind: 'native',
    redirectUris: ['com.example.poche:/cb', 'http://127.0.0.1/cb', 'https://app.example/n'],
  },
  { name: 'Nuit', kind: 'service' },
]

test('nobody else’s app has its people come back to a page of ours', async (t) => {
  const { idp } = await idpWith(t)
  for (const origin of [idp.config.url, idp.config.portalUrl]) {
    const wish = { ...web, redirectUris: [`${origin}/callback`] }
    const outcome = await registerClient(idp, wish, operator)
    t.is(outcome.kind === 'faulty' ? outcome.faults[0]?.field : outcome.kind, 'redirectUris')
    t.is((await registerClient(idp, { ...wish, firstParty: true }, operator)).kind, 'registered')
  }
})

test('each kind of app is registered as the engine wants it, and reads back as it was said', async (t) => {
  const { idp } = await idpWith(t)
  for (const wish of good) {
    const outcome = await registerClient(idp, wish, operator)
    if (outcome.kind !== 'registered') {
      t.fail(`${JSON.stringify(wish)}: ${JSON.stringify(outcome)}`)
      continue
    }
    const kept = await clientOf(idp.db, outcome.id)
    t.like(kept?.settings, wish as object)
    t.is(outcome.secret !== undefined, kept?.settings.authentication === 'client_secret_basic')
  }
})
