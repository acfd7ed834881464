import test from 'ava'
import { openDatabase } from '../../shared/database/open.ts'
import { sweep } from '../../shared/sweep.ts'
import { freshDatabase } from '../support/database.ts'
import { createTestLog } from '../support/log.ts'

test('what cannot be swept keeps nothing else waiting, and is named in the log', async (t) => {
  const db = openDatabase(await freshDatabase(t, 'portal'), 'portal')
  t.teardown(() => db.destroy())
  const log = createTestLog()
  const swept: string[] = []
  const purgeFirst = () => Promise.reject(new Error('too slow'))
  const purgeSecond = async () => swept.push('second')
  await sweep({ db, now: Date.now, log }, [purgeFirst, purgeSecond])
  t.deepEqual(swept, ['second'])
  t.deepEqual(
    log.entries.map(({ level, fields }) => [level, fields['purge']]),
    [['warn', 'purgeFirst']],
  )
})
