import type { Knex } from 'knex'
import { saySealing } from '../shared/database/fingerprint.ts'
import { migrate } from '../shared/database/open.ts'
import { listen } from '../shared/http/server.ts'
import { sealRegularly } from '../shared/observe/chain.ts'
import { runService } from '../shared/service.ts'
import { purgeDeliveries } from '../shared/sms/deliveries.ts'
import { sweepRegularly } from '../shared/sweep.ts'
import { SECOND } from '../shared/time.ts'
import { createApp } from './app.ts'
import { purgeAuth } from './auth/store.ts'
import { readConfig } from './config.ts'
import { createPortal } from './context.ts'
import { purgeVerification, watchCodes } from './verification/service.ts'

await runService('MyBMW Financial Services', async () => {
  const config = readConfig(process.env)
  await migrate(config.databaseUrl, 'portal')
  const portal = await createPortal(config)
  const callback = createApp(portal).callback()
  const server = await listen(callback, { ...config, publicUrl: config.url })
  const watch = (_db: unknown, now: number) => watchCodes(portal, now)
  const beat = (db: Knex, now: number) => saySealing(db, portal.secrets, now)
  const sweeping = sweepRegularly(portal, [purgeAuth, purgeVerification, purgeDeliveries, watch, beat])
  const sealing = sealRegularly(portal)
  return async () => {
    await server.close(2 * SECOND)
    await sweeping.stop()
    await sealing.stop()
    await portal.close()
  }
})
