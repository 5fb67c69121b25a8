"""`serve`: the pages, feeds and data of the reading room, who is let in, and that it serves while a crawl writes."""
import base64
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time
import unittest
import urllib.parse
import xml.etree.ElementTree as ElementTree

from support import LIMIT, PROGRAM, STORIES, Case, tearsheet

ATOM = "{http://www.w3.org/2005/Atom}"


class Room:
    """A reading room that is open until close()."""

    def __init__(self, case, *arguments, **environment):
        self.process = subprocess.Popen([PROGRAM, "serve", "--db", case.db, "--port", "0", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        encoding="utf-8", env=dict(os.environ, **environment))
        self.base = self.process.stdout.readline().strip()
        case.addCleanup(self.close)
        self.port = urllib.parse.urlsplit(self.base).port if self.base else None

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(LIMIT)
        self.process.stdout.close()
        self.process.stderr.close()

    def ask(self, path, method="GET", **headers):
        """Status, headers (lower case) and body as text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


class Serve(Case):
    def setUp(self):
        super().setUp()
        self.site = self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        # The sample site tells each story once.
        self.execute("UPDATE articles SET duplicate_of = 2 WHERE id = 5")
        self.main = next(row for row in self.exported() if row["title"] == STORIES["main"]["title"])

    def page(self, room, path, code=200):
        status, _, body = room.ask(path)
        self.assertEqual(status, code, body)
        return body

    def test_the_front_page_has_a_row_for_each_story(self):
        room = Room(self)
        body = self.page(room, "/")
        rows = re.findall(r'<li><h2[^>]*><a href="/article/(\d+)">', body)
        stories = {row["cluster"] for row in self.exported() if row["kind"] != "page"}
        self.assertEqual(len(rows), len(stories))
        cluster = {str(row["id"]): row["cluster"] for row in self.exported()}
        self.assertEqual({cluster[row] for row in rows}, stories, "each story once")
        dates = re.findall(r'<time datetime="([^"]*)">', body)
        self.assertEqual(dates, sorted(dates, reverse=True))
        self.assertRegex(body, r'<a href="/article/2#story">1 copy</a>')

    def test_a_search_marks_what_it_found(self):
        room = Room(self)
        word = max(re.findall(r"[A-Za-z]+", self.main["title"]), key=len)
        body = self.page(room, "/?" + urllib.parse.urlencode({"q": word, "sort": "best", "site": "harbour-times"}))
        self.assertRegex(body, "<mark>%s</mark>" % word)
        self.assertIn('value="%s"' % word, body, "the form keeps what was typed")
        self.assertIn("No story matches", self.page(room, "/?q=zzyzx"))
        self.assertIn("No story matches", self.page(room, "/?until=1999"))
        day = self.main["date"][:10]
        self.assertIn("/article/%d" % self.main["id"], self.page(room, "/?since=%s&until=%s&language=en" % (day, day)))
        self.assertNotIn("/article/", self.page(room, "/?language=is"))
        self.assertIn("has no site", self.page(room, "/?site=nowhere", 400))
        # What was typed wrongly is told where it was typed, with all that was typed.
        wrong = self.page(room, "/?q=ferry&since=%22yesterday%3E", 400)
        self.assertIn("no day", wrong)
        self.assertIn('id="since" name="since" value="&quot;yesterday&gt;" placeholder="2025-11-14" size="10" aria-invalid="true" aria-describedby="wrong"', wrong)
        self.assertIn('type="search" value="ferry"', wrong)
        for path in ("/?skip=many", "/?skip=10001"):
            self.assertIn('<form class="search"', self.page(room, path, 400))
        self.assertIn("no day", self.page(room, "/feed.atom?since=yesterday", 400))

    def test_an_article_has_its_structure_and_where_it_came_from(self):
        room = Room(self)
        body = self.page(room, "/article/%d" % self.main["id"])
        for there in (self.main["title"], self.main["url"], "Where each field came from", "<td>rule</td>"):
            self.assertIn(there, body)
        first = self.main["body"].split("\n\n")[0]
        self.assertIn(first[:60], body.replace("&quot;", '"').replace("&amp;", "&"))
        copy = next(row for row in self.exported() if row["duplicate_of"])
        body = self.page(room, "/article/%d" % copy["id"])
        self.assertIn("The same story", body)
        self.assertIn('<a href="/article/%d">' % copy["cluster"], body)
        self.assertIn("there is no article 4711", self.page(room, "/article/4711", 404))
        for path in ("/article/", "/article/x", "/article/-1", "/article/1/2", "/article/1/compare/", "/article/1/compare/x", "/article/1/frame?part=9", "/site/", "/nothing", "/article/99999999999999999999"):
            self.page(room, path, 404)

    def test_nothing_of_a_page_is_markup(self):
        evil = '</title><script>alert(1)</script><img src=x onerror=alert(2)>" onmouseover="alert(3)'
        self.execute("UPDATE articles SET title = '{0}', summary = '{0}', body = '{0}', markdown = '[x](javascript:alert(4)) <b>{0}</b> ![p](http://e/p.png)',"
                     " url = 'javascript:alert(5)', authors = '[\"<i>a</i>\"]', site_name = '<u>' WHERE id = {1}".format(evil, self.main["id"]))
        self.assertEqual(tearsheet("db", "check", "--repair", "--db", self.db).returncode, 0)
        room = Room(self)
        for path in ("/", "/?q=alert", "/article/%d" % self.main["id"], "/?q=" + urllib.parse.quote(evil), "/article/" + urllib.parse.quote(evil)):
            status, headers, body = room.ask(path)
            self.assertIn(status, (200, 404), path)
            for bad in ("<script", "<img", "<i>", "<u>", "onerror=alert(2)>", '" onmouseover', 'href="javascript:'):
                self.assertNotIn(bad, body.replace("&lt;", "\0"), (path, bad))
            self.assertIn("default-src 'none'", headers["content-security-policy"])
            self.assertNotIn("unsafe", headers["content-security-policy"])
            self.assertEqual((headers["x-content-type-options"], headers["referrer-policy"]), ("nosniff", "no-referrer"))

    def test_sites_have_plots_and_troubles(self):
        room = Room(self)
        body = self.page(room, "/sites")
        self.assertIn('<a href="/site/harbour-times">', body)
        self.assertIn('<svg class="plot"', body)
        self.assertNotIn("style=", body)
        body = self.page(room, "/site/harbour-times")
        self.assertIn("New articles a day", body)
        self.assertIn('href="/feed.atom?site=harbour-times"', body)
        self.assertIn("harbour-times", self.page(room, "/coverage"))
        self.assertIn("there is no site", self.page(room, "/site/nowhere", 404))

    def test_a_site_shows_its_last_requests(self):
        body = self.page(Room(self), "/site/harbour-times")
        rows = re.findall(r'<li><a [^>]*href="([^"]*)">[^<]*</a><br><span class="facts"><time [^>]*>[^<]*</time> · (.*?)</span></li>', body.split("Last requests")[1])
        self.assertEqual(len(rows), min(len(self.site.requests()), 50))
        became = dict(rows)
        self.assertRegex(next(became[url] for url in became if "/newstream/1" in url), r'^200 · <a href="/article/\d+">article \d+</a>$')
        self.assertEqual(became[self.site.base + "/sitemap.xml"], "200 · read")
        self.assertEqual(became[self.site.base + "/robots.txt"], "200")

    def test_a_stored_page_shows_what_is_read_from_it(self):
        room = Room(self, "--selectors", self.selectors)
        number = self.main["id"]
        self.assertIn('href="/article/%d/preview?part=1"' % number, self.page(room, "/article/%d/page" % number))
        status, headers, body = room.ask("/article/%d/preview" % number)
        self.assertEqual((status, headers["content-security-policy"].split(";")[0]), (200, "default-src 'none'"))
        self.assertNotIn("script-src", headers["content-security-policy"])
        for there in ("site file: harbour-times (harbour-times.toml)", 'href="/article/%d/page?part=1">Back' % number, "<iframe sandbox", "ts-title"):
            self.assertIn(there, body)
        self.site.write_site_file(self.selectors, lambda text: text.replace("[article]\n", "[article]\nsection = \".no-such-thing\"\n"))
        self.assertIn("failed: rule", room.ask("/article/%d/preview" % number)[2], "the file as it is now")
        os.remove(os.path.join(self.selectors, "harbour-times.toml"))
        self.assertIn("no site file is for this page", room.ask("/article/%d/preview" % number)[2])
        self.page(room, "/article/%d/preview?part=2" % number, 404)

    def test_versions_are_compared_word_by_word(self):
        number = self.main["id"]
        stories = json.loads(json.dumps(STORIES))
        self.execute("UPDATE articles SET body = replace(body, 'the ', 'the old ') WHERE id = %d" % number)
        self.execute("INSERT INTO article_versions(article_id, version, title, summary, body, stored, replaced) SELECT id, 1, 'A former title', summary, body,"
                     " first_seen, changed FROM articles WHERE id = %d" % number)
        self.execute("UPDATE articles SET version = 2 WHERE id = %d" % number)
        self.assertTrue(stories)
        room = Room(self)
        self.assertIn('href="/article/%d/versions"' % number, self.page(room, "/article/%d" % number))
        body = self.page(room, "/article/%d/versions" % number)
        self.assertIn("<del>", body)
        self.assertIn("former", body)
        self.page(room, "/article/4711/versions", 404)

    def test_copies_stand_side_by_side(self):
        room = Room(self)
        self.assertIn('href="/article/5/compare/2"', self.page(room, "/article/5"))
        body = self.page(room, "/article/5/compare/2")
        self.assertEqual(body.count("<section"), 2)
        self.assertIn("<ins>", body)
        self.page(room, "/article/5/compare/4711", 404)

    def test_the_stored_page_stands_in_a_frame_that_lets_it_do_nothing(self):
        room = Room(self)
        number = self.main["id"]
        self.assertIn('href="/article/%d/page"' % number, self.page(room, "/article/%d" % number))
        body = self.page(room, "/article/%d/page" % number)
        self.assertIn('<iframe class="stored" sandbox=""', body)
        status, headers, body = room.ask("/article/%d/frame" % number)
        self.assertEqual((status, headers["content-type"]), (200, "text/html; charset=utf-8"))
        self.assertIn(self.main["title"], body.replace("&amp;", "&"))
        self.assertTrue(headers["content-security-policy"].startswith("sandbox; default-src 'none';"))
        self.execute("DELETE FROM _raw_page WHERE article_id = %d" % number)
        self.assertIn("asks not to be kept", self.page(room, "/article/%d/page" % number, 404))

    def test_every_list_is_a_feed(self):
        room = Room(self)
        body = self.page(room, "/?q=the")
        self.assertIn('href="/feed.atom?q=the"', body)
        status, headers, text = room.ask("/feed.atom?q=the")
        self.assertEqual((status, headers["content-type"]), (200, "application/atom+xml; charset=utf-8"))
        titles = [entry.findtext(ATOM + "title") for entry in ElementTree.fromstring(text.encode()).findall(ATOM + "entry")]
        self.assertEqual(len(titles), len(re.findall(r"<li><h2", body)))
        root = ElementTree.fromstring(text.encode())
        links = {link.get("rel"): link.get("href") for link in root.findall(ATOM + "link")}
        self.assertEqual(links, {"self": room.base + "feed.atom?q=the", "alternate": room.base + "?q=the"})
        self.assertEqual(root.get("{http://www.w3.org/XML/1998/namespace}lang"), "en")
        ids = [root.findtext(ATOM + "id")] + [entry.findtext(ATOM + "id") for entry in root.findall(ATOM + "entry")]
        self.assertEqual([one[:9] for one in ids], ["urn:uuid:"] * len(ids))
        self.assertEqual(len(set(ids)), len(ids))
        run = tearsheet("export", "--db", self.db, "--format", "atom", "--where", "the")
        exported = ElementTree.fromstring(run.stdout)
        self.assertEqual(exported.findtext(ATOM + "id"), ids[0])
        self.assertLessEqual(set(ids[1:]), {entry.findtext(ATOM + "id") for entry in exported.findall(ATOM + "entry")})
        self.assertNotEqual(ElementTree.fromstring(room.ask("/feed.atom?q=a")[2]).findtext(ATOM + "id"), ids[0])
        for forwarded, host, origin in (("https", "localhost:1", "https://localhost:1"), ("http", "localhost", "http://localhost")):
            text = room.ask("/feed.json", Host=host, **{"X-Forwarded-Proto": forwarded})[2]
            self.assertEqual(json.loads(text)["feed_url"], origin + "/feed.json")
        self.assertEqual(room.ask("/feed.atom?q=the", **{"If-None-Match": headers["etag"]})[0], 304)
        self.execute("UPDATE articles SET title = 'Another title' WHERE id = %d" % self.main["id"])
        self.assertEqual(room.ask("/feed.atom?q=the", **{"If-None-Match": headers["etag"]})[0], 200)
        status, headers, text = room.ask("/feed.rss?site=harbour-times")
        self.assertEqual((status, headers["content-type"]), (200, "application/rss+xml; charset=utf-8"))
        self.assertIn("Another title", [item.findtext("title") for item in ElementTree.fromstring(text.encode()).iter("item")])
        self.assertEqual(room.ask("/feed.atom?q=%22%22%22")[0], 400)
        self.assertIn('href="/feed.json?q=the"', room.ask("/?q=the")[2])
        status, headers, text = room.ask("/feed.json?q=the")
        self.assertEqual((status, headers["content-type"]), (200, "application/feed+json; charset=utf-8"))
        feed = json.loads(text)
        self.assertEqual((feed["version"], feed["title"]), ("https://jsonfeed.org/version/1.1", "tearsheet: the"))
        self.assertEqual({item["url"] for item in feed["items"]}, {hit["url"] for hit in json.loads(room.ask("/api/search?q=the")[2])["stories"]})

    def test_data_goes_on_behind_a_cursor(self):
        room = Room(self)
        status, headers, text = room.ask("/api/articles")
        self.assertEqual((status, headers["content-type"]), (200, "application/json"))
        all_of_it = json.loads(text)
        self.assertEqual(sorted(all_of_it["articles"], key=lambda row: row["id"]), self.exported())
        cursor = urllib.parse.quote(all_of_it["cursor"])
        self.assertEqual(json.loads(room.ask("/api/articles?cursor=" + cursor)[2])["articles"], [])
        self.execute("UPDATE articles SET title = 'Another title' WHERE id = %d" % self.main["id"])
        self.execute("DELETE FROM articles WHERE id = 3")
        later = json.loads(room.ask("/api/articles?cursor=" + cursor)[2])
        self.assertIn("Another title", [row["title"] for row in later["articles"]])
        self.assertEqual(len(later["removed"]), 1)
        self.assertEqual(json.loads(room.ask("/api/article/%d" % self.main["id"])[2])["title"], "Another title")
        found = json.loads(room.ask("/api/search?q=the")[2])
        self.assertIn((self.main["id"], "Another title"), [(row["id"], row["title"]) for row in found["stories"]])
        status, _, text = room.ask("/api/articles?cursor=nonsense")
        self.assertEqual((status, "no cursor" in json.loads(text)["error"]), (400, True))

    def test_only_reading_is_answered_and_only_under_a_name_of_this_machine(self):
        room = Room(self)
        self.assertEqual(room.ask("/", method="POST")[0], 405)
        self.assertEqual(room.ask("/", method="HEAD")[0::2], (200, ""))
        self.assertEqual(room.ask("/", Host="evil.example")[0], 421)
        self.assertEqual(room.ask("/", Host="localhost:1")[0], 200)
        self.assertEqual(room.ask("/", Host="[::1]:1")[0], 200)

    def test_who_is_slow_keeps_nobody_waiting(self):
        room = Room(self)
        idle = [socket.create_connection(("127.0.0.1", room.port)) for _ in range(100)]
        for number, connection in enumerate(idle):
            self.addCleanup(connection.close)
            if number % 2:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: local")
        self.page(room, "/")

    def test_a_connection_is_asked_again_and_too_much_is_refused(self):
        room = Room(self)
        connection = http.client.HTTPConnection("127.0.0.1", room.port, timeout=30)
        self.addCleanup(connection.close)
        for path, code in (("/", 200), ("/nowhere", 404), ("/feed.atom", 200)):
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            self.assertEqual((answer.status, answer.will_close), (code, False), path)
        connection.request("GET", "/", headers={"X-Long": "x" * 100_000})
        self.assertIn(connection.getresponse().status, (413, 431))
        connection.close()
        connection.request("POST", "/", headers={"Content-Length": "10000000"})
        self.assertEqual(connection.getresponse().status, 405)
        self.page(room, "/")

    def test_others_need_the_token(self):
        self.assert_one_line(tearsheet("serve", "--db", self.db, "--host", "0.0.0.0", "--port", "0"), 2, "--token")
        room = Room(self, "--host", "0.0.0.0", TEARSHEET_TOKEN="s3cret")
        status, headers, _ = room.ask("/", Host="news.example")
        self.assertEqual((status, headers["www-authenticate"].split()[0]), (401, "Basic"))
        basic = "Basic " + base64.b64encode(b"anybody:s3cret").decode()
        self.assertEqual(room.ask("/", Host="news.example", Authorization=basic)[0], 200)
        self.assertEqual(room.ask("/", Authorization="Bearer s3cret")[0], 200)
        for wrong in ("Bearer s3cre", "Bearer s3cret2", "Bearer ", "Basic " + base64.b64encode(b"s3cret").decode(), "s3cret"):
            self.assertEqual(room.ask("/", Authorization=wrong)[0], 401, wrong)
        self.assertEqual(room.ask("/feed.atom?token=wrong")[0], 401)
        status, headers, _ = room.ask("/feed.atom?token=s3cret")
        self.assertEqual(status, 200)
        self.assertIn("HttpOnly", headers["set-cookie"])
        self.assertEqual(room.ask("/", Cookie=headers["set-cookie"].split(";")[0])[0], 200)
        self.assert_one_line(tearsheet("serve", "--db", self.db, "--token", "a;b", "--port", "0"), 2, "token")

    def test_it_serves_while_a_crawl_writes_and_ends_when_it_is_told(self):
        room = Room(self)
        with open(os.path.join(self.folder, "stories.json"), "r", encoding="utf-8") as file:
            self.assertTrue(json.load(file))
        self.execute("DELETE FROM articles WHERE id > 10")
        self.execute("DELETE FROM _visit")
        crawl = subprocess.Popen([PROGRAM, *self.crawl_arguments()], stderr=subprocess.DEVNULL)
        answers = 0
        while crawl.poll() is None:
            self.page(room, "/")
            answers += 1
        self.assertGreater(answers, 3)
        for number in (signal.SIGTERM, signal.SIGINT):
            room = Room(self) if room is None else room
            began = time.monotonic()
            room.process.send_signal(number)
            self.assertEqual(room.process.wait(30), 128 + number)
            self.assertLess(time.monotonic() - began, 10)
            room.close()
            room = None

    def test_what_cannot_be_is_said_in_one_line(self):
        room = Room(self)
        self.assert_one_line(tearsheet("serve", "--db", self.db, "--port", str(room.port)), 1, str(room.port), "in use")
        self.assert_one_line(tearsheet("serve", "--db", self.db, "--port", "70000"), 2, "65535")
        self.assert_one_line(tearsheet("serve", "--db", self.db + ".none"), 4, "none")


if __name__ == "__main__":
    unittest.main()
