// What each parser makes of the feed on standard input, in one form:
// {parser: {title, self, page, language, items: [{id, url, title, html, date, authors, language}]}}.
import { Readable } from 'node:stream'
import { readFileSync } from 'node:fs'
import FeedParser from 'feedparser'
import Parser from 'rss-parser'
import { parseFeed } from 'feedsmith'

const text = readFileSync(0, 'utf8')
const list = value => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value])
const iso = date => (date ? new Date(date).toISOString() : null)

function byFeedparser () {
  return new Promise((resolve, reject) => {
    const parser = new FeedParser({ addmeta: false })
    const items = []
    parser.on('error', reject)
    parser.on('readable', () => {
      for (let item; (item = parser.read());) {
        const names = [...list(item['atom:author']).map(one => one.name && one.name['#']), ...list(item['dc:creator']).map(one => one['#'])]
        items.push({ id: item.guid, url: item.link, title: item.title, html: item.description, date: iso(item.pubdate), authors: names.filter(Boolean) })
      }
    })
    parser.on('end', () => resolve({ title: parser.meta.title, self: parser.meta.xmlurl, page: parser.meta.link, language: parser.meta.language, items }))
    Readable.from([text]).pipe(parser)
  })
}

async function byRssParser () {
  const atom = ['xml:lang']
  const parser = new Parser({ customFields: { item: [['dc:creator', 'creators', { keepArray: true }]], feed: atom } })
  const feed = await parser.parseString(text)
  return {
    title: feed.title,
    self: feed.feedUrl,
    page: feed.link,
    items: feed.items.map(one => ({
      id: one.id ?? one.guid, url: one.link, title: one.title, html: one['content:encoded'] ?? one.content, date: iso(one.isoDate)
    }))
  }
}

function byFeedsmith () {
  const { format, feed } = parseFeed(text)
  const link = relation => (list(feed.links).find(one => one.rel === relation) ?? {}).href
  if (format === 'json') {
    return {
      title: feed.title,
      self: feed.feed_url,
      page: feed.home_page_url,
      language: feed.language,
      items: feed.items.map(one => ({
        id: one.id, url: one.url, title: one.title, html: one.content_html, date: iso(one.date_published), language: one.language, authors: list(one.authors).map(name => name.name)
      }))
    }
  }
  if (format === 'atom') {
    return {
      title: feed.title,
      self: link('self'),
      page: link('alternate'),
      items: feed.entries.map(one => ({
        id: one.id, url: one.links[0].href, title: one.title, html: one.content?.value ?? one.content, date: iso(one.published), authors: list(one.authors).map(name => name.name)
      }))
    }
  }
  return {
    title: feed.title,
    self: (list(feed.atom?.links).find(one => one.rel === 'self') ?? {}).href,
    page: feed.link,
    language: feed.language,
    items: feed.items.map(one => ({
      id: one.guid?.value, url: one.link, title: one.title, html: one.content?.encoded, date: iso(one.pubDate), language: one.dc?.language ?? one.dc?.languages?.[0]
    }))
  }
}

const answers = { feedsmith: byFeedsmith() }
if (!text.startsWith('{')) {
  answers.feedparser = await byFeedparser()
  answers['rss-parser'] = await byRssParser()
}
process.stdout.write(JSON.stringify(answers))
