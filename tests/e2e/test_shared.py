"""A database on a server, shared by several crawls."""
import json
import subprocess
import time
import unittest

import postgres
from support import PROGRAM, Case, tearsheet


@unittest.skipUnless(postgres.programs(), postgres.MISSING)
class Shared(Case):
    def setUp(self):
        super().setUp()
        self.server = postgres.Postgres(self.folder)
        self.addCleanup(self.server.stop)
        self.address = self.server.new_database()

    def arguments(self, db):
        return ("crawl", "--allow-private-network", "--db", db, "--selectors", self.selectors, "--contact", "https://example.org/tests", "--lease", "2s")

    def start(self):
        return subprocess.Popen([PROGRAM, *self.arguments(self.address)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")

    def rows(self, db):
        done = tearsheet("export", "--db", db)
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = {}
        for line in done.stdout.splitlines():
            row = json.loads(line)
            rows[row["url"]] = {name: row[name] for name in ("title", "date", "summary", "body", "authors", "language", "kind")}
        return rows

    def pages(self, site):
        return sorted(request["path"] for request in site.requests())

    def test_crawls_at_once_store_what_one_stores_in_a_file(self):
        site = self.harbour()
        self.assertIn(tearsheet(*self.arguments(self.db)[:-2]).returncode, (0, 5))
        asked = len(self.pages(site))
        workers = [self.start(), self.start()]
        for worker in workers:
            _, errors = worker.communicate(timeout=120)
            self.assertIn(worker.returncode, (0, 5), errors)
        wanted = self.rows(self.db)
        self.assertGreater(len(wanted), 10)
        self.assertEqual(self.rows(self.address), wanted)
        self.assertLessEqual(len(self.pages(site)), 2 * asked)
        # What was asked a moment ago is asked of nobody.
        before = len(self.pages(site))
        done = tearsheet(*self.arguments(self.address))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(self.pages(site)), before)

    def test_another_crawl_goes_on_where_one_was_killed(self):
        site = self.harbour()
        worker = self.start()
        end = time.monotonic() + 60
        while len(self.pages(site)) < 8 and time.monotonic() < end:
            time.sleep(0.05)
        worker.kill()
        worker.communicate()
        done = tearsheet(*self.arguments(self.address))
        self.assertIn(done.returncode, (0, 5), done.stderr)
        self.assertIn(tearsheet(*self.arguments(self.db)[:-2]).returncode, (0, 5))
        self.assertEqual(self.rows(self.address), self.rows(self.db))

    def test_the_database_of_another_program_is_left_as_it_is(self):
        subprocess.run(["psql", "-q", self.address, "-c", "CREATE TABLE articles (id int)"], check=True)
        self.harbour()
        done = tearsheet(*self.arguments(self.address))
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("belongs to another program", done.stderr)

    def test_what_is_for_files_alone_is_refused(self):
        self.harbour()
        for arguments in (["--timestamp", "http://stamp.example/"], ["--exec", "true"], ["--webhook", "http://hook.example/"]):
            done = tearsheet(*self.arguments(self.address), *arguments)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn("for a database in a file", done.stderr)

    def test_an_export_for_a_purpose_leaves_out_what_forbids_it(self):
        self.harbour()
        done = tearsheet(*self.arguments(self.address))
        self.assertIn(done.returncode, (0, 5), done.stderr)
        self.assertEqual(tearsheet("export", "--db", self.address, "--for", "ai-train").stdout, "")
        unknown = tearsheet("export", "--db", self.address, "--for", "ai-train", "--unknown", "keep")
        self.assertEqual(unknown.stdout.count("\n"), len(self.rows(self.address)))

    def test_an_empty_database_says_so(self):
        done = tearsheet("export", "--db", self.address)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("nothing was crawled yet", done.stderr)


class Files(Case):
    def test_other_commands_say_that_they_read_files(self):
        for command in (["status"], ["search", "x"], ["db", "check"], ["db", "migrate"], ["history", "1"], ["reextract"]):
            done = tearsheet(*command, "--db", "postgresql://nowhere.example/news")
            self.assertNotEqual(done.returncode, 0, command)
            self.assertIn("crawl and export", done.stderr, command)
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)

    def test_a_lease_is_long_enough(self):
        self.harbour()
        done = tearsheet("crawl", "--db", self.db, "--selectors", self.selectors, "--lease", "1s")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("--lease is at least 2s", done.stderr)


if __name__ == "__main__":
    unittest.main()
