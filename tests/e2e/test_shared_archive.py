"""Web archives out of a database on a server: those of a file with the same pages."""
import json
import os
import subprocess
import unittest

from shared_case import SharedCase
from support import PROGRAM, tearsheet
from test_archive import members, parse


class SharedArchive(SharedCase):
    def setUp(self):
        super().setUp()
        self.harbour()
        self.crawl_into(self.address)
        self.ask("INSERT INTO fetches(run_id, host, url, purpose, started, milliseconds, status, bytes, conditional) SELECT 1, '', url, 'article',"
                 " '2099-01-02T03:04:05.678Z', 1, 304, 0, 1 FROM articles ORDER BY id LIMIT 1")
        self.ask("INSERT INTO _revisit SELECT raw_page, 4070912645123, 200, '127.0.0.9' FROM articles ORDER BY id DESC LIMIT 1")
        done = tearsheet("db", "copy", self.address, self.db)
        self.assertEqual(done.returncode, 0, done.stderr)

    def archive(self, db, name, *more):
        path = os.path.join(self.folder, name)
        done = tearsheet("archive", "-v", "--db", db, "-o", path, *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return path, done.stderr

    def test_it_is_that_of_a_file(self):
        (server, told), (file, told_of_file) = (self.archive(db, name) for db, name in ((self.address, "server.warc.gz"), (self.db, "file.warc.gz")))
        records = list(members(server))
        self.assertEqual(records[1:], list(members(file))[1:])
        self.assertEqual(told, told_of_file)
        types = [parse(record)[0]["warc-type"] for record in records]
        self.assertEqual((types.count("response"), types.count("revisit")), (21, 2))
        done = subprocess.run([PROGRAM, "archive", "--db", self.address, "-o", "-"], stdout=subprocess.PIPE, check=True)
        with open(os.path.join(self.folder, "stdout.warc.gz"), "wb") as out:
            out.write(done.stdout)
        self.assertEqual(list(members(out.name))[1:], records[1:])

    def test_a_filter_chooses_pages(self):
        for options, pages in ((["--since", "2099"], "0"), (["--until", "2099"], "21"), (["--site", "none"], "0"), (["--site", "harbour-times"], "21")):
            self.assertEqual(self.archive(self.address, "some.warc.gz", *options)[1].split()[1], pages, options)

    def test_a_wacz_lists_the_articles_and_comes_back_into_another_server(self):
        path, _ = self.archive(self.address, "news.wacz")
        other = self.server.new_database()
        done = tearsheet("import", "--db", other, "--selectors", self.selectors, "--json", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["stored"], 21)
        self.assertEqual(self.articles(other), self.articles(self.address))

    def test_an_empty_database_is_told(self):
        done = tearsheet("archive", "--db", self.server.new_database(), "-o", os.path.join(self.folder, "x.warc"))
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "x.warc")))


if __name__ == "__main__":
    unittest.main()
