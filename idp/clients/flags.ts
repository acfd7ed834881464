import { readFileSync } from 'node:fs'
import { type Command, Option } from 'commander'
import type { Change, Field } from './settings.ts'
import { AUTHENTICATIONS, KINDS } from './settings.ts'

// The settings of an app as flags. `--x ""` takes a value away; a list is replaced as a whole.

export const FLAG_OF: Readonly<Record<Field, string>> = {
  name: '--name',
  kind: '--kind',
  authentication: '--auth',
  redirectUris: '--redirect-uri',
  postLogoutRedirectUris: '--post-logout-redirect-uri',
  backchannelLogoutUri: '--backchannel-logout-uri',
  startUri: '--start-uri',
  clientUri: '--client-uri',
  policyUri: '--policy-uri',
  tosUri: '--tos-uri',
  jwks: '--jwks',
  jwksUri: '--jwks-uri',
  scopes: '--scope',
  corsOrigins: '--cors-origin',
  refresh: '--refresh',
  idTokenAlg: '--id-token-alg',
  fapi: '--fapi',
  mfa: '--mfa',
  firstParty: '--first-party',
  owner: '--owner',
}

/** What commander hands over, by the names of the flags. */
export interface Flags {
  readonly kind: (typeof KINDS)[number]
  readonly owner?: string
  readonly [name: string]: unknown
}

const every = (value: string, before: readonly string[] = []): string[] => [...before, value]

/** `--kind`, which never changes later. */
export const kindFlag = (): Option =>
  new Option(
    '--kind <kind>',
    'web (has a server), spa (in the browser), native, service (no people), device (no keyboard)',
  )
    .choices(KINDS)
    .default('web')

/** Adds everything that can be said of an app of any kind. */
export function addFlags(command: Command): Command {
  const ways = [...new Set(Object.values(AUTHENTICATIONS).flat())]
  return command
    .addOption(new Option('--auth <method>', 'how it proves itself at the token endpoint').choices(ways))
    .option('--redirect-uri <uri>', 'where people come back to after signing in, exactly; repeat for more', every)
    .option('--post-logout-redirect-uri <uri>', 'where they come back to after signing out; repeat for more', every)
    .option('--backchannel-logout-uri <uri>', 'what we call when somebody’s sign-in ends')
    .option('--start-uri <uri>', 'where one begins with the app')
    .option('--client-uri <uri>', 'its home page')
    .option('--policy-uri <uri>', 'its privacy notice')
    .option('--tos-uri <uri>', 'its terms')
    .option('--jwks <file>', 'a file with its public keys (JSON Web Key Set), for private_key_jwt')
    .option('--jwks-uri <uri>', '... or their address')
    .option('--scope <scopes>', 'what it may ask for, with spaces between (default: openid profile email)')
    .option('--cors-origin <origin>', 'whose scripts may call us, for an spa; repeat for more', every)
    .option('--refresh', 'may keep people signed in with refresh tokens')
    .addOption(new Option('--id-token-alg <alg>', 'what signs its ID tokens').choices(['ES256', 'RS256']))
    .option('--fapi', 'must keep to the FAPI 2.0 Security Profile')
    .option('--mfa', 'lets nobody in by a password alone')
    .option('--first-party', 'one of our own: nobody is asked for consent')
    .option('--owner <e-mail>', 'the developer who may see and change it')
}

/** What the flags say, and nothing that they do not. Throws if the file of keys cannot be read. */
export function changeOf(flags: Readonly<Record<string, unknown>>): Change {
  const text = (name: string): string | undefined => flags[name] as string | undefined
  const said = {
    name: text('name'),
    authentication: text('auth'),
    redirectUris: flags['redirectUri'],
    postLogoutRedirectUris: flags['postLogoutRedirectUri'],
    backchannelLogoutUri: text('backchannelLogoutUri'),
    startUri: text('startUri'),
    clientUri: text('clientUri'),
    policyUri: text('policyUri'),
    tosUri: text('tosUri'),
    jwks: text('jwks') ? readFileSync(text('jwks') ?? '', 'utf8') : text('jwks'),
    jwksUri: text('jwksUri'),
    scopes: text('scope')?.split(' '),
    corsOrigins: flags['corsOrigin'],
    refresh: flags['refresh'],
    idTokenAlg: text('idTokenAlg'),
    fapi: flags['fapi'],
    mfa: flags['mfa'],
    firstParty: flags['firstParty'],
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Change
}
