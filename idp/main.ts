import { migrate } from '../shared/database/open.ts'
import { listen } from '../shared/http/server.ts'
import { runService } from '../shared/service.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { createIdp } from './context.ts'

await runService('BMW ID', async () => {
  const config = readConfig(process.env)
  await migrate(config.databaseUrl, 'idp')
  const idp = await createIdp(config)
  const callback = createApp(idp).callback()
  const server = await listen(callback, { ...config, publicUrl: config.url })
  return async () => {
    await server.close()
    await idp.close()
  }
})
