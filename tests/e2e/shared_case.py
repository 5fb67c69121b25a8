"""What tests of a database on a server have in common."""
import json
import subprocess
import time
import unittest

import postgres
from support import PROGRAM, Case, tearsheet

CONTACT = ("--contact", "https://example.org/tests")


@unittest.skipUnless(postgres.programs(), postgres.MISSING)
class SharedCase(Case):
    def setUp(self):
        super().setUp()
        self.server = postgres.Postgres(self.folder)
        self.addCleanup(self.server.stop)
        self.address = self.server.new_database()

    def crawl_into(self, db):
        lease = ["--lease", "2s"] if db == self.address else []
        done = tearsheet("crawl", "--allow-private-network", "--db", db, "--selectors", self.selectors, *CONTACT, *lease)
        self.assertIn(done.returncode, (0, 5), done.stderr)

    def begin(self, *arguments):
        """The program, at work."""
        process = subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def end(self, process, codes=(0,)):
        output, errors = process.communicate(timeout=120)
        self.assertIn(process.returncode, codes, errors)
        return output

    def ask(self, sql):
        """Rows of texts; none where the server cannot be asked."""
        done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-F", "\t", self.address, "-c", sql], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", check=False)
        return [line.split("\t") for line in done.stdout.splitlines()]

    def begin_psql(self, sql):
        """A session that has begun with `sql` and waits for more on its standard input."""
        session = subprocess.Popen(["psql", "-X", "-q", "-A", "-t", self.address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8")
        self.addCleanup(session.stdout.close)
        self.addCleanup(session.wait)
        self.addCleanup(session.kill)
        session.stdin.write(sql + "\nSELECT 'begun';\n")
        session.stdin.flush()
        self.assertEqual(session.stdout.readline(), "begun\n")
        return session

    def number(self, sql):
        rows = self.ask(sql)
        return int(rows[0][0]) if rows else 0

    def wait_until(self, is_so):
        end = time.monotonic() + 60
        while not is_so() and time.monotonic() < end:
            time.sleep(0.02)
        self.assertTrue(is_so())

    def articles(self, db):
        """By address, with what does not depend on the numbers of rows."""
        done = tearsheet("export", "--db", db)
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        kept = {}
        for row in rows:
            self.assertNotIn(row["url"], kept, "an address has one article")
            kept[row["url"]] = {name: value for name, value in row.items() if name not in ("id", "changed", "cluster")}
        return kept
