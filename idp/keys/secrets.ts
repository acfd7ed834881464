import { type SealedPlace, sharedPlaces } from '../../shared/database/reseal.ts'
import { aboutSecrets, runSecrets, SECRET_ACTS } from '../../shared/database/secret-commands.ts'
import { fromRoot } from '../../shared/root.ts'
import type { AddCommands } from '../command-line.ts'

/** Every column of the provider that holds something sealed; a test looks for others. */
export const sealedPlaces: readonly SealedPlace[] = [
  ...sharedPlaces,
  { table: 'engine_object', column: 'sealed', boundTo: 'id', purpose: 'engine' },
  { table: 'client_secret', column: 'sealed', boundTo: 'id', purpose: 'client-secret' },
  { table: 'authenticator', column: 'sealed', boundTo: 'id', purpose: 'totp' },
  { table: 'recovery_code', column: 'sealed', boundTo: 'id', purpose: 'recovery-code' },
  { table: 'undo_link', column: 'sealed', boundTo: 'id', purpose: 'undo' },
  { table: 'nonce_secret', column: 'sealed', boundTo: 'name', purpose: 'nonce-secret' },
  { table: 'signing_key', column: 'sealed', boundTo: 'slot', purpose: 'signing-keys' },
]

/** `secrets list|add|promote|reseal|drop` (docs/operate-keys.md). */
export const addSecretCommands: AddCommands = (program, operator) => {
  const secrets = program.command('secrets').description('what all keys are derived from, and how to replace it')
  for (const act of SECRET_ACTS) {
    secrets
      .command(act)
      .description(aboutSecrets[act])
      .action(() =>
        operator.withIdp(({ config, ...idp }) => {
          const file = config.secrets.length > 0 ? undefined : fromRoot(config.secretsFile)
          return runSecrets(act, { ...idp, file, setting: 'IDP_SECRETS', places: sealedPlaces })
        }),
      )
  }
}
