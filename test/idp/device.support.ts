import type { ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { createStore } from '../../idp/engine/store.ts'
import { SECOND } from '../../shared/time.ts'
import { insecure, signIn, type TestApp, testApp } from '../support/app.ts'
import type { DatabaseKind } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

/** What an app on a device is registered with: it has no address to come back to. */
export const onDevices = {
  client_name: 'Carnet de route',
  grant_types: [DEVICE_GRANT, 'refresh_token'],
  response_types: [],
  redirect_uris: [],
  scope: 'openid profile email offline_access',
} as const

export interface DeviceStage extends TestIdp {
  readonly app: TestApp
  readonly sub: string
}

export async function deviceStage(
  t: ExecutionContext,
  {
    database = 'sqlite',
    metadata = {},
  }: { database?: DatabaseKind; metadata?: Readonly<Record<string, unknown>> } = {},
): Promise<DeviceStage> {
  const world = await idpWith(t, { database })
  const sub = await openAccountOf(world.idp, people.anna)
  const app = await testApp(t, world, { ...onDevices, ...metadata })
  return Object.assign(Object.create(world) as TestIdp, { app, sub })
}

/** A device asks for a code. */
export async function askForCode({ as, client, auth }: TestApp, more: Readonly<Record<string, string>> = {}) {
  const parameters = { scope: 'openid profile', ...more }
  const answer = await oauth.deviceAuthorizationRequest(as, client, auth, parameters, insecure)
  return oauth.processDeviceAuthorizationResponse(as, client, answer)
}

/** The device asks whether somebody has answered. */
export const poll = ({ as, client, auth }: TestApp, deviceCode: string): Promise<Response> =>
  oauth.deviceCodeGrantRequest(as, client, auth, deviceCode, insecure)

export const errorOf = async (answer: Response): Promise<unknown> => ((await answer.json()) as { error?: string }).error

export const typeCode = (visitor: Visitor, code: string): Promise<Visitor> =>
  visitor.fill('Code affiché sur votre appareil', code).press('Continuer')

/** Somebody enters a code, confirms it and signs in. */
export async function approve(visitor: Visitor, code: string): Promise<Visitor> {
  await typeCode(await visitor.open('/device'), code)
  await visitor.press('Continuer')
  return signIn(visitor, people.anna)
}

/** Ten minutes go by: the engine lives by the real clock. */
export async function expire({ db, secrets }: TestIdp['idp'], deviceCode: string): Promise<void> {
  const store = createStore(db, secrets)
  const found = await store.find('DeviceCode', { id: deviceCode })
  if (!found) throw new Error('there is no such device code')
  const payload = { ...found.payload, exp: Math.floor(Date.now() / SECOND) - 1 }
  await store.put('DeviceCode', deviceCode, { payload, expiresAt: undefined })
}
