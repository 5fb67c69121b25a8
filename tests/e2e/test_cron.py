"""The script that cron runs."""
import os
import subprocess
import unittest

from support import PROGRAM, ROOT, Case

SCRIPT = os.path.join(ROOT, "cron", "crawl")


class Cron(Case):
    def run_script(self, **settings):
        environment = dict(os.environ, TEARSHEET=PROGRAM, TEARSHEET_DB=self.db, TEARSHEET_SELECTORS=self.selectors, TEARSHEET_CONTACT="https://example.org/",
                           TEARSHEET_ARGS="--allow-private-network", **settings)
        return subprocess.run([SCRIPT], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", timeout=120)

    def test_is_silent_on_success(self):
        self.harbour()
        run = self.run_script()
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""))
        self.assertEqual(len(self.exported()), 21)

    def test_ends_at_its_time_budget_with_the_exit_code_that_says_so(self):
        self.harbour(crawl_delay=0.5)
        run = self.run_script(TEARSHEET_MAX_TIME="2s")
        self.assertEqual(run.returncode, 6, run.stderr)

    def test_keeps_the_exit_code_of_a_failure_and_writes_the_log(self):
        log = os.path.join(self.folder, "log")
        run = self.run_script(TEARSHEET_LOG=log)       # no folder of site files
        self.assertEqual((run.returncode, run.stderr), (2, ""))
        with open(log, encoding="utf-8") as file:
            self.assertIn("selectors", file.read())


if __name__ == "__main__":
    unittest.main()
