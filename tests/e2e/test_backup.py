"""`db backup`: a copy while a crawl writes, what it replaces and what not, and what is left of one that was killed."""
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import unittest

from support import PROGRAM, Case, tearsheet


class Backup(Case):
    def setUp(self):
        super().setUp()
        self.site = self.harbour()
        self.copy = os.path.join(self.folder, "backup.db")

    def back_up(self, *more, to=None):
        return tearsheet("db", "backup", "--db", self.db, to or self.copy, *more)

    def made(self, *more):
        run = self.back_up("--json", *more)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return json.loads(run.stdout)

    def exported_of(self, path):
        run = tearsheet("export", "--db", path)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout

    def files(self):
        return sorted(name for name in os.listdir(self.folder) if name.startswith("backup.db"))

    def test_it_is_the_database_in_one_file(self):
        self.assertEqual(self.crawl().returncode, 0)
        report = self.made()
        self.assertEqual(report["articles"], self.query("SELECT count(*) FROM articles")[0][0])
        self.assertEqual(report["bytes"], os.path.getsize(self.copy))
        self.assertEqual((report["replaced"], report["evidence"]["sound"]), (False, True))
        self.assertEqual(self.files(), ["backup.db"])
        self.assertEqual(self.exported_of(self.copy), self.exported_of(self.db))
        verified = json.loads(tearsheet("db", "verify", "--db", self.copy, "--json").stdout)
        self.assertEqual(verified["head"], report["evidence"]["head"])
        words = self.back_up().stdout
        self.assertIn("%d articles" % report["articles"], words)
        self.assertIn(report["evidence"]["head"], words)

    def test_a_crawl_goes_on_meanwhile(self):
        crawl = subprocess.Popen([PROGRAM, *self.crawl_arguments()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        counts, refused = [], 0
        while crawl.poll() is None:
            run = self.back_up("--json")
            if run.returncode == 4 and not counts:      # nothing is there yet
                refused += 1
                continue
            self.assertEqual((run.returncode, run.stderr), (0, ""))
            counts.append(json.loads(run.stdout)["articles"])
            self.assertEqual(tearsheet("db", "check", "--db", self.copy).returncode, 0)
            for path in self.files()[1:]:
                os.remove(os.path.join(self.folder, path))  # what the check put beside it
        self.assertEqual(crawl.returncode, 0)
        self.assertEqual(counts, sorted(counts))
        self.made()
        self.assertEqual(self.exported_of(self.copy), self.exported_of(self.db))

    def test_a_crawl_goes_on_from_a_backup(self):
        self.assertEqual(self.crawl("--max-pages", "8").returncode, 6)
        self.made()
        self.assertEqual(self.crawl().returncode, 0)
        whole = {article["url"] for article in self.exported()}
        shutil.copy(self.copy, self.db)
        for ending in ("-wal", "-shm"):
            if os.path.exists(self.db + ending):
                os.remove(self.db + ending)
        self.assertLess(len(self.exported()), len(whole))
        self.execute("UPDATE _host SET next_at = NULL, retry_at = NULL")
        self.assertEqual(self.crawl().returncode, 0)
        self.assertEqual({article["url"] for article in self.exported()}, whole)

    def test_it_replaces_an_earlier_backup_and_nothing_else(self):
        self.assertEqual(self.crawl("--max-pages", "8").returncode, 6)
        self.made()
        few = self.exported_of(self.copy)
        self.assertEqual(self.crawl().returncode, 0)
        self.assertEqual(self.made()["replaced"], True)
        self.assertNotEqual(self.exported_of(self.copy), few)
        # A copy that went on by itself is no backup of this one any more.
        own = os.path.join(self.folder, "own.db")
        shutil.copy(self.copy, own)
        article = str(self.exported()[0]["id"])
        self.assertEqual(tearsheet("delete", "--db", own, article, "--yes").returncode, 0)
        other = os.path.join(self.folder, "notes.txt")
        with open(other, "w", encoding="utf-8") as file:
            file.write("notes")
        foreign = os.path.join(self.folder, "foreign.db")
        connection = sqlite3.connect(foreign)
        connection.execute("CREATE TABLE t(x)")
        connection.commit()
        connection.close()
        for path, words in ((own, "no earlier backup"), (other, "no earlier backup"), (foreign, "no earlier backup"), (self.db, "the database itself"),
                            (self.folder, "a folder"), ("/dev/null", "a device"), (os.path.join(self.folder, "no", "such.db"), "No such file")):
            before = open(path, "rb").read() if os.path.isfile(path) else None
            run = self.back_up(to=path)
            self.assert_one_line(run, 1 if "such" in path else 2, words)
            if before is not None:
                self.assertEqual(open(path, "rb").read(), before)
        for path in (own, other, foreign):
            run = self.back_up("--force", to=path)
            self.assertEqual((run.returncode, run.stderr), (0, ""))
            self.assertEqual(self.exported_of(path), self.exported_of(self.db))
        self.assert_one_line(self.back_up("--force", to=self.db), 2, "the database itself")
        self.assert_one_line(self.back_up("--force", to=self.folder), 2, "a folder")
        self.assert_one_line(self.back_up(to="-"), 2, "no pipe")
        self.assert_one_line(tearsheet("db", "backup", "--db", self.db), 2, "one file")
        self.assert_one_line(tearsheet("db", "check", "--db", self.db, self.copy), 2, "one word too many")

    def test_a_killed_one_leaves_no_half_file_under_the_name(self):
        self.assertEqual(self.crawl("--max-pages", "8").returncode, 6)
        self.made()
        few = self.exported_of(self.copy)
        self.assertEqual(self.crawl().returncode, 0)
        for to_file, before in ((self.copy, few), (os.path.join(self.folder, "backup.db.new"), None)):
            run = subprocess.Popen([PROGRAM, "-v", "db", "backup", "--db", self.db, to_file], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8")
            self.assertIn("copying", run.stderr.readline())
            run.send_signal(signal.SIGKILL)
            run.wait()
            run.stderr.close()
            if before is None:
                self.assertFalse(os.path.exists(to_file))
            else:
                self.assertEqual(self.exported_of(to_file), before)
            self.assertEqual(self.back_up(to=to_file).returncode, 0)
            self.assertFalse(os.path.exists(to_file + ".tmp"))
            self.assertEqual(self.exported_of(to_file), self.exported_of(self.db))

    def test_a_damaged_database_replaces_no_good_backup(self):
        self.assertEqual(self.crawl().returncode, 0)
        self.made()
        good = open(self.copy, "rb").read()
        self.execute("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")
        self.assert_one_line(self.back_up(), 4, "no backup was made", "db check")
        self.assertEqual(open(self.copy, "rb").read(), good)
        self.assertEqual(self.files(), ["backup.db"])

    def test_what_was_changed_behind_its_back_is_told(self):
        self.assertEqual(self.crawl().returncode, 0)
        self.execute("UPDATE fetches SET bytes = bytes + 1 WHERE id = 3")
        self.assert_one_line(self.back_up("--json"), 5, "request 3 was changed")
        self.assertEqual(self.exported_of(self.copy), self.exported_of(self.db))


if __name__ == "__main__":
    unittest.main()
