"""Exports as files: Markdown for site generators and note programs."""
import json
import os
import unittest
import xml.etree.ElementTree

from support import STORIES, Case, tearsheet


class Export(Case):
    def test_markdown_files_are_brought_up_to_date_by_a_cursor(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        folder, cursor = os.path.join(self.folder, "articles/"), os.path.join(self.folder, "cursor")

        def export():
            run = tearsheet("export", "--db", self.db, "--format", "markdown", "-o", folder, "--cursor-file", cursor)
            self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""))
            return sorted(os.listdir(os.path.join(folder, "harbour-times")))

        self.assertEqual(export(), sorted("%d.md" % row["id"] for row in self.exported()))
        main = next(row for row in self.exported() if row["title"] == STORIES["main"]["title"])
        path = os.path.join(folder, "harbour-times", "%d.md" % main["id"])
        with open(path, encoding="utf-8") as file:
            text = file.read()
        head, body = text.split("\n---\n", 1)
        self.assertIn('\nurl: "%s"' % main["url"], head)
        self.assertIn('\ndate: "%s"' % main["date"], head)
        self.assertTrue(body.strip().startswith("# "))
        os.utime(path, (1, 1))
        export()
        self.assertEqual(os.stat(path).st_mtime, 1, "nothing changed")
        self.execute("UPDATE articles SET body = 'Another text.', markdown = '*Another* text.' WHERE id = %d" % main["id"])
        self.execute("DELETE FROM field_sources WHERE article_id <> %d" % main["id"])
        self.assertEqual(len(export()), 21)
        with open(path, encoding="utf-8") as file:
            self.assertIn("*Another* text.", file.read())

    def test_json_lines_say_where_a_field_came_from(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        main = next(row for row in self.exported() if row["title"] == STORIES["main"]["title"])
        self.assertEqual(main["sources"]["title"]["source"], "rule")
        kept = self.query("SELECT field, source, locator FROM field_sources WHERE article_id = %d" % main["id"])
        self.assertEqual(main["sources"], {field: {"source": source, "locator": locator} if locator else {"source": source}
                                           for field, source, locator in kept})
        self.execute("DELETE FROM field_sources")
        self.assertTrue(all("sources" not in row for row in self.exported()))

    def test_columns_are_chosen_by_name(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        run = tearsheet("export", "--db", self.db, "--format", "csv", "--columns", "title,id", "--bom", "--limit", "1")
        first = self.exported()[0]
        self.assertEqual(run.stdout, '\ufefftitle,id\n"%s",%d\n' % (first["title"].replace('"', '""'), first["id"]))
        run = tearsheet("export", "--db", self.db, "--columns", "url,nofollow")
        self.assertEqual([json.loads(line) for line in run.stdout.splitlines()], [{"url": row["url"], "nofollow": 0} for row in self.exported()])
        for arguments, said in ((("--columns", "titel"), "did you mean title?"), (("--format", "atom", "--columns", "id"), "--columns is for jsonl and csv"),
                                (("--bom",), "--bom is for --format csv")):
            self.assert_one_line(tearsheet("export", "--db", self.db, *arguments), 2, said)

    def test_a_feed_says_where_it_is_if_it_is_told(self):
        self.harbour()
        self.crawl()
        run = tearsheet("export", "--db", self.db, "--format", "jsonfeed", "--feed-url", "https://news.example/all.json")
        self.assertEqual(json.loads(run.stdout)["feed_url"], "https://news.example/all.json")
        for arguments, said in ((("--format", "csv", "--feed-url", "https://news.example/"), "rss, atom and jsonfeed"),
                                (("--format", "rss", "--feed-url", "news.example"), "begins with http")):
            self.assert_one_line(tearsheet("export", "--db", self.db, *arguments), 2, said)

    def test_a_page_that_is_no_news_is_in_no_feed(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        title = STORIES["main"]["title"]
        for kind, there in (("article", True), ("page", False)):
            self.execute("UPDATE articles SET kind = '%s' WHERE title = '%s'" % (kind, title.replace("'", "''")))
            for feed in ("atom", "rss", "jsonfeed"):
                run = tearsheet("export", "--db", self.db, "--format", feed)
                self.assertEqual((run.returncode, title in run.stdout), (0, there), feed)
            self.assertIn(title, [row["title"] for row in self.exported()])

    def test_tei_holds_every_article(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        run = tearsheet("export", "--db", self.db, "--format", "tei")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        tei = "{http://www.tei-c.org/ns/1.0}"
        corpus = xml.etree.ElementTree.fromstring(run.stdout)
        self.assertEqual(corpus.tag, tei + "teiCorpus")
        texts = {}
        for one in corpus.findall(tei + "TEI"):
            header = one.find(tei + "teiHeader")
            self.assertIsNotNone(header.find(".//%stitleStmt/%stitle" % (tei, tei)))
            texts[header.find(".//%sptr" % tei).get("target")] = " ".join(" ".join(one.find("%stext/%sbody" % (tei, tei)).itertext()).split())
        articles = {article["url"]: article for article in self.exported()}
        self.assertEqual(set(texts), set(articles))
        for url, article in articles.items():
            for paragraph in article["body"].split("\n\n"):
                self.assertIn(paragraph.split()[0], texts[url])

    def test_a_folder_that_cannot_be_is_told(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        run = tearsheet("export", "--db", self.db, "--format", "markdown", "-o", "/dev/null/articles/")
        self.assert_one_line(run, 1, "/dev/null/articles")


if __name__ == "__main__":
    unittest.main()
