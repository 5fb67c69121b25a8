"""Every command over a database that may not be written or read, or that other programs are at work on."""
import contextlib
import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import unittest

from database_cases import contents, DatabaseCase, EVERY, MIGRATING, READING, WRITING


class LockedDatabases(DatabaseCase):
    def test_read_only_file(self):
        self.sound_copy()
        os.chmod(self.db, 0o444)
        self.give_place(0o777)
        self.assert_read({**READING, **MIGRATING}, is_root=False)
        self.assert_refused({name: line for name, line in WRITING.items() if name != "db migrate"}, 4, "read-only", litter=(".lock", "-shm", "-wal"),
                            is_root=False)

    def test_read_only_folder(self):
        self.sound_copy()
        self.give_place(0o555)
        self.assert_read({**READING, **MIGRATING}, is_root=False)
        self.assert_refused({name: line for name, line in WRITING.items() if name != "db migrate"}, 4, "cannot be written", is_root=False)

    def test_read_only_folder_with_transactions_that_wait(self):
        self.sound_copy()
        with contextlib.closing(sqlite3.connect(self.db)) as connection:
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            connection.execute("INSERT INTO sites(key, title, first_seen) VALUES ('late', 'Late', '')")
            connection.commit()
            wal = shutil.copy(self.db + "-wal", self.folder)
        self.sound_copy()
        shutil.copy(wal, self.db + "-wal")
        os.chmod(self.db + "-wal", 0o444)
        self.give_place(0o555)
        self.assert_refused({**READING, **MIGRATING, **WRITING}, 4, "-wal", "copy both", is_root=False)

    def test_no_leave_to_read(self):
        self.sound_copy()
        os.chmod(self.db, 0o000)
        self.give_place(0o777)
        before = contents(self.place) if os.geteuid() == 0 else None
        for name, arguments in EVERY.items():
            with self.subTest(name):
                self.assert_told(self.run_one(arguments, is_root=False), 4, (self.db, "Permission denied"))
        os.chmod(self.db, 0o666)
        self.assertEqual(before or contents(self.place), contents(self.place))

    # --- other programs at work

    def test_another_run(self):
        self.sound_copy()
        with open(self.db + ".lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assert_read({**READING, **MIGRATING})
            self.assert_refused({name: line for name, line in WRITING.items() if name != "db migrate"}, 3, "another run", litter=("-shm", "-wal"))

    def test_another_writer(self):
        self.sound_copy()
        # In a process of its own: closing a file that is locked would drop the locks of this one.
        script = "import sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\nc.execute('BEGIN IMMEDIATE')\nprint('held', flush=True)\nsys.stdin.read()"
        with subprocess.Popen([sys.executable, "-c", script, self.db], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as writer:
            self.assertEqual(writer.stdout.readline(), "held\n")
            self.assert_read({**READING, **MIGRATING})
            # Each waits ten seconds for the other program to be done.
            for name in ("crawl", "dedup"):
                with self.subTest(name):
                    self.assert_told(self.run_one(WRITING[name]), 3, (self.db, "another program is writing", "try again"))
            writer.stdin.close()
        self.assert_sound(1)


if __name__ == "__main__":
    unittest.main()
