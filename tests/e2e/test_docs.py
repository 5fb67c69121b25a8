"""Every command line of the documentation is run, against the sample site.

A block of ```sh is run line by line, in order, in a folder of the page's own. What it stands on is named behind `given=`
(news.db, selectors, page.html, subscriptions.opml), exit codes other than 0 behind `codes=`. https://news.example/ is the sample
site's list, https://news.example/story a story of it. Programs that a test cannot have are stood in for; those that it may have
(pandas, DuckDB, sqlite-utils) are used where they are installed. A ```python block is run, a ```crontab's command as well.
"""
import glob
import importlib.util
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

from support import PROGRAM, ROOT, Harbour

STORY = "/newstream/1763175600-101/bakery-on-quay-street-closes-its-last-coal-oven/"
# Commands that go out: the sample site is on this machine, and nobody waits five seconds for a test.
TOOL = """case $1 in
  crawl)
    case " $* " in
      *" --max-pages "*) ;;
      *) set -- "$@" --max-pages 6 ;;
    esac
    # Of a large site a test takes the beginning: exit code 6 says just that.
    code=0
    '%s' "$@" --allow-private-network --delay 1s || code=$?
    [ $code = 6 ] || exit $code
    exit 0 ;;
  fetch) set -- "$@" --allow-private-network --delay 1s ;;
  preferences) set -- "$@" --allow-private-network ;;
  site)
    case $2 in
      new) set -- "$@" --allow-private-network --delay 1s ;;
      preview) set -- "$@" --allow-private-network ;;
    esac ;;
esac
exec '%s' "$@"
"""
# Of others' programs that are not there: what reads what was piped to it, and succeeds.
STAND_INS = "index-articles sqlite-utils duckdb jq".split()
# Told elsewhere: databases on a server are test_shared.py's, the test command and the quick start are what .ci/run runs; the packages are checked by packaging/check.py.
ELSEWHERE = re.compile(r"scripts/|build/|cmake |apt |apt-get |systemctl |cp /usr|tearsheet status --db /var|podman |createdb |tearsheet [a-z]+ --db postgresql:|tearsheet db copy ")
FENCE = re.compile(r"(?ms)^```([^\n`]*)\n(.*?)^```$")


def pages():
    named = [ROOT + "/README.md", ROOT + "/CONTRIBUTING.md", *glob.glob(ROOT + "/docs/*.md"), *glob.glob(ROOT + "/docs/how-to/*.md")]
    return sorted(os.path.relpath(path, ROOT) for path in named)


def blocks(page):
    """Of a page: line, language, what it says of itself, text."""
    with open(os.path.join(ROOT, page), encoding="utf-8") as file:
        text = file.read()
    for found in FENCE.finditer(text):
        language, *words = found[1].split() or [""]
        yield text[:found.start()].count("\n") + 2, language, dict(word.split("=", 1) for word in words), found[2]


class Docs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="tearsheet-docs-")
        cls.site = Harbour(cls.folder)
        cls.given = os.path.join(cls.folder, "given")
        cls.tools = os.path.join(cls.folder, "tools")
        os.makedirs(cls.given)
        os.makedirs(cls.tools)
        cls.site.write_site_file(os.path.join(cls.given, "selectors"))
        cls.environment = {name: value for name, value in os.environ.items() if not name.startswith("TEARSHEET_") and not name.lower().endswith("_proxy")}
        cls.environment.update(PATH=cls.tools + ":" + os.environ["PATH"], HOME=cls.folder, XDG_CONFIG_HOME=cls.folder + "/config", XDG_DATA_HOME=cls.folder + "/data")
        cls.write_tools()
        done = cls.shell("tearsheet crawl --max-pages 100 --db news.db --selectors selectors --contact https://example.org/tests && "
                         "tearsheet site export --opml --db news.db --selectors selectors -o subscriptions.opml && cp news.db other.db && curl -s -o page.html %s" % (cls.site.base + STORY), cls.given)
        assert done.returncode == 0, done.stderr

    @classmethod
    def tearDownClass(cls):
        cls.site.close()
        shutil.rmtree(cls.folder, ignore_errors=True)

    @classmethod
    def write_tools(cls):
        cls.write_tool("tearsheet", TOOL % (PROGRAM, PROGRAM))
        for name in STAND_INS:
            if shutil.which(name) is None:
                cls.write_tool(name, "[ -t 0 ] || cat >/dev/null\n")

    @classmethod
    def write_tool(cls, name, text):
        path = os.path.join(cls.tools, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n" + text)
        os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)

    @classmethod
    def shell(cls, line, folder):
        line = line.replace("https://news.example/story", cls.site.base + STORY)
        line = re.sub(r"https://news\.example/(?=\s|$)", cls.site.base + "/article/7/", line).replace("https://news.example", cls.site.base)
        # head goes away before all is written, which is told to whoever wrote.
        strict = [] if "| head" in line else ["-o", "pipefail"]
        return subprocess.run(["bash", *strict, "-c", line], cwd=folder, env=cls.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, encoding="utf-8", errors="replace", timeout=120)

    def put_given(self, names, folder):
        for name in filter(None, names.split(",")):
            source = os.path.join(self.given, name)
            if os.path.isdir(source):
                shutil.copytree(source, os.path.join(folder, name), dirs_exist_ok=True)
            else:
                shutil.copy(source, os.path.join(folder, name))

    def run_page(self, page):
        folder = tempfile.mkdtemp(prefix="page-", dir=self.folder)
        for at, language, words, text in blocks(page):
            self.put_given(words.get("given", ""), folder)
            codes = [int(code) for code in words.get("codes", "0").split(",")]
            if language == "python":
                needed = re.findall(r"(?m)^import (\w+)", text)
                if all(importlib.util.find_spec(name) for name in needed):
                    done = subprocess.run([sys.executable, "-c", text], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", timeout=120)
                    self.assertEqual(done.returncode, 0, "%s:%d: %s" % (page, at, done.stderr))
                continue
            if language not in ("sh", "crontab"):
                continue
            for number, line in enumerate(text.replace("\\\n", "  ").split("\n")):
                if language == "crontab":
                    line = " ".join(line.split()[5:]).replace("$HOME/", "")
                if not line.strip() or ELSEWHERE.match(line):
                    continue
                done = self.shell(line, folder)
                self.assertIn(done.returncode, codes, "%s:%d: %s\n%s%s" % (page, at + number, line, done.stdout[-1000:], done.stderr))

    def test_no_command_line_stands_in_a_block_that_is_not_run(self):
        for page in pages():
            for at, language, _, text in blocks(page):
                for number, line in enumerate(text.split("\n")):
                    if language not in ("sh", "crontab", "python") and re.match(r"\s*tearsheet [a-z]", line) and not ELSEWHERE.match(line):
                        self.fail("%s:%d: is in no block of sh: %s" % (page, at + number, line))

    def test_the_examples_of_the_reference_name_options_that_are_there(self):
        with open(ROOT + "/docs/reference/commands.md", encoding="utf-8") as file:
            text = file.read()
        everywhere = set(re.findall(r"`(--?[a-z0-9-]+)`", re.search(r"(?ms)^## Options of every command$(.*?)^## ", text)[1])) | {"--help"}
        sections = {found[1]: found[2] for found in re.finditer(r"(?ms)^## ([a-z]+)$(.*?)(?=^## |\Z)", text)}
        for found in re.finditer(r"(?m)^tearsheet ([a-z]+)\b(.*)$", text):
            if found[1] not in sections:
                self.fail("no command %s: %s" % (found[1], found[0]))
            of_this = re.split(r"[|>;]| #", re.sub(r"'[^']*'|\"[^\"]*\"", "", found[2]))[0]
            for option in re.findall(r"(?<=\s)(--?[a-zA-Z][a-z0-9-]*)", of_this):
                self.assertTrue(option in everywhere or "`%s`" % option in sections[found[1]], "%s: %s" % (option, found[0]))

    def test_the_picture_of_the_database_is_that_of_its_migrations(self):
        path = os.path.join(self.folder, "schema.md")
        subprocess.run([sys.executable, ROOT + "/scripts/schema-page", path], check=True)
        with open(path, encoding="utf-8") as made, open(ROOT + "/docs/schema.md", encoding="utf-8") as kept:
            self.assertTrue(made.read() == kept.read(), "docs/schema.md is stale: run scripts/schema-page")

    def test_links_lead_to_pages_that_are_there(self):
        for page in pages() + [os.path.relpath(path, ROOT) for path in glob.glob(ROOT + "/docs/reference/*.md")]:
            with open(os.path.join(ROOT, page), encoding="utf-8") as file:
                text = FENCE.sub("", file.read())
            for target in re.findall(r"\]\(([^)\s]+)\)", text):
                path = target.split("#")[0]
                if path and "://" not in path:
                    self.assertTrue(os.path.exists(os.path.join(ROOT, os.path.dirname(page), path)), "%s: %s" % (page, target))


def test_of(page):
    return lambda self: self.run_page(page)


for one in pages():
    if any(language in ("sh", "crontab", "python") for _, language, _, _ in blocks(one)):
        setattr(Docs, "test_runs_" + re.sub(r"\W", "_", one[:-len(".md")].replace("docs/", "")), test_of(one))

if __name__ == "__main__":
    unittest.main()
