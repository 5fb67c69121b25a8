"""The gallery of site files (selectors/patterns): it is right, and `site new` finds as much by itself from pages of each pattern."""
import json
import os
import re
import subprocess
import sys
import tomllib
import unittest

from support import LIMIT, PROGRAM, ROOT, Case, tearsheet

sys.path.insert(0, os.path.join(ROOT, "tests", "site"))
import patterns

GALLERY = os.path.join(ROOT, "selectors", "patterns")
# Names that a build or a database made, or that tell one page from the next.
UNSOUND = re.compile(r"sc-[0-9a-f]{3}|post-\d|postid|bx_\d|post-body-\d|#p\d|container-\d|nth|:(first|last)-child")


def words(text):
    return " ".join(text.split())


class Patterns(Case):
    def batch(self, rows, *options):
        run = subprocess.run([PROGRAM, "extract", "--batch", "--selectors", self.selectors, *options], input="".join(json.dumps(row) + "\n" for row in rows),
                             capture_output=True, encoding="utf-8", timeout=LIMIT)
        self.assertEqual(run.returncode, 0, run.stderr)
        return [json.loads(line) for line in run.stdout.splitlines()]

    def save(self, name, pages):
        """[(file, address, bytes, kind)] in a folder of their own, with a manifest."""
        folder = os.path.join(self.folder, name)
        os.makedirs(folder)
        with open(os.path.join(folder, "manifest.jsonl"), "w", encoding="utf-8") as manifest:
            for file, url, text, kind in pages:
                with open(os.path.join(folder, file), "w", encoding="utf-8") as page:
                    page.write(text)
                manifest.write(json.dumps({"path": file, "url": url, **({"kind": kind} if kind else {})}) + "\n")
        return folder

    def pages_of(self, pattern, numbers, listed=()):
        """The articles of these numbers, their pages, and that of a listing of them and others."""
        articles = pattern.articles(numbers)
        pages = [("%d.html" % a.number, pattern.url(a), pattern.article_page(a, [o for o in articles if o is not a][:5]), None) for a in articles]
        pages.append(("list.html", "https://%s/" % pattern.host, pattern.listing_page(articles + pattern.articles(listed)), "listing"))
        return articles, pages

    def assert_read(self, name, article, got):
        self.assertEqual(got["title"], article.title, name)
        self.assertEqual((got["date"] or "")[:10], article.iso()[:10], name)
        self.assertEqual(words(got["body"]), words(" ".join(article.paragraphs)), name)
        self.assertEqual(got["authors"], [article.author], name)

    def test_the_gallery_passes_its_tests_and_its_pages_are_those_that_are_made(self):
        run = tearsheet("site", "test", "--selectors", GALLERY)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertEqual(sorted(name[:-5] for name in os.listdir(GALLERY) if name.endswith(".toml")), sorted(patterns.PATTERNS))
        made = os.path.join(self.folder, "made")
        patterns.write(made)
        for name in patterns.PATTERNS:
            for file in ("article.html", "list.html"):
                with open(os.path.join(made, name, file), encoding="utf-8") as one, open(os.path.join(GALLERY, "tests", name, file), encoding="utf-8") as other:
                    self.assertEqual(one.read(), other.read(), name)

    def test_it_is_nobody_s_site(self):
        run = tearsheet("site", "list", "--json", "--selectors", os.path.join(ROOT, "selectors"))
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertFalse({json.loads(line)["id"] for line in run.stdout.splitlines()} & set(patterns.PATTERNS))


def learns(name, pattern):
    def test(self):
        _, pages = self.pages_of(pattern, range(8), range(15, 25))
        run = tearsheet("site", "new", "--from", self.save("learn", pages), "--selectors", self.selectors)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        file, = [file for file in os.listdir(self.selectors) if file.endswith(".toml")]
        with open(os.path.join(self.selectors, file), encoding="utf-8") as text:
            toml = text.read()
        self.assertLessEqual({"title", "date", "body", "author"}, set(tomllib.loads(toml)["article"][0] if isinstance(tomllib.loads(toml)["article"], list)
                                                                      else tomllib.loads(toml)["article"]), toml)
        self.assertIsNone(UNSOUND.search("\n".join(line for line in toml.splitlines() if not line.startswith("#") and "url" not in line)), toml)
        self.assertEqual(tearsheet("site", "test", "--selectors", self.selectors).returncode, 0)

        articles, pages = self.pages_of(pattern, range(8, 15))
        held = self.save("held", pages)
        rows = [{"path": os.path.join(held, file), "url": url} for file, url, _, _ in pages]
        for article, got in zip(articles, self.batch(rows[:-1])):
            self.assert_read(name, article, got)
        listed, = self.batch(rows[-1:], "--listing")
        self.assertEqual([item["url"] for item in listed["items"]], [url for _, url, _, _ in pages[:-1]], toml)
    return test


for each, its in patterns.PATTERNS.items():
    setattr(Patterns, "test_site_new_learns_" + each.replace("-", "_"), learns(each, its))


if __name__ == "__main__":
    unittest.main()
