"""Feeds as parsers read them that are not ours: three of npm."""
import json
import os
import shutil
import subprocess
import unittest

from support import LIMIT, ROOT, Case, tearsheet
from test_serve import Room

READERS = os.path.join(ROOT, "tests", "e2e", "readers")
MISSING = "no foreign parsers here: npm install --prefix tests/e2e/readers"


def read(feed):
    """What each parser makes of a feed."""
    run = subprocess.run(["node", os.path.join(READERS, "read.mjs")], input=feed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", timeout=LIMIT)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@unittest.skipUnless(shutil.which("node") and os.path.isdir(os.path.join(READERS, "node_modules")), MISSING)
class FeedReaders(Case):
    def setUp(self):
        super().setUp()
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.execute("UPDATE articles SET markdown = '## A part\n\n- one\n- **two** & three' WHERE id = 3")
        self.articles = {row["url"]: row for row in self.exported() if row["kind"] != "page"}

    def check(self, feed, self_url, page_url):
        answers = read(feed)
        self.assertEqual(sorted(answers), ["feedsmith"] if feed.startswith("{") else ["feedparser", "feedsmith", "rss-parser"])
        for parser, answer in answers.items():
            with self.subTest(parser=parser):
                self.assertEqual(answer["title"], "tearsheet")
                self.assertEqual(answer.get("self") or None, self_url)
                if page_url:
                    self.assertEqual(answer["page"], page_url)
                self.assertIn(answer.get("language") or "en", ("en", "en-us"))
                self.assertEqual({item["url"] for item in answer["items"]}, set(self.articles))
                for item in answer["items"]:
                    article = self.articles[item["url"]]
                    self.assertEqual(item["title"], article["title"])
                    self.assertTrue(item["id"].startswith("urn:uuid:"), item["id"])
                    self.assertEqual(item["date"][:10], (article["date"] or article["first_seen"])[:10])
                    if "authors" in item and article["authors"]:
                        self.assertEqual(item["authors"], article["authors"])
                    if article["id"] == 3:
                        # feedsmith resolves references in JSON, too, where there are none.
                        self.assertIn("<li><strong>two</strong> & three</li>", item["html"].replace("\n", "").replace("&amp;", "&"))
        return [[item["id"] for item in answer["items"]] for answer in answers.values()]

    def test_what_is_exported_is_read(self):
        for format, address in (("rss", ""), ("atom", ""), ("jsonfeed", ""), ("rss", "https://news.example/a?b=1&c"), ("atom", "https://news.example/a?b=1&c"),
                                ("jsonfeed", "https://news.example/a?b=1&c")):
            with self.subTest(format=format, address=address):
                run = tearsheet("export", "--db", self.db, "--format", format, *(("--feed-url", address) if address else ()))
                self.check(run.stdout, address or None, None)

    def test_what_is_served_is_read_and_has_the_same_ids_in_every_form(self):
        room = Room(self)
        seen = []
        for name in ("atom", "rss", "json"):
            with self.subTest(form=name):
                status, _, text = room.ask("/feed." + name)
                self.assertEqual(status, 200)
                seen += self.check(text, room.base + "feed." + name, room.base)
        self.assertEqual(len({tuple(ids) for ids in seen}), 1)


if __name__ == "__main__":
    unittest.main()
