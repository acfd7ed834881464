// What the app remembers while it runs.
import { randomBytes } from 'node:crypto'

const MINUTE = 60_000
const SESSION = 8 * 60 * MINUTE
const ATTEMPT = 10 * MINUTE
const MOST_TRIPS = 200

export const randomId = () => randomBytes(32).toString('base64url')

/** Values that end by themselves. */
function expiring(lifetime, most = 10_000) {
  const kept = new Map()
  const fresh = (entry) => (entry && entry.until > Date.now() ? entry.value : undefined)
  return {
    set(key, value) {
      for (const [old, { until }] of kept) if (until <= Date.now()) kept.delete(old)
      if (kept.size >= most) kept.delete(kept.keys().next().value)
      kept.set(key, { value, until: Date.now() + lifetime })
    },
    get: (key) => fresh(kept.get(key)),
    take(key) {
      const value = fresh(kept.get(key))
      kept.delete(key)
      return value
    },
    dropWhere(test) {
      for (const [key, { value }] of kept) if (test(value)) kept.delete(key)
    },
  }
}

export function createMemory() {
  const sessions = expiring(SESSION)
  const trips = new Map()
  return {
    attempts: expiring(ATTEMPT),
    sessions,
    /** All sessions of a subject, or the one session that is named. */
    endSessions({ sub, sid }) {
      sessions.dropWhere(
        (person) => (sid === undefined || person.sid === sid) && (sub === undefined || person.sub === sub),
      )
    },
    /** Somebody's trips, newest first. Whoever is new finds three to look at. */
    tripsOf(sub) {
      if (!trips.has(sub)) trips.set(sub, [...samples])
      return trips.get(sub).toSorted((one, other) => other.on.localeCompare(one.on))
    },
    addTrip(sub, trip) {
      trips.set(sub, [trip, ...this.tripsOf(sub)].slice(0, MOST_TRIPS))
    },
  }
}

const samples = [
  { on: '2026-11-14', from: 'Versailles', to: 'Rouen', km: 128 },
  { on: '2026-11-15', from: 'Rouen', to: 'Étretat', km: 89 },
  { on: '2026-11-16', from: 'Étretat', to: 'Versailles', km: 211 },
]
