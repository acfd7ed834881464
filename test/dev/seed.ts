import { migrate } from '../../shared/database/open.ts'
import { startFault } from '../../shared/service.ts'
import { readConfigs, seed, withEnvFile, withSmsSecret, worldEnv } from './world.ts'

// Loads the demo contracts; what is there stays as it is.

try {
  const configs = readConfigs(withSmsSecret(worldEnv(withEnvFile(process.env))))
  await migrate(configs.portal.databaseUrl, 'portal')
  console.log(`${await seed(configs)} demo contracts loaded`)
} catch (error) {
  console.error(startFault('seed', error))
  process.exitCode = 1
}
