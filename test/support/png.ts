import { crc32, deflateSync } from 'node:zlib'

/** What may be wrong with a picture, or stand in it beside the picture. */
export interface PngOptions {
  readonly width?: number
  readonly height?: number
  /** further chunks, before the picture */
  readonly extra?: readonly (readonly [type: string, data: Buffer])[]
  /** in place of the picture, packed */
  readonly pixels?: Buffer
}

/** A PNG of one colour. */
export function png({ width = 128, height = 128, extra = [], pixels }: PngOptions = {}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8) // 8 bits of red, green and blue each
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([28, 105, 212]))])
  const packed = pixels ?? deflateSync(Buffer.concat(Array.from({ length: height }, () => line)))
  const chunks = [['IHDR', header], ...extra, ['IDAT', packed], ['IEND', Buffer.alloc(0)]] as const
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks.map(([type, data]) => chunk(type, data))])
}

function chunk(type: string, data: Buffer): Buffer {
  const [length, sum, named] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.concat([Buffer.from(type, 'latin1'), data])]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
