"""Articles on a server made again by today's rules: what becomes of them in a file, and nothing that a crawl stored meanwhile is undone."""
import json
import os
import unittest

from shared_case import SharedCase
from support import tearsheet


class SharedReextract(SharedCase):
    def setUp(self):
        super().setUp()
        self.site = self.harbour()
        self.crawl_into(self.address)
        done = tearsheet("db", "copy", self.address, self.db)
        self.assertEqual(done.returncode, 0, done.stderr)

    def reextract(self, db, *more, code=0):
        done = tearsheet("reextract", "--db", db, "--selectors", self.selectors, "--json", *more)
        self.assertEqual(done.returncode, code, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def change_site_file(self, before, after):
        path = os.path.join(self.selectors, "harbour-times.toml")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.assertIn(before, text)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(before, after))

    def changed(self, cursor, code=0):
        done = tearsheet("export", "--db", self.address, "--cursor-file", cursor)
        self.assertEqual(done.returncode, code, done.stderr)
        return [json.loads(line)["url"] for line in done.stdout.splitlines()]

    def test_the_rows_become_what_they_become_in_a_file(self):
        cursor = os.path.join(self.folder, "cursor")
        self.assertEqual(len(self.changed(cursor)), 21)
        self.assertEqual(self.reextract(self.address), [], "made by these rules")
        self.assertEqual(self.reextract(self.address, "--all"), [], "read again, and the same")
        self.assertEqual(self.changed(cursor), [])
        self.change_site_file("[article]", '[article]\nsection = "h1.article-title"\nstrip_text = ["^.*dredger.*$"]')
        before = self.articles(self.address)
        dry = self.reextract(self.address, "--dry-run")
        self.assertEqual(self.articles(self.address), before, "a dry run writes nothing")
        changes = self.reextract(self.address)
        self.assertEqual(changes, dry)
        self.assertEqual(changes, self.reextract(self.db))
        self.assertEqual(len(changes), 21)
        self.assertEqual(self.articles(self.address), self.articles(self.db))
        self.assertEqual(sorted(self.changed(cursor)), sorted(self.articles(self.address)))
        self.assertEqual(self.reextract(self.address), [], "a second run does nothing")
        self.assertEqual(self.changed(cursor), [])
        # What was taken out of the texts is found no more, and what every row is made of agrees with the file.
        self.assertEqual(tearsheet("search", "--db", self.address, "dredger").returncode, 1)
        with_sources = [tearsheet("export", "--db", db).stdout for db in (self.address, self.db)]
        self.assertEqual([json.loads(line).get("sources") for line in with_sources[0].splitlines()], [json.loads(line).get("sources") for line in with_sources[1].splitlines()])
        self.assertEqual(self.number("SELECT count(*) FROM article_versions"), 0)

    def test_filters_and_a_limit_choose(self):
        self.change_site_file("[article]", '[article]\nsection = "h1.article-title"')
        for choice in (["--where", "dredger"], ["--site", "harbour-times", "--limit", "3"], ["--since", "2099"]):
            self.assertEqual(self.reextract(self.address, "--dry-run", *choice), self.reextract(self.db, "--dry-run", *choice), choice)
        done = tearsheet("reextract", "--db", self.address, "--selectors", self.selectors, "--site", "none")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn('no site "none"', done.stderr)

    def test_a_page_that_holds_no_article_any_more_is_told_once_and_kept(self):
        before = self.articles(self.address)
        self.ask("UPDATE _raw_page SET headers = '[[\"content-type\",\"text/html\"],[\"x-robots-tag\",\"noindex\"]]' WHERE id = (SELECT min(raw_page) FROM articles)")
        self.change_site_file("[article]", '[article]\nsection = "h1.article-title"')
        told = [change for change in self.reextract(self.address) if "no_article" in change]
        self.assertEqual(len(told), 1)
        self.assertEqual(set(self.articles(self.address)), set(before))
        self.assertEqual(self.reextract(self.address), [])

    def test_what_was_stored_anew_meanwhile_stays(self):
        """While the row is held by another transaction the pages are read; then it is another row."""
        self.change_site_file("[article]", '[article]\nsection = "h1.article-title"')
        holder = self.begin_psql("BEGIN; UPDATE articles SET title = 'From the crawl', changed = '2099-01-01T00:00:00Z' WHERE id = (SELECT min(id) FROM articles);")
        worker = self.begin("reextract", "--db", self.address, "--selectors", self.selectors, "--json")
        self.wait_until(lambda: self.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") > 0)
        holder.stdin.write("COMMIT;\n")
        holder.stdin.close()
        changes = [json.loads(line) for line in self.end(worker).splitlines()]
        self.assertEqual(len(changes), 20)
        self.assertEqual(self.number("SELECT count(*) FROM articles WHERE title = 'From the crawl' AND section IS NULL"), 1)
        self.assertEqual(len(self.reextract(self.address)), 1, "the next one reads it as it is now")

    def test_one_that_was_killed_goes_on(self):
        self.change_site_file("[article]", '[article]\nsection = "h1.article-title"')
        self.assertEqual(len(self.reextract(self.address, "--limit", "5")), 5)
        holder = self.begin_psql("BEGIN; UPDATE articles SET gone = gone WHERE id = (SELECT max(id) FROM articles);")
        worker = self.begin("reextract", "--db", self.address, "--selectors", self.selectors)
        self.wait_until(lambda: self.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") > 0)
        worker.kill()
        worker.communicate()
        holder.stdin.close()
        holder.wait()
        self.assertEqual(len(self.reextract(self.address)), 16, "of its transaction there is nothing")
        self.assertEqual(self.reextract(self.address), [])

    def test_a_server_that_is_started_again_is_waited_for(self):
        self.change_site_file("[article]", '[article]\nsection = "h1.article-title"')
        holder = self.begin_psql("BEGIN; UPDATE articles SET gone = gone WHERE id = (SELECT max(id) FROM articles);")
        worker = self.begin("reextract", "--db", self.address, "--selectors", self.selectors, "--json")
        self.wait_until(lambda: self.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") > 0)
        self.server.stop()
        self.server.start()
        holder.stdin.close()
        self.assertEqual(len(self.end(worker).splitlines()), 21, "told once each")
        self.assertEqual(self.reextract(self.address), [])


if __name__ == "__main__":
    unittest.main()
