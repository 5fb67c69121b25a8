"""What a crawl does beside crawling, with a database on a server: what outlived its time goes, and pages are read again by what is known by now."""
import datetime
import json
import os
import unittest

from shared_case import CONTACT, SharedCase
from support import tearsheet
from test_drift import FILE, SITEMAP, Site

YESTERDAY = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


class SharedCare(SharedCase):
    def crawl(self, *more):
        """A round in which everything is due."""
        self.ask("UPDATE _domain SET due_at = '-infinity', lease_until = '-infinity'")
        self.ask("UPDATE _visit SET due_at = 0, visited_at = visited_at - 3600000 WHERE url_id IN (SELECT id FROM _url WHERE kind <> 0)")
        return tearsheet("crawl", "--allow-private-network", "--db", self.address, "--selectors", self.selectors, "--lease", "2s", *CONTACT, *more)

    def counts(self):
        return {table: self.number("SELECT count(*) FROM " + table) for table in ("articles", "_raw_page", "fetches")}

    def age(self):
        """Everything is years old, and the last run was yesterday."""
        self.ask("UPDATE fetches SET started = '2020-01-01T00:00:00.000Z'")
        self.ask("UPDATE _raw_page SET fetched_at = 1000")
        self.ask("UPDATE runs SET started = '%s'" % YESTERDAY)

    def test_the_first_crawl_of_a_day_forgets_what_outlived_its_time(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        before = self.counts()
        self.ask("UPDATE _raw_page SET fetched_at = 1000")
        self.assertEqual(self.crawl("--keep-raw-pages", "1d").returncode, 0)
        self.assertEqual(self.counts()["_raw_page"], before["_raw_page"], "another run of the day")
        self.age()
        run = self.crawl()
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        after = self.counts()
        self.assertLess(after["fetches"], before["fetches"], "only this run's requests are left of the ledger")
        self.assertEqual((after["articles"], after["_raw_page"]), (21, before["_raw_page"]), "pages are kept unless told otherwise")
        self.age()
        self.assertEqual(self.crawl("--keep-raw-pages", "1d").returncode, 0)
        self.assertEqual(self.counts()["_raw_page"], 0)
        self.assertEqual(self.counts()["articles"], 21)
        self.assertEqual(tearsheet("db", "check", "--db", self.address).returncode, 0)

    def test_pages_since_a_rule_no_longer_fits_are_read_again(self):
        site = Site()
        self.addCleanup(site.close)
        os.makedirs(self.selectors)
        with open(os.path.join(self.selectors, "quay.toml"), "w", encoding="utf-8") as file:
            file.write(FILE % (SITEMAP % site.base))
        site.shown = 25
        run = self.crawl("--alarm")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        site.template = "teasers"
        for _ in range(4):
            site.shown += 1
            run = self.crawl("--alarm")
            if run.returncode == 7:
                break
        self.assert_one_line(run, 7, "a rule no longer fits: body")
        articles = [json.loads(line) for line in tearsheet("export", "--db", self.address).stdout.splitlines()]
        self.assertEqual(len(articles), site.shown)
        for article in articles:
            number = int(article["url"].rsplit("/", 1)[1])
            self.assertEqual(article["body"], "\n\n".join(site.body(number)), article["url"])
        self.assertEqual(self.number("SELECT count(*) FROM _again"), 0)

    def test_sites_are_exported_as_from_a_file(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.ask("INSERT INTO _address(url, site) VALUES ('https://feeds.example/news.xml', 'feeds.example')")
        self.assertEqual(tearsheet("db", "copy", self.address, self.db).returncode, 0)
        exported = [tearsheet("site", "export", "--opml", "--selectors", self.selectors, "--db", db).stdout for db in (self.address, self.db)]
        self.assertEqual(exported[0], exported[1])

    def test_what_is_due_goes_with_a_copy(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.ask("INSERT INTO _again SELECT id FROM articles ORDER BY id LIMIT 5")
        done = tearsheet("db", "copy", self.address, self.db)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.query("SELECT count(*) FROM _again"), [(5,)])
        back = self.server.new_database()
        self.assertEqual(tearsheet("db", "copy", self.db, back).returncode, 0)
        self.address = back
        self.assertEqual(self.number("SELECT count(*) FROM _again"), 5)
        self.assertEqual(self.crawl().returncode, 0)
        self.assertEqual(self.number("SELECT count(*) FROM _again"), 0)


if __name__ == "__main__":
    unittest.main()
