"""The crawl of the sample site, from outside: what is stored, how the site was treated, what an interruption costs."""
import signal
import subprocess
import threading
import time
import unittest

from support import PROGRAM, STORIES, Case


def teaser(story):
    text = story["paragraphs"][0]
    return text if len(text) <= 130 else text[:131].rsplit(" ", 1)[0]


class CrawlOfTheSampleSite(Case):
    def assert_complete(self):
        articles = {article["title"]: article for article in self.exported()}
        self.assertEqual(len(self.exported()), 21)
        self.assertEqual(sorted(articles), sorted([STORIES["main"]["title"]] + [story["title"] for story in STORIES["stories"]]))
        return articles

    def test_stores_every_article_once_and_whole(self):
        self.harbour()
        run = self.crawl()
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""), "silent on success")
        articles = self.assert_complete()
        main = articles[STORIES["main"]["title"]]
        self.assertEqual(main["body"].split("\n\n"), STORIES["main"]["paragraphs"])
        self.assertEqual(main["date"], STORIES["main"]["date"])
        self.assertEqual(main["site_name"], STORIES["name"])
        for story in STORIES["stories"]:
            article = articles[story["title"]]
            self.assertEqual(article["date"][:10], story["date"])
            self.assertEqual(article["body"].split("\n\n"), story["paragraphs"])
            self.assertEqual(article["summary"], teaser(story))
            self.assertNotEqual(article["title"], teaser(story))
        self.assertEqual(self.query("PRAGMA integrity_check"), [("ok",)])
        self.assertEqual(self.query("PRAGMA foreign_key_check"), [])

    def test_keeps_to_robots_txt(self):
        site = self.harbour(crawl_delay=0.3)
        self.assertEqual(self.crawl().returncode, 0)
        rows = site.requests()
        self.assertEqual(rows[0]["path"], "/robots.txt")
        self.assertEqual([row["path"] for row in rows if row["path"].startswith("/private/")], [])
        gaps = [after["start"] - before["end"] for before, after in zip(rows, rows[1:])]
        self.assertGreaterEqual(min(gaps), 0.3 - 0.02, "a request came sooner than Crawl-delay after the answer before it")
        self.assertEqual({row["agent"].split("/")[0] for row in rows}, {"tearsheet"})

    def test_fetches_each_address_once(self):
        site = self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        paths = [row["path"].split("?")[0] for row in site.requests()]
        self.assertEqual(sorted(paths), sorted(set(paths)))

    def test_second_run_downloads_only_what_changed(self):
        site = self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        before = self.exported()
        first = len(site.requests())
        self.assertEqual(self.crawl().returncode, 0)
        rows = site.requests()[first:]
        self.assertEqual([row for row in rows if row["status"] == 200 and not row["path"].startswith("/robots")], [])
        self.assertEqual([row["path"] for row in rows if row["path"].startswith("/newstream/") and row["path"] != "/newstream/feed/"], [])
        self.assertEqual(self.exported(), before)

    def test_second_run_at_the_same_time_is_refused(self):
        self.harbour(crawl_delay=0.2)
        first = subprocess.Popen([PROGRAM, *self.crawl_arguments()], stderr=subprocess.PIPE, encoding="utf-8")
        deadline = time.monotonic() + 30
        while not self.has_pages() and time.monotonic() < deadline:
            threading.Event().wait(0.02)
        second = self.crawl()
        self.assert_one_line(second, 3, self.db)
        self.assertEqual(first.wait(120), 0, first.stderr.read())
        first.stderr.close()
        self.assert_complete()

    def has_pages(self):
        import os
        return os.path.exists(self.db) and os.path.exists(self.db + "-wal")

    def wait_for_requests(self, site, count):
        deadline = time.monotonic() + 60
        while len(site.requests()) < count:
            self.assertLess(time.monotonic(), deadline, "the crawl makes no requests")
            threading.Event().wait(0.01)

    def test_kill_in_the_middle_loses_nothing(self):
        site = self.harbour(crawl_delay=0.05)
        for requests in (3, 9, 16):
            run = subprocess.Popen([PROGRAM, *self.crawl_arguments()], stderr=subprocess.DEVNULL)
            self.wait_for_requests(site, requests)
            run.send_signal(signal.SIGKILL)
            run.wait()
            self.assertEqual(self.query("PRAGMA integrity_check"), [("ok",)])
        self.assertEqual(self.crawl().returncode, 0)
        self.assert_complete()

    def test_interrupt_ends_cleanly_and_the_next_run_goes_on(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            site = self.harbour(crawl_delay=0.2)
            known = len(site.requests())
            run = subprocess.Popen([PROGRAM, *self.crawl_arguments()], stderr=subprocess.PIPE, encoding="utf-8")
            self.wait_for_requests(site, known + 4)
            run.send_signal(number)
            self.assertEqual(run.wait(10), code)
            self.assertNotEqual(run.stderr.read(), "", "says what was left")
            run.stderr.close()
            site.close()
        self.harbour(crawl_delay=0.05)
        # The site moved to another port: its pages are other pages, and the database holds both.
        self.assertEqual(self.crawl().returncode, 0)

    def test_budget_of_pages_leaves_the_rest_for_the_next_run(self):
        self.harbour()
        self.assertEqual(self.crawl("--max-pages", "6").returncode, 6)
        self.assertLess(len(self.exported()), 21)
        self.assertEqual(self.crawl().returncode, 0)
        self.assert_complete()

    def test_a_dead_site_is_said_once_and_does_not_stop_the_others(self):
        site = self.harbour()
        with open(self.selectors + "/dead.toml", "w", encoding="utf-8") as file:
            file.write('version = 1\nid = "dead"\ndomains = ["127.0.0.9"]\n[politeness]\nretries = 0\n[[source]]\nkind = "feed"\nurl = "http://127.0.0.9:9/feed"\n')
        run = self.crawl()
        self.assertEqual(run.returncode, 5)
        self.assertIn("127.0.0.9", run.stderr)
        self.assert_complete()
        self.assertTrue(site.requests())

    def test_a_broken_site_file_is_named_and_does_not_stop_the_others(self):
        self.harbour()
        with open(self.selectors + "/broken.toml", "w", encoding="utf-8") as file:
            file.write('version = 1\nid = "broken"\ndomains = ["broken.example"]\n[[source]]\nurl = "https://broken.example/"\nitme = "li"\n')
        run = self.crawl()
        self.assertEqual(run.returncode, 5)
        self.assertIn("broken.toml:6", run.stderr)
        self.assert_complete()

    def test_a_name_that_no_site_has_is_told_with_the_nearest(self):
        self.harbour()
        run = self.crawl("harbor-times")
        self.assertEqual(run.returncode, 2)
        self.assertIn('did you mean "harbour-times"?', run.stderr)


if __name__ == "__main__":
    unittest.main()
