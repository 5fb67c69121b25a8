"""`dedup --rebuild` on a server: the stories that a file has, whoever stores meanwhile, and none changed by one that was killed."""
import json
import os
import signal
import unittest

import copied_story
from shared_case import CONTACT, SharedCase
from support import tearsheet
from test_shared import SlowTown


class SharedStories(SharedCase):
    def setUp(self):
        super().setUp()
        self.harbour()
        copied_story.add_second_site(self)
        self.crawl_into(self.address)
        self.links = self.ask("SELECT a.url, coalesce(o.url, '') FROM articles a LEFT JOIN articles o ON o.id = a.duplicate_of ORDER BY 1")
        self.assertEqual(len([1 for row in self.links if row[1]]), 2)

    def links_now(self):
        return self.ask("SELECT a.url, coalesce(o.url, '') FROM articles a LEFT JOIN articles o ON o.id = a.duplicate_of ORDER BY 1")

    def lose(self):
        """As if nothing had been known of stories, and one article had been taken for another's copy."""
        alone = [row[0] for row in self.links if not row[1] and row[0] not in [other[1] for other in self.links]]
        self.ask("UPDATE _fingerprint SET print = decode('00', 'hex'), cluster = article_id")
        self.ask("UPDATE articles SET duplicate_of = NULL")
        self.ask("UPDATE articles SET duplicate_of = (SELECT id FROM articles WHERE url = '%s') WHERE url = '%s'" % (alone[0], alone[1]))

    def rebuild(self, *more, code=0):
        done = tearsheet("dedup", "--rebuild", "--db", self.address, *more)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def test_a_rebuild_finds_the_same_stories(self):
        counts = {"articles": 23, "stories": 21, "copies": 2, "changed": 0}
        self.assertEqual(json.loads(self.rebuild("--json").stdout), counts)
        self.assertEqual(self.links_now(), self.links)
        cursor = os.path.join(self.folder, "cursor")
        self.assertEqual(tearsheet("export", "--db", self.address, "--cursor-file", cursor).returncode, 0)
        self.lose()
        self.assertEqual(json.loads(self.rebuild("--json").stdout), dict(counts, changed=3))
        self.assertEqual(self.links_now(), self.links)
        later = tearsheet("export", "--db", self.address, "--cursor-file", cursor)
        self.assertEqual(len(later.stdout.splitlines()), 3, "who reads changes hears of them")
        self.assertIn("0 articles are in another story", self.rebuild().stdout)
        # A file says the same of the same rows.
        self.assertEqual(tearsheet("db", "copy", self.address, self.db).returncode, 0)
        done = tearsheet("dedup", "--rebuild", "--json", "--db", self.db)
        self.assertEqual(json.loads(done.stdout), counts)

    def test_crawls_go_on_and_their_copies_are_told_behind_it(self):
        SlowTown(self, "slow", "127.0.0.3")
        self.lose()
        crawl = self.begin("crawl", "--allow-private-network", "--db", self.address, "--selectors", self.selectors, "--lease", "2s", *CONTACT)
        self.wait_until(lambda: self.number("SELECT count(*) FROM articles") > 25)
        self.rebuild()
        self.end(crawl, (0, 5))
        self.assertEqual([row for row in self.links_now() if not row[0].startswith("http://127.0.0.3")], self.links)
        self.assertEqual(self.number("SELECT count(*) FROM _fingerprint WHERE NOT is_told"), 0)
        self.assertEqual(tearsheet("db", "check", "--db", self.address).returncode, 0)

    def test_one_that_is_killed_has_changed_no_story(self):
        self.lose()
        lost = self.links_now()
        holder = self.begin_psql("BEGIN; LOCK TABLE _removed IN EXCLUSIVE MODE;")
        first = self.begin("dedup", "--rebuild", "--db", self.address)
        self.wait_until(lambda: self.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0)
        self.assert_one_line(self.rebuild(code=3), 3, "being rebuilt by another program")
        first.send_signal(signal.SIGKILL)
        first.wait()
        holder.stdin.close()
        holder.wait()
        self.assertEqual(self.links_now(), lost)
        self.ask("UPDATE _lease SET lease_until = '-infinity'")  # as if a minute had passed
        self.rebuild()
        self.assertEqual(self.links_now(), self.links)

    def test_articles_that_go_meanwhile_are_in_no_story(self):
        self.lose()
        gone = self.ask("SELECT id, url FROM articles WHERE url = '%s'" % next(row[1] for row in self.links if row[1]))[0]
        holder = self.begin_psql("BEGIN; LOCK TABLE _removed IN ROW EXCLUSIVE MODE;")
        # It has read all, and waits to write; then the first page of a story goes.
        rebuild = self.begin("dedup", "--rebuild", "--db", self.address)
        self.wait_until(lambda: self.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0)
        delete = self.begin("delete", gone[0], "--db", self.address, "--yes")
        self.wait_until(lambda: self.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 1)
        holder.stdin.close()
        holder.wait()
        self.end(rebuild)
        self.end(delete)
        self.rebuild()
        self.assertEqual(self.number("SELECT count(*) FROM articles WHERE duplicate_of = %s" % gone[0]), 0)
        self.assertEqual(tearsheet("db", "check", "--db", self.address).returncode, 0)


if __name__ == "__main__":
    unittest.main()
