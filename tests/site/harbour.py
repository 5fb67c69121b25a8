#!/usr/bin/env python3
"""The sample news site: invented stories in the markup of a real one, served on loopback.

  harbour.py [--stories FILE] serve [--port 0] [--log FILE] [--crawl-delay 1]   serves until it is ended; the first line says the base address
  harbour.py [--stories FILE] page [--base URL] PATH|main     prints one page

What is served:
  /robots.txt              a Crawl-delay of one second, /private/ disallowed, the sitemap
  /article/7/              the listing, newest first, three pages by rel=next: image with the cut teaser as its alt, date, teaser
  /newstream/feed/         RSS 2.0 of the ten newest, links with tracking parameters
  /sitemap.xml             every article, and the disallowed page
  /newstream/<number>/..   an article; the main one ends in "More From ...": twenty items, each teaser, date, the same teaser
                           again; then "More Articles"
  /private/draft/          must never be asked for
Every answer has ETag and Last-Modified, and 304 where they match. The log is a JSON object a line: start and end (seconds), path,
status, conditional, agent. Python's standard library only.
"""
import argparse
import datetime
import email.utils
import hashlib
import html
import http.server
import json
import os
import re
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PER_PAGE = 8
TEASER_CHARS = 130
E = html.escape


def cut(text):
    """The teaser: at most 130 characters, cut at a word."""
    return text if len(text) <= TEASER_CHARS else text[:TEASER_CHARS + 1].rsplit(" ", 1)[0]


def slug(title):
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


class Site:
    def __init__(self, stories, base, crawl_delay=1.0):
        self.base, self.name, self.crawl_delay = base, stories["name"], crawl_delay
        main = dict(stories["main"])
        self.articles = [dict(story) for story in stories["stories"]] + [main]
        for number, article in enumerate(self.articles):
            article.setdefault("slug", slug(article["title"]))
            article["teaser"] = article.get("teaser") or cut(article["paragraphs"][0])
            article["day"] = datetime.date.fromisoformat(article["date"])
            epoch = int(datetime.datetime.combine(article["day"], datetime.time(3), datetime.timezone.utc).timestamp())
            article["path"] = "/newstream/%d-%d/%s/" % (epoch, 100 + number, article["slug"])
        self.main = main
        self.related = [article for article in self.articles if article is not main]
        self.pages = {"/robots.txt": ("text/plain", self.robots), "/newstream/feed/": ("application/rss+xml", self.feed),
                      "/sitemap.xml": ("application/xml", self.sitemap),
                      "/private/draft/": ("text/html", lambda: self.article(dict(main, title="A draft that nobody may read")))}
        count = -(-len(self.articles) // PER_PAGE)
        for page in range(1, count + 1):
            self.pages["/article/7/" if page == 1 else "/article/7/page/%d/" % page] = ("text/html", lambda page=page: self.listing(page, count))
        for article in self.articles:
            self.pages[article["path"]] = ("text/html", lambda article=article: self.article(article))

    # ------------------------------------------------------------------ pages
    def frame(self, title, main):
        today = datetime.date.today().strftime("%A, %B %d, %Y")        # printed on every page; it is no article's date
        return ('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>%s | %s</title>\n'
                '<link rel="alternate" type="application/rss+xml" href="/newstream/feed/">\n<style>.articled-date { color: gray }</style>\n</head>\n<body>\n'
                '<header><a href="/">%s</a> <span class="today">%s</span>\n<nav><a href="/article/7/">Latest</a> <a href="/private/draft/">Drafts</a></nav></header>\n'
                '%s\n<footer>%s, Quay Street 4, Tarvik</footer>\n<script>var page = "<p>not a paragraph</p>";</script>\n</body>\n</html>\n'
                % (E(title), E(self.name), E(self.name), today, main, E(self.name)))

    def article(self, article):
        date = article["day"].strftime("%d/%m/%Y")                     # day first
        body = "\n".join("<p>%s</p>" % E(paragraph) for paragraph in article["paragraphs"])
        related = self.related_block() if article is self.main else ""
        return self.frame(article["title"], '<main>\n<h1 class="article-title">%s</h1>\n<p class="byline">Date: %s | Source: %s | '
                          '<a href="https://original.example%s">Read original version at source</a></p>\n<div class="article-content">\n%s\n%s</div>\n</main>'
                          % (E(article["title"]), date, E(self.name), article["path"], body, related))

    def related_block(self):
        items = "".join('<div class="related-item">\n<a href="%s"><img src="/i/%d.jpg" alt="%s"></a>\n<p class="articled-date"> %s</p>\n<p>%s</p>\n</div>\n'
                        % (article["path"], number, E(article["teaser"]), article["day"].strftime("%B %d, %Y"), E(article["teaser"]))
                        for number, article in enumerate(self.related))
        return ('<div class="related-articles">\n<h3>More From %s</h3>\n%s<a class="more" href="/article/7/">More Articles</a>\n</div>\n'
                % (E(self.name), items))

    def listing(self, page, count):
        items = []
        for number, article in enumerate(self.articles[(page - 1) * PER_PAGE:page * PER_PAGE]):
            link = article["path"] + ("?utm_source=latest" if number % 3 == 1 else "")
            items.append('<div>\n<h4><a href="%s"><img src="/i/%d.jpg" alt="%s"></a></h4>\n<p class="articled-date"> %s</p>\n<p class="teaser">%s</p>\n</div>\n'
                         % (E(link), number, E(article["teaser"]), article["day"].strftime("%B %d, %Y"), E(article["teaser"])))
        following = '<a class="next" rel="next" href="/article/7/page/%d/">Older</a>\n' % (page + 1) if page < count else ""
        return self.frame("Latest", '<main>\n<div id="latest_article_wrapper">\n%s</div>\n%s</main>' % ("".join(items), following))

    def robots(self):
        return "User-agent: *\nCrawl-delay: %g\nDisallow: /private/\n\nSitemap: %s/sitemap.xml\n" % (self.crawl_delay, self.base)

    def feed(self):
        items = "".join("<item>\n<title>%s</title>\n<link>%s%s?utm_source=feed&amp;utm_medium=rss</link>\n<guid>%s%s</guid>\n<pubDate>%s</pubDate>\n"
                        "<description>%s</description>\n</item>\n"
                        % (E(article["title"]), self.base, article["path"], self.base, article["path"],
                           email.utils.format_datetime(datetime.datetime.combine(article["day"], datetime.time(3), datetime.timezone.utc)), E(article["teaser"]))
                        for article in self.articles[:10])
        return ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>\n<title>%s</title>\n<link>%s/</link>\n<description>News of the coast</description>\n'
                "%s</channel></rss>\n" % (E(self.name), self.base, items))

    def sitemap(self):
        rows = "".join("<url><loc>%s%s</loc><lastmod>%s</lastmod></url>\n" % (self.base, article["path"], article["date"]) for article in self.articles)
        return ('<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n%s'
                "<url><loc>%s/private/draft/</loc></url>\n</urlset>\n" % (rows, self.base))


# ---------------------------------------------------------------------- server
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site, log, lock = None, None, threading.Lock()

    def do_GET(self):
        start = time.time()
        kind, render = self.site.pages.get(self.path.split("?")[0], ("text/html", None))
        body = (render() if render else "<!DOCTYPE html><title>Not found</title><h1>404 Not Found</h1>").encode()
        tag = '"%s"' % hashlib.sha256(body).hexdigest()[:16]
        unchanged = render is not None and self.headers.get("If-None-Match") == tag
        status = 404 if render is None else 304 if unchanged else 200
        self.send_response(status)
        self.send_header("Content-Type", kind + "; charset=utf-8")
        self.send_header("ETag", tag)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(body)
        self.note(start, status)

    def note(self, start, status):
        if self.log is None:
            return
        conditional = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
        row = {"start": start, "end": time.time(), "path": self.path, "status": status, "conditional": conditional, "agent": self.headers.get("User-Agent", "")}
        with self.lock:
            self.log.write(json.dumps(row) + "\n")
            self.log.flush()

    def log_message(self, *arguments):
        pass


def serve(options, stories):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
    base = "http://127.0.0.1:%d" % server.server_address[1]
    Handler.site = Site(stories, base, options.crawl_delay)
    Handler.log = open(options.log, "a", encoding="utf-8") if options.log else None
    print(base, flush=True)
    server.serve_forever()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", default=os.path.join(HERE, "stories.json"))
    actions = parser.add_subparsers(dest="action", required=True)
    serving = actions.add_parser("serve")
    serving.add_argument("--port", type=int, default=0)
    serving.add_argument("--log")
    serving.add_argument("--crawl-delay", type=float, default=1.0, help="seconds; what robots.txt asks for")
    page = actions.add_parser("page")
    page.add_argument("--base", default="https://harbour.example")
    page.add_argument("path", help="a path, or \"main\" for the main article")
    options = parser.parse_args()
    with open(options.stories, encoding="utf-8") as file:
        stories = json.load(file)
    if options.action == "serve":
        try:
            serve(options, stories)
        except KeyboardInterrupt:
            pass
        return 0
    site = Site(stories, options.base)
    path = site.main["path"] if options.path == "main" else options.path
    if path not in site.pages:
        print("harbour.py: no page %s" % path, file=sys.stderr)
        return 1
    sys.stdout.write(site.pages[path][1]())
    return 0


if __name__ == "__main__":
    sys.exit(main())
