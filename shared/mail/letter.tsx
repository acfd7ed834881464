import { render } from 'preact-render-to-string'
import type { Lang } from '../i18n.ts'

/** A mail as its words; the HTML and the text are made from the same. */
export interface Mail {
  readonly lang: Lang
  /** a constant of ours: nothing that a visitor typed */
  readonly subject: string
  readonly greeting: string
  readonly parts: readonly MailPart[]
  readonly closing: readonly string[]
}

export type MailPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly label: string; readonly href: string }
  /** a link also as text, for those whose mail program shows no buttons */
  | { readonly kind: 'link'; readonly lead: string; readonly href: string }

export interface RenderedMail {
  readonly subject: string
  readonly html: string
  readonly text: string
}

export const renderMail = (mail: Mail, brand: string): RenderedMail => ({
  subject: mail.subject,
  html: `<!doctype html>${render(<MailDocument mail={mail} brand={brand} />)}`,
  text: [mail.greeting, ...mail.parts.map(asText), mail.closing.join('\n')].join('\n\n'),
})

function asText(part: MailPart): string {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'button':
      return `${part.label}\n${part.href}`
    case 'link':
      return `${part.lead}\n${part.href}`
  }
}

// Mail programs ignore stylesheets and many ignore everything but tables and inline styles; no picture is fetched.
const ink = 'color:#1a1a1a;font:16px/1.5 Arial,Helvetica,sans-serif'
const soft = 'color:#5c5c5c;font:14px/1.5 Arial,Helvetica,sans-serif'
const button =
  'display:inline-block;background:#1c69d4;color:#ffffff;font:bold 16px/1.25 Arial,Helvetica,sans-serif;padding:14px 28px;text-decoration:none'

function MailDocument({ mail, brand }: { mail: Mail; brand: string }) {
  return (
    <html lang={mail.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{mail.subject}</title>
      </head>
      <body style="margin:0;padding:0;background:#f6f6f6">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f6f6f6">
          <tr>
            <td align="center" style="padding:24px 12px">
              <table
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                style="max-width:560px;background:#ffffff"
              >
                <tr>
                  <td style={`padding:28px 32px 0;${ink};font-weight:bold`}>{brand}</td>
                </tr>
                <tr>
                  <td style={`padding:8px 32px 32px;${ink}`}>
                    <h1 style="font:bold 24px/1.25 Arial,Helvetica,sans-serif;margin:16px 0">{mail.subject}</h1>
                    <p style="margin:0 0 16px">{mail.greeting}</p>
                    {mail.parts.map((part) => (
                      <Part part={part} />
                    ))}
                    <p style="margin:24px 0 0">
                      {mail.closing.map((line, index) => (
                        <>
                          {index > 0 ? <br /> : null}
                          {line}
                        </>
                      ))}
                    </p>
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>
  )
}

function Part({ part }: { part: MailPart }) {
  switch (part.kind) {
    case 'text':
      return <p style="margin:0 0 16px">{part.text}</p>
    case 'button':
      return (
        <p style="margin:24px 0">
          <a href={part.href} style={button}>
            {part.label}
          </a>
        </p>
      )
    case 'link':
      return (
        <p style={`margin:0 0 16px;${soft}`}>
          {part.lead}
          <br />
          <a href={part.href} style="color:#1c69d4;word-break:break-all">
            {part.href}
          </a>
        </p>
      )
  }
}
