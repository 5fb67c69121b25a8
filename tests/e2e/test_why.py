"""`why`: what is known of an address, stored or not, and of a site; `status --coverage --list`."""
import json
import os
import re
import unittest

from support import Case, tearsheet


class Why(Case):
    def setUp(self):
        super().setUp()
        self.site = self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.article = self.exported()[5]

    def why(self, *more):
        return tearsheet("why", "--db", self.db, "--selectors", self.selectors, *more)

    def asked(self, address, code=0):
        run = self.why(address, "--json")
        self.assertEqual((run.returncode, run.stderr), (code, ""))
        self.assertEqual(len(run.stdout.splitlines()), 1)
        return json.loads(run.stdout)

    def test_a_stored_article_tells_who_named_it_and_what_is_next(self):
        answer = self.asked(self.article["url"] + "?utm_source=elsewhere#top")
        address = answer["addresses"][0]
        self.assertEqual((address["site"], address["article"], address["status"]), ("harbour-times", self.article["id"], 200))
        self.assertTrue(address["named_by"].startswith(self.site.base))
        self.assertTrue(set(address["named_in"]) & {"feed", "listing", "sitemap", "home page"})
        self.assertEqual(address["taken_up"], self.query("SELECT started FROM runs")[0][0])
        self.assertEqual(address["verdict"], "stored")
        self.assertIn("asked for again", address["next"]["what"])
        self.assertEqual([one["id"] for one in answer["articles"]], [self.article["id"]])
        self.assertFalse(answer["robots"]["denied"])
        self.assertEqual(answer["site_file"], {"site": "harbour-times", "refusal": None})
        self.assertIn((self.article["url"], 200), [(one["url"], one["status"]) for one in answer["requests"]])
        shown = self.why(self.article["url"])
        self.assertEqual((shown.returncode, shown.stderr), (0, ""))
        for words in ("named by", address["named_by"], "article %d: " % self.article["id"], "robots.txt", "allows it", "wants it as an article", "next"):
            self.assertIn(words, shown.stdout)

    def test_a_source_tells_what_it_named(self):
        feed = self.query("SELECT url FROM _url WHERE kind = 2")[0][0]
        address = self.asked(feed)["addresses"][0]
        self.assertEqual(address["kind"], "a feed")
        self.assertGreater(address["named"], 5)
        self.assertEqual(address["next"]["what"], "read again")
        self.assertIn("named %d addresses" % address["named"], self.why(feed).stdout)

    def test_each_verdict_is_told_with_what_happens_next(self):
        row = self.query("SELECT u.id FROM _url u JOIN _article_key k ON k.key = u.key WHERE k.article_id = %d" % self.article["id"])[0][0]
        self.execute("DELETE FROM _article_key WHERE article_id = %d" % self.article["id"])
        self.execute("UPDATE articles SET url = 'https://x.example/', canonical_url = 'https://x.example/' WHERE id = %d" % self.article["id"])
        later = 4102444800000
        cases = [
            ("state = 2, note = 'a listing', due_at = NULL", "no article: a listing", "unless a source gives it another headline", True),
            ("state = 2, note = 'a listing', due_at = %d, unchanged = 2" % later, "no article: a listing", "the verdict is provisional (2 so far)", False),
            ("state = 3, status = 410, due_at = NULL", "gone (410)", "not asked for again", True),
            ("state = 4, note = 'timeout', due_at = %d" % later, "failed: timeout", "tried again", False),
            ("state = 5, note = 'timeout', due_at = NULL", "given up: timeout", "not asked for again", True),
            ("state = 6, note = 'noindex', due_at = NULL", "not allowed: noindex", "not asked for again", True),
            ("state = 7, note = NULL, due_at = NULL", "redirects to an address that is no article", "not asked for again", True)]
        for change, verdict, following, is_never in cases:
            self.execute("UPDATE _visit SET %s WHERE url_id = %d" % (change, row))
            address = self.asked(self.article["url"])["addresses"][0]
            self.assertEqual(address["verdict"], verdict)
            self.assertIn(following, address["next"]["what"])
            self.assertEqual(address["next"]["never"], is_never, change)
            self.assertEqual(address["next"]["due"], None if is_never else "2100-01-01T00:00:00Z", change)
        self.execute("DELETE FROM _visit WHERE url_id = %d" % row)
        self.assertEqual(self.asked(self.article["url"])["addresses"][0]["next"]["what"], "asked for the first time")

    def test_a_copy_names_its_story(self):
        rows = self.query("SELECT id, url FROM articles ORDER BY id LIMIT 2")
        self.execute("UPDATE articles SET duplicate_of = %d WHERE id = %d" % (rows[0][0], rows[1][0]))
        one = next(one for one in self.asked(rows[1][1])["articles"] if one["id"] == rows[1][0])
        self.assertEqual(one["story"], rows[0][0])
        self.assertIn(rows[0][1], [copy["url"] for copy in one["copies"]])
        self.assertIn("copy of     article %d" % rows[0][0], self.why(rows[1][1]).stdout)

    def test_an_address_that_nobody_named_is_explained(self):
        address = re.sub(r"[^/]*$", "a-story-that-nobody-named", self.article["url"].rstrip("/"))
        answer = self.asked(address, code=1)
        self.assertEqual((answer["addresses"], answer["articles"]), ([], []))
        self.assertIn("no source has named it", answer["unknown"])
        self.assertIn("no site file has its domain", self.asked("https://elsewhere.example/story", code=1)["unknown"])
        self.site.write_site_file(self.selectors, lambda text: re.sub(r'(?m)^article = .*$', 'article = ["/no/such/folder/"]', text, count=1))
        self.assertIn("no pattern of its [urls]", self.asked(address, code=1)["unknown"])
        self.execute("UPDATE _host SET robots_body = 'User-agent: *\nDisallow: /'")
        self.assertIn("robots.txt forbids it", self.asked(address, code=1)["unknown"])
        self.assertIn("forbids it", self.why(address).stdout)

    def test_a_site_tells_why_so_few(self):
        self.execute("UPDATE _visit SET state = 3, status = 404 WHERE url_id IN (SELECT id FROM _url WHERE kind = 0 AND via & 6 LIMIT 3)")
        coverage = json.loads(tearsheet("status", "--db", self.db, "--coverage", "--json").stdout)
        for named in ("harbour-times", self.site.base, self.site.base + "/"):
            answer = self.asked(named)
            self.assertEqual(answer["site"], "harbour-times", named)
            self.assertEqual(answer["missing"], coverage["missing"])
            self.assertEqual((answer["announced"], answer["stored"]), (coverage["announced"], coverage["stored"]))
            self.assertGreater(len(answer["sources"]), 1)
        shown = self.why("harbour-times").stdout
        self.assertIn("3 gone (404)", shown)
        self.assertIn("sources\n", shown)
        self.assert_one_line(self.why("no-such-site"), 1, "no-such-site")

    def test_every_address_of_a_reason_is_listed(self):
        self.execute("UPDATE _visit SET state = 3, status = 404 WHERE url_id IN (SELECT id FROM _url WHERE kind = 0 AND via & 6 LIMIT 3)")
        self.execute("UPDATE _visit SET state = 2, note = 'a Listing' WHERE url_id IN (SELECT id FROM _url WHERE kind = 0 AND via & 6 ORDER BY id DESC LIMIT 2)")

        def listed(*more):
            run = tearsheet("status", "--db", self.db, "--coverage", *more)
            self.assertEqual((run.returncode, run.stderr), (0, ""))
            return run.stdout.splitlines()
        gone = [url for url, in self.query("SELECT u.url FROM _url u JOIN _visit v ON v.url_id = u.id WHERE v.state = 3 AND u.kind = 0 AND u.via & 6 ORDER BY u.id")]
        self.assertEqual(listed("--list", "gone (404)"), gone)
        self.assertEqual(len(listed("--list", "no article: a listing")), 2)
        self.assertEqual(len(listed("--list", "g")), 5)
        self.assertEqual(listed("--list", "waiting"), [])
        self.assertEqual(json.loads(listed("--list", "gone", "--json", "--site", "harbour-times")[0]),
                         {"site": "harbour-times", "reason": "gone (404)", "url": gone[0]})
        self.assertEqual(listed("--list", "gone", "--site", "elsewhere"), [])
        self.assert_one_line(tearsheet("status", "--db", self.db, "--list", "gone"), 2, "--coverage")
        self.assert_one_line(tearsheet("status", "--db", self.db, "--coverage", "--site", "elsewhere"), 2, "elsewhere")

    def test_nothing_from_a_page_reaches_the_terminal(self):
        import sqlite3
        hostile = "x \x1b]0;owned\x07 \u202e"
        connection = sqlite3.connect(self.db)
        with connection:
            connection.execute("UPDATE articles SET title = ?", (hostile,))
            connection.execute("UPDATE _visit SET note = ?", (hostile,))
            connection.execute("UPDATE _url SET hint = json_object('from', 'feed', 'title', ?) WHERE kind = 0", (hostile,))
        connection.close()
        for named in (self.article["url"], "harbour-times", self.query("SELECT url FROM _url WHERE kind = 2")[0][0]):
            shown = self.why(named).stdout
            for bad in ("\x1b", "\x07", "\u202e"):
                self.assertNotIn(bad, shown)

    def test_without_site_files_the_database_alone_answers(self):
        os.rename(self.selectors, self.selectors + "-gone")
        run = tearsheet("why", "--db", self.db, self.article["url"])
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("none has its domain", run.stdout)


if __name__ == "__main__":
    unittest.main()
