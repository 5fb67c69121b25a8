"""The chain of evidence over a crawl: signed, stamped, pruned, deleted from, and tampered with."""
import http.server
import json
import os
import subprocess
import threading
import unittest

from support import Case, tearsheet

CONFIGURATION = """[tsa]
default_tsa = loopback
[loopback]
serial = %(folder)s/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """A time stamp authority on loopback, by the openssl program."""

    def __init__(self, folder):
        self.folder, self.asked, self.is_sick = folder, [], False
        self.certificate = os.path.join(folder, "tsa.pem")
        with open(os.path.join(folder, "tsa.cnf"), "w", encoding="utf-8") as file:
            file.write(CONFIGURATION % {"folder": folder})
        with open(os.path.join(folder, "serial"), "w", encoding="utf-8") as file:
            file.write("01\n")
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem", "-days", "2", "-subj", "/CN=Loopback",
                     "-addext", "extendedKeyUsage=critical,timeStamping")
        authority = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(404)
                self.end_headers()

            def do_POST(self):
                authority.asked.append(self.headers["Content-Type"])
                query = self.rfile.read(int(self.headers["Content-Length"]))
                reply = b"sorry" if authority.is_sick else authority.stamp(query)
                self.send_response(200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *_):
                pass
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d/stamp" % self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)

    def stamp(self, query):
        with open(os.path.join(self.folder, "query"), "wb") as file:
            file.write(query)
        self.openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-signer", "tsa.pem", "-inkey", "tsa.key", "-out", "reply")
        with open(os.path.join(self.folder, "reply"), "rb") as file:
            return file.read()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Evidence(Case):
    def setUp(self):
        super().setUp()
        self.site = self.harbour()

    def verify(self, *more):
        run = tearsheet("db", "verify", "--db", self.db, "--json", *more)
        return run, json.loads(run.stdout)

    def assert_sound(self, *more):
        run, told = self.verify(*more)
        self.assertEqual((run.returncode, run.stderr, told["problems"]), (0, "", []))
        return told

    def test_a_crawl_can_be_proved_and_a_change_is_named(self):
        self.crawl()
        told = self.assert_sound()
        counts = self.query("SELECT (SELECT count(*) FROM fetches), (SELECT count(*) FROM articles), (SELECT count(*) FROM _raw_page)")[0]
        self.assertEqual((told["checked"]["requests"], told["checked"]["texts"], told["checked"]["pages"]), counts)
        self.assertEqual(told["checked"]["preferences"], counts[1])
        self.execute("UPDATE articles SET body = replace(body, 'the', 'a') WHERE id = 3")
        run, told = self.verify()
        self.assert_one_line(run, 4, "text 1 of article 3 was changed")
        self.assertEqual(told["problems"][0]["what"], "text 1 of article 3 was changed")
        self.assertEqual(tearsheet("db", "check", "--db", self.db).returncode, 0, "it is sound, and yet not what was written")
        plain = tearsheet("db", "verify", "--db", self.db)
        self.assertIn("text 1 of article 3 was changed", plain.stdout)

    def test_a_page_and_what_was_said_of_its_use_are_proved_too(self):
        self.crawl()
        self.execute("UPDATE _raw_page SET headers = '[]' WHERE id = 2")
        self.assertEqual(self.verify()[1]["problems"][0]["what"], "page 2 was changed")
        self.execute("UPDATE preference_sets SET statements = '[{}]'")
        self.assertIn("what was said of article 1 was changed", [one["what"] for one in self.verify()[1]["problems"]])

    def test_what_tearsheet_does_itself_fits(self):
        self.crawl()
        self.assertEqual(tearsheet("reextract", "--all", "--db", self.db, "--selectors", self.selectors).returncode, 0)
        self.assert_sound()
        self.assertEqual(tearsheet("delete", "--db", self.db, "--yes", "--why", "on request", "2").returncode, 0)
        self.assertEqual(self.assert_sound()["removed"]["texts"], 1)
        self.execute("UPDATE _raw_page SET fetched_at = fetched_at")
        run = tearsheet("db", "prune", "--db", self.db, "--raw-pages", "1s", "--fetches", "1s", "--versions", "1s", "--force")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.crawl()
        self.assert_sound()
        public = os.path.join(self.folder, "public.db")
        self.assertEqual(tearsheet("export", "--db", self.db, "--format", "sqlite", "-o", public).returncode, 0)
        self.assertEqual(tearsheet("db", "check", "--db", self.db).returncode, 0)

    def test_a_killed_crawl_leaves_a_chain_that_fits(self):
        import signal
        from support import PROGRAM
        process = subprocess.Popen([PROGRAM, *self.crawl_arguments()], stderr=subprocess.DEVNULL)
        while len(self.site.requests()) < 9 and process.poll() is None:
            threading.Event().wait(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.assert_sound()
        self.crawl()
        self.assert_sound()

    def test_runs_are_signed_by_the_identity(self):
        key = os.path.join(self.folder, "key")
        self.assertEqual(tearsheet("identity", "new", "--dir", key, "--agent", "https://crawler.example/").returncode, 0)
        self.crawl("--identity", key)
        told = self.assert_sound()
        self.assertEqual((told["heads"], told["signed"], len(told["keys"])), (1, 1, 1))
        self.assert_sound("--key", told["keys"][0])
        self.assert_one_line(self.verify("--key", "another")[0], 4, "signed by another key")
        self.assert_sound("--head", told["head"])
        self.assert_one_line(self.verify("--head", "0" * 64)[0], 4, "another one")
        self.assert_one_line(tearsheet("db", "verify", "--db", self.db, "--head", "abc"), 2, "64")
        self.execute("UPDATE _evidence_head SET at = '2020-01-01T00:00:00Z'")
        self.assert_one_line(self.verify()[0], 4, "signature")
        self.crawl()
        self.assert_one_line(self.verify("--key", told["keys"][0])[0], 4, "run 1", "1 more")

    def test_what_is_imported_is_signed_too_if_that_is_said(self):
        self.crawl()
        archive, more, key = (os.path.join(self.folder, name) for name in ("a.warc.gz", "b.warc.gz", "key"))
        for path in (archive, more):
            self.assertEqual(tearsheet("archive", "--db", self.db, "-o", path).returncode, 0)
        self.assertEqual(tearsheet("identity", "new", "--dir", key, "--agent", "https://crawler.example/").returncode, 0)
        thumbprint = json.loads(tearsheet("identity", "directory", "--dir", key).stdout)["keys"][0]["kid"]
        self.db = os.path.join(self.folder, "imported.db")
        arguments = ("import", archive, more, "--db", self.db, "--selectors", self.selectors)
        self.assertEqual(tearsheet(*arguments, "--identity", key).returncode, 0)
        told = self.assert_sound("--key", thumbprint)
        self.assertEqual((told["heads"], told["signed"], told["keys"]), (2, 2, [thumbprint]))
        # A key that is not there is told before anything is read; a run without one is none of the key's.
        self.assertNotEqual(tearsheet(*arguments, "--identity", archive + ".key").returncode, 0)
        self.assertEqual(tearsheet(*arguments).returncode, 0)
        told = self.assert_sound()
        self.assertEqual((told["heads"], told["signed"]), (4, 2))
        self.assert_one_line(self.verify("--key", thumbprint)[0], 4, "the head of run 3 is not signed", "1 more")

    def test_runs_are_stamped_by_an_authority(self):
        authority = Authority(self.folder)
        self.addCleanup(authority.close)
        run = self.crawl("--timestamp", authority.url)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(authority.asked, ["application/timestamp-query"])
        self.assertEqual(self.assert_sound("--tsa", authority.certificate)["stamped"], 1)
        other = os.path.join(self.folder, "other")
        os.mkdir(other)
        stranger = Authority(other)
        self.addCleanup(stranger.close)
        self.assert_one_line(self.verify("--tsa", stranger.certificate)[0], 4, "run 1", "trusted")
        authority.is_sick = True
        run = self.crawl("--timestamp", authority.url)
        self.assert_one_line(run, 0, "no time stamp", authority.url)
        self.execute("UPDATE _evidence_head SET stamp = (SELECT stamp FROM _evidence_head WHERE run_id = 1) WHERE run_id = 2")
        self.assert_one_line(self.verify()[0], 4, "run 2", "not of this head")


if __name__ == "__main__":
    unittest.main()
