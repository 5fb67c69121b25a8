"""The documentation as a site: it is made without a warning, asks the network for nothing, and is searched without a server."""
import os
import shutil
import subprocess
import tempfile
import unittest

import browser
from support import LIMIT, ROOT, Case

MISSING = "Sphinx is not here (scripts/install-deps docs): the site of the documentation is not made"


@unittest.skipUnless(os.path.exists("/usr/bin/sphinx-build") and shutil.which("dot"), MISSING)
@unittest.skipUnless(browser.PROGRAM, browser.MISSING)
class DocsSite(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.site = tempfile.mkdtemp(prefix="tearsheet-site-")
        cls.addClassCleanup(shutil.rmtree, cls.site)
        run = subprocess.run([os.path.join(ROOT, "scripts", "docs-site"), cls.site], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
                             timeout=LIMIT, check=False)
        assert (run.returncode, run.stdout.strip()) == (0, os.path.join(cls.site, "index.html")), run.stdout

    def setUp(self):
        super().setUp()
        self.browser = browser.Browser(self)

    def test_it_is_read_and_searched_from_a_folder(self):
        self.browser.look(1200)
        self.browser.open("file://%s/index.html" % self.site)
        self.assertEqual(self.browser.run("document.querySelector('h1').textContent.trim().startsWith('The documentation')"), True)
        pages = self.browser.run("[...document.querySelectorAll('.sidebar-tree a')].map(a => a.href)")
        made = sorted(os.path.relpath(os.path.join(path, name), os.path.join(ROOT, "docs")) for path, _, names in os.walk(os.path.join(ROOT, "docs"))
                      for name in names if name.endswith(".md") and name != "README.md")
        for name in made:
            self.assertIn("file://%s/%s" % (self.site, name[:-len("md")] + "html"), pages)
        self.browser.open("file://%s/search.html?q=lease" % self.site)
        found = self.browser.run("""new Promise(done => { const look = () => {
            const links = [...document.querySelectorAll('#search-results li a')].map(a => a.getAttribute('href').split('#')[0].split('?')[0]);
            /finished/.test(document.querySelector('.search-summary')?.textContent) ? done(links) : setTimeout(look, 20) }; look() })""", wait=True)
        self.assertIn("scale.html", found)
        self.assertEqual([address for address in self.browser.requested if not address.startswith(("file:", "data:"))], [])

    def test_it_fits_a_phone_and_shows_the_tables(self):
        self.browser.look(360)
        self.browser.open("file://%s/schema.html" % self.site)
        self.assertLessEqual(self.browser.run("document.documentElement.scrollWidth"), 360)
        self.assertGreater(self.browser.run("document.querySelector('img[src$=\".svg\"], object[data$=\".svg\"]').naturalWidth"), 300)

    def test_what_is_no_such_site_is_not_overwritten(self):
        mine = os.path.join(self.folder, "mine")
        os.mkdir(mine)
        with open(os.path.join(mine, "letter"), "w", encoding="utf-8"):
            pass
        run = subprocess.run([os.path.join(ROOT, "scripts", "docs-site"), mine], stderr=subprocess.PIPE, encoding="utf-8", check=False)
        self.assertEqual(run.returncode, 2)
        self.assertEqual(os.listdir(mine), ["letter"])


if __name__ == "__main__":
    unittest.main()
