import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '../../shared/database/open.ts'

// Takes the limits away while attackers look for what lies behind them, until it is stopped: nobody is ever throttled,
// blocked, or too long signed in, and who signs out is signed in again.

const [idpUrl = '', portalUrl = ''] = process.argv.slice(2)
const [idp, portal] = [openDatabase(idpUrl, 'idp'), openDatabase(portalUrl, 'portal')]

const sessions: readonly object[] = await portal('session').select()

let stopped = false
process.on('SIGTERM', () => {
  stopped = true
})
while (!stopped) {
  await forget().catch((error: unknown) => console.error(error instanceof Error ? error.message : error))
  await wait(150)
}
await Promise.all([idp.destroy(), portal.destroy()])

async function forget(): Promise<void> {
  const now = Date.now()
  await idp('budget').delete()
  await idp('login_throttle').delete()
  await portal('budget').delete()
  await portal('attach_pair').update({ tries: 0, blocked_at: null })
  await portal('customer').update({ attach_blocked_at: null })
  for (const session of sessions) await portal('session').insert(session).onConflict('id_hash').ignore()
  await portal('session').update({ authenticated_at: now, seen_at: now })
  await portal('sms_challenge').where({ closed_as: 'blocked' }).update({ closed_at: null, closed_as: null })
  await portal('sms_challenge').update({ tries: 0, expires_at: now + 600_000 })
}
