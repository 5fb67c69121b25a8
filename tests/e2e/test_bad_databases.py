"""Every command over a file that is no database of ours: one clear line, the documented exit code, and the file unharmed."""
import contextlib
import glob
import os
import sqlite3
import unittest

from database_cases import ARTICLES, DatabaseCase, EVERY, MAKING, MIGRATING, READING, WRITING
from support import ROOT, tearsheet


class BadDatabases(DatabaseCase):
    def test_missing(self):
        self.assert_refused({name: line for name, line in EVERY.items() if name not in MAKING}, 4, "no such database")
        for name in MAKING:
            with self.subTest(name):
                self.assertIn(self.run_one(MAKING[name]).returncode, (0, 6))
                self.assert_sound(1)
                for path in glob.glob(self.db + "*"):
                    os.remove(path)

    def test_empty_file(self):
        open(self.db, "w", encoding="utf-8").close()
        self.assert_refused({name: line for name, line in EVERY.items() if name not in MAKING}, 4, "empty", "nothing was crawled yet")
        self.assert_written(MAKING)

    def test_not_a_database(self):
        for text in ("notes of a harbour master\n" * 500, "SQL", "SQLite format 4\0" + "x" * 4080):
            with open(self.db, "w", encoding="utf-8") as file:
                file.write(text)
            self.assert_refused(EVERY, 4, "not an SQLite database", "left as it is")

    def test_another_programs_database(self):
        for statements in ("CREATE TABLE notes(text)", "CREATE TABLE articles(id); PRAGMA application_id = 77; PRAGMA user_version = 1",
                           "PRAGMA journal_mode = WAL; CREATE TABLE articles(id INTEGER PRIMARY KEY, title TEXT)"):
            with contextlib.closing(sqlite3.connect(self.db)) as connection:
                connection.executescript(statements)
            self.assert_refused(EVERY, 4, "another program", "left as it is")
            os.remove(self.db)

    def test_newer_schema(self):
        self.sound_copy()
        self.execute("PRAGMA user_version = 999")
        self.assert_refused(EVERY, 4, "newer version", "999", "left as it is")

    def make_older(self, version=5):
        with contextlib.closing(sqlite3.connect(self.db)) as connection:
            for path in sorted(glob.glob(os.path.join(ROOT, "db", "sqlite", "*.sql")))[:version]:
                with open(path, encoding="utf-8") as file:
                    connection.executescript(file.read())
            connection.executescript("PRAGMA application_id = 0x54534854; PRAGMA user_version = %d; PRAGMA journal_mode = WAL;" % version)

    def test_older_schema(self):
        self.make_older()
        migrated = {name: WRITING[name] for name in (*MAKING, "db migrate")}
        refused = {name: line for name, line in EVERY.items() if name not in {**migrated, **MIGRATING}}
        self.assert_refused(refused, 4, "older schema 5", "tearsheet db migrate", litter=("-shm", "-wal"))
        self.assert_read(MIGRATING)
        for name, line in migrated.items():
            with self.subTest(name):
                run = self.run_one(line)
                self.assertIn(run.returncode, (0, 6), run.stderr)
                self.assert_sound()
                self.assertTrue(os.path.exists(self.db + ".schema-5.bak"))
            for path in glob.glob(self.db + "*"):
                os.remove(path)
            self.make_older()

    def test_public_copy(self):
        self.assertEqual(tearsheet("export", "--format", "sqlite", "-o", self.db, "--db", self.sound).returncode, 0)
        self.assertEqual(self.query("PRAGMA application_id"), [(0x54534850,)])
        self.assert_read(ARTICLES)
        others = {name: line for name, line in EVERY.items() if name not in ARTICLES and name != "export changes"}
        self.assert_refused(others, 4, "public copy", "search, export and history")
        self.assert_refused({"export changes": READING["export changes"]}, 2, "public copy")

    def test_a_folder(self):
        os.mkdir(self.db)
        self.assert_refused(EVERY, 4, "this is a folder", "news.db/news.db")

    def test_a_device(self):
        self.db = "/dev/null"
        self.assert_refused(EVERY, 4, "device")


if __name__ == "__main__":
    unittest.main()
