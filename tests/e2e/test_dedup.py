"""`tearsheet dedup --batch`: a line out for each line in, whatever is in it."""
import json
import os
import subprocess
import tempfile
import unittest

from support import LIMIT, PROGRAM, SANITIZED, STORIES, Case, tearsheet

TEXTS = ["\n\n".join(story["paragraphs"]) for story in STORIES["stories"]]


def lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


class Batch(Case):
    def answers(self, text, *more):
        text = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        run = subprocess.run([PROGRAM, "dedup", "--batch", *more], input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=LIMIT)
        self.assertEqual((run.returncode, run.stderr), (0, b""))
        return [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]

    def peak_kb(self, rows):
        """Peak memory of a run over these lines."""
        with tempfile.TemporaryFile(dir=self.folder) as file:
            for row in rows:
                file.write(json.dumps(row).encode() + b"\n")
            file.seek(0)
            with open(os.path.join(self.folder, "answers"), "wb") as out:
                process = subprocess.Popen([PROGRAM, "dedup", "--batch"], stdin=file, stdout=out)
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        return usage.ru_maxrss

    def test_copies_have_the_id_of_the_first(self):
        first, other = TEXTS[0], TEXTS[1]
        rows = [
            ("a story", {"id": "a", "text": first}, "a"),
            ("another", {"id": "b", "text": other}, "b"),
            ("in capitals", {"id": "c", "text": first.upper()}, "a"),
            ("with all that is known", {"id": "d", "text": first, "title": "T", "url": "https://d.example/1", "date": "2026-01-02T03:04:05Z"}, "a"),
            ("a url and a date that are none", {"id": "e", "text": first, "title": None, "url": 7, "date": "soon"}, "a"),
            ("an id that is a number", {"id": 6, "text": other}, "b"),
            ("an id that came before", {"id": "a", "text": other}, "b"),
            ("no words", {"id": "h", "text": ""}, "h"),
            ("no words either", {"id": "i", "text": " \n\t "}, "i"),
            ("signs without words", {"id": "j", "text": "\ufffd\u0000\u202e\U0001f600"}, "j"),
        ]
        got = self.answers(lines(row for _, row, _ in rows))
        for (name, row, cluster), answer in zip(rows, got):
            with self.subTest(name):
                self.assertEqual(answer, {"id": row["id"], "cluster": cluster})
        self.assertEqual(len(got), len(rows))

    def test_a_bad_line_is_answered_in_its_place_and_joins_none(self):
        bad = ["", "{", "[]", "7", "null", '"text"', '{"text": "no id"}', '{"id": "x"}', '{"id": "x", "text": 7}', '{"id": "x", "text": null}', '{"id": "x", "text": "a"} {}']
        good = {"id": "a", "text": TEXTS[0]}
        got = self.answers(lines([good]) + "\n".join(bad) + "\n" + lines([dict(good, id="z")]))
        self.assertEqual((got[0], got[-1]), ({"id": "a", "cluster": "a"}, {"id": "z", "cluster": "a"}))
        # An empty line is no line of input.
        self.assertIn(len(got), (len(bad) + 1, len(bad) + 2))
        for answer in got[1:-1]:
            self.assertIn("error", answer)
            self.assertNotIn("cluster", answer)

    def test_bytes_that_are_no_utf8_end_nothing(self):
        text = TEXTS[0].encode()
        raw = b'{"id": "a", "text": ' + json.dumps(TEXTS[0]).encode() + b"}\n"
        rows = raw + b'{"id": "\xff", "text": "\xc3\x28 \xed\xa0\x80"}\n' + b'{"id": "c", "text": "' + text[:100].replace(b'"', b"") + b'\xe2\x82"}\n' + raw.replace(b'"a"', b'"d"', 1)
        got = self.answers(rows)
        self.assertEqual(len(got), 4)
        self.assertEqual((got[0], got[3]), ({"id": "a", "cluster": "a"}, {"id": "d", "cluster": "a"}))

    def test_a_window_parts_what_is_far_apart(self):
        rows = [{"id": n, "text": TEXTS[0], "date": "2026-0%d-01" % (n + 1)} for n in range(3)]
        self.assertEqual([row["cluster"] for row in self.answers(lines(rows))], [0, 0, 0])
        self.assertEqual([row["cluster"] for row in self.answers(lines(rows), "--window", "10")], [0, 1, 2])

    def test_wrong_usage(self):
        for words in (["dedup"], ["dedup", "--batch", "--rebuild"], ["dedup", "--batch", "--window", "-1"], ["dedup", "--batch", "file.jsonl"]):
            with self.subTest(words):
                run = tearsheet(*words)
                self.assertEqual((run.returncode, run.stdout), (2, ""))
                self.assertTrue(run.stderr)

    @unittest.skipIf(SANITIZED, "a sanitizer holds what was freed")
    def test_memory_is_constant_for_a_document(self):
        """Three thousand texts more are 40 MB more; what is kept of them is less than a tenth of that."""
        words = "harbour ferry council bridge winter storm price school river island".split()

        def text(n):
            return " ".join("%s%d" % (words[(n + i * 7) % 10], (n * 7919 + i * 104729) % 100003) for i in range(1600))

        few, many = (self.peak_kb({"id": n, "text": text(n)} for n in range(count)) for count in (1000, 4000))
        self.assertLess(many - few, 4000)


if __name__ == "__main__":
    unittest.main()
