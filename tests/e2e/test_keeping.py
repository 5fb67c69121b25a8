"""What outlives its keeping time goes by itself, once a day; nothing else does."""
import datetime
import os
import unittest

from support import Case, tearsheet

YESTERDAY = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Keeping(Case):
    def counts(self):
        return {table: self.query("SELECT count(*) FROM " + table)[0][0] for table in ("articles", "_raw_page", "fetches")}

    def age(self):
        """Everything is years old, and the last run was yesterday."""
        self.execute("UPDATE fetches SET started = '2020-01-01T00:00:00.000Z'")
        self.execute("UPDATE _raw_page SET fetched_at = 1000")
        self.execute("UPDATE runs SET started = '%s'" % YESTERDAY)

    def test_the_first_run_of_a_day_forgets_what_it_was_told_to_keep_no_longer(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        before = self.counts()
        self.age()
        run = self.crawl()
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        after = self.counts()
        self.assertLess(after["fetches"], before["fetches"], "only this run's requests are left of the ledger")
        self.assertEqual((after["articles"], after["_raw_page"]), (21, before["_raw_page"]), "pages are kept unless told otherwise")

        self.age()
        self.assertEqual(self.crawl("--keep-raw-pages", "1d").returncode, 0)
        self.assertEqual(self.counts()["_raw_page"], 0)
        self.assertEqual(len(self.exported()), 21)
        self.assertEqual(tearsheet("db", "check", "--db", self.db).returncode, 0)

    def test_other_runs_of_the_day_do_not(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.execute("UPDATE _raw_page SET fetched_at = 1000")
        self.assertEqual(self.crawl("--keep-raw-pages", "1d").returncode, 0)
        self.assertGreater(self.counts()["_raw_page"], 0)

    def test_times_come_from_the_configuration(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "tearsheet")
        os.makedirs(folder)
        with open(os.path.join(folder, "config.toml"), "w", encoding="utf-8") as file:
            file.write('keep_raw_pages = "1d"\n')
        self.age()
        self.assertEqual(tearsheet("db", "check", "--db", self.db).returncode, 0)
        run = tearsheet("db", "prune", "--db", self.db)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(self.counts()["_raw_page"], 0)
        self.assertIn('keep_fetches = "400d"', tearsheet("config").stdout)


if __name__ == "__main__":
    unittest.main()
