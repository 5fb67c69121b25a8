"""`db` of a database on a server: what is checked and pruned while crawls work, and what does the rest there."""
import json
import unittest

from shared_case import SharedCase
from support import tearsheet

DAMAGE = {
    "full text": ["DELETE FROM _words WHERE article_id = (SELECT min(id) FROM articles)", "INSERT INTO _words SELECT -5, site_id, moment, is_paired, size, words FROM _words LIMIT 1"],
    "numbers of changes": ["DELETE FROM _change WHERE article_id = (SELECT max(id) FROM articles)", "UPDATE _change SET article_id = -6 WHERE article_id = (SELECT min(id) FROM articles)"],
    "rows that belong together": ["INSERT INTO _visit(url_id, state, status, visited_at, failures, unchanged) VALUES (-7, 1, 200, 1, 0, 0)", "UPDATE field_sources SET article_id = -8 WHERE field = 'title' AND article_id = (SELECT min(id) FROM articles)"],
    "stories": ["UPDATE articles SET duplicate_of = -9 WHERE id = (SELECT min(id) FROM articles)"],
    "texts": ["UPDATE articles SET date = 'soon' WHERE id = (SELECT min(id) FROM articles)"],
    "dictionaries of raw pages": ["UPDATE _dictionary SET body = 'abc'", "UPDATE _raw_page SET dictionary = -10 WHERE id = (SELECT min(id) FROM _raw_page)"],
}
REPAIRED = ("full text", "numbers of changes")


class SharedDb(SharedCase):
    def setUp(self):
        super().setUp()
        self.harbour()
        self.crawl_into(self.address)

    def look_after(self, *arguments, code=0):
        done = tearsheet("db", *arguments, "--db", self.address, "--json")
        self.assertEqual(done.returncode, code, done.stderr)
        return json.loads(done.stdout)

    def states(self, *arguments, code=0):
        return {item["what"]: item["state"] for item in self.look_after("check", *arguments, code=code)["checks"]}

    def test_what_is_sound_is_said_to_be(self):
        report = self.look_after("check")
        self.assertEqual((report["sound"], report["articles"]), (True, 21))
        self.assertGreater(report["bytes"], 1000)
        self.assertEqual(set(self.states("--quick").values()), {"ok"})
        self.assertIn("schema", tearsheet("db", "check", "--db", self.address.replace("postgres@", "postgres:secret@")).stdout)

    def test_damage_is_named_and_what_can_be_made_anew_is(self):
        for what, statements in DAMAGE.items():
            for statement in statements:
                self.ask(statement)
                self.assertEqual({name for name, state in self.states(code=4).items() if state == "DAMAGED"}, {what}, statement)
                if what in REPAIRED:
                    self.assertEqual(self.states("--repair")[what], "repaired")
                    self.assertEqual(self.states()[what], "ok")
                else:
                    self.assertEqual(self.states("--repair", code=4)[what], "DAMAGED")
            self.ask("DELETE FROM _visit WHERE url_id < 0; DELETE FROM field_sources WHERE article_id < 0;"
                     " UPDATE articles SET duplicate_of = NULL WHERE duplicate_of < 0; UPDATE articles SET date = NULL WHERE date = 'soon'")
        self.assertEqual(tearsheet("search", "harbour", "--limit", "100", "--format", "id", "--db", self.address).returncode, 0)

    def test_what_outlived_its_keeping_time_goes_and_nothing_else(self):
        pages, fetches = self.number("SELECT count(*) FROM _raw_page"), self.number("SELECT count(*) FROM fetches")
        self.ask("UPDATE _raw_page SET fetched_at = 1000 WHERE id IN (SELECT id FROM _raw_page ORDER BY id LIMIT 3); UPDATE fetches SET started = '2020-01-01T00:00:00.000Z' WHERE purpose = 'article';"
                 "INSERT INTO article_versions(article_id, version, title, summary, body, stored, replaced) SELECT id, 1, title, summary, body, '2020-01-01T00:00:00Z', '2020-01-02T00:00:00Z' FROM articles LIMIT 2;"
                 "INSERT INTO _revisit SELECT min(id), 1, 200, NULL FROM _raw_page;"
                 "UPDATE runs SET started = '2020-01-01T00:00:00Z'")
        self.ask("INSERT INTO _url(id, key, site_id, kind, source, depth, domain, url) SELECT -1, -1, min(site_id), 0, 0, 0, 'gone.example', 'https://gone.example/' FROM _url;"
                 "INSERT INTO _visit(url_id, state, status, visited_at, failures, unchanged) VALUES (-1, 3, 404, 1, 0, 0)")
        old = self.number("SELECT count(*) FROM fetches WHERE purpose = 'article'")
        times = ("--raw-pages", "30d", "--fetches", "30d", "--versions", "30d", "--gone", "30d")
        dry = self.look_after("prune", *times, "--dry-run")
        self.assertEqual(self.number("SELECT count(*) FROM _raw_page"), pages)
        report = self.look_after("prune", *times)
        self.assertEqual(report["removed"], dry["removed"])
        self.assertEqual({one["what"]: one["rows"] for one in report["removed"]},
                         {"raw pages": 3, "dictionaries of raw pages": 0, "requests of the ledger": old, "counts of runs by site": 0, "earlier versions": 2, "addresses that are gone": 1})
        self.assertGreater(sum(one["bytes"] for one in report["removed"]), 1000)
        self.assertEqual((self.number("SELECT count(*) FROM _raw_page"), self.number("SELECT count(*) FROM fetches")), (pages - 3, fetches - old))
        self.assertEqual(self.number("SELECT count(*) FROM articles WHERE raw_page IS NULL"), 3)
        self.assertEqual(self.number("SELECT count(*) FROM _revisit"), 0)
        self.assertEqual(len(self.articles(self.address)), 21)
        self.assertTrue(self.look_after("check")["sound"])
        self.assertEqual([one["rows"] for one in self.look_after("prune", *times)["removed"]], [0] * 6)
        self.crawl_into(self.address)

    def test_dictionaries_stay_while_somebody_packs_by_them(self):
        self.ask("UPDATE _raw_page SET fetched_at = 1000")
        self.ask("UPDATE runs SET ended = NULL; UPDATE _worker SET seen_at = now()")
        rows = {one["what"]: one["rows"] for one in self.look_after("prune", "--raw-pages", "30d")["removed"]}
        self.assertEqual(rows["dictionaries of raw pages"], 0)
        self.assertGreater(self.number("SELECT count(*) FROM _dictionary"), 0)
        self.ask("UPDATE runs SET ended = started")
        rows = {one["what"]: one["rows"] for one in self.look_after("prune", "--raw-pages", "30d")["removed"]}
        self.assertGreater(rows["dictionaries of raw pages"], 0)
        self.assertEqual(self.number("SELECT count(*) FROM _dictionary"), 0)

    def test_the_rest_says_what_does_it(self):
        for arguments, words in ((["backup", "copy.db"], "pg_dump"), (["migrate"], "first crawl"), (["merge", "other.db"], "db copy"), (["verify"], "no chain of evidence"),
                                 (["prune", "--vacuum"], "VACUUM FULL")):
            done = tearsheet("db", *arguments, "--db", self.address)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(words, done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)


if __name__ == "__main__":
    unittest.main()
