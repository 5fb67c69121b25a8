#!/usr/bin/python3
"""Fits what an article's confidence means (src/extract/body/confidence_table.cpp): from the body model's expected F1 to the F1 that pages like it really had.

use:  scripts/fit_confidence.py --rows build/fit/tests/bench/tearsheet_body_rows [--keep FILE.pickle] [-o TABLE.cpp] FOLDER...

FOLDERs and the model are those of scripts/fit_extraction.py, which does the work: each page's block probabilities come from a model that saw no page
of its site (five folds), so the F1 compared is that of unseen sites. The expected F1 is computed as body.cpp does. The curve is an isotonic regression
(monotone, no shape assumed) cut to few knots; between knots it is linear. Prints a reliability table, itself cross-validated.
--keep: the held-out probabilities, written there at the first run and read at later ones.
"""
import argparse, os, pickle, sys

import numpy as np
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import fit_extraction as body
import model_table

KNOTS = 8


def size_of(text):
    """Letters; one of a script without spaces for 2.5, as kWideWeight in survey.h"""
    return sum(2.5 if 0x3000 <= ord(c) <= 0xDFFF else 1.0 for c in text)


def expected_f1(texts, p):
    size = np.array([size_of(t) for t in texts])
    chosen = p >= 0.5
    total = size[chosen].sum()
    return 2 * (p * size)[chosen].sum() / (total + (p * size).sum()) if total else 0.0


def rows_of(pages, held_out):
    x, y, sites = [], [], []
    for page, p in zip(pages, held_out):
        if not page['golds'] or not page['texts']:
            continue
        x.append(expected_f1(page['texts'], np.asarray(p)))
        y.append(body.page_score(page['golds'], '\n'.join(t for t, v in zip(page['texts'], p) if v >= 0.5))[0])
        sites.append(page['site'])
    return np.array(x), np.array(y), sites


def isotonic(y):
    """Pool adjacent violators: the rising sequence nearest to y"""
    pools = []
    for value in y:
        pools.append([value, 1])
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            v, n = pools.pop()
            pools[-1] = [(pools[-1][0] * pools[-1][1] + v * n) / (pools[-1][1] + n), pools[-1][1] + n]
    return np.concatenate([np.full(n, v) for v, n in pools])


def curve(x, y):
    """-> knots (expected, real), both rising: means of bins of equal count of the isotonic fit"""
    order = np.argsort(x, kind='stable')
    bins = np.array_split(np.arange(len(x)), KNOTS)
    fit, x = isotonic(y[order]), x[order]
    knots = [(0.0, 0.0)] + [(float(x[b].mean()), float(fit[b].mean())) for b in bins]
    return knots + [(1.0, float(fit[-1]))]


def apply(knots, x):
    return np.interp(x, [k[0] for k in knots], [k[1] for k in knots])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--rows', required=True)
    ap.add_argument('--keep')
    ap.add_argument('-o', '--output')
    body.add_sets(ap)
    ap.add_argument('folder', nargs='+')
    a = ap.parse_args()
    if a.keep and os.path.exists(a.keep):
        names, pages, held_out = pickle.load(open(a.keep, 'rb'))
    else:
        names, pages = body.load_sets(a)
        held_out = body.out_of_fold(pages, 'fold')
        if a.keep:
            pickle.dump((names, pages, held_out), open(a.keep, 'wb'))
    x, y, sites = rows_of(pages, held_out)
    folds = body.folds_of([{'site': s} for s in sites], 'curve')
    out = np.zeros(len(x))
    for f in set(folds):
        out[folds == f] = apply(curve(x[folds != f], y[folds != f]), x[folds == f])
    print('%d pages; mean F1 %.3f, mean confidence %.3f; mean error before %.3f, after %.3f' % (
        len(x), y.mean(), out.mean(), np.abs(x - y).mean(), np.abs(out - y).mean()))
    print('| confidence | pages | mean confidence | mean F1 | F1 below .8 |\n|---|---|---|---|---|')
    for low, high in ((0, .8), (.8, .9), (.9, .95), (.95, .98), (.98, 1.01)):
        at = (out >= low) & (out < high)
        if at.any():
            print('| %.2f to %.2f | %d | %.3f | %.3f | %d %% |' % (low, min(1, high), at.sum(), out[at].mean(), y[at].mean(), 100 * (y[at] < .8).mean()))
    if a.output:
        knots = curve(x, y)
        lines = ['// From the body model\'s expected F1 to the F1 that pages of unseen sites had. Made by', '// scripts/fit_confidence.py; do not edit. Fitted to %d pages of %d sites.' % (len(x), len(set(sites))),
                 '#include <array>', '', '#include "extract/body/body_names.h"', '#include "extract/body/confidence.h"', '', 'namespace tearsheet::extract {', 'namespace {', '',
                 '// Of the features of the body model whose expected F1 this is.', model_table.hash_line(names)]
        lines += model_table.assert_lines('kBodyNames') + ['', 'constexpr std::array<ConfidenceKnot, %d> kKnots = {{' % len(knots)]
        lines += ['    {%.4f, %.4f},' % k for k in knots]
        lines += ['}};', '', '}  // namespace', '', 'std::span<const ConfidenceKnot> confidence_knots() {', '  return kKnots;', '}', '',
                  '}  // namespace tearsheet::extract', '']
        open(a.output, 'w').write('\n'.join(lines))


if __name__ == '__main__':
    main()
