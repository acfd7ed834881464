import { crc32, inflateSync } from 'node:zlib'

// Strangers' pictures, of which only what makes the picture is kept: no text, no place where it was taken, no animation,
// nothing behind the end (PNG Specification, Third Edition, §5, §11). Browsers draw it; we look at its frame, and that it
// unpacks.

export type PngFault = 'notPng' | 'size' | 'broken'

/** Width and height, in pixels. */
const [SMALLEST, LARGEST] = [64, 512]

/** Lines of 16-bit RGBA, the largest there is, each with its filter byte; interlaced ones have more of these. */
const MOST_INFLATED = 2 * LARGEST * (LARGEST * 8 + 1)

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
/** What is kept, and how much of it there may be: a palette of 256 colours, how clear each is, an end with nothing in it. */
const KEPT: Readonly<Record<string, (length: number) => boolean>> = {
  IHDR: (length) => length === 13,
  PLTE: (length) => length > 0 && length <= 768 && length % 3 === 0,
  tRNS: (length) => length > 0 && length <= 256,
  IDAT: () => true,
  IEND: (length) => length === 0,
}

interface Chunk {
  readonly type: string
  readonly data: Buffer
  readonly whole: Buffer
}

/** The picture alone, or what is wrong with the file. */
export function cleanPng(file: Buffer): Buffer | PngFault {
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return 'notPng'
  const chunks = chunksOf(file)
  const header = chunks?.[0]
  if (!chunks || header?.type !== 'IHDR' || header.data.length < 8) return 'broken'
  const sides = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)]
  if (sides.some((side) => side < SMALLEST || side > LARGEST)) return 'size'
  const kept = chunks.filter(({ type }) => type in KEPT)
  const isSound = kept.every(({ type, data }) => KEPT[type]?.(data.length))
  if (!isSound || ['IHDR', 'PLTE', 'tRNS'].some((type) => count(kept, type) > 1) || !inflates(kept)) return 'broken'
  return Buffer.concat([SIGNATURE, ...kept.map(({ whole }) => whole)])
}

const count = (chunks: readonly Chunk[], wanted: string): number => chunks.filter(({ type }) => type === wanted).length

/** Up to the end that it names; undefined: it has none, or was damaged on its way. */
function chunksOf(file: Buffer): Chunk[] | undefined {
  const chunks: Chunk[] = []
  for (let at = SIGNATURE.length; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at)
    if (end > file.length) return undefined
    const whole = file.subarray(at, end)
    if (crc32(whole.subarray(4, -4)) !== whole.readUInt32BE(whole.length - 4)) return undefined
    const type = whole.toString('latin1', 4, 8)
    chunks.push({ type, data: whole.subarray(8, -4), whole })
    if (type === 'IEND') return chunks
    at = end
  }
  return undefined
}

/** Node says with `info` how much of what it was given it has read. */
interface Inflated {
  readonly engine: { readonly bytesWritten: number }
}

/** A picture and nothing behind it. */
function inflates(chunks: readonly Chunk[]): boolean {
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))
  try {
    const { engine } = inflateSync(packed, { maxOutputLength: MOST_INFLATED, info: true }) as unknown as Inflated
    return engine.bytesWritten === packed.length
  } catch {
    return false
  }
}
