"""The manual is what the program says of itself: pages, reference and completions, as people's tools read them."""
import glob
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import unittest

from support import PROGRAM, ROOT, Case, tearsheet

MAKER = os.path.join(os.path.dirname(PROGRAM), "tearsheet_manual")
REFERENCE = os.path.join(ROOT, "docs", "reference")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def run(*command, **options):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", timeout=60, **options)


class Manual(Case):
    def made(self, form):
        folder = os.path.join(self.folder, form)
        self.assertEqual(run(MAKER, form, folder).returncode, 0)
        return folder

    def commands(self):
        return re.findall(r"(?m)^\| \[([a-z]+)\]", read(os.path.join(REFERENCE, "commands.md")))

    def test_the_reference_is_what_the_program_says_today(self):
        folder = self.made("reference")
        self.assertEqual(sorted(os.listdir(folder)), sorted(os.listdir(REFERENCE)))
        for name in os.listdir(folder):
            self.assertTrue(read(os.path.join(folder, name)) == read(os.path.join(REFERENCE, name)),
                            "docs/reference/%s is stale: run scripts/reference" % name)

    def test_names_every_command_and_option_of_help(self):
        text = read(os.path.join(REFERENCE, "commands.md"))
        listed = tearsheet("--help").stdout
        for command in self.commands():
            self.assertRegex(listed, r"(?m)^  %s " % command)
            told = set(re.findall(r"(?m)^  (?:-\w,)?(--[a-z][a-z0-9-]*)", tearsheet(command, "--help").stdout)) - {"--help"}
            section = re.search(r"(?ms)^## %s$(.*?)(?=^## |\Z)" % command, text)[1]
            self.assertEqual(told - set(re.findall(r"`(--[a-z0-9-]+)`", section)), set(), command)

    def test_there_is_a_man_page_for_every_command_and_each_is_sound(self):
        folder = self.made("man")
        for command in self.commands():
            self.assertIn("tearsheet-%s.1" % command, os.listdir(folder))
        pages = glob.glob(folder + "/*")
        for page in pages:
            lines = read(page).split("\n")
            self.assertTrue(lines[0].startswith(".TH "), page)
            self.assertEqual(lines[1], ".SH NAME", page)
        if shutil.which("mandoc"):
            # A line that is long is a line of an example; that the system has no mandoc database is not the page's fault.
            told = run("mandoc", "-Tlint", "-Wwarning", *pages)
            self.assertEqual(told.stdout, "")
        if shutil.which("man") and shutil.which("groff"):
            for page in pages:
                told = run("man", "--warnings", "--encoding=UTF-8", "-l", page, env=dict(os.environ, MANROFFSEQ="", MANWIDTH="140", LC_ALL="C.UTF-8"))
                self.assertEqual((told.returncode, told.stderr), (0, ""), page)

    def offered_by_bash(self, *words):
        script = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tearsheet; printf "%s\\n" "${COMPREPLY[@]}"'
        done = run("bash", "-c", script, os.path.join(self.made("completions"), "tearsheet"), *words, cwd=self.folder)
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    def test_bash_offers_commands_options_choices_and_files(self):
        os.makedirs(os.path.join(self.folder, "fine-folder"))
        for words, offered in ((("tearsheet", "cra"), ["crawl"]), (("tearsheet", "crawl", "--max-pages"), ["--max-pages"]),
                               (("tearsheet", "export", "--format", "mark"), ["markdown"]), (("tearsheet", "crawl", "--selectors", "fine"), ["fine-folder"]),
                               (("tearsheet", "extract", "fine"), ["fine-folder"]), (("tearsheet", "crawl", "--max-pages", ""), []),
                               (("tearsheet", "-q", "crawl", "--dry"), ["--dry-run"])):
            with self.subTest(words=words):
                self.assertEqual(self.offered_by_bash(*words), offered)

    def test_bash_offers_the_actions_of_a_command(self):
        self.assertEqual(self.offered_by_bash("tearsheet", "db", "mig"), ["migrate"])
        self.assertEqual(self.offered_by_bash("tearsheet", "db", ""), ["check", "backup", "copy", "merge", "migrate", "prune", "verify"])

    def test_zsh_takes_the_completion(self):
        path = os.path.join(self.made("completions"), "_tearsheet")
        self.assertTrue(read(path).startswith("#compdef tearsheet\n"))
        if shutil.which("zsh"):
            for typed, completed in (("cra", "crawl"), ("db mig", "db migrate"), ("export --format mark", "export --format markdown"), ("crawl --dry", "crawl --dry-run")):
                with self.subTest(typed=typed):
                    self.assertIn("GOT tearsheet " + completed, self.typed_in_zsh(os.path.dirname(path), "tearsheet %s\t" % typed))

    def typed_in_zsh(self, folder, keys):
        """What stands on the line after these keys. zsh completes for a terminal alone."""
        child, terminal = pty.fork()
        if child == 0:
            os.execvpe("zsh", ["zsh", "-f", "-i"], dict(os.environ, TERM="dumb", HOME=self.folder))
        shown = b""

        def wait_for(mark):
            nonlocal shown
            while mark not in shown:
                if not select.select([terminal], [], [], 30)[0]:
                    self.fail("zsh: no %r in %r" % (mark, shown))
                shown += os.read(terminal, 65536)
        try:
            os.write(terminal, ("PS1=; bindkey -e; fpath=(%s $fpath); autoload -Uz compinit; compinit -D -u; print RE''ADY\n" % folder).encode())
            wait_for(b"READY")
            # The line becomes the argument of a command that prints it.
            os.write(terminal, keys.encode() + b"\x01print -r -- GOT \nprint DO''NE\n")
            wait_for(b"DONE")
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(terminal)
        return shown.decode("utf-8", "replace")

    def test_fish_offers_commands_options_choices_and_actions(self):
        path = os.path.join(self.made("completions"), "tearsheet.fish")
        self.assertIn("complete -c tearsheet", read(path))
        if shutil.which("fish"):
            environment = dict(os.environ, HOME=self.folder)
            for typed, offered in (("cra", "crawl"), ("crawl --dry", "--dry-run"), ("export --format mark", "markdown"), ("db mig", "migrate")):
                with self.subTest(typed=typed):
                    done = run("fish", "--no-config", "-c", 'source $argv[1]; complete -C "$argv[2]"', path, "tearsheet " + typed, env=environment)
                    self.assertEqual([line.split("\t")[0] for line in done.stdout.splitlines()], [offered], done.stderr)


if __name__ == "__main__":
    unittest.main()
