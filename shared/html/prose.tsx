/** Paragraphs of a long text; an inner array is a list. */
export type Prose = readonly (string | readonly string[])[]

/** A long text as paragraphs and lists; telephone numbers and e-mail addresses in it become links. */
export function Paragraphs({ prose }: { prose: Prose }) {
  return (
    <>
      {prose.map((part) =>
        typeof part === 'string' ? (
          <p key={part}>{linked(part)}</p>
        ) : (
          <ul key={part[0]}>
            {part.map((item) => (
              <li key={item}>{linked(item)}</li>
            ))}
          </ul>
        ),
      )}
    </>
  )
}

/** French numbers with their insécables, and addresses such as help@bmw-id.example. */
const REACHABLE = /(\b0\d(?:\u00a0\d\d){4}\b|\b[\w.-]+@[\w-]+(?:\.[\w-]+)+)/

// split() with a group gives text and match in turn: every second part is a match
const linked = (text: string) =>
  text.split(REACHABLE).map((part, index) => (index % 2 === 0 ? part : <a href={address(part)}>{part}</a>))

const address = (part: string): string =>
  part.includes('@') ? `mailto:${part}` : `tel:+33${part.replaceAll('\u00a0', '').slice(1)}`
