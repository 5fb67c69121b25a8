"""A site that is redesigned under a running crawl: when that is told, and what is stored meanwhile."""
import datetime
import http.server
import json
import os
import threading
import unittest

from support import Case, tearsheet

WORDS = ("dredger mole pilot harbour tide lighthouse channel ferry cargo anchor buoy quay crane winch trawler sluice "
         "breakwater lantern rope net barge captain customs ledger storm fog current sandbank survey chart").split()


def sentence(seed):
    words = [WORDS[(seed * 7 + i * (seed % 5 + 3)) % len(WORDS)] for i in range(12)]
    return "The %s, number %d of the season." % (" ".join(words), seed)


class Site:
    """A paper of numbered stories whose template can be swapped."""

    def __init__(self):
        self.shown, self.template, self.list_class = 0, "old", "item"
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = site.answer(self.path)
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "application/xml" if self.path.endswith(".xml") else "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write((body or "gone").encode())

            def log_message(self, *_):
                pass
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = "http://127.0.0.1:%d" % self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def day(self, k):
        return datetime.date(2025, 1, 1) + datetime.timedelta(days=k)

    def title(self, k):
        return "Story %d: the %s and the %s" % (k, WORDS[k % len(WORDS)], WORDS[k * 3 % len(WORDS)])

    def body(self, k):
        return [sentence(k * 10 + i) + " " + sentence(k * 10 + i + 5) for i in range(4)]

    def answer(self, path):
        if path == "/sitemap.xml":
            return '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">%s</urlset>' % "".join(
                "<url><loc>%s/story/%d</loc><lastmod>%s</lastmod></url>" % (self.base, k, self.day(k)) for k in range(self.shown, 0, -1))
        if path == "/list":
            return "<!DOCTYPE html><html><body><div id=page>%s</div></body></html>" % "".join(
                '<div class="%s"><h2><a href="/story/%d">%s</a></h2><p>%s</p></div>' % (self.list_class, k, self.title(k), self.body(k)[0])
                for k in range(self.shown, max(0, self.shown - 30), -1))
        if path.startswith("/story/") and path[7:].isdigit():
            return self.story(int(path[7:]))
        return None

    def story(self, k):
        head, paragraphs = "<!DOCTYPE html><html lang=en><head><title>%s | Quay Post</title></head><body>" % self.title(k), self.body(k)
        related = "".join("<p class=t><a href=/story/%d>%s</a></p>" % (n, self.title(n)) for n in range(max(1, k - 6), k))
        day, tag, text = self.day(k).isoformat(), "story", "text"
        if self.template == "renamed":
            tag, text = "c-a81", "c-b02"
        if self.template == "clock":
            day = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
        page = '%s<article class="%s"><h1>%s</h1><time class=when datetime="%s">%s</time>' % (head, tag, self.title(k), day, day)
        inside = "".join("<p>%s</p>" % p for p in paragraphs)
        if self.template == "teasers":
            page += '<div class="text">%s</div><div class="full">%s</div>' % (related, inside)
        else:
            page += '<div class="%s">%s</div><div class=more>%s</div>' % (text, inside, related)
        if self.template == "clock":
            page += "<span class=stamp>Published %s</span>" % self.day(k).strftime("%-d %B %Y")
        return page + "</article></body></html>"


FILE = """version = 1
id = "quay"
domains = ["127.0.0.1"]
language = "en"
[urls]
article = ['/story/']
[politeness]
delay = 0.0
%s
[article]
title = "article.story > h1"
date = { css = "article.story > time", attr = "datetime" }
body = "article.story > div.text"
"""
SITEMAP = '[[source]]\nkind = "sitemap"\nurl = "%s/sitemap.xml"\ninterval = 0\n'
LIST = '[[source]]\nkind = "listing"\nurl = "%s/list"\nitem = "div.item"\nlink = "h2 a"\ninterval = 0\n'


class Drift(Case):
    def start(self, source=SITEMAP):
        self.site = Site()
        self.addCleanup(self.site.close)
        os.makedirs(self.selectors)
        self.write(FILE % (source % self.site.base))
        self.site.shown = 25
        run = self.crawl("--alarm")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(len(self.exported()), 25)

    def write(self, text):
        with open(os.path.join(self.selectors, "quay.toml"), "w", encoding="utf-8") as file:
            file.write(text)

    def more(self, *arguments):
        """A crawl for one more story."""
        self.site.shown += 1
        return self.crawl("--alarm", *arguments)

    def until_alarm(self, *arguments):
        for pages in range(1, 8):
            run = self.more(*arguments)
            if run.returncode == 7:
                return pages, run
            self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.fail("no alarm")

    def assert_right(self):
        articles = self.exported()
        self.assertEqual(len(articles), self.site.shown)
        for article in articles:
            k = int(article["url"].rsplit("/", 1)[1])
            self.assertEqual(article["title"], self.site.title(k))
            self.assertEqual(article["date"][:10], self.site.day(k).isoformat(), article["url"])
            self.assertEqual(article["body"], "\n\n".join(self.site.body(k)), article["url"])

    def source_of(self, k, field):
        return self.query("SELECT f.source FROM field_sources f JOIN articles a ON a.id = f.article_id WHERE f.field = '%s' AND a.url LIKE '%%/story/%d'"
                          % (field, k))[0][0]

    def alarms(self):
        return {alarm["rule"]: alarm for alarm in json.loads(tearsheet("status", "--db", self.db, "--json").stdout)["sites"][0]["alarms"]}

    def test_rules_that_find_nothing_are_told_once_and_stood_in_for(self):
        self.start()
        self.site.template = "renamed"
        pages, run = self.until_alarm()
        self.assertEqual(pages, 3)
        self.assertEqual(sorted(line.split("fits: ")[1].split(" ")[0] for line in run.stderr.splitlines()), ["body", "date", "title"])
        self.assertEqual(sorted(self.alarms()), ["body", "date", "title"])
        self.assertEqual(self.alarms()["body"]["pages"], 3)
        self.assertIn("alarm: a rule no longer fits", tearsheet("status", "--db", self.db).stdout)
        self.assert_right()
        self.assertNotEqual(self.source_of(26, "body"), "rule")
        again = self.more()
        self.assertEqual((again.returncode, again.stderr), (7, ""), "told once, and it lasts")
        self.assert_right()
        # A file that is mended begins anew, and a site that goes back to its template is well again.
        with open(os.path.join(self.selectors, "quay.toml"), encoding="utf-8") as file:
            text = file.read()
        self.write(text.replace("article.story", "article.c-a81").replace("div.text", "div.c-b02"))
        self.assertEqual(self.more().returncode, 0)
        self.assertEqual(self.alarms(), {})
        self.assertEqual(self.source_of(self.site.shown, "body"), "rule")

    def test_a_day_that_is_the_visits_is_a_lie(self):
        self.start()
        self.site.template = "clock"
        pages, run = self.until_alarm()
        self.assertLessEqual(pages, 4)
        self.assert_one_line(run, 7, "a rule no longer fits: date")
        self.assertEqual(list(self.alarms()), ["date"])
        self.assertGreater(self.alarms()["date"]["false"], 0)
        self.assert_right()
        self.more()
        self.assert_right()
        self.assertEqual(self.source_of(25, "date"), "rule", "from before the change")
        self.assertNotEqual(self.source_of(26, "date"), "rule")
        self.assertEqual(self.source_of(26, "body"), "rule", "the others still fit")

    def test_a_body_that_takes_teasers_is_a_lie(self):
        self.start()
        self.site.template = "teasers"
        pages, run = self.until_alarm()
        self.assertLessEqual(pages, 4)
        self.assert_one_line(run, 7, "a rule no longer fits: body")
        self.assert_right()
        self.assertEqual(tearsheet("reextract", "--all", "--db", self.db, "--selectors", self.selectors).returncode, 0)
        self.assert_right()

    def test_a_list_without_items_is_read_without_rules(self):
        self.start(LIST)
        self.site.list_class = "card-77"
        run = self.more()
        self.assert_one_line(run, 7, "a rule no longer fits: items of", "/list")
        self.assert_right()
        self.assertEqual(self.more().returncode, 7)
        self.assert_right()

    def mend(self, *more):
        return tearsheet("site", "mend", "quay", "--db", self.db, "--selectors", self.selectors, *more)

    def test_mending_puts_new_rules_in_the_place_of_those_that_broke(self):
        self.start()
        own, mended = os.path.join(self.selectors, "quay.toml"), os.path.join(self.folder, "mended.toml")
        with open(own, encoding="utf-8") as file:
            before = file.read()
        self.assert_one_line(self.mend("-o", mended), 1, "no rule")
        self.site.template = "teasers"
        self.until_alarm()
        self.assert_one_line(self.mend("-o", own), 2, "never written over")
        run = self.mend("-o", mended)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertIn('- body = "article.story > div.text"', run.stdout)
        with open(own, encoding="utf-8") as file:
            self.assertEqual(file.read(), before)
        with open(mended, encoding="utf-8") as file:
            after = file.read()
        self.assertIn('title = "article.story > h1"', after, "what fits stays")
        self.write(after)
        self.assertEqual(self.more().returncode, 0)
        self.assertEqual(self.source_of(self.site.shown, "body"), "rule")
        last = max(self.exported(), key=lambda article: int(article["url"].rsplit("/", 1)[1]))
        self.assertTrue(last["body"].endswith("\n\n".join(self.site.body(self.site.shown))), last["body"])
        self.assertNotIn(self.site.title(self.site.shown - 1), last["body"], "no teaser")

    def test_mending_a_list(self):
        self.start(LIST)
        self.site.list_class = "card"
        self.assertEqual(self.more().returncode, 7)
        mended = os.path.join(self.folder, "mended.toml")
        run = self.mend("-o", mended)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertIn('- item = "div.item"', run.stdout)
        with open(mended, encoding="utf-8") as file:
            self.write(file.read())
        self.assertEqual(self.more().returncode, 0)
        self.assert_right()

    def test_a_site_that_stays_as_it_is_raises_no_alarm(self):
        self.start()
        for _ in range(5):
            self.assertEqual(self.more().returncode, 0)
        self.assertEqual(self.alarms(), {})
        self.assertEqual(tearsheet("reextract", "--all", "--dry-run", "--json", "--db", self.db, "--selectors", self.selectors).stdout, "")

    def test_a_command_hears_of_the_alarm_and_may_fail(self):
        self.start()
        self.site.template = "renamed"
        heard = os.path.join(self.folder, "heard")
        self.until_alarm("--on-alarm", "cat >> %s" % heard)
        self.more("--on-alarm", "cat >> %s" % heard)
        with open(heard, encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        self.assertEqual(len(lines), 1, "once")
        self.assertEqual(sorted(alarm["rule"] for alarm in lines[0]["alarms"]), ["body", "date", "title"])
        self.assertEqual({alarm["site"] for alarm in lines[0]["alarms"]}, {"quay"})

    def test_a_command_that_fails_is_told_and_no_more(self):
        self.start()
        self.site.template = "renamed"
        _, run = self.until_alarm("--on-alarm", "exit 3")
        self.assertEqual(run.returncode, 7)
        self.assertIn("the command of --on-alarm: it ended with 3", run.stderr)


if __name__ == "__main__":
    unittest.main()
