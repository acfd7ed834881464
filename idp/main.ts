import type { Knex } from 'knex'
import { saySealing } from '../shared/database/fingerprint.ts'
import { migrate } from '../shared/database/open.ts'
import { listen } from '../shared/http/server.ts'
import { sealRegularly } from '../shared/observe/chain.ts'
import { runService } from '../shared/service.ts'
import { sweepRegularly } from '../shared/sweep.ts'
import { SECOND } from '../shared/time.ts'
import { purgeFormerAddresses } from './account/service.ts'
import { purgeChanges, settleAddresses } from './address/service.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { purgeSteps } from './confirm/service.ts'
import { createIdp } from './context.ts'
import { sweepDeletions } from './deletion/service.ts'
import { executeDueResets } from './factors/service.ts'
import { purgeFailures } from './failures/service.ts'
import { followKeys } from './keys/follow.ts'
import { purgeTries } from './login/service.ts'
import { purgePasskeys } from './passkeys/service.ts'
import { purgeResets } from './password/service.ts'
import { purgeAuthenticators } from './security/service.ts'
import { purgePendings } from './signup/service.ts'
import { purgeUndoLinks } from './undo/service.ts'

await runService('BMW ID', async () => {
  const config = readConfig(process.env)
  await migrate(config.databaseUrl, 'idp')
  const idp = await createIdp(config)
  const callback = createApp(idp).callback()
  const server = await listen(callback, { ...config, publicUrl: config.url })
  const settle = () => settleAddresses(idp)
  const reset = () => executeDueResets(idp)
  const beat = (db: Knex, now: number) => saySealing(db, idp.secrets, now)
  const erase = () => sweepDeletions(idp)
  const sweeping = sweepRegularly(idp, [
    purgePendings,
    purgeResets,
    purgeTries,
    purgeFailures,
    purgeUndoLinks,
    settle,
    purgeChanges,
    purgeFormerAddresses,
    purgeSteps,
    purgeAuthenticators,
    purgePasskeys,
    reset,
    idp.engine.purge,
    beat,
    erase,
  ])
  const sealing = sealRegularly(idp)
  const keys = followKeys(idp)
  return async () => {
    await server.close(2 * SECOND)
    await sweeping.stop()
    await keys.stop()
    await sealing.stop()
    await idp.close()
  }
})
