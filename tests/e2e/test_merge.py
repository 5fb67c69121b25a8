"""`db merge`: another database's articles here, folded by their addresses; what was removed stays removed; twice is as good as once."""
import copy
import json
import os
import signal
import sqlite3
import subprocess
import unittest

from support import PROGRAM, STORIES, Case, tearsheet


def edited(number):
    stories = copy.deepcopy(STORIES)
    story = stories["stories"][number]
    story["paragraphs"] = [*story["paragraphs"], "Qwilfish pilots were told of it on Saturday, and said so. " * 3]
    return stories


class Merge(Case):
    def setUp(self):
        super().setUp()
        self.other = os.path.join(self.folder, "other.db")
        self.site = None

    def serve(self, stories=STORIES):
        port = 0
        if self.site:
            port = int(self.site.base.rsplit(":", 1)[1])
            self.site.close()
        self.site = self.harbour(stories=stories, port=port)

    def crawl_into(self, path, *more):
        here, self.db = self.db, path
        try:
            if os.path.exists(path):
                self.execute("UPDATE _visit SET due_at = 1 WHERE state <> 3")
                self.execute("UPDATE _host SET next_at = NULL, retry_at = NULL")
            run = self.crawl(*more)
            self.assertIn(run.returncode, (0, 6), run.stderr)
        finally:
            self.db = here

    def merge(self, *more, code=0):
        run = tearsheet("db", "merge", "--db", self.db, self.other, *more)
        self.assertEqual((run.returncode, run.stderr), (code, ""))
        return json.loads(run.stdout)

    def articles_of(self, path):
        run = tearsheet("export", "--db", path)
        self.assertEqual(run.returncode, 0, run.stderr)
        return {article["url"]: article for article in map(json.loads, run.stdout.splitlines())}

    def texts_of(self, path):
        return {url: (article["title"], article["body"], article["date"], article["authors"]) for url, article in self.articles_of(path).items()}

    def versions_of(self, path, url):
        run = tearsheet("history", "--db", path, "--json", url)
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)

    def dump(self):
        connection = sqlite3.connect(self.db)
        try:
            return list(connection.iterdump())
        finally:
            connection.close()

    def assert_sound(self):
        for action in ("check", "verify"):
            run = tearsheet("db", action, "--db", self.db)
            self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

    def test_what_only_the_other_has_comes_with_all_that_is_known_of_it(self):
        self.serve()
        self.crawl_into(self.db, "--max-pages", "10")
        self.crawl_into(self.other)
        few, all_texts = self.texts_of(self.db), self.texts_of(self.other)
        self.assertLess(len(few), len(all_texts))
        dry = self.merge("--dry-run")
        self.assertEqual(self.texts_of(self.db), few)
        receipt = self.merge()
        self.assertEqual(receipt["merged"], dry["merged"])
        self.assertEqual((receipt["read"], receipt["added"]), (len(all_texts), len(all_texts) - len(few)))
        self.assertEqual(receipt["added"], dry["added"])
        self.assertEqual(self.texts_of(self.db), all_texts)
        self.assert_sound()
        url = sorted(set(all_texts) - set(few))[0]
        for arguments in (("--format", "page"), ("--sources",)):
            both = [tearsheet("show", "--db", path, url, *arguments).stdout.replace(self.other, self.db) for path in (self.db, self.other)]
            self.assertEqual(both[0].split("\n", 3)[3:], both[1].split("\n", 3)[3:], arguments)
        self.assertEqual(self.query("SELECT count(*) FROM article_preferences WHERE article_id NOT IN (SELECT id FROM articles)"), [(0,)])
        archive = os.path.join(self.folder, "out.warc.gz")
        self.assertEqual(tearsheet("archive", "--db", self.db, "-o", archive).returncode, 0)
        # Addresses that the other visited are not asked for again.
        known = len(self.site.requests())
        self.execute("UPDATE _host SET next_at = NULL, retry_at = NULL")
        self.assertEqual(self.crawl().returncode, 0)
        paths = {url[len(self.site.base):].split("?")[0] for url in all_texts}
        self.assertFalse(paths & {row["path"].split("?")[0] for row in self.site.requests()[known:] if row.get("status") == 200})
        self.assertEqual(self.texts_of(self.db), all_texts)
        self.assert_sound()

    def test_a_second_merge_changes_nothing(self):
        self.serve()
        self.crawl_into(self.db, "--max-pages", "10")
        self.crawl_into(self.other)
        self.serve(edited(0))
        self.crawl_into(self.db)
        self.merge()
        before = self.dump()
        receipt = self.merge()
        self.assertEqual((receipt["added"], receipt["updated"]), (0, 0))
        self.assertEqual({count for count in receipt["merged"].values()}, {0})
        self.assertEqual(self.dump(), before)

    def test_the_newer_text_wins_and_the_older_is_a_version(self):
        self.serve()
        self.crawl_into(self.other)
        self.serve(edited(0))
        self.crawl_into(self.db)
        urls = [url for url, text in self.texts_of(self.db).items() if "Qwilfish" in text[1]]
        self.assertEqual(len(urls), 1)
        url, newest = urls[0], self.texts_of(self.db)[urls[0]]
        older = self.texts_of(self.other)[url]
        receipt = self.merge()
        self.assertEqual((receipt["added"], receipt["updated"], receipt["merged"]["versions"]), (0, 0, 1))
        self.assertEqual(self.texts_of(self.db)[url], newest)
        self.assertEqual(self.query("SELECT version, body FROM article_versions"), [(1, older[1])])
        self.assertEqual(self.articles_of(self.db)[url]["version"], 2)
        self.assert_sound()
        # And the other way round.
        self.db, self.other = self.other, self.db
        self.execute("DELETE FROM _told")
        receipt = self.merge()
        self.assertEqual(receipt["updated"], 1)
        self.assertEqual(self.texts_of(self.db)[url], newest)
        self.assertEqual(self.articles_of(self.db)[url]["version"], 2)
        self.assertEqual(self.query("SELECT version, body FROM article_versions"), [(1, older[1])])
        self.assert_sound()
        self.assertIn(url, tearsheet("search", "--db", self.db, "--format", "url", "qwilfish").stdout)
        self.merge()
        self.assertEqual(self.articles_of(self.db)[url]["version"], 2)

    def test_what_was_removed_here_stays_removed(self):
        self.serve()
        self.crawl_into(self.db)
        self.crawl_into(self.other)
        article = self.exported()[4]
        self.assertEqual(tearsheet("delete", "--db", self.db, str(article["id"]), "--yes", "--why", "court order").returncode, 0)
        receipt = self.merge()
        self.assertEqual((receipt["left_out_as_removed"], receipt["added"]), (1, 0))
        self.assertNotIn(article["url"], self.texts_of(self.db))
        self.assertEqual(self.query("SELECT count(*) FROM _raw_page WHERE url LIKE '%s%%'" % article["url"].split("?")[0]), [(0,)])
        self.assertIn("court order", tearsheet("why", "--db", self.db, article["url"]).stdout)
        self.assert_sound()

    def test_what_was_removed_there_goes_here_if_that_is_said(self):
        self.serve()
        self.crawl_into(self.db)
        self.crawl_into(self.other)
        article = self.exported()[4]
        self.assertEqual(tearsheet("delete", "--db", self.other, article["url"], "--yes", "--why", "court order").returncode, 0)
        self.assert_one_line(tearsheet("db", "merge", "--db", self.db, self.other), 2, "--expect 1")
        self.assert_one_line(tearsheet("db", "merge", "--db", self.db, self.other, "--expect", "2"), 2, "--expect 1")
        dry = self.merge("--dry-run")
        self.assertEqual([(one["url"], one["why"]) for one in dry["removed"]], [(article["url"], "court order")])
        self.assertIn(article["url"], self.texts_of(self.db))
        receipt = self.merge("--expect", "1")
        self.assertEqual(receipt["removed"], dry["removed"])
        self.assertNotIn(article["url"], self.texts_of(self.db))
        self.assertIn("removed: court order", tearsheet("why", "--db", self.db, article["url"]).stdout)
        self.assert_sound()
        self.assertEqual(self.merge("--expect", "1")["removed"], [])
        # Where it never was it does not come either.
        self.db = os.path.join(self.folder, "third.db")
        self.merge()
        self.assertNotIn(article["url"], self.texts_of(self.db))
        self.assertIn("removed", tearsheet("why", "--db", self.db, article["url"]).stdout)

    def test_copies_are_found_anew(self):
        self.serve()
        self.crawl_into(self.db)
        second = self.harbour(port=0)
        os.rename(os.path.join(self.selectors, "harbour-times.toml"), os.path.join(self.selectors, "bay-post.toml"))
        with open(os.path.join(self.selectors, "bay-post.toml"), encoding="utf-8") as file:
            text = file.read().replace("harbour-times", "bay-post")
        with open(os.path.join(self.selectors, "bay-post.toml"), "w", encoding="utf-8") as file:
            file.write(text)
        self.crawl_into(self.other)
        second.close()
        count = len(self.articles_of(self.db))
        receipt = self.merge()
        self.assertEqual(receipt["added"], len(self.articles_of(self.other)))
        self.assertGreater(receipt["copies"], receipt["added"] * 0.8)
        copies = self.query("SELECT count(*) FROM articles c JOIN articles o ON o.id = c.duplicate_of WHERE c.id > %d AND o.id <= %d AND c.title = o.title" % (count, count))
        self.assertEqual(copies, [(receipt["copies"],)])
        self.assertEqual(self.query("SELECT count(*) FROM _fingerprint WHERE print = x'00'"), [(0,)])
        self.assert_sound()

    def test_a_killed_merge_is_begun_again(self):
        self.serve()
        self.crawl_into(self.db, "--max-pages", "10")
        self.crawl_into(self.other)
        run = subprocess.Popen([PROGRAM, "-v", "db", "merge", "--db", self.db, self.other], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8")
        while "rows" not in run.stderr.readline():
            pass
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stderr.close()
        self.merge()
        self.assertEqual(self.texts_of(self.db), self.texts_of(self.other))
        self.assert_sound()

    def test_the_end_of_the_chain_is_signed(self):
        self.serve()
        self.crawl_into(self.other)
        key = os.path.join(self.folder, "key")
        self.assertEqual(tearsheet("identity", "new", "--dir", key, "--agent", "https://crawler.example/").returncode, 0)
        thumbprint = json.loads(tearsheet("identity", "directory", "--dir", key).stdout)["keys"][0]["kid"]
        self.merge("--identity", key)
        run = tearsheet("db", "verify", "--db", self.db, "--key", thumbprint)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.merge("--identity", key)
        self.assertEqual(tearsheet("db", "verify", "--db", self.db, "--key", thumbprint).returncode, 0)

    def test_the_chain_says_from_where_and_a_false_source_is_refused(self):
        self.serve()
        self.crawl_into(self.other)
        head = json.loads(tearsheet("db", "verify", "--db", self.other, "--json").stdout)["head"]
        receipt = self.merge()
        self.assertEqual(receipt["other"]["head"], head)
        notes = [json.loads(note) for note, in self.query("SELECT note FROM _evidence WHERE kind = 8")]
        self.assertEqual([(note["database"], note["head"]) for note in notes], [(receipt["other"]["identity"], head)])
        self.assert_sound()
        self.assertEqual(self.query("SELECT h.entry, hex(h.hash), h.run_id FROM _evidence_head h ORDER BY run_id DESC LIMIT 1"),
                         self.query("SELECT entry, hex(hash), (SELECT max(id) FROM runs) FROM _evidence ORDER BY entry DESC LIMIT 1"))
        here, self.db = self.db, self.other
        self.execute("UPDATE articles SET title = 'Other words' WHERE id = 3")
        self.db = here
        self.assert_one_line(tearsheet("db", "merge", "--db", self.db, self.other), 4, "text 1 of article 3 was changed", "--force")
        self.merge("--force")
        self.assert_sound()

    def test_slips(self):
        self.serve()
        self.crawl_into(self.db, "--max-pages", "8")
        for arguments, code, words in (((), 2, "one other"), ((self.db,), 2, "the database itself"), ((self.other,), 4, "no such database"),
                                       ((self.folder,), 4, "a folder"), ((self.db, "--quick"), 2, "--quick")):
            self.assert_one_line(tearsheet("db", "merge", "--db", self.db, *arguments), code, words)
        self.assert_one_line(tearsheet("db", "check", "--db", self.db, "--expect", "3"), 2, "--expect")


if __name__ == "__main__":
    unittest.main()
