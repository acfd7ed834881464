import test from 'ava'
import { DAY } from '../../shared/time.ts'
import { idpWith } from '../support/serve.ts'

test('one sweep forgets everything of the engine that has expired, however much it is', async (t) => {
  const { idp } = await idpWith(t)
  const expired = Array.from({ length: 1201 }, (_, no) => ({
    id: `expired-${no}`,
    model: 'AccessToken',
    sealed: '',
    expires_at: idp.now() - DAY,
  }))
  await idp.db.batchInsert(
    'engine_object',
    [...expired, { ...expired[0], id: 'good', expires_at: idp.now() + DAY }],
    100,
  )
  t.is(await idp.engine.purge(), 1201)
  t.deepEqual(await idp.db('engine_object').pluck('id'), ['good'])
})
