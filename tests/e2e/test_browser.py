"""The reading room as a person's browser shows it, page by page: at phone's and desk's width, light and dark, by keyboard, without JavaScript; and
that nothing of a stored page runs or asks for anything."""
import os
import re
import unittest
import urllib.parse

import browser
from support import STORIES, Case, tearsheet
from test_serve import Room

PICTURES = os.environ.get("TEARSHEET_PICTURES")     # a folder: each page's picture is left there, for people to look at

HOSTILE = """<!doctype html><html lang="en"><head><title>A ferry that runs aground</title><meta property="og:type" content="article">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A ferry that runs aground", "datePublished": "2025-11-14T10:00:00Z"}</script>
<script>document.title = 'RAN'; parent.document.title = 'RAN'; fetch('BASE/beacon')</script>
<link rel="stylesheet" href="BASE/style"><style>@import url(BASE/import); body { background: url(BASE/background) }</style>
<meta http-equiv="refresh" content="0; url=BASE/refresh"><base href="BASE/base/" target="_top"></head>
<body onload="document.title = 'RAN'"><article><h1>A ferry that runs aground</h1>PARAGRAPHS
<img src="BASE/picture" onerror="document.title = 'RAN'"><iframe src="BASE/frame"></iframe><object data="BASE/object"></object>
<form action="BASE/form"><button autofocus onfocus="document.title = 'RAN'">Go</button></form>
<svg><script>top.document.title = 'RAN'</script></svg><a href="javascript:top.document.title = 'RAN'" ping="BASE/ping">x</a></article></body></html>"""
PARAGRAPH = "<p>The ferry ran aground on Friday morning, number %d of the year, and its two hundred guests were brought to land by boats of the rescue company.</p>"

# What is wrong with a page, as a list of sentences: what a screen reader would miss, and text that is hard to tell from its ground (WCAG 2.2: 1.1.1,
# 1.3.1, 1.4.3, 3.1.1, 4.1.2).
FAULTS = r"""(() => {
  const faults = [], all = selector => [...document.querySelectorAll(selector)];
  if (!document.documentElement.lang) faults.push('no language');
  if (all('h1').length !== 1) faults.push(all('h1').length + ' headings of first rank');
  if (all('main').length !== 1) faults.push('no main part');
  for (const one of all('input, select, textarea')) if (!one.labels.length || !one.labels[0].textContent.trim()) faults.push('no label: ' + one.name);
  for (const one of all('a, button')) if (!(one.textContent.trim() || one.getAttribute('aria-label'))) faults.push('no name: ' + one.outerHTML);
  for (const one of all('iframe')) if (!one.title) faults.push('a frame without a title');
  for (const one of all('svg')) if (!one.getAttribute('aria-label') && !one.querySelector('title') && one.getAttribute('aria-hidden') !== 'true') faults.push('a plot without a name');
  for (const one of all('th')) if (!one.getAttribute('scope')) faults.push('a heading without a scope: ' + one.textContent);
  const ids = all('[id]').map(one => one.id);
  if (new Set(ids).size !== ids.length) faults.push('an id twice');
  const numbers = colour => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = ([red, green, blue]) => [red, green, blue].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = one => { for (; one; one = one.parentElement) { const at = numbers(getComputedStyle(one).backgroundColor); if (at.length === 3 || at[3] === 1) return at; } return [255, 255, 255]; };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode());) {
    const one = text.parentElement;
    if (!text.data.trim() || one.closest('svg, .skip, datalist') || !one.getClientRects().length) continue;
    const pair = [light(numbers(getComputedStyle(one).color)), light(ground(one))].sort((a, b) => b - a);
    const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (contrast < 4.5) faults.push(contrast.toFixed(2) + ' to 1: ' + text.data.trim().slice(0, 40));
    if (parseFloat(getComputedStyle(one).fontSize) < 12) faults.push('small: ' + text.data.trim().slice(0, 40));
  }
  return faults;
})()"""


def record(url, html):
    block = ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html).encode()
    head = ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\nWARC-Target-URI: %s\r\n"
            "WARC-Date: 2025-11-15T08:30:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % (url, len(block)))
    return head.encode() + block + b"\r\n\r\n"


@unittest.skipUnless(browser.PROGRAM, browser.MISSING)
class ReadingRoom(Case):
    def setUp(self):
        super().setUp()
        self.site = self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.execute("UPDATE articles SET duplicate_of = 2 WHERE id = 5")
        self.main = next(row for row in self.exported() if row["title"] == STORIES["main"]["title"])
        self.execute("INSERT INTO article_versions(article_id, version, title, summary, body, stored, replaced) SELECT id, 1, 'A former title', summary,"
                     " replace(body, 'the ', 'the old '), first_seen, changed FROM articles WHERE id = %d" % self.main["id"])
        self.execute("UPDATE articles SET version = 2 WHERE id = %d" % self.main["id"])
        paragraphs = "".join(PARAGRAPH % number for number in range(8))
        archive = os.path.join(self.folder, "hostile.warc")
        with open(archive, "wb") as file:
            file.write(record("https://hostile.example/aground", HOSTILE.replace("PARAGRAPHS", paragraphs).replace("BASE", self.site.base)))
        run = tearsheet("import", archive, "--db", self.db, "--selectors", self.selectors)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.hostile = next(row["id"] for row in self.exported() if row["url"].startswith("https://hostile."))
        self.room = Room(self, "--selectors", self.selectors)
        self.browser = browser.Browser(self)

    def open(self, path):
        self.browser.open(urllib.parse.urljoin(self.room.base, path))

    def test_every_page_is_whole_at_any_width_and_in_any_light(self):
        number = self.main["id"]
        pages = {"front": "/", "search": "/?q=the&sort=best", "nothing": "/?q=zzyzx", "refused": "/?since=soon", "article": "/article/%d" % number,
                 "versions": "/article/%d/versions" % number, "copies": "/article/5/compare/2", "stored": "/article/%d/page" % number,
                 "sites": "/sites", "site": "/site/harbour-times", "coverage": "/coverage", "missing": "/article/4711"}
        for width in (360, 1600):
            for scheme in ("light", "dark"):
                self.browser.look(width, scheme)
                for name, path in pages.items():
                    with self.subTest(page=name, width=width, scheme=scheme):
                        self.browser.problems.clear()
                        self.open(path)
                        if PICTURES:
                            self.browser.picture(os.path.join(PICTURES, "%s-%d-%s.png" % (name, width, scheme)), whole=True)
                        self.assertLessEqual(self.browser.run("document.documentElement.scrollWidth"), width, "it scrolls sideways")
                        self.assertEqual(self.browser.run(FAULTS), [])
                        refused = [text for text in self.browser.problems if not re.search(r"status of 40[04]", text)]
                        self.assertEqual([text for text in refused if name != "stored"], [])
        for address in self.browser.requested:
            self.assertTrue(address.startswith((self.room.base, "data:", "about:")), address)

    def test_the_static_page_of_the_sites_is_as_good(self):
        path = os.path.join(self.folder, "status.html")
        self.execute("UPDATE site_runs SET failed = 7")
        self.assertEqual(tearsheet("status", "--db", self.db, "--html", "-o", path).returncode, 0)
        for width in (360, 1600):
            for scheme in ("light", "dark"):
                with self.subTest(width=width, scheme=scheme):
                    self.browser.look(width, scheme)
                    self.browser.open("file://" + path)
                    if PICTURES:
                        self.browser.picture(os.path.join(PICTURES, "status-%d-%s.png" % (width, scheme)), whole=True)
                    self.assertLessEqual(self.browser.run("document.documentElement.scrollWidth"), width)
                    self.assertEqual(self.browser.run(FAULTS), [])
        # Each site leads to its newest articles, and these to where they were published.
        rows = {row["url"]: row for row in self.exported()}
        places = self.browser.run("[...document.querySelectorAll('table.sites a')].map(a => a.getAttribute('href'))")
        self.assertEqual(len(places), len({row["site"] for row in rows.values()}))
        for place in places:
            links = self.browser.run("[...document.querySelectorAll('%s a')].map(a => [a.href, a.textContent])" % place.replace(".", r"\\."))
            site = place[len("#site-"):]
            newest = sorted((row["date"] or row["first_seen"] for row in rows.values() if row["site"] == site), reverse=True)[:5]
            self.assertEqual([rows[url]["date"] or rows[url]["first_seen"] for url, _ in links], newest)
            for url, title in links:
                self.assertEqual((rows[url]["site"], " ".join(rows[url]["title"].split())), (site, " ".join(title.split())))
        self.assertEqual({address.split("#")[0] for address in self.browser.requested}, {"file://" + path})

    def test_links_lead_from_the_front_page_to_everything(self):
        seen, waiting = set(), ["/"]
        self.browser.look(1600)
        while waiting:
            path = waiting.pop()
            shape = re.sub(r"\d+", "N", path.split("?")[0])
            if shape in seen or "/api/" in path or "/feed." in path:
                continue
            seen.add(shape)
            self.open(path)
            waiting += self.browser.run("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href')).filter(href => href.startsWith('/'))")
        for shape in ("/article/N", "/article/N/versions", "/article/N/compare/N", "/article/N/page", "/article/N/preview", "/sites", "/site/harbour-times", "/coverage"):
            self.assertIn(shape, seen)

    def test_it_is_used_by_keyboard_and_the_focus_is_seen(self):
        self.browser.look(1600)
        self.open("/")
        seen = []
        for _ in range(14):
            self.browser.press("Tab", 9)
            seen.append(self.browser.run("(() => { const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();"
                                         " return [one.id || one.textContent.trim().slice(0, 30), style.outlineStyle, parseFloat(style.outlineWidth), box.left >= 0] })()"))
        self.assertEqual(seen[0][0], "To the content")
        for name, style, width, is_inside in seen:
            self.assertEqual((style, width >= 2, is_inside), ("solid", True, True), name)
        self.assertIn("q", [one[0] for one in seen])
        self.browser.run("document.querySelector('#q').focus()")
        word = max(re.findall(r"[A-Za-z]+", self.main["title"]), key=len)
        self.browser.write(word)
        loaded = self.browser.loaded
        self.browser.press("Enter", 13, "\r")
        self.browser.wait_for_load(loaded)
        self.assertEqual(self.browser.run("document.querySelector('mark').textContent").lower(), word.lower())
        self.assertEqual(self.browser.run("document.querySelector('#q').value"), word)

    def test_it_works_without_javascript(self):
        self.browser.allow_scripts(False)
        self.browser.look(360)
        self.open("/?q=the")
        self.assertGreater(self.browser.run("document.querySelectorAll('ol.stories li').length"), 3)
        loaded = self.browser.loaded
        self.browser.run("document.querySelector('ol.stories a').click()")
        self.browser.wait_for_load(loaded)
        self.assertEqual(self.browser.run("document.querySelectorAll('article.text').length"), 1)

    def test_nothing_of_a_stored_page_runs_or_asks_for_anything(self):
        self.browser.look(1600)
        before = len(self.site.requests())
        for path in ("page", "frame", "preview"):
            with self.subTest(path=path):
                self.browser.forget()
                self.open("/article/%d/%s" % (self.hostile, path))
                if PICTURES:
                    self.browser.picture(os.path.join(PICTURES, "hostile-%s.png" % path))
                self.assertNotEqual(self.browser.run("document.title"), "RAN")
                self.assertIn("/article/%d/" % self.hostile, self.browser.run("location.href"), "it stays where it is")
                for address in self.browser.requested:
                    self.assertTrue(address.startswith((self.room.base, "data:", "about:")), address)
        self.assertEqual(self.site.requests()[before:], [])
        for path in ("article/%d/preview" % self.main["id"],):
            for width in (360, 1600):
                self.browser.look(width)
                self.open(path)
                if PICTURES:
                    self.browser.picture(os.path.join(PICTURES, "preview-%d.png" % width))
                self.assertLessEqual(self.browser.run("document.documentElement.scrollWidth"), width)


if __name__ == "__main__":
    unittest.main()
