"""`crawl --with-assets`: pictures and styles of stored pages, fetched politely and written into archives."""
import gzip
import http.server
import json
import os
import signal
import subprocess
import threading
import time
import unittest
import zipfile

from publisher import story
from support import PROGRAM, Case, tearsheet
from test_archive import digest, parse

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
HEAD = ('<link rel=stylesheet href="/site.css?v=1"><link rel="alternate stylesheet" href=/other.css><link rel=icon href=/icon.ico>'
        '<style>h1 { background: url("/inline.png") }</style>')
BODY = ('<img src="/a.png"><img srcset="/small.png 1x, /large.png 2x"><img src=/private/b.png><img src=/gone.png><img src="/moved.png">'
        '<img src=/big.png><img src="/page-as-picture"><img src="data:image/png;base64,AAAA"><img src=/unkept.png><p style="background:url(/own.png)">x</p>')
CSS = '@import "more.css"; /* url(/comment.png) */ body { background: url(/bg.png) } a::after { content: "url(/text.png)" }'


class Paper(http.server.BaseHTTPRequestHandler):
    asked, stories, holds = [], [1, 2], None
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        Paper.asked.append((self.path, time.monotonic(), self.headers.get("If-None-Match")))
        if Paper.holds and self.path == "/a.png":
            Paper.holds.set()
            time.sleep(30)
        status, kind, body, more = self.page(self.path)
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **more}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def page(self, path):
        if path == "/robots.txt":
            return 200, "text/plain", b"User-agent: *\nDisallow: /private/\n", {}
        if path == "/feed":
            base = "http://%s" % self.headers["Host"]
            items = "".join("<item><title>Story %d of the harbour</title><link>%s/news/%d.html</link></item>" % (n, base, n) for n in Paper.stories)
            return 200, "application/rss+xml", ('<rss version="2.0"><channel><title>Quay</title>%s</channel></rss>' % items).encode(), {}
        if path.startswith("/news/"):
            html = story(int(path[6:-5]), HEAD).replace("</article>", "</article>" + BODY)
            return 200, "text/html; charset=utf-8", html.encode(), {}
        if path == "/moved.png":
            return 302, "text/plain", b"elsewhere", {"Location": "/new-place.png"}
        if path == "/big.png":
            return 200, "image/png", b"x" * 5_100_000, {}
        if path == "/page-as-picture":
            return 200, "text/html", b"<p>no picture</p>", {}
        if path == "/unkept.png":
            return 200, "image/png", PNG, {"X-Robots-Tag": "noarchive"}
        if path.endswith(".css") or path.startswith("/site.css"):
            return 200, "text/css", CSS.encode() if path.startswith("/site.css") else b"p { color: red }", {}
        if path.endswith((".png", ".ico")) and path != "/gone.png":
            if self.headers.get("If-None-Match") == '"1"':
                return 304, "image/png", b"", {"ETag": '"1"'}
            return 200, "image/png", PNG, {"ETag": '"1"', "Set-Cookie": "a=b"}
        return 404, "text/plain", b"", {}


class Assets(Case):
    def setUp(self):
        super().setUp()
        Paper.asked, Paper.stories, Paper.holds = [], [1, 2], None
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Paper)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.shutdown)
        self.base = "http://127.0.0.1:%d" % server.server_port
        os.makedirs(self.selectors)
        with open(os.path.join(self.selectors, "quay.toml"), "w", encoding="utf-8") as file:
            file.write('version = 1\nid = "quay"\ndomains = ["127.0.0.1"]\n[politeness]\ndelay = 0.05\n[urls]\narticle = ["/news/"]\n'
                       '[[source]]\nkind = "feed"\nurl = "%s/feed"\n' % self.base)

    def assets(self):
        return {url[len(self.base):] for (url,) in self.query("SELECT url FROM _asset")}

    def asked(self, since=0):
        return [path for path, _, _ in Paper.asked[since:]]

    WHOLE = {"/site.css?v=1", "/more.css", "/bg.png", "/icon.ico", "/inline.png", "/a.png", "/small.png", "/moved.png", "/new-place.png", "/own.png"}

    def test_what_pages_show_is_fetched_once_behind_all_articles(self):
        run = self.crawl("--with-assets", "-v")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.assets(), self.WHOLE)
        self.assertRegex(run.stderr, r"pictures and styles of 2 pages: 10 fetched \(0\.0 MB\), 10 known, 5 not to be had; 0 pages")
        asked = self.asked()
        articles = [asked.index(path) for path in asked if path.startswith("/news/")]
        self.assertLess(max(articles), min(asked.index(path) for path in self.WHOLE), "no article waits for a picture")
        for never in ("/private/b.png", "/other.css", "/large.png", "/comment.png", "/text.png"):
            self.assertNotIn(never, asked)
        self.assertEqual([path for path in asked if asked.count(path) > 1], [], "each once")
        times = [at for path, at, _ in Paper.asked if path in self.WHOLE - {"/new-place.png"}]
        self.assertGreater(min(b - a for a, b in zip(times, times[1:])), 0.03, "with the host's pause, which a hop does not wait for")
        self.assertEqual({purpose for (purpose,) in self.query("SELECT purpose FROM fetches WHERE url LIKE '%.png'")}, {"asset"})
        self.assertNotIn("a=b", json.dumps(self.query("SELECT headers FROM _asset")))
        before = len(Paper.asked)
        Paper.stories = [1, 2, 3]
        self.execute("UPDATE _visit SET due_at = 0")
        self.execute("UPDATE _asset SET checked_at = checked_at - 700000000 WHERE url LIKE '%/a.png'")
        self.assertEqual(self.crawl("--with-assets").returncode, 0)
        again = [(path, etag) for path, _, etag in Paper.asked[before:] if path in self.WHOLE]
        self.assertEqual(again, [("/a.png", '"1"')], "what is known is asked for again only after a week, and only whether it changed")
        self.assertEqual(self.query("SELECT count(*), count(DISTINCT raw_page) FROM _page_asset"), [(30, 3)])
        self.assertEqual(tearsheet("db", "check", "--db", self.db).returncode, 0)
        self.assertEqual(tearsheet("db", "verify", "--db", self.db).returncode, 0)

    def test_an_archive_has_them(self):
        self.assertEqual(self.crawl().returncode, 0)
        self.assertEqual(self.query("SELECT count(*) FROM _asset"), [(0,)], "off by default")
        self.assertEqual(self.crawl("--with-assets").returncode, 0)
        path = os.path.join(self.folder, "a.wacz")
        run = tearsheet("archive", "--db", self.db, "-o", path, "-v")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("10 pictures and styles", run.stderr)
        with zipfile.ZipFile(path) as file:
            archive, lines = file.read("archive/data.warc.gz"), file.read("indexes/index.cdx").decode().splitlines()
        found = {}
        for line in lines:
            entry = json.loads(line.split(" ", 2)[2])
            start, size = int(entry["offset"]), int(entry["length"])
            fields, block = parse(gzip.decompress(archive[start:start + size]))
            self.assertEqual((fields["warc-type"], fields["warc-target-uri"]), ("response", entry["url"]))
            head, _, body = block.partition(b"\r\n\r\n")
            self.assertEqual(fields["warc-payload-digest"], digest(body))
            found[entry["url"][len(self.base):]] = (entry["status"], entry["mime"], head, body)
        self.assertEqual(set(found), self.WHOLE | {"/news/1.html", "/news/2.html"})
        self.assertEqual((found["/a.png"][:2], found["/a.png"][3]), (("200", "image/png"), PNG))
        self.assertEqual((found["/site.css?v=1"][:2], found["/site.css?v=1"][3]), (("200", "text/css"), CSS.encode()))
        self.assertEqual(found["/moved.png"][0], "302")
        self.assertIn(b"Location: /new-place.png", found["/moved.png"][2])
        other = os.path.join(self.folder, "other.db")
        run = tearsheet("import", path, "--db", other, "--selectors", self.selectors, "--json")
        self.assertEqual((run.returncode, json.loads(run.stdout)["stored"]), (0, 2), run.stderr)

    def test_budgets_end_it_and_the_next_run_goes_on(self):
        run = self.crawl("--with-assets", "--max-assets", "3", "-v")
        self.assertEqual((run.returncode, self.query("SELECT count(*) FROM _asset")), (0, [(3,)]), run.stderr)
        self.assertIn("1 pages are left", run.stderr)
        self.assertEqual(self.crawl("--with-assets", "--max-assets-mb", "0").returncode, 0)
        self.assertEqual(self.query("SELECT count(*) FROM _asset"), [(3,)])
        self.assertEqual(self.crawl("--with-assets").returncode, 0)
        self.assertEqual(self.assets(), self.WHOLE)
        self.assert_one_line(self.crawl("--max-assets", "3"), 2, "--with-assets")
        self.assert_one_line(tearsheet("crawl", "--with-assets", "--db", "postgresql://nowhere.invalid/news", "--selectors", self.selectors), 2, "in a file")

    def test_addresses_of_ones_own_network_are_not_asked_for(self):
        self.assertEqual(self.crawl().returncode, 0)
        before = len(Paper.asked)
        run = tearsheet("crawl", "--db", self.db, "--selectors", self.selectors, "--with-assets", "--contact", "https://example.org/tests")
        self.assertNotEqual(run.returncode, 2, run.stderr)
        self.assertEqual(Paper.asked[before:], [])
        self.assertEqual(self.query("SELECT count(*) FROM _asset"), [(0,)])

    def test_what_goes_takes_its_pictures_along(self):
        self.assertEqual(self.crawl("--with-assets").returncode, 0)
        self.execute("INSERT INTO _asset(id, url, fetched_at, checked_at, status, headers, body) VALUES (99, 'http://x/only.png', 0, 0, 200, '[]', x'00')")
        self.execute("INSERT INTO _page_asset SELECT max(id), 99 FROM _raw_page")
        number = self.query("SELECT article_id FROM _raw_page ORDER BY id DESC LIMIT 1")[0][0]
        self.assertEqual(tearsheet("delete", str(number), "--why", "asked", "--yes", "--db", self.db).returncode, 0)
        self.assertEqual(self.query("SELECT count(*) FROM _asset WHERE id = 99"), [(0,)])
        self.assertEqual(self.assets(), self.WHOLE, "the other page shows them")
        self.execute("UPDATE _raw_page SET fetched_at = 0")
        self.assertEqual(tearsheet("db", "prune", "--db", self.db, "--raw-pages", "1d").returncode, 0)
        self.assertEqual(self.query("SELECT (SELECT count(*) FROM _asset), (SELECT count(*) FROM _page_asset), (SELECT count(*) FROM _page_with_assets)"), [(0, 0, 0)])

    def test_they_are_proved_and_one_that_was_changed_is_named(self):
        self.assertEqual(self.crawl("--with-assets").returncode, 0)
        told = json.loads(tearsheet("db", "verify", "--db", self.db, "--json").stdout)
        self.assertEqual((told["checked"]["pictures and styles"], told["problems"]), (10, []))
        number = self.query("SELECT min(id) FROM _asset")[0][0]
        self.execute("UPDATE _asset SET checked_at = checked_at + 1")
        self.assertEqual(tearsheet("db", "verify", "--db", self.db).returncode, 0, "that is no part of what was fetched")
        self.execute("UPDATE _asset SET body = x'00' WHERE id = %d" % number)
        self.assert_one_line(tearsheet("db", "verify", "--db", self.db, "--json"), 4, "picture or style %d was changed" % number)

    def assert_has_all(self, db):
        for action in ("check", "verify"):
            run = tearsheet("db", action, "--db", db)
            self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        run = tearsheet("archive", "--db", db, "-o", os.path.join(self.folder, "all.wacz"), "-v")
        self.assertIn("10 pictures and styles", run.stderr)

    def test_a_backup_and_a_merge_take_them_along(self):
        self.assertEqual(self.crawl("--with-assets").returncode, 0)
        backup, other = os.path.join(self.folder, "backup.db"), os.path.join(self.folder, "other.db")
        self.assertEqual(tearsheet("db", "backup", backup, "--db", self.db).returncode, 0)
        self.assert_has_all(backup)
        # Into a database that has nothing, and into one that has the pages without them.
        for merged in (10, 0):
            run = tearsheet("db", "merge", "--db", other, self.db)
            self.assertEqual((run.returncode, json.loads(run.stdout)["merged"]["assets"]), (0, merged), run.stderr)
            self.assert_has_all(other)
        self.assertEqual(self.query("SELECT count(*) FROM _page_asset"), [(20,)])

    def test_a_run_that_is_killed_or_stopped_is_gone_on_with(self):
        for number, code in ((signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 128 + signal.SIGTERM)):
            with self.subTest(signal=number):
                Paper.holds = threading.Event()
                run = subprocess.Popen([PROGRAM, *self.crawl_arguments("--with-assets")], stderr=subprocess.DEVNULL)
                self.assertTrue(Paper.holds.wait(60))
                run.send_signal(number)
                began = time.monotonic()
                self.assertEqual(run.wait(60), code)
                self.assertLess(time.monotonic() - began, 10)
                self.assertEqual(self.query("SELECT count(*) FROM _page_with_assets"), [(0,)])
        Paper.holds = None
        self.execute("UPDATE _host SET next_at = 0")
        self.assertEqual(self.crawl("--with-assets").returncode, 0)
        self.assertEqual(self.assets(), self.WHOLE)
        self.assertEqual(tearsheet("db", "check", "--db", self.db).returncode, 0)


if __name__ == "__main__":
    unittest.main()
