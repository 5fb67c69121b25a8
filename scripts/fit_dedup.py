#!/usr/bin/python3
"""Fits the weights of src/dedup/weights_table.cpp, and the trees of src/dedup/score_trees_table.cpp.

use: fit_dedup.py DIR [--rows build/release/tests/bench/tearsheet_dedup_rows] [--write src/dedup]

DIR holds docs.jsonl.gz, {"id","text","title","date","url"} a line, and clusters.jsonl, {"id","cluster"} a line. The program
tearsheet_dedup_rows (target of the same name, release preset) gives the evidence of every verified pair. The documents pass in
three orders (as they stand, and two shuffles with a fixed seed), once with all fields and once with the text alone: a pair of
documents is seen from both sides, and the score learns what to do where titles and dates are unknown. The made documents of
made_stories.py pass with a fifth of the weight: stories that share many phrases, boilerplate of a host, copies weeks later.
Logistic regression with a ridge, by Newton's method; nothing here is random but the seeded shuffles, so the same data gives the
same weights.

The trees are fitted to the same rows of real documents, and to documents that are put together of them (made_composites.py),
which count a tenth, copies among them four times that: round-ups and quotations are what the linear score takes for copies.

Also prints the check against overfitting: the documents are split in two halves by a hash of their cluster, each half is fitted
alone and scored on the other. Needs numpy and xgboost of Debian."""
import argparse
import gzip
import hashlib
import json
import math
import os
import random
import subprocess
import sys

import numpy as np
import xgboost

import fit_extraction
import made_composites
import made_stories
import model_table

RIDGE = 1.0
# A pair in which neither text holds a twelfth of the other is decided without counting: it would drown the close calls.
LEAST_CONTAINMENT, LEAST_CHAINED = 0.08, 0.2
MADE_WEIGHT = 0.2
MADE = (("phrases", 4000), ("words", 4000), ("characters", 2000))
COMPOSITES = 150                             # of each kind, of each half
COMPOSITE_WEIGHT, COPY_WEIGHT = 0.1, 4.0
TREES = dict(n_estimators=300, max_depth=4, learning_rate=0.06, subsample=0.7, colsample_bytree=0.5, reg_lambda=3.0, base_score=0.5, random_state=1,
             n_jobs=1)
ALL_FIELDS = ("id", "cluster", "text", "title", "date", "url")
FIELD_SETS = (ALL_FIELDS, ("id", "cluster", "text"))


def load(folder):
    with open(os.path.join(folder, "clusters.jsonl"), encoding="utf-8") as lines:
        cluster = {row["id"]: row["cluster"] for row in map(json.loads, lines)}
    with gzip.open(os.path.join(folder, "docs.jsonl.gz"), "rt", encoding="utf-8") as lines:
        return [dict(row, cluster=cluster[row["id"]]) for row in map(json.loads, lines)]


def rows_of(program, documents, fields, weight=1.0, made=None):
    """made: the documents whose pairs count COMPOSITE_WEIGHT; those without any of them are left out"""
    lines = "".join(json.dumps({k: d[k] for k in fields if d.get(k)}) + "\n" for d in documents)
    out = subprocess.run([program], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    names = out[0].split("\t")[5:]
    rows = []
    for line in out[1:]:
        cells = line.split("\t")
        if cells[3] == "1":
            continue
        values = [float(x) for x in cells[5:]]
        if values[names.index("containment_max")] >= LEAST_CONTAINMENT or values[names.index("chained_max")] >= LEAST_CHAINED:
            if made is None:
                rows.append((values, int(cells[2]), weight))
            elif cells[0] in made or cells[1] in made:
                rows.append((values, int(cells[2]), COMPOSITE_WEIGHT * (COPY_WEIGHT if cells[2] == "1" else 1.0)))
    return names, rows


def all_rows(program, documents):
    rows = []
    for seed in (None, 1, 2):
        order = list(documents)
        if seed is not None:
            random.Random(seed).shuffle(order)
        for fields in FIELD_SETS:
            names, more = rows_of(program, order, fields)
            rows += more
    return names, rows


def made_rows(program):
    return [row for style, count in MADE for fields in FIELD_SETS
            for row in rows_of(program, made_stories.documents(style, 1, count), fields, MADE_WEIGHT)[1]]


def composite_rows(program, documents):
    rows = []
    for which in (0, 1):
        real = [d for d in documents if half(d) == which]
        made = made_composites.documents([d for d in real if d["id"] == d["cluster"]], which + 1, COMPOSITES)
        order = real + made
        random.Random(which + 1).shuffle(order)
        names = {d["id"] for d in made}
        for fields in FIELD_SETS:
            rows += rows_of(program, order, fields, made=names)[1]
    return rows


def fit_trees(rows):
    x, y, w = (np.array(column, dtype=float) for column in zip(*rows))
    return xgboost.XGBClassifier(**TREES).fit(x, y, sample_weight=w)


def report_trees(name, model, rows):
    x, y = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    p = model.predict_proba(x)[:, 1]
    print("%-28s rows %6d  copies %6d  missed %4d  wrong %4d"
          % (name, len(rows), y.sum(), ((y == 1) & (p < 0.5)).sum(), ((y == 0) & (p >= 0.5)).sum()))


def trees_table(names, model, count):
    lines = ["// What a pair's evidence comes to. Written by scripts/fit_dedup.py: boosted trees over %d verified" % count, "// pairs.",
             "#include <array>", "#include <string_view>", "", '#include "dedup/evidence.h"', '#include "dedup/score_trees.h"', "",
             "namespace tearsheet::dedup {", "namespace {", "", "// clang-format off"]
    lines += ["constexpr std::array<std::string_view, %d> kFittedTo = {{" % len(names)] + ['    "%s",' % name for name in names]
    lines += ["}};", "static_assert(kFittedTo == kEvidenceNames, \"the evidence is other than that of the fit\");", ""]
    lines += model_table.tree_lines(fit_extraction.trees_of(model), 6)
    return "\n".join(lines + ["// clang-format on", "", "}  // namespace", "", "TreeEnsemble score_trees() {", "  return {kNodes, kRoots, 0.0F};", "}", "",
                              "}  // namespace tearsheet::dedup", ""])


def probability(weights, values):
    z = sum(w * v for w, v in zip(weights, values))
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, z))))


def solve(a, b):
    n = len(b)
    m = [row[:] + [b[i]] for i, row in enumerate(a)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[pivot] = m[pivot], m[i]
        for r in range(i + 1, n):
            f = m[r][i] / m[i][i]
            if f:
                for c in range(i, n + 1):
                    m[r][c] -= f * m[i][c]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (m[i][n] - sum(m[i][c] * x[c] for c in range(i + 1, n))) / m[i][i]
    return x


def fit(rows, ridge=RIDGE):
    n = len(rows[0][0])
    weights = [0.0] * n
    for _ in range(25):
        gradient = [-ridge * w for w in weights]
        hessian = [[ridge if i == j else 0.0 for j in range(n)] for i in range(n)]
        for values, same, weight in rows:
            p = probability(weights, values)
            error, curve = weight * (same - p), weight * p * (1 - p)
            some = [(i, v) for i, v in enumerate(values) if v]
            for i, v in some:
                gradient[i] += error * v
            if curve > 1e-5:  # the others bend nothing and are most of the time
                for i, v in some:
                    row, cv = hessian[i], curve * v
                    for j, u in some:
                        row[j] += cv * u
        step = solve(hessian, gradient)
        size = max(abs(s) for s in step)
        scale = min(1.0, 8 / size) if size else 1.0
        weights = [w + scale * s for w, s in zip(weights, step)]
        if size < 1e-4:
            break
    return weights


def report(name, weights, rows):
    missed = wrong = 0
    loss = 0.0
    for values, same, *_ in rows:
        p = probability(weights, values)
        loss -= math.log(max(1e-12, p if same else 1 - p))
        missed += same and p < 0.5
        wrong += not same and p >= 0.5
    print("%-28s rows %6d  copies %6d  missed %4d  wrong %4d  loss %.5f"
          % (name, len(rows), sum(r[1] for r in rows), missed, wrong, loss / len(rows)))


def half(document):
    return hashlib.sha1(document["cluster"].encode()).digest()[0] & 1


def table(names, weights, count):
    lines = ["// Written by scripts/fit_dedup.py: logistic regression over %d verified pairs." % count,
             '#include "dedup/weights_table.h"', "", "namespace tearsheet::dedup {", "", "const Evidence kWeights = {"]
    lines += ["    %.4f,  // %s" % (w, n) for n, w in zip(names, weights)]
    return "\n".join(lines + ["};", "", "}  // namespace tearsheet::dedup", ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--rows", default="build/release/tests/bench/tearsheet_dedup_rows")
    parser.add_argument("--write")
    parser.add_argument("--no-check", action="store_true", help="skip the check of the halves against each other")
    arguments = parser.parse_args()
    documents = load(arguments.folder)
    if not arguments.no_check:
        halves = [all_rows(arguments.rows, [d for d in documents if half(d) == which])[1] for which in (0, 1)]
        for which in (0, 1):
            weights = fit(halves[which])
            report("half %d on itself" % which, weights, halves[which])
            report("half %d on the other" % which, weights, halves[1 - which])
            report_trees("trees: half %d on the other" % which, fit_trees(halves[which]), halves[1 - which])
    names, rows = all_rows(arguments.rows, documents)
    made = made_rows(arguments.rows)
    weights = fit(rows + made)
    report("all", weights, rows)
    report("made", weights, made)
    composites = composite_rows(arguments.rows, documents)
    report("composites", weights, composites)
    model = fit_trees(rows + made + composites)
    for name, some in (("trees: all", rows), ("trees: made", made), ("trees: composites", composites)):
        report_trees(name, model, some)
    tables = {"weights_table.cpp": table(names, weights, len(rows) + len(made)),
              "score_trees_table.cpp": trees_table(names, model, len(rows) + len(made) + len(composites))}
    for name, text in tables.items():
        if arguments.write:
            with open(os.path.join(arguments.write, name), "w", encoding="utf-8") as out:
                out.write(text)
        else:
            print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
