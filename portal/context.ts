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
import { carrySms, keepReceipt } from '../shared/sms/deliveries.ts'
import { createSmsGateway, type SmsGateway } from '../shared/sms/gateway.ts'
import type { Clock } from '../shared/time.ts'
import { type ClientKey, clientKey } from './auth/client-key.ts'
import { createRelyingParty, type RelyingParty } from './auth/relying-party.ts'
import type { PortalConfig } from './config.ts'
import type { ContractSystem } from './contracts/service.ts'
import { createSqlContractSystem, sealClearRows } from './contracts/service.ts'
import { paths } from './paths.ts'

/** What features of the portal may use. */
export interface Portal {
  readonly config: PortalConfig
  readonly db: Knex
  readonly secrets: Secrets
  readonly contracts: ContractSystem
  readonly relyingParty: RelyingParty
  readonly clientKey: ClientKey
  readonly outbox: Worker
  readonly gateway: SmsGateway
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
  await keepSecretFingerprint(db, secrets, now())
  await sealClearRows({ db, secrets })
  const key = await clientKey({ db, secrets, now })
  const mailer = createMailer({ url: config.smtpUrl, from: config.mailFrom, dkim: config.dkim })
  const gateway = createSmsGateway({
    url: config.smsUrl,
    secret: config.smsSecret,
    statusUrl: `${config.url}${paths.smsStatus()}`,
    hear: (receipt) => keepReceipt(db, receipt, now()),
  })
  const outbox = createWorker({
    db,
    secrets,
    now,
    log,
    carriers: {
      mail: (mail, letter) => mailer.send(mail as AddressedMail, letter),
      sms: carrySms({ db, gateway }),
    },
  })
  return {
    config,
    db,
    secrets,
    contracts: createSqlContractSystem({ db, secrets }),
    relyingParty: createRelyingParty({ config, clientKey: key, now }),
    clientKey: key,
    outbox,
    gateway,
    jar: createJar('mybmwfs', config.url),
    assets: loadAssets(),
    now,
    log,
    close: async () => {
      await outbox.stop()
      mailer.close()
      await gateway.close() // before the database: it may still tell something
      await db.destroy()
    },
  }
}
