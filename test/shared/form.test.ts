import Router from '@koa/router'
import test, { type ExecutionContext } from 'ava'
import Koa from 'koa'
import { h } from 'preact'
import { z } from 'zod'
import type { State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { logRequests } from '../../shared/http/pipeline.ts'
import { answerProblems } from '../../shared/http/problems.ts'
import { createTestLog } from '../support/log.ts'
import { openDoor } from '../support/serve.ts'

const schema = z.object({
  name: z.string('Indiquez votre nom.').trim().min(1, 'Indiquez votre nom.').max(20, 'Ce nom est trop long.'),
  age: z.string().regex(/^\d+$/, 'Un nombre, s’il vous plaît.').optional(),
})

/** A page that answers with what it has read. */
async function formPage(t: ExecutionContext) {
  const log = createTestLog()
  const app = new Koa<State>()
  const router = new Router<State>()
  router.post('/', async (ctx) => {
    ctx.body = await readForm(ctx, schema)
  })
  app.use(logRequests(log))
  app.use(answerProblems(log, (_ctx, { kind }) => h('p', null, kind)))
  app.use(router.routes())
  const door = await openDoor(t)
  door.lead(app.callback())
  t.teardown(() => log.close())
  return async (body: BodyInit, type = 'application/x-www-form-urlencoded') => {
    const options = { method: 'POST', body, headers: { 'content-type': type }, duplex: 'half' } as RequestInit
    const response = await fetch(door.url, options)
    const text = await response.text()
    return response.ok ? (JSON.parse(text) as unknown) : response.status
  }
}

test('what fits is a value; what was typed is kept beside it', async (t) => {
  const post = await formPage(t)
  t.deepEqual(await post('name=+Zo%C3%A9++&age=7&other=x'), {
    kind: 'valid',
    value: { name: 'Zoé', age: '7' },
    typed: { name: ' Zoé  ', age: '7', other: 'x' },
  })
})

test('what does not fit is a sentence for each field, the first that applies', async (t) => {
  const post = await formPage(t)
  t.deepEqual(await post('age=old'), {
    kind: 'faulty',
    faults: { name: 'Indiquez votre nom.', age: 'Un nombre, s’il vous plaît.' },
    typed: { age: 'old' },
  })
  t.deepEqual(await post(''), { kind: 'faulty', faults: { name: 'Indiquez votre nom.' }, typed: {} })
})

test('what no form of ours sends is refused [R89]', async (t) => {
  const post = await formPage(t)
  t.is(await post('name=a&name=b'), 400, 'a field twice')
  t.is(await post('name=a%00b'), 400, 'NUL in a value')
  t.is(await post('na%00me=a'), 400, 'NUL in a name')
  t.is(await post(Array.from({ length: 65 }, (_, no) => `f${no}=x`).join('&')), 400, 'too many fields')
  t.is(await post('name=a', 'application/json'), 415)
  t.is(await post('name=a', 'multipart/form-data; boundary=x'), 415)
  t.is(await post('name=a', 'text/plain'), 415)
  t.is(await post('name=a', 'application/x-www-form-urlencoded-not'), 415)
  t.is(await post(`name=${'a'.repeat(16 * 1024)}`), 413)
})

test('a body whose length nobody tells is measured as it comes [R89]', async (t) => {
  const post = await formPage(t)
  const stream = (chunks: number) =>
    new ReadableStream({
      start: (controller) => {
        controller.enqueue('name=')
        for (let no = 0; no < chunks; no += 1) controller.enqueue('a'.repeat(1024))
        controller.close()
      },
    }).pipeThrough(new TextEncoderStream())
  t.is(await post(stream(20)), 413)
  t.like(await post(stream(1)), { kind: 'faulty', faults: { name: 'Ce nom est trop long.' } })
})

test('a field may have any name without harm', async (t) => {
  const post = await formPage(t)
  t.like(await post('name=a&__proto__=x&constructor=y&toString=z'), { kind: 'valid', value: { name: 'a' } })
  t.like(await post('__proto__=a'), { kind: 'faulty' })
})

test('a charset does not matter, and bytes that are no UTF-8 break nothing', async (t) => {
  const post = await formPage(t)
  t.like(await post('name=a', 'application/x-www-form-urlencoded; charset=ISO-8859-1'), { kind: 'valid' })
  t.like(await post('name=%ff%fe'), { kind: 'valid', value: { name: '\ufffd\ufffd' } })
  t.like(await post('name=%zz'), { kind: 'valid', value: { name: '%zz' } })
})
