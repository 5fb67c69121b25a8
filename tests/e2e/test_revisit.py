"""Articles that are asked for again: under another block of other stories, at another address, on another host."""
import copy
import hashlib
import http.server
import os
import re
import threading
import unittest

from support import STORIES, Case

A_STORED_ARTICLE = "state = 1 AND url_id IN (SELECT url_id FROM _article_key)"


def without_rules(text):
    """The site file with its addresses alone: everything on the pages is found by itself."""
    head = text.split("[urls]")[0]
    return head + '[[source]]\nkind = "auto"\nurl = "%s"\n' % re.search(r'url = "(.*/article/7/)"', text)[1]


class OtherStoriesAroundAnArticle(Case):
    """What a page says of other pages is no part of its article, whatever it says of them today."""

    def crawl_on_two_days(self, change):
        stories = copy.deepcopy(STORIES)
        site = self.harbour(stories=stories)
        site.write_site_file(self.selectors, change)
        self.assertEqual(self.crawl().returncode, 0)
        self.before = {article["url"]: article for article in self.exported()}
        for number, story in enumerate(stories["stories"]):
            story["teaser"] = "Day two brings other words to line %d of the block, and the editor cut them at the end of the" % number
        port = int(site.base.rsplit(":", 1)[1])
        site.close()
        site = self.harbour(stories=stories, port=port)
        site.write_site_file(self.selectors, change)
        known = len(site.requests())
        self.execute("UPDATE _visit SET due_at = 0, until = 1e15 WHERE " + A_STORED_ARTICLE)
        self.assertEqual(self.crawl().returncode, 0)
        main = [row for row in site.requests()[known:] if "ambassador" in row["path"] or STORIES["main"]["title"].split()[0].lower() in row["path"]]
        return [row for row in main if row["status"] == 200]

    def assert_one_row_each(self):
        titles = [STORIES["main"]["title"]] + [story["title"] for story in STORIES["stories"]]
        now = self.exported()
        self.assertEqual(sorted(article["title"] for article in now), sorted(titles), "no row for a teaser, none for a copy")
        self.assertEqual({article["url"]: article["body"] for article in now}, {url: article["body"] for url, article in self.before.items()})
        self.assertEqual(self.query("SELECT max(version), count(gone), (SELECT count(*) FROM article_versions) FROM articles"), [(1, 0, 0)])
        main = next(article for article in now if article["title"] == titles[0])
        self.assertEqual(main["body"].split("\n\n"), STORIES["main"]["paragraphs"])

    def test_by_rules(self):
        self.assertEqual(len(self.crawl_on_two_days(lambda text: text)), 1, "the page was sent anew, with another block")
        self.assert_one_row_each()

    def test_by_itself(self):
        self.assertEqual(len(self.crawl_on_two_days(without_rules)), 1, "the page was sent anew, with another block")
        self.assert_one_row_each()


class MovingSite:
    """Stories at one host, and from some day on at another one, under other paths."""

    def __init__(self):
        self.stories = {number: story for number, story in enumerate(STORIES["stories"])}
        self.moved = False
        self.log = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                site.answer(self)

            def log_message(self, *arguments):
                pass

        self.servers = [http.server.ThreadingHTTPServer((host, 0), Handler) for host in ("127.0.0.1", "127.0.0.2")]
        for server in self.servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        self.old, self.new = ("http://%s:%d" % server.server_address for server in self.servers)

    def close(self):
        for server in self.servers:
            server.shutdown()
            server.server_close()

    def link(self, number):
        return (self.new + "/artikel-%d.html" if self.moved else self.old + "/news/%d/") % number

    def answer(self, request):
        host, path = ("127.0.0.2" if request.server is self.servers[1] else "127.0.0.1"), request.path
        number = re.fullmatch(r"/artikel-(\d+)\.html" if self.moved else r"/news/(\d+)/", path)
        status, head, body = 404, {}, "<!DOCTYPE html><title>Not found</title>"
        if path == "/robots.txt":
            body = ""
        elif self.moved and host == "127.0.0.1":
            old = re.fullmatch(r"/news/(\d+)/", path)
            status, head = 301, {"Location": self.link(int(old[1])) if old else self.new + path}
        elif path == "/":
            status, body = 200, "".join('<div><h2><a href="%s">%s</a></h2></div>' % (self.link(number), self.stories[number]["title"]) for number in sorted(self.stories, reverse=True))
        elif number and int(number[1]) in self.stories:
            status, body = 200, self.article(self.stories[int(number[1])])
        tag = '"%s"' % hashlib.sha256(body.encode()).hexdigest()[:16]
        if status == 200 and request.headers.get("If-None-Match") == tag:
            status, body = 304, ""
        self.log.append((host, path, status))
        request.send_response(status)
        for name, value in dict(head, ETag=tag, **{"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body.encode()))}).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body.encode())

    def article(self, story):
        text = "".join("<p>%s</p>" % paragraph for paragraph in story["paragraphs"])
        moment = story["date"] + "T09:30:00Z"
        head = '<title>%s</title><meta property="article:published_time" content="%s">' % (story["title"], moment)
        if not self.moved:
            return "<!DOCTYPE html><html lang=en><head>%s</head><body><article><h1>%s</h1>%s</article></body></html>" % (head, story["title"], text)
        return ("<!DOCTYPE html><html lang=en><head>%s</head><body><div class=page><header><h1>%s</h1></header><section class=text>%s</section></div>"
                "<footer>The new Harbour Times</footer></body></html>" % (head, story["title"], text))


class SiteThatMoves(Case):
    def setUp(self):
        super().setUp()
        self.site = MovingSite()
        self.addCleanup(self.site.close)
        os.makedirs(self.selectors, exist_ok=True)
        with open(os.path.join(self.selectors, "x.toml"), "w", encoding="utf-8") as file:
            file.write('version = 1\nid = "x"\ndomains = ["127.0.0.1", "127.0.0.2"]\n[politeness]\ndelay = 0.0\n[urls]\nsame_host = false\n'
                       '[[source]]\nkind = "listing"\nurl = "%s/"\n' % self.site.old)
        self.crawl_well()
        self.before = {article["title"]: article for article in self.exported()}
        self.assertEqual(sorted(self.before), sorted(story["title"] for story in STORIES["stories"]))
        self.site.moved = True
        self.is_told = False

    # That its source moved for good is told by the first crawl that meets it, and never again.
    def crawl_well(self):
        run = self.crawl()
        self.assertEqual(run.returncode, 0, run.stderr)
        if self.site.moved and not self.is_told:
            self.assert_one_line(run, 0, "moved for good", self.site.new)
            self.is_told = True
        else:
            self.assertEqual(run.stderr, "")

    def assert_nothing_lost_or_double(self):
        now = {article["title"]: article for article in self.exported()}
        self.assertEqual(len(self.exported()), len(now))
        self.assertEqual({title: article["id"] for title, article in now.items()}, {title: article["id"] for title, article in self.before.items()})
        self.assertEqual(self.query("SELECT count(gone), count(duplicate_of) FROM articles"), [(0, 0)])
        return now

    def test_its_listing_names_the_new_addresses(self):
        self.crawl_well()
        self.assert_nothing_lost_or_double()
        self.assertEqual(self.query("SELECT max(version) FROM articles"), [(1,)])
        known = len(self.site.log)
        self.crawl_well()
        self.assertEqual([row for row in self.site.log[known:] if "artikel" in row[1] or "news" in row[1]], [], "what is known is not asked for again")

    def test_checks_of_the_old_addresses_find_the_new_ones(self):
        self.execute("UPDATE _visit SET due_at = 0, until = 1e15 WHERE " + A_STORED_ARTICLE)
        self.crawl_well()
        # What the listing named first was an alias of an article that had an address yet.
        self.execute("UPDATE _visit SET due_at = 0, until = 1e15 WHERE " + A_STORED_ARTICLE)
        self.crawl_well()
        now = self.assert_nothing_lost_or_double()
        self.assertEqual([article["url"] for article in now.values() if not article["url"].startswith(self.site.new)], [])

    def test_an_edit_after_the_move_is_a_version_of_the_old_row(self):
        self.crawl_well()
        story = self.site.stories[4] = dict(self.site.stories[4])
        title, story["title"] = story["title"], story["title"] + ", corrected"
        story["paragraphs"] = ["Correction: " + story["paragraphs"][0]] + story["paragraphs"][1:]
        self.crawl_well()
        self.before[story["title"]] = self.before.pop(title)
        now = self.assert_nothing_lost_or_double()
        self.assertEqual(now[story["title"]]["version"], 2)
        self.assertTrue(now[story["title"]]["url"].startswith(self.site.new))

    def test_a_new_story_is_a_new_row(self):
        self.site.stories[len(self.site.stories)] = dict(STORIES["main"], paragraphs=STORIES["main"]["paragraphs"])
        self.crawl_well()
        self.assertEqual(len(self.exported()), len(self.before) + 1)


if __name__ == "__main__":
    unittest.main()
