export type CarShape = 'suv' | 'berline' | 'touring' | 'compacte' | 'electrique'

/** A car from the side by the shape of its body. Our own lines, no brand's; decorative, the words beside it name the car. */
export function CarDrawing({ shape }: { readonly shape: CarShape }) {
  return (
    <svg
      class="car"
      viewBox="0 0 480 168"
      width="480"
      height="168"
      fill="none"
      stroke="currentColor"
      stroke-linejoin="round"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path class="car__ground" d="M12 152.5h456" />
      <CarLines shape={shape} />
    </svg>
  )
}

/** The car alone, 480 units wide and standing at 152, to be set into a scene. */
export function CarLines({ shape }: { readonly shape: CarShape }) {
  const car = cars[shape]
  return (
    <g>
      <path class="car__body" d={`${car.outline}${underside(car)}z`} />
      <path class="car__glass" d={car.glass} />
      <path class="car__fine" d={car.fine} />
      <path class="car__accent" d={car.accent} />
      {car.axles.map((x) => (
        <Wheel key={x} x={x} car={car} />
      ))}
    </g>
  )
}

interface Car {
  /** From the sill before the front wheel, up over the nose and the roof, down to the sill behind the rear wheel. */
  readonly outline: string
  readonly glass: string
  /** Doors, handles, the crease of the flank. */
  readonly fine: string
  /** Lamps, and the cable of the electric one. */
  readonly accent: string
  readonly axles: readonly [front: number, rear: number]
  readonly wheel: number
  readonly rim: 'spokes' | 'disc'
}

const GROUND = 152
const SILL = 138
const GAP = 5

/** The way back along the ground from the rear: over the rear wheel, along the sill, over the front wheel. */
function underside({ axles, wheel }: Car): string {
  const arch = wheel + GAP
  const half = Math.sqrt(arch ** 2 - (SILL - (GROUND - wheel)) ** 2)
  return axles
    .toReversed()
    .map((x) => `L${(x + half).toFixed(1)} ${SILL}A${arch} ${arch} 0 1 0 ${(x - half).toFixed(1)} ${SILL}`)
    .join('')
}

function Wheel({ x, car }: { readonly x: number; readonly car: Car }) {
  const rim = car.wheel * 0.72
  const y = GROUND - car.wheel
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle class="car__tyre" r={car.wheel} />
      <circle class="car__rim" r={rim} />
      <circle class="car__rim" r="2.5" />
      <path class="car__fine" d={car.rim === 'disc' ? disc(rim) : spokes(rim)} />
    </g>
  )
}

/** Five double spokes. */
const spokes = (rim: number): string =>
  [-90, -18, 54, 126, 198]
    .map((angle) => [-9, 9].map((off) => ray(angle + off * 2.2, 4.5, angle + off, rim)).join(''))
    .join('')

/** A closed cover with five slits. */
const disc = (rim: number): string =>
  [-90, -18, 54, 126, 198].map((angle) => ray(angle, rim * 0.55, angle, rim * 0.9)).join('')

const ray = (fromAngle: number, from: number, toAngle: number, to: number): string =>
  `M${point(fromAngle, from)}L${point(toAngle, to)}`

function point(degrees: number, radius: number): string {
  const angle = (degrees * Math.PI) / 180
  return `${(radius * Math.cos(angle)).toFixed(1)} ${(radius * Math.sin(angle)).toFixed(1)}`
}

const cars: Readonly<Record<CarShape, Car>> = {
  suv: {
    outline:
      'M62 138L52 134C45 131 42 127 41 120L38 106C37 97 41 91 50 87C78 78 112 73 152 70C171 52 189 38 206 30C232 21 300 18 352 25C374 28 390 34 399 44L422 70C433 76 439 84 440 95L440 116C439 126 434 132 424 135L414 138',
    glass: 'M165 70C181 55 195 44 211 37C238 30 296 28 345 33C363 35 376 39 384 46L398 65C399 68 397 69 394 69Z',
    fine: 'M60 97C140 88 300 84 432 88M271 32L276 69L275 137M173 71C169 92 171 116 178 137M352 34L366 69C366 80 352 90 341 98M247 81h17M337 79h17M152 126H318M190 70C187 64 190 61 197 61H203L200 70M46 122C58 120 68 121 76 124M436 112C426 114 416 115 406 115',
    accent: 'M41 101C50 93 61 89 73 88M439 92C430 89 422 86 413 86',
    axles: [113, 356],
    wheel: 31,
    rim: 'spokes',
  },
  berline: {
    outline:
      'M60 138L52 135C45 132 43 128 42 122L39 113C38 105 43 100 52 97C80 89 116 84 156 82C177 65 196 52 215 44C240 35 282 32 312 38C340 44 362 58 384 73C402 73 419 75 430 78C437 82 440 94 440 106L438 117C437 127 432 132 422 135L412 138',
    glass: 'M169 81C187 67 202 57 219 50C242 43 280 41 307 45C330 50 347 60 360 73C361 75 360 76 357 76Z',
    fine: 'M58 106C140 96 300 92 432 96M266 43L271 79L270 137M176 82C172 98 174 118 181 137M330 54L342 76C344 90 338 98 331 104M243 89h16M317 87h16M146 128H314M193 81C190 75 193 72 200 72H206L203 80M47 123C58 121 66 122 74 125M434 114C424 116 415 117 406 117',
    accent: 'M43 110C52 103 62 100 74 99M439 94C428 90 418 88 408 88',
    axles: [110, 350],
    wheel: 28,
    rim: 'spokes',
  },
  touring: {
    outline:
      'M60 138L52 135C45 132 43 128 42 122L39 113C38 105 43 100 52 97C80 89 116 84 156 82C177 65 196 52 215 44C244 34 320 31 378 40C388 42 394 44 399 49L423 77C433 81 440 92 440 104L438 117C437 127 432 132 422 135L412 138',
    glass: 'M169 81C187 67 202 57 219 50C246 42 316 40 367 47C376 48 382 51 386 56L399 73C400 75 399 76 396 76Z',
    fine: 'M58 106C140 96 300 92 432 96M266 43L271 79L270 137M176 82C172 98 174 118 181 137M344 46L356 76C354 90 340 98 331 104M243 89h16M329 87h16M146 128H314M193 81C190 75 193 72 200 72H206L203 80M47 123C58 121 66 122 74 125M434 114C424 116 415 117 406 117M236 37C280 32 330 33 372 39',
    accent: 'M43 110C52 103 62 100 74 99M439 96C430 92 422 89 412 89',
    axles: [110, 350],
    wheel: 28,
    rim: 'spokes',
  },
  compacte: {
    outline:
      'M74 138L66 135C60 132 58 128 57 122L54 110C53 103 57 98 66 95C92 86 120 82 152 80C172 63 191 50 210 42C240 33 300 30 346 37C358 39 366 42 372 47L402 79C413 83 420 92 420 104L419 117C418 127 413 132 404 135L395 138',
    glass: 'M165 79C182 65 197 55 214 48C242 41 294 39 336 44C346 45 354 48 359 53L377 72C379 74 378 76 375 76Z',
    fine: 'M74 103C150 94 290 90 412 94M262 41L268 78L267 137M172 80C168 96 170 118 177 137M328 43L340 76C342 88 334 97 326 104M240 88h16M312 86h16M158 128H309M189 79C186 73 189 70 196 70H202L199 78M62 122C72 120 80 121 87 124M415 114C407 116 399 117 392 117',
    accent: 'M58 107C66 100 76 97 87 96M419 95C410 91 402 89 393 89',
    axles: [122, 345],
    wheel: 28,
    rim: 'spokes',
  },
  electrique: {
    outline:
      'M60 138L52 135C45 132 42 128 41 121L39 114C40 107 47 101 60 96C84 87 110 82 138 79C163 60 189 46 216 39C250 31 300 31 336 42C368 52 398 64 426 74C436 82 440 94 440 106L438 117C437 127 432 132 422 135L412 138',
    glass: 'M153 78C176 62 198 52 220 46C250 39 296 39 329 48C346 53 358 60 370 70C372 72 371 74 368 74Z',
    fine: 'M54 107C140 95 300 90 434 94M266 39L272 77L271 137M166 79C160 97 164 118 174 137M338 51L350 75C352 90 344 98 334 105M240 88h18M322 86h18M150 128H314M186 78C183 72 186 69 193 69H199L196 77M47 123C58 122 68 123 75 126',
    accent:
      'M43 108C53 102 64 99 78 98M439 92C426 87 414 84 401 83M396 99a5 5 0 1 0 .01 0M396 109C396 132 420 152 468 152',
    axles: [111, 352],
    wheel: 30,
    rim: 'disc',
  },
}
