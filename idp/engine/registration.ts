import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import Provider, {
  type Adapter,
  type AdapterPayload,
  type Configuration,
  errors,
  type KoaContextWithOIDC,
} from 'oidc-provider'
import { inLetters } from '../../shared/crypto/tokens.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { SECOND } from '../../shared/time.ts'
import {
  changeByMaker,
  checkToken,
  type Fault,
  findClient,
  readRegistration,
  registerByToken,
  removeClient,
  sayInMetadata,
} from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { endClient } from './clients.ts'
import { referenceOf } from './events.ts'
import type { Engine } from './service.ts'
import { keyOf } from './store.ts'
import { renames } from './subjects.ts'

// Dynamic client registration (RFC 7591, RFC 7592): the engine speaks, clients/ decides and keeps.

type Parts = Pick<Idp, 'config' | 'db' | 'secrets' | 'now'>

const POLICY = 'ours'

type Offer = Pick<NonNullable<Configuration['features']>, 'registration' | 'registrationManagement'>

/** Only with an initial access token; each change of an app takes a new registration access token. */
export const registration = (parts: Parts): Offer => ({
  registration: {
    enabled: true,
    initialAccessToken: true,
    idFactory: () => inLetters(randomBytes(16)),
    policies: { [POLICY]: (_ctx, properties) => judge(parts, properties) },
  },
  registrationManagement: { enabled: true, rotateRegistrationAccessToken: true },
})

/** Puts in place of what was asked for what is given. */
function judge(parts: Parts, properties: Record<string, unknown>): void {
  const answer = readRegistration(parts, properties)
  if (answer.kind === 'faulty') throw refusal(answer.faults)
  Object.assign(properties, answer.metadata)
  if (SUBJECT_TYPES.includes(properties['subject_type'])) delete properties['subject_type']
}

/** Either is decided by whose app it is (engine/subjects.ts); the engine would want documents of a pairwise one. */
const SUBJECT_TYPES: readonly unknown[] = ['public', 'pairwise']

/** The log names what was wrong, not the value. */
const refusal = (faults: readonly Fault[]): Error =>
  new errors.InvalidClientMetadata(sayInMetadata(faults), faults.map(({ field }) => field).join(' '))

const refuse = (): never => {
  throw new Error('the engine asks for what is not done with clients')
}
const nothing = (): Promise<undefined> => Promise.resolve(undefined)
const unused = { consume: refuse, revokeByGrantId: refuse, findByUid: nothing, findByUserCode: nothing }

/** What the engine would keep of clients, and of who may register some, is in our tables. */
export const clientAdapters = (parts: Parts): Readonly<Record<'Client' | 'InitialAccessToken', Adapter>> => ({
  Client: {
    ...unused,
    find: (id) => findClient(parts, id),
    upsert: (id, metadata) => keep(parts, id, metadata),
    destroy: (id) => remove(parts, id),
  },
  InitialAccessToken: { ...unused, find: (token) => findToken(parts, token), upsert: refuse, destroy: refuse },
})

async function keep(parts: Parts, id: string, metadata: AdapterPayload): Promise<void> {
  const ctx = here()
  const submission = { id, metadata: metadata as Record<string, unknown>, origin: originOf(ctx) }
  const token = ctx.oidc.entities.InitialAccessToken?.jti
  const outcome =
    token === undefined
      ? await changeByMaker({ ...parts, engine: { renames } }, submission, (tx) => takeShown(tx, ctx))
      : await registerByToken(parts, submission, token)
  if (outcome.kind === 'faulty') throw refusal(outcome.faults)
  if (outcome.kind !== 'registered' && outcome.kind !== 'changed') throw new errors.InvalidToken(outcome.kind)
}

/** The engine ends the registration access token that was shown after the change, whoever else has shown it meanwhile;
 *  of those exactly one takes it here. */
async function takeShown(tx: Knex, { oidc }: KoaContextWithOIDC): Promise<boolean> {
  const shown = oidc.entities.RegistrationAccessToken?.jti
  if (shown === undefined) return false
  return (
    (await tx('engine_object')
      .where({ id: keyOf('RegistrationAccessToken', shown) })
      .delete()) === 1
  )
}

async function remove(parts: Parts, id: string): Promise<void> {
  const engine: Pick<Engine, 'endClient'> = { endClient: (tx, clientId, by) => endClient(tx, parts, clientId, by) }
  await removeClient({ ...parts, engine }, id, { kind: 'registration', origin: originOf(here()) })
}

async function findToken(parts: Parts, token: string): Promise<AdapterPayload | undefined> {
  const check = await checkToken(parts, token, originOf(here()))
  if (check.kind === 'unknown') return undefined
  if (check.kind === 'tooMany') throw tooMany()
  const [iat, exp] = [check.createdAt, check.endsAt].map((at) => Math.floor(at / SECOND)) as [number, number]
  return { kind: 'InitialAccessToken', jti: token, iat, exp, policies: [POLICY] }
}

const tooMany = (): Error =>
  Object.assign(new errors.TemporarilyUnavailable('too many registrations; try again in an hour'), {
    status: 429,
    statusCode: 429,
  })

/** The request that the engine is answering. */
function here(): KoaContextWithOIDC {
  const { ctx } = Provider
  if (!ctx) throw new Error('clients register by requests alone')
  return ctx
}

const originOf = (ctx: KoaContextWithOIDC): Origin => ({ ip: ctx.ip, requestId: referenceOf(ctx) })

/** A secret is in the answer to the registration, and never again. */
export async function tellSecretOnce(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next()
  if (ctx.method === 'POST' || !ctx.path.startsWith('/reg/')) return
  const {
    client_secret: _once,
    client_secret_expires_at: _never,
    ...open
  } = (ctx.body ?? {}) as Record<string, unknown>
  if (ctx.body) ctx.body = open
}
