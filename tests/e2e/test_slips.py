"""What a slip of the keyboard must not destroy."""
import os
import pty
import subprocess
import unittest

from support import PROGRAM, Case, tearsheet


class Slips(Case):
    def setUp(self):
        super().setUp()
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)

    def test_no_report_takes_the_place_of_the_database(self):
        link = os.path.join(self.folder, "link.jsonl")
        os.symlink(self.db, link)
        for target in (self.db, self.db + "-wal", self.db + ".lock", link):
            for command in (("export",), ("export", "--format", "sqlite"), ("archive",), ("status", "--html"),
                            ("export", "--cursor-file", target)):
                where = () if "--cursor-file" in command else ("-o", target)
                run = tearsheet(*command, "--db", self.db, *where)
                self.assertNotEqual(run.returncode, 0, (command, target))
                self.assertIn(os.path.basename(target), run.stderr, (command, target))
        self.assertEqual(len(self.exported()), 21)

    def test_a_copy_takes_the_place_of_a_copy_alone(self):
        copy, notes = (os.path.join(self.folder, name) for name in ("copy.db", "notes.txt"))
        for _ in range(2):
            self.assertEqual(tearsheet("export", "--format", "sqlite", "--db", self.db, "-o", copy).returncode, 0)
        with open(notes, "w", encoding="utf-8") as file:
            file.write("mine")
        run = tearsheet("export", "--format", "sqlite", "--db", self.db, "-o", notes)
        self.assertEqual(run.returncode, 2)
        self.assertIn("notes.txt", run.stderr)
        with open(notes, encoding="utf-8") as file:
            self.assertEqual(file.read(), "mine")

    def test_a_keeping_time_needs_its_unit_and_a_day(self):
        for time, wanted in (("90", "unit"), ("0", "unit"), ("3600s", "--force"), ("23h", "--force")):
            run = tearsheet("db", "prune", "--raw-pages", time, "--db", self.db)
            self.assertEqual(run.returncode, 2, time)
            self.assertIn(wanted, run.stderr, time)
            self.assertEqual(self.crawl("--keep-raw-pages", time).returncode, 2, time)
        self.assertEqual(tearsheet("db", "prune", "--raw-pages", "1h", "--force", "--db", self.db).returncode, 0)
        self.assertEqual(tearsheet("db", "prune", "--raw-pages", "1d", "--db", self.db).returncode, 0)

    def test_what_is_no_date_is_refused_and_chooses_nothing(self):
        for command in (("export",), ("search", "harbour"), ("reextract", "--dry-run", "--selectors", self.selectors), ("archive", "-o", os.path.join(self.folder, "a.warc.gz"))):
            for option in ("--since", "--until"):
                for text in ("soon", "7", "2025-13-01", "04/05/2025"):
                    run = tearsheet(*command, "--db", self.db, option, text)
                    self.assertEqual(run.returncode, 2, (command, option, text))
                    self.assertIn(option + " " + text, run.stderr)
                    self.assertIn("write 2025-11-14", run.stderr)

    def test_dates_are_read_as_people_write_them(self):
        everything = len(self.exported())
        for since, count in (("1999-12-31", everything), ("31.12.1999", everything), ("1999/12/31", everything), ("31 December 2098", 0)):
            run = tearsheet("export", "--db", self.db, "--since", since)
            self.assertEqual(run.returncode, 0, since)
            self.assertEqual(len(run.stdout.splitlines()), count, since)

    def test_an_archive_is_not_sent_to_a_terminal(self):
        master, slave = pty.openpty()
        run = subprocess.run([PROGRAM, "archive", "--db", self.db, "-o", "-"], stdin=subprocess.DEVNULL, stdout=slave, stderr=subprocess.PIPE, encoding="utf-8",
                             timeout=60)
        os.close(slave)
        os.close(master)
        self.assertEqual(run.returncode, 2)
        self.assertIn("terminal", run.stderr)

    def test_without_home_files_are_not_looked_for_in_the_current_folder(self):
        environment = {key: value for key, value in os.environ.items() if key not in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TEARSHEET_DB")}
        run = tearsheet("config", env=environment, cwd=self.folder)
        for line in run.stdout.splitlines():
            if line.startswith(("db ", "selectors ")):
                self.assertIn('= "/', line)


if __name__ == "__main__":
    unittest.main()
