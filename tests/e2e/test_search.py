"""`search`: what a query finds, how it is shown, what is said of a wrong one."""
import json
import os
import pty
import subprocess
import unittest

from support import PROGRAM, STORIES, Case, tearsheet


class Search(Case):
    def setUp(self):
        super().setUp()
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)

    def search(self, *more):
        return tearsheet("search", "--db", self.db, *more)

    def hits(self, *more):
        run = self.search("--json", *more)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return [json.loads(line) for line in run.stdout.splitlines()]

    def test_words_of_a_story_find_it(self):
        story = STORIES["stories"][5]
        hit = self.hits('title:"%s"' % story["title"])[0]
        self.assertEqual(hit["title"], story["title"])
        self.assertEqual(hit["site"], "harbour-times")
        self.assertEqual(self.hits("--format", "json", *story["title"].split())[0]["title"], story["title"])
        ids = self.search("--format", "id", story["title"]).stdout.split()
        self.assertIn(str(hit["id"]), ids)
        self.assertIn(hit["url"], self.search("--format", "url", story["title"]).stdout.split())

    def test_newest_first_is_by_date(self):
        dates = [hit["date"] for hit in self.hits("the", "--sort", "newest", "--limit", "30")]
        self.assertGreater(len(dates), 5)
        self.assertEqual(dates, sorted(dates, reverse=True))
        middle = dates[len(dates) // 2][:10]
        later = [hit["date"] for hit in self.hits("the", "--since", middle, "--limit", "30")]
        self.assertTrue(later and all(date >= middle for date in later))
        self.assertEqual(len(self.hits("the", "--limit", "3")), 3)

    def test_hits_are_marked_and_bold_on_a_terminal(self):
        self.assertIn("**", self.search("the").stdout)
        ours, its = pty.openpty()
        environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        self.assertEqual(subprocess.run([PROGRAM, "search", "--db", self.db, "the", "--limit", "2"], stdout=its, stderr=subprocess.DEVNULL,
                                        env=dict(environment, TERM="xterm"), timeout=60).returncode, 0)
        os.close(its)
        shown = b""
        try:
            while chunk := os.read(ours, 65536):
                shown += chunk
        except OSError:                                # how Linux says that the other end is closed
            pass
        os.close(ours)
        self.assertIn(b"\x1b[1m", shown)
        self.assertNotIn(b"**", shown)

    def test_nothing_from_a_page_reaches_the_terminal(self):
        import sqlite3
        connection = sqlite3.connect(self.db)
        connection.execute("UPDATE articles SET title = 'zebra \x1b]0;owned\x07 \u202e', body = 'zebra \x1b[2J\nline' WHERE id = 1")
        connection.commit()
        connection.close()
        self.assertEqual(tearsheet("db", "check", "--repair", "--db", self.db).returncode, 0)
        run = self.search("zebra")
        self.assertEqual(run.returncode, 0)
        self.assertIn("**zebra**", run.stdout)
        for bad in ("\x1b", "\x07", "\u202e"):
            self.assertNotIn(bad, run.stdout)
        self.assertEqual(len(run.stdout.splitlines()), 4)

    def test_no_query_of_words_is_a_syntax_error(self):
        for words in ('"unclosed', "a AND", "NEAR(a", "(a", "a)", "a:b", "it's", "^x", "{a}", "a*b", "title:", "a OR", "C++"):
            self.assertIn(self.search("--json", words).returncode, (0, 1), words)

    def test_no_match_is_told_as_grep_does(self):
        self.assert_one_line(self.search("zzyzx"), 1, "no article matches zzyzx")
        for form in ("json", "url", "id"):
            run = self.search("zzyzx", "--format", form)
            self.assertEqual((run.returncode, run.stdout, run.stderr), (1, "", ""), form)

    def test_what_the_limit_leaves_out_is_counted(self):
        for order in ("best", "newest"):
            found = len(self.hits("the", "--sort", order, "--limit", "100"))
            self.assert_one_line(self.search("the", "--sort", order, "--limit", "2"), 0, "%d more stories" % (found - 2))
            self.assertEqual(self.search("the", "--sort", order, "--limit", "100").stderr, "")
        articles = len(self.hits("the", "--all", "--limit", "100"))
        self.assert_one_line(self.search("the", "--all", "--limit", str(articles - 1)), 0, "1 more article ")

    def test_a_wrong_query_is_said_in_one_line(self):
        self.assert_one_line(self.search("!!!"), 2, "no word")
        self.assert_one_line(self.search("--", "-ferry"), 2, "leave out")
        self.assert_one_line(self.search("--fts5", "a AND ("), 2, "FTS5")
        self.assert_one_line(self.search("the", "--site", "nowhere"), 2, "nowhere")
        run = self.search("qqqqqq")
        self.assert_one_line(run, 1, "qqqqqq")
        self.assertEqual(run.stdout, "")


if __name__ == "__main__":
    unittest.main()
