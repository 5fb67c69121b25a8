"""Every command over a damaged database: one clear line, the documented exit code; who only reads changes nothing."""
import os
import unittest

from database_cases import DatabaseCase, digest, EVERY, READING, WRITING


class DamagedDatabases(DatabaseCase):
    def test_truncated(self):
        for share in (0.5, 0.3333):
            self.sound_copy()
            os.truncate(self.db, int(os.path.getsize(self.db) * share))
            self.assert_refused(EVERY, 4, "damaged", "cut off", ".recover")
        os.truncate(self.db, 60)
        self.assert_refused(EVERY, 4, "damaged", "cut off")

    def overwrite(self, first, last):
        """The pages `first` to before `last`, each as a share of the file, hold noise."""
        self.sound_copy()
        pages = os.path.getsize(self.db) // 4096
        with open(self.db, "r+b") as file:
            for page in range(max(1, int(pages * first)), int(pages * last)):
                file.seek(page * 4096 + 8)
                file.write(bytes((page * 31 + i * 7) % 256 for i in range(4000)))

    def test_every_page_overwritten(self):
        self.overwrite(0, 1)
        # Where the first page is read, the rest is not: there is nothing to migrate.
        commands = {name: line for name, line in EVERY.items() if name not in ("db migrate", "db migrate dry")}
        self.assert_refused(commands, 4, "damaged", litter=("-shm", "-wal", ".lock"))

    def test_some_pages_overwritten(self):
        for first, last in ((0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 1)):
            for name, arguments in READING.items():
                self.overwrite(first, last)
                before = digest(self.db)
                with self.subTest((name, first)):
                    run = self.run_one(arguments)
                    self.assertIn(run.returncode, (4,) if name.startswith("db check") else (0, 1, 4, 5), run.stderr)
                    self.assertEqual(len(run.stderr.splitlines()), 0 if run.returncode == 0 else 1, run.stderr)
                self.assertEqual(digest(self.db), before, name)
            for name, arguments in WRITING.items():
                self.overwrite(first, last)
                with self.subTest((name, first)):
                    run = self.run_one(arguments)
                    self.assertIn(run.returncode, (0, 4, 6), run.stderr)
                    self.assertEqual(len(run.stderr.splitlines()), 0 if run.returncode in (0, 6) else 1, run.stderr)


if __name__ == "__main__":
    unittest.main()
