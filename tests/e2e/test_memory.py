"""Commands over a database that is larger than what they may take of memory."""
import os
import resource
import unittest

from support import SANITIZED, Case, tearsheet


class Memory(Case):
    @unittest.skipIf(SANITIZED, "a sanitizer reserves more than the limit")
    def test_vacuum_puts_the_new_file_together_on_disk(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150) INSERT INTO _raw_page(url_id, url, fetched_at, status,"
                     " headers, size, body) SELECT (SELECT min(id) FROM _url), 'http://x.example/', 0, 200, '[]', 1, randomblob(1000000) FROM n")
        self.assertGreater(os.path.getsize(self.db), 150e6)
        # Not measured afterwards: what the system calls a child's peak may be that of the process that it was forked from.
        run = tearsheet("db", "prune", "--gone", "1d", "--vacuum", "--db", self.db,
                        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (100_000_000, 100_000_000)))
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(self.query("PRAGMA integrity_check"), [("ok",)])


if __name__ == "__main__":
    unittest.main()
