"""Web archives into a database on a server: what a file would hold, whatever happens meanwhile and whoever else stores."""
import gzip
import json
import os
import unittest

from shared_case import CONTACT, SharedCase
from support import tearsheet
from test_archive import record, story

MANY = 700


class SharedImport(SharedCase):
    def import_into(self, db, *files, code=0, selectors=False):
        done = tearsheet("import", "--db", db, "--json", *(("--selectors", self.selectors) if selectors else ()), *files)
        self.assertEqual(done.returncode, code, done.stderr)
        return json.loads(done.stdout)

    def write(self, name, stories, date="2025-11-15T08:30:00Z", title=None):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            for i in stories:
                file.write(gzip.compress(record("https://site%d.example/a/%d" % (i % 7, i), story(i, title=title), date)))
        return path

    def archive_of_a_crawl(self):
        self.harbour()
        self.crawl_into(self.db)
        path = os.path.join(self.folder, "news.warc.gz")
        self.assertEqual(tearsheet("archive", "--db", self.db, "-o", path).returncode, 0)
        return path

    def test_the_articles_are_those_of_a_file_with_their_stories(self):
        path, copies = self.archive_of_a_crawl(), self.write("copies.warc.gz", [1, 2, 3])
        again = os.path.join(self.folder, "again.warc.gz")
        with open(again, "wb") as file:
            file.write(record("https://elsewhere.example/b/1", story(1)))
        other = os.path.join(self.folder, "other.db")
        counts = [self.import_into(db, path, copies, again, selectors=True) for db in (other, self.address)]
        self.assertEqual(counts[1]["stored"], counts[0]["stored"])
        self.assertEqual((counts[0]["copies"], counts[1]["copies"]), (1, 0), "whoever tells the stories finds copies later")
        self.assertEqual(self.articles(self.address), self.articles(other))
        self.assertEqual(self.articles(self.address)["https://elsewhere.example/b/1"]["duplicate_of"], "https://site1.example/a/1")
        self.assertEqual(self.number("SELECT count(*) FROM _fingerprint WHERE NOT is_told"), 0)
        self.assertEqual(tearsheet("search", "harbour", "--format", "url", "--limit", "1000", "--db", self.address).stdout.count("\n"),
                         tearsheet("search", "harbour", "--format", "url", "--limit", "1000", "--db", other).stdout.count("\n"))
        runs = self.ask("SELECT outcome, stored FROM runs ORDER BY id")
        self.assertEqual([row[0] for row in runs], ["imported"] * 3)
        # The same files again change nothing; what is asked of hosts is for those who crawl them.
        before = self.articles(self.address)
        counts = self.import_into(self.address, path, copies, again, selectors=True)
        self.assertEqual((counts["pages"], counts["stored"]), (0, 0))
        self.assertEqual(self.articles(self.address), before)
        self.assertEqual(self.number("SELECT count(*) FROM _domain"), 0)
        self.assertEqual(self.number("SELECT count(*) FROM _worker WHERE asks AND seen_at > '-infinity'"), 0)

    def test_that_nothing_is_signed_is_said(self):
        key = os.path.join(self.folder, "identity")
        self.assertEqual(tearsheet("identity", "new", "--dir", key, "--agent", "https://crawler.example/").returncode, 0)
        done = tearsheet("import", "--db", self.address, "--identity", key, self.write("few.warc.gz", range(3)))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("nothing is signed: a database on a server keeps no chain of evidence", done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)

    def test_a_later_capture_is_a_version_and_an_earlier_one_nothing(self):
        first, late = self.write("first.warc.gz", [1]), os.path.join(self.folder, "late.warc.gz")
        with open(late, "wb") as file:
            file.write(record("https://site1.example/a/1", story(1).replace("after repairs", "after long repairs"), "2025-11-17T08:30:00Z"))
        self.assertEqual(self.import_into(self.address, first)["stored"], 1)
        self.assertEqual(self.import_into(self.address, late)["updated"], 1)
        self.assertEqual(self.import_into(self.address, first)["skipped"], {"known already": 1})

    def test_one_that_was_killed_goes_on(self):
        path = self.write("many.warc.gz", range(MANY))
        worker = self.begin("import", "--db", self.address, path)
        self.wait_until(lambda: self.number("SELECT count(*) FROM articles") > 0)
        worker.kill()
        worker.communicate()
        there = self.number("SELECT count(*) FROM articles")
        counts = self.import_into(self.address, path)
        self.assertEqual(counts["stored"] + there, MANY)
        self.assertEqual(counts["skipped"].get("known already", 0), there)
        self.assertEqual(len(self.articles(self.address)), MANY)

    def test_two_of_the_same_files_store_each_page_once(self):
        paths = [self.write("%d.warc.gz" % i, range(i, MANY, 2)) for i in range(2)]
        workers = [self.begin("import", "--json", "--db", self.address, *order) for order in (paths, paths, paths[::-1])]
        counts = [json.loads(self.end(worker)) for worker in workers]
        self.assertEqual(sum(one["stored"] for one in counts), MANY)
        self.assertEqual(sum(one["updated"] for one in counts), 0)
        self.assertEqual(len(self.articles(self.address)), MANY)

    def test_a_server_that_is_started_again_is_waited_for(self):
        path = self.write("many.warc.gz", range(MANY))
        worker = self.begin("import", "--json", "--db", self.address, path)
        self.wait_until(lambda: self.number("SELECT count(*) FROM articles") > 0)
        self.server.stop()
        self.server.start()
        self.assertEqual(json.loads(self.end(worker))["stored"], MANY)
        self.assertEqual(len(self.articles(self.address)), MANY)

    def test_it_gets_on_with_crawls_of_the_same_sites(self):
        path = self.archive_of_a_crawl()
        wanted = self.articles(self.db)
        crawl = self.begin("crawl", "--allow-private-network", "--db", self.address, "--selectors", self.selectors, "--lease", "2s", *CONTACT)
        self.wait_until(lambda: self.number("SELECT count(*) FROM articles") > 3)
        counts = self.import_into(self.address, path, selectors=True)
        self.assertGreater(counts["stored"], 0)
        self.end(crawl, (0, 5))
        got = self.articles(self.address)
        self.assertEqual({url: row["body"] for url, row in got.items()}, {url: row["body"] for url, row in wanted.items()})

    def test_what_was_removed_stays_away(self):
        path = self.write("few.warc.gz", range(5))
        self.import_into(self.address, path)
        url = "https://site3.example/a/3"
        done = tearsheet("delete", "--db", self.address, url, "--yes", "--why", "court order")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.import_into(self.address, self.write("later.warc.gz", range(5), "2025-11-17T08:30:00Z"))
        self.assertEqual(len(self.articles(self.address)), 4)
        self.assertNotIn(url, self.articles(self.address))

    def test_a_signal_leaves_what_was_stored_whole(self):
        path = self.write("many.warc.gz", range(MANY))
        worker = self.begin("import", "--db", self.address, path)
        self.wait_until(lambda: self.number("SELECT count(*) FROM articles") > 0)
        worker.terminate()
        _, errors = worker.communicate(timeout=60)
        self.assertIn(worker.returncode, (0, 143), errors)
        self.assertEqual(self.number("SELECT count(*) FROM _fingerprint WHERE NOT is_told"), 0)
        self.assertEqual(self.import_into(self.address, path)["stored"] + self.number("SELECT sum(stored) FROM runs WHERE outcome = 'stopped'"), MANY)


if __name__ == "__main__":
    unittest.main()
