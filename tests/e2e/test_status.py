"""What `status` tells people and machines, and what a run tells of troubles that last."""
import json
import os
import re
import shutil
import struct
import subprocess
import unittest
import zlib

from support import Case, tearsheet

CHROMIUM = shutil.which("chromium")
LOST_SOURCE = '[[source]]\nkind = "feed"\nurl = "$BASE/moved-away.xml"\n'


def pixels(path):
    """The RGB triples of a PNG without interlacing (PNG specification, 2003), row by row."""
    with open(path, "rb") as file:
        data = file.read()
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", data[at + 8:at + 18])
        if kind == b"IDAT":
            packed += data[at + 8:at + 8 + size]
        at += size + 12
    assert depth == 8 and colour in (2, 6), (depth, colour)
    bytes_each = 3 if colour == 2 else 4
    raw, stride = zlib.decompress(packed), width * bytes_each
    before, rows = bytearray(stride), []
    for y in range(height):
        kind, line = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        if kind:
            for i in range(stride):
                left = line[i - bytes_each] if i >= bytes_each else 0
                up = before[i]
                corner = before[i - bytes_each] if i >= bytes_each else 0
                nearest = min((abs(up - corner), 0, left), (abs(left - corner), 1, up), (abs(left + up - 2 * corner), 2, corner))[2]
                line[i] = (line[i] + (0, left, up, (left + up) // 2, nearest)[kind]) & 255
        rows.append([tuple(line[i:i + 3]) for i in range(0, stride, bytes_each)])
        before = line
    return rows


class Status(Case):
    def status(self, *more):
        return tearsheet("status", "--db", self.db, *more)

    def lose_a_source(self, site):
        """From now on the site file names a feed that is not there."""
        site.write_site_file(self.selectors, lambda text: text.replace("[article]", LOST_SOURCE.replace("$BASE", site.base) + "\n[article]"))

    def test_the_page_shows_its_plots_in_a_browser(self):
        self.assertIsNotNone(CHROMIUM, "this test needs Chromium: scripts/install-deps")
        site = self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.lose_a_source(site)
        self.assertEqual(self.crawl().returncode, 5)
        page, picture = os.path.join(self.folder, "status.html"), os.path.join(self.folder, "status.png")
        run = self.status("--html", "-o", page)
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""))
        subprocess.run([CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=" + os.path.join(self.folder, "profile"),
                        "--window-size=1200,1600", "--screenshot=" + picture, "file://" + page], check=True, timeout=120, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        rows = pixels(picture)
        new, bad = (0x2f, 0x6f, 0xb3), (0xb3, 0x40, 0x2f)
        blue = [(x, y) for y, row in enumerate(rows) for x, colour in enumerate(row) if colour == new]
        red = [(x, y) for y, row in enumerate(rows) for x, colour in enumerate(row) if colour == bad]
        # Today's bar stands at the right end of the first plot and is as high as the plot; the only failing site's bar spans the second.
        self.assertGreater(len(blue), 2000)
        self.assertGreater(min(x for x, _ in blue if _ < max(y for _, y in blue) - 100), 1000)
        self.assertGreater(len(red), 5000)
        widest = max(sum(1 for colour in row if colour == bad) for row in rows)
        self.assertGreater(widest, 600)
        self.assertEqual(rows[5][5], (255, 255, 255))

    def test_json_and_metrics_agree_with_the_text(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        site = json.loads(self.status("--json").stdout)["sites"][0]
        self.assertEqual((site["articles"], site["silent"], site["troubles"]), (21, False, []))
        self.assertIsNotNone(site["last_new"])
        metrics = self.status("--prometheus").stdout
        self.assertIn('tearsheet_site_articles{site="harbour-times"} 21\n', metrics)
        target = os.path.join(self.folder, "tearsheet.prom")
        self.assertEqual(self.status("--prometheus", "-o", target).returncode, 0)
        with open(target, encoding="utf-8") as file:
            self.assertIn("tearsheet_articles 21\n", file.read())

    def test_coverage_accounts_for_everything_that_was_announced(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        site = json.loads(self.status("--coverage", "--json").stdout)
        self.assertGreater(site["announced"], 5)
        self.assertEqual(site["announced"], site["stored"] + site["waiting"] + sum(why["count"] for why in site["missing"]))
        self.assertRegex(self.status("--coverage").stdout, r"(?m)^SITE +ANNOUNCED +STORED +SHARE +WAITING\nharbour-times +%d +%d " % (site["announced"], site["stored"]))

    def test_coverage_counts_what_a_feed_announces_later(self):
        site = self.harbour()
        announcing = re.compile(r'\[\[source\]\]\nkind = "(?:feed|sitemap)"\nurl = .*\n')
        site.write_site_file(self.selectors, lambda text: announcing.sub("", text))
        self.assertEqual(self.crawl().returncode, 0)
        before = json.loads(self.status("--coverage", "--json").stdout)
        self.assertEqual(before["announced"], 0, "a listing announces nothing")
        stored = self.query("SELECT count(*) FROM articles")
        site.write_site_file(self.selectors)
        self.assertEqual(self.crawl().returncode, 0)
        after = json.loads(self.status("--coverage", "--json").stdout)
        self.assertGreater(after["announced"], 5)
        self.assertGreater(after["stored"], self.query("SELECT count(*) FROM articles")[0][0] - stored[0][0], "articles of the first run are among them")

    def test_rules_that_differ_from_the_automatic_extraction_are_told(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.execute("UPDATE articles SET agreement = '{\"body\":0.9,\"title\":1}'")
        self.assertNotIn("differ", self.status().stdout)
        self.assertEqual(json.loads(self.status("--json").stdout)["sites"][0]["agreement"], {"body": 0.9, "title": 1.0})
        self.execute("UPDATE articles SET agreement = '{\"body\":0.1,\"title\":1}' WHERE id > (SELECT max(id) - 12 FROM articles)")
        self.assertIn("rules and the automatic extraction differ: body 0.10\n", self.status().stdout)
        self.assertIn('tearsheet_site_agreement{site="harbour-times",field="body"} 0.100\n', self.status("--prometheus").stdout)

    def test_a_site_whose_file_is_gone_raises_no_alarm(self):
        site = self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.execute("UPDATE _rhythm SET first_new = 0, last_new = 1000000000000, pauses = 20, longest = 3600000.0")
        self.assertEqual(self.status("--alarm").returncode, 7)
        os.remove(os.path.join(self.selectors, "harbour-times.toml"))
        with open(os.path.join(self.selectors, "other.toml"), "w", encoding="utf-8") as file:
            file.write('version = 1\nid = "other"\ndomains = ["127.0.0.1"]\n[[source]]\nkind = "feed"\nurl = "%s/newstream/feed/"\n' % site.base)
        self.crawl()
        self.assertEqual(self.status("--alarm").returncode, 7, "it may come back tomorrow")
        self.execute("UPDATE runs SET started = '2020-01-01T00:00:00Z' WHERE id < (SELECT max(id) FROM runs)")
        self.assertEqual(self.status("--alarm").returncode, 0)

    def test_the_table_of_the_page_has_a_heading_for_each_cell(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        text = self.status("--html").stdout
        head = text.split("<thead>")[1].split("</thead>")[0]
        row = text.split("<tbody>")[1].split("</tr>")[0]
        self.assertEqual(head.count("<th "), row.count("<td>") + row.count("<th "), "a heading for each cell")

    def test_two_reports_at_once_are_refused(self):
        self.assert_one_line(self.status("--html", "--ledger"), 2, "give one")

    def test_a_trouble_is_told_when_it_is_new_and_at_the_third_run(self):
        site = self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.lose_a_source(site)
        told = [self.crawl().stderr for _ in range(4)]
        self.assertEqual([len(text.splitlines()) > 0 for text in told], [True, False, True, False], told)
        self.assertIn("for the 3rd run in a row", told[2])
        self.assertNotEqual(self.crawl("-v").stderr, "", "whoever asks is told every time")
        self.assertIn("5 runs in a row", self.status().stdout)

    def test_a_silent_site_raises_the_alarm(self):
        self.harbour()
        self.assertEqual(self.crawl("--alarm").returncode, 0)
        self.assertEqual(self.status("--alarm").returncode, 0)
        # Five weeks of news every day, and then none for ten days.
        day = 24 * 3600 * 1000
        self.execute("UPDATE _rhythm SET first_new = last_new - 45 * %d, last_new = last_new - 10 * %d, pauses = 35, longest = %d" % (day, day, day))
        run = self.crawl("--alarm")
        self.assert_one_line(run, 7, "harbour-times", "silent")
        run = self.status("--alarm")
        self.assertEqual(run.returncode, 7)
        self.assertIn("silent: nothing new since", run.stdout)
        self.assertEqual(self.crawl().returncode, 0, "who did not ask for alarms gets none as exit code")

    def test_a_site_that_never_brought_anything_is_told_with_the_remedy(self):
        site = self.harbour()
        site.write_site_file(self.selectors, lambda text: re.sub(r'(?m)^article = .*$', 'article = ["/no/such/folder/"]', text, count=1))
        run = self.crawl()
        self.assert_one_line(run, 5, "harbour-times", "nothing stored so far", "[urls] refuses every address")
        self.assertEqual(self.crawl("--alarm").returncode, 7)
        run = self.status("--alarm")
        self.assertEqual(run.returncode, 7)
        self.assertIn("nothing stored so far", run.stdout)


if __name__ == "__main__":
    unittest.main()
