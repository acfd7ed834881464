import { type Owner, openDatabase } from '../../shared/database/open.ts'
import { startFault } from '../../shared/service.ts'
import { migrateBoth, readConfigs, withEnvFile, withSmsSecret, worldEnv } from './world.ts'

// Brings both databases to the newest schema. `--unlock` first lifts the lock of a process that died while doing so.

try {
  const configs = readConfigs(withSmsSecret(worldEnv(withEnvFile(process.env))))
  if (process.argv.includes('--unlock')) {
    await unlock(configs.idp.databaseUrl, 'idp')
    await unlock(configs.portal.databaseUrl, 'portal')
  }
  for (const [product, names] of Object.entries(await migrateBoth(configs))) {
    console.log(names.length > 0 ? `${product}: ${names.join(', ')}` : `${product}: nothing to do`)
  }
} catch (error) {
  console.error(startFault('migrate', error))
  process.exitCode = 1
}

async function unlock(url: string, owner: Owner): Promise<void> {
  const db = openDatabase(url, owner)
  try {
    await db.migrate.forceFreeMigrationsLock()
  } finally {
    await db.destroy()
  }
}
