import { startFault } from '../../shared/service.ts'
import { migrateBoth, readConfigs, seed, withEnvFile, withSmsSecret, worldEnv } from './world.ts'

// Loads the demo contracts; what is there stays as it is.

try {
  const configs = readConfigs(withSmsSecret(worldEnv(withEnvFile(process.env))))
  await migrateBoth(configs)
  console.log(`${await seed(configs)} demo contracts loaded`)
} catch (error) {
  console.error(startFault('seed', error))
  process.exitCode = 1
}
