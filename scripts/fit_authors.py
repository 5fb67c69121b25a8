#!/usr/bin/python3
"""Fits the author model of src/extract (author_model_table.cpp) to pages with known authors.

use:  scripts/fit_authors.py --rows build/fit/tests/bench/tearsheet_author_rows [--check] [-o TABLE.cpp] FOLDER...

Each FOLDER has manifest.jsonl (id, path, url) and gold.jsonl (id, "authors": names), as the shared evaluation has them.
Needs Debian's python3-sklearn. The same input gives the same table.

How: each page offers sets of names (author_candidates.h). Boosted trees learn from what author_rows prints how much of a
set is right: the F1 of its names and the known ones. Pages weigh the same. The set with the highest estimate wins; below a
threshold there is none. No name, address or word of a language is a feature.
--check: five-fold cross-validation, no site in two folds, over several divisions; prints the mean F1 of the pages held out,
beside that of the weights by hand and of the best choice there is among the candidates.
"""
import argparse, hashlib, json, os, re, subprocess, unicodedata

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor

from fit_extraction import site_of
import model_table

SOURCE, WEIGHT = 0, 1     # AuthorFeature
STATE = 4                 # NameSource::kState, the last that is metadata
NEARLY = 0.15             # kNearlyAsMuch of authors.cpp
MODEL = dict(max_iter=120, max_leaf_nodes=8, learning_rate=0.06, min_samples_leaf=20, l2_regularization=5.0, max_bins=255, random_state=1)


def letters(text):
    return ''.join(re.findall(r'[^\W_]+', unicodedata.normalize('NFKC', text or '').casefold()))


def name_set(names):
    return {letters(re.sub(r'^\s*by\s+', '', n, flags=re.I)) for n in names} - {''}


def f1(gold, got):
    return 2 * len(gold & got) / (len(gold) + len(got)) if gold or got else 1.0


def load(rows_tool, folders):
    """-> names of the features, pages"""
    feature_names, pages = [], []
    for folder in folders:
        gold = {}
        for line in open(os.path.join(folder, 'gold.jsonl'), encoding='utf-8'):
            g = json.loads(line)
            names = g.get('authors')
            if names:
                gold[g['id']] = name_set([names] if isinstance(names, str) else names)
        if not gold:
            continue
        urls = {m['id']: m.get('url') or m['id'] for m in map(json.loads, open(os.path.join(folder, 'manifest.jsonl'), encoding='utf-8'))}
        with open(os.path.join(folder, 'manifest.jsonl'), 'rb') as manifest:
            out = subprocess.run([os.path.abspath(rows_tool)], cwd=folder, stdin=manifest, stdout=subprocess.PIPE, check=True).stdout
        feature_names, rows = model_table.read_rows(out.decode('utf-8').split('\n'))
        for o in rows:
            if o['id'] not in gold:
                continue
            names = [c['names'] for c in o['candidates']]
            pages.append(dict(id=o['id'], set=os.path.basename(os.path.normpath(folder)), site=site_of(urls[o['id']]), names=names,
                              X=np.array([c['features'] for c in o['candidates']], np.float32),
                              y=np.array([f1(gold[o['id']], name_set(n)) for n in names])))
    return feature_names, pages


def fit(pages):
    full = [q for q in pages if len(q['y'])]
    X, y = np.concatenate([q['X'] for q in full]), np.concatenate([q['y'] for q in full])
    w = np.concatenate([np.full(len(q['y']), 1 / np.sqrt(len(q['y']))) for q in full])
    return HistGradientBoostingRegressor(early_stopping=False, **MODEL).fit(X, y, sample_weight=w)


def folds_of(pages, seed, k=5):
    return [int(hashlib.sha1(f'{seed}{q["site"]}'.encode()).hexdigest(), 16) % k for q in pages]


def held_out(pages, seed):
    folds, out = folds_of(pages, seed), [None] * len(pages)
    for f in sorted(set(folds)):
        model = fit([q for q, k in zip(pages, folds) if k != f])
        for i, q in enumerate(pages):
            if folds[i] == f:
                out[i] = model.predict(q['X']) if len(q['y']) else np.zeros(0)
    return out


def more_complete(q, p, best):
    """metadata with all the names and more, believed nearly as much"""
    keys = [name_set(n) for n in q['names']]
    more = [i for i in range(len(p)) if q['X'][i][SOURCE] <= STATE and keys[best] < keys[i] and p[i] >= p[best] - NEARLY]
    return max(more, key=lambda i: p[i]) if more else best


def chosen(pages, estimates, threshold):
    """-> per page: F1 of the choice, 1 where nothing was chosen"""
    rows = []
    for q, p in zip(pages, estimates):
        best = int(np.argmax(p)) if len(p) else -1
        none = best < 0 or p[best] < threshold
        if not none:
            best = more_complete(q, p, best)
        rows.append((0.0 if none else q['y'][best], float(none)))
    return np.array(rows)


def table(name, pages, rows):
    sets = sorted({q['set'] for q in pages})
    cells = []
    for s in sets:
        at = [i for i, q in enumerate(pages) if q['set'] == s]
        cells.append(f'{s} {rows[at, 0].mean():.4f} (none {rows[at, 1].mean():.3f}, wrong {((rows[at, 0] == 0) & (rows[at, 1] == 0)).mean():.3f})')
    print(f'{name:12} {rows[:, 0].mean():.4f}  ' + '  '.join(cells))


def check(pages, divisions=3):
    table('best choice', pages, chosen(pages, [q['y'] for q in pages], -9))
    table('by hand', pages, chosen(pages, [q['X'][:, WEIGHT] if len(q['y']) else q['y'] for q in pages], -9))
    runs = [held_out(pages, seed) for seed in range(divisions)]
    for threshold in (-9, 0.15, 0.25):
        table(f'held out {threshold}', pages, np.mean([chosen(pages, r, threshold) for r in runs], axis=0))


def trees_of(model):
    """-> base, and for each tree its nodes (feature or -1, threshold or value, left, right); rows of at most the threshold go
    left. scikit-learn has no public way to the trees; the check of write_table() tells where a version moved them."""
    trees = []
    for (predictor,) in model._predictors:
        trees.append([(-1, float(n['value']), 0, 0) if n['is_leaf'] else
                      (int(n['feature_idx']), float(n['num_threshold']), int(n['left']), int(n['right'])) for n in predictor.nodes])
    return float(np.ravel(model._baseline_prediction)[0]), trees


def ask(base, trees, row):
    """What base/trees.h computes"""
    total = base
    for nodes in trees:
        at = 0
        while nodes[at][0] >= 0:
            at = nodes[at][2] if row[nodes[at][0]] <= nodes[at][1] else nodes[at][3]
        total += nodes[at][1]
    return total


def write_table(path, model, names, rows, estimates, room, script, note):
    """The table of the room's model, if its trees say of `rows` what the model estimates."""
    base, trees = trees_of(model)
    assert np.allclose([ask(base, trees, row) for row in rows[:500]], estimates[:500]), 'these are not the trees of the model'
    head = ['The %s model: boosted trees over the measures of %s_features.h. Made by' % (room[0], room[0]), 'scripts/%s; do not edit.' % script]
    table = model_table.tree_table(head, note, room[1], room[0], 'k%sNames' % room[0].capitalize(), names, trees, '%.6gF' % base, 6)
    with open(path, 'w', encoding='utf-8') as out:
        out.write(table)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--rows', required=True)
    ap.add_argument('--check', action='store_true')
    ap.add_argument('-o', '--output')
    ap.add_argument('folder', nargs='+')
    a = ap.parse_args()
    names, pages = load(a.rows, a.folder)
    rows = sum(len(q['y']) for q in pages)
    sites = len({q['site'] for q in pages})
    print(f'{len(pages)} pages of {sites} sites, {rows} candidates')
    if a.check:
        check(pages)
    if a.output:
        model, measured = fit(pages), np.concatenate([q['X'] for q in pages if len(q['y'])])[:500]
        write_table(a.output, model, names, measured, model.predict(measured), ('author', 'authors'), 'fit_authors.py',
                    f'Fitted to {len(pages)} pages of {sites} sites, {rows} candidates.')


if __name__ == '__main__':
    main()
