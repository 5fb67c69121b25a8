"""Raw pages out as WARC and in again: the archive is sound, and what comes back is what was there."""
import base64
import gzip
import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import time
import unittest
import zipfile
import zlib

import p384
from support import PROGRAM, Case, tearsheet

KEPT = "url canonical_url title date updated summary body authors language site_name image image_caption section tags kind site first_seen".split()


def members(path):
    """The gzip members of a file, unpacked one by one with the standard library."""
    with open(path, "rb") as file:
        rest = file.read()
    while rest:
        unpacker = zlib.decompressobj(31)
        yield unpacker.decompress(rest) + unpacker.flush()
        rest = unpacker.unused_data


def parse(member):
    """Fields (lower case) and block of a WARC 1.1 record; checks what ISO 28500 asks of every record."""
    head, _, rest = member.partition(b"\r\n\r\n")
    lines = head.decode("utf-8").split("\r\n")
    assert lines[0] == "WARC/1.1", lines[0]
    fields = {}
    for line in lines[1:]:
        name, value = line.split(": ", 1)
        assert name.lower() not in fields or name == "WARC-Concurrent-To", line
        fields[name.lower()] = value
    length = int(fields["content-length"])
    block = rest[:length]
    assert rest[length:] == b"\r\n\r\n", "two line ends close a record"
    for name in ("warc-type", "warc-record-id", "warc-date"):
        assert name in fields, name
    assert fields["warc-block-digest"] == digest(block)
    return fields, block


def digest(data):
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def record(url, html, date="2025-11-15T08:30:00Z", headers="", status="200 OK", content_type="text/html"):
    block = ("HTTP/1.1 %s\r\nContent-Type: %s\r\n%s\r\n%s" % (status, content_type, headers, html)).encode()
    head = ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\nWARC-Target-URI: %s\r\n"
            "WARC-Date: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % (url, date, len(block)))
    return head.encode() + block + b"\r\n\r\n"


def story(number, words=60, title=None):
    text = " ".join("The harbour board said on day %d that ship %d would dock at pier %d after repairs." % (number, number * 7 + i, i)
                    for i in range(words // 12))
    return ("<html lang=en><head><title>%s</title><meta property=og:type content=article></head><body><article><h1>%s</h1><p>%s</p><p>%s</p>"
            "</article></body></html>" % (title or "Story number %d of the harbour" % number, title or "Story number %d of the harbour" % number,
                                          text, text.replace("harbour", "city")))


class Archive(Case):
    def write(self, name, data):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def import_file(self, path, *more, db=None):
        return tearsheet("import", "--db", db or self.db, *more, path)

    def counts(self, run):
        return json.loads(run.stdout)

    def kept(self, db):
        run = tearsheet("export", "--db", db)
        self.assertEqual(run.returncode, 0, run.stderr)
        return sorted(json.dumps({name: article.get(name) for name in KEPT}) for article in map(json.loads, run.stdout.splitlines()))


class RoundTrip(Archive):
    def test_what_was_crawled_comes_back_as_it_was(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        path, other = os.path.join(self.folder, "news.warc.gz"), os.path.join(self.folder, "other.db")
        run = tearsheet("archive", "--db", self.db, "-o", path)
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""))
        records = [parse(member) for member in members(path)]
        self.assertEqual(records[0][0]["warc-type"], "warcinfo")
        self.assertEqual(len({fields["warc-record-id"] for fields, _ in records}), len(records), "every record has an id of its own")
        responses = [(fields, block) for fields, block in records if fields["warc-type"] == "response"]
        self.assertEqual(len(responses), self.query("SELECT count(*) FROM _raw_page")[0][0])
        for fields, block in responses:
            head, _, body = block.partition(b"\r\n\r\n")
            self.assertEqual(fields["warc-payload-digest"], digest(body))
            self.assertEqual(fields["warc-ip-address"], "127.0.0.1")
            self.assertIn(b"\r\nContent-Length: %d" % len(body), head)
            for name in (b"\r\ncontent-encoding:", b"\r\ntransfer-encoding:", b"cookie"):
                self.assertNotIn(name, head.lower())

        run = self.import_file(path, "--selectors", self.selectors, "--json", db=other)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(self.counts(run)["stored"], 21)
        self.assertEqual(self.kept(other), self.kept(self.db))
        again = self.counts(self.import_file(path, "--selectors", self.selectors, "--json", db=other))
        self.assertEqual((again["pages"], again["stored"], again["skipped"]["known already"]), (0, 0, len(responses)))
        second = os.path.join(self.folder, "second.warc.gz")
        self.assertEqual(tearsheet("archive", "--db", other, "-o", second).returncode, 0)
        self.assertEqual(list(members(second))[1:], list(members(path))[1:], "an archive of the import is the same archive")

    def test_pages_that_did_not_change_are_revisits(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        connection = sqlite3.connect(self.db)
        connection.execute("INSERT INTO fetches(run_id, host, url, purpose, started, milliseconds, status, bytes, conditional) SELECT 1, '', url, 'article',"
                   " '2099-01-02T03:04:05.678Z', 1, 304, 0, 1 FROM articles WHERE id = 3")
        connection.commit()
        connection.close()
        self.execute("INSERT INTO _revisit SELECT raw_page, 4070912645123, 200, '127.0.0.9' FROM articles WHERE id = 4")
        run = subprocess.run([PROGRAM, "archive", "--db", self.db, "-o", "-"], stdout=subprocess.PIPE, check=True)
        path = self.write("out.warc.gz", run.stdout)
        records = [parse(member) for member in members(path)]
        revisits = [fields for fields, _ in records if fields["warc-type"] == "revisit"]
        self.assertEqual([fields["warc-profile"].rpartition("/")[2] for fields in revisits], ["server-not-modified", "identical-payload-digest"])
        for fields in revisits:
            target = next(other for other, _ in records if other["warc-record-id"] == fields["warc-refers-to"])
            self.assertEqual(target["warc-type"], "response")
            self.assertEqual(fields["warc-refers-to-date"], target["warc-date"])
            self.assertEqual(fields["warc-refers-to-target-uri"], target["warc-target-uri"])
            self.assertEqual(fields.get("warc-payload-digest", target["warc-payload-digest"]), target["warc-payload-digest"])
        self.assertEqual(revisits[0]["warc-date"], "2099-01-02T03:04:05.678Z")
        self.assertEqual((revisits[1]["warc-date"], revisits[1]["warc-ip-address"]), ("2099-01-01T01:04:05.123Z", "127.0.0.9"))
        self.assertIn("warc-payload-digest", revisits[1])

        # They come back; the clock of an import bounds what an archive says of the future.
        other, second = os.path.join(self.folder, "other.db"), os.path.join(self.folder, "second.warc.gz")
        self.execute("UPDATE fetches SET started = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE status = 304")
        self.execute("UPDATE _revisit SET at = CAST(unixepoch('now') AS INTEGER) * 1000 + 7")
        self.assertEqual(tearsheet("archive", "--db", self.db, "-o", path).returncode, 0)
        counts = self.counts(self.import_file(path, "--selectors", self.selectors, "--json", db=other))
        self.assertEqual((counts["stored"], counts["revisits"]), (21, 2))
        again = self.counts(self.import_file(path, "--selectors", self.selectors, "--json", db=other))
        self.assertEqual((again["stored"], again["revisits"]), (0, 2))
        self.assertEqual(tearsheet("archive", "--db", other, "-o", second).returncode, 0)
        self.assertEqual(list(members(second))[1:], list(members(path))[1:], "each once")

    def test_a_filter_chooses_pages(self):
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        for options, pages in ((["--since", "2099"], 0), (["--until", "2099"], 21), (["--until", "2001-02"], 0), (["--site", "none"], 0)):
            run = tearsheet("archive", "-v", "--db", self.db, "-o", os.path.join(self.folder, "o.warc.gz"), *options)
            self.assertEqual((run.returncode, run.stderr.split()[1]), (0, str(pages)), options)
        self.assertEqual(tearsheet("archive", "--db", self.db, "-o", "-", "--since", "soon").returncode, 2)
        self.assertEqual(tearsheet("archive", "--db", self.db).returncode, 2)


class Import(Archive):
    def test_an_archive_of_anybody_becomes_a_database(self):
        page, gone = story(1), record("https://news.example/gone/1", "gone", status="404 Not Found")
        records = [record("https://www.news.example/a/1", page), gone,
                   record("https://news.example/", story(2)),
                   record("https://other.example/b/2", "%x\r\n%s\r\n0\r\n\r\n" % (len(story(2)), story(2)), headers="Transfer-Encoding: chunked\r\n"),
                   record("https://news.example/feed", "<rss/>", content_type="application/rss+xml"),
                   record("mailto:x@news.example", page)]
        for name, data in (("a.warc", b"".join(records)), ("a.warc.gz", b"".join(map(gzip.compress, records))),
                           ("b.warc.gz", gzip.compress(b"".join(records)))):
            db = os.path.join(self.folder, name + ".db")
            run = self.import_file(self.write(name, data), "--json", db=db)
            self.assertEqual((run.returncode, run.stderr), (0, ""), name)
            counts = self.counts(run)
            self.assertEqual((counts["records"], counts["pages"], counts["stored"]), (6, 2, 2))
            self.assertEqual(counts["skipped"], {"not an article's address": 1, "not HTML": 1, "no web address": 1, "status 4xx": 1})
            articles = [json.loads(line) for line in tearsheet("export", "--db", db).stdout.splitlines()]
            self.assertEqual([(a["site"], a["title"], a["first_seen"]) for a in articles],
                             [("news.example", "Story number 1 of the harbour", "2025-11-15T08:30:00Z"),
                              ("other.example", "Story number 2 of the harbour", "2025-11-15T08:30:00Z")])

    def test_what_wget_wrote_becomes_the_articles_of_the_site(self):
        """An archive by a program that is not ours: WARC 1.0 with addresses in <>, request records, pictures and error pages."""
        site = self.harbour()
        subprocess.run(["wget", "-q", "-e", "robots=off", "-r", "-l", "6", "--warc-file=" + os.path.join(self.folder, "w"), "-P",
                        os.path.join(self.folder, "out"), site.base + "/article/7/"], check=False, timeout=120)
        run = tearsheet("import", "--db", self.db, "--selectors", self.selectors, "--json", os.path.join(self.folder, "w.warc.gz"))
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        imported = {row["title"]: row for row in self.exported()}
        os.rename(self.db, self.db + ".imported")
        self.assertEqual(self.crawl().returncode, 0)
        for row in self.exported():
            for field in ("body", "authors"):
                self.assertEqual(imported[row["title"]][field], row[field])
            self.assertEqual(imported[row["title"]]["date"][:10], row["date"][:10], "the hour is the feed's")

    def test_a_wacz_and_standard_input_are_read(self):
        data = b"".join(gzip.compress(record("https://news.example/a/%d" % i, story(i))) for i in range(3))
        wacz = os.path.join(self.folder, "a.wacz")
        with zipfile.ZipFile(wacz, "w") as file:
            file.writestr("datapackage.json", "{}")
            file.writestr("archive/data.warc.gz", data)
        self.assertEqual(self.counts(self.import_file(wacz, "--json"))["stored"], 3)
        run = subprocess.run([PROGRAM, "import", "--json", "--db", self.db, "-"], input=data, stdout=subprocess.PIPE, check=True)
        self.assertEqual(json.loads(run.stdout)["skipped"], {"known already": 3})

    def test_only_a_later_capture_is_a_new_version(self):
        first, later = story(1, title="The harbour opens late this year"), story(1, title="The harbour opens early this year")
        url = "https://news.example/a/1"
        path = self.write("a.warc", record(url, first, "2025-11-15T08:30:00Z") + record(url, later, "2025-11-16T08:30:00Z")
                          + record(url, first, "2025-11-14T08:30:00Z"))
        for _ in range(2):
            self.assertEqual(self.import_file(path).returncode, 0)
            self.assertEqual(self.query("SELECT title, version, changed FROM articles"),
                             [("The harbour opens early this year", 2, "2025-11-16T08:30:00Z")])

    def test_a_dry_run_stores_nothing(self):
        path = self.write("a.warc", record("https://news.example/a/1", story(1)))
        run = self.import_file(path, "--dry-run", "--json")
        self.assertEqual((run.returncode, self.counts(run)["stored"]), (0, 1))
        self.assertFalse(os.path.exists(self.db))

    def test_damage_is_told_and_costs_nothing_else(self):
        good = [gzip.compress(record("https://news.example/a/%d" % i, story(i))) for i in range(4)]
        path = self.write("a.warc.gz", good[0] + good[1][:90] + good[2] + b"rubbish" + good[3])
        run = self.import_file(path, "--json")
        self.assertEqual((run.returncode, self.counts(run)["stored"]), (5, 3))
        self.assertIn("damaged in part", run.stderr)
        for name, data in (("page.html", b"<html>"), ("empty", b""), ("zip", b"PK\x03\x04")):
            run = self.import_file(self.write(name, data))
            self.assertEqual((run.returncode, len(run.stderr.splitlines())), (1, 1), run.stderr)
        self.assertEqual(self.import_file(os.path.join(self.folder, "none")).returncode, 1)
        self.assertEqual(self.import_file(path, "--limit", "1", db=self.db + "2").returncode, 6)

    def test_goes_on_after_a_kill(self):
        path = self.write("a.warc.gz", b"".join(gzip.compress(record("https://news.example/a/%d" % i, story(i, words=120)), 1) for i in range(1500)))
        whole = os.path.join(self.folder, "whole.db")
        self.assertEqual(self.import_file(path, db=whole).returncode, 0)
        kills = 0
        for _ in range(3):
            process = subprocess.Popen([PROGRAM, "import", "--db", self.db, path], stdout=subprocess.DEVNULL)
            deadline = time.monotonic() + 60
            while process.poll() is None and time.monotonic() < deadline:
                if os.path.exists(self.db + "-wal") and os.path.getsize(self.db + "-wal") > 300000 * (kills + 1):
                    process.send_signal(signal.SIGKILL)
                    kills += 1
                    break
                time.sleep(0.002)
            process.wait()
        self.assertGreater(kills, 0)
        self.assertEqual(self.import_file(path).returncode, 0)
        self.assertEqual(self.kept(self.db), self.kept(whole))
        self.assertEqual(self.query("PRAGMA integrity_check"), [("ok",)])


def arc_record(url, html, moment="20010402110500", version=1):
    block = ("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + html).encode()
    more = "" if version == 1 else " 200 - - 0 old.arc"
    return ("%s 192.0.2.7 %s text/html%s %d\n" % (url, moment, more, len(block))).encode() + block + b"\n"


def arc(*records, version=1):
    block = b"%d 0 Somebody\nURL IP-address Archive-date Content-type Archive-length\n\n" % version
    more = b"" if version == 1 else b" 200 - - 0 old.arc"
    return [b"filedesc://old.arc 0.0.0.0 20010402110500 text/plain%s %d\n" % (more, len(block)) + block + b"\n", *records]


class Arc(Archive):
    def test_it_is_read_as_a_web_archive(self):
        for version in (1, 2):
            parts = arc(*[arc_record("http://news.example/a/%d" % i, story(i), version=version) for i in range(4)],
                        b"dns:news.example 192.0.2.7 20010402110500 text/dns%s 10\n0123456789\n" % (b"" if version == 1 else b" 200 - - 0 old.arc"),
                        version=version)
            for name, data in (("old.arc", b"".join(parts)), ("old.arc.gz", b"".join(map(gzip.compress, parts))), ("whole.arc.gz", gzip.compress(b"".join(parts)))):
                db = "%s.%s.%d" % (self.db, name, version)
                run = self.import_file(self.write(name, data), "--json", db=db)
                self.assertEqual((run.returncode, run.stderr), (0, ""), (name, version))
                self.assertEqual((self.counts(run)["records"], self.counts(run)["stored"]), (5, 4))
                run = tearsheet("export", "--db", db)
                self.assertEqual({json.loads(line)["first_seen"] for line in run.stdout.splitlines()}, {"2001-04-02T11:05:00Z"})

    def test_a_damaged_member_costs_itself(self):
        parts = [gzip.compress(part) for part in arc(*[arc_record("http://news.example/a/%d" % i, story(i)) for i in range(4)])]
        run = self.import_file(self.write("old.arc.gz", parts[0] + parts[1] + parts[2][:80] + parts[3] + parts[4]), "--json")
        self.assertEqual((run.returncode, self.counts(run)["stored"]), (5, 3))


class ManyFiles(Archive):
    def test_one_after_the_other(self):
        paths = [self.write("%d.warc.gz" % i, b"".join(gzip.compress(record("https://news.example/a/%d" % n, story(n))) for n in range(3 * i, 3 * i + 4)))
                 for i in range(3)]
        run = tearsheet("import", "--db", self.db, "--json", *paths)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        counts = self.counts(run)
        self.assertEqual((counts["records"], counts["stored"], counts["skipped"]), (12, 10, {"known already": 2}))
        self.assertEqual(self.counts(tearsheet("import", "--db", self.db, "--json", *paths))["stored"], 0)
        limited = tearsheet("import", "--db", self.db + "2", "--json", "--limit", "6", *paths)
        self.assertEqual((limited.returncode, self.counts(limited)["pages"]), (6, 6))

    def test_one_that_cannot_be_read_keeps_no_other(self):
        good = self.write("good.warc", record("https://news.example/a/1", story(1)))
        bad, missing = self.write("bad.warc", b"<html>"), os.path.join(self.folder, "none.warc")
        run = tearsheet("import", "--db", self.db, "--json", bad, missing, good)
        self.assertEqual((run.returncode, self.counts(run)["stored"]), (5, 1))
        self.assertEqual(len(run.stderr.splitlines()), 2, run.stderr)
        for path in (bad, missing):
            self.assertIn(path, run.stderr)
        self.assertEqual(tearsheet("import", "--db", self.db, bad, missing).returncode, 1)


class Forms(Archive):
    def setUp(self):
        super().setUp()
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)

    def made(self, name, *more):
        path = os.path.join(self.folder, name)
        run = tearsheet("archive", "--db", self.db, "-o", path, *more)
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""))
        with open(path, "rb") as file:
            return path, file.read()

    def test_a_file_is_what_its_name_says(self):
        for name, magic in (("a.warc", b"WARC/1.1\r\n"), ("a.warc.gz", b"\x1f\x8b"), ("a.warc.zst", b"\x28\xb5\x2f\xfd"), ("a.wacz", b"PK\x03\x04")):
            path, data = self.made(name)
            self.assertTrue(data.startswith(magic), name)
            other = os.path.join(self.folder, "other.db." + name)
            run = self.import_file(path, "--selectors", self.selectors, "--json", db=other)
            self.assertEqual((run.returncode, run.stderr), (0, ""), name)
            self.assertEqual(self.kept(other), self.kept(self.db), name)
        for name in ("news", "news.zip", "news.gz", "warc"):
            self.assert_one_line(tearsheet("archive", "--db", self.db, "-o", os.path.join(self.folder, name)), 2, "*.wacz")

    def test_a_wacz_holds_what_its_manifest_says(self):
        path, _ = self.made("a.wacz")
        with zipfile.ZipFile(path) as file:
            self.assertIsNone(file.testzip())
            entries = {entry.filename: entry for entry in file.infolist()}
            self.assertEqual(set(entries), {"archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl", "datapackage.json", "datapackage-digest.json"})
            self.assertEqual(entries["archive/data.warc.gz"].compress_type, zipfile.ZIP_STORED)
            data = {name: file.read(name) for name in entries}
        package = json.loads(data["datapackage.json"])
        self.assertEqual((package["profile"], package["wacz_version"]), ("data-package", "1.1.1"))
        self.assertEqual({one["path"] for one in package["resources"]}, set(entries) - {"datapackage.json", "datapackage-digest.json"})
        for one in package["resources"]:
            self.assertEqual((one["bytes"], one["hash"]), (len(data[one["path"]]), "sha256:" + hashlib.sha256(data[one["path"]]).hexdigest()))
        self.assertEqual(json.loads(data["datapackage-digest.json"]), {"path": "datapackage.json", "hash": "sha256:" + hashlib.sha256(data["datapackage.json"]).hexdigest()})
        lines = data["indexes/index.cdx"].decode().splitlines()
        self.assertEqual(lines, sorted(lines))
        self.assertEqual(len(lines), self.query("SELECT count(*) FROM _raw_page")[0][0])
        for line in lines:
            key, moment, rest = line.split(" ", 2)
            entry = json.loads(rest)
            start, size = int(entry["offset"]), int(entry["length"])
            fields, block = parse(gzip.decompress(data["archive/" + entry["filename"]][start:start + size]))
            self.assertEqual(fields["warc-target-uri"], entry["url"])
            self.assertEqual(fields["warc-payload-digest"], entry["digest"])
            self.assertEqual("".join(c for c in fields["warc-date"].split(".")[0] if c.isdigit()), moment)
            self.assertTrue(key.startswith("1,0,0,127:"), key)
            self.assertEqual((entry["mime"], entry["status"]), ("text/html", "200"))
            self.assertIn(b"200 OK", block[:20])
        head, *pages = map(json.loads, data["pages/pages.jsonl"].decode().splitlines())
        self.assertEqual(head["format"], "json-pages-1.0")
        self.assertEqual({(page["url"], page["title"]) for page in pages}, {(article["url"], article["title"]) for article in self.exported()})

    def test_a_wacz_is_signed_for_the_agent(self):
        key = os.path.join(self.folder, "key")
        self.assertEqual(tearsheet("identity", "new", "--dir", key, "--agent", "https://crawler.example/").returncode, 0)
        published = json.loads(tearsheet("identity", "directory", "--dir", key).stdout)["keys"][0]
        keys = set()
        for name in ("a.wacz", "b.wacz"):
            with zipfile.ZipFile(self.made(name, "--identity", key)[0]) as file:
                manifest, digest = file.read("datapackage.json"), json.loads(file.read("datapackage-digest.json"))
            signed = digest["signedData"]
            self.assertEqual(sorted(signed), ["created", "hash", "publicKey", "signature", "software", "version"], "wacz-auth 0.1.0 allows no more")
            self.assertEqual((digest["hash"], signed["hash"]), ("sha256:" + hashlib.sha256(manifest).hexdigest(),) * 2)
            info, signature = base64.b64decode(signed["publicKey"]), base64.b64decode(signed["signature"])
            self.assertTrue(p384.is_signature(info, signed["hash"].encode(), signature))
            self.assertFalse(p384.is_signature(info, signed["hash"].encode() + b"0", signature))
            signer = json.loads(manifest)["signer"]
            self.assertEqual((signer["agent"], signer["key"], signer["thumbprint"]), ("https://crawler.example/", published["x"], published["kid"]))
            self.assertEqual(signer["archiveKey"], signed["publicKey"])
            self.assertEqual(len(base64.b64decode(signer["voucher"])), 64)
            keys.add(signed["publicKey"])
        self.assertEqual(len(keys), 1, "of one identity always the same key")
        other = os.path.join(self.folder, "other.db")
        self.assertEqual(self.import_file(os.path.join(self.folder, "a.wacz"), "--selectors", self.selectors, db=other).returncode, 0)
        self.assert_one_line(tearsheet("archive", "--db", self.db, "-o", os.path.join(self.folder, "c.wacz"), "--identity", self.folder), 1, "private-key.pem")
        self.assertFalse(os.path.exists(os.path.join(self.folder, "c.wacz")))

    def test_a_wacz_appears_whole_or_not_at_all(self):
        path, before = self.made("a.wacz")
        self.assert_one_line(tearsheet("archive", "--db", self.db, "-o", os.path.join(self.folder, "no", "a.wacz")), 1, "a.wacz")
        os.rename(self.db, os.path.join(self.folder, "a.wacz.db"))
        self.assertEqual(tearsheet("archive", "--db", self.db, "-o", path).returncode, 4)
        with open(path, "rb") as file:
            self.assertEqual(file.read(), before)
        self.assertEqual([name for name in os.listdir(self.folder) if name.endswith(".tmp")], [])


if __name__ == "__main__":
    unittest.main()
