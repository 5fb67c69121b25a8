"""Commands over a database that is larger than what they may take of memory."""
import os
import subprocess
import unittest

from support import PROGRAM, Case


class Memory(Case):
    def peak(self, *arguments):
        """Runs the program: its exit code, and the most memory it had, in MB."""
        with subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        return process.returncode, usage.ru_maxrss / 1024

    def test_vacuum_puts_the_new_file_together_on_disk(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150) INSERT INTO _raw_page(url_id, url, fetched_at, status,"
                     " headers, size, body) SELECT (SELECT min(id) FROM _url), 'http://x.example/', 0, 200, '[]', 1, randomblob(1000000) FROM n")
        self.assertGreater(os.path.getsize(self.db), 150e6)
        code, peak = self.peak("db", "prune", "--gone", "1d", "--vacuum", "--db", self.db)
        self.assertEqual(code, 0)
        self.assertLess(peak, 100)


if __name__ == "__main__":
    unittest.main()
