"""What the end-to-end tests share: the program under test, the sample site on loopback, a folder for each test."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HARBOUR = os.path.join(ROOT, "tests", "site", "harbour.py")
PROGRAM = os.environ["TEARSHEET"]
with open(PROGRAM, "rb") as program_file:
    program_bytes = program_file.read()
SANITIZED = b"__asan_init" in program_bytes                # its memory is the sanitizer's more than its own
LIMIT = 900 if b"__gcov_dump" in program_bytes else 180    # seconds; no command of a test needs a fraction of it
del program_bytes

with open(os.path.join(ROOT, "tests", "site", "stories.json"), encoding="utf-8") as stories_file:
    STORIES = json.load(stories_file)


def tearsheet(*arguments, **options):
    """Runs the program to its end: a CompletedProcess with text in stdout and stderr."""
    return subprocess.run([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
                          timeout=LIMIT, **options)


class Harbour:
    """The sample site, served until close()."""

    def __init__(self, folder, crawl_delay=0.05, stories=STORIES, port=0):
        self.log_path = os.path.join(folder, "requests.jsonl")
        stories_path = os.path.join(folder, "stories.json")
        with open(stories_path, "w", encoding="utf-8") as file:
            json.dump(stories, file)
        self.process = subprocess.Popen([sys.executable, HARBOUR, "--stories", stories_path, "serve", "--port", str(port), "--log", self.log_path,
                                         "--crawl-delay", str(crawl_delay)], stdout=subprocess.PIPE, encoding="utf-8")
        self.base = self.process.stdout.readline().strip()

    def close(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def requests(self):
        if not os.path.exists(self.log_path):
            return []
        with open(self.log_path, encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def write_site_file(self, folder, change=lambda text: text):
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(ROOT, "tests", "site", "harbour-times.toml"), encoding="utf-8") as file:
            text = file.read().replace("$BASE", self.base)
        with open(os.path.join(folder, "harbour-times.toml"), "w", encoding="utf-8") as file:
            file.write(change(text))


class Case(unittest.TestCase):
    """A test with a folder of its own; settings of whoever runs the tests do not reach the program."""
    maxDiff = 2000

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="tearsheet-e2e-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        for name in [name for name in os.environ if name.startswith("TEARSHEET_") or name.lower().endswith("_proxy")]:
            del os.environ[name]
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = os.path.join(self.folder, "home")
        self.db = os.path.join(self.folder, "news.db")
        self.selectors = os.path.join(self.folder, "selectors")

    def harbour(self, crawl_delay=0.05, stories=STORIES, port=0):
        site = Harbour(self.folder, crawl_delay, stories, port)
        self.addCleanup(site.close)
        site.write_site_file(self.selectors)
        return site

    def crawl_arguments(self, *more):
        return ("crawl", "--allow-private-network", "--db", self.db, "--selectors", self.selectors, "--contact", "https://example.org/tests", *more)

    def crawl(self, *more):
        return tearsheet(*self.crawl_arguments(*more))

    def exported(self):
        run = tearsheet("export", "--db", self.db, "--format", "jsonl")
        self.assertEqual(run.returncode, 0, run.stderr)
        return [json.loads(line) for line in run.stdout.splitlines()]

    def query(self, sql):
        connection = sqlite3.connect("file:%s?mode=ro" % self.db, uri=True)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def execute(self, sql):
        """Changes the database as no run would: time that has passed."""
        connection = sqlite3.connect(self.db)
        try:
            with connection:
                connection.execute(sql)
        finally:
            connection.close()

    def assert_one_line(self, run, code, *words):
        """The exit code, and one line on stderr that holds the words."""
        self.assertEqual(run.returncode, code, run.stderr)
        self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)
        for word in words:
            self.assertIn(word, run.stderr)
