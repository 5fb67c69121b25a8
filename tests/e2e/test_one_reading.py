"""The same bytes give the same record, whichever command reads them: golden pages, and one in an encoding that its <meta> denies."""
import contextlib
import datetime
import glob
import http.server
import json
import os
import sqlite3
import threading
import unittest

import test_archive
from support import ROOT, Case, tearsheet

FIELDS = "title summary body markdown authors language site_name image image_caption section tags".split()
COAST = ("Sturmflut an der Küste: Böen über den Dächern", "Die Küste hält den Böen stand, sagen die Wärter der Dämme über die Nacht, die hinter ihnen liegt.")


def coast():
    """UTF-8 that nothing declares, under a <meta> that says Latin-1."""
    text = "".join("<p>%s Es war Flut Nummer %d in diesem Jahr, und die Fähren lagen für Stunden im Hafen.</p>" % (COAST[1], n) for n in range(1, 7))
    return ('<!DOCTYPE html><html lang=de><head><meta charset=iso-8859-1><title>%s</title><meta property="og:type" content="article">'
            '<meta property="og:image" content="/coast.jpg"><meta property="og:image:alt" content="Die Küste bei Flut"></head>'
            '<body><article><h1>%s</h1>%s</article></body></html>' % (COAST[0], COAST[0], text)).encode()


def pages():
    found = {"/news/1000/coast": coast()}
    for number, path in enumerate(sorted(glob.glob(os.path.join(ROOT, "tests", "golden", "extract", "*.html"))), 1001):
        with open(path, "rb") as file:
            found["/news/%d/%s" % (number, os.path.basename(path)[:-5])] = file.read()
    return found


class Handler(http.server.BaseHTTPRequestHandler):
    pages = {}

    def do_GET(self):
        body = self.pages.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "application/xml" if self.path == "/sitemap.xml" else "text/html")
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *arguments):
        pass


def record(row):
    """What the commands are compared by; an export has its dates in UTC, the prompt those of the page."""
    found = {field: row.get(field) or None for field in FIELDS}
    if "T" in (row.get("date") or ""):
        found["moment"] = datetime.datetime.fromisoformat(row["date"].replace("Z", "+00:00")).timestamp()
    else:
        found["moment"] = row.get("date")
    return found


class OneReading(Case):
    def setUp(self):
        super().setUp()
        self.pages = pages()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = "http://127.0.0.1:%d" % server.server_address[1]
        entries = "".join("<url><loc>%s%s</loc></url>" % (self.base, path) for path in self.pages)
        Handler.pages = {"/sitemap.xml": ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">%s</urlset>' % entries).encode(), **self.pages}
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.write_site_file("")
        self.dates = {}
        self.expected = {self.base + path: self.extracted(path) for path in self.pages}

    def write_site_file(self, tests):
        os.makedirs(self.selectors, exist_ok=True)
        with open(os.path.join(self.selectors, "x.toml"), "w", encoding="utf-8") as file:
            file.write('version = 1\nid = "x"\ndomains = ["127.0.0.1"]\n[politeness]\ndelay = 0.0\n[urls]\narticle = [\'/news/\\d+/\']\n'
                       '[[source]]\nkind = "sitemap"\nurl = "%s/sitemap.xml"\n%s' % (self.base, tests))

    def file_of(self, path):
        name = os.path.join(self.folder, os.path.basename(path) + ".html")
        with open(name, "wb") as file:
            file.write(self.pages[path])
        return name

    def extracted(self, path):
        run = tearsheet("extract", "--selectors", self.selectors, "--url", self.base + path, self.file_of(path))
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        article = json.loads(run.stdout)
        self.dates[article["url"]] = article["date"]
        return record(article)

    def assert_same(self, rows):
        rows = {row["url"]: record(row) for row in rows}
        self.assertEqual(sorted(rows), sorted(self.expected))
        for url, row in rows.items():
            self.assertEqual(row, self.expected[url], url)

    def assert_stored(self):
        """What the database holds is what `extract` says, and reading it again changes nothing."""
        self.assert_same(self.exported())
        run = tearsheet("reextract", "--db", self.db, "--selectors", self.selectors, "--all")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assert_same(self.exported())

    def test_extract_believes_bytes_before_meta(self):
        got = self.expected[self.base + "/news/1000/coast"]
        self.assertEqual(got["title"], COAST[0])
        self.assertTrue(got["body"].startswith(COAST[1]), got["body"][:200])

    def test_fetch(self):
        run = tearsheet("fetch", "--allow-private-network", "--selectors", self.selectors, "--db", self.db, *self.expected)
        # Of an article of several pages only the first is served, which is said.
        others = [line for line in run.stderr.splitlines() if "not the whole article" not in line]
        self.assertEqual((run.returncode, others), (5 if run.stderr else 0, []))
        self.assert_same(map(json.loads, run.stdout.splitlines()))
        self.assert_stored()

    def test_crawl(self):
        self.assertEqual(self.crawl().returncode, 0)
        self.assert_stored()
        self.assert_old_rows_are_filled()

    def assert_old_rows_are_filled(self):
        """Captions came with the fourth extractor: rows of an older one get theirs."""
        self.assertTrue(any(one["image_caption"] for one in self.expected.values()))
        with contextlib.closing(sqlite3.connect(self.db)) as database, database:
            database.execute("UPDATE articles SET image_caption = NULL, extractor = 3")
            database.execute("UPDATE _raw_page SET extractor = 3")
            database.execute("DELETE FROM field_sources WHERE field = 'image_caption'")
        run = tearsheet("reextract", "--db", self.db, "--selectors", self.selectors)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assert_same(self.exported())

    def test_import(self):
        path = os.path.join(self.folder, "pages.warc")
        with open(path, "wb") as file:
            for address, body in self.pages.items():
                file.write(test_archive.record(self.base + address, body.decode()))
        run = tearsheet("import", "--db", self.db, "--selectors", self.selectors, path)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assert_stored()

    def test_site_test(self):
        tests = ""
        for address, expected in self.expected.items():
            wanted = {"url": address, "file": self.file_of(address[len(self.base):]), "title": expected["title"], "body_starts": expected["body"][:40],
                      "body_ends": expected["body"][-40:], "language": expected["language"], "summary": expected["summary"] or "",
                      "date": self.dates[address], "authors": expected["authors"]}
            tests += "[[test]]\n" + "".join("%s = %s\n" % (name, json.dumps(value, ensure_ascii=False)) for name, value in wanted.items() if value is not None)
        self.write_site_file(tests)
        run = tearsheet("site", "test", "--selectors", self.selectors)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertIn("%d passed, 0 failed" % len(self.pages), run.stdout)

    def test_select(self):
        run = tearsheet("select", "h1", self.file_of("/news/1000/coast"))
        self.assertEqual(run.stdout, COAST[0] + "\n")


if __name__ == "__main__":
    unittest.main()
