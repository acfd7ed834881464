import { DomUtils } from 'htmlparser2'
import { type Element, formOf, type Page } from './page.ts'

/** What a person has typed and ticked, by the control. */
export interface Filled {
  readonly values: ReadonlyMap<Element, string>
  readonly ticks: ReadonlyMap<Element, boolean>
}

export interface Submission {
  readonly method: 'GET' | 'POST'
  /** as written; empty is the page itself */
  readonly action: string
  readonly fields: URLSearchParams
}

/** What a browser sends when that button is pressed (HTML, "constructing the entry list"). */
export function submissionOf(page: Page, button: Element, filled: Filled): Submission {
  const form = formOf(button, page.elements)
  if (!form) throw new Error('this button belongs to no form, so without scripts it does nothing')
  const controls = page.elements.filter((element) => formOf(element, page.elements) === form)
  const fields = new URLSearchParams()
  for (const control of controls) {
    const value = sentBy(control, { ...filled, button })
    const name = control.attribs['name']
    if (name && value !== undefined) fields.append(name, value.replace(/\r?\n/g, '\r\n'))
  }
  return {
    method: form.attribs['method']?.toLowerCase() === 'post' ? 'POST' : 'GET',
    action: button.attribs['formaction'] ?? form.attribs['action'] ?? '',
    fields,
  }
}

function sentBy(control: Element, { values, ticks, button }: Filled & { button: Element }): string | undefined {
  const { attribs, name } = control
  if ('disabled' in attribs) return undefined
  if (control === button) return attribs['value'] ?? ''
  if (name === 'textarea') return values.get(control) ?? DomUtils.textContent(control)
  if (name === 'select') return values.get(control) ?? chosenOption(control)
  if (name !== 'input' || ['submit', 'button', 'image', 'reset'].includes(attribs['type'] ?? '')) return undefined
  if (attribs['type'] === 'radio' || attribs['type'] === 'checkbox') {
    return (ticks.get(control) ?? 'checked' in attribs) ? (attribs['value'] ?? 'on') : undefined
  }
  return values.get(control) ?? attribs['value'] ?? ''
}

function chosenOption(select: Element): string | undefined {
  const options = select.children.filter((child): child is Element => 'attribs' in child && child.name === 'option')
  return (options.find(({ attribs }) => 'selected' in attribs) ?? options[0])?.attribs['value']
}
