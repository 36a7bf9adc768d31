// A picture of a page in few colours: a PNG with a palette, a third of what the browser writes.
import { deflateSync, inflateSync } from 'node:zlib'
import { crc } from './archive.mjs'

// pixels of a PNG of the browser's: 8 bits a channel, RGB or RGBA, not interlaced.
function pixels(png) {
  const width = png.readUInt32BE(16), height = png.readUInt32BE(20), channels = png[25] === 6 ? 4 : 3
  const data = []
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  const raw = inflateSync(Buffer.concat(data)), line = width * channels, out = Buffer.alloc(line * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (line + 1)]
    for (let x = 0; x < line; x++) {
      const a = x < channels ? 0 : out[y * line + x - channels]
      const b = y === 0 ? 0 : out[(y - 1) * line + x]
      const c = x < channels || y === 0 ? 0 : out[(y - 1) * line + x - channels]
      const p = a + b - c, da = Math.abs(p - a), db = Math.abs(p - b), dc = Math.abs(p - c)
      const paeth = da <= db && da <= dc ? a : db <= dc ? b : c
      out[y * line + x] = raw[y * (line + 1) + 1 + x] + [0, a, b, (a + b) >> 1, paeth][filter]
    }
  }
  return { width, height, channels, out }
}

// few is the PNG with the 256 colours that are seen most; a colour that is not among them is
// drawn in the nearest.
export function few(png) {
  const { width, height, channels, out } = pixels(png)
  const counts = new Map(), keys = new Uint16Array(width * height)
  for (let i = 0; i < keys.length; i++) {
    const at = i * channels
    keys[i] = (out[at] >> 3) << 10 | (out[at + 1] >> 3) << 5 | out[at + 2] >> 3
    counts.set(keys[i], (counts.get(keys[i]) ?? 0) + 1)
  }
  const rgb = key => [key >> 10, key >> 5 & 31, key & 31].map(v => v << 3 | v >> 2)
  const palette = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 256).map(([key]) => key)
  const index = new Map(palette.map((key, i) => [key, i]))
  const apart = (a, b) => rgb(a).reduce((sum, v, i) => sum + (v - rgb(b)[i]) ** 2, 0)
  for (const key of counts.keys()) if (!index.has(key)) index.set(key, palette.reduce((best, p, i) => apart(key, p) < apart(key, palette[best]) ? i : best, 0))
  const lines = Buffer.alloc((width + 1) * height)
  for (let i = 0; i < keys.length; i++) lines[i + Math.floor(i / width) + 1] = index.get(keys[i])
  const chunk = (name, body) => {
    const text = Buffer.concat([Buffer.from(name), body]), ends = Buffer.alloc(8)
    ends.writeUInt32BE(body.length, 0)
    ends.writeUInt32BE(crc(text), 4)
    return Buffer.concat([ends.subarray(0, 4), text, ends.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3], 8)
  return Buffer.concat([png.subarray(0, 8), chunk('IHDR', head), chunk('PLTE', Buffer.from(palette.flatMap(rgb))), chunk('IDAT', deflateSync(lines, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}
