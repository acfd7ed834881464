import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { createSecrets } from '../../shared/crypto/secrets.ts'
import { type Carrier, carryOne, type Letter, post } from '../../shared/outbox/outbox.ts'
import { carrySms, keepReceipt } from '../../shared/sms/deliveries.ts'
import { createSmsGateway, type Receipt, type SmsGateway } from '../../shared/sms/gateway.ts'
import { createSmppGateway } from '../../shared/sms/smpp.ts'
import type { SmppTimes } from '../../shared/sms/smpp-session.ts'
import { MINUTE } from '../../shared/time.ts'
import { createClock, type TestClock } from '../support/clock.ts'
import type { DatabaseKind, Teardown } from '../support/database.ts'
import { poolsOf } from '../support/pools.ts'

/** An outbox of its own, whose letters are carried when the test says so. */
export interface Post {
  readonly db: Knex
  readonly clock: TestClock
  /** posts one letter, returns its id */
  readonly post: (content: unknown, more?: Partial<Letter>) => Promise<string>
  /** carries what is due, once each */
  readonly carry: (through?: Carrier) => Promise<void>
  /** lets so much time go by, then carries */
  readonly carryAfter: (ms: number) => Promise<void>
  readonly rowOf: (id: string) => Promise<Record<string, unknown>>
}

export async function postFor(
  t: Teardown,
  {
    kind,
    carrier,
    database,
  }: { kind: string; carrier: (db: Knex, clock: TestClock) => Carrier; database?: DatabaseKind },
): Promise<Post> {
  const [db] = (await poolsOf(t, 'portal', database ?? 'sqlite', 1)) as [Knex]
  const secrets = createSecrets([randomBytes(32)])
  const clock = createClock()
  const usual = carrier(db, clock)
  const carry = async (through = usual): Promise<void> => {
    while (await carryOne({ db, secrets, now: clock.now, carriers: { [kind]: through } }));
  }
  return {
    db,
    clock,
    post: (content, more = {}) =>
      post(db, secrets, { kind, content, giveUpAt: clock.now() + 8 * MINUTE, now: clock.now(), ...more }),
    carry,
    carryAfter: (ms) => {
      clock.pass(ms)
      return carry()
    },
    rowOf: (id) => db('outbox').where({ id }).first(),
  }
}

export interface SmsPost extends Post {
  readonly gateway: SmsGateway
  /** posts a code for Julien's phone */
  readonly text: (text?: string) => Promise<string>
}

export const phone = '+33639980101'
export const REFERENCE = 'challenge:1'

/** A portal's way of sending text messages, by this address. */
export async function smsBy(
  t: Teardown,
  url: string,
  options: { statusUrl?: string; times?: SmppTimes; database?: DatabaseKind; deaf?: () => boolean } = {},
): Promise<SmsPost> {
  const made = Promise.withResolvers<SmsGateway>()
  const carrier = (db: Knex, clock: TestClock): Carrier => {
    const hear = async (receipt: Receipt): Promise<void> => {
      if (options.deaf?.()) throw new Error('the database is away')
      await keepReceipt(db, receipt, clock.now())
    }
    const statusUrl = options.statusUrl ?? 'http://localhost:4000/sms/status'
    const how = { url, secret: Buffer.alloc(32, 7), statusUrl, hear }
    const gateway = url.startsWith('smpp') ? createSmppGateway(how, options.times) : createSmsGateway(how)
    made.resolve(gateway)
    return carrySms({ db, gateway })
  }
  const office = await postFor(t, { kind: 'sms', carrier, ...(options.database ? { database: options.database } : {}) })
  const gateway = await made.promise
  t.teardown(() => gateway.close())
  return {
    ...office,
    gateway,
    text: (text = 'Votre code est 123456.') => office.post({ to: phone, text }, { reference: REFERENCE }),
  }
}
