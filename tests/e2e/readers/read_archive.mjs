// What readers of web archives that are not ours make of one.
//   records FILE       each record of a WARC, by warcio.js: [{type, url, date, status, mime, sha1, fields}]
//   wacz FILE OUT      a WACZ made of it by js-wacz
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { WARCParser } from 'warcio'

const [what, file, out] = process.argv.slice(2)

async function records () {
  const all = []
  for await (const record of new WARCParser(createReadStream(file))) {
    const body = await record.readFully(false)
    all.push({
      type: record.warcType,
      url: record.warcTargetURI,
      date: record.warcDate,
      status: record.httpHeaders ? Number(record.httpHeaders.statusCode) : null,
      mime: record.httpHeaders ? record.httpHeaders.headers.get('content-type') : record.warcContentType,
      digest: record.warcPayloadDigest || null,
      sha1: createHash('sha1').update(body).digest('hex'),
      text: record.warcType === 'metadata' || record.warcType === 'warcinfo' ? new TextDecoder().decode(body) : null
    })
  }
  return all
}

async function wacz () {
  const { WACZ } = await import('@harvard-lil/js-wacz')
  const archive = new WACZ({ input: [file], output: out, detectPages: true })
  await archive.process(false)
  return { errors: [] }
}

const answer = await { records, wacz }[what]()
process.stdout.write(JSON.stringify(answer), () => process.exit(0))
