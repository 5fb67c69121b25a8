"""Questions to a database on a server that has tens of thousands of articles: the answers are those that counting gives."""
import json
import unittest

from shared_case import SharedCase
from support import tearsheet

MANY = 30_000
ROWS = """
INSERT INTO sites(id, key, title, first_seen) SELECT i, 'site' || i, 'Site ' || i, '2020-01-01T00:00:00Z' FROM generate_series(1, 10) i;
CREATE TEMP TABLE g AS SELECT i AS id, 1 + i %% 10 AS site, to_char(timestamp '2020-01-01' + i * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at,
  'harbour' || CASE WHEN i %% 2 = 0 THEN ' dredger' ELSE '' END || CASE WHEN i %% 10 = 3 THEN ' third' ELSE '' END AS text FROM generate_series(1, %d) i;
INSERT INTO articles(id, site_id, url, canonical_url, title, date, body, language, first_seen, changed, run_id, use_search)
  SELECT id, site, 'https://site' || site || '.example/' || id, 'https://site' || site || '.example/' || id, 'A title', at, text, 'en', at, at, 1, CASE WHEN id %% 3 = 0 THEN 'n' END FROM g;
INSERT INTO _words(article_id, site_id, moment, is_paired, size, words) SELECT id, site, at, false, 4, setweight(to_tsvector('simple', text), 'D') FROM g;
INSERT INTO _url(id, key, site_id, kind, source, depth, domain, url) SELECT id, id, site, 0, 0, 1, 'example', 'https://site' || site || '.example/' || id FROM g;
INSERT INTO _visit(url_id, state, status, visited_at, failures, unchanged) SELECT id, CASE WHEN id %% 100 = 0 THEN 4 ELSE 1 END, 200, 1, 0, 0 FROM g WHERE id %% 50 <> 1;
""" % MANY


class SharedMany(SharedCase):
    @classmethod
    def ids(cls, test):
        """The last of them first."""
        return [i for i in range(MANY, 0, -1) if test(i)]

    def setUp(self):
        super().setUp()
        self.harbour()
        self.crawl_into(self.address)
        tables = [row[0] for row in self.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        self.ask("TRUNCATE %s" % ", ".join(name for name in tables if name not in ("_schema", "_database", "_slot")))
        for statement in ROWS.strip().split(";\n"):
            if statement.startswith("CREATE TEMP"):
                statement = statement.replace("TEMP ", "")
            self.ask(statement)
        self.ask("ANALYZE")

    def found(self, *words):
        done = tearsheet("search", "--db", self.address, "--format", "url", "--limit", "30", *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [int(line.rsplit("/", 1)[1]) for line in done.stdout.split()]

    def test_matches_are_those_that_come_first(self):
        is_even = self.ids(lambda i: i % 2 == 0)
        for order in ([], ["--sort", "newest"]):
            self.assertEqual(self.found("dredger", *order), is_even[:30], order)
            self.assertEqual(self.found("harbour", *order), self.ids(lambda i: True)[:30], order)
            self.assertEqual(self.found("dredger", "--site", "site3", *order), self.ids(lambda i: i % 2 == 0 and i % 10 == 2)[:30], order)
            self.assertEqual(self.found("third", *order), self.ids(lambda i: i % 10 == 3)[:30], order)
            # Of those the last ones have none.
            self.assertEqual(self.found("dredger", "--until", "2020-02", *order), [i for i in is_even if i < 60 * 24][:30], order)

    def test_a_site_is_listed_up_to_a_day(self):
        done = tearsheet("export", "--db", self.address, "--site", "site4", "--until", "2020-01-31")
        self.assertEqual([json.loads(line)["id"] for line in done.stdout.splitlines()], [i for i in range(1, 31 * 24) if i % 10 == 3])
        both = tearsheet("export", "--db", self.address, "--site", "site4", "--site", "site5", "--since", "2020-01-31", "--until", "2020-01-31T11")
        self.assertEqual([json.loads(line)["id"] for line in both.stdout.splitlines()], [i for i in range(30 * 24, 30 * 24 + 12) if i % 10 in (3, 4)])

    def test_a_status_counts_all(self):
        report = json.loads(tearsheet("status", "--db", self.address, "--json").stdout)
        self.assertEqual(report["articles"], MANY)
        for site in report["sites"]:
            number = int(site["site"][4:]) - 1
            of_site = [i for i in range(1, MANY + 1) if i % 10 == number]
            self.assertEqual(site["articles"], len(of_site), site)
            self.assertEqual(site["waiting"], len([i for i in of_site if i % 50 == 1 or i % 100 == 0]), site)
            self.assertEqual(site["newest"][:10], self.ask("SELECT max(date) FROM articles WHERE site_id = %d" % (number + 1))[0][0][:10])


if __name__ == "__main__":
    unittest.main()
