import type { Said } from '../command-line.ts'
import type { Definition } from './service.ts'

// What the command line says of APIs.

export const listOfApis = (apis: readonly Definition[]): Said => ({
  code: 0,
  text:
    apis.length === 0
      ? 'There is no API yet.'
      : apis
          .map(({ identifier, name, scopes }) => `${identifier}  ${name.en}  ${Object.keys(scopes).join(' ')}`)
          .join('\n'),
  json: apis,
})

export function describeApi(api: Definition, allowances: Readonly<Record<string, readonly string[]>>): Said {
  const { identifier, name, scopes, tokenSeconds, tokenFormat, open, clientId } = api
  const lines = [
    identifier,
    `  name      ${name.fr} | ${name.en}`,
    `  tokens    ${tokenFormat}, ${tokenSeconds / 60} min`,
    `  open      ${open ? 'yes: any app may ask people for its scopes' : 'no: only the clients below'}`,
    `  client    ${clientId ?? 'none: nobody may introspect for it'}`,
    ...Object.entries(scopes).map(([scope, { fr, en }]) => `  scope     ${scope}: ${fr} | ${en}`),
    ...Object.entries(allowances).map(([client, given]) => `  allowed   ${client}: ${given.join(' ')}`),
  ]
  return { code: 0, text: lines.join('\n'), json: { ...api, allowances } }
}
