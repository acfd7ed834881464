import type { AddCommands, Operator, Said } from '../command-line.ts'
import { type Publication, publishNext, replaceAll, retireKey } from './rotation.ts'
import { type ListedKey, listKeys } from './service.ts'
import { ALGORITHMS, type KeyRow } from './store.ts'

/** `keys list`, `keys rotate [--now]`, `keys retire <kid>` (docs/operate-keys.md). */
export const addKeyCommands: AddCommands = (program, operator) => {
  const keys = program.command('keys').description('the keys that sign ID tokens and access tokens')
  keys
    .command('list')
    .description('say which keys there are, and from when to when each signs and is published')
    .action(() => operator.withIdp(async (idp) => sayList(await listKeys(idp))))
  keys
    .command('rotate')
    .description('publish the next keys, which sign a day later; nobody notices')
    .option('--now', `for a stolen key: new keys sign at once, all others go at once. ${COST}`)
    .action(({ now }: { now?: true }) => (now ? replace(operator) : rotate(operator)))
  keys
    .command('retire')
    .argument('<kid>')
    .description('take a key that does not sign out of the key set at once; what it has signed is refused')
    .action((kid: string) => retire(operator, kid))
}

const COST =
  'What they have signed is refused from then on: ID tokens, JWT access tokens, sign-outs that show such an ID token. ' +
  'Apps that keep our key set may refuse new sign-ins for up to ten minutes. Sessions and opaque tokens stay good.'

const rotate = (operator: Operator): Promise<void> =>
  operator.withIdp(async (idp) => {
    const all: Publication[] = []
    for (const alg of ALGORITHMS) all.push(await publishNext(idp, alg, 'operator'))
    return { code: 0, text: all.map(sayPublication).join('\n'), json: all.map(toJson) }
  })

const replace = (operator: Operator): Promise<void> =>
  operator.withIdp(async (idp) => {
    const made = await replaceAll(idp)
    if (made.length === 0)
      return { code: 1, text: 'Somebody else has rotated at this moment. Look at "keys list" first.' }
    const lines = made.map(({ alg, kid }) => `${alg}: ${kid} signs now, and is the only one.`)
    const wait = `Every process follows within ${idp.config.keysLookSeconds} s.`
    return { code: 0, text: [...lines, wait, COST].join('\n'), json: made.map(({ alg, kid }) => ({ alg, kid })) }
  })

const retire = (operator: Operator, kid: string): Promise<void> =>
  operator.withIdp(async (idp): Promise<Said> => {
    const outcome = await retireKey(idp, kid)
    switch (outcome.kind) {
      case 'unknown':
        return { code: 1, text: `There is no key ${kid} in the key set. Nothing was changed.` }
      case 'signs':
        return {
          code: 1,
          text: `${kid} signs: it cannot go before another does. "keys rotate" replaces it in a day, "keys rotate --now" at once.`,
        }
      case 'takenOut':
        return {
          code: 0,
          text:
            outcome.was === 'published'
              ? `${kid} will never sign; the key that signs goes on.`
              : `${kid} is out of the key set: what it has signed is refused.`,
        }
    }
  })

const sayPublication = (outcome: Publication): string => {
  switch (outcome.kind) {
    case 'published':
      return `${outcome.key.alg}: ${outcome.key.kid} is published, and signs from ${from(outcome.key)}.`
    case 'waiting':
      return `${outcome.key.alg}: ${outcome.key.kid} was published before, and signs from ${from(outcome.key)}. Nothing was changed.`
    case 'overtaken':
      return `${outcome.alg}: somebody else has published the next at this moment. Nothing was changed.`
  }
}

const from = ({ activate_at }: KeyRow): string => new Date(activate_at).toISOString()

const toJson = (outcome: Publication) =>
  outcome.kind === 'overtaken'
    ? outcome
    : { kind: outcome.kind, alg: outcome.key.alg, kid: outcome.key.kid, signsFrom: from(outcome.key) }

function sayList(keys: readonly ListedKey[]): Said {
  const line = ({ kid, alg, state, signsFrom, signsUntil, listedUntil }: ListedKey): string =>
    [kid, alg, state.padEnd(9), `signs ${signsFrom} to ${signsUntil ?? '…'}`, `listed to ${listedUntil ?? '…'}`].join(
      '  ',
    )
  return { code: 0, text: keys.map(line).join('\n'), json: keys }
}
