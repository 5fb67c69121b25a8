"""Signed requests: the key, what is published of it, and that every request has a signature of its own."""
import http.server
import json
import os
import re
import stat
import threading
import unittest

from support import Case, tearsheet

PAGE = "<html lang=en><title>Pier</title><article><h1>The pier is to be rebuilt</h1>%s</article>" % "".join(
    "<p>%s.</p>" % " ".join("word%d" % (17 * k + n) for n in range(60)) for k in range(4))


class Asked(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    requests = []
    published = ""

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.requests.append((self.path, dict(self.headers.items())))
        tries = sum(path == self.path for path, _ in self.requests)
        if self.path == "/dropped" and tries == 1:     # a kept connection that is closed under the request
            self.close_connection = True
            return
        if self.path == "/moved":
            self.answer(302, "", Location="/story")
        elif self.path == "/robots.txt":
            self.answer(200, "User-agent: *\nAllow: /\n")
        elif self.path.startswith("/.well-known/"):
            self.answer(200 if self.published else 404, self.published)
        else:
            self.answer(200, PAGE)

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())


class Identity(Case):
    def setUp(self):
        super().setUp()
        Asked.requests, Asked.published = [], ""
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Asked)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.base = "http://127.0.0.1:%d" % self.server.server_port
        self.key = os.path.join(self.folder, "identity")

    def make(self):
        run = tearsheet("identity", "new", "--dir", self.key, "--agent", "https://crawler.example/")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return run

    def fetch(self, path, *arguments):
        return tearsheet("fetch", "--allow-private-network", "--delay", "1s", "--contact", "https://example.org/tests", *arguments, self.base + path)

    def test_a_key_is_made_once_and_never_shown(self):
        run = self.make()
        self.assertIn("/.well-known/http-message-signatures-directory", run.stdout)
        private = os.path.join(self.key, "private-key.pem")
        self.assertEqual(stat.S_IMODE(os.stat(private).st_mode), 0o600)
        with open(private, encoding="ascii") as file:
            secret = file.read().splitlines()[1]
        again = tearsheet("identity", "new", "--dir", self.key, "--agent", "https://crawler.example/")
        self.assert_one_line(again, 1, "is there already")
        told = tearsheet("identity", "directory", "--dir", self.key).stdout + tearsheet("identity", "card", "--dir", self.key).stdout
        self.assertNotIn(secret, told + run.stdout)

    def test_every_request_is_signed_afresh(self):
        self.make()
        for path in ("/moved", "/dropped"):
            run = self.fetch(path, "--identity", self.key)
            self.assertEqual(run.returncode, 0, run.stderr)
        paths = [path for path, _ in Asked.requests]
        self.assertEqual(sorted(paths), ["/dropped", "/dropped", "/moved", "/robots.txt", "/robots.txt", "/story"])
        for path, headers in Asked.requests:
            self.assertEqual(headers["Signature-Agent"], 'sig1="https://crawler.example"', path)
            self.assertIn('tag="web-bot-auth"', headers["Signature-Input"], path)
        nonces = [re.search('nonce="([^"]*)"', headers["Signature-Input"])[1] for _, headers in Asked.requests]
        self.assertEqual(len(set(nonces)), len(nonces), "a signature is for one request")

    def test_without_an_identity_nothing_is_signed(self):
        self.assertEqual(self.fetch("/story").returncode, 0)
        self.assertFalse([headers for _, headers in Asked.requests if "Signature" in headers])

    def test_without_its_key_nothing_is_asked_for(self):
        run = self.fetch("/story", "--identity", self.key)
        self.assert_one_line(run, 1, "private-key.pem")
        self.make()
        os.chmod(os.path.join(self.key, "private-key.pem"), 0o644)
        self.assert_one_line(self.fetch("/story", "--identity", self.key), 1, "chmod 600")
        self.assertEqual(Asked.requests, [])

    def test_a_rotation_keeps_the_old_key_published(self):
        self.make()
        old = json.loads(tearsheet("identity", "directory", "--dir", self.key).stdout)["keys"]
        new = json.loads(tearsheet("identity", "rotate", "--dir", self.key).stdout)["keys"]
        self.assertEqual(len(new), 2)
        self.assertEqual(new[1]["x"], old[0]["x"])
        self.assertIn("exp", new[1])

    def test_misuse_is_said(self):
        self.assertEqual(tearsheet("identity", "neu", "--dir", self.key).returncode, 2)
        self.assertEqual(tearsheet("identity", "new").returncode, 2)
        self.assert_one_line(tearsheet("identity", "new", "--dir", self.key, "--agent", "http://crawler.example/"), 1, "https")
        self.assert_one_line(tearsheet("identity", "check", "--offline", "--dir", self.key), 1, "private-key.pem")


if __name__ == "__main__":
    unittest.main()
