"""`delete` from a database on a server while others store: nothing comes back, and nothing is left without what it belongs to."""
import gzip
import json
import os
import unittest

from shared_case import CONTACT, SharedCase
from support import tearsheet
from test_archive import record, story
from test_shared import SlowTown

# Rows that name something that is not there.
LEFT = " UNION ALL ".join(
    ["SELECT '%s', count(*) FROM %s t WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = t.article_id)" % (table, table)
     for table in ("field_sources", "_article_key", "_fingerprint", "_words", "article_versions", "article_preferences")] +
    ["SELECT '%s', count(*) FROM %s t WHERE NOT EXISTS (SELECT 1 FROM _url u WHERE u.id = t.url_id)" % (table, table) for table in ("_visit", "_raw_page", "_announced", "_article_key")] +
    ["SELECT '%s', count(*) FROM %s t WHERE NOT EXISTS (SELECT 1 FROM sites s WHERE s.id = t.site_id)" % (table, table) for table in ("articles", "_url", "_dictionary", "_rhythm", "_trouble")] +
    ["SELECT 'pages', count(*) FROM _raw_page t WHERE article_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = t.article_id)",
     "SELECT 'revisits', count(*) FROM _revisit t WHERE NOT EXISTS (SELECT 1 FROM _raw_page r WHERE r.id = t.raw_page)",
     "SELECT 'stories', count(*) FROM articles t WHERE duplicate_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = t.duplicate_of)"])


class SharedDelete(SharedCase):
    def delete(self, *arguments, code=0):
        done = tearsheet("delete", "--db", self.address, *arguments)
        self.assertEqual(done.returncode, code, done.stderr)
        return json.loads(done.stdout) if code == 0 else done.stderr

    def delete_site(self, key):
        """As many articles as there are at that moment, while they become more."""
        while True:
            count = len(self.delete("--site", key, "--dry-run")["articles"])
            done = tearsheet("delete", "--db", self.address, "--site", key, "--expect", str(count))
            if done.returncode == 0:
                return json.loads(done.stdout)
            self.assertIn("nothing was removed", done.stderr)

    def start(self):
        return self.begin("crawl", "--allow-private-network", "--db", self.address, "--selectors", self.selectors, "--lease", "2s", *CONTACT)

    def assert_nothing_is_left(self):
        self.assertEqual([row for row in self.ask(LEFT) if row[1] != "0"], [])

    def count(self, table):
        return self.number("SELECT count(*) FROM " + table)

    def write(self, name, url, number, date="2025-11-15T08:30:00Z"):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(gzip.compress(record(url, story(number), date)))
        return path

    def test_a_site_is_forgotten_and_can_be_crawled_anew(self):
        self.harbour()
        self.crawl_into(self.address)
        before = self.articles(self.address)
        cursor = os.path.join(self.folder, "cursor")
        tearsheet("export", "--db", self.address, "--cursor-file", cursor)
        self.assertIn('no site "none"', self.delete("--site", "none", "--expect", "0", code=1))
        self.assertIn("--expect %d" % len(before), self.delete("--site", "harbour-times", code=2))
        receipt = self.delete("--site", "harbour-times", "--expect", str(len(before)))
        self.assertEqual((receipt["removed"]["articles"], receipt["site"]), (len(before), "harbour-times"))
        self.assertGreaterEqual(receipt["addresses_forgotten"], len(before))
        for table in ("articles", "_url", "_visit", "_raw_page", "_article_key", "_dictionary", "_revisit", "sites", "site_runs", "_rhythm", "_fingerprint", "_words", "_removed"):
            self.assertEqual(self.count(table), 0, table)
        self.assertGreater(self.count("fetches"), len(before), "what was asked of the site's host can still be told")
        done = tearsheet("export", "--db", self.address, "--cursor-file", cursor)
        self.assertEqual(sorted(json.loads(line)["url"] for line in done.stdout.splitlines()), sorted(before))
        self.ask("UPDATE _host SET next_at = NULL, retry_at = NULL")
        self.crawl_into(self.address)
        self.assertEqual(set(self.articles(self.address)), set(before))
        self.assert_nothing_is_left()

    def test_articles_that_are_deleted_while_crawls_store_stay_away(self):
        towns = [SlowTown(self, "one", "127.0.0.2"), SlowTown(self, "two", "127.0.0.3")]
        workers = [self.start(), self.start()]
        removed = set()
        while len(removed) < 12:
            self.wait_until(lambda: self.count("articles") > 2)
            articles = self.ask("SELECT id FROM articles ORDER BY id LIMIT 3")
            removed.update(article["url"] for article in self.delete(*[row[0] for row in articles], "--yes")["articles"])
        for worker in workers:
            self.end(worker, (0, 5))
        self.assertEqual(len(self.articles(self.address)), 2 * SlowTown.STORIES - len(removed))
        self.assertEqual(removed & set(self.articles(self.address)), set())
        self.assertEqual(self.count("_removed"), len(removed))
        self.assert_nothing_is_left()
        for town in towns:
            self.assertEqual(len(town.stories()), len(set(town.stories())), "each was asked for once")

    def test_a_site_that_is_deleted_under_a_crawl_is_begun_anew(self):
        town, other = SlowTown(self, "one", "127.0.0.2"), SlowTown(self, "two", "127.0.0.3")
        worker = self.start()
        self.wait_until(lambda: self.number("SELECT count(*) FROM articles a JOIN sites s ON s.id = a.site_id WHERE s.key = 'one'") > 5)
        receipt = self.delete_site("one")
        self.assertGreater(len(receipt["articles"]), 5)
        deleted, asked = {article["url"] for article in receipt["articles"]}, len(town.asked)
        self.end(worker, (0, 5))
        self.assert_nothing_is_left()
        self.assertEqual(len(set(other.stories())), SlowTown.STORIES)
        self.ask("UPDATE _visit SET due_at = 1 WHERE due_at IS NOT NULL; UPDATE _visit SET visited_at = 1 WHERE url_id IN (SELECT id FROM _url WHERE kind <> 0); UPDATE _host SET next_at = NULL;"
                 "UPDATE _domain SET due_at = now()")
        self.crawl_into(self.address)
        self.assertEqual(self.ask("SELECT s.key, count(*) FROM articles a JOIN sites s ON s.id = a.site_id GROUP BY 1 ORDER BY 1"),
                         [["one", str(SlowTown.STORIES)], ["two", str(SlowTown.STORIES)]])
        self.assertGreater(len(town.asked), asked)
        self.assertTrue(deleted <= set(self.articles(self.address)), "as if for the first time")
        self.assert_nothing_is_left()

    def test_a_copy_of_what_was_deleted_is_a_story_of_its_own(self):
        """The crawl that is at work all the time tells the stories, and has the deleted one in memory."""
        SlowTown(self, "one", "127.0.0.2", stuck="/story/1")
        self.start()
        self.wait_until(lambda: self.count("_lease") == 1)

        def take(name, url):
            done = tearsheet("import", "--db", self.address, self.write(name, url, 1))
            self.assertEqual(done.returncode, 0, done.stderr)
            return self.ask("SELECT coalesce((SELECT b.url FROM articles b WHERE b.id = a.duplicate_of), '') FROM articles a WHERE url = '%s'" % url)[0][0]

        first, second, third = ("https://%s.example/a" % name for name in ("first", "second", "third"))
        self.assertEqual(take("1.warc.gz", first), "")
        self.delete(first, "--yes")
        self.assertEqual(take("2.warc.gz", second), "")
        self.assertEqual(take("3.warc.gz", third), second)
        self.assert_nothing_is_left()

    def test_one_that_was_killed_is_whole_or_not_at_all(self):
        self.harbour()
        self.crawl_into(self.address)
        count = self.count("articles")
        holder = self.begin_psql("BEGIN; LOCK TABLE _fingerprint IN SHARE MODE;")
        process = self.begin("delete", "--db", self.address, "--site", "harbour-times", "--expect", str(count))
        self.wait_until(lambda: self.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") > 0)
        process.kill()
        process.wait()
        holder.stdin.close()
        holder.wait()
        self.wait_until(lambda: self.number("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'tearsheet'") == 0)
        self.assertEqual(self.count("articles"), count)
        self.assertEqual(len(self.delete("--site", "harbour-times", "--expect", str(count))["articles"]), count)
        self.assertEqual(self.count("articles"), 0)


if __name__ == "__main__":
    unittest.main()
