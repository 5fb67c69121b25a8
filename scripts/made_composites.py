#!/usr/bin/env python3
"""Made documents that are put together of others, for fit_dedup.py: what wrongly looks like a copy, and copies that hardly do.

documents(base, seed, count) makes, `count` times, out of real ones ({"id", "cluster", "text", "title", "date"}):
  round-ups    the first sentences of three to eight stories in a row, under a heading of their own
  quotations   two stories around the same long quotation; their own words are those of a third story, shuffled, so that nobody else has them
  notices      a short story of shuffled words with a notice that others of its kind have too
  cut copies   28 to 50 % of a story's sentences, half of them with another first sentence: these are of its cluster
The same seed gives the same documents. Standard library only."""
import datetime
import random
import re


def sentences(text):
    return [part for part in re.split(r"(?<=[.!?。])\s+|\n+", text) if part.strip()]


def words(text):
    return len(text.split())


class Maker:
    def __init__(self, base, seed):
        self.random = random.Random(seed)
        self.seed = seed
        self.base = [d for d in base if words(d["text"]) >= 60 and len(sentences(d["text"])) >= 4]
        pick = lambda: self.random.choice(sentences(self.random.choice(self.base)["text"]))
        self.notices = [" ".join(pick() for _ in range(self.random.randint(2, 5))) for _ in range(12)]
        self.made = []

    def add(self, kind, text, title, like, cluster=None, days=(-1, 2)):
        name = "made-%s-%d-%d" % (kind, self.seed, len(self.made))
        try:
            day = datetime.datetime.strptime((like.get("date") or "")[:10], "%Y-%m-%d")
        except ValueError:
            day = datetime.datetime(2024, 4, 1)
        day += datetime.timedelta(days=self.random.uniform(*days))
        self.made.append({"id": name, "cluster": cluster or name, "text": text, "title": title, "date": day.strftime("%Y-%m-%dT%H:%M:%SZ"),
                          "url": "https://made%d.example/%s" % (self.random.randrange(40), name)})

    def shuffled(self, text):
        parts = text.split()
        self.random.shuffle(parts)
        return " ".join(parts)

    def title_of(self, text):
        parts = text.split()
        return " ".join(self.random.sample(parts, min(6, len(parts))))

    def beginning(self, document, most):
        kept, size = [], 0
        for sentence in sentences(document["text"]):
            if size and size + words(sentence) > most:
                break
            kept.append(sentence)
            size += words(sentence)
        return " ".join(kept)

    def round_up(self):
        r = self.random
        parts, most = r.sample(self.base, r.randint(3, 8)), r.choice((30, 50, 80, 120, 200))
        head = r.choice(("Good morning. Here is what is in the papers.", "", "The stories of the day, in short."))
        title = r.choice(("Morning briefing", "News in brief: the day so far", (parts[0].get("title") or "News") + " and other stories"))
        self.add("round-up", "\n\n".join([head] + [self.beginning(d, most) for d in parts]), title, parts[0])

    def quotations(self):
        r = self.random
        source = sentences(r.choice(self.base)["text"])
        length = min(len(source) - 1, r.randint(2, 7))
        start = r.randrange(1, max(2, len(source) - length))
        quote = ['"%s"' % s for s in source[start:start + length]]
        for like in r.sample(self.base, 2):
            need, own, size = sum(map(words, quote)) * r.uniform(0.9, 2.5), [], 0
            for sentence in sentences(like["text"]):
                if own and size > need:
                    break
                own.append(self.shuffled(sentence))
                size += words(sentence)
            at = r.randrange(1, len(own) + 1)
            self.add("quotation", "\n\n".join(own[:at] + quote + own[at:]), self.title_of(" ".join(own)), like)

    def notice(self):
        like = self.random.choice(self.base)
        own = [self.shuffled(s) for s in sentences(like["text"])[:self.random.randint(2, 5)]]
        self.add("notice", "\n\n".join(own + [self.random.choice(self.notices)]), self.title_of(" ".join(own)), like)

    def cut_copy(self):
        r = self.random
        like = r.choice(self.base)
        parts = sentences(like["text"])
        parts = parts[:max(2, round(len(parts) * r.uniform(0.28, 0.5)))]
        if sum(map(words, parts)) < 30:
            return
        if r.random() < 0.5:
            parts[0] = self.shuffled(parts[0])
        title = like.get("title") if r.random() < 0.5 else self.title_of(" ".join(like["text"].split()[:60]))
        self.add("cut", "\n\n".join(parts), title, like, like["cluster"], (0, 3))


def documents(base, seed, count):
    maker = Maker(base, seed)
    for _ in range(count):
        maker.round_up()
        maker.quotations()
        maker.notice()
        maker.cut_copy()
    return maker.made
