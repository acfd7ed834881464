import type { ComponentChildren } from 'preact'
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
  const { ink, accent } = drawings[name]
  return (
    <svg
      class="drawing"
      viewBox="0 0 120 96"
      width="120"
      height="96"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      aria-hidden="true"
    >
      <path class="drawing__ground" d="M0 87.5h120" />
      <path d={ink} />
      <path class="drawing__accent" d={accent} />
    </svg>
  )
}

/** Each stands on the same ground, in two strokes: what it is, and in the accent what has become of it. */
const drawings: Readonly<Record<DrawingName, { readonly ink: string; readonly accent: string }>> = {
  // A letter, its flap open.
  mail: {
    ink: 'M22 36h76v51H22zM22 87l30-26M98 87 68 61',
    accent: 'M22 36l38 32 38-32M60 8v18M44 12l6 15M76 12l-6 15',
  },
  // The mark with its horizon become a tick.
  done: { ink: 'M60 15a36 36 0 1 0 0 72 36 36 0 1 0 0-72z', accent: 'm43 52 12 12 23-25' },
  // A clock whose hour is past.
  expired: {
    ink: 'M60 15a36 36 0 1 0 36 36M60 28v23l15 9',
    accent: 'M68 16a36 36 0 0 1 8.5 3M84 24.5a36 36 0 0 1 5.5 6M93.5 38.500a36 36 0 0 1 2 6',
  },
  // A closed lock.
  blocked: { ink: 'M30 45h60v42H30zM42 45V31a18 18 0 0 1 36 0v14', accent: 'M60 60.500a5 5 0 1 0 .01 0M60 70.500v7' },
  // A sheet with room for something.
  empty: { ink: 'M70 15H32v72h56V33zM70 15v18h18M43 74h22', accent: 'M60 42v20M50 52h20' },
  // A plug beside its socket.
  away: {
    ink: 'M0 58h22M22 44h18a14 14 0 0 1 0 28H22zM120 58H98M98 44H82v28h16z',
    accent: 'M54 52h8M54 64h8M68 30V20M59 33l-6-8M77 33l6-8',
  },
  // A signpost.
  lost: { ink: 'M60 87V10M60 40H26L16 30l10-10h34', accent: 'M60 32h34l10 10-10 10H60' },
  // A warning triangle set up on the road.
  broken: { ink: 'M60 19 96 80H24zM60 35 81.5 71.500h-43zM34 80l-4 7M86 80l4 7', accent: 'M60 47v12M60 63.500v2.5' },
  // A door, and the way out.
  signedOut: { ink: 'M30 87V13h42v18M72 73v14M30 13l22 9v65', accent: 'M64 52h38M90 40l12 12-12 12' },
}

export function FaultIcon() {
  return (
    <Icon>
      <circle cx="10" cy="10" r="8" />
      <path d="M10 5.5V11M10 13v1.75" />
    </Icon>
  )
}

export function NoticeIcon({ tone }: { readonly tone: Tone }) {
  return (
    <Icon>
      {tone === 'warn' ? <path d="M10 2.5 18.5 17.500h-17z" /> : <circle cx="10" cy="10" r="8" />}
      <path d={noticeSigns[tone]} />
    </Icon>
  )
}

const noticeSigns: Readonly<Record<Tone, string>> = {
  info: 'M10 14.5V9M10 7V5.25',
  good: 'm6.25 10.25 2.5 2.5 5-5.5',
  warn: 'M10 8v4M10 13.25V15',
  danger: 'M10 5.5V11M10 13v1.75',
}

/** It leads on. */
export function ArrowIcon() {
  return (
    <Icon>
      <path d="M3 10h13M11 5l5 5-5 5" />
    </Icon>
  )
}

function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}
