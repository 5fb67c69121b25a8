"""`delete`: what goes, what stays, who is asked, and that nothing brings an article back."""
import copy
import fcntl
import json
import os
import pty
import signal
import subprocess
import time
import unittest

from support import PROGRAM, STORIES, Case, tearsheet


class Delete(Case):
    def setUp(self):
        super().setUp()
        self.site = self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.article = self.exported()[5]
        self.id = str(self.article["id"])

    def delete(self, *more):
        return tearsheet("delete", "--db", self.db, *more)

    def receipt(self, *more):
        run = self.delete(*more)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(len(run.stdout.splitlines()), 1)
        return json.loads(run.stdout)

    def check(self):
        run = tearsheet("db", "check", "--db", self.db)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

    def count(self, table, where="1"):
        return self.query("SELECT count(*) FROM %s WHERE %s" % (table, where))[0][0]

    def test_an_article_goes_from_everywhere_and_its_address_stays(self):
        word = self.article["title"].split()[-1]
        receipt = self.receipt(self.id, "--yes", "--why", "court order 12/25")
        self.assertEqual([one["url"] for one in receipt["articles"]], [self.article["url"]])
        self.assertEqual((receipt["why"], receipt["dry_run"]), ("court order 12/25", False))
        removed = receipt["removed"]
        self.assertEqual((removed["articles"], removed["fingerprints"]), (1, 1))
        self.assertGreaterEqual(removed["raw_pages"], 1)
        self.assertGreater(removed["field_sources"], 3)
        for table in ("article_versions", "field_sources", "_fingerprint", "_article_key", "_raw_page"):
            self.assertEqual(self.count(table, "article_id = " + self.id), 0, table)
        self.assertEqual(self.count("articles", "id = " + self.id), 0)
        self.assertNotIn(self.article["url"], tearsheet("search", "--db", self.db, "--format", "url", "--all", "title:" + word).stdout.split())
        self.check()
        run = tearsheet("why", "--db", self.db, self.article["url"])
        self.assertIn("removed: court order 12/25", run.stdout)
        self.assertIn("never asked for again", run.stdout)
        self.assertEqual(tearsheet("show", "--db", self.db, self.id).returncode, 1)
        archive = os.path.join(self.folder, "out.warc")
        self.assertEqual(tearsheet("archive", "--db", self.db, "-o", archive).returncode, 0)
        with open(archive, "rb") as file:
            self.assertNotIn(self.article["url"].encode(), file.read())

    def test_nothing_of_the_text_is_left_in_the_file(self):
        mark = "qzxvolcano"
        self.execute("UPDATE articles SET body = body || ' %s', summary = '%s' WHERE id = %s" % (mark, mark, self.id))
        self.execute("UPDATE _url SET hint = json_object('from', 'feed', 'title', '%s') WHERE url = '%s'" % (mark, self.article["url"]))
        with open(self.db, "rb") as file:
            self.assertIn(mark.encode(), file.read())
        self.receipt(self.id, "--yes")
        with open(self.db, "rb") as file:
            self.assertNotIn(mark.encode() + b"'", file.read())
        self.assertEqual(self.query("SELECT count(*) FROM _url WHERE hint LIKE '%%%s%%'" % mark), [(0,)])

    def test_it_is_never_fetched_again(self):
        self.receipt(self.article["url"], "--yes")
        # Its feed names it once more, with another headline: a reason to ask again for anything else.
        stories = copy.deepcopy(STORIES)
        for story in stories["stories"]:
            story["title"] += ", corrected"
        known, port = len(self.site.requests()), int(self.site.base.rsplit(":", 1)[1])
        self.site.close()
        self.site = self.harbour(stories=stories, port=port)
        self.execute("UPDATE _visit SET due_at = 1 WHERE url_id IN (SELECT id FROM _url WHERE kind <> 0)")
        self.assertEqual(self.crawl().returncode, 0)
        path = self.article["url"][len(self.site.base):].split("?")[0]
        self.assertNotIn(path, [row["path"].split("?")[0] for row in self.site.requests()[known:]])
        self.assertNotIn(self.article["url"], [article["url"] for article in self.exported()])
        run = tearsheet("fetch", "--allow-private-network", "--db", self.db, "--selectors", self.selectors, self.article["url"])
        self.assertEqual(run.returncode, 1)
        self.assertIn("removed", run.stderr)
        self.check()

    def test_an_archive_does_not_bring_it_back(self):
        archive = os.path.join(self.folder, "before.warc")
        self.assertEqual(tearsheet("archive", "--db", self.db, "-o", archive).returncode, 0)
        self.receipt(self.id, "--yes")
        count = len(self.exported())
        run = tearsheet("import", "--db", self.db, "--selectors", self.selectors, archive)
        self.assertIn(run.returncode, (0, 5), run.stderr)
        self.assertEqual(len(self.exported()), count)
        self.assertEqual(self.count("_raw_page", "url LIKE '%s%%'" % self.article["url"].split("?")[0]), 0)
        self.check()

    def test_consumers_hear_of_it_and_numbers_are_not_used_again(self):
        cursor = os.path.join(self.folder, "cursor")

        def changes():
            run = tearsheet("export", "--db", self.db, "--cursor-file", cursor)
            self.assertEqual(run.returncode, 0, run.stderr)
            return [json.loads(line) for line in run.stdout.splitlines()]
        changes()
        last = self.exported()[-1]
        self.receipt(str(last["id"]), "--yes")
        self.assertEqual(changes(), [{"id": last["id"], "url": last["url"], "removed": True}])
        stories = copy.deepcopy(STORIES)
        fresh = copy.deepcopy(stories["stories"][0])
        fresh.update(title="A lamp is lit on the outer mole", slug="a-lamp-is-lit", paragraphs=["The lamp on the outer mole was lit on Friday. " * 12])
        stories["stories"].insert(0, fresh)
        port = int(self.site.base.rsplit(":", 1)[1])
        self.site.close()
        self.site = self.harbour(stories=stories, port=port)
        self.execute("UPDATE _visit SET due_at = 1 WHERE url_id IN (SELECT id FROM _url WHERE kind <> 0)")
        self.crawl()
        new = [change["id"] for change in changes() if not change.get("removed")]
        self.assertTrue(new)
        self.assertNotIn(last["id"], new)

    def test_a_story_goes_on_with_its_next_page(self):
        first, second, third = [row[0] for row in self.query("SELECT id FROM articles WHERE duplicate_of IS NULL ORDER BY id LIMIT 3")]
        self.execute("UPDATE articles SET duplicate_of = %d WHERE id IN (%d, %d)" % (first, second, third))
        self.execute("UPDATE _fingerprint SET cluster = %d WHERE article_id IN (%d, %d)" % (first, second, third))
        self.assertEqual(self.receipt(str(first), "--yes")["stories_handed_on"], 1)
        self.assertEqual(self.query("SELECT id, duplicate_of FROM articles WHERE id IN (%d, %d) ORDER BY id" % (second, third)), [(second, None), (third, second)])
        self.assertEqual(self.query("SELECT DISTINCT cluster FROM _fingerprint WHERE article_id IN (%d, %d)" % (second, third)), [(second,)])
        self.check()

    def test_a_page_that_packs_others_goes_as_well(self):
        pages = {row[0]: self.page(row[0]) for row in self.query("SELECT id FROM articles")}
        dictionaries = self.query("SELECT id FROM _dictionary")
        self.assertTrue(dictionaries, "the pages of the sample site are packed by one of them")
        removed, receipts = [], []
        for article in sorted(pages):
            receipts.append(self.receipt(str(article), "--yes"))
            removed.append(article)
            if receipts[-1]["removed"]["dictionaries"]:
                break
        self.assertEqual(receipts[-1]["removed"]["dictionaries"], 1, "the page that became the dictionary is among them")
        self.assertGreater(receipts[-1]["repacked_pages"], 0)
        for article, page in pages.items():
            if article not in removed:
                self.assertEqual(self.page(article), page)
        self.check()

    def page(self, article):
        return subprocess.run([PROGRAM, "show", "--db", self.db, str(article), "--format", "page"], stdout=subprocess.PIPE, timeout=60).stdout

    def test_a_site_is_forgotten_and_can_be_crawled_anew(self):
        count = len(self.exported())
        self.assert_one_line(self.delete("--site", "harbour-times"), 2, "--expect %d" % count)
        self.assert_one_line(self.delete("--site", "harbour-times", "--yes"), 2, "--expect %d" % count)
        receipt = self.receipt("--site", "harbour-times", "--expect", str(count))
        self.assertEqual((receipt["removed"]["articles"], receipt["site"]), (count, "harbour-times"))
        self.assertGreaterEqual(receipt["addresses_forgotten"], count)
        for table in ("articles", "_url", "_visit", "_raw_page", "_article_key", "_dictionary", "_revisit", "sites", "site_runs", "_rhythm"):
            self.assertEqual(self.count(table), 0, table)
        self.assertGreater(self.count("fetches"), count, "what was asked of the site's host can still be told")
        self.check()
        self.execute("UPDATE _host SET next_at = NULL, retry_at = NULL")
        self.assertEqual(self.crawl().returncode, 0)
        self.assertEqual(len(self.exported()), count)
        self.check()

    def test_a_query_says_first_and_removes_after(self):
        word = self.article["title"].split()[0]
        dry = self.receipt("--where", "title:" + word, "--dry-run")
        self.assertTrue(dry["dry_run"])
        ids = {one["id"] for one in dry["articles"]}
        self.assertIn(self.article["id"], ids)
        self.assertEqual(len(self.exported()), self.count("articles"))
        self.assertEqual(self.count("_removed"), 0)
        self.assert_one_line(self.delete("--where", "title:" + word, "--expect", str(len(ids) + 1)), 1, "there are %d" % len(ids))
        wet = self.receipt("--where", "title:" + word, "--expect", str(len(ids)))
        self.assertEqual({one["id"] for one in wet["articles"]}, ids)
        self.assertEqual(wet["removed"], dry["removed"])
        self.assertFalse(ids & {article["id"] for article in self.exported()})
        everything = self.count("articles")
        self.assertGreater(everything, 20 - len(ids))
        self.execute("INSERT INTO articles(site_id, url, canonical_url, title, body, first_seen, changed, run_id) WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
                     " FROM n WHERE i < 30) SELECT 1, 'https://x.example/' || i, 'https://x.example/' || i, 'zebra', 'zebra', '2025-11-15T00:00:00Z',"
                     " '2025-11-15T00:00:00Z', 1 FROM n")
        tearsheet("db", "check", "--repair", "--db", self.db)
        self.assert_one_line(self.delete("--where", "zebra", "--yes"), 2, "--expect 30")
        self.assertEqual(self.receipt("--where", "zebra", "--expect", "30")["removed"]["articles"], 30)
        self.assert_one_line(self.delete("--where", "qqqqqq", "--yes"), 1, "no article matches")
        self.check()

    def test_a_slip_removes_nothing(self):
        before = self.exported()
        for arguments, words in ((("--yes",), "say what"), ((self.id,), "--yes"), ((self.id, "--site", "harbour-times"), "go without"),
                                 (("--fts5", self.id), "--where"), (("--site", "no-such-site", "--expect", "0"), "no-such-site"),
                                 (("999999", "--yes"), "999999"), ((self.id, "--yes", "-o", "/no/such/folder/receipt"), "/no/such/folder"),
                                 (("--where", "!!!", "--yes"), "no word")):
            run = self.delete(*arguments)
            self.assertIn(run.returncode, (1, 2), arguments)
            self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)
            self.assertIn(words, run.stderr)
            self.assertEqual(run.stdout, "")
        self.assertEqual(self.exported(), before)

    def ask(self, typed, *more):
        ours, its = pty.openpty()
        process = subprocess.Popen([PROGRAM, "delete", "--db", self.db, *more], stdin=its, stdout=subprocess.PIPE, stderr=its, encoding="utf-8",
                                   env=dict(os.environ, TERM="xterm"))
        os.close(its)
        os.write(ours, typed.encode() + b"\n")
        receipt = process.communicate(timeout=60)[0]
        shown = b""
        try:
            while chunk := os.read(ours, 65536):
                shown += chunk
        except OSError:                                # how Linux says that the other end is closed
            pass
        os.close(ours)
        return process.returncode, receipt, shown.decode()

    def test_a_person_is_asked(self):
        code, receipt, shown = self.ask("no", self.id)
        self.assertEqual((code, receipt), (1, ""))
        self.assertIn("Nothing was removed", shown)
        self.assertEqual(self.count("articles", "id = " + self.id), 1)
        code, receipt, shown = self.ask("yes", self.id)
        self.assertEqual(code, 0, shown)
        self.assertIn(self.article["title"], shown)
        self.assertEqual(json.loads(receipt)["articles"][0]["id"], self.article["id"])
        code, receipt, shown = self.ask("yes", "--site", "harbour-times")
        self.assertEqual(code, 1, "a site wants its id typed")
        self.assertGreater(self.count("articles"), 0)
        self.assertEqual(self.ask("harbour-times", "--site", "harbour-times")[0], 0)
        self.assertEqual(self.count("articles"), 0)

    def test_a_receipt_can_go_to_a_file(self):
        target = os.path.join(self.folder, "receipt.json")
        run = self.delete(self.id, "--yes", "-o", target)
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""))
        with open(target, encoding="utf-8") as file:
            self.assertEqual(json.load(file)["articles"][0]["url"], self.article["url"])

    def test_a_killed_delete_is_whole_or_not_at_all(self):
        count = len(self.exported())
        for delay in (0.0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12):
            process = subprocess.Popen([PROGRAM, "delete", "--db", self.db, "--site", "harbour-times", "--expect", str(count)], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            process.wait()
            left = self.count("articles")
            self.assertIn(left, (0, count))
            self.check()
            if left == 0:
                self.assertEqual(self.count("_url"), 0)
                return
            self.assertGreaterEqual(self.count("_article_key"), count)

    def test_no_crawl_may_hold_the_database(self):
        with open(self.db + ".lock", "a", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self.assert_one_line(self.delete(self.id, "--yes"), 3, "another run holds")
            self.assertEqual(self.delete(self.id, "--dry-run").returncode, 0, "to look is no harm")


if __name__ == "__main__":
    unittest.main()
