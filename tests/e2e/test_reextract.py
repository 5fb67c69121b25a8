"""Stored articles made again by today's rules: the same pages give the same rows, other rules exactly what they change."""
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest

from support import PROGRAM, Case, tearsheet

FIELDS = ("title date updated summary body authors language site_name image image_caption markdown section tags kind canonical_url parts incomplete noarchive nofollow "
          "confidence agreement agency duplicate_of copied version first_seen url").split()


class Reextract(Case):
    def setUp(self):
        super().setUp()
        self.site = self.harbour()
        run = self.crawl()
        self.assertEqual(run.returncode, 0, run.stderr)
        self.site.close()          # whatever opens a socket from here on fails

    def reextract(self, *more):
        return tearsheet("reextract", "--db", self.db, "--selectors", self.selectors, *more)

    def changes(self, *more):
        run = self.reextract("--json", *more)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return [json.loads(line) for line in run.stdout.splitlines()]

    def change_site_file(self, before, after):
        path = os.path.join(self.selectors, "harbour-times.toml")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.assertIn(before, text)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(before, after))

    def rows(self):
        return self.query("SELECT id, %s FROM articles ORDER BY id" % ", ".join(FIELDS))

    def everything(self):
        """All that a second run must leave alone; times of writing apart."""
        tables = {"articles": "id, extractor, rules, raw_page, " + ", ".join(FIELDS), "article_versions": "*", "field_sources": "*", "_article_key": "*",
                  "_fingerprint": "*", "_visit": "*", "_url": "*", "_raw_page": "*", "runs": "id"}
        return {table: sorted(self.query("SELECT %s FROM %s" % (columns, table)), key=repr) for table, columns in tables.items()}

    def cursor(self):
        return self.query("SELECT max(sequence) FROM _change")[0][0]

    def test_the_same_rules_give_the_same_rows(self):
        before, at = self.everything(), self.cursor()
        self.assertEqual(self.changes(), [], "made by these rules")
        self.assertEqual(self.changes("--all"), [], "read again, and the same")
        self.assertEqual(self.everything(), before)
        self.assertEqual(self.cursor(), at, "exports by changes hear nothing")
        run = self.reextract("--all")
        self.assertEqual(run.stdout.splitlines()[0], "21 articles: 21 read, 0 changed, 0 made by today's rules before")

    def test_another_rule_changes_the_field_it_is_for_and_nothing_else(self):
        before = self.rows()
        self.change_site_file("[article]", '[article]\nsection = "h1.article-title"')
        dry = self.changes("--dry-run")
        self.assertEqual(self.rows(), before, "a dry run writes nothing")
        at = self.cursor()
        changes = self.changes()
        self.assertEqual(changes, dry)
        self.assertEqual(len(changes), 21)
        after = self.rows()
        for change in changes:
            self.assertEqual(list(change["fields"]), ["section"])
            self.assertEqual(change["fields"]["section"]["after"], dict((row[0], row[FIELDS.index("title") + 1]) for row in after)[change["id"]])
        place = FIELDS.index("section") + 1
        self.assertEqual([row[:place] + row[place + 1:] for row in after], [row[:place] + row[place + 1:] for row in before])
        self.assertGreater(self.cursor(), at)
        self.assertEqual(self.query("SELECT count(*) FROM article_versions")[0][0], 0, "rules are no revision")
        self.assertEqual(self.query("SELECT count(*) FROM field_sources WHERE field = 'section' AND source = 'rule'")[0][0], 21)
        settled, at = self.everything(), self.cursor()
        self.assertEqual(self.changes(), [])
        self.assertEqual(self.changes("--all"), [])
        self.assertEqual((self.everything(), self.cursor()), (settled, at))

    def test_a_changed_text_is_searched_and_compared_as_it_is_now(self):
        self.change_site_file("[article]", '[article]\nstrip_text = ["^.*dredger.*$"]')
        hits = len(tearsheet("search", "--db", self.db, "--json", "dredger").stdout.splitlines())
        self.assertGreater(hits, 0)
        changes = self.changes()
        self.assertEqual(len(changes), hits)
        self.assertEqual(tearsheet("search", "--db", self.db, "--json", "dredger").stdout, "")
        for change in changes:
            self.assertEqual(list(change["fields"]), ["body", "markdown"])
            self.assertGreater(change["fields"]["body"]["words_removed"], 0)
            self.assertEqual(change["fields"]["body"]["words_added"], 0)
        self.assertEqual(self.query("SELECT count(*) FROM articles WHERE body LIKE '%dredger%'")[0][0], 0)
        self.assertEqual(tearsheet("db", "check", "--db", self.db).returncode, 0)
        run = self.reextract("--all")
        self.assertIn("0 changed", run.stdout)

    def test_exports_by_changes_bring_what_changed(self):
        cursor = os.path.join(self.folder, "cursor")
        self.assertEqual(len(tearsheet("export", "--db", self.db, "--cursor-file", cursor).stdout.splitlines()), 21)
        self.change_site_file("[article]", '[article]\nsection = "h1.article-title"')
        self.assertEqual(len(self.changes("--limit", "5")), 5)
        lines = tearsheet("export", "--db", self.db, "--cursor-file", cursor).stdout.splitlines()
        self.assertEqual(sorted(json.loads(line)["id"] for line in lines), [1, 2, 3, 4, 5])

    def test_a_field_that_its_page_said_once_is_emptied_and_one_of_an_earlier_visit_stays(self):
        self.execute("UPDATE articles SET section = 'kept' WHERE id = 1")
        self.execute("UPDATE articles SET section = 'said' WHERE id = 2")
        self.execute("INSERT INTO field_sources(article_id, field, source, confidence) VALUES (2, 'section', 'meta', 1)")
        self.assertEqual([(change["id"], change["fields"]) for change in self.changes("--all")], [(2, {"section": {"before": "said", "after": None}})])
        self.assertEqual(self.query("SELECT section FROM articles WHERE id < 3"), [("kept",), (None,)])

    def test_an_article_that_is_none_now_is_told_and_kept(self):
        before = self.rows()
        self.execute("UPDATE _raw_page SET headers = '[[\"content-type\",\"text/html\"],[\"x-robots-tag\",\"noindex\"]]' WHERE id = 3")
        changes = self.changes("--all")
        self.assertEqual(len(changes), 1)
        self.assertIn("noindex", changes[0]["no_article"])
        self.assertEqual(self.rows(), before)

    def test_what_cannot_be_made_again_is_said_once_and_stays(self):
        self.execute("UPDATE _raw_page SET body = x'28B52FFD00' WHERE id = 2")
        self.execute("UPDATE articles SET raw_page = NULL WHERE id IN (4, 5)")
        before = self.rows()
        run = self.reextract("--all")
        self.assert_one_line(run, 5, "harbour-times: 1 stored pages cannot be read", "not a whole zstd frame")
        self.assertIn("2 have no raw page", run.stdout)
        os.remove(os.path.join(self.selectors, "harbour-times.toml"))
        run = self.reextract()
        self.assert_one_line(run, 5, "harbour-times: its site file is not in", "19 articles")
        self.assertEqual(self.rows(), before)

    def test_a_lost_dictionary_costs_the_pages_that_need_it_and_nothing_else(self):
        before = self.rows()
        self.assertEqual(self.query("SELECT count(*) FROM _dictionary"), [(1,)], "one page of a site stands for what its pages have in common")
        packed = self.query("SELECT count(*) FROM _raw_page WHERE dictionary IS NOT NULL")[0][0]
        self.assertGreater(packed, 1)
        self.execute("DELETE FROM _dictionary")
        run = self.reextract("--all")
        self.assert_one_line(run, 5, "harbour-times: %d stored pages cannot be read" % packed, "is lost")
        run = tearsheet("archive", "--db", self.db, "-o", os.path.join(self.folder, "a.warc.gz"))
        self.assert_one_line(run, 5, "%d stored pages" % packed, "is lost")
        run = tearsheet("db", "check", "--db", self.db)
        self.assertEqual(run.returncode, 4)
        self.assertIn("is lost: %d stored pages need it" % packed, run.stdout + run.stderr)
        self.assertEqual(self.rows(), before)

    def test_filters_choose_articles(self):
        for options, count in ((["--site", "harbour-times"], 21), (["--since", "2099"], 0), (["--limit", "4"], 4), (["--where", "nowherefound"], 0)):
            run = self.reextract("--all", *options)
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertTrue(run.stdout.startswith("%d articles: %d read" % (count, count)), run.stdout)
        self.assertEqual(self.reextract("--site", "none").returncode, 2)
        self.assertEqual(tearsheet("reextract", "--db", os.path.join(self.folder, "none.db")).returncode, 4)

    def test_no_socket_is_opened(self):
        if shutil.which("strace") is None:
            self.assertEqual(self.reextract("--all").returncode, 0)     # the site is closed
            return
        run = subprocess.run(["strace", "-f", "-e", "trace=socket,connect", "-o", os.path.join(self.folder, "trace"), PROGRAM, "reextract", "--all", "--db",
                              self.db, "--selectors", self.selectors], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             env=dict(os.environ, ASAN_OPTIONS="detect_leaks=0"))      # leaks are not looked for under a tracer
        self.assertEqual((run.returncode, run.stderr), (0, b""))
        with open(os.path.join(self.folder, "trace"), encoding="utf-8") as file:
            self.assertNotIn("socket(", file.read())

    def test_a_killed_run_is_finished_by_the_next(self):
        # Many articles of one page: copies of the rows, so that there is something to kill.
        connection = sqlite3.connect(self.db)
        columns = [row[1] for row in connection.execute("PRAGMA table_info(articles)") if row[1] not in ("id", "raw_page", "duplicate_of")]
        raw = [row[1] for row in connection.execute("PRAGMA table_info(_raw_page)") if row[1] not in ("id", "article_id")]
        with connection:
            for i in range(1, 120):
                for article, page in connection.execute("SELECT id, raw_page FROM articles WHERE id <= 21 ORDER BY id").fetchall():
                    new, new_page = article + 21 * i, page + 1000 * i
                    connection.execute("INSERT INTO articles(id, raw_page, {0}) SELECT ?, ?, {0} FROM articles WHERE id = ?".format(", ".join(columns)),
                                       (new, new_page, article))
                    connection.execute("INSERT INTO _raw_page(id, article_id, {0}) SELECT ?, ?, {0} FROM _raw_page WHERE id = ?".format(", ".join(raw)),
                                       (new_page, new, page))
        connection.close()
        self.change_site_file("[article]", '[article]\nsection = "h1.article-title"')
        wanted = self.db + ".whole"
        shutil.copy(self.db, wanted)
        self.assertEqual(tearsheet("reextract", "--db", wanted, "--selectors", self.selectors).returncode, 0)
        process = subprocess.Popen([PROGRAM, "reextract", "--db", self.db, "--selectors", self.selectors, "--json"], stdout=subprocess.PIPE)
        told = [json.loads(process.stdout.readline())["id"]]
        process.send_signal(signal.SIGKILL)
        told += [json.loads(line)["id"] for line in process.stdout.read().splitlines() if line.endswith(b"}")]
        process.stdout.close()
        self.assertEqual(process.wait(), -signal.SIGKILL)
        done = {row[0] for row in self.query("SELECT id FROM articles WHERE section = title")}
        self.assertLessEqual(set(told), done, "what was told is on the disk")
        self.assertLess(len(done), 21 * 120, "it was killed before the end")
        self.assertEqual(len(self.changes()), 21 * 120 - len(done), "the next run does the rest")
        finished = self.everything()
        self.db = wanted
        self.assertEqual(finished, self.everything())
        self.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")


if __name__ == "__main__":
    unittest.main()
