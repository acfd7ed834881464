import { purgeBudgets } from '../shared/limits/budget.ts'
import type { Idp } from './context.ts'
import { purgeTries } from './login/service.ts'
import { purgeResets } from './password/service.ts'
import { purgePendings } from './signup/service.ts'

/** Forgets what nobody needs any more. */
export async function sweep({ db, engine, now }: Pick<Idp, 'db' | 'engine' | 'now'>): Promise<void> {
  await engine.purge()
  for (const purge of [purgePendings, purgeResets, purgeTries, purgeBudgets]) await purge(db, now())
}
