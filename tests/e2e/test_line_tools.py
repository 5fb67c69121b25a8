"""The tools that answer at the prompt and ask nobody: date, url, robots, feed, encoding. What they print, in what form it may
come, and the documented exit codes; what they make of it is the unit tests' business."""
import gzip
import json
import os
import subprocess
import unittest

from support import PROGRAM, Case, tearsheet

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title><link>https://h.example/</link><language>en</language>
<ttl>60</ttl><item><guid isPermaLink="false">1</guid><title>Quay &amp; crane</title><link>/quay</link><category>Port</category>
<author>kim@h.example (Kim)</author><description>A &lt;b&gt;new&lt;/b&gt; crane&lt;script&gt;x()&lt;/script&gt;</description>
<pubDate>Fri, 14 Nov 2025 10:11:00 +0100</pubDate><enclosure url="/a.mp3" type="audio/mpeg" length="5"/></item>
<item><guid isPermaLink="false">2</guid><title>Tide</title><link>/tide</link></item></channel></rss>"""
ROBOTS = "User-agent: *\nDisallow: /search\nCrawl-delay: 5\n\nUser-agent: otherbot\nDisallow: /\nSitemap: https://h.example/s.xml\n"


def with_input(text, *arguments):
    return subprocess.run([PROGRAM, *arguments], input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False,
                          **({"encoding": "utf-8"} if isinstance(text, str) else {}))


def batch(command, *lines):
    run = with_input("".join(json.dumps(line) + "\n" for line in lines), command, "--batch")
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


class LineTools(Case):
    def file(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return path

    def assert_prints(self, run, code, stdout, stderr=""):
        self.assertEqual((run.returncode, run.stdout), (code, stdout), run.stderr)
        self.assertIn(stderr, run.stderr)
        if not stderr:
            self.assertEqual(run.stderr, "")

    def test_dates(self):
        for arguments, code, stdout in (
                (["Posted on 14 November 2025 by Kim"], 0, "2025-11-14\n"),
                (["--now", "2025-11-14T12:00:00Z", "2 hours ago"], 0, "2025-11-14T10:00:00Z\n"),
                (["--lang", "de", "--tz", "Europe/Berlin", "14.11.2025, 10.11 Uhr"], 0, "2025-11-14T10:11+01:00\n"),
                (["--order", "mdy", "03/04/2025"], 0, "2025-03-04\n"),
                (["--order", "dmy", "03/04/2025"], 0, "2025-04-03\n"),
                (["--format", "%d_%m_%Y", "14_11_2025"], 0, "2025-11-14\n"),
                (["--past", "--now", "2025-11-14T12:00:00Z", "2026-11-14"], 1, "invalid\n"),
                (["no date"], 1, "invalid\n"),
                (["no date", "2025-11-14"], 5, "invalid\n2025-11-14\n")):
            self.assert_prints(tearsheet("date", *arguments), code, stdout)
        self.assert_prints(with_input("# days\n2025-11-14\n\n  15 November 2025 \n", "date", "-"), 0, "2025-11-14\n2025-11-15\n")
        self.assertEqual([answer["date"] for answer in batch("date", {"text": "yesterday", "now": "2025-11-14T12:00:00Z"}, {"text": "no"})],
                         ["2025-11-13", None])
        for arguments, why in (([], "a TEXT is needed"), (["--now", "soon", "today"], "soon"), (["--order", "big", "today"], "big")):
            self.assert_prints(tearsheet("date", *arguments), 2, "", why)

    def test_addresses(self):
        for arguments, code, stdout, stderr in (
                (["--base", "https://example.org/news/", "../a?b=1", "#top"], 0, "https://example.org/a?b=1\nhttps://example.org/news/#top\n", ""),
                (["HTTP://Example.ORG:80/%7Ea"], 0, "http://example.org/%7Ea\n", ""),
                (["story"], 1, "", "'story'"),
                (["story", "https://example.org/"], 5, "https://example.org/\n", "'story'"),
                (["ftp://example.org/"], 1, "", "ftp"),
                ([], 2, "", "tearsheet url --help")):
            self.assert_prints(tearsheet("url", *arguments), code, stdout, stderr)
        keys = tearsheet("url", "--canonical", "http://m.example.org/story/amp/?utm_source=x", "https://www.example.org/story").stdout.splitlines()
        self.assertEqual(keys[0], keys[1], "forms of one page")
        self.assert_prints(with_input("https://a.example\nhttps://b.example\n", "url", "-"), 0, "https://a.example/\nhttps://b.example/\n")
        answers = batch("url", {"input": "b", "base": "https://a.example/"}, {"canonical": "https://a.example/?utm_source=x"}, {"input": "b"})
        self.assertEqual(answers[0], {"href": "https://a.example/b"})
        self.assertIn("canonical", answers[1])
        self.assertIn("error", answers[2])

    def test_robots(self):
        path = self.file("robots.txt", ROBOTS)
        for arguments, code, stdout, stderr in (
                (["https://h.example/search?q=x", "https://h.example/a"], 0, "deny https://h.example/search?q=x\nallow https://h.example/a\n", ""),
                (["--agent", "otherbot", "https://h.example/a"], 0, "deny https://h.example/a\n", ""),
                (["story"], 1, "", "'story'"),
                (["story", "https://h.example/a"], 5, "allow https://h.example/a\n", "'story'"),
                ([], 2, "", "tearsheet robots --help")):
            self.assert_prints(tearsheet("robots", "--robots-file", path, *arguments), code, stdout, stderr)
        self.assert_prints(tearsheet("robots", "--robots-file", path + ".none", "https://h.example/"), 1, "", "No such file")
        self.assert_prints(with_input(ROBOTS, "robots", "--robots-file", "-", "https://h.example/search"), 0, "deny https://h.example/search\n")
        self.assert_prints(with_input("https://h.example/search\n", "robots", "--robots-file", path, "-"), 0, "deny https://h.example/search\n")
        self.assert_prints(with_input("", "robots", "--robots-file", "-", "-"), 2, "", "not both")
        self.assertEqual(batch("robots", {"robots": ROBOTS, "agent": "tearsheet", "url": "https://h.example/search"}),
                         [{"allow": False, "crawl_delay": 5.0, "sitemaps": ["https://h.example/s.xml"]}])

    def test_feeds(self):
        path = self.file("feed.xml", RSS)
        packed = self.file("feed.xml.gz", gzip.compress(RSS.encode()))
        runs = [tearsheet("feed", "--url", "https://h.example/rss", path), tearsheet("feed", "--url", "https://h.example/rss", packed),
                with_input(RSS, "feed", "--url", "https://h.example/rss", "-")]
        for run in runs:
            self.assertEqual((run.returncode, run.stderr, run.stdout), (0, "", runs[0].stdout))
        feed = json.loads(runs[0].stdout)
        self.assertEqual({key: feed[key] for key in ("format", "title", "link", "language", "ttl_minutes")},
                         {"format": "rss2.0", "title": "Harbour", "link": "https://h.example/", "language": "en", "ttl_minutes": 60})
        first, second = feed["entries"]
        self.assertEqual(first["link"], "https://h.example/quay")
        self.assertEqual(first["title"], "Quay & crane")
        self.assertEqual(first["published"], "2025-11-14T10:11:00+01:00")
        self.assertEqual(first["categories"], ["Port"])
        self.assertEqual(first["enclosures"], [{"url": "https://h.example/a.mp3", "type": "audio/mpeg", "length": 5}])
        self.assertNotIn("<script", first["content_html"] or first["summary"])
        self.assertEqual((second["title"], second["published"]), ("Tide", None))
        cut = json.loads(tearsheet("feed", "--max-entries", "1", path).stdout)
        self.assertEqual((len(cut["entries"]), cut["truncated"]), (1, True))
        for arguments, code, why in ((["--max-entries", "0", path], 2, "above 0"), ([], 2, "tearsheet feed --help"),
                                     ([self.file("a.txt", "hello")], 1, "neither a feed nor a sitemap"), ([path + ".none"], 1, "No such file")):
            run = tearsheet("feed", *arguments)
            self.assert_prints(run, code, "", why)
            if arguments and code == 1:
                self.assertEqual(run.stderr.count(arguments[0]), 1, "the file is named once")
        answers = batch("feed", {"id": "a", "path": path, "url": "https://h.example/rss"}, {"id": "b", "path": path + ".none"})
        self.assertEqual((answers[0]["id"], answers[0]["entries"][1]["link"]), ("a", "https://h.example/tide"))
        self.assertEqual(answers[1]["id"], "b")
        self.assertIn("error", answers[1])

    def test_encodings(self):
        latin = self.file("latin.html", "<p>caf\xe9".encode("latin-1"))
        self.assert_prints(tearsheet("encoding", "--content-type", "text/html; charset=latin1", latin), 0, "windows-1252 (http, 0 bad)\n")
        self.assert_prints(tearsheet("encoding", "--content-type", "text/html; charset=latin1", "--text", latin), 0, "<p>café")
        run = with_input("<meta charset=utf-8><p>é".encode(), "encoding", "-")
        self.assertEqual((run.returncode, run.stdout.split()[0]), (0, b"utf-8"))
        self.assert_prints(tearsheet("encoding", latin + ".none"), 1, "", "No such file")
        answers = batch("encoding", {"bytes": "PHA+Y2Fm6Q==", "content_type": "text/html; charset=iso-8859-1"}, {"bytes": "%"})
        self.assertEqual((answers[0]["encoding"], answers[0]["text"], answers[0]["replacements"]), ("windows-1252", "<p>café", 0))
        self.assertIn("error", answers[1])


if __name__ == "__main__":
    unittest.main()
