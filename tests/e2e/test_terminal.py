"""What a person sees on a terminal: help, tables that fit, messages with and without the time."""
import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import unittest

from support import PROGRAM, Case, tearsheet

STAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ "


def on_terminal(*arguments, columns=80, **environment):
    """Runs the program with both outputs on a terminal: its exit code and the lines shown."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    settings = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=its, stderr=its,
                               env=dict(settings, TERM="xterm", TEARSHEET_PAGER="", **environment))
    os.close(its)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:                                    # how Linux says that the other end is closed
        pass
    os.close(ours)
    return process.wait(60), shown.decode().replace("\r\n", "\n").splitlines()


class Help(Case):
    def test_commands_stand_below_what_one_wants_to_do(self):
        run = tearsheet("--help")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        titles = re.findall(r"(?m)^(Start|Read|Export|Care|Look inside):$", run.stdout)
        self.assertEqual(titles, ["Start", "Read", "Export", "Care", "Look inside"])
        start = run.stdout.split("\nStart:\n")[1].split("\n\n")[0]
        self.assertRegex(start, r"(?m)^  crawl  ")
        self.assertEqual(tearsheet("help").stdout, run.stdout)

    def test_a_command_or_its_action_is_explained(self):
        self.assertEqual(tearsheet("help", "crawl").stdout, tearsheet("crawl", "--help").stdout)
        run = tearsheet("help", "site", "new")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertIn("tearsheet site new", run.stdout)
        self.assertIn("--from DIR", run.stdout)
        self.assertNotIn("--update", run.stdout)
        self.assertEqual(tearsheet("site", "new", "--help").stdout, run.stdout)
        self.assert_one_line(tearsheet("help", "exprot"), 2, "did you mean export?")
        self.assert_one_line(tearsheet("help", "site", "nwe"), 2, "did you mean new?")
        self.assert_one_line(tearsheet("site", "nwe"), 2, "did you mean new?")
        self.assert_one_line(tearsheet("help", "crawl", "fast"), 2, "no action \"fast\"")

    def test_on_a_terminal_it_goes_through_the_pager(self):
        code, lines = on_terminal("help", "crawl", PAGER="cat")
        self.assertEqual((code, "\n".join(lines) + "\n"), (0, tearsheet("help", "crawl").stdout))


class Tables(Case):
    def test_no_line_of_status_is_wider_than_the_terminal(self):
        site = self.harbour()
        key = "a-harbour-of-a-very-long-name-with-many-words-in-it"
        site.write_site_file(self.selectors, lambda text: text.replace('id = "harbour-times"', 'id = "%s"' % key)
                             .replace("[article]", '[[source]]\nkind = "feed"\nurl = "%s/moved/away.xml"\n\n[article]' % site.base))
        self.assertEqual(self.crawl().returncode, 5)
        for more in ((), ("--coverage",), ("--ledger",)):
            for columns in (80, 72, 120):
                code, lines = on_terminal("status", "--db", self.db, *more, columns=columns)
                self.assertEqual(code, 0)
                self.assertLessEqual(max(map(len, lines)), columns, lines)
        code, lines = on_terminal("status", "--db", self.db)
        header = next(line for line in lines if line.startswith("SITE "))
        self.assertEqual(header.split(), ["SITE", "ARTICLES", "STORIES", "NEW", "WAITING", "NEXT", "(UTC)", "14", "DAYS"])
        row = lines[lines.index(header) + 1]
        self.assertRegex(row, r"^a-harbou\S*…\S*s-in-it +21 ")
        self.assertIn("404", " ".join(lines))
        whole = tearsheet("status", "--db", self.db).stdout
        self.assertIn(key, whole, "a pipe gets whole names")


class Messages(Case):
    def test_a_log_has_the_time_and_a_terminal_has_not(self):
        self.harbour()
        log = self.crawl("-v").stderr.splitlines()
        self.assertGreater(len(log), 20)
        for line in log:
            self.assertRegex(line, "^" + STAMP + "tearsheet: ")
        for line in self.crawl("-v", "--log-format", "text").stderr.splitlines():
            self.assertRegex(line, "^tearsheet: ")
        _, lines = on_terminal(*self.crawl_arguments("-v"))
        self.assertGreater(len(lines), 0)
        for line in lines:
            self.assertRegex(line, "^tearsheet: ")
        self.assertRegex(tearsheet("search", "x", "--db", self.db, "--log-format", "timed").stderr, "^" + STAMP + "tearsheet: ")

    def test_the_journal_stamps_its_lines_itself(self):
        self.harbour()
        with open(os.path.join(self.folder, "journal"), "w+", encoding="utf-8") as file:
            there = os.fstat(file.fileno())
            subprocess.run([PROGRAM, *self.crawl_arguments("-v")], stderr=file, check=True, timeout=60,
                           env=dict(os.environ, JOURNAL_STREAM="%d:%d" % (there.st_dev, there.st_ino)))
            file.seek(0)
            self.assertTrue(file.readline().startswith("tearsheet: "))


if __name__ == "__main__":
    unittest.main()
