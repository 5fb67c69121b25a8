"""A database on a server, shared by several crawls."""
import http.server
import json
import os
import subprocess
import threading
import time
import unittest

import postgres
from support import PROGRAM, Case, tearsheet


CONTACT = ("--contact", "https://example.org/tests")


class SlowTown:
    """A site whose answers take their time, at an address of its own. `asked`: the contact of whoever asked, and the path."""
    STORIES = 40

    def __init__(self, case, name, host, delay=0.0, stuck=""):
        """The first request for `stuck` is never answered."""
        asked, is_over = [], threading.Event()
        self.asked = asked

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append((self.headers["User-Agent"], self.path))
                if [path for _, path in asked].count(stuck) == 1 and self.path == stuck:
                    is_over.wait()
                    return
                threading.Event().wait(0.15)
                body = SlowTown.page(self.path).encode()
                self.send_response(404 if self.path == "/robots.txt" else 200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer((host, 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        case.addCleanup(self.server.server_close)
        case.addCleanup(self.server.shutdown)
        case.addCleanup(is_over.set)
        base = "http://%s:%d" % self.server.server_address[:2]
        os.makedirs(case.selectors, exist_ok=True)
        with open(os.path.join(case.selectors, name + ".toml"), "w", encoding="utf-8") as file:
            file.write('version = 1\nid = "%s"\ndomains = ["%s"]\n[politeness]\ndelay = %g\n[[source]]\nkind = "listing"\nurl = "%s/"\n'
                       'link = "a.story::attr(href)"\n[article]\ntitle = "h1"\nbody = "article p"\n' % (name, host, delay, base))

    @staticmethod
    def page(path):
        if path == "/":
            return "".join('<p><a class="story" href="/story/%d">The water came up, part %d</a></p>' % (i, i) for i in range(SlowTown.STORIES))
        return "<h1>The water came up, %s</h1><article><p>%s</p></article>" % (path, "It came up over the quay in %s. " % path * 12)

    def stories(self, contact=""):
        return sorted(path for agent, path in self.asked if path.startswith("/story/") and contact in agent)


@unittest.skipUnless(postgres.programs(), postgres.MISSING)
class Shared(Case):
    def setUp(self):
        super().setUp()
        self.server = postgres.Postgres(self.folder)
        self.addCleanup(self.server.stop)
        self.address = self.server.new_database()

    def arguments(self, db):
        return ("crawl", "--allow-private-network", "--db", db, "--selectors", self.selectors, "--lease", "2s")

    def start(self, contact="https://example.org/tests"):
        return subprocess.Popen([PROGRAM, *self.arguments(self.address), "--contact", contact], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")

    def rows(self, db):
        done = tearsheet("export", "--db", db)
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = {}
        for line in done.stdout.splitlines():
            row = json.loads(line)
            rows[row["url"]] = {name: row[name] for name in ("title", "date", "summary", "body", "authors", "language", "kind")}
        return rows

    def wait_until(self, is_so):
        end = time.monotonic() + 60
        while not is_so() and time.monotonic() < end:
            time.sleep(0.02)
        self.assertTrue(is_so())

    def pages(self, site):
        return sorted(request["path"] for request in site.requests())

    def test_crawls_at_once_store_what_one_stores_in_a_file(self):
        site = self.harbour()
        self.assertIn(tearsheet(*self.arguments(self.db)[:-2], *CONTACT).returncode, (0, 5))
        asked = len(self.pages(site))
        workers = [self.start(), self.start()]
        for worker in workers:
            _, errors = worker.communicate(timeout=120)
            self.assertIn(worker.returncode, (0, 5), errors)
        wanted = self.rows(self.db)
        self.assertGreater(len(wanted), 10)
        self.assertEqual(self.rows(self.address), wanted)
        self.assertLessEqual(len(self.pages(site)), 2 * asked)
        # What was asked a moment ago is asked of nobody.
        before = len(self.pages(site))
        done = tearsheet(*self.arguments(self.address), *CONTACT)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(self.pages(site)), before)

    def test_another_crawl_goes_on_where_one_was_killed(self):
        site = self.harbour()
        worker = self.start()
        self.wait_until(lambda: len(self.pages(site)) >= 8)
        worker.kill()
        worker.communicate()
        done = tearsheet(*self.arguments(self.address), *CONTACT)
        self.assertIn(done.returncode, (0, 5), done.stderr)
        self.assertIn(tearsheet(*self.arguments(self.db)[:-2], *CONTACT).returncode, (0, 5))
        self.assertEqual(self.rows(self.address), self.rows(self.db))

    def test_a_host_that_is_never_idle_goes_to_a_crawl_that_has_none(self):
        towns = [SlowTown(self, "one", "127.0.0.2"), SlowTown(self, "two", "127.0.0.3")]
        first = self.start("https://first.example/")
        self.wait_until(lambda: all(len(town.stories()) > 3 for town in towns))
        second = self.start("https://second.example/")
        for worker in (first, second):
            _, errors = worker.communicate(timeout=120)
            self.assertIn(worker.returncode, (0, 5), errors)
        for town in towns:
            self.assertEqual(len(town.stories()), SlowTown.STORIES)
            self.assertEqual(len(set(town.stories())), SlowTown.STORIES)
        self.assertGreater(sum(len(town.stories("second")) for town in towns), 5)

    def test_a_request_under_way_when_its_crawl_died_is_reckoned_with_as_long_as_the_lease(self):
        town = SlowTown(self, "one", "127.0.0.2", delay=0.2, stuck="/story/3")
        first = self.start()
        self.wait_until(lambda: "/story/3" in town.stories())
        first.kill()
        first.communicate()
        died, asked = time.monotonic(), len(town.asked)
        second = self.start()
        self.wait_until(lambda: len(town.asked) > asked)
        self.assertLess(time.monotonic() - died, 15)  # not the half minute that a request may take elsewhere
        second.communicate(timeout=120)
        self.assertEqual(len(self.rows(self.address)), SlowTown.STORIES)

    def test_a_crawl_that_is_stopped_does_not_wait_for_a_server_that_went_away(self):
        town = SlowTown(self, "one", "127.0.0.2")
        worker = self.start()
        self.wait_until(lambda: len(town.stories()) > 3)
        self.server.stop()
        worker.terminate()
        _, errors = worker.communicate(timeout=30)
        self.assertEqual(worker.returncode, 4, errors)
        self.assertIn("server", errors)

    def test_a_server_that_went_away_is_told_once_and_once_that_it_is_back(self):
        town = SlowTown(self, "one", "127.0.0.2")
        worker = self.start()
        self.wait_until(lambda: len(town.stories()) > 3)
        self.server.stop()
        line = worker.stderr.readline()
        for word in (self.address, "the connection is lost (", "tried again"):
            self.assertIn(word, line)
        self.server.start()
        self.assertRegex(worker.stderr.readline(), "the connection is back after [0-9]+ s")
        _, errors = worker.communicate(timeout=120)
        self.assertIn(worker.returncode, (0, 5), errors)
        self.assertNotIn("connection", errors)
        self.assertEqual(len(self.rows(self.address)), SlowTown.STORIES)

    def test_the_database_of_another_program_is_left_as_it_is(self):
        subprocess.run(["psql", "-q", self.address, "-c", "CREATE TABLE articles (id int)"], check=True)
        self.harbour()
        done = tearsheet(*self.arguments(self.address), *CONTACT)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("belongs to another program", done.stderr)

    def test_what_is_for_files_alone_is_refused(self):
        self.harbour()
        for arguments in (["--timestamp", "http://stamp.example/"], ["--with-assets"]):
            done = tearsheet(*self.arguments(self.address), *CONTACT, *arguments)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn("for a database in a file", done.stderr)

    def test_an_export_for_a_purpose_leaves_out_what_forbids_it(self):
        self.harbour()
        done = tearsheet(*self.arguments(self.address), *CONTACT)
        self.assertIn(done.returncode, (0, 5), done.stderr)
        self.assertEqual(tearsheet("export", "--db", self.address, "--for", "ai-train").stdout, "")
        unknown = tearsheet("export", "--db", self.address, "--for", "ai-train", "--unknown", "keep")
        self.assertEqual(unknown.stdout.count("\n"), len(self.rows(self.address)))

    def test_readers_tell_of_a_server_what_they_tell_of_a_file(self):
        self.harbour()
        self.assertIn(tearsheet(*self.arguments(self.db)[:-2], *CONTACT).returncode, (0, 5))
        self.assertIn(tearsheet(*self.arguments(self.address), *CONTACT).returncode, (0, 5))

        def told(*command, code=0):
            answers = []
            for db in (self.db, self.address):
                done = tearsheet(*command, "--db", db)
                self.assertEqual(done.returncode, code, done.stderr)
                answers.append(done.stdout)
            return answers

        def without(text, *names):
            rows = [json.loads(line) for line in text.splitlines()]
            for row in rows:
                for part in [row, *row.get("sites", [])]:
                    for name in names:
                        part.pop(name, None)
            return rows

        file, server = (without(text, "last_run", "next_due", "last_new", "silent_from", "requests", "troubles") for text in told("status", "--json"))
        self.assertEqual(server, file)
        self.assertGreater(server[0]["articles"], 10)
        file, server = told("status", "--coverage", "--json")
        self.assertEqual(server, file)
        file, server = (without(text, "smallest_gap_ms", "requests") for text in told("status", "--ledger", "--json"))
        self.assertEqual(server, file)
        self.assertIn("harbour", told("status")[1])
        self.assertIn("</html>", told("status", "--html")[1])
        for words in (["the"], ["harbour", "--sort", "newest"], ["title:the -harbour"]):
            file, server = told("search", *words, "--format", "url", "--limit", "1000")
            self.assertEqual(sorted(server.splitlines()), sorted(file.splitlines()))
            self.assertTrue(server, words)
        file, server = told("search", "harbour", "--json", "--limit", "1")
        self.assertEqual(json.loads(server)["snippet"], json.loads(file)["snippet"])
        file, server = told("export", "--where", "harbour OR ferry")
        self.assertEqual(server.count("\n"), file.count("\n"))
        self.assertIn("SQLite's own syntax", tearsheet("search", "x", "--fts5", "--db", self.address).stderr)
        url = sorted(self.rows(self.db))[0]
        file, server = told("show", url)
        self.assertEqual(server, file)
        file, server = told("show", url, "--format", "page")
        self.assertEqual(server, file)
        file, server = (without(text, "id", "cluster", "first_seen", "changed") for text in told("show", url, "--json"))
        self.assertEqual(server, file)
        self.assertIn("never changed since it was stored", told("history", url)[1])
        self.assertIn("article", told("why", url, "--selectors", self.selectors)[1])
        self.assertIn("sources", told("why", json.loads(told("status", "--json")[1])["sites"][0]["site"], "--selectors", self.selectors)[1])
        done = tearsheet("show", "1", "--db", self.address.replace("postgres@", "postgres:secret@"))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("no article 1", done.stderr)
        self.assertNotIn("secret", done.stderr)

    def test_an_export_by_changes_goes_on_where_the_last_one_ended(self):
        self.harbour()
        cursor = os.path.join(self.folder, "cursor")

        def changed(*more):
            done = tearsheet("export", "--db", self.address, "--cursor-file", cursor, *more)
            self.assertEqual(done.returncode, 0, done.stderr)
            return [json.loads(line)["url"] for line in done.stdout.splitlines()]

        worker = self.start()
        told = []
        while worker.poll() is None:
            if tearsheet("status", "--db", self.address).returncode == 0:
                told += changed("--limit", "3")
        worker.communicate()
        while more := changed("--limit", "3"):
            told += more
        self.assertEqual(set(told), set(self.rows(self.address)))
        self.assertEqual(changed(), [])
        folder = os.path.join(self.folder, "articles/")
        done = tearsheet("export", "--db", self.address, "--format", "markdown", "-o", folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreaterEqual(sum(len(files) for _, _, files in os.walk(folder)), len(set(told)))
        done = tearsheet("export", "--db", self.address, "--format", "sqlite", "-o", os.path.join(self.folder, "public.db"))
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("are not to be had", done.stderr)

    def test_a_deleted_article_is_gone_and_stays_gone(self):
        site = self.harbour()
        self.assertIn(tearsheet(*self.arguments(self.address), *CONTACT).returncode, (0, 5))
        cursor = os.path.join(self.folder, "cursor")
        tearsheet("export", "--db", self.address, "--cursor-file", cursor)
        before = self.rows(self.address)
        url = sorted(before)[0]

        def delete(*arguments, code=0):
            done = tearsheet("delete", "--db", self.address, *arguments)
            self.assertEqual(done.returncode, code, done.stderr)
            return json.loads(done.stdout) if code == 0 else done.stderr

        self.assertEqual(delete(url, "--dry-run")["removed"]["articles"], 1)
        self.assertEqual(self.rows(self.address), before)
        receipt = delete(url, "--yes", "--why", "court order 12/25")
        self.assertEqual([one["url"] for one in receipt["articles"]], [url])
        self.assertGreaterEqual(receipt["removed"]["raw_pages"], 1)
        self.assertGreaterEqual(receipt["addresses_kept_as_removed"], 1)
        del before[url]
        self.assertEqual(self.rows(self.address), before)
        done = tearsheet("export", "--db", self.address, "--cursor-file", cursor)
        told = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertIn((url, True), [(one["url"], one.get("removed", False)) for one in told])
        self.assertIn("court order 12/25", tearsheet("why", url, "--db", self.address, "--selectors", self.selectors).stdout)
        self.assertEqual(tearsheet("show", url, "--db", self.address).returncode, 1)
        # All pages that are left can be read, and nobody asks for the removed one again.
        for other in before:
            done = tearsheet("show", other, "--db", self.address, "--format", "page")
            self.assertEqual(done.returncode, 0, done.stderr)
        subprocess.run(["psql", "-q", self.address, "-c", "UPDATE _visit SET due_at = 1 WHERE state <> 3; UPDATE _host SET next_at = NULL; UPDATE _domain SET due_at = now()"], check=True)
        asked = len(site.requests())
        self.assertIn(tearsheet(*self.arguments(self.address), *CONTACT).returncode, (0, 5))
        self.assertNotIn(url, [site.base + request["path"] for request in site.requests()[asked:]])
        self.assertNotIn(url, self.rows(self.address))
        word = tearsheet("search", "harbour", "--format", "id", "--limit", "1000", "--db", self.address).stdout.split()
        receipt = delete("--where", "harbour", "--expect", str(len(json.loads(tearsheet("delete", "--db", self.address, "--where", "harbour", "--dry-run").stdout)["articles"])))
        self.assertGreaterEqual(len(receipt["articles"]), len(word))
        self.assertEqual(tearsheet("search", "harbour", "--db", self.address).returncode, 1)

    def test_an_empty_database_says_so(self):
        done = tearsheet("export", "--db", self.address)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("nothing was crawled yet", done.stderr)


class Files(Case):
    def test_a_server_that_is_not_there_is_told_soon(self):
        self.harbour()
        done = subprocess.run([PROGRAM, "crawl", "--db", "postgresql://nobody@127.0.0.1:1/news", "--selectors", self.selectors, *CONTACT],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", timeout=20)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("Connection refused", done.stderr)

    def test_databases_of_other_kinds_are_told(self):
        for command in (["dedup", "--rebuild"], ["crawl", "https://example.org/"], ["status"]):
            done = tearsheet(*command, "--db", "mysql://nowhere.example/news")
            self.assertEqual(done.returncode, 4, command)
            self.assertIn("no such kind of database is known", done.stderr, command)
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)

    def test_a_lease_is_long_enough(self):
        self.harbour()
        done = tearsheet("crawl", "--db", self.db, "--selectors", self.selectors, "--lease", "1s")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("--lease is at least 2s", done.stderr)


if __name__ == "__main__":
    unittest.main()
