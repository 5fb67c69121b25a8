"""Every command over every kind of bad database: one clear line, the documented exit code, and the file unharmed."""
import contextlib
import fcntl
import glob
import hashlib
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unittest

from support import LIMIT, PROGRAM, ROOT, Case, Harbour, tearsheet

NOBODY = 65534
ARTICLES = {                                     # read public tables alone
    "search": ("search", "harbour", "--db", "DB"), "search newest": ("search", "harbour", "--sort", "newest", "--json", "--db", "DB"),
    "history": ("history", "1", "--db", "DB"), "export sqlite": ("export", "--format", "sqlite", "-o", "OUT/copy.db", "--db", "DB"),
    **{"export " + name: ("export", "--format", name, "--db", "DB") for name in ("jsonl", "csv", "markdown", "rss", "atom")},
    "export where": ("export", "--where", "harbour", "--db", "DB")}
READING = {
    **ARTICLES, "reextract dry": ("reextract", "--dry-run", "--selectors", "SITES", "--db", "DB"),
    "export changes": ("export", "--cursor-file", "OUT/cursor", "--db", "DB"),
    "status": ("status", "--db", "DB"), **{"status " + name: ("status", "--" + name, "--db", "DB")
                                           for name in ("html", "prometheus", "coverage", "ledger", "json", "alarm")},
    "archive": ("archive", "-o", "OUT/a.warc.gz", "--db", "DB"), "db check": ("db", "check", "--db", "DB"),
    "db check quick": ("db", "check", "--quick", "--db", "DB"), "db prune dry": ("db", "prune", "--raw-pages", "1d", "--dry-run", "--db", "DB")}
MIGRATING = {"db migrate dry": ("db", "migrate", "--dry-run", "--db", "DB")}
MAKING = {"crawl": ("crawl", "--allow-private-network", "--contact", "x", "--selectors", "SITES", "--max-pages", "12", "--db", "DB"),
          "import": ("import", "IN", "--db", "DB")}
WRITING = {**MAKING, "dedup": ("dedup", "--rebuild", "--db", "DB"), "reextract": ("reextract", "--selectors", "SITES", "--db", "DB"),
           "db migrate": ("db", "migrate", "--db", "DB"), "db prune": ("db", "prune", "--raw-pages", "1d", "--db", "DB"),
           "db repair": ("db", "check", "--repair", "--db", "DB")}
EVERY = {**READING, **MIGRATING, **WRITING}


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def contents(folder, without=()):
    """Every file below a folder and what is in it, but those whose names end so."""
    return {path: digest(path) for path in glob.glob(folder + "/**", recursive=True) if os.path.isfile(path) and not path.endswith(tuple(without))}


class BadDatabases(Case):
    @classmethod
    def setUpClass(cls):
        """A sound database, made once; the program where any user can run it."""
        cls.shared = tempfile.mkdtemp(prefix="tearsheet-e2e-")
        cls.addClassCleanup(shutil.rmtree, cls.shared, ignore_errors=True)
        os.chmod(cls.shared, 0o755)
        cls.program = shutil.copy(PROGRAM, cls.shared)
        cls.site = Harbour(cls.shared)
        cls.addClassCleanup(cls.site.close)
        cls.sites = os.path.join(cls.shared, "sites")
        cls.site.write_site_file(cls.sites)
        cls.sound = os.path.join(cls.shared, "sound.db")
        made = tearsheet("crawl", "--allow-private-network", "--contact", "x", "--selectors", cls.sites, "--db", cls.sound)
        assert made.returncode == 0, made.stderr
        cls.archive = os.path.join(cls.shared, "in.warc.gz")
        assert tearsheet("archive", "-o", cls.archive, "--db", cls.sound).returncode == 0
        os.chmod(cls.archive, 0o644)

    def setUp(self):
        super().setUp()
        os.chmod(self.folder, 0o755)
        self.place = os.path.join(self.folder, "place")
        os.mkdir(self.place)
        self.db = os.path.join(self.place, "news.db")

    def sound_copy(self):
        shutil.copy(self.sound, self.db)
        os.chmod(self.db, 0o666)

    def give_place(self, mode):
        """The place with this mode, and nobody's who is not root."""
        os.chmod(self.place, mode)
        self.addCleanup(os.chmod, self.place, 0o755)

    def run_one(self, arguments, is_root=True, **options):
        """Runs a command; unless `is_root`, as a user whom file modes bind."""
        out = tempfile.mkdtemp(dir=self.folder)
        os.chmod(out, 0o777)
        words = {"DB": self.db, "SITES": self.sites, "IN": self.archive}
        line = [words.get(word, word.replace("OUT", out)) for word in arguments]
        if not is_root and os.geteuid() == 0:
            options.update(user=NOBODY, group=NOBODY, extra_groups=[])
        options.setdefault("stdout", subprocess.PIPE)
        return subprocess.run([self.program, *line], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
                              timeout=LIMIT, **options)

    def assert_told(self, run, code, words):
        self.assertEqual(run.returncode, code, run.stderr)
        errors = run.stderr.splitlines()
        self.assertEqual(len(errors), 1, run.stderr)
        for word in words:
            self.assertIn(word, errors[0])

    def assert_refused(self, commands, code, *words, litter=(), **options):
        """Each command says it in one line; nothing in the place was changed, nothing put there but `litter`."""
        for name, arguments in commands.items():
            before = contents(self.place, litter)
            with self.subTest(name):
                self.assert_told(self.run_one(arguments, **options), code, (self.db, *words))
                self.assertEqual(contents(self.place, litter), before)

    def assert_read(self, commands, litter=("-shm", "-wal"), **options):
        for name, arguments in commands.items():
            before = contents(self.place, litter)
            with self.subTest(name):
                run = self.run_one(arguments, **options)
                self.assertEqual((run.returncode, run.stderr), (0, ""), name)
                self.assertEqual(contents(self.place, litter), before)

    def assert_written(self, commands, **options):
        for name, arguments in commands.items():
            with self.subTest(name):
                run = self.run_one(arguments, **options)
                self.assertIn(run.returncode, (0, 6), run.stderr)     # 6: the page budget
                self.assert_sound()

    def assert_sound(self, least=0):
        connection = sqlite3.connect(self.db)
        with contextlib.closing(connection):
            self.assertEqual(connection.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            self.assertGreaterEqual(connection.execute("SELECT count(*) FROM articles").fetchone()[0], least)

    # --- what is no database

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

    # --- damage

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

    # --- what may not be written, or read

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

    # --- no room

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

        reading = {name: line for name, line in {**READING, **MIGRATING}.items() if name not in ("export sqlite", "archive")}
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
            if "-o" in arguments or "--cursor-file" in arguments:
                continue
            with self.subTest(name), open("/dev/full", "w", encoding="utf-8") as full:
                self.assert_told(self.run_one(arguments, stdout=full), 1, ("standard output could not be written",))
        self.assert_sound(1)

    def test_closed_output(self):
        """`>&-`: the first file that is opened must not become standard output."""
        self.sound_copy()
        before = digest(self.db)
        for name, arguments in {**READING, **MIGRATING}.items():
            if "-o" in arguments or "--cursor-file" in arguments:
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
            if "-o" in arguments or "--cursor-file" in arguments:
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
