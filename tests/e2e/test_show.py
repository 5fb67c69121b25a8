"""`show`: an article to read, its page, and where its fields came from; the pager on a terminal."""
import fcntl
import json
import os
import pty
import struct
import subprocess
import termios
import unittest

from support import PROGRAM, STORIES, Case, tearsheet

MARKDOWN = ("## Below the quay\n\nThe *first* paragraph is long enough to be folded at any width that a terminal has, and then some more.\n\n"
            "- one\n- two\n\n> Said by a pilot.\n\n| ship | tons |\n| --- | --- |\n| Ada | 12 |")


def on_a_terminal(*arguments, columns=60, term="xterm", **environment):
    """What the program writes on a terminal: text, with the sequences."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    keep = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "PAGER", "TEARSHEET_PAGER", "LESS")}
    process = subprocess.Popen([PROGRAM, *arguments], stdin=its, stdout=its, stderr=subprocess.PIPE, env=dict(keep, TERM=term, **environment))
    os.close(its)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:                                # how Linux says that the other end is closed
        pass
    os.close(ours)
    code = process.wait(timeout=60)
    process.stderr.close()
    return code, shown.decode().replace("\r\n", "\n")


class Show(Case):
    def setUp(self):
        super().setUp()
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.article = self.exported()[5]
        self.id = str(self.article["id"])

    def show(self, *more):
        return tearsheet("show", "--db", self.db, *more)

    def set_markdown(self):
        self.execute("UPDATE articles SET markdown = '%s' WHERE id = %s" % (MARKDOWN, self.id))

    def test_an_article_is_read_by_id_and_by_address(self):
        shown = self.show(self.id)
        self.assertEqual((shown.returncode, shown.stderr), (0, ""))
        self.assertTrue(shown.stdout.startswith(self.article["title"][:30]))
        self.assertIn(self.article["url"] + "\n", shown.stdout)
        words = shown.stdout.replace("\n", " ")
        self.assertIn(" ".join(self.article["body"].split("\n\n")[0].split()), words)
        for line in shown.stdout.splitlines():
            self.assertLessEqual(len(line), max(80, len(self.article["url"])))
        self.assertEqual(self.show(self.article["url"] + "?utm_source=elsewhere#top").stdout, shown.stdout)

    def test_the_structure_is_that_of_the_markdown(self):
        self.set_markdown()
        shown = self.show(self.id, "--width", "40").stdout
        for part in ("\n## Below the quay\n\n", "\n• one\n• two\n\n│ Said by a pilot.\n\n", "\nship  tons\n────  ────\nAda   12\n"):
            self.assertIn(part, shown)
        self.assertTrue(all(len(line) <= 40 for line in shown.splitlines() if not line.startswith("http")), shown)
        self.assertIn(" ".join("The first paragraph is long enough to be folded at any width that a terminal has, and then some more.".split()),
                      self.show(self.id, "--width", "0").stdout)

    def test_each_format(self):
        self.set_markdown()
        self.assertIn("\n> Said by a pilot.\n", self.show(self.id, "--format", "markdown").stdout)
        page = self.show(self.id, "--format", "html").stdout
        self.assertTrue(page.startswith("<!DOCTYPE html>"))
        self.assertIn("<blockquote>\n<p>Said by a pilot.</p>", page)
        answer = json.loads(self.show(self.id, "--format", "json").stdout)
        self.assertEqual((answer["id"], answer["title"], answer["markdown"]), (self.article["id"], self.article["title"], MARKDOWN))
        self.assertEqual(self.show(self.id, "--json").stdout, self.show(self.id, "--format", "json").stdout)
        target = os.path.join(self.folder, "article.md")
        self.assertEqual(self.show(self.id, "--format", "markdown", "-o", target).stdout, "")
        with open(target, encoding="utf-8") as file:
            self.assertEqual(file.read(), self.show(self.id, "--format", "markdown").stdout)

    def test_the_page_is_what_the_server_sent(self):
        import urllib.request
        with urllib.request.urlopen(self.article["url"], timeout=20) as answer:
            sent = answer.read()
        shown = subprocess.run([PROGRAM, "show", "--db", self.db, self.id, "--format", "page"], stdout=subprocess.PIPE, timeout=60)
        self.assertEqual(shown.returncode, 0)
        self.assertEqual(shown.stdout, sent)
        self.assert_one_line(self.show(self.id, "--format", "page", "--part", "2"), 2, "1 stored page")
        self.execute("UPDATE articles SET raw_page = NULL")
        self.assert_one_line(self.show(self.id, "--format", "page"), 1, "no page of article " + self.id)

    def test_sources_say_where_each_field_came_from(self):
        answer = json.loads(self.show(self.id, "--sources", "--json").stdout)
        self.assertEqual(answer["url"], self.article["url"])
        self.assertIn("source", answer["sources"]["title"])
        self.assertTrue(answer["page"]["fetched"].startswith("20"))
        shown = self.show(self.id, "--sources").stdout
        for field, source in answer["sources"].items():
            self.assertRegex(shown, r"(?m)^%s +%s" % (field, source["source"]))
        self.assertIn("Read from the page of " + answer["page"]["fetched"], shown)
        self.assert_one_line(self.show(self.id, "--sources", "--format", "html"), 2, "text or json")

    def test_what_is_not_there_is_said_in_one_line(self):
        for named in ("999999", "http://127.0.0.1/nowhere", "no address at all"):
            self.assert_one_line(self.show(named), 1, named)
            self.assert_one_line(self.show(named, "--format", "page"), 1, named)

    def test_a_public_copy_can_be_read(self):
        copy = os.path.join(self.folder, "copy.db")
        self.assertEqual(tearsheet("export", "--db", self.db, "--format", "sqlite", "-o", copy).returncode, 0)
        run = tearsheet("show", "--db", copy, self.id)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertIn(self.article["url"], run.stdout)
        self.assertEqual(tearsheet("show", "--db", copy, self.id, "--sources").returncode, 0)
        self.assert_one_line(tearsheet("show", "--db", copy, self.id, "--format", "page"), 4, copy)

    def test_a_terminal_gets_colour_its_width_and_a_pager(self):
        self.set_markdown()
        code, shown = on_a_terminal("show", "--db", self.db, self.id, columns=44, TEARSHEET_PAGER="sed s/^/P:/")
        self.assertEqual(code, 0)
        self.assertTrue(all(line.startswith("P:") for line in shown.splitlines()), shown)
        self.assertIn("P:\x1b[0;1mBelow the quay\x1b[0m\n", shown)
        self.assertIn("P:• two\n", shown)
        bare = [line[2:].replace("\x1b[0;2m", "").replace("\x1b[0m", "") for line in shown.splitlines()]
        self.assertTrue(all(len(line) <= 60 for line in bare if not line.startswith("http")), bare)
        code, shown = on_a_terminal("show", "--db", self.db, self.id, PAGER="sed s/^/Q:/")
        self.assertIn("Q:• two\n", shown)

    def test_a_pager_is_not_always_wanted(self):
        for options, environment in ((("--no-pager",), {"PAGER": "sed s/^/P:/"}), ((), {"PAGER": ""}), ((), {"PAGER": "cat"}),
                                     ((), {"PAGER": "/no/such/pager"}), ((), {"PAGER": "sed s/^/P:/", "TERM": "dumb"})):
            term = environment.pop("TERM", "xterm")
            code, shown = on_a_terminal("show", "--db", self.db, self.id, *options, term=term, **environment)
            self.assertEqual(code, 0)
            self.assertNotIn("P:", shown)
            self.assertIn(self.article["url"], shown)
            self.assertEqual("\x1b[" in shown, term != "dumb", term)
        # A reader who leaves early is no failure.
        code, _ = on_a_terminal("show", "--db", self.db, self.id, PAGER="true")
        self.assertEqual(code, 0)

    def test_nothing_from_a_page_reaches_the_terminal(self):
        hostile = "x \x1b]0;owned\x07 \u202e y \x9b2J"
        import sqlite3
        connection = sqlite3.connect(self.db)
        with connection:
            connection.execute("UPDATE articles SET title = ?, summary = ?, body = ?, markdown = ?, authors = json_array(?), site_name = ? WHERE id = ?",
                               (hostile, hostile, hostile + "\r\n\n" + hostile, "## " + hostile + "\n\n```\n" + hostile + "\n```", hostile, hostile, self.id))
            connection.execute("UPDATE field_sources SET raw = ?, locator = ? WHERE article_id = ?", (hostile, hostile, self.id))
        connection.close()
        for options in ((), ("--sources",), ("--format", "markdown"), ("--format", "html"), ("--format", "page"), ("--json",)):
            code, shown = on_a_terminal("show", "--db", self.db, self.id, *options, PAGER="")
            self.assertEqual(code, 0)
            for bad in ("\x1b]", "\x07", "\u202e", "\x9b"):
                self.assertNotIn(bad, shown, options)
        self.assertIn("&lt;" if "<" in STORIES["stories"][0]["title"] else "<h1>", self.show(self.id, "--format", "html").stdout)


if __name__ == "__main__":
    unittest.main()
