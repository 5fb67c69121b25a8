"""`site new`: from an address, and from saved pages, to a site file that passes its tests and crawls the site."""
import http.server
import json
import os
import threading
import tomllib
import unittest

from support import Case, tearsheet

SECTIONS = ["coast", "inland"]
WHO = ["The lighthouse", "A sawmill", "The choir", "One brewery", "The railway", "A vineyard", "The observatory", "One orchard"]
WHAT = ["is painted for the first time in years", "burns down in the night of the fair", "finds a new home by the river"]


def frame(title, main):
    nav = "".join('<a href="/%s/">%s</a> ' % (name, name.title()) for name in SECTIONS + ["hidden"])
    return ('<!doctype html><html lang=en><head><meta charset=utf-8><title>%s</title><link rel=alternate type="application/rss+xml" href="/feed.xml"></head>'
            "<body><header><nav>%s</nav></header><main>%s</main><footer>Printed by the Tide Press</footer></body></html>" % (title, nav, main))


def make_pages():
    pages, cards, feed = {}, {name: [] for name in SECTIONS}, []
    for number, who in enumerate(WHO):
        section = SECTIONS[number % 2]
        title = "%s %s" % (who, WHAT[number % 3])
        path = "/%s/2026/%d-report" % (section, 4101 + number)
        day = "2026-01-%02d" % (10 + number)
        body = "".join("<p>%s has kept everybody busy for %d weeks, and nobody whom we asked in the town hall on page %d of the long "
                       "list could say what is to become of it before the summer.</p>" % (who, number * 5 + k, number * 17 + k * 3) for k in range(5))
        pages[path] = frame("The Tide", '<article><h1 class=headline>%s</h1><p class=stamp>%s</p><div class=story-text>%s<div class=offer>'
                            "Four weeks of The Tide for the price of one</div></div></article>" % (title, day, body))
        cards[section].append('<div class=teaser><h3><a href="%s">%s</a></h3><i class=when>%s</i></div>' % (path, title, day))
        feed.append("<item><title>%s</title><link>%s</link><pubDate>%s Jan 2026 08:00:00 +0000</pubDate></item>" % (title, path, 10 + number))
    for name in SECTIONS:
        pages["/%s/" % name] = frame("The Tide: " + name, "".join(cards[name]))
    pages["/"] = frame("The Tide", "".join(cards["coast"] + cards["inland"]))
    pages["/feed.xml"] = "<rss version=\"2.0\"><channel><title>The Tide</title>%s</channel></rss>" % "".join(feed)
    pages["/robots.txt"] = "User-agent: *\nDisallow: /hidden/\n"
    return pages


class Site:
    def __init__(self, pages):
        self.asked = asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                page = pages.get(self.path)
                self.send_response(200 if page else 404)
                kind = "text/plain" if self.path == "/robots.txt" else "application/rss+xml" if self.path == "/feed.xml" else "text/html"
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write((page or "gone").encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = "http://127.0.0.1:%d" % self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class SiteNew(Case):
    def written(self):
        name, = [name for name in os.listdir(self.selectors) if name.endswith(".toml")]
        with open(os.path.join(self.selectors, name), encoding="utf-8") as file:
            return os.path.join(self.selectors, name), file.read()

    def test_an_address_becomes_a_file_that_proves_itself_and_crawls(self):
        pages = make_pages()
        site = Site(pages)
        self.addCleanup(site.close)
        run = tearsheet("site", "new", "--allow-private-network", "--delay", "1s", "--selectors", self.selectors, site.base + "/")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertLess(len(site.asked), 30)
        self.assertEqual(len(site.asked), len(set(site.asked)), "nothing is asked for twice")
        self.assertNotIn("/hidden/", site.asked)
        self.assertIn("article.title", run.stdout)
        path, text = self.written()
        conf = tomllib.loads(text)
        self.assertEqual({source["url"][len(site.base):] for source in conf["source"]} & {"/feed.xml", "/coast/", "/inland/"},
                         {"/feed.xml", "/coast/", "/inland/"})
        self.assertIn(".offer", conf["article"]["strip"])
        test = tearsheet("site", "test", "--selectors", self.selectors)
        self.assertEqual(test.returncode, 0, test.stdout)
        self.assertEqual(len(conf["test"]), 4)

        again = tearsheet("site", "new", "--from", self.selectors, "-o", path)
        self.assertEqual(again.returncode, 2)
        self.assertIn("is there already", again.stderr)
        self.assertEqual(tearsheet("site", "new", "--from", self.selectors, "-o", path + ".new").returncode, 1, "no manifest")
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), text)

        with open(path, "a", encoding="utf-8") as file:
            file.write("\n[politeness]\ndelay = 0.0\n")
        run = tearsheet("crawl", "--allow-private-network", "--db", self.db, "--selectors", self.selectors)
        self.assertEqual(run.returncode, 0, run.stderr)
        rows = self.exported()
        self.assertEqual(len(rows), len(WHO))
        for row in rows:
            self.assertTrue(any(row["title"].startswith(who) for who in WHO), row["title"])
            self.assertTrue(row["date"].startswith("2026-01-"), row["date"])
            self.assertEqual(row["body"].count("\n\n"), 4)
            self.assertNotIn("Four weeks", row["body"])

    def test_saved_pages_become_a_file_and_none_is_replaced(self):
        folder = os.path.join(self.folder, "saved")
        os.makedirs(folder)
        with open(os.path.join(folder, "manifest.jsonl"), "w", encoding="utf-8") as manifest:
            for number, (path, page) in enumerate(sorted(make_pages().items())):
                if "report" not in path:
                    continue
                with open(os.path.join(folder, "%d.html" % number), "w", encoding="utf-8") as file:
                    file.write(page)
                manifest.write(json.dumps({"path": "%d.html" % number, "url": "https://tide.example" + path}) + "\n")
        arguments = ["site", "new", "--from", folder, "--selectors", self.selectors]
        self.assertEqual(tearsheet(*arguments).returncode, 0)
        path, text = self.written()
        self.assertEqual(os.path.basename(path), "tide-example.toml")
        self.assertEqual(tearsheet("site", "test", "--selectors", self.selectors).returncode, 0)
        run = tearsheet(*arguments)
        self.assert_one_line(run, 2, path + " is there already")
        self.assertEqual(tearsheet(*arguments, "--force").returncode, 0)
        self.assertEqual(self.written()[1], text, "the same pages give the same file")

    def test_misuse_is_said(self):
        self.assert_one_line(tearsheet("site", "new", "--selectors", self.selectors), 2, "give the address of one site")


if __name__ == "__main__":
    unittest.main()
