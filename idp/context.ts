import type { Knex } from 'knex'
import { createPasswords, type PasswordCost, type Passwords } from '../shared/crypto/passwords.ts'
import { createSecrets, readMasters, type Secrets } from '../shared/crypto/secrets.ts'
import { keepSecretFingerprint } from '../shared/database/fingerprint.ts'
import { openDatabase } from '../shared/database/open.ts'
import { type Assets, loadAssets } from '../shared/http/assets.ts'
import { createJar, type Jar } from '../shared/http/cookies.ts'
import { type AddressedMail, createMailer } from '../shared/mail/smtp.ts'
import { createLog, type Log } from '../shared/observe/log.ts'
import type { Carriage } from '../shared/outbox/outbox.ts'
import { createWorker, type Worker } from '../shared/outbox/worker.ts'
import { fromRoot } from '../shared/root.ts'
import type { Clock } from '../shared/time.ts'
import { registerHouse } from './clients/service.ts'
import type { IdpConfig } from './config.ts'
import { consentsOf } from './consent/service.ts'
import { createEngine, type Engine } from './engine/service.ts'

/** What features of the provider may use. */
export interface Idp {
  readonly config: IdpConfig
  readonly db: Knex
  readonly secrets: Secrets
  readonly passwords: Passwords
  readonly engine: Engine
  readonly outbox: Worker
  readonly jar: Jar
  readonly assets: Assets
  readonly now: Clock
  readonly log: Log
  close(): Promise<void>
}

/** What a test puts in place of the real thing. */
export interface Substitutes {
  readonly now?: Clock
  readonly log?: Log
  /** below the floor that the settings allow */
  readonly passwordCost?: Pick<PasswordCost, 'memoryKib' | 'passes'>
}

/** A process of the provider; the database must be migrated. Our own apps are registered anew, at the addresses that it was
 *  configured with. */
export async function createIdp(config: IdpConfig, substitutes: Substitutes = {}): Promise<Idp> {
  const idp = await openIdp(config, substitutes)
  await registerHouse(idp)
  return idp
}

/** Opens everything, and changes nothing: for commands, which may have been told less than the processes they run beside. */
export async function openIdp(config: IdpConfig, substitutes: Substitutes = {}): Promise<Idp> {
  const { now = Date.now, log = createLog('idp', config.logLevel) } = substitutes
  const { passwordCost = { memoryKib: config.hashMemoryKib, passes: config.hashPasses } } = substitutes
  const db = openDatabase(config.databaseUrl, 'idp')
  const secrets = createSecrets(readMasters(config.secrets, fromRoot(config.secretsFile)))
  await keepSecretFingerprint(db, secrets, now())
  const assets = loadAssets()
  const passwords = await createPasswords({ ...passwordCost, running: config.hashesAtOnce })
  const engine = await createEngine({
    config,
    db,
    secrets,
    now,
    log,
    assets: assets.urls,
    consents: consentsOf({ db, now }),
  })
  const mailer = createMailer({ url: config.smtpUrl, from: config.mailFrom, dkim: config.dkim })
  const carriers = {
    mail: (mail: unknown, letter: Carriage) => mailer.send(mail as AddressedMail, letter),
    logout: engine.carryLogout,
  }
  const manners = { logout: engine.logoutManner }
  const outbox = createWorker({ db, secrets, now, log, carriers, manners })
  const close = async (): Promise<void> => {
    await outbox.stop()
    mailer.close()
    await db.destroy()
  }
  return {
    config,
    db,
    secrets,
    passwords,
    engine,
    outbox,
    jar: createJar('bmwid', config.url),
    assets,
    now,
    log,
    close,
  }
}
