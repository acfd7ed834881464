import type { Tone } from './parts.tsx'

/** Our own mark: a plain ring with a horizon line. */
export function Mark() {
  return (
    <svg
      class="mark"
      viewBox="0 0 32 32"
      width="32"
      height="32"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      aria-hidden="true"
    >
      <circle cx="16" cy="16" r="14" />
      <path d="M2.3 19h27.4" />
    </svg>
  )
}

export type DrawingName = 'mail' | 'done' | 'expired' | 'blocked' | 'empty' | 'away' | 'lost' | 'broken' | 'signedOut'

/** The picture of a state. Decorative: the words beside it say the same. */
export function Drawing({ name }: { readonly name: DrawingName }) {
  return (
    <svg
      class={`drawing drawing--${name}`}
      viewBox="0 0 120 96"
      width="120"
      height="96"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      aria-hidden="true"
    >
      <circle cx="60" cy="48" r="40" />
    </svg>
  )
}

export function FaultIcon() {
  return (
    <svg
      class="icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      aria-hidden="true"
    >
      <circle cx="10" cy="10" r="8" />
      <path d="M10 5.5v5.5M10 13v1.75" />
    </svg>
  )
}

export function NoticeIcon({ tone }: { readonly tone: Tone }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      aria-hidden="true"
    >
      {tone === 'warn' ? <path d="M10 2.5 18.5 17.5h-17z" /> : <circle cx="10" cy="10" r="8" />}
      <path d={noticeSigns[tone]} />
    </svg>
  )
}

const noticeSigns: Readonly<Record<Tone, string>> = {
  info: 'M10 14.5V9M10 7V5.25',
  good: 'm6.25 10.25 2.5 2.5 5-5.5',
  warn: 'M10 8v4M10 13.5v1.75',
  danger: 'M10 5.5V11M10 13v1.75',
}
