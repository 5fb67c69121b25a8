"""`serve` of a database on a server: the pages are those of a file with the same articles."""
import html
import json
import re
import unittest

import postgres
from support import Case, tearsheet
from test_serve import Room


@unittest.skipUnless(postgres.programs(), postgres.MISSING)
class SharedRoom(Case):
    def setUp(self):
        super().setUp()
        self.server = postgres.Postgres(self.folder)
        self.addCleanup(self.server.stop)
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        self.file = self.db
        self.address = self.server.new_database()
        done = tearsheet("db", "copy", self.file, self.address)
        self.assertEqual(done.returncode, 0, done.stderr)

    def rooms(self):
        rooms = []
        for self.db in (self.file, self.address):
            rooms.append(Room(self, "--selectors", self.selectors))
            self.assertTrue(rooms[-1].base)
        self.db = self.file
        return rooms

    def walk(self, room):
        """Every path that links lead to, by what its answer shows."""
        found, waiting = {}, ["/", "/?q=the", "/?q=the&sort=best", "/?site=harbour-times", "/?q=zzyzx", "/?since=soon", "/article/4711"]
        while waiting:
            path = waiting.pop()
            if path in found:
                continue
            status, headers, body = room.ask(path)
            found[path] = (status, headers["content-type"], body)
            if headers["content-type"].startswith("text/html") and not path.endswith(("/frame", "/preview")) and "/preview?" not in path and "/frame?" not in path:
                waiting += [html.unescape(link) for link in re.findall(r'(?:href|src)="(/[^"]*)"', body)]
        return found

    def same(self, body, room):
        """Without what differs from database to database."""
        body = body.replace(room.base, "BASE/").replace(room.base.rstrip("/"), "BASE")
        return re.sub(r"cursor=[^&\"]*|\"next\":\"[^\"]*\"|State of [^ ]+ [^ ]+ UTC|<b>[^<]*</b> <a href=\"/\"", "", body)

    def test_every_page_is_there_and_says_the_same(self):
        of_file, of_server = self.rooms()
        pages, shared = self.walk(of_file), self.walk(of_server)
        self.assertEqual(sorted(pages), sorted(shared))
        self.assertGreater(len(pages), 60)
        for path, (status, kind, body) in pages.items():
            with self.subTest(path=path):
                self.assertEqual(shared[path][:2], (status, kind), shared[path][2])
                # Of relevance the order is each engine's own.
                if "sort=best" not in path and not path.startswith(("/feed.", "/api/")):
                    self.assertEqual(self.same(shared[path][2], of_server), self.same(body, of_file))
        self.assertIn('class="feeds"', shared["/"][2])
        self.assertNotIn("postgresql://", shared["/"][2])

    def test_feeds_and_data_go_on_where_a_reader_was(self):
        _, room = self.rooms()
        status, headers, body = room.ask("/feed.atom?site=harbour-times")
        self.assertEqual((status, body.count("<entry") > 10), (200, True))
        self.assertEqual(room.ask("/feed.atom?site=harbour-times", **{"If-None-Match": headers["etag"]})[0], 304)
        status, _, body = room.ask("/api/articles")
        first = json.loads(body)
        self.assertEqual((status, len(first["articles"]) > 10), (200, True))
        again = json.loads(room.ask("/api/articles?cursor=" + first["cursor"])[2])
        self.assertEqual(again["articles"], [])

    def test_a_server_that_was_restarted_is_read_again(self):
        _, room = self.rooms()
        before = room.ask("/")
        self.server.stop()
        self.server.start()
        self.assertEqual(room.ask("/")[::2], before[::2])

    def test_a_server_that_is_not_there_is_told(self):
        run = tearsheet("serve", "--db", self.address.replace("/t1", "/nowhere"), "--port", "0")
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("nowhere", run.stderr)


if __name__ == "__main__":
    unittest.main()
