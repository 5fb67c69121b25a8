"""`crawl --exec` and `--webhook`: every new or changed article, at least once and in order, whatever breaks in between."""
import base64
import hashlib
import hmac
import http.server
import json
import os
import threading
import unittest

from support import STORIES, Case, tearsheet


class Receiver:
    """Takes messages, or answers as it is told to."""

    def __init__(self, case):
        self.taken, self.refused, self.status = [], 0, 204
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if receiver.status == 204:
                    receiver.taken.append((body, dict((name.lower(), value) for name, value in self.headers.items())))
                else:
                    receiver.refused += 1
                self.send_response(receiver.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d/hook/s3cret" % self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        case.addCleanup(self.server.server_close)
        case.addCleanup(self.server.shutdown)

    def records(self):
        return [json.loads(body) for body, _ in self.taken]


class Telling(Case):
    def changes(self):
        """What an incremental export writes, without what is no news."""
        path = os.path.join(self.folder, "all.jsonl")
        run = tearsheet("export", "--db", self.db, "--changed-since", "", "-o", path)
        self.assertEqual(run.returncode, 0, run.stderr)
        with open(path, encoding="utf-8") as file:
            return [row for row in map(json.loads, file) if row["kind"] != "page"]

    def told_lines(self):
        path = os.path.join(self.folder, "told.jsonl")
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def test_a_command_gets_every_article_once_and_changes_later(self):
        self.harbour()
        command = "cat >> '%s/told.jsonl'" % self.folder
        run = self.crawl("--exec", command)
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""))
        self.assertEqual(self.told_lines(), self.changes())
        self.assertEqual(len(self.told_lines()), 21)
        self.assertEqual(self.crawl("--exec", command).returncode, 0)
        self.assertEqual(len(self.told_lines()), 21, "nothing is new")
        # While nobody was told: an article that changed, and one that was removed.
        self.execute("UPDATE articles SET title = 'Corrected' WHERE id = 5")
        self.assertEqual(tearsheet("delete", "7", "--db", self.db, "--yes").returncode, 0)
        self.assertEqual(self.crawl("--exec", command).returncode, 0)
        later = self.told_lines()[21:]
        self.assertIn("Corrected", [row.get("title") for row in later])
        self.assertIn((7, True), [(row["id"], row.get("removed")) for row in later])

    def test_what_was_stored_before_is_not_told(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.assertEqual(self.crawl("--exec", "cat >> '%s/told.jsonl'" % self.folder).returncode, 0)
        self.assertEqual(self.told_lines(), [])

    def test_a_failing_command_is_told_once_and_its_articles_stay_due(self):
        self.harbour()
        script = os.path.join(self.folder, "hook")
        with open(script, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\ntest -e '%s/open' || exit 9\ncat >> '%s/told.jsonl'\n" % (self.folder, self.folder))
        os.chmod(script, 0o755)
        runs = [self.crawl("--exec", script) for _ in range(4)]
        self.assertEqual([run.returncode for run in runs], [5, 5, 5, 5])
        self.assertEqual([len(run.stderr.splitlines()) for run in runs], [1, 0, 1, 0])
        self.assertIn("it ended with 9", runs[0].stderr)
        self.assertIn("for the 3rd run in a row", runs[2].stderr)
        open(os.path.join(self.folder, "open"), "w").close()
        self.assertEqual(self.crawl("--exec", script).returncode, 0)
        self.assertEqual(self.told_lines(), self.changes())

    def test_nothing_is_lost_when_it_is_killed(self):
        self.harbour()
        script = os.path.join(self.folder, "hook")
        with open(script, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\ncat >> '{0}/told.jsonl'\nif [ $(wc -l < '{0}/told.jsonl') = 3 ]; then kill -9 $PPID; fi\n".format(self.folder))
        os.chmod(script, 0o755)
        # The shell that runs the command becomes it, so its parent is the program.
        self.assertEqual(self.crawl("--exec", "exec " + script).returncode, -9)
        self.assertEqual(len(self.told_lines()), 3)
        self.assertEqual(self.crawl("--exec", "exec " + script).returncode, 0)
        told, due = self.told_lines(), self.changes()
        self.assertEqual(told[:3] + told[4:], due, "each once and in order")
        self.assertEqual(told[3], told[2], "but that whose taking nobody could note")

    def test_a_webhook_is_posted_signed_records(self):
        self.harbour()
        receiver = Receiver(self)
        secret = os.path.join(self.folder, "secret")
        with open(secret, "w", encoding="utf-8") as file:
            file.write("whsec_%s\n" % base64.b64encode(b"0123456789abcdef0123456789abcdef").decode())
        run = self.crawl("--webhook", receiver.url, "--webhook-secret-file", secret)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(receiver.records(), self.changes())
        ids = set()
        for body, headers in receiver.taken:
            content = ("%s.%s." % (headers["webhook-id"], headers["webhook-timestamp"])).encode() + body
            wanted = base64.b64encode(hmac.new(b"0123456789abcdef0123456789abcdef", content, hashlib.sha256).digest()).decode()
            self.assertEqual(headers["webhook-signature"], "v1," + wanted)
            self.assertEqual(headers["x-hub-signature-256"], "sha256=" + hmac.new(b"0123456789abcdef0123456789abcdef", body, hashlib.sha256).hexdigest())
            ids.add(headers["webhook-id"])
        self.assertEqual(len(ids), 21)
        with open(self.db, "rb") as file:
            self.assertNotIn(b"s3cret", file.read(), "the address may be the secret")

    def test_a_webhook_that_fails_is_asked_again_in_the_next_run(self):
        self.harbour()
        receiver = Receiver(self)
        receiver.status = 503
        run = self.crawl("--webhook", receiver.url)
        self.assert_one_line(run, 5, "http://127.0.0.1", "answered 503", "stays due")
        self.assertNotIn("s3cret", run.stderr)
        self.assertEqual(receiver.refused, 1, "the one that was not taken blocks those behind it")
        receiver.status = 204
        self.assertEqual(self.crawl("--webhook", receiver.url).returncode, 0)
        self.assertEqual(receiver.records(), self.changes())

    def test_rooms_of_chats_take_title_and_address(self):
        self.harbour()
        receiver = Receiver(self)
        os.environ.update(TEARSHEET_WEBHOOK=receiver.url, TEARSHEET_WEBHOOK_BODY="chat", TEARSHEET_WEBHOOK_SECRET="x")
        for name in ("TEARSHEET_WEBHOOK", "TEARSHEET_WEBHOOK_BODY", "TEARSHEET_WEBHOOK_SECRET"):
            self.addCleanup(os.environ.pop, name, None)
        self.assertEqual(self.crawl().returncode, 0)
        self.assertIn(STORIES["main"]["title"], [row["content"].split("\n")[0] for row in receiver.records()])
        self.assertIn("webhook-signature", receiver.taken[0][1])

    def test_private_addresses_are_guarded(self):
        """The crawl of nothing at all: an address by which no receiver may be reached."""
        receiver = Receiver(self)
        self.harbour()
        self.assertEqual(self.crawl("--exec", "false").returncode, 5)
        self.execute("INSERT INTO _told SELECT 'webhook ' || '%s', cursor, 0, at FROM _told" % hashlib.sha256(receiver.url.encode()).hexdigest())
        run = tearsheet("crawl", "--db", self.db, "--selectors", self.selectors, "--contact", "x@example.org", "--webhook", receiver.url)
        self.assertIn("is not a public address", run.stderr)
        self.assertEqual((receiver.taken, receiver.refused), ([], 0))

    def test_wrong_options_are_told_before_anything_is_fetched(self):
        self.harbour()
        self.assert_one_line(self.crawl("--webhook", "hooks.example"), 2, "https://")
        self.assert_one_line(self.crawl("--webhook", "https://hooks.example/", "--webhook-secret-file", self.folder + "/none"), 1, "none")
        self.assert_one_line(self.crawl("--webhook-body", "chatt"), 2, "did you mean chat?")


if __name__ == "__main__":
    unittest.main()
