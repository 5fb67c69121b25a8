"""Site files from the prompt: other people's rules, their tests as a runner, and previews in a browser."""
import http.server
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import unittest

from support import Case, tearsheet

FIRST = ("The harbour board agreed on Tuesday to rebuild the old pier, which a storm had damaged in the spring, and to open it again before the "
         "next season begins.")
SECOND = ("Work is to start in March, said the board's chair, who expects the costs to stay within what the town had set aside for repairs along "
          "the water front.")
PROMO = "Readers of the newsletter get the stories of the week every Friday morning, together with a column by the editor."
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pier to be rebuilt | Harbour Times</title></head><body>
<header><a href="/">Harbour Times</a></header><main><h1>Pier to be rebuilt</h1><p class="by">By Ann Miller</p>
<p class="day">3. Wintermonat 2024</p><div class="story"><p>%s</p><div class="promo-box"><p>%s</p></div><p>%s</p>
<img src="/pier.jpg" alt="The pier" width="600" height="400"></div></main></body></html>
""" % (FIRST, PROMO, SECOND)
RULES = """# Harbour Times
title: //h1
author: substring-after(//p[@class='by'], 'By ')
body: //div[@class='story']
strip_id_or_class: promo
http_header(user-agent): Mozilla/5.0 (Windows NT 10.0)
requires_login: yes
strip: //div[@class='
test_url: https://harbour.example/pier
"""
OURS = """version = 1
id = "harbour"
domains = ["harbour.example", "127.0.0.1"]
[[source]]
kind = "auto"
url = "https://harbour.example/"
[article]
title = "h1"          # the headline
date = { css = ".day", format = ["%%d %%B %%Y"] }
body = ".story"
strip = [".promo-box"]
%s"""


def serve(case, page):
    """An address on loopback whose pages `page` makes of their paths; nothing is not found."""
    class Pages(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = (page(self.path) or "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        do_POST = do_GET

        def log_message(self, *_):
            pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    case.addCleanup(server.server_close)
    case.addCleanup(server.shutdown)
    return "http://127.0.0.1:%d" % server.server_port


class WithFolder(Case):
    def setUp(self):
        super().setUp()
        os.makedirs(self.selectors)
        self.page = self.write("page.html", PAGE)

    def write(self, name, text, folder=None):
        path = os.path.join(folder or self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def extract(self, selectors=None):
        run = tearsheet("extract", "--selectors", selectors or self.selectors, "--url", "https://www.harbour.example/pier", self.page)
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)


class OtherPeoplesRules(WithFolder):
    def setUp(self):
        super().setUp()
        self.rules = self.write("harbour.example.txt", RULES, self.selectors)

    def assert_read(self, article):
        self.assertEqual(article["title"], "Pier to be rebuilt")
        self.assertEqual(article["authors"], ["Ann Miller"])
        self.assertEqual(article["body"], FIRST + "\n\n" + SECOND)

    def test_are_read_as_they_are(self):
        self.assert_read(self.extract())
        self.assertIn("line 2: //h1", self.extract()["sources"]["title"]["locator"])

    def test_what_is_refused_is_said_once_a_file(self):
        run = tearsheet("site", "list", "--json", "--selectors", self.selectors)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(json.loads(run.stdout)["file"], self.rules)
        self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)
        for words in ("harbour.example.txt", "a browser's name is not borrowed", "login", "strip (line 8)"):
            self.assertIn(words, run.stderr)

    def test_become_a_site_file(self):
        folder = os.path.join(self.folder, "ours")
        os.makedirs(folder)
        path = os.path.join(folder, "harbour.toml")
        run = tearsheet("site", "import", self.rules, "-o", path)
        self.assertEqual(run.returncode, 0, run.stderr)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.assertIn("# Not carried over: login", text)
        self.assert_read(self.extract(folder))
        self.assertEqual(tearsheet("site", "import", self.rules).stdout, text)

    def test_become_no_file_over_another(self):
        path = os.path.join(self.folder, "mine.toml")
        with open(path, "w", encoding="utf-8") as file:
            file.write("mine")
        refused = tearsheet("site", "import", self.rules, "-o", path)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("is there already", refused.stderr)
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), "mine")
        self.assertEqual(tearsheet("site", "import", self.rules, "-o", path, "--force").returncode, 0)
        self.assertIn("no such file", tearsheet("site", "import", path + "x").stderr)

    def test_read_the_pages_of_a_site_that_is_crawled_by_its_address(self):
        front = "<!doctype html><title>Harbour Times</title>" + "".join(
            '<p><a href="/2024/11/pier-to-be-rebuilt-%d">The pier is to be rebuilt, part %d</a></p>' % (n, n) for n in range(2))
        base = serve(self, lambda path: front if path == "/" else PAGE if "pier" in path else "")
        os.rename(self.rules, os.path.join(self.selectors, "127.0.0.1.txt"))
        run = tearsheet("crawl", "--allow-private-network", "--delay", "1s", "--db", self.db, "--contact", "https://example.org/tests", "--selectors",
                        self.selectors, base)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("not obeyed", run.stderr)
        self.assertEqual(set(self.query("SELECT body FROM articles")), {(FIRST + "\n\n" + SECOND,)})


class Runner(WithFolder):
    def site(self, test):
        shutil.copy(self.page, os.path.join(self.selectors, "page.html"))
        return self.write("harbour.toml", OURS % test, self.selectors)

    def run_tests(self, *more):
        return tearsheet("site", "test", "--selectors", self.selectors, *more)

    def test_says_what_differs_and_which_stage_it_was(self):
        self.site('[[test]]\nfile = "page.html"\ntitle = "Pier rebuilt"\ndate = "2024-11-03"\nbody_starts = "The harbour board"\nparagraphs = 3\n')
        run = self.run_tests()
        self.assertEqual(run.returncode, 1)
        self.assertIn("FAILED harbour page.html (rule)", run.stdout)
        self.assertRegex(run.stdout, r'harbour\.toml:12: title \(rule: title\[1\], line 8: h1\)\n +- Pier rebuilt\n +\+ Pier to be rebuilt\n')
        self.assertIn('date (date: line 9 found "3. Wintermonat 2024", which is no date of the form %d %B %Y)', run.stdout)
        self.assertRegex(run.stdout, r"paragraphs \(rule: .*\)\n +- 3\n +\+ 2\n")
        self.assertNotIn("body_starts", run.stdout)
        self.assertRegex(run.stdout.splitlines()[-1], r"^0 passed, 1 failed in \d+\.\d s$")

    def test_tells_a_page_that_is_not_there_from_one_that_is_none(self):
        self.write("feed.xml", "<?xml version='1.0'?><rss version='2.0'><channel><title>x</title></channel></rss>", self.selectors)
        self.site('[[test]]\nfile = "gone.html"\ntitle = "x"\n[[test]]\nfile = "feed.xml"\ntitle = "x"\n')
        out = self.run_tests().stdout
        self.assertIn("FAILED harbour gone.html (fetch)", out)
        self.assertIn("FAILED harbour feed.xml (parse)", out)

    def test_writes_what_is_got_and_nothing_else(self):
        path = self.site('[[test]]            # the first\nfile = "page.html"\nauthors = ["Old"]  # who\ntitle = "Größe"   # was\n'
                         'body_starts = "The"\nparagraphs = 7\nbody_ends = """of the\nend."""\n')
        with open(path, encoding="utf-8") as file:
            before = file.read()
        run = self.run_tests("--update", "--dry-run")
        self.assertIn('title = "Pier to be rebuilt"', run.stdout)
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), before)
        self.assertIn("wrote 4 values", self.run_tests("--update").stdout)
        with open(path, encoding="utf-8") as file:
            after = file.read()
        wanted = before.replace('["Old"]', '["Ann Miller"]').replace('"Größe"', '"Pier to be rebuilt"').replace("= 7", "= 2")
        self.assertEqual(re.sub(r"body_ends = .*", "", after), re.sub(r'(?s)body_ends = """.*"""', "", wanted))
        self.assertEqual(self.run_tests().returncode, 0, self.run_tests().stdout)

    def test_fetches_the_pages_when_it_is_asked_to(self):
        base = serve(self, lambda path: PAGE.replace("Pier to be", "Pier not to be") if path == "/pier" else "")
        self.site('[politeness]\ndelay = 0.05\n[[test]]\nurl = "%s/pier"\ntitle = "Pier to be rebuilt"\n[[test]]\nurl = "%s/gone"\ntitle = "x"\n'
                  '[[test]]\nfile = "page.html"\ntitle = "Pier to be rebuilt"\n' % (base, base))
        self.assertIn("1 passed, 0 failed, 2 not run (they have no file: --live)", self.run_tests().stdout)
        run = self.run_tests("--live", "--allow-private-network")
        self.assertEqual(run.returncode, 1)
        self.assertRegex(run.stdout, r"\+ Pier not to be rebuilt\n")
        self.assertIn("FAILED harbour %s/gone (fetch)" % base, run.stdout)
        self.assertIn("0 passed, 2 failed, 1 not run (they have no url)", run.stdout)


HOSTILE = """<!doctype html><html><head><title>Pier to be rebuilt</title><base href="BASE/">
<meta http-equiv="refresh" content="0; url=BASE/refresh"><link rel="stylesheet" href="BASE/style.css">
<style>@import "BASE/import.css"; body { background: url(BASE/background.png) }</style>
<script>document.title = "RAN"; fetch("BASE/script")</script></head>
<body onload="document.title = 'RAN'" background="BASE/body.png"><h1 style="background:url(BASE/h1.png)">Pier to be rebuilt</h1>
<img src="BASE/image.png" srcset="BASE/set.png 2x" onerror="document.title='RAN'" alt="a &quot;&gt;<script>document.title='RAN'</script>">
<iframe src="BASE/frame"></iframe><iframe srcdoc="<script>parent.document.title='RAN'</script>"></iframe>
<video src="BASE/video.mp4" poster="BASE/poster.png" autoplay></video><object data="BASE/object"></object><embed src="BASE/embed">
<svg><image href="BASE/svg.png"/><script>document.title='RAN'</script></svg>
<form action="BASE/form"><input type="image" src="BASE/input.png" autofocus onfocus="document.title='RAN'"></form>
<a href="javascript:document.title='RAN'" ping="BASE/ping">x</a><p>"></iframe><script>document.title='RAN'</script></p>
<div class="story"><p>FIRST</p><div class="promo-box"><p>PROMO</p></div><p>SECOND</p></div></body></html>"""


class Preview(WithFolder):
    def preview(self, *names, returncode=0):
        path = os.path.join(self.folder, "preview.html")
        run = tearsheet("site", "preview", "--selectors", self.selectors, "-o", path, *names)
        self.assertEqual(run.returncode, returncode, run.stderr)
        with open(path, encoding="utf-8") as file:
            return file.read()

    def test_shows_fields_their_rules_and_what_is_left_out(self):
        shutil.copy(self.page, os.path.join(self.selectors, "page.html"))
        self.write("harbour.toml", OURS % '[[test]]\nfile = "page.html"\nurl = "https://harbour.example/pier"\n', self.selectors)
        html = self.preview("harbour")
        for words in ("title[1], line 8: h1", "failed: date", "which is no date of the form", "ts-title&quot; data-ts=&quot;title",
                      "ts-stripped&quot; data-ts=&quot;stripped", "ts-body&quot; data-ts=&quot;body", "Content-Security-Policy", "[picture] The pier",
                      '<iframe sandbox title='):
            self.assertIn(words, html)

    def test_says_which_stage_failed(self):
        html = self.preview("http://127.0.0.1:1/x", returncode=1)
        self.assertIn("failed: fetch", html)
        self.assertEqual(tearsheet("site", "preview", "nothing-like-that", "--selectors", self.selectors).returncode, 2)

    def test_shows_the_items_of_a_listing(self):
        items = "".join('<li><h3><a href="/news/%d">Story number %d of the harbour</a></h3><p>%s</p></li>' % (n, n, FIRST) for n in range(8))
        path = self.write("list.html", "<!doctype html><title>News</title><h1>News</h1><ul>%s</ul>" % items)
        html = self.preview(path, "--url", "https://harbour.example/")
        self.assertEqual(html.count("data-ts=&quot;item"), 8)
        self.assertIn("items of the listing", html)
        self.assertNotIn("data-ts=&quot;title", html)              # nor the other fields of an article
        self.assertNotIn("<h2>date", html)

    def test_nothing_runs_and_nothing_leaves_it(self):
        seen = []
        base = serve(self, lambda path: seen.append(path))
        page = HOSTILE.replace("BASE", base).replace("FIRST", FIRST).replace("SECOND", SECOND).replace("PROMO", PROMO)
        html = self.preview(self.write("hostile.html", page), "--url", "https://harbour.example/pier")
        shown = html[html.index("srcdoc="):]
        self.assertNotIn("<script", html)
        self.assertNotRegex(shown, r"&lt;(script|style|link|meta http-equiv=&quot;refresh|base|form|input|img|video|object|embed|svg|iframe)\b.*?BASE")
        self.assertNotRegex(shown, r" (?:on[a-z]+|src|srcset|href|style|action|background|ping|poster)=&quot;")
        browser = shutil.which("chromium") or shutil.which("google-chrome")
        if not browser:
            self.skipTest("no browser here: what it would ask for is not seen")
        profile = tempfile.mkdtemp(prefix="tearsheet-browser-")
        self.addCleanup(shutil.rmtree, profile, ignore_errors=True)
        run = subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + profile, "--virtual-time-budget=3000",
                              "--dump-dom", "file://" + os.path.join(self.folder, "preview.html")], capture_output=True, encoding="utf-8", timeout=120)
        self.assertIn("<title>Preview of ", run.stdout, run.stderr[-400:])
        self.assertNotIn("RAN</title>", run.stdout)
        self.assertEqual(seen, [])


if __name__ == "__main__":
    unittest.main()
