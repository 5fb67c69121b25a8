"""Articles that their site changes after they were stored: which visits make a version, and what `history` shows of it."""
import copy
import json
import os
import pty
import re
import subprocess
import unittest

from support import PROGRAM, STORIES, Case, tearsheet

NUMBER = 3                        # of the story that the tests edit: among the ten of the feed, whose headlines are hints


def only_feed(text):
    """The site file without its other sources: the listing gives no headlines, so a changed one would not show there."""
    blocks = re.split(r"(?m)^(?=\[)", text)
    return "".join(block for block in blocks if not block.startswith("[[source]]") or 'kind = "feed"' in block)


class History(Case):
    def setUp(self):
        super().setUp()
        self.stories = copy.deepcopy(STORIES)
        self.story = self.stories["stories"][NUMBER]
        # Its address stays when the headline changes.
        self.story["slug"] = "a-story-that-is-edited"
        self.site = self.serve()
        self.assertEqual(self.crawl().returncode, 0)
        self.before = self.article()

    def serve(self, port=0):
        site = self.harbour(stories=self.stories, port=port)
        site.write_site_file(self.selectors, only_feed)
        return site

    def article(self):
        return next(article for article in self.exported() if self.story["slug"] in article["url"])

    def crawl_again(self):
        """The site comes back at the same address with today's stories: the paths of the articles asked for."""
        port = int(self.site.base.rsplit(":", 1)[1])
        self.site.close()
        self.site = self.serve(port)
        known = len(self.site.requests())
        run = self.crawl()
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return [row["path"].split("?")[0] for row in self.site.requests()[known:] if self.story["slug"] in row["path"]]

    def history(self, article, *more):
        return tearsheet("history", "--db", self.db, article, *more)

    def edit(self):
        self.story["title"] += ", corrected"
        self.old_text = self.story["paragraphs"][0]
        self.story["paragraphs"][0] = "Correction: " + self.old_text
        self.assertEqual(len(self.crawl_again()), 1, "a changed headline is a reason to ask again, once")

    def test_an_edit_is_one_version_that_keeps_the_old_text(self):
        self.edit()
        now = self.article()
        self.assertEqual(now["title"], self.story["title"])
        self.assertEqual(self.query("SELECT article_id, version, title, body FROM article_versions"),
                         [(now["id"], 1, self.before["title"], self.before["body"])])
        for address in (str(now["id"]), now["url"], now["url"] + "?utm_source=elsewhere#top"):
            run = self.history(address)
            self.assertEqual((run.returncode, run.stderr), (0, ""))
            self.assertIn("{+, corrected+}", run.stdout)
            self.assertIn("{+Correction: +}" + self.old_text, run.stdout)
            self.assertNotIn("\x1b", run.stdout)
            self.assertIn("version 2", run.stdout)
            self.assertNotIn("version 3", run.stdout)

    def test_a_terminal_gets_colours(self):
        self.edit()
        ours, its = pty.openpty()
        environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        self.assertEqual(subprocess.run([PROGRAM, "history", "--db", self.db, str(self.before["id"])], stdout=its, env=dict(environment, TERM="xterm"),
                                        timeout=60).returncode, 0)
        os.close(its)
        shown = b""
        try:
            while chunk := os.read(ours, 65536):
                shown += chunk
        except OSError:                                # how Linux says that the other end is closed
            pass
        os.close(ours)
        self.assertIn("\x1b[32mCorrection: \x1b[0m" + self.old_text, shown.decode())
        self.assertNotIn("{+", shown.decode())

    def test_json_gives_both_texts_back(self):
        self.edit()
        run = self.history(self.before["url"], "--json")
        self.assertEqual(len(run.stdout.splitlines()), 1)
        answer = json.loads(run.stdout)
        self.assertEqual(answer["article"]["title"], self.story["title"])
        first, second = answer["versions"]
        self.assertNotIn("diff", first)
        self.assertEqual(first["replaced"], second["stored"])
        self.assertIn("title", second["changed"])
        self.assertGreaterEqual(second["words_added"], 2)
        body = second["diff"]["body"]
        self.assertEqual("".join(text for op, text in body if op in "=-"), self.before["body"])
        self.assertEqual("".join(text for op, text in body if op in "=+"), self.article()["body"])

    def test_one_version_is_shown_alone(self):
        self.edit()
        for number, article in ((1, self.before), (2, self.article())):
            run = self.history(self.before["url"], "--version", str(number))
            self.assertEqual((run.returncode, run.stderr), (0, ""))
            self.assertTrue(run.stdout.endswith(article["body"] + "\n"), run.stdout)
            self.assertIn("version %d of 2, " % number, run.stdout)
            self.assertIn(": %d words" % len(re.findall(r"[\w’'-]+", article["body"])), run.stdout)
            answer = json.loads(self.history(self.before["url"], "--version", str(number), "--json").stdout)
            self.assertEqual({name: answer["version"][name] for name in ("title", "body", "summary")},
                             {name: article[name] for name in ("title", "body", "summary")})
        self.assert_one_line(self.history(self.before["url"], "--version", "3"), 1, "no version 3", "1, 2")

    def test_words_are_counted(self):
        self.edit()
        shown = self.history(self.before["url"]).stdout
        first, second = json.loads(self.history(self.before["url"], "--json").stdout)["versions"]
        self.assertEqual(second["words"], first["words"] + 1)
        self.assertIn("version 1, %s: %d words\n" % (first["stored"], first["words"]), shown)
        self.assertIn("; %d words: %d added, %d removed\n" % (second["words"], second["words_added"], second["words_removed"]), shown)

    def test_says_that_the_page_is_gone(self):
        self.assertIsNone(json.loads(self.history(self.before["url"], "--json").stdout)["article"]["gone"])
        self.assertNotIn("gone", self.history(self.before["url"]).stdout)
        self.execute("UPDATE articles SET gone = '2025-11-15T00:00:00Z' WHERE id = %d" % self.before["id"])
        for more in ((), ("--version", "1")):
            self.assertIn("gone from this address since 2025-11-15T00:00:00Z", self.history(self.before["url"], *more).stdout)
            answer = json.loads(self.history(self.before["url"], "--json", *more).stdout)
            self.assertEqual(answer["article"]["gone"], "2025-11-15T00:00:00Z")

    def test_capitals_alone_are_no_version(self):
        self.story["title"] = self.story["title"].upper()
        self.story["paragraphs"] = [text.upper() for text in self.story["paragraphs"]]
        self.assertEqual(len(self.crawl_again()), 1)
        self.assertEqual(self.query("SELECT count(*) FROM article_versions"), [(0,)])
        run = self.history(self.before["url"])
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("never changed", run.stdout)
        self.assertEqual(len(json.loads(self.history(self.before["url"], "--json").stdout)["versions"]), 1)

    def test_an_unknown_article_is_said_in_one_line(self):
        for address in ("999999", "http://127.0.0.1/nowhere", "no address at all"):
            run = self.history(address)
            self.assert_one_line(run, 1, address)
            self.assertEqual(run.stdout, "")


if __name__ == "__main__":
    unittest.main()
