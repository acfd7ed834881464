import { DomUtils, parseDocument } from 'htmlparser2'

type Node = Exclude<Parameters<typeof DomUtils.getText>[0], readonly unknown[]>
export type Element = Parameters<typeof DomUtils.getAttributeValue>[0]

/** A page as a person without scripts sees it. Spaces of every kind are one plain space in all texts. */
export interface Page {
  readonly title: string
  /** the first h1 */
  readonly heading: string
  /** everything that can be read, a line for each block */
  readonly text: string
  readonly links: readonly Link[]
  readonly elements: readonly Element[]
  /** the field with that label; throws if there is none or more than one */
  field(label: string): Element
  /** the radio button or checkbox with that label; likewise */
  option(label: string): Element
  button(text: string): Element | undefined
  link(text: string): Element | undefined
  /** what can be pressed or followed, for a message that helps */
  offers(): string
}

export interface Link {
  readonly text: string
  readonly href: string
}

export function readPage(html: string): Page {
  const elements = DomUtils.getElementsByTagName('*', parseDocument(html), true)
  const shown = elements.filter((element) => !isHidden(element))
  const buttons = shown.filter(isButton)
  const links = shown.filter(({ name, attribs }) => name === 'a' && attribs['href'] !== undefined)
  const first = (name: string): string => readText(elements.find((element) => element.name === name))
  const actionOf = (element: Element) =>
    element.attribs['formaction'] ?? formOf(element, elements)?.attribs['action'] ?? 'nowhere'
  return {
    title: first('title'),
    heading: first('h1'),
    text: first('body'),
    links: links.map((element) => ({ text: nameOf(element), href: hrefOf(element) })),
    elements,
    field: (label) => labelled(label, shown, (element) => !isOption(element)),
    option: (label) => labelled(label, shown, isOption),
    button: (text) => reading(text, buttons, actionOf),
    link: (text) => reading(text, links, hrefOf),
    offers: () => [...buttons, ...links].map((element) => `« ${nameOf(element)} »`).join(', ') || 'nothing',
  }
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()

export const hrefOf = ({ attribs }: Element): string => attribs['href'] ?? ''

const isOption = ({ attribs }: Element): boolean => attribs['type'] === 'radio' || attribs['type'] === 'checkbox'

const isButton = ({ name, attribs }: Element): boolean =>
  (name === 'button' && attribs['type'] !== 'button') || (name === 'input' && attribs['type'] === 'submit')

const isControl = ({ name }: Element): boolean => name === 'input' || name === 'select' || name === 'textarea'

const nameOf = (element: Element): string =>
  plain(element.attribs['aria-label'] ?? (readText(element) || (element.attribs['value'] ?? '')))

function labelled(label: string, elements: readonly Element[], fits: (element: Element) => boolean): Element {
  const labels = elements.filter(({ name }) => name === 'label')
  const found = labels.filter((element) => readText(element) === plain(label)).flatMap((of) => controlsOf(of, elements))
  const told = elements.filter(
    ({ attribs }) => 'name' in attribs && plain(attribs['aria-label'] ?? '') === plain(label),
  )
  const fields = [...new Set([...found, ...told])].filter(fits)
  if (fields[0] && fields.length === 1) return fields[0]
  const others = labels.map((element) => `« ${readText(element)} »`).join(', ') || 'no label'
  throw new Error(`${fields.length} fields are labelled « ${label} »; the page has ${others}`)
}

function controlsOf(label: Element, elements: readonly Element[]): Element[] {
  const id = label.attribs['for']
  if (id !== undefined) return elements.filter(({ attribs }) => attribs['id'] === id)
  return elements.filter((element) => isControl(element) && isWithin(element, label))
}

/** The one that reads so. Two that lead to the same place are as good as one. */
function reading(text: string, among: readonly Element[], placeOf: (element: Element) => string): Element | undefined {
  const found = among.filter((element) => nameOf(element) === plain(text))
  const places = new Set(found.map(placeOf))
  if (places.size > 1) throw new Error(`« ${text} » leads to ${[...places].join(' and to ')}`)
  return found[0]
}

/** The form a control belongs to, which it may also name from outside. */
export function formOf(control: Element, elements: readonly Element[]): Element | undefined {
  const id = control.attribs['form']
  const forms = elements.filter(({ name }) => name === 'form')
  return id === undefined
    ? forms.find((form) => isWithin(control, form))
    : forms.find(({ attribs }) => attribs['id'] === id)
}

function isWithin(element: Element, ancestor: Node): boolean {
  for (let node: Node | null = element; node; node = node.parent) if (node === ancestor) return true
  return false
}

function isHidden(element: Element): boolean {
  for (let node: Node | null = element; node; node = node.parent) {
    if (DomUtils.isTag(node) && ('hidden' in node.attribs || node.name === 'template')) return true
  }
  return element.attribs['type'] === 'hidden'
}

const SILENT = new Set(['script', 'style', 'template', 'svg'])
const INLINE = new Set(
  'a abbr b bdi button cite code em i input kbd label q s small span strong sub sup time u'.split(' '),
)

export function readText(element: Node | undefined): string {
  if (!element) return ''
  const lines = rawText(element).split('\n').map(plain)
  return lines.filter(Boolean).join('\n')
}

/** A line end is put around every block; those that were in the source are spaces. */
function rawText(node: Node): string {
  if (DomUtils.isText(node)) return node.data.replace(/\s/g, ' ')
  if (DomUtils.isTag(node) && (SILENT.has(node.name) || 'hidden' in node.attribs)) return ''
  if (!DomUtils.hasChildren(node)) return ''
  const inside = node.children.map(rawText).join('')
  return DomUtils.isTag(node) && INLINE.has(node.name) ? inside : `\n${inside}\n`
}
