"""`select` at the prompt: what is printed, and the documented exit codes."""
import os
import unittest

from support import Case, tearsheet

PAGE = "<!DOCTYPE html><div class=list><a href=/1>One\n  story</a><a href=/2>Two\x1b[2J</a></div>"


class Select(Case):
    def setUp(self):
        super().setUp()
        self.page = os.path.join(self.folder, "page.html")
        with open(self.page, "w", encoding="utf-8") as file:
            file.write(PAGE)

    def test_prints_a_line_for_each_match(self):
        run = tearsheet("select", "div.list > a", self.page)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        lines = run.stdout.splitlines()
        self.assertEqual(lines[0], "One story")
        self.assertEqual(len(lines), 2)
        self.assertNotIn("\x1b", run.stdout)

    def test_prints_attributes_and_xpath_values(self):
        for arguments in (["a::attr(href)"], ["--attr", "href", "a"], ["--xpath", "//a/@href"]):
            run = tearsheet("select", *arguments, self.page)
            self.assertEqual((run.returncode, run.stdout), (0, "/1\n/2\n"), arguments)

    def test_nothing_found_is_1(self):
        run = tearsheet("select", "h1", self.page)
        self.assertEqual((run.returncode, run.stdout), (1, ""))

    def test_a_bad_selector_is_2_with_its_place(self):
        run = tearsheet("select", "a:frist-child", self.page)
        self.assertEqual((run.returncode, run.stdout), (2, ""))
        message, source, caret = run.stderr.splitlines()
        self.assertIn("did you mean ':first-child'", message)
        self.assertEqual(source[caret.index("^")], ":")

    def test_a_file_that_is_not_there(self):
        run = tearsheet("select", "a", self.page + ".none")
        self.assertEqual(run.returncode, 1)
        self.assertIn(".none", run.stderr)


if __name__ == "__main__":
    unittest.main()
