import { ButtonLink, Notice } from '../../shared/html/parts.tsx'
import { formatDate, formatInstant, type Lang, parisDate } from '../../shared/i18n.ts'
import { paths } from '../paths.ts'
import type { Keepers, Passkey } from './service.ts'
import { texts } from './texts.ts'

interface PartProps {
  readonly lang: Lang
  readonly passkeys: readonly Passkey[]
  readonly keepers: Keepers | undefined
  readonly mayAdd: boolean
}

/** Somebody's passkeys, among the ways in which they sign in. */
export function PasskeysPart({ lang, passkeys, keepers, mayAdd }: PartProps) {
  const t = texts[lang].list
  const [first] = passkeys
  return (
    <section class="stack">
      <h2>{t.title}</h2>
      <p>{t.lead}</p>
      {passkeys.length === 0 && <p class="soft">{t.none}</p>}
      {passkeys.length === 1 && first?.isSynced === false && <Notice tone="info">{t.second}</Notice>}
      <ul
        class="stack"
        hidden={passkeys.length === 0}
        data-passkey-party={keepers?.party}
        data-passkey-user={keepers?.handle}
        data-passkey-known={keepers && passkeys.map(({ credentialId }) => credentialId).join(' ')}
      >
        {passkeys.map((passkey) => (
          <PasskeyEntry key={passkey.id} passkey={passkey} lang={lang} />
        ))}
      </ul>
      {mayAdd ? (
        <div class="actions">
          <ButtonLink href={paths.newPasskey()} quiet={passkeys.length > 0}>
            {t.add}
          </ButtonLink>
        </div>
      ) : (
        <p>{t.full}</p>
      )}
    </section>
  )
}

function PasskeyEntry({ passkey, lang }: { passkey: Passkey; lang: Lang }) {
  const t = texts[lang].list
  const { id, name, createdAt, lastUsedAt, isSynced } = passkey
  const used = lastUsedAt === undefined ? t.never : t.used(formatInstant(lang, lastUsedAt))
  return (
    <li class="entry entry--act">
      <div>
        <p>
          <strong>
            <bdi>{name}</bdi>
          </strong>
        </p>
        <p class="soft">
          {t.created(formatDate(lang, parisDate(createdAt)))}, {isSynced ? t.synced : t.bound}
        </p>
        <p class="soft">{used}</p>
      </div>
      <div class="actions">
        <ButtonLink href={paths.passkey(id)} quiet>
          {t.rename}
          <span class="visually-hidden">{t.of(name)}</span>
        </ButtonLink>
        <ButtonLink href={paths.removePasskey(id)} quiet>
          {t.remove}
          <span class="visually-hidden">{t.of(name)}</span>
        </ButtonLink>
      </div>
    </li>
  )
}
