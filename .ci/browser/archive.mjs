// Workbooks and Word documents changed as people change them: an archive is read whole, one part
// is written anew, and all is stored without being deflated again.
import { inflateRawSync } from 'node:zlib'

const table = Array.from({ length: 256 }, (_, n) => {
  for (let i = 0; i < 8; i++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
  return n >>> 0
})
export const crc = data => (data.reduce((c, b) => table[(c ^ b) & 255] ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0

// parts of an archive by their names, in order, as its directory lists them.
function parts(data) {
  const found = new Map()
  const end = data.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  for (let at = data.readUInt32LE(end + 16), n = data.readUInt16LE(end + 10); n > 0; n--) {
    const name = data.toString('utf8', at + 46, at + 46 + data.readUInt16LE(at + 28))
    const local = data.readUInt32LE(at + 42)
    const from = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28)
    const body = data.subarray(from, from + data.readUInt32LE(at + 20))
    found.set(name, data.readUInt16LE(at + 10) === 8 ? inflateRawSync(body) : body)
    at += 46 + data.readUInt16LE(at + 28) + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32)
  }
  return found
}

// pack is the archive of the parts.
function pack(found) {
  const bodies = [], directory = []
  let at = 0
  for (const [name, body] of found) {
    const title = Buffer.from(name)
    const head = Buffer.alloc(26) // from the version that is needed to the length of the extra field
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(0x800, 2) // names are UTF-8
    head.writeUInt16LE(0x21, 8) // 1980-01-01
    head.writeUInt32LE(crc(body), 10)
    head.writeUInt32LE(body.length, 14)
    head.writeUInt32LE(body.length, 18)
    head.writeUInt16LE(title.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    bodies.push(Buffer.from('PK\x03\x04'), head, title, body)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, rest, title)
    at += 30 + title.length + body.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(found.size, 8)
  end.writeUInt16LE(found.size, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, list, end])
}

// filled is a workbook with numbers typed into cells of a sheet; a formula's cell keeps it, and holds
// what it comes to, as after a spreadsheet program saved it.
export function filled(data, sheet, cells) {
  const found = parts(data)
  const text = name => found.get(name).toString()
  const id = text('xl/workbook.xml').match(new RegExp(`<sheet name="${sheet}"[^>]* r:id="([^"]+)"`))[1]
  const relation = text('xl/_rels/workbook.xml.rels').match(new RegExp(`<Relationship [^>]*Id="${id}"[^>]*>`))[0]
  const name = 'xl/' + relation.match(/Target="(?:\/xl\/)?([^"]+)"/)[1]
  let xml = text(name)
  for (const [cell, value] of Object.entries(cells)) {
    const was = xml.match(new RegExp(`<c r="${cell}"([^>]*?)(?:/>|>(.*?)</c>)`))
    const kept = was[1].replace(/ t="[^"]*"/, '')
    const formula = was[2]?.match(/<f>.*?<\/f>/)?.[0] ?? ''
    xml = xml.replace(was[0], () => `<c r="${cell}"${kept}${value === '' ? ' t="str"' : ''}>${formula}<v>${value}</v></c>`)
  }
  return pack(found.set(name, Buffer.from(xml)))
}

// reworded is a Word document in which the first place of a pattern in its text reads otherwise.
export function reworded(data, pattern, text) {
  const found = parts(data)
  const was = found.get('word/document.xml').toString()
  const is = was.replace(pattern, text)
  if (is === was) throw new Error(`the document has no ${pattern}`)
  return pack(found.set('word/document.xml', Buffer.from(is)))
}

// renamed is a workbook in whose texts one is written instead of another.
export function renamed(data, text, instead) {
  const found = parts(data)
  for (const [name, body] of found) {
    if (/sharedStrings\.xml$|worksheets\/[^/]*\.xml$/.test(name)) found.set(name, Buffer.from(body.toString().replaceAll(text, instead)))
  }
  return pack(found)
}
