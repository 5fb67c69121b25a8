"""`fetch --db`: one page into a database like the crawl's."""
import fcntl
import json
import os
import unittest

import test_pages
from support import STORIES, Case, tearsheet


class FetchIntoADatabase(Case):
    def fetch(self, url, *more):
        return tearsheet("fetch", "--allow-private-network", "--selectors", self.selectors, "--db", self.db, *more, url)

    def test_the_row_is_the_one_that_the_crawl_makes(self):
        site = self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        crawled = {row["url"]: row for row in self.exported()}
        main = next(row for row in crawled.values() if row["title"] == STORIES["main"]["title"])
        os.rename(self.db, self.db + ".crawled")
        run = self.fetch(main["url"])
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(json.loads(run.stdout)["title"], main["title"])
        row, = self.exported()
        for field in ("url", "title", "body", "date", "authors", "language", "site"):
            self.assertEqual(row[field], main[field], field)
        self.assertEqual(tearsheet("db", "check", "--db", self.db).returncode, 0)
        self.assertEqual(self.query("SELECT outcome, stored FROM runs"), [("fetched", 1)])

        self.assertEqual(self.fetch(main["url"]).returncode, 0)
        self.assertEqual([len(self.exported()), self.exported()[0]["version"]], [1, 1], "the same text is no version")
        before = len(site.requests())
        self.assertEqual(self.crawl().returncode, 0)
        self.assertNotIn(main["url"][len(site.base):], [request["path"] for request in site.requests()[before:]], "the crawl knows it")
        self.assertEqual(len(self.exported()), 21)

    def test_a_page_of_no_site_file_and_several_pages(self):
        base, run = test_pages.Pages.fetch(self, "/whole", "--db", self.db)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        row, = self.exported()
        self.assertEqual([row["body"].count("of page %d " % number) for number in (1, 2, 3)], [5, 5, 5])
        self.assertEqual(row["parts"], [base + "/whole", base + "/whole/2", base + "/whole/3"])
        self.assertEqual(self.query("SELECT count(*) FROM _raw_page"), [(3,)])
        self.assertEqual(tearsheet("reextract", "--db", self.db, "--selectors", self.selectors, "--all").returncode, 0)
        self.assertEqual(self.exported()[0]["body"], row["body"])

    def test_an_article_that_is_not_stored_is_printed_and_said_so(self):
        for path, reason in (("/noindex", "noindex"), ("/untitled", "no title")):
            base, run = test_pages.Pages.fetch(self, path, "--db", self.db)
            self.assert_one_line(run, 5, base + path + ": not stored: ", reason)
            self.assertIn("who carried the boats inland", json.loads(run.stdout)["body"])
            self.assertEqual(self.exported(), [])
            self.assertEqual(self.query("SELECT count(*) FROM articles"), [(0,)])
        base, run = test_pages.Pages.fetch(self, "/noindex")
        self.assertEqual((run.returncode, run.stderr), (0, ""), "nothing was to be stored: a person asked for it")

    def test_nothing_is_stored_without_an_article_or_beside_another_run(self):
        site = self.harbour()
        self.assertEqual(self.fetch(site.base + "/no-such-page").returncode, 1)
        self.assertEqual(self.exported(), [])
        with open(self.db + ".lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            before = len(site.requests())
            self.assert_one_line(self.fetch(site.base + "/"), 3, self.db)
            self.assertEqual(len(site.requests()), before, "nothing was asked for")

    def test_the_pace_of_the_run_before_is_kept(self):
        site = self.harbour(crawl_delay=1)
        self.assertEqual(self.crawl("--max-pages", "2").returncode, 6)
        last = site.requests()[-1]["end"]
        self.fetch(site.base + "/no-such-page")
        page = next(request for request in site.requests() if request["path"] == "/no-such-page")
        self.assertGreaterEqual(page["start"] - last, 0.98)


if __name__ == "__main__":
    unittest.main()
