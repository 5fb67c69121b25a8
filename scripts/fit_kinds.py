#!/usr/bin/python3
"""Fits the kind model of src/extract (kind_model_table.cpp): is a page an article, or a forum, a product, a listing?

use:  scripts/fit_kinds.py --rows build/fit/tests/bench/tearsheet_kind_rows [--check] [--no-address SET] [-o TABLE.cpp] FOLDER...

Each FOLDER has manifest.jsonl (id, path, url) and gold.jsonl (id; "type": what kind of page it is, where not all are articles),
as the shared evaluation has them. Types that are neither an article nor one of OTHERS are passed over. --no-address: the
addresses of this set are made up. Needs Debian's python3-sklearn. The same input gives the same table.

How: boosted trees on what kind_rows prints, both classes of the same weight. Each page counts twice, with its address and
without, so that nothing rests on addresses alone.
--check: five-fold cross-validation, no site in two folds, over several divisions: which share of the other pages is taken for
articles where a share of the articles is kept, by kind.
"""
import argparse, json, os, subprocess

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from fit_authors import folds_of, write_table
from fit_extraction import site_of
import model_table

OTHERS = ('forum', 'product', 'collection', 'listing')
ADDRESS = ('kIsHome', 'kIsStory', 'kDepth', 'kSlug', 'kQuery')
MODEL = dict(max_iter=150, max_leaf_nodes=8, learning_rate=0.06, min_samples_leaf=15, l2_regularization=5.0, max_bins=255, random_state=1)


def load(rows_tool, folders, no_address):
    """-> names of the features, pages"""
    names, pages = [], []
    for folder in folders:
        name = os.path.basename(os.path.normpath(folder))
        types = {}
        for line in open(os.path.join(folder, 'gold.jsonl'), encoding='utf-8'):
            g = json.loads(line)
            types[g['id']] = g.get('type', 'article')
        urls = {m['id']: m.get('url') or m['id'] for m in map(json.loads, open(os.path.join(folder, 'manifest.jsonl'), encoding='utf-8'))}
        with open(os.path.join(folder, 'manifest.jsonl'), 'rb') as manifest:
            out = subprocess.run([os.path.abspath(rows_tool)], cwd=folder, stdin=manifest, stdout=subprocess.PIPE, check=True).stdout
        names, rows = model_table.read_rows(out.decode('utf-8').split('\n'))
        for o in rows:
            kind = types.get(o['id'])
            if kind != 'article' and kind not in OTHERS:
                continue
            pages.append(dict(id=o['id'], set=name, kind=kind, site=site_of(urls[o['id']]), made_up=name in no_address,
                              X=np.array(o['features'], np.float32), y=int(kind == 'article')))
    return names, pages


def without_address(names, row):
    row = row.copy()
    row[[i for i, n in enumerate(names) if n.split('::')[-1] in ADDRESS]] = -1
    return row


def fit(names, pages):
    X, y = [], []
    for q in pages:
        bare = without_address(names, q['X'])
        X += [bare, bare if q['made_up'] else q['X']]
        y += [q['y'], q['y']]
    y = np.array(y)
    w = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    return HistGradientBoostingClassifier(early_stopping=False, **MODEL).fit(np.array(X), y, sample_weight=w)


def held_out(names, pages, seed, k=5):
    folds = folds_of(pages, seed, k)
    out = np.zeros(len(pages))
    for f in range(k):
        model = fit(names, [q for q, g in zip(pages, folds) if g != f])
        at = [i for i, g in enumerate(folds) if g == f]
        out[at] = model.decision_function(np.array([pages[i]['X'] for i in at]))
    return out


def check(names, pages, divisions, worst):
    is_article = np.array([q['y'] for q in pages]) == 1
    runs = [held_out(names, pages, seed) for seed in range(divisions)]
    for kept in (0.98, 0.99, 0.995, 0.998):
        limits = [np.quantile(r[is_article], 1 - kept) for r in runs]
        cells = ['%s %.3f' % (kind, np.mean([(r[[q['kind'] == kind for q in pages]] >= t).mean() for r, t in zip(runs, limits)]))
                 for kind in OTHERS]
        taken = np.mean([(r[~is_article] >= t).mean() for r, t in zip(runs, limits)])
        print('kept %.3f at %s: taken %.3f  %s' % (kept, ' '.join('%.2f' % t for t in limits), taken, '  '.join(cells)))
    mean = np.mean(runs, axis=0)
    for limit in (-1.5, -1, -0.5, 0):
        print('limit %5.1f: kept %.4f taken %.3f' % (limit, (mean[is_article] >= limit).mean(), (mean[~is_article] >= limit).mean()))
    for name in sorted({q['set'] for q in pages}):
        at = [i for i, q in enumerate(pages) if q['set'] == name and q['y']]
        if at:
            print('  %-20s articles below -1: %.3f, below 0: %.3f' % (name, (mean[at] < -1).mean(), (mean[at] < 0).mean()))
    order = np.argsort(mean)
    for i in [i for i in order if is_article[i]][:worst] + [i for i in order[::-1] if not is_article[i]][:worst]:
        print('  %6.2f %s %s %s %s' % (mean[i], pages[i]['set'], pages[i]['kind'], pages[i]['id'], pages[i]['site']))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--rows', required=True)
    ap.add_argument('--check', action='store_true')
    ap.add_argument('--divisions', type=int, default=3)
    ap.add_argument('--worst', type=int, default=0)
    ap.add_argument('--no-address', action='append', default=[], metavar='SET')
    ap.add_argument('-o', '--output')
    ap.add_argument('folder', nargs='+')
    a = ap.parse_args()
    names, pages = load(a.rows, a.folder, a.no_address)
    note = 'Fitted to %d articles and %d other pages of %d sites.' % (sum(q['y'] for q in pages), sum(1 - q['y'] for q in pages),
                                                                   len({q['site'] for q in pages}))
    print(note)
    if a.check:
        check(names, pages, a.divisions, a.worst)
    if a.output:
        model, measured = fit(names, pages), np.array([q['X'] for q in pages])[:500]
        write_table(a.output, model, names, measured, model.decision_function(measured), ('kind', 'kind'), 'fit_kinds.py', note)


if __name__ == '__main__':
    main()
