"""`fetch --db` into a database on a server: the row that a crawl makes, and no host is asked that a crawl asks."""
import json
import unittest

from shared_case import SharedCase
from support import STORIES, tearsheet

HOST = "127.0.0.1"


class SharedFetch(SharedCase):
    def arguments(self, url):
        return ("fetch", "--allow-private-network", "--selectors", self.selectors, "--db", self.address, url)

    def fetch(self, url):
        return tearsheet(*self.arguments(url))

    def main_story(self):
        """As a crawl into a file has it."""
        self.crawl_into(self.db)
        return next(row for row in self.articles(self.db).values() if row["title"] == STORIES["main"]["title"])

    def test_the_row_is_the_one_that_the_crawl_makes(self):
        site = self.harbour()
        main = self.main_story()
        run = self.fetch(main["url"])
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(json.loads(run.stdout)["title"], main["title"])
        row, = self.articles(self.address).values()
        for field in ("url", "title", "body", "date", "authors", "language", "site"):
            self.assertEqual(row[field], main[field], field)
        self.assertEqual(self.ask("SELECT outcome, stored FROM runs"), [["fetched", "1"]])
        self.assertEqual(self.ask("SELECT name, owner IS NULL, lease_until <= now() FROM _domain"), [[HOST, "t", "t"]], "given back")
        self.assertEqual(self.number("SELECT count(*) FROM _fingerprint WHERE NOT is_told"), 0)
        self.assertEqual(self.fetch(main["url"]).returncode, 0)
        self.assertEqual(self.number("SELECT version FROM articles"), 1, "the same text is no version")
        before = len(site.requests())
        self.crawl_into(self.address)
        self.assertNotIn(main["url"][len(site.base):], [request["path"] for request in site.requests()[before:]], "the crawl knows it")
        self.assertEqual(len(self.articles(self.address)), 21)
        self.assertEqual(tearsheet("db", "check", "--db", self.address).returncode, 0)

    def test_a_host_that_a_crawl_asks_is_waited_for_and_not_asked(self):
        site = self.harbour()
        main = self.main_story()
        self.assertEqual(tearsheet("crawl", "--allow-private-network", "--db", self.address, "--selectors", self.selectors, "--max-pages", "2", "--lease", "2s").returncode, 6)
        self.ask("UPDATE _domain SET owner = 'a crawl', lease_until = now() + interval '1 hour', epoch = epoch + 1")
        before = len(site.requests())
        self.assert_one_line(self.fetch(main["url"]), 1, HOST, "a crawl asks its hosts")
        waiting = self.begin(*self.arguments(main["url"]))
        self.wait_until(lambda: self.number("SELECT count(*) FROM runs WHERE outcome = 'running'") == 1)
        self.assertEqual(len(site.requests()), before, "nothing was asked for")
        self.ask("UPDATE _domain SET owner = NULL, lease_until = now()")
        self.end(waiting)
        self.assertIn(main["url"], self.articles(self.address))

    def test_the_pace_of_the_crawl_before_is_kept(self):
        site = self.harbour(crawl_delay=1)
        self.assertEqual(tearsheet("crawl", "--allow-private-network", "--db", self.address, "--selectors", self.selectors, "--max-pages", "2", "--lease", "2s").returncode, 6)
        last = site.requests()[-1]["end"]
        self.fetch(site.base + "/no-such-page")
        page = next(request for request in site.requests() if request["path"] == "/no-such-page")
        self.assertGreaterEqual(page["start"] - last, 0.98)

    def test_what_was_removed_is_not_fetched(self):
        site = self.harbour()
        main = self.main_story()
        self.assertEqual(self.fetch(main["url"]).returncode, 0)
        self.assertEqual(tearsheet("delete", main["url"], "--db", self.address, "--yes").returncode, 0)
        before = len(site.requests())
        self.assert_one_line(self.fetch(main["url"]), 1, "was removed from the database")
        self.assertEqual(len(site.requests()), before)


if __name__ == "__main__":
    unittest.main()
