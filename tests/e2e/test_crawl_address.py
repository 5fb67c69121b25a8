"""A site without a file: `crawl URL...`."""
import http.server
import os
import subprocess
import threading
import time
import unittest
import xml.etree.ElementTree

from support import LIMIT, PROGRAM, Case, tearsheet


def words(number):
    return " ".join("w%d" % ((number * 7919 + k * 1299709) % 99991) for k in range(120))


def story(number):
    title = "Story number %d of the harbour" % number
    return ("<html lang=en><title>%s</title><article><h1>%s</h1><time datetime=2025-11-%02dT10:00:00Z>then</time>%s</article>"
            % (title, title, number, "".join("<p>%s.</p>" % words(number * 10 + k) for k in range(4))))


def items(numbers):
    return "".join("<p><a href=/2025/story-of-the-harbour-%d>Story number %d of the harbour</a></p>" % (k, k) for k in numbers)


LETTER = "<p>Read every morning what the whole harbour talks about, in our letter that costs nothing.</p>"


def plain_story(number):
    """A page that is called as all others are, with a letter to subscribe to among its paragraphs."""
    paragraphs = ["<p>%s.</p>" % words(number * 10 + k) for k in range(4)]
    return ("<html lang=en><title>The Lamp</title><div class=top><div class=hd>Story number %d of the harbour</div><div class=when>2025-11-%02d</div>"
            "<div class=text>%s</div></div>" % (number, number, "".join(paragraphs[:2]) + LETTER + "".join(paragraphs[2:])))


class Town(http.server.BaseHTTPRequestHandler):
    """A front page of two stories, a menu of two sections with a story of their own, and a feed that nothing but itself names."""
    requests = []
    held = None                                            # an event, which the fourth plain story waits for

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.requests.append(self.path)
        body, kind = self.page(), "text/html; charset=utf-8"
        if self.path.endswith(".xml"):
            kind = "application/rss+xml"
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def page(self):
        if self.path == "/":
            return "<nav><a href=/town/>Town</a><a href=/boats/>Boats</a></nav>" + items([1, 2])
        if self.path in ("/town/", "/boats/"):
            return items([3, 1] if self.path == "/town/" else [4, 2])
        if self.path == "/plain/":
            return items(range(11, 16)).replace("/2025/", "/plain/")
        if self.path.startswith("/plain/"):
            if Town.held and sum(path.startswith("/plain/") for path in self.requests) > 4:
                Town.held.wait(60)
            return plain_story(int(self.path.rsplit("-", 1)[1]))
        if self.path == "/second.xml":
            base = "http://%s" % self.headers["Host"]
            return ("<rss version='2.0'><channel><title>T</title><item><title>Story number 7 of the harbour</title><link>%s/2025/"
                    "story-of-the-harbour-7</link></item></channel></rss>" % base)
        if self.path == "/feed.xml":
            base = "http://%s" % self.headers["Host"]
            return ("<rss version='2.0'><channel><title>T</title>%s</channel></rss>"
                    % "".join("<item><title>Story number %d of the harbour</title><link>%s/2025/story-of-the-harbour-%d</link></item>" % (k, base, k)
                              for k in (5, 6)))
        if "harbour-" in self.path:
            return story(int(self.path.rsplit("-", 1)[1]))
        return ""


class CrawlAddress(Case):
    def setUp(self):
        super().setUp()
        Town.requests = []
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Town)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.shutdown)
        self.host = "127.0.0.1:%d" % self.server.server_port

    def crawl(self, *names):
        return tearsheet("crawl", "--allow-private-network", "--delay", "1s", "--db", self.db, "--contact", "https://example.org/tests", *names)

    def stored(self):
        return sorted(int(url.rsplit("-", 1)[1]) for (url,) in self.query("SELECT url FROM articles"))

    def test_a_site_of_lists_alone_is_read_and_goes_on(self):
        done = self.crawl(self.host)                       # as people type it: without a scheme
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.stored(), [1, 2, 3, 4])
        self.assertEqual(self.query("SELECT key FROM sites"), [(self.host.replace(":", "-"),)])
        first = len(Town.requests)
        again = self.crawl()                               # without a name: what the database keeps
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertGreater(len(Town.requests), first)
        self.assertEqual([path for path in Town.requests[first:] if "harbour-" in path], [])
        self.assertEqual(self.query("SELECT count(*) FROM sites"), [(1,)])

    def test_what_later_pages_tell_is_used_on_the_first_ones(self):
        done = self.crawl("http://%s/plain/" % self.host)
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = self.query("SELECT title, body, version FROM articles ORDER BY id")
        self.assertEqual(sorted(title for title, _, _ in rows), ["Story number %d of the harbour" % k for k in range(11, 16)])
        for title, body, version in rows:
            self.assertNotIn("costs nothing", body, title)
            self.assertEqual(len(body.split("\n\n")), 4, title)
            self.assertEqual(version, 1, title)
        self.assertEqual(self.query("SELECT count(*) FROM _site_model"), [(1,)])

    def test_a_kill_before_the_first_ones_are_read_again_loses_nothing(self):
        Town.held = threading.Event()
        self.addCleanup(setattr, Town, "held", None)
        arguments = [PROGRAM, "crawl", "--allow-private-network", "--delay", "1s", "--db", self.db, "--contact", "https://example.org/tests"]
        run = subprocess.Popen([*arguments, "http://%s/plain/" % self.host], stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while not os.path.exists(self.db) or not self.tables() or self.query("SELECT count(*) FROM _again") == [(0,)]:
            self.assertLess(time.monotonic(), deadline, "nothing is stored")
            self.assertIsNone(run.poll())
            threading.Event().wait(0.02)
        run.kill()
        run.wait()
        Town.held.set()
        self.assertNotEqual(self.query("SELECT count(*) FROM _again"), [(0,)])
        done = self.crawl()
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = self.query("SELECT title, body FROM articles")
        self.assertEqual(sorted(title for title, _ in rows), ["Story number %d of the harbour" % k for k in range(11, 16)])
        self.assertEqual([title for title, body in rows if "costs nothing" in body], [])
        self.assertEqual(self.query("SELECT count(*) FROM _again"), [(0,)])

    def tables(self):
        return self.query("SELECT 1 FROM sqlite_master WHERE name = '_again'")

    def test_a_feed_s_address_is_enough(self):
        done = self.crawl("http://%s/feed.xml" % self.host)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.stored(), [5, 6])
        self.assertNotIn("/", Town.requests)

    def write_opml(self, outlines):
        path = os.path.join(self.folder, "in.opml")
        with open(path, "w", encoding="utf-8") as file:
            file.write("<opml version='2.0'><head/><body>%s</body></opml>" % outlines.replace("$HOST", self.host))
        return path

    def test_a_feed_reader_s_list_is_read_and_written(self):
        path = self.write_opml("<outline text='News'><outline text='One' type='rss' xmlUrl='http://$HOST/feed.xml' htmlUrl='http://$HOST/'/>"
                               "<outline text='Bad' xmlUrl='gopher://$HOST/'/><outline text='More' type='include' url='http://$HOST/more.opml'/>"
                               "</outline><outline text='Two' xmlUrl='http://$HOST/second.xml'/><outline text='Two' xmlUrl='http://$HOST/second.xml'/>")
        done = self.crawl("--opml", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.stored(), [5, 6, 7])
        self.assertEqual(done.stderr.count("\"Bad\""), 1, done.stderr)
        self.assertIn("\"More\": another list: it is not fetched", done.stderr)
        self.assertNotIn("/more.opml", Town.requests)
        self.assertNotIn("/", Town.requests)
        feeds = ["http://%s/%s" % (self.host, name) for name in ("feed.xml", "second.xml")]
        self.assertEqual(sorted(url for (url,) in self.query("SELECT url FROM _address")), feeds)

        out = os.path.join(self.folder, "out.opml")
        self.assertEqual(tearsheet("site", "export", "--opml", "--db", self.db, "-o", out).returncode, 0)
        outlines = xml.etree.ElementTree.parse(out).getroot().findall("body/outline")
        self.assertEqual([(o.get("type"), o.get("xmlUrl")) for o in outlines], [("rss", feed) for feed in feeds])
        self.assertTrue(all(o.get("text") for o in outlines))
        self.db = os.path.join(self.folder, "second.db")
        with open(out, encoding="utf-8") as file:              # on standard input
            done = subprocess.run([PROGRAM, "crawl", "--opml", "-", "--allow-private-network", "--delay", "1s", "--db", self.db, "--contact", "x@example.org"],
                                  stdin=file, capture_output=True, encoding="utf-8", timeout=LIMIT)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.stored(), [5, 6, 7])

    def test_a_list_tells_a_front_page_from_the_feed_that_was_found_there(self):
        self.assertEqual(self.crawl(self.host).returncode, 0)
        os.makedirs(self.selectors)
        with open(os.path.join(self.selectors, "town.toml"), "w", encoding="utf-8") as file:
            file.write('version = 1\nid = "town"\nname = "Town & Sea"\ndomains = ["town.example"]\n'
                       '[[source]]\nkind = "feed"\nurl = "https://town.example/feed?a=1&b=2"\n[[source]]\nkind = "auto"\nurl = "https://town.example/"\n')
        done = tearsheet("site", "export", "--opml", "--db", self.db, "--selectors", self.selectors)
        self.assertEqual(done.returncode, 0, done.stderr)
        outlines = [(o.get("text"), o.get("xmlUrl"), o.get("htmlUrl")) for o in xml.etree.ElementTree.fromstring(done.stdout).iter("outline")]
        name = self.host.replace(":", "-")
        self.assertEqual(outlines, [(name, None, "https://%s/" % self.host), ("Town & Sea", "https://town.example/feed?a=1&b=2", "https://town.example/"),
                                    ("Town & Sea", None, "https://town.example/")])
        one = tearsheet("site", "export", "town", "--opml", "--db", self.db, "--selectors", self.selectors)
        self.assertEqual(one.stdout.count("<outline"), 2)

    def test_a_list_that_is_none_is_said(self):
        self.assert_one_line(self.crawl("--opml", self.write_opml("<outline text='x'/>")), 2, "no outline there names a feed or a page")
        self.assert_one_line(self.crawl("--opml", os.path.join(self.folder, "none.opml")), 2, "none.opml")
        self.assert_one_line(tearsheet("site", "export"), 2, "--opml")
        self.assertFalse(os.path.exists(self.db))

    def test_a_site_file_of_the_host_goes_before_the_address(self):
        os.makedirs(self.selectors)
        with open(os.path.join(self.selectors, "town.toml"), "w", encoding="utf-8") as file:
            file.write('version = 1\nid = "town"\ndomains = ["127.0.0.1"]\n[politeness]\ndelay = 0.0\n'
                       '[[source]]\nkind = "feed"\nurl = "http://%s/feed.xml"\n' % self.host)
        done = self.crawl("http://%s/" % self.host, "--selectors", self.selectors)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.query("SELECT key FROM sites"), [("town",)])
        self.assertEqual(self.query("SELECT count(*) FROM _address"), [(0,)])

    def test_an_address_that_nothing_answers_at_is_not_kept(self):
        self.assertEqual(self.crawl(self.host).returncode, 0)
        kept = self.query("SELECT url FROM _address")
        wrong = self.crawl("http://127.0.0.1:1/")
        self.assertEqual(wrong.returncode, 1, wrong.stderr)
        self.assertIn("is not kept: nothing there could be read", wrong.stderr)
        self.assertEqual(self.query("SELECT url FROM _address"), kept)

    def test_a_dry_run_keeps_nothing(self):
        done = self.crawl("--dry-run", self.host)
        self.assertIn(self.host, done.stdout)
        self.assertEqual(self.query("SELECT count(*) FROM _address"), [(0,)])

    def test_nothing_to_crawl_is_said_and_no_database_made(self):
        done = self.crawl()
        self.assertEqual(done.returncode, 2)
        self.assertIn("give an address", done.stderr)
        self.assertFalse(os.path.exists(self.db))
        self.assertEqual(self.crawl("harbuor").returncode, 2)


if __name__ == "__main__":
    unittest.main()
