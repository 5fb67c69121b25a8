"""Every command where the disk is full, or standard output: one clear line, the documented exit code, and the database sound."""
import contextlib
import os
import resource
import signal
import subprocess
import unittest

from database_cases import contents, DatabaseCase, digest, MIGRATING, READING, WRITING


# What is written elsewhere, and a list that is empty in this database.
SAYS_NOTHING = {"-o", "--cursor-file", "--list"}


class NoRoom(DatabaseCase):
    def small_disk(self):
        """A file system of 24 pages more than the database needs; None where this user can mount none."""
        if os.geteuid() != 0:
            return False
        size = (os.path.getsize(self.sound) // 4096 + 24) * 4096
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%d" % size, "tmpfs", self.place], stderr=subprocess.DEVNULL, check=False)
        if mounted.returncode != 0:
            return False
        self.addCleanup(subprocess.run, ["umount", "-l", self.place], check=False)
        return True

    def test_disk_full(self):
        if not self.small_disk():
            self.skipTest("no file system can be mounted; test_limit_on_file_size has the same")
        self.sound_copy()
        with open(os.path.join(self.place, "ballast"), "wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(b"x" * 4096) == 4096:
                pass
        before = contents(self.place)
        self.assert_read({**READING, **MIGRATING})
        for name in ("crawl", "import", "dedup", "db prune"):
            with self.subTest(name):
                self.assert_told(self.run_one(WRITING[name]), 4, (self.db,))
            self.assertEqual(contents(self.place)[self.db], before[self.db])
        os.remove(os.path.join(self.place, "ballast"))
        self.assert_sound(1)

    def test_limit_on_file_size(self):
        """No file may grow beyond what the database has: a write fails in the middle, as on a full disk."""
        self.sound_copy()

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, 64 * 1024))
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)

        reading = {name: line for name, line in {**READING, **MIGRATING}.items() if name not in ("export sqlite", "archive", "db backup")}
        self.assert_read(reading, preexec_fn=limit)
        for name in ("crawl", "import", "db prune"):
            with self.subTest(name):
                run = self.run_one(WRITING[name], preexec_fn=limit)
                self.assertIn(run.returncode, (0, 4, 6), run.stderr)
                if run.returncode == 4:
                    self.assert_told(run, 4, (self.db,))
            self.assert_sound(1)

    # --- standard output

    def test_full_output(self):
        self.sound_copy()
        for name, arguments in {**READING, **MIGRATING}.items():
            if SAYS_NOTHING & set(arguments):
                continue
            with self.subTest(name), open("/dev/full", "w", encoding="utf-8") as full:
                self.assert_told(self.run_one(arguments, stdout=full), 1, ("standard output could not be written",))
        self.assert_sound(1)

    def test_closed_output(self):
        """`>&-`: the first file that is opened must not become standard output."""
        self.sound_copy()
        before = digest(self.db)
        for name, arguments in {**READING, **MIGRATING}.items():
            if SAYS_NOTHING & set(arguments):
                continue
            with self.subTest(name):
                self.assert_told(self.run_one(arguments, stdout=None, preexec_fn=lambda: os.close(1)), 1, ("standard output could not be written",))
            self.assertEqual(digest(self.db), before)
        for name in ("dedup", "import"):
            self.run_one(WRITING[name], stdout=None, preexec_fn=lambda: os.close(1))
            self.assertEqual(os.path.getsize(self.db + ".lock"), 0)
            self.assert_sound(1)

    def test_reader_gone(self):
        self.sound_copy()
        for name, arguments in READING.items():
            if SAYS_NOTHING & set(arguments):
                continue
            with self.subTest(name):
                reading, writing = os.pipe()
                os.close(reading)
                try:
                    run = self.run_one(arguments, stdout=writing)
                    self.assertEqual((run.returncode, run.stderr), (1, ""), "head(1) has what it wanted")
                finally:
                    os.close(writing)


if __name__ == "__main__":
    unittest.main()
