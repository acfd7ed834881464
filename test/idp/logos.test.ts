import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import test, { type ExecutionContext } from 'ava'
import { addDeveloper, registerClient } from '../../idp/clients/service.ts'
import { HOUR } from '../../shared/time.ts'
import { inChromium } from '../journeys/chromium.ts'
import { words } from '../journeys/words.ts'
import { signIn } from '../support/app.ts'
import { bmwId } from '../support/command.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { png } from '../support/png.ts'
import { idpWith, openDoor } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { ageSessions } from './account.support.ts'

// The picture of an app, from its owner's file to the page where people decide.

const { anna, ben } = people

async function stage(t: ExecutionContext, database: DatabaseKind = 'sqlite') {
  const world = await idpWith(t, { database })
  const accountId = await openAccountOf(world.idp, anna)
  await addDeveloper(world.idp, anna.email)
  const by = { kind: 'developer', accountId, origin: { ip: '127.0.0.1', requestId: 'test' } } as const
  const door = await openDoor(t)
  door.lead((_request, response) => response.setHeader('content-type', 'text/html').end('<h1>Arrived</h1>'))
  const back = `${door.url}/callback`
  const app = await registerClient(world.idp, { name: 'Une boutique', kind: 'web', redirectUris: [back] }, by)
  if (app.kind !== 'registered') throw new Error(app.kind)
  const page = `${world.url}/apps/client/${app.id}/logo`
  const owner = await signIn(await world.visitor().open(page), anna)
  const query = new URLSearchParams({
    client_id: app.id,
    redirect_uri: back,
    response_type: 'code',
    scope: 'openid',
    code_challenge: 'y'.repeat(43),
    code_challenge_method: 'S256',
  })
  return { world, id: app.id, page, owner, ask: `${world.url}/auth?${query}` }
}

const cookieOf = ({ cookies }: Visitor): string => cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

async function upload(visitor: Visitor, page: string, file: Buffer, change?: (form: FormData) => void) {
  const body = new FormData()
  body.set('logo', new Blob([new Uint8Array(file)], { type: 'image/png' }), 'logo.png')
  change?.(body)
  const headers = { cookie: cookieOf(visitor), 'sec-fetch-site': 'same-origin', 'accept-language': 'fr' }
  const answer = await fetch(page, { method: 'POST', headers, body, redirect: 'manual' })
  return { status: answer.status, text: await answer.text() }
}

const logoIn = ({ html }: Visitor): string | undefined => /<img [^>]*src="(\/logos\/[^"]+)"/.exec(html)?.[1]

for (const database of DATABASES) {
  test(`an app is shown by its picture, and by nothing else that was in the file, on ${database} [R52]`, async (t) => {
    const { world, page, owner, ask } = await stage(t, database)
    const picture = png()
    const extra = [['tEXt', Buffer.from('Author\0Anna')] as const, ['acTL', Buffer.alloc(8)] as const]
    const behind = Buffer.from('<script>alert(1)</script>')
    t.is((await upload(owner, page, Buffer.concat([png({ extra }), behind]))).status, 303)

    const person = await signIn(await world.visitor().open(ask), anna)
    t.is(person.heading, 'Autoriser Une boutique ?')
    const address = logoIn(person) ?? ''
    const answer = await fetch(`${world.url}${address}`)
    t.deepEqual(Buffer.from(await answer.arrayBuffer()), picture)
    t.is(answer.headers.get('content-type'), 'image/png')
    t.is(answer.headers.get('x-content-type-options'), 'nosniff')
    t.regex(answer.headers.get('content-security-policy') ?? '', /default-src 'none'; sandbox/)

    await person.press('Autoriser')
    t.is(logoIn(await owner.open('/account/apps')), address)
    t.is(logoIn(await owner.open(page)), address)
    await owner.press('Retirer le logo')
    t.regex(owner.text, /Enregistré\./)
    t.is(logoIn(owner), undefined)
    t.is((await fetch(`${world.url}${address}`)).status, 404)
    const events = await world.idp.db('audit_event').where({ action: 'app.changed' }).pluck('details')
    t.deepEqual(events, ['{"fields":"logo"}', '{"fields":"logo"}'])
  })
}

const damaged = png()
damaged.writeUInt8(129, 19) // its width, which was 128

const packed = deflateSync(Buffer.alloc(128 * (1 + 128 * 3)))

const refused = [
  ['no file', Buffer.alloc(0), /Choisissez une image\./],
  ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /n’est pas une image PNG/],
  ['a low one', png({ height: 63 }), /entre 64 et 512\s+pixels/],
  ['a wide one', png({ width: 513 }), /entre 64 et 512\s+pixels/],
  ['a heavy one', png({ extra: [['tEXt', randomBytes(64 * 1024)]] }), /dépasse 64\s+Ko/],
  ['a damaged one', damaged, /endommagée/],
  ['one that breaks off', png().subarray(0, -12), /endommagée/],
  ['two headers', png({ extra: [['IHDR', Buffer.alloc(13)]] }), /endommagée/],
  ['words for a palette', png({ extra: [['PLTE', Buffer.from('<script>alert(1)</script>')]] }), /endommagée/],
  ['words for what is clear', png({ extra: [['tRNS', randomBytes(300)]] }), /endommagée/],
  ['words behind the picture', png({ pixels: Buffer.concat([packed, Buffer.from('<script>')]) }), /endommagée/],
  ['no picture in it', png({ pixels: Buffer.from('nothing') }), /endommagée/],
  ['far more in it than a picture', png({ pixels: deflateSync(Buffer.alloc(30_000_000)) }), /endommagée/],
] as const

test('a picture that is none, or not as it should be, is refused with a sentence, and the one before stays', async (t) => {
  const { world, page, owner } = await stage(t)
  await upload(owner, page, png())
  const before = await world.idp.db('client_logo')
  for (const [what, file, said] of refused) {
    const { status, text } = await upload(owner, page, file)
    t.is(status, 422, what)
    t.regex(text, said, what)
    t.deepEqual(await world.idp.db('client_logo'), before, what)
  }
})

test('only its owner gives an app a picture, by a form of ours, after a recent sign-in', async (t) => {
  const { world, page, owner } = await stage(t)
  await openAccountOf(world.idp, ben)
  await addDeveloper(world.idp, ben.email)
  const other = await signIn(await world.visitor().open('/apps'), ben)
  t.is((await upload(other, page, png())).status, 404)
  t.is((await other.arriveFrom(world.url, `${page}/remove`, {})).status, 404)
  t.is((await upload(owner, page, png(), (form) => form.set('more', 'x'))).status, 400)
  t.is((await upload(owner, page, png(), (form) => form.set('logo', 'x'))).status, 400)
  t.is((await upload(owner, page, Buffer.alloc(2 ** 20))).status, 413)
  t.is((await upload(owner, page.replace('/logo', '/disable'), png())).status, 415)
  const headers = { cookie: cookieOf(owner), 'sec-fetch-site': 'same-origin' }
  for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data', 'multipart/form-data; boundary=x']) {
    const sent = { method: 'POST', headers: { ...headers, 'content-type': type }, body: 'logo=x' }
    t.is((await fetch(page, sent)).status, type.endsWith('=x') ? 400 : 415, type)
  }
  t.deepEqual(await world.idp.db('client_logo'), [])

  await ageSessions(world, HOUR)
  t.is((await upload(owner, page, png())).status, 303)
  t.deepEqual(await world.idp.db('client_logo'), [], 'who it is has to be proven first')
})

test('an operator gives and takes a picture by a command', async (t) => {
  const { world, id } = await stage(t)
  const run = (...more: string[]) => bmwId(world.env, 'clients', ...more)
  const file = join(tmpdir(), `${id}.png`)
  t.is((await run('logo', id, file)).code, 1, 'it is not there')
  await writeFile(file, 'x')
  t.deepEqual(await run('logo', id, file), { code: 1, error: 'The file is not a PNG image.' })
  await writeFile(file, png())
  t.is((await run('logo', id, file)).code, 0)
  t.is((await world.idp.db('client_logo')).length, 1)
  t.is((await run('remove-logo', id)).code, 0)
  t.is((await world.idp.db('client_logo')).length, 0)
  t.is((await run('logo', 'nobody', file)).code, 1)
})

test('the picture of an app goes with it', async (t) => {
  const { world, id, page, owner } = await stage(t)
  await upload(owner, page, png())
  await owner.open(`/apps/client/${id}/remove`)
  await owner.press('Supprimer')
  t.deepEqual(await world.idp.db('client'), await world.idp.db('client').whereNull('owner_id'))
  t.deepEqual(await world.idp.db('client_logo'), [])
})

for (const { lang, width, title, label, act, saved } of [
  {
    lang: 'fr',
    width: 390,
    title: 'Logo : Une boutique.',
    label: 'Image PNG',
    act: 'Enregistrer le logo',
    saved: /Enregistré\./,
  },
  {
    lang: 'en',
    width: 1280,
    title: 'Logo: Une boutique.',
    label: 'PNG image',
    act: 'Save the logo',
    saved: /Saved\./,
  },
] as const) {
  test(`a picture is chosen in a browser, in ${lang} at ${width} px`, async (t) => {
    const { page, ask } = await stage(t)
    const person = await inChromium(t, { lang, width, inspected: true })
    await person.open(page)
    await person.arriveAt(words[lang].headings.signIn)
    await person.fill(words[lang].bmwId, anna.email)
    await person.fill(words[lang].password, anna.password)
    await person.press(words[lang].signIn)
    await person.arriveAt(title)
    await person.press(act)
    await person.arriveAt(title)
    const choose = (buffer: Buffer) =>
      person.page.getByLabel(label).setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer })
    await choose(png({ width: 32 }))
    await person.press(act)
    await person.arriveAt(title)
    await choose(png())
    await person.press(act)
    await person.arriveAt('Une boutique.')
    t.regex(await person.read(), saved)
    await person.open(ask)
    await person.arriveAt(lang === 'fr' ? 'Autoriser Une boutique ?' : 'Allow Une boutique?')
    const drawn = await person.page
      .locator('img.app-tile')
      .evaluate((img) => (img as { naturalWidth?: number }).naturalWidth)
    t.is(drawn, 128)
    t.deepEqual([...new Set(person.findings)], [])
  })
}
