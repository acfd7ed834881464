import { encode } from 'uqr'
import { FaultSummary, Field, Form } from '../../shared/html/form.tsx'
import { ButtonLink, Notice } from '../../shared/html/parts.tsx'
import type { Faults, Typed } from '../../shared/http/form.ts'
import { AreaPage } from '../frame.tsx'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

export interface EnrolProps {
  readonly shell: AreaShell
  /** names the secret that waits; not the secret */
  readonly id: string
  readonly secret: string
  readonly link: string
  readonly isFirst: boolean
  readonly typed?: Typed | undefined
  readonly faults?: Faults
  /** the person had to prove anew who they are, and what they had typed is here again */
  readonly isProven?: boolean
}

/** The secret as a picture, as a link and in letters, and the form that proves that an app has it. */
export function enrolPage(props: EnrolProps) {
  const { shell, isFirst, faults = {}, isProven = false } = props
  const t = texts[shell.frame.lang].enrol
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <FaultSummary title={t.faults.title} faults={faults} />
      {isProven && (
        <Notice tone="info" live>
          <p>{t.proven}</p>
        </Notice>
      )}
      <p>{t.first}</p>
      <Secret {...props} />
      <ConfirmForm {...props} faults={faults} />
      {isFirst && <p class="soft">{t.ends}</p>}
    </AreaPage>
  )
}

function ConfirmForm({ shell, id, typed = {}, faults = {} }: EnrolProps) {
  const t = texts[shell.frame.lang].enrol
  return (
    <Form action={paths.newAuthenticator()}>
      <input type="hidden" name="id" value={id} />
      <Field
        name="name"
        label={t.name}
        hint={t.nameHint}
        value={typed['name'] ?? t.nameDefault}
        fault={faults['name']}
        autocomplete="off"
        maxlength={40}
      />
      <Field
        name="code"
        label={t.code}
        hint={t.codeHint}
        fault={faults['code']}
        autocomplete="one-time-code"
        inputmode="numeric"
        maxlength={20}
      />
      <div class="actions">
        <button class="button" type="submit">
          {t.act}
        </button>
        <ButtonLink href={paths.security()} quiet>
          {t.cancel}
        </ButtonLink>
      </div>
    </Form>
  )
}

function Secret({ shell, secret, link }: EnrolProps) {
  const t = texts[shell.frame.lang].enrol
  return (
    <section class="secret">
      <div class="stack stack--close">
        <p>{t.scan}</p>
        <QrCode text={link} label={t.picture} />
      </div>
      <div class="stack stack--close">
        <p>
          <a class="button button--quiet" href={link}>
            {t.open}
          </a>
        </p>
        <p>{t.type}</p>
        <p class="secret__key">
          <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
      </div>
    </section>
  )
}

/** A path of unit squares; dark on light in every theme, as cameras want it. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={squares.join('')} />
    </svg>
  )
}
