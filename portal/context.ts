import type { Knex } from 'knex'
import { createSecrets, readMasters, type Secrets } from '../shared/crypto/secrets.ts'
import { keepSecretFingerprint } from '../shared/database/fingerprint.ts'
import { openDatabase } from '../shared/database/open.ts'
import { type Assets, loadAssets } from '../shared/http/assets.ts'
import { createJar, type Jar } from '../shared/http/cookies.ts'
import { type AddressedMail, createMailer } from '../shared/mail/smtp.ts'
import { createLog, type Log } from '../shared/observe/log.ts'
import { createWorker, type Worker } from '../shared/outbox/worker.ts'
import { fromRoot } from '../shared/root.ts'
import { createSmsGateway, type TextMessage } from '../shared/sms/gateway.ts'
import type { Clock } from '../shared/time.ts'
import { type ClientKey, clientKey } from './auth/client-key.ts'
import { createRelyingParty, type RelyingParty } from './auth/relying-party.ts'
import type { PortalConfig } from './config.ts'
import type { ContractSystem } from './contracts/service.ts'
import { createSqlContractSystem } from './contracts/service.ts'

/** What features of the portal may use. */
export interface Portal {
  readonly config: PortalConfig
  readonly db: Knex
  readonly secrets: Secrets
  readonly contracts: ContractSystem
  readonly relyingParty: RelyingParty
  readonly clientKey: ClientKey
  readonly outbox: Worker
  readonly jar: Jar
  readonly assets: Assets
  readonly now: Clock
  readonly log: Log
  close(): Promise<void>
}

/** Opens everything; the database must be migrated. A test puts another clock and log in place of the real ones. */
export async function createPortal(
  config: PortalConfig,
  substitutes: Partial<Pick<Portal, 'now' | 'log'>> = {},
): Promise<Portal> {
  const { now = Date.now, log = createLog('portal', config.logLevel) } = substitutes
  const db = openDatabase(config.databaseUrl, 'portal')
  const secrets = createSecrets(readMasters(config.secrets, fromRoot(config.secretsFile)))
  await keepSecretFingerprint(db, secrets)
  const key = await clientKey({ db, secrets, now })
  const mailer = createMailer(config.smtpUrl, config.mailFrom)
  const gateway = createSmsGateway({ url: config.smsUrl, secret: config.smsSecret })
  const outbox = createWorker({
    db,
    secrets,
    now,
    log,
    carriers: {
      mail: (mail, letter) => mailer.send(mail as AddressedMail, letter),
      sms: (message, letter) => gateway.send(message as TextMessage, letter.id),
    },
  })
  return {
    config,
    db,
    secrets,
    contracts: createSqlContractSystem(db),
    relyingParty: createRelyingParty({ config, clientKey: key, now }),
    clientKey: key,
    outbox,
    jar: createJar('mybmwfs', config.url),
    assets: loadAssets(),
    now,
    log,
    close: async () => {
      await outbox.stop()
      mailer.close()
      await db.destroy()
    },
  }
}
