import type { Reply } from '../../support/fake-provider.ts'

// What a provider may answer in the place of what it should.

export const status =
  (code: number, body: object | string, type = typeof body === 'string' ? 'text/html' : 'application/json'): Reply =>
  (response) =>
    response.writeHead(code, { 'content-type': type }).end(typeof body === 'string' ? body : JSON.stringify(body))
export const onwards =
  (location: string): Reply =>
  (response) =>
    response.writeHead(302, { location }).end()
export const hangUp: Reply = (response) => response.destroy()
/** Begins to answer and never ends. */
export const slowly: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{')
}
/** JSON that goes on and on, as fast as it is read. */
export const endlessly: Reply = (response) => {
  const chunk = ' '.repeat(64 * 1024)
  let sent = 0
  response.writeHead(200, { 'content-type': 'application/json' })
  const pour = (): void => {
    while (!response.destroyed && sent < 200) {
      sent += 1
      if (!response.write(chunk)) return void response.once('drain', pour)
    }
    response.end('{}')
  }
  pour()
}
export const page = '<!doctype html><title>Welcome</title><script>alert(1)</script>'

export const withoutMember =
  (name: string) =>
  ({ ...members }: Record<string, unknown>): Reply => {
    delete members[name]
    return members
  }
