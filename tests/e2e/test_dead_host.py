"""A host that is gone: its site is put off soon, nobody waits for it, and nobody hammers it."""
import time
import unittest

from support import Case, tearsheet


class DeadHost(Case):
    def timed_crawl(self):
        begin = time.monotonic()
        run = self.crawl()
        return run, time.monotonic() - begin

    def test_is_tried_twice_then_once_a_run(self):
        site = self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        site.close()                                    # its robots.txt is known and young; its port refuses
        self.execute("UPDATE _visit SET due_at = NULL")
        known = self.query("SELECT count(*) FROM fetches")[0][0]

        run, seconds = self.timed_crawl()
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)
        self.assertIn("onnect", run.stderr)
        self.assertLess(seconds, 60, "the first backoff is 10 s; all of them took 150")
        asked = self.query("SELECT purpose, error IS NOT NULL FROM fetches ORDER BY id")[known:]
        self.assertEqual(asked, [("robots", 1), ("source", 1)])

        self.execute("UPDATE _host SET retry_at = 0, next_at = 0")
        run, seconds = self.timed_crawl()
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertEqual(run.stderr, "", "the trouble was told")
        self.assertLess(seconds, 30)
        self.assertEqual(len(self.query("SELECT 1 FROM fetches")), known + 3, "one request: the backoff of the last run goes on")
        self.assertGreaterEqual(self.query("SELECT backoff_steps FROM _host")[0][0], 3)
        self.assertEqual(self.query("SELECT runs FROM _trouble"), [(2,)], "one kind of trouble, the same words")

        run, seconds = self.timed_crawl()
        self.assertEqual(run.returncode, 1)
        self.assertLess(seconds, 30)
        self.assertEqual(len(self.query("SELECT 1 FROM fetches")), known + 3, "put off by the run before")
        self.assertEqual(run.stderr, "", "that nobody was asked is no news")
        self.assertEqual(self.query("SELECT runs FROM _trouble"), [(2,)], "the trouble stands as it did")
        self.assertIn("2 runs in a row", tearsheet("status", "--db", self.db).stdout)

    def test_a_host_that_was_never_there_has_one_trouble_from_the_first_run_on(self):
        self.harbour().close()
        run, seconds = self.timed_crawl()
        self.assert_one_line(run, 1, "onnect")
        self.execute("UPDATE _host SET retry_at = 0, next_at = 0")
        self.assertEqual(self.crawl().returncode, 1)
        self.assertEqual(self.query("SELECT runs FROM _trouble"), [(2,)])


if __name__ == "__main__":
    unittest.main()
