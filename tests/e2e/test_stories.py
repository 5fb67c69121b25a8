"""Copies of a story over several sites: what the database says of them, and how it finds them anew."""
import copy
import json
import os
import unittest

import copied_story
from support import STORIES, Case, Harbour, tearsheet


class Stories(Case):
    """Two sites; the second one prints a story of the first behind the credit of a wire service, and the anniversary that the sample site always has."""

    def setUp(self):
        super().setUp()
        self.first = self.harbour()
        self.second = copied_story.add_second_site(self)
        self.assertEqual(self.crawl().returncode, 0)

    def links(self):
        return self.query("SELECT id, duplicate_of FROM articles ORDER BY id")

    def rebuild(self, *more):
        return tearsheet("dedup", "--rebuild", "--db", self.db, *more)

    def test_the_view_says_where_a_story_came_from_and_who_printed_it(self):
        rows = self.query("SELECT origin, copies, sites, share, pages FROM syndicated")
        self.assertEqual(sorted(row[0] for row in rows), ["Harbour Times", "Reuters"], rows)
        origin, copies, sites, share, pages = next(row for row in rows if row[0] == "Reuters")
        self.assertEqual((origin, copies, sites), ("Reuters", 2, 2))
        self.assertGreater(share, 0.8)
        self.assertEqual({page["site"] for page in json.loads(pages)}, {"Harbour Times", "Second Times"})
        self.assertEqual([page["words"] is None for page in json.loads(pages)].count(True), 1, "the first one copies nobody")
        self.assertEqual(len(self.exported()), 23)
        self.assertEqual(len([row for row in self.exported() if row["duplicate_of"]]), 2)
        distinct = tearsheet("export", "--db", self.db, "--distinct")
        self.assertEqual(len(distinct.stdout.splitlines()), 21)

    def test_a_rebuild_finds_the_same_stories(self):
        before = self.links()
        run = self.rebuild("--json")
        self.assertEqual((run.returncode, json.loads(run.stdout)), (0, {"articles": 23, "stories": 21, "copies": 2, "changed": 0}))
        self.assertEqual(self.links(), before)

    def test_a_rebuild_finds_what_was_lost_or_wrong(self):
        before = self.links()
        self.execute("DROP TABLE _fingerprint")
        self.execute("UPDATE articles SET duplicate_of = NULL")
        run = self.rebuild()
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("2 articles are in another story than before", run.stdout)
        self.assertEqual(self.links(), before)

    def test_what_a_host_prints_under_each_page_joins_none(self):
        stories = copy.deepcopy(STORIES)
        box = " ".join("line%d of the box about our letters and who writes them" % n for n in range(40))
        for story in stories["stories"]:
            story["paragraphs"] = story["paragraphs"][:1] + [box]
        folder = os.path.join(self.folder, "letters")
        selectors = os.path.join(folder, "selectors")
        os.makedirs(selectors)
        host = Harbour(folder, stories=stories)
        self.addCleanup(host.close)
        host.write_site_file(selectors)
        db = os.path.join(folder, "letters.db")
        run = tearsheet("crawl", "--db", db, "--selectors", selectors, "--allow-private-network")
        self.assertEqual(run.returncode, 0, run.stderr)
        pages, copies = (len(tearsheet("export", "--db", db, *more).stdout.splitlines()) for more in ((), ("--distinct",)))
        self.assertGreater(pages, 15)
        self.assertGreaterEqual(copies, pages - 2, "but for the first ones, of which nobody can know")
        # An import of these pages finds the same.
        archive, other = os.path.join(folder, "letters.warc.gz"), os.path.join(folder, "other.db")
        self.assertEqual(tearsheet("archive", "--db", db, "-o", archive).returncode, 0)
        self.assertEqual(tearsheet("import", "--db", other, "--selectors", selectors, archive).returncode, 0)
        self.assertGreaterEqual(len(tearsheet("export", "--db", other, "--distinct").stdout.splitlines()), pages - 2)

    def test_a_crawl_makes_lost_prints_anew(self):
        self.execute("DELETE FROM _fingerprint")
        self.assertEqual(self.crawl().returncode, 0)
        self.assertEqual(self.query("SELECT count(*) FROM _fingerprint"), [(23,)])

    def test_a_rebuild_of_nothing_makes_no_database(self):
        path = os.path.join(self.folder, "none.db")
        run = tearsheet("dedup", "--rebuild", "--db", path)
        self.assertEqual(run.returncode, 4, run.stderr)
        self.assertFalse(os.path.exists(path))


if __name__ == "__main__":
    unittest.main()
