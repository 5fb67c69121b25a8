"""What publishers say about the use of their texts, kept with the articles: crawl, fetch, import, export, status."""
import json
import os
import subprocess
import time
import unittest

from publisher import Publisher, story
from support import LIMIT, PROGRAM, Case, tearsheet
from test_archive import members, parse


class Kept(Case):
    def setUp(self):
        super().setUp()
        self.paper = Publisher()
        self.addCleanup(self.paper.close)
        self.write_site()

    def write_site(self):
        os.makedirs(self.selectors, exist_ok=True)
        with open(os.path.join(self.selectors, "quay.toml"), "w", encoding="utf-8") as file:
            file.write('version = 1\nid = "quay"\nname = "Quay"\ndomains = ["127.0.0.1"]\n[politeness]\ndelay = 0.0\n'
                       '[urls]\narticle = ["/news/"]\n[[source]]\nkind = "feed"\nurl = "%s/feed"\n' % self.paper.base)

    def statements(self, number):
        rows = self.query("SELECT s.statements FROM articles a JOIN article_preferences p ON p.article_id = a.id JOIN preference_sets s ON"
                          " s.id = p.set_id WHERE a.url LIKE '%%/%d.html' ORDER BY p.since" % number)
        return [json.loads(text) for (text,) in rows]

    def summaries(self):
        return self.query("SELECT use_search, use_train, use_ai_input, tdm, license FROM articles ORDER BY url")

    def test_a_crawl_keeps_what_was_said_and_where(self):
        self.paper.robots = "User-agent: *\nContent-Signal: search=yes, ai-train=no\nLicense: %s/rsl.xml\n" % self.paper.base
        self.paper.tdmrep = '[{"location": "/news/", "tdm-reservation": 1, "tdm-policy": "/policy.json"}]'
        self.paper.headers = {"Content-Usage": "ai-use=n"}
        run = self.crawl()
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(self.summaries(), [("y", "n", "n", "n", self.paper.base + "/rsl.xml")] * 3)
        self.assertEqual(self.query("SELECT count(*) FROM preference_sets"), [(1,)], "a host says the same on every page")
        told = self.statements(1)[0]
        self.assertEqual([(one["family"], one["source"], one["place"]) for one in told], [
            ("content-signals", "robots.txt content-signal", self.paper.base + "/robots.txt"),
            ("license", "robots.txt license", self.paper.base + "/robots.txt"),
            ("aipref", "header content-usage", None),
            ("tdmrep", "tdmrep.json", self.paper.base + "/.well-known/tdmrep.json")])
        self.assertEqual(told[0]["values"], {"search": "yes", "ai-train": "no"})
        self.assertEqual(self.paper.asked.count("/.well-known/tdmrep.json"), 1)
        self.assertEqual(self.query("SELECT count(*), min(status) FROM fetches WHERE purpose = 'tdmrep'"), [(1, 200)])
        self.paper.shown = range(1, 6)
        self.crawl()
        self.assertEqual(self.paper.asked.count("/.well-known/tdmrep.json"), 1, "once a day")
        self.assertEqual(self.summaries(), [("y", "n", "n", "n", self.paper.base + "/rsl.xml")] * 5)

    def test_silence_is_kept_as_silence(self):
        self.crawl()
        self.assertEqual(self.summaries(), [(None,) * 5] * 3)
        self.assertEqual(self.statements(2), [[]])

    def test_what_is_no_preference_is_kept_as_stated(self):
        self.paper.headers = {"X-Robots-Tag": "nosnippet, googlebot: noarchive"}
        self.paper.head = ('<meta name="Robots" content="max-snippet:0; NOSNIPPET"><script type="application/ld+json">{"@type": "NewsArticle",'
                           ' "isAccessibleForFree" : "http://schema.org/False", "hasPart": {"isAccessibleForFree":false}, "x": "isAccessibleForFree"}</script>')
        self.crawl()
        told = self.statements(1)[0]
        self.assertEqual([(one["family"], one["source"], one["values"]) for one in told], [
            ("robots", "header x-robots-tag", {"nosnippet": "true"}),
            ("schema.org", "json-ld isAccessibleForFree", {"isAccessibleForFree": "false"}),
            ("robots", "meta robots", {"nosnippet": "true"})])
        self.assertEqual(told[2]["text"], "max-snippet:0; NOSNIPPET")
        self.assertEqual(self.summaries()[0], (None,) * 5, "nothing follows from it")

    def test_what_robots_txt_forbids_is_not_asked_for(self):
        self.paper.robots = "User-agent: *\nDisallow: /.well-known/\n"
        self.crawl()
        self.assertNotIn("/.well-known/tdmrep.json", self.paper.asked)
        self.assertEqual(len(self.summaries()), 3)

    def test_a_change_is_told_once_and_kept_with_its_history(self):
        self.paper.robots = "User-agent: *\nContent-Signal: ai-train=yes\n"
        self.crawl()
        self.paper.robots = "User-agent: *\nContent-Signal: ai-train=no\n"
        self.paper.shown = range(2, 6)
        self.execute("UPDATE _visit SET due_at = 0, announced = 1 WHERE url_id = (SELECT id FROM _url WHERE url LIKE '%/2.html')")
        self.execute("UPDATE article_preferences SET since = '2025-11-15T08:30:00Z'")
        run = self.crawl()
        self.assert_one_line(run, 0, "quay", "training n", "before: training y")
        self.assertEqual([one[1] for one in self.summaries()], ["y", "n", "y", "n", "n"])
        self.assertEqual([told[0]["values"]["ai-train"] for told in self.statements(2)], ["yes", "no"])
        self.paper.shown = range(6, 8)
        run = self.crawl()
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        status = tearsheet("status", "--db", self.db)
        self.assertIn("use: training 2 y 5 n", status.stdout)
        site = json.loads(tearsheet("status", "--db", self.db, "--json").stdout)["sites"][0]
        self.assertEqual(site["preferences"], {"use_search": {"y": 0, "n": 0}, "use_train": {"y": 2, "n": 5}, "use_ai_input": {"y": 0, "n": 0},
                                               "tdm": {"y": 0, "n": 0}, "license": 0})

    def export(self, *more):
        run = tearsheet("export", "--db", self.db, *more)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return [json.loads(line) for line in run.stdout.splitlines()]

    def test_exports_carry_them_and_go_by_them(self):
        self.paper.head = "<meta name=robots content=noai>"
        self.crawl("--max-pages", "2")                       # the feed, and one article
        self.paper.head = ""
        self.crawl()
        self.assertEqual(sorted(str(one["use_train"]) for one in self.export()), ["None", "None", "n"])
        self.assertEqual(self.export("--for", "ai-train"), [])
        self.assertEqual(len(self.export("--for", "ai-train", "--unknown", "keep")), 2)
        self.assertEqual(len(self.export("--for", "search")), 3)
        self.assertEqual(self.export("--for", "search", "--unknown", "drop"), [])
        self.assertEqual(self.export("--for", "tdm"), [])
        csv = tearsheet("export", "--db", self.db, "--format", "csv").stdout
        self.assertIn("use_search,use_train,use_ai_input,tdm,license", csv.splitlines()[0])
        self.assert_one_line(tearsheet("export", "--db", self.db, "--unknown", "keep"), 2, "--for")
        public = os.path.join(self.folder, "public.db")
        tearsheet("export", "--db", self.db, "--format", "sqlite", "-o", public)
        self.db = public
        self.assertEqual(self.query("SELECT count(*) FROM article_preferences JOIN preference_sets ON id = set_id"), [(3,)])
        self.assertEqual(self.query("PRAGMA foreign_key_check"), [])

    def test_an_incremental_export_takes_back_what_is_no_longer_allowed(self):
        self.paper.robots = "User-agent: *\nContent-Signal: ai-train=yes\n"
        self.crawl()
        cursor = os.path.join(self.folder, "cursor")
        self.assertEqual(len(self.export("--for", "ai-train", "--cursor-file", cursor)), 3)
        self.paper.robots = "User-agent: *\nContent-Signal: ai-train=no\n"
        self.execute("UPDATE _visit SET due_at = 0, announced = 1 WHERE url_id = (SELECT id FROM _url WHERE url LIKE '%/2.html')")
        self.crawl()
        changes = self.export("--for", "ai-train", "--cursor-file", cursor)
        self.assertEqual([(one["url"], one["removed"]) for one in changes], [(self.paper.base + "/news/2.html", True)])

    def test_a_page_that_is_fetched_has_them_too(self):
        self.paper.robots = "User-agent: *\nContent-Signal: search=no\n"
        self.paper.tdmrep = '[{"location": "/", "tdm-reservation": 0}]'
        arguments = ("fetch", "--allow-private-network", "--selectors", self.selectors, self.paper.base + "/news/1.html")
        told = json.loads(tearsheet(*arguments).stdout)
        self.assertEqual((told["use_search"], told.get("tdm")), ("n", None))
        self.assertNotIn("/.well-known/tdmrep.json", self.paper.asked, "nothing is kept, so nothing more is asked for")
        told = json.loads(tearsheet(*arguments, "--db", self.db).stdout)
        self.assertEqual((told["use_search"], told["tdm"]), ("n", "y"))
        self.assertEqual(self.summaries(), [("n", None, None, "y", None)])
        tearsheet(*arguments[:-1], "--db", self.db, self.paper.base + "/news/2.html")
        self.assertEqual(self.paper.asked.count("/.well-known/tdmrep.json"), 1)

    def test_an_archive_carries_them_with_each_page(self):
        self.paper.robots = "User-agent: *\nContent-Signal: search=yes, ai-train=no\nLicense: %s/rsl.xml\n" % self.paper.base
        self.crawl()
        told = self.statements(1)[0]
        path = os.path.join(self.folder, "quay.warc.gz")
        self.assertEqual(tearsheet("archive", "--db", self.db, "-o", path).returncode, 0)
        records = [parse(member) for member in members(path)]
        pages = {fields["warc-record-id"]: fields["warc-target-uri"] for fields, _ in records if fields["warc-type"] == "response"}
        facts = {pages[fields["warc-concurrent-to"]]: dict(line.split(": ", 1) for line in block.decode().strip().split("\r\n"))
                 for fields, block in records if fields["warc-type"] == "metadata"}
        self.assertEqual(set(facts), set(pages.values()))
        for fields in facts.values():
            self.assertEqual((fields["use-search"], fields["use-train"], fields["tdm"] if "tdm" in fields else None), ("y", "n", None))
            self.assertEqual(fields["license"], self.paper.base + "/rsl.xml")
            self.assertEqual(json.loads(fields["preferences"]), told)

    def test_an_archive_tells_what_stands_in_it_before_the_page(self):
        def record(url, body, content_type, more=""):
            block = ("HTTP/1.1 200 OK\r\nContent-Type: %s\r\n%s\r\n%s" % (content_type, more, body)).encode()
            return ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\nWARC-Target-URI: %s\r\n"
                    "WARC-Date: 2025-11-15T08:30:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
                    % (url, len(block))).encode() + block + b"\r\n\r\n"
        path = os.path.join(self.folder, "quay.warc")
        with open(path, "wb") as file:
            file.write(record("https://quay.example/robots.txt", "User-agent: *\nContent-Usage: train-ai=n\n", "text/plain") +
                       record("https://quay.example/.well-known/tdmrep.json", '[{"location": "/", "tdm-reservation": 1}]', "application/json") +
                       record("https://quay.example/news/1.html", story(1), "text/html", "Content-Signal: search=yes\r\n") +
                       record("https://mole.example/news/2.html", story(2), "text/html"))
        run = tearsheet("import", "--db", self.db, path)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(sorted(self.summaries(), key=str), [("y", "n", None, "n", None), (None,) * 5])

    def test_reextract_leaves_them_alone(self):
        self.paper.robots = "User-agent: *\nContent-Signal: search=no\n"
        self.crawl()
        run = tearsheet("reextract", "--all", "--db", self.db, "--selectors", self.selectors)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.summaries(), [("n", None, None, None, None)] * 3)

    def test_delete_takes_them_out(self):
        self.paper.headers = {"Link": "<%s/terms>; rel=license" % self.paper.base}
        self.crawl()
        run = tearsheet("delete", "--db", self.db, "--yes", "--why", "test", "1", "2", "3")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.query("SELECT (SELECT count(*) FROM article_preferences), (SELECT count(*) FROM preference_sets)"), [(0, 0)])
        self.assertEqual(tearsheet("db", "check", "--db", self.db).returncode, 0)

    def test_no_article_is_without_them_after_a_kill(self):
        self.paper.robots = "User-agent: *\nContent-Signal: search=no\n"
        self.paper.shown, self.paper.pause = range(1, 100), 0.01
        with subprocess.Popen([PROGRAM, *self.crawl_arguments()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            deadline = time.time() + LIMIT
            while len(self.paper.asked) < 60 and time.time() < deadline:
                process.poll()
            process.kill()
        counts = self.query("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM articles WHERE use_search = 'n'), count(*) FROM article_preferences")
        self.assertEqual(len(set(counts[0])), 1, counts)
        self.assertEqual(tearsheet("db", "check", "--db", self.db).returncode, 0)


if __name__ == "__main__":
    unittest.main()
