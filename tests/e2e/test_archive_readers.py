"""Web archives as readers see them that are not ours: warcio.js and js-wacz of npm."""
import base64
import gzip
import json
import os
import shutil
import subprocess
import unittest
import zipfile

from support import LIMIT, ROOT, Case, tearsheet

READERS = os.path.join(ROOT, "tests", "e2e", "readers")
MISSING = "no foreign readers here: npm install --prefix tests/e2e/readers"


def read(*arguments):
    run = subprocess.run(["node", os.path.join(READERS, "read_archive.mjs"), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", timeout=LIMIT)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def index_of(path):
    with zipfile.ZipFile(path) as file:
        text = file.read("indexes/index.cdx").decode()
    return [(line.split(" ", 2)[0], line.split(" ", 2)[1], json.loads(line.split(" ", 2)[2])) for line in text.splitlines()]


@unittest.skipUnless(shutil.which("node") and os.path.isdir(os.path.join(READERS, "node_modules", "warcio")), MISSING)
class ArchiveReaders(Case):
    def setUp(self):
        super().setUp()
        self.harbour()
        self.assertEqual(self.crawl().returncode, 0)
        # Of one page it is known that it came again as it was.
        self.execute("UPDATE _visit SET due_at = 0")
        self.execute("UPDATE _host SET next_at = NULL")
        self.assertIn(self.crawl().returncode, (0, 5))
        self.pages = dict(self.query("SELECT url, status FROM _raw_page"))

    def archive(self, name):
        path = os.path.join(self.folder, name)
        run = tearsheet("archive", "--db", self.db, "-o", path)
        self.assertEqual(run.returncode, 0, run.stderr)
        return path

    def test_warcio_reads_every_record_whole(self):
        for name in ("a.warc", "a.warc.gz"):
            with self.subTest(name=name):
                records = read("records", self.archive(name))
                self.assertEqual(records[0]["type"], "warcinfo")
                responses = {one["url"]: one for one in records if one["type"] == "response"}
                self.assertEqual({url: one["status"] for url, one in responses.items()}, self.pages)
                for one in responses.values():
                    self.assertIn("text/html", one["mime"])
                    self.assertEqual(one["digest"], "sha1:" + base64.b32encode(bytes.fromhex(one["sha1"])).decode(), "the payload is what its digest says")
                facts = [one["text"] for one in records if one["type"] == "metadata"]
                self.assertTrue(any("hint-title: " in text for text in facts))

    def test_a_wacz_is_indexed_as_js_wacz_does_it(self):
        path, inner, other = self.archive("a.wacz"), os.path.join(self.folder, "data.warc.gz"), os.path.join(self.folder, "other.wacz")
        with zipfile.ZipFile(path) as file, open(inner, "wb") as out:
            out.write(file.read("archive/data.warc.gz"))
        self.assertEqual({one["url"] for one in read("records", inner) if one["type"] == "response"}, set(self.pages))
        read("wacz", inner, other)
        ours, theirs = index_of(path), index_of(other)
        self.assertEqual(len(ours), len(self.pages))
        for entry in theirs:
            entry[2]["digest"] = "sha1:" + entry[2]["digest"].removeprefix("sha1:")
        self.assertEqual([entry[:2] for entry in ours], [entry[:2] for entry in theirs], "keys and times, in order")
        for name in ("url", "mime", "status", "digest", "length", "offset", "filename"):
            self.assertEqual([entry[2].get(name) for entry in ours], [entry[2].get(name) for entry in theirs], name)
        with open(inner, "rb") as file:
            data = file.read()
        for _, _, entry in ours:
            record = gzip.decompress(data[int(entry["offset"]):int(entry["offset"]) + int(entry["length"])])
            self.assertIn(("WARC-Target-URI: %s\r\n" % entry["url"]).encode(), record)


if __name__ == "__main__":
    unittest.main()
