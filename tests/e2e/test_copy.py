"""`db copy`: a database from a file to a server and back, each row once, whatever cuts it off."""
import json
import os
import sqlite3
import subprocess
import unittest

import postgres
from support import PROGRAM, Case, tearsheet

CONTACT = ("--contact", "https://example.org/tests")


@unittest.skipUnless(postgres.programs(), postgres.MISSING)
class Copy(Case):
    def setUp(self):
        super().setUp()
        self.server = postgres.Postgres(self.folder)
        self.addCleanup(self.server.stop)
        self.address = self.server.new_database()
        self.back = os.path.join(self.folder, "back.db")

    def crawl_into(self, db):
        done = tearsheet("crawl", "--allow-private-network", "--db", db, "--selectors", self.selectors, *CONTACT)
        self.assertIn(done.returncode, (0, 5), done.stderr)

    def copy(self, source, target, code=0):
        done = tearsheet("db", "copy", source, target)
        self.assertEqual(done.returncode, code, done.stderr)
        return json.loads(done.stdout) if code == 0 else done.stderr

    def articles(self, db):
        done = tearsheet("export", "--db", db)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def rows(self, path, table):
        with sqlite3.connect(path) as db:
            return sorted(map(repr, db.execute("SELECT * FROM " + table)))

    def test_there_and_back_all_is_as_it_was(self):
        site = self.harbour()
        self.crawl_into(self.db)
        self.execute("INSERT INTO _asset(url, fetched_at, checked_at, status, headers, body) VALUES ('http://x/a.png', 0, 0, 200, '[]', x'00')")
        receipt = self.copy("sqlite:" + self.db, self.address)
        self.assertFalse(receipt["gone_on"])
        self.assertGreater(receipt["rows"]["articles"], 10)
        self.assertIn("_evidence", receipt["left"])
        self.assertEqual(receipt["left"]["_asset"], 1)
        self.assertEqual(self.articles(self.address), self.articles(self.db))
        for words in ("harbour", "the"):
            found = [tearsheet("search", words, "--format", "id", "--limit", "1000", "--db", db).stdout.split() for db in (self.db, self.address)]
            self.assertEqual(sorted(found[0]), sorted(found[1]))
            self.assertTrue(found[0])
        # What was asked for is not asked again, and a crawl goes on.
        asked = {request["path"] for request in site.requests()}
        before = len(site.requests())
        self.crawl_into(self.address)
        again = [request["path"] for request in site.requests()[before:]]
        self.assertLessEqual(set(again), asked)
        self.assertLess(len(again), len(asked) // 2)

    def test_a_server_comes_back_into_a_file(self):
        self.harbour()
        self.crawl_into(self.db)
        self.copy(self.db, self.address)
        receipt = self.copy(self.address, self.back)
        self.assertEqual(receipt["without_parent"], 0)
        self.assertEqual(receipt["left"], {})
        self.assertEqual(self.articles(self.back), self.articles(self.db))
        for table in ("_url", "(SELECT url_id, state, status, visited_at, due_at, etag, note FROM _visit)", "_raw_page", "_article_key", "field_sources", "fetches", "_host", "_said", "_fingerprint", "(SELECT * FROM _waiting WHERE urls <> 0)", "runs", "site_runs"):
            self.assertEqual(self.rows(self.back, table), self.rows(self.db, table), table)
        for action in ("check", "verify"):
            done = tearsheet("db", action, "--db", self.back)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual([name for name in os.listdir(self.folder) if "copying" in name], [])
        self.crawl_into(self.back)

    def fill(self, count=6000):
        """More addresses than are copied in a moment."""
        with sqlite3.connect(self.db) as db:
            site = db.execute("SELECT max(id) FROM sites").fetchone()[0]
            db.executemany("INSERT INTO _url(key, site_id, kind, source, depth, url) VALUES (?, ?, 0, 1, 0, ?)",
                           [(i - 10**18, site, "http://127.0.0.9/%d" % i) for i in range(count)])
            db.executemany("INSERT INTO _removed VALUES (?, 'u', 'x', 'y')", [(i - 10**18,) for i in range(count)])

    def kill_in_the_middle(self, source, target, at="copying: _fingerprint"):
        worker = subprocess.Popen([PROGRAM, "-v", "db", "copy", source, target], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8")
        for line in worker.stderr:
            if at in line:
                break
        worker.kill()
        worker.communicate()

    def test_a_copy_that_was_killed_goes_on(self):
        self.harbour()
        self.crawl_into(self.db)
        self.fill()
        self.kill_in_the_middle(self.db, self.address)
        done = tearsheet("status", "--db", self.address)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("was cut off", done.stderr)
        receipt = self.copy(self.db, self.address)
        self.assertTrue(receipt["gone_on"])
        self.assertGreater(receipt["rows"]["_url"], 6000)
        self.assertEqual(self.articles(self.address), self.articles(self.db))
        self.kill_in_the_middle(self.address, self.back)
        self.assertFalse(os.path.exists(self.back))
        receipt = self.copy(self.address, self.back)
        self.assertTrue(receipt["gone_on"])
        self.assertEqual(self.rows(self.back, "_url"), self.rows(self.db, "_url"))
        self.assertEqual(self.articles(self.back), self.articles(self.db))

    def test_a_source_that_was_written_to_is_begun_anew(self):
        self.harbour()
        self.crawl_into(self.db)
        self.kill_in_the_middle(self.db, self.address)
        self.crawl_into(self.db)
        self.assertIn("begin anew", self.copy(self.db, self.address, code=2))

    def test_what_is_no_copy_is_refused(self):
        self.harbour()
        self.crawl_into(self.db)
        self.assertIn("db backup", self.copy(self.db, self.back, code=2))
        self.assertIn("pg_dump", self.copy(self.address, self.address, code=2))
        self.assertIn("nothing was crawled yet", self.copy(self.address, self.back, code=4))
        self.copy(self.db, self.address)
        self.assertIn("in use already", self.copy(self.db, self.address, code=2))
        self.assertIn("is there already", self.copy(self.address, self.db, code=2))
        done = tearsheet("db", "copy", self.db)
        self.assertEqual(done.returncode, 2, done.stderr)


if __name__ == "__main__":
    unittest.main()
