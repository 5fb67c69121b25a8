"""TLS and HTTP/2: what is used, at which pace, and one clear line for each certificate that is not to be trusted."""
import contextlib
import http.server
import os
import shutil
import ssl
import subprocess
import tempfile
import threading
import unittest

from http2_server import Http2Server, tls
from support import Case, tearsheet

DELAY = 0.2
SITE = """version = 1
id = "%(id)s"
domains = ["%(host)s"]
[politeness]
delay = %(delay)s
retries = %(retries)d
[[source]]
kind = "listing"
url = "https://%(host)s:%(port)d/"
link = "a.story::attr(href)"
[article]
title = "h1"
body = "article p"
"""


def words(number):
    return " ".join("w%d" % ((number * 7919 + i * 104729) % 99991) for i in range(200))


def pages(count=6):
    listing = "".join('<p><a class=story href="/news/%d">Story number %d of the harbour</a></p>' % (n, n) for n in range(count))
    site = {"/robots.txt": (200, "text/plain", b"User-agent: *\nAllow: /\n"),
            "/": (200, "text/html", ("<!DOCTYPE html><title>News</title>" + listing).encode())}
    for n in range(count):
        text = "<!DOCTYPE html><html lang=en><title>Story %d</title><article><h1>Story number %d of the harbour</h1><p>%s</p></article>" % (n, n, words(n))
        site["/news/%d" % n] = (200, "text/html", text.encode())
    return site


class Http1(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        status, kind, body = pages().get(self.path, (404, "text/plain", b""))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class QuietServer(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A handshake that fails is what is tested."""


class Tls(Case):
    @classmethod
    def setUpClass(cls):
        """A test authority and its certificates; the program trusts it by SSL_CERT_FILE alone."""
        cls.certificates = tempfile.mkdtemp(prefix="tearsheet-e2e-")
        cls.addClassCleanup(shutil.rmtree, cls.certificates, ignore_errors=True)
        ours, alone = "subjectAltName=DNS:localhost,IP:127.0.0.1", "subjectAltName=DNS:localhost"
        for name in ("ca", "other-ca"):
            cls.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", name + ".key", "-out", name + ".pem", "-subj", "/CN=Test " + name,
                        "-days", "30")
        cls.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "self-signed.key", "-out", "self-signed.pem", "-subj", "/CN=localhost",
                    "-days", "30", "-addext", alone)
        for name, issuer, extension, days in (("good", "ca", ours, "30"), ("expired", "ca", ours, "-1"), ("unknown", "other-ca", ours, "30"),
                                              ("wrong-host", "ca", "subjectAltName=DNS:other.example", "30")):
            cls.openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=test")
            with open(os.path.join(cls.certificates, name + ".ext"), "w", encoding="utf-8") as file:
                file.write(extension)
            cls.openssl("x509", "-req", "-in", name + ".csr", "-CA", issuer + ".pem", "-CAkey", issuer + ".key", "-CAcreateserial", "-days", days,
                        "-extfile", name + ".ext", "-out", name + ".pem")

    @classmethod
    def openssl(cls, *arguments):
        subprocess.run(["openssl", *arguments], cwd=cls.certificates, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def setUp(self):
        super().setUp()
        before = {name: os.environ.pop(name, None) for name in ("CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")}
        self.addCleanup(lambda: [os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value) for name, value in before.items()])
        os.environ["SSL_CERT_FILE"] = os.path.join(self.certificates, "ca.pem")

    def context(self, name="good"):
        return tls(os.path.join(self.certificates, name + ".pem"), os.path.join(self.certificates, name + ".key"))

    def http1(self, context):
        """Its port; without a context it speaks no TLS."""
        server = QuietServer(("127.0.0.1", 0), Http1)
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server.server_address[1]

    def http2(self, answer):
        server = Http2Server(self.context(), answer)
        self.addCleanup(server.close)
        return server

    def site(self, port, host="localhost", name="harbour", delay=DELAY, retries=2):
        os.makedirs(self.selectors, exist_ok=True)
        with open(os.path.join(self.selectors, name + ".toml"), "w", encoding="utf-8") as file:
            file.write(SITE % {"id": name, "host": host, "port": port, "delay": delay, "retries": retries})

    def stored(self):
        return sorted(url.split("/", 3)[3] for url, in self.query("SELECT url FROM articles"))

    # --- HTTP/2

    def test_one_connection_one_request_at_a_time_at_the_pace_of_the_site(self):
        server = self.http2(lambda path, site=pages(): site.get(path, (404, "text/plain", b"")))
        self.site(server.port)
        run = self.crawl()
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(self.stored(), ["news/%d" % n for n in range(6)])
        self.assertEqual({seen["connection"] for seen in server.requests}, {1}, "all on one connection")
        self.assertEqual({seen["open"] for seen in server.requests}, {1}, "never two streams at once")
        paced = [seen for seen in server.requests if seen["path"] != "/robots.txt"]
        self.assertEqual(len(paced), 8, "the site, its six stories, and what it says of text and data mining")
        gaps = [after["begin"] - before["end"] for before, after in zip(paced, paced[1:])]
        self.assertGreaterEqual(min(gaps), DELAY)

    def test_goodbye_after_each_answer_loses_nothing(self):
        server = self.http2(lambda path, site=pages(): ("last", *site.get(path, (404, "text/plain", b""))))
        self.site(server.port)
        run = self.crawl()
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(len(self.stored()), 6)
        self.assertEqual(len(server.requests), 9, "nothing was asked for twice")
        self.assertEqual(server.connections, 9)

    def test_goodbye_instead_of_an_answer(self):
        refused = set()

        def answer(path, site=pages()):
            if path == "/news/3" and path not in refused:
                refused.add(path)
                return "goaway"
            return site.get(path, (404, "text/plain", b""))

        server = self.http2(answer)
        self.site(server.port)
        run = self.crawl()
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(len(self.stored()), 6)
        self.assertEqual(sum(seen["path"] == "/news/3" for seen in server.requests), 2)

    def test_a_stream_that_is_reset_is_one_failure(self):
        server = self.http2(lambda path, site=pages(2): "reset" if path == "/news/1" else site.get(path, (404, "text/plain", b"")))
        self.site(server.port, retries=0)
        run = self.crawl()
        self.assert_one_line(run, 5, "harbour", "/news/1", "HTTP")
        self.assertEqual(self.stored(), ["news/0"])
        self.assertEqual(sum(seen["path"] == "/news/1" for seen in server.requests), 1)

    def test_a_server_without_http2_is_asked_by_http1(self):
        context = self.context()
        context.set_alpn_protocols(["http/1.1"])
        self.site(self.http1(context), delay=0.0)
        run = self.crawl()
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(len(self.stored()), 6)

    # --- certificates

    def fetch(self, port, host="localhost"):
        return tearsheet("fetch", "--allow-private-network", "--timeout", "10", "https://%s:%d/news/1" % (host, port))

    def old_protocol(self):
        context = self.context()
        context.set_ciphers("ALL:@SECLEVEL=0")
        with self.assertWarns(DeprecationWarning):
            context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1
        return context

    def only_with_a_name(self):
        context = self.context()
        context.sni_callback = lambda connection, name, _: None if name else ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
        return context

    def test_each_trouble_is_told_in_one_line(self):
        for name, context, host, told in (("expired", self.context("expired"), "localhost", "expired"),
                                          ("wrong host", self.context("wrong-host"), "localhost", "localhost"),
                                          ("self-signed", self.context("self-signed"), "localhost", "self-signed certificate"),
                                          ("unknown authority", self.context("unknown"), "localhost", "local issuer"),
                                          ("TLS 1.0", self.old_protocol(), "localhost", "protocol version"),
                                          ("no name is sent to an address", self.only_with_a_name(), "127.0.0.1", "unrecognized name"),
                                          ("no TLS at all", None, "localhost", "version number")):
            with self.subTest(name):
                port = self.http1(context)
                self.assert_one_line(self.fetch(port, host), 1, "https://%s:%d/news/1" % (host, port), "TLS", told)

    def test_good_certificates_are_taken(self):
        for context, host in ((self.context(), "localhost"), (self.context(), "127.0.0.1"), (self.only_with_a_name(), "localhost")):
            run = self.fetch(self.http1(context), host)
            self.assertEqual((run.returncode, run.stderr), (0, ""))
            self.assertIn("Story number 1", run.stdout)

    def test_an_authority_of_ones_own_is_named_as_for_curl_and_openssl(self):
        folder = os.path.join(self.certificates, "hashed")
        os.makedirs(folder)
        authority = os.environ["SSL_CERT_FILE"]
        shutil.copy(authority, os.path.join(folder, "ca.pem"))
        subprocess.run(["openssl", "rehash", folder], check=True, capture_output=True)
        unknown = os.path.join(self.certificates, "none")
        os.makedirs(unknown)
        port = self.http1(self.context())
        for variables, is_known in (({"CURL_CA_BUNDLE": authority}, True), ({"SSL_CERT_DIR": folder}, True),
                                    ({"SSL_CERT_FILE": authority, "SSL_CERT_DIR": unknown}, True), ({"SSL_CERT_DIR": unknown}, False)):
            with self.subTest(variables), contextlib.ExitStack() as restore:
                restore.callback(os.environ.__setitem__, "SSL_CERT_FILE", os.environ.pop("SSL_CERT_FILE"))
                for name in variables:
                    restore.callback(os.environ.pop, name, None)
                os.environ.update(variables)
                self.assertEqual(self.fetch(port).returncode, 0 if is_known else 1)

    def test_without_the_file_the_authority_is_unknown(self):
        with contextlib.ExitStack() as restore:
            restore.callback(os.environ.__setitem__, "SSL_CERT_FILE", os.environ.pop("SSL_CERT_FILE"))
            self.assert_one_line(self.fetch(self.http1(self.context())), 1, "TLS", "issuer")

    def test_the_other_sites_go_on(self):
        self.site(self.http1(self.context("expired")), host="127.0.0.1", name="expired")
        self.site(self.http1(self.context()), name="good", delay=0.0)
        run = self.crawl()
        self.assert_one_line(run, 5, "expired")
        self.assertEqual(len(self.stored()), 6)


if __name__ == "__main__":
    unittest.main()
