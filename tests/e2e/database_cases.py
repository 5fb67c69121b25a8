"""What the tests of every command over bad databases have in common: the commands by what they do to a database, a sound one, and what a
command may say and leave behind."""
import contextlib
import glob
import hashlib
import os
import shutil
import sqlite3
import subprocess
import tempfile

from support import LIMIT, PROGRAM, ROOT, Case, Harbour, tearsheet

NOBODY = 65534
ARTICLES = {                                     # read public tables alone
    "search": ("search", "harbour", "--db", "DB"), "search newest": ("search", "harbour", "--sort", "newest", "--json", "--db", "DB"),
    "history": ("history", "1", "--db", "DB"), "show": ("show", "1", "--db", "DB"), "show sources": ("show", "1", "--sources", "--json", "--db", "DB"), "export sqlite": ("export", "--format", "sqlite", "-o", "OUT/copy.db", "--db", "DB"),
    **{"export " + name: ("export", "--format", name, "--db", "DB") for name in ("jsonl", "csv", "markdown", "rss", "atom", "jsonfeed", "tei")},
    "export where": ("export", "--where", "harbour", "--db", "DB")}
READING = {
    **ARTICLES, "reextract dry": ("reextract", "--dry-run", "--selectors", "SITES", "--db", "DB"),
    "export changes": ("export", "--cursor-file", "OUT/cursor", "--db", "DB"),
    "status": ("status", "--db", "DB"), **{"status " + name: ("status", "--" + name, "--db", "DB")
                                           for name in ("html", "prometheus", "coverage", "ledger", "json", "alarm")},
    "show page": ("show", "1", "--format", "page", "-o", "OUT/page.html", "--db", "DB"), "why": ("why", "harbour-times", "--db", "DB"),
    "coverage list": ("status", "--coverage", "--list", "e", "--db", "DB"), "delete dry": ("delete", "1", "--dry-run", "--db", "DB"),
    "archive": ("archive", "-o", "OUT/a.warc.gz", "--db", "DB"), "db check": ("db", "check", "--db", "DB"),
    "db check quick": ("db", "check", "--quick", "--db", "DB"), "db backup": ("db", "backup", "OUT/backup.db", "--db", "DB"),
    "db prune dry": ("db", "prune", "--raw-pages", "1d", "--dry-run", "--db", "DB")}
MIGRATING = {"db migrate dry": ("db", "migrate", "--dry-run", "--db", "DB")}
MAKING = {"crawl": ("crawl", "--allow-private-network", "--contact", "x", "--selectors", "SITES", "--max-pages", "12", "--db", "DB"),
          "import": ("import", "IN", "--db", "DB"), "db merge": ("db", "merge", "OTHER", "--db", "DB")}
WRITING = {**MAKING, "dedup": ("dedup", "--rebuild", "--db", "DB"), "reextract": ("reextract", "--selectors", "SITES", "--db", "DB"),
           "db migrate": ("db", "migrate", "--db", "DB"), "db prune": ("db", "prune", "--raw-pages", "1d", "--db", "DB"),
           "delete": ("delete", "--where", "harbour", "--yes", "--expect", "21", "--db", "DB"),
           "db repair": ("db", "check", "--repair", "--db", "DB")}
EVERY = {**READING, **MIGRATING, **WRITING}


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def contents(folder, without=()):
    """Every file below a folder and what is in it, but those whose names end so."""
    return {path: digest(path) for path in glob.glob(folder + "/**", recursive=True) if os.path.isfile(path) and not path.endswith(tuple(without))}


class DatabaseCase(Case):
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
        os.mkdir(os.path.join(cls.shared, "other"), 0o777)       # its -shm may be made by any user
        cls.other = shutil.copy(cls.sound, os.path.join(cls.shared, "other"))
        os.chmod(os.path.dirname(cls.other), 0o777)
        os.chmod(cls.other, 0o666)

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
        words = {"DB": self.db, "SITES": self.sites, "IN": self.archive, "OTHER": self.other}
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
