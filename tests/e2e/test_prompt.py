"""The program at the prompt: one clear line for each thing that can go wrong, and the documented exit code."""
import http.server
import json
import os
import sys
import threading
import unittest

from support import ROOT, STORIES, Case, tearsheet

PAGES = {"/pdf": ("application/pdf", b"%PDF-1.7\n" + b"\0" * 2000), "/empty": ("text/html", b""),
         "/robots.txt": ("text/plain", b"User-agent: *\nDisallow: /forbidden\n")}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        kind, body = PAGES.get(self.path, ("text/html", b"<h1>404 Not Found</h1>"))
        self.send_response(200 if self.path in PAGES else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Prompt(Case):
    def server(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return "http://127.0.0.1:%d" % server.server_address[1]

    def fetch(self, url, *more):
        return tearsheet("fetch", "--allow-private-network", "--timeout", "10", *more, url)

    def test_fetch_prints_one_article(self):
        site = self.harbour()
        path = next(row for row in self.main_paths())
        run = self.fetch(site.base + path, "--selectors", self.selectors)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        article = json.loads(run.stdout)
        self.assertEqual(article["title"], STORIES["main"]["title"])
        self.assertEqual(article["body"].split("\n\n"), STORIES["main"]["paragraphs"])
        self.assertEqual(article["date"], STORIES["main"]["date"])

    def main_paths(self):
        sys.path.insert(0, os.path.join(ROOT, "tests", "site"))
        import harbour
        yield harbour.Site(STORIES, "http://x.example").main["path"]

    def test_fetch_says_what_went_wrong(self):
        base = self.server()
        for path, word in (("/missing", "404"), ("/pdf", "PDF"), ("/empty", "empty"), ("/forbidden", "robots.txt")):
            with self.subTest(path):
                self.assert_one_line(self.fetch(base + path), 1, base + path, word)

    def test_fetch_of_a_dead_host(self):
        self.assert_one_line(self.fetch("http://127.0.0.9:9/"), 1, "127.0.0.9")
        self.assert_one_line(self.fetch("http://does-not-exist.invalid/"), 1, "does-not-exist.invalid")

    def test_private_addresses_need_leave(self):
        self.assert_one_line(tearsheet("fetch", self.server() + "/"), 1, "--allow-private-network")

    def test_wrong_usage(self):
        self.assert_one_line(tearsheet("fetch", "--fromat", "json", "http://x.example/"), 2, "--format")
        self.assert_one_line(tearsheet("crwal"), 2, "crawl")
        self.assert_one_line(tearsheet("fetch", "ftp://x.example/"), 1, "ftp")

    def test_help_of_every_command(self):
        run = tearsheet("--help")
        self.assertEqual(run.returncode, 0)
        groups = run.stdout.split("\n\nStart:\n")[1].split("\n\n'tearsheet help COMMAND'")[0]
        listed = [line.split()[0] for line in groups.splitlines() if line.startswith("  ") and line[2] != " "]
        self.assertLessEqual({"crawl", "search", "export", "status", "why"}, set(listed))
        for command in listed:
            with self.subTest(command):
                shown = tearsheet(command, "--help")
                self.assertEqual((shown.returncode, shown.stderr), (0, ""))
                self.assertIn("Usage: tearsheet " + command, shown.stdout)

    def test_wrong_site_file(self):
        os.makedirs(self.selectors)
        path = os.path.join(self.selectors, "x.toml")
        text = 'version = 1\nid = "x"\ndomains = ["x.example"]\n[[source]]\nurl = "http://x.example/"\n[article]\n%s\n'
        for line, words in (('titel = "h1"', (path + ":7:1:", "titel", '"title"')), ('title = "h1[["', (path + ":7:", "h1[["))):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text % line)
            with self.subTest(line):
                self.assert_one_line(self.crawl(), 2, *words)
                self.assert_one_line(tearsheet("site", "test", "--selectors", self.selectors), 2, *words)

    def test_missing_things(self):
        self.assert_one_line(tearsheet("crawl", "--contact", "x", "--db", self.db, "--selectors", self.folder + "/none"), 2, "none")
        self.assert_one_line(tearsheet("export", "--db", self.folder + "/none.db"), 4, "none.db")
        self.assert_one_line(tearsheet("extract", self.folder + "/none.html"), 1, "none.html")

    def test_a_full_device_is_told(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            import subprocess
            from support import PROGRAM
            run = subprocess.run([PROGRAM, "--help"], stdout=full, stderr=subprocess.PIPE, encoding="utf-8", timeout=60)
        self.assertEqual(run.returncode, 1)

    def test_bundled_site_files_pass_their_own_tests(self):
        run = tearsheet("site", "test", "--selectors", os.path.join(ROOT, "selectors"))
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertIn("0 failed", run.stdout)

    def test_site_list(self):
        run = tearsheet("site", "list", "--selectors", os.path.join(ROOT, "selectors"), "--json")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual([json.loads(line)["id"] for line in run.stdout.splitlines()], ["kcna", "kcnawatch", "pyongyangtimes", "rodong"])


if __name__ == "__main__":
    unittest.main()
