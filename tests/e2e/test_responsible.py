"""What docs/responsible-crawling.md promises to publishers, held against what a server is asked for and what is stored."""
import os
import re
import unittest

from publisher import Publisher, story
from support import ROOT, Case


class Site(Publisher):
    """With pictures, scripts and a part for members."""

    def answer(self, path):
        if path == "/feed":
            return '<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>%s</channel></rss>' % "".join(
                "<item><title>Story of the harbour</title><link>%s%s</link></item>" % (self.base, path) for path in self.paths)
        heads = {"noindex": "<meta name=robots content=noindex>", "noarchive": "<meta name=robots content=noarchive>"}
        for word, head in heads.items():
            if word in path:
                return story(90 + len(word), head)
        found = re.fullmatch(r"/(?:news|members)/(\d+)\.html", path)
        if found:
            return story(int(found[1]), '<link rel=stylesheet href="/style.css"><script src="/app.js"></script>').replace(
                "<p>", '<p><img src="/pier.jpg"><iframe src="/frame.html"></iframe>', 1)
        return super().answer(path) if path in ("/robots.txt", "/.well-known/tdmrep.json") else None


class Promises(Case):
    def setUp(self):
        super().setUp()
        self.site = Site()
        self.addCleanup(self.site.close)
        self.site.paths = ["/news/1.html", "/members/2.html", "/news/3.html"]
        os.makedirs(self.selectors, exist_ok=True)
        with open(os.path.join(self.selectors, "quay.toml"), "w", encoding="utf-8") as file:
            file.write('version = 1\nid = "quay"\nname = "Quay"\ndomains = ["127.0.0.1"]\n[politeness]\ndelay = 0.0\n'
                       '[urls]\narticle = ["/news/", "/members/"]\n[[source]]\nkind = "feed"\nurl = "%s/feed"\n' % self.site.base)

    def asked_by(self, *more):
        known = len(self.site.asked)
        run = self.crawl(*more)
        self.assertIn(run.returncode, (0, 1, 5), run.stderr)
        return self.site.asked[known:]

    def stored(self):
        return [url.replace(self.site.base, "") for (url,) in self.query("SELECT url FROM articles ORDER BY url")]

    def test_pages_and_nothing_that_stands_on_them(self):
        asked = self.asked_by()
        self.assertEqual(asked[0], "/robots.txt")
        self.assertEqual(sorted(asked), ["/.well-known/tdmrep.json", "/feed", "/members/2.html", "/news/1.html", "/news/3.html", "/robots.txt"])

    def test_who_asks_is_said(self):
        self.asked_by()
        self.assertEqual(len(self.site.agents), 1)
        self.assertRegex(self.site.agents.pop(), r"^tearsheet/\S+ \(\+https://example\.org/tests\)$")

    def test_who_shuts_it_out_is_asked_for_robots_txt_alone(self):
        self.asked_by()
        self.site.robots = "User-agent: tearsheet\nDisallow: /\n"
        self.site.paths.append("/news/4.html")
        self.assertEqual(self.asked_by(), ["/robots.txt"])
        self.assertEqual(len(self.stored()), 3, "what is stored is not removed by it")

    def test_a_part_can_be_left_alone(self):
        self.site.robots = "User-agent: *\nDisallow: /members/\n"
        self.assertNotIn("/members/2.html", self.asked_by())
        self.assertEqual(self.stored(), ["/news/1.html", "/news/3.html"])

    def test_noindex_and_noarchive_are_obeyed(self):
        self.site.paths = ["/news/noindex.html", "/news/noarchive.html", "/news/1.html"]
        self.asked_by()
        self.assertEqual(self.stored(), ["/news/1.html", "/news/noarchive.html"])
        pages = self.query("SELECT url FROM _raw_page")
        self.assertEqual([url.replace(self.site.base, "") for (url,) in pages], ["/news/1.html"])
        self.assertEqual(self.query("SELECT count(*) FROM fetches WHERE url LIKE '%noindex%'"), [(1,)])

    def test_the_page_names_tests_that_are_there(self):
        with open(os.path.join(ROOT, "docs", "responsible-crawling.md"), encoding="utf-8") as file:
            names = re.findall(r"`(tests/[^`]+)`", file.read())
        self.assertGreater(len(set(names)), 8)
        self.assertEqual([name for name in names if not os.path.exists(os.path.join(ROOT, name))], [])


if __name__ == "__main__":
    unittest.main()
