import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { hash } from '@node-rs/argon2'
import type { Knex } from 'knex'
import { type Figures, measure, ownCpu } from './measure.ts'

/** What this machine can do at all in this minute: the figures of the products are shares of these. */
export async function rawLimits(databases: readonly { name: string; db: Knex }[]): Promise<Figures[]> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
  const figures = [
    await measure('raw: argon2id 19 MiB, 2 passes', ownCpu, {
      users: 2,
      seconds: 2,
      act: () => hash('a password', cost),
    }),
    await measure('raw: ES256 signature', ownCpu, {
      users: 1,
      seconds: 1,
      act: async () => {
        for (let n = 0; n < 50; n += 1) sign('sha256', Buffer.from('x'), privateKey)
      },
    }).then((made) => ({ ...made, perSecond: made.perSecond * 50, perCpuSecond: made.perCpuSecond * 50 })),
    await hello(),
  ]
  for (const { name, db } of databases) figures.push(await commits(name, db))
  return figures
}

async function hello(): Promise<Figures> {
  const server = createServer((_request, response) => response.end('hello')).listen(0)
  const address = server.address()
  const url = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`
  const act = async () => (await fetch(url)).arrayBuffer()
  const figures = await measure('raw: node:http hello', ownCpu, { users: 16, seconds: 2, act })
  server.close()
  return figures
}

async function commits(name: string, db: Knex): Promise<Figures> {
  const act = () => db('budget').insert({ key: randomUUID(), used: 1, ends_at: 1 })
  return measure(`raw: commits, ${name}`, ownCpu, { users: 4, seconds: 2, act: async () => act() })
}
