"""Articles of several pages, listings and formats at the prompt."""
import http.server
import json
import os
import subprocess
import threading
import unittest

from support import PROGRAM, Case, tearsheet

PARAGRAPH = "Paragraph %d of page %d says what happened at the harbour that morning, who carried the boats inland and when the wind turned."


def page(path, number, others):
    text = "".join("<p>%s</p>" % (PARAGRAPH % (n, number)) for n in range(1, 6))
    pager = "".join('<a href="%s/%d">%d</a> ' % (path, n, n) for n in others)
    return ("<title>Tides</title><article><h1>Tides rise at the quay</h1>%s</article><div>%s</div>" % (text, pager)).encode()


PAGES = {"/whole": page("/whole", 1, (2, 3)), "/whole/2": page("/whole", 2, (3,)), "/whole/3": page("/whole", 3, ()),
         "/cut": page("/cut", 1, (2,)),
         "/noindex": b'<meta name="robots" content="noindex">' + page("/noindex", 1, ()),
         "/untitled": page("/untitled", 1, ()).replace(b"<title>Tides</title>", b"").replace(b"<h1>Tides rise at the quay</h1>", b"")}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = PAGES.get(self.path, b"no")
        self.send_response(200 if self.path in PAGES else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Pages(Case):
    def fetch(self, path, *more):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        os.makedirs(self.selectors, exist_ok=True)
        base = "http://127.0.0.1:%d" % server.server_address[1]
        with open(os.path.join(self.selectors, "x.toml"), "w", encoding="utf-8") as file:
            file.write('version = 1\nid = "x"\ndomains = ["127.0.0.1"]\n[politeness]\ndelay = 0.0\n[[source]]\nkind = "auto"\nurl = "%s/"\n' % base)
        return base, tearsheet("fetch", "--allow-private-network", "--selectors", self.selectors, *more, base + path)

    def test_fetch_joins_the_pages_of_an_article(self):
        base, run = self.fetch("/whole")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        article = json.loads(run.stdout)
        self.assertEqual(article["body"].split("\n\n"), [PARAGRAPH % (n, number) for number in (1, 2, 3) for n in range(1, 6)])
        self.assertEqual(article["parts"], [base + "/whole", base + "/whole/2", base + "/whole/3"])
        self.assertNotIn("incomplete", article)

    def test_fetch_says_which_page_is_missing(self):
        base, run = self.fetch("/cut")
        self.assertEqual(run.returncode, 5)
        self.assertEqual(len(run.stderr.splitlines()), 1)
        self.assertIn("page 2 is missing", run.stderr)
        article = json.loads(run.stdout)
        self.assertIn("page 2 is missing", article["incomplete"])
        self.assertEqual(article["next_pages"], [base + "/cut/2"])

    def test_fetch_prints_markdown_and_html(self):
        self.assertTrue(self.fetch("/whole", "--format", "markdown")[1].stdout.startswith("# Tides rise at the quay\n\nParagraph 1"))
        self.assertIn("<h1>Tides rise at the quay</h1>\n<p>Paragraph 1", self.fetch("/whole", "--format", "html")[1].stdout)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def test_extract_prints_what_a_page_lists(self):
        items = "".join('<div><h3><a href="/n/2026/%d">Water over the quay, day %d</a></h3><time datetime="2026-02-0%d">.</time></div>' % (n, n, n) for n in range(1, 7))
        path = self.write("list.html", items + '<a rel="next" href="/coast/2">More</a>')
        run = tearsheet("extract", "--listing", "--url", "https://lamp.example/coast/", path)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        listing = json.loads(run.stdout)
        self.assertEqual(listing["items"][0], {"url": "https://lamp.example/n/2026/1", "title": "Water over the quay, day 1", "date": "2026-02-01"})
        self.assertEqual((len(listing["items"]), listing["next"]), (6, "https://lamp.example/coast/2"))

    def test_a_batch_prints_documents_in_order(self):
        path = self.write("page.html", PAGES["/whole"].decode())
        lines = "".join(json.dumps({"id": n, "path": path, "url": "https://lamp.example/a/%d" % n}) + "\n" for n in range(200))
        run = subprocess.run([PROGRAM, "extract", "--batch", "--format", "markdown"], input=lines, stdout=subprocess.PIPE, encoding="utf-8", timeout=60)
        self.assertEqual(run.returncode, 0)
        answers = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual([answer["id"] for answer in answers], list(range(200)))
        self.assertTrue(answers[0]["document"].startswith("# Tides rise"))


if __name__ == "__main__":
    unittest.main()
