"""`crawl --exec` and `--webhook` with a database on a server: what is promised of a file, told by one crawl at a time."""
import json
import os
import signal
import unittest

from shared_case import CONTACT, SharedCase
from support import tearsheet
from test_shared import SlowTown
from test_telling import Receiver


class SharedTelling(SharedCase):
    def arguments(self, *more):
        return ("crawl", "--allow-private-network", "--db", self.address, "--selectors", self.selectors, "--lease", "2s", *CONTACT, *more)

    def crawl(self, *more):
        return tearsheet(*self.arguments(*more))

    def script(self, text):
        """A command; the shell that runs it becomes it, so its parent is the program."""
        path = os.path.join(self.folder, "hook")
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\ncd '%s'\n%s\n" % (self.folder, text))
        os.chmod(path, 0o755)
        return ("--exec", "exec " + path)

    def told(self):
        path = os.path.join(self.folder, "told.jsonl")
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def in_order(self):
        """Ids of articles as they were changed, by the server's clock."""
        return [int(row[0]) for row in self.ask("SELECT article_id FROM _change ORDER BY at, seq")]

    def test_every_article_comes_once_and_changes_later(self):
        self.harbour()
        command = self.script("cat >> told.jsonl")
        run = self.crawl(*command)
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""))
        self.assertEqual([row["id"] for row in self.told()], self.in_order())
        self.assertEqual(len(self.told()), 21)
        wanted = tearsheet("export", "--db", self.address)
        self.assertEqual(sorted(map(json.dumps, self.told())), sorted(json.dumps(json.loads(line)) for line in wanted.stdout.splitlines()))
        self.assertEqual(self.crawl(*command).returncode, 0)
        self.assertEqual(len(self.told()), 21, "nothing is new")
        gone = self.told()[7]
        self.assertEqual(tearsheet("delete", str(gone["id"]), "--db", self.address, "--yes").returncode, 0)
        self.assertEqual(self.crawl(*command).returncode, 0)
        self.assertEqual(self.told()[21:], [{"id": gone["id"], "url": gone["url"], "removed": True}])
        # Another command begins with its first run.
        self.assertEqual(self.crawl("--exec", "cat >> '%s/other.jsonl'" % self.folder).returncode, 0)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "other.jsonl")))

    def test_one_that_is_not_taken_stays_due_and_so_do_those_behind_it(self):
        self.harbour()
        command = self.script("test -e open || exit 9\ncat >> told.jsonl")
        runs = [self.crawl(*command) for _ in range(3)]
        self.assertEqual([run.returncode for run in runs], [5, 5, 5])
        self.assertIn("it ended with 9", runs[0].stderr)
        self.assertEqual(runs[1].stderr, "")
        self.assertIn("for the 3rd run in a row", runs[2].stderr)
        open(os.path.join(self.folder, "open"), "w").close()
        self.assertEqual(self.crawl(*command).returncode, 0)
        self.assertEqual([row["id"] for row in self.told()], self.in_order())

    def test_nothing_is_lost_when_a_crawl_is_killed_while_it_tells(self):
        self.harbour()
        command = self.script("cat >> told.jsonl\nif [ $(wc -l < told.jsonl) = 3 ]; then kill -9 $PPID; fi")
        self.assertEqual(self.crawl(*command).returncode, -9)
        self.assertEqual(len(self.told()), 3)
        self.assertEqual(self.crawl(*command).returncode, 0)
        told = [row["id"] for row in self.told()]
        self.assertEqual(told[:3] + told[4:], self.in_order(), "each once and in order")
        self.assertEqual(told[3], told[2], "but that whose taking nobody could note")

    def test_another_crawl_goes_on_for_one_that_was_killed(self):
        self.harbour()
        command = self.script("cat > one.json\nif [ $(cat told.jsonl 2>/dev/null | wc -l) = 4 ]; then while [ ! -e open ]; do sleep 0.05; done; fi\ncat one.json >> told.jsonl")
        first = self.begin(*self.arguments(*command))
        self.wait_until(lambda: len(self.told()) == 4)
        other = self.begin(*self.arguments(*command))
        self.wait_until(lambda: self.number("SELECT count(*) FROM runs WHERE ended IS NOT NULL") == 2)
        self.assertEqual(len(self.told()), 4, "the other one waits for its turn")
        first.send_signal(signal.SIGKILL)
        first.wait()
        open(os.path.join(self.folder, "open"), "w").close()
        self.end(other)
        told = [row["id"] for row in self.told()]
        self.assertEqual([id for at, id in enumerate(told) if id not in told[:at]], self.in_order())
        self.assertLessEqual(len(told), 22)

    def test_of_two_crawls_one_tells_at_a_time_and_what_both_stored(self):
        for number, host in enumerate(("127.0.0.1", "127.0.0.2")):
            SlowTown(self, "slow%d" % number, host)
        command = self.script("mkdir alone || touch clash\ncat >> told.jsonl\nrmdir alone")
        workers = [self.begin(*self.arguments(*command)) for _ in range(2)]
        for worker in workers:
            self.end(worker, (0, 5))
        self.assertFalse(os.path.exists(os.path.join(self.folder, "clash")))
        self.assertEqual({row["id"] for row in self.told()}, set(self.in_order()))
        self.assertEqual(len(self.in_order()), 80)
        self.assertEqual(self.number("SELECT count(*) FROM _told"), 1)

    def test_a_webhook_is_posted_each_record(self):
        self.harbour()
        receiver = Receiver(self)
        receiver.status = 503
        run = self.crawl("--webhook", receiver.url)
        self.assert_one_line(run, 5, "http://127.0.0.1", "answered 503", "stays due")
        receiver.status = 204
        self.assertEqual(self.crawl("--webhook", receiver.url).returncode, 0)
        self.assertEqual([row["id"] for row in receiver.records()], self.in_order())
        self.assertEqual(len({headers["webhook-id"] for _, headers in receiver.taken}), 21)


if __name__ == "__main__":
    unittest.main()
