#!/usr/bin/env python3
"""Made news stories with known copies, for fit_dedup.py: what a labelled collection of real texts has too little of.

use: made_stories.py [--count 4000] [--seed 1] [--style phrases|words|characters] > documents.jsonl

Three styles. "phrases": sentences put together of a small stock of phrases, as agencies write: any two stories share some of
them. "words": words by Zipf's law, two stories share next to nothing. "characters": a script without spaces. Copies are whole, cut,
rewritten in part, corrected on the same host, or under a new headline; their date is up to two months away. No copies are: forms
filled in anew under the title they had before, quotes and background that stand in several stories, and short pages that share the
boilerplate of their host.
Lines: {"id", "cluster", "text", "title", "date", "url"}. Standard library only; the same seed gives the same documents."""
import argparse
import datetime
import itertools
import json
import random
import re
import sys

HOSTS = 40
START = datetime.datetime(2024, 1, 1)


class Language:
    def __init__(self, seed, style):
        self.random = random.Random(seed)
        self.style = style
        r = self.random
        if style == "characters":
            self.signs = [chr(0x4E00 + n) for n in r.sample(range(3000), 400)]
        else:
            starts = ["b", "d", "fl", "g", "k", "l", "m", "n", "pr", "s", "st", "t", "v"]
            syllables = [a + b for a in starts for b in ("a", "en", "i", "or", "u", "al", "et")]
            self.words = sorted({"".join(r.choices(syllables, k=r.randint(1, 4))) for _ in range(30000)})
            r.shuffle(self.words)
            self.rank = list(itertools.accumulate(1 / (n + 4) ** 0.9 for n in range(len(self.words))))
        size = 1 if style == "phrases" else 3
        self.slots = [[self.some_words(r.randint(2, 4)) for _ in range(24 * size)] for _ in range(7)]

    def some_words(self, count):
        if self.style == "characters":
            return "".join(self.random.choices(self.signs, k=2 * count))
        return " ".join(self.random.choices(self.words, cum_weights=self.rank, k=count))

    def sentence(self, r):
        space, stop = ("", "\u3002") if self.style == "characters" else (" ", ".")
        if self.style == "words":
            parts = r.choices(self.words, cum_weights=self.rank, k=r.randint(9, 26))
            if r.random() < 0.25:
                parts[r.randrange(len(parts))] = str(r.randrange(2, 3000))
        else:
            parts = [r.choice(slot) for slot in r.sample(self.slots, r.randint(3, 6))]
            if r.random() < 0.3:
                parts.insert(r.randrange(len(parts)), str(r.randrange(2, 900)))
            if r.random() < 0.4:
                parts.insert(0, self.name(r))
        return space.join(parts).capitalize() + stop

    def name(self, r):
        if self.style == "characters":
            return "".join(r.choices(self.signs, k=3))
        return r.choice(self.words).capitalize() + " " + r.choice(self.words).capitalize()

    def paragraph(self, r):
        return " ".join(self.sentence(r) for _ in range(r.randint(1, 4)))

    def title(self, r):
        return self.sentence(r)[:70]

    def story(self, r):
        return [self.paragraph(r) for _ in range(r.choice((2, 3, 5, 7, 9, 12)))]


class Web:
    def __init__(self, style, seed):
        self.r = random.Random("%s %s" % (style, seed))
        self.language = Language("%s words %s" % (style, seed), style)
        self.boilerplate = [[self.language.paragraph(self.r) for _ in range(3)] for _ in range(HOSTS)]
        self.forms = [[self.language.paragraph(self.r) for _ in range(4)] for _ in range(12)]
        self.heads = [self.language.title(self.r) for _ in range(len(self.forms))]
        self.style = style
        self.made = []

    def document(self, cluster, paragraphs, title, host, day, keep=True):
        number = len(self.made)
        name = "%s%d" % (self.style, number)
        one = {"cluster": cluster or name, "paragraphs": paragraphs, "title": title, "host": host, "day": day, "keep": keep, "id": name}
        self.made.append(one)
        return one

    def copy(self, of, day):
        r, language = self.r, self.language
        paragraphs, title, host = list(of["paragraphs"]), of["title"], r.randrange(HOSTS)
        kind = r.choice(("whole", "cut", "rewritten", "corrected", "headline", "words"))
        if kind == "cut":
            paragraphs = paragraphs[:max(2, round(len(paragraphs) * r.uniform(0.5, 0.95)))]
            paragraphs.append(language.sentence(r))
            title = language.title(r)
        elif kind == "rewritten":
            paragraphs = [language.paragraph(r) if r.random() < 0.35 else p for p in paragraphs]
        elif kind == "corrected":
            host = of["host"]
            paragraphs = [language.paragraph(r)] + paragraphs[:-1] + [language.paragraph(r)]
            title = language.some_words(1) + " " + title
        elif kind == "headline":
            paragraphs[0] = language.paragraph(r)
            title = language.title(r)
        elif kind == "words" and self.style != "characters":
            paragraphs = [" ".join(w if r.random() < 0.95 else language.some_words(1) for w in p.split()) for p in paragraphs]
        # What is left of a very short story is no copy that anybody could tell.
        shared = sum(len(p) for p in paragraphs if p in of["paragraphs"]) / sum(len(p) for p in paragraphs)
        least = 0.3 if kind == "rewritten" and len(paragraphs) >= 5 else 0.45  # its headline tells it too
        if kind in ("cut", "rewritten", "corrected", "headline") and shared < least:
            return self.document(of["cluster"], list(of["paragraphs"]), title, host, day)
        return self.document(of["cluster"], paragraphs, title, host, day)

    def form(self, day):
        r = self.r
        space = "" if self.style == "characters" else " "
        fill = lambda word: str(r.randrange(2, 900)) if word.isdigit() or r.random() < 0.1 else word
        which = r.randrange(len(self.forms))
        paragraphs = [space.join(fill(w) for w in re.findall(r"\d+|[^\d\s]" if not space else r"\S+", p)) for p in self.forms[which]]
        if r.random() < 0.5:
            paragraphs[1:1] = self.language.story(r)[:4]
        title = self.heads[which] if r.random() < 0.5 else self.language.title(r)
        return self.document(None, paragraphs, title, r.randrange(HOSTS), day, keep=False)

    def quoting(self, of, day):
        r = self.r
        paragraphs = self.language.story(r)
        paragraphs.insert(r.randint(1, len(paragraphs)), r.choice(of["paragraphs"]))
        own = sum(map(len, paragraphs))
        while own < 4 * max(map(len, of["paragraphs"])):
            paragraphs.insert(0, self.language.paragraph(r))
            own += len(paragraphs[0])
        return self.document(None, paragraphs, self.language.title(r), r.randrange(HOSTS), day, keep=False)

    def make(self, count):
        r = self.r
        while len(self.made) < count:
            day, roll = r.uniform(0, 60), r.random()
            sources = [d for d in self.made[-600:] if d["keep"]]
            if roll < 0.2 and sources:
                self.copy(r.choice(sources), day)
            elif roll < 0.24:
                self.form(day)
            elif roll < 0.29 and sources:
                self.quoting(r.choice(sources), day)
            else:
                self.document(None, self.language.story(r), self.language.title(r), r.randrange(HOSTS), day)
        for one in self.made:
            paragraphs = one["paragraphs"]
            if r.random() < 0.3:
                paragraphs = paragraphs + self.boilerplate[one["host"]][:r.randint(1, 3)]
            yield {"id": one["id"], "cluster": one["cluster"], "text": "\n\n".join(paragraphs), "title": one["title"],
                   "date": (START + datetime.timedelta(days=one["day"])).strftime("%Y-%m-%dT%H:%M:%SZ"),
                   "url": "https://host%d.example/%s" % (one["host"], one["id"])}


def documents(style, seed, count):
    """In a random order: copies may come before what they are copies of."""
    made = list(Web(style, seed).make(count))
    random.Random(seed).shuffle(made)
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--style", choices=("phrases", "words", "characters"), default="phrases")
    arguments = parser.parse_args()
    for one in documents(arguments.style, arguments.seed, arguments.count):
        sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
