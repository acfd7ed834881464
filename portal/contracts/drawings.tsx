export type CarShape = 'suv' | 'berline' | 'touring' | 'compacte' | 'electrique'

/** A car from the side by the shape of its body. Our own lines, no brand's; decorative, the words beside it name the car. */
export function CarDrawing({ shape }: { readonly shape: CarShape }) {
  return (
    <svg
      class={`car car--${shape}`}
      viewBox="0 0 480 180"
      width="480"
      height="180"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      aria-hidden="true"
    >
      <circle cx="120" cy="135" r="30" />
    </svg>
  )
}
