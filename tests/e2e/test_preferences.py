"""What a publisher says about the use of its text, asked for at the prompt."""
import http.server
import json
import subprocess
import threading
import unittest

from support import LIMIT, PROGRAM, Case, tearsheet

PAGE = "<html lang=en><title>Pier</title><meta name=robots content=noai><link rel=license href=/terms><article><h1>Pier</h1><p>Ships wait.</p></article>"


class Publisher(http.server.BaseHTTPRequestHandler):
    asked = []

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.asked.append(self.path)
        body = {"/robots.txt": "User-agent: *\nContent-Signal: search=yes, ai-train=yes\nDisallow: /closed/\n",
                "/news/1": PAGE, "/closed/1": PAGE,
                "/.well-known/tdmrep.json": '[{"location": "/news/", "tdm-reservation": 1, "tdm-policy": "/policy.json"}]'}.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else "application/json" if "json" in self.path else "text/html")
        if self.path == "/news/1":
            self.send_header("Content-Usage", "ai-use=n")
        self.end_headers()
        self.wfile.write((body or "").encode())


class Preferences(Case):
    def setUp(self):
        super().setUp()
        Publisher.asked = []
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.base = "http://127.0.0.1:%d" % self.server.server_port

    def ask(self, *arguments):
        return tearsheet("preferences", "--allow-private-network", "--contact", "https://example.org/tests", *arguments)

    def test_all_places_are_asked_once_and_summed_up(self):
        run = self.ask("--json", self.base + "/news/1")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        told = json.loads(run.stdout)
        self.assertEqual(sorted(Publisher.asked), ["/.well-known/tdmrep.json", "/news/1", "/robots.txt"])
        self.assertEqual({key: told[key] for key in ("crawl", "train-ai", "ai-use", "search", "tdm", "tdm-policy", "license")},
                         {"crawl": True, "train-ai": "n", "ai-use": "n", "search": "y", "tdm": 1,
                          "tdm-policy": self.base + "/policy.json", "license": [self.base + "/terms"]})
        self.assertEqual([one["source"] for one in told["statements"]],
                         ["robots.txt content-signal", "header content-usage", "meta robots", "link license", "tdmrep.json"])

    def test_people_read_lines(self):
        run = self.ask(self.base + "/news/1")
        self.assertIn("\n  train-ai     n\n", run.stdout)
        self.assertIn("\n  told by meta robots: noai\n", run.stdout)

    def test_what_may_not_be_fetched_is_not(self):
        run = self.ask(self.base + "/closed/1")
        self.assert_one_line(run, 1, "robots.txt")
        self.assertNotIn("/closed/1", Publisher.asked)

    def test_a_batch_answers_line_by_line(self):
        lines = [{"id": 1, "url": "https://a.example/x", "robots": None, "headers": [["Content-Usage", "search=n"]], "html": "", "tdmrep": None},
                 {"id": 2, "url": "https://a.example/x", "robots": "User-agent: *\nDisallow: /", "headers": [], "html": ""},
                 {"id": 3, "url": "not an address"}]
        run = subprocess.run([PROGRAM, "preferences", "--batch"], input="".join(json.dumps(line) + "\n" for line in lines), stdout=subprocess.PIPE,
                             encoding="utf-8", timeout=LIMIT, check=True)
        got = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual((got[0]["crawl"], got[0]["search"], got[1]), (True, "n", {"id": 2, "crawl": False}))
        self.assertIn("error", got[2])


if __name__ == "__main__":
    unittest.main()
