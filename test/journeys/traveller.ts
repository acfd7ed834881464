import type { Lang } from '../../shared/i18n.ts'
import type { Visitor } from '../support/visitor/visitor.ts'

/** A person on the way through both products, whatever they browse with. */
export interface Traveller {
  readonly lang: Lang
  /** whether scripts run where they browse */
  readonly scripts: boolean
  /** Types an address, or clicks on a link in a mail. */
  open(address: string): Promise<unknown>
  fill(label: string, value: string): Promise<unknown>
  choose(label: string): Promise<unknown>
  check(label: string): Promise<unknown>
  /** Presses a button, or follows a link. */
  press(text: string): Promise<unknown>
  /** Waits until the page with that heading is there, and looks at it. */
  arriveAt(heading: string): Promise<unknown>
  /** What can be read on the page, spaces of every kind as plain ones. */
  read(): Promise<string>
}

/** Without scripts, by HTTP alone. Sees to it that every page speaks the language and leaves nothing unfilled. */
export function withoutScripts(visitor: Visitor, lang: Lang): Traveller {
  return {
    lang,
    scripts: false,
    open: (address) => visitor.open(address),
    fill: async (label, value) => visitor.fill(label, value),
    choose: async (label) => visitor.choose(label),
    check: async (label) => visitor.check(label),
    press: (text) => visitor.press(text),
    arriveAt: async (heading) => {
      if (visitor.heading !== heading) {
        throw new Error(`« ${heading} » is expected; ${visitor.url} (${visitor.status}) says: ${visitor.text}`)
      }
      if (!visitor.html.includes(`<html lang="${lang}">`)) throw new Error(`${visitor.url} is not in « ${lang} »`)
      const unfilled = /\{\d+\}|undefined|\[object/.exec(visitor.text)
      if (unfilled) throw new Error(`${visitor.url} shows ${unfilled[0]}`)
    },
    read: async () => visitor.text,
  }
}
