#!/usr/bin/python3
"""Fits the body model of src/extract (body_model_table.cpp) to pages with known text.

use:  scripts/fit_extraction.py --rows build/fit/tests/bench/tearsheet_body_rows [--held-out] [--rough SET=W] [--erased DIR] [-o TABLE.cpp] FOLDER...

Each FOLDER has manifest.jsonl (id, path, url) and gold.jsonl (id, "body": text or list of right texts, and/or "with"
and "without": snippets that must and must not be in it), as the shared evaluation has them. Needs Debian's
python3-xgboost. The same input gives the same table: seeds are fixed and rows are in the order of the manifests.

How: each block of text of each page is labelled by whether its letters stand in the known text. Boosted
trees learn the label from what body_rows prints. Pages weigh the same, blocks by their length. No text, address or name
is a feature. (A second stage that saw the first one's opinion of the neighbours gained nothing: F1 within .002.)
--held-out: five-fold cross-validation, no site in two folds, over as many divisions into folds as told (default 1);
prints what the pages held out score, as the shared evaluation scores: F1 of means a set, and "pages", the mean
of all pages' F1, the steadiest figure to compare two models by; "snippets" for sets that have only these.
"""
import argparse, hashlib, json, os, re, subprocess, sys
from collections import Counter

import numpy as np
import xgboost

import model_table

ERASED = 0.5    # what a copy of a page without its names counts
OPENING = 100   # characters: shorter is what stands before the first sentence
TOKEN = re.compile(r'\w+')
# Each tree sees 3 of 10 measures and 7 of 10 blocks: held-out F1 +.003 over trees that see all.
MODEL = dict(n_estimators=400, max_leaves=40, max_depth=0, grow_policy='lossguide', learning_rate=0.05, reg_lambda=3.0, min_child_weight=0.0,
             colsample_bytree=0.3, subsample=0.7, tree_method='hist', max_bin=128, base_score=0.5, random_state=1, n_jobs=1)


def add_sets(parser):
    parser.add_argument('--erased', metavar='DIR', help='copies of pages without names (scripts/erased_pages.py): each counts half a page')
    parser.add_argument('--rough', action='append', default=[], type=lambda text: (text.split('=')[0], float(text.split('=')[1])), metavar='SET=W',
                        help='the marks in this folder (its last part) have habits of their own: its pages count W in place of 1, and of what stands '
                             'before the first sentence (the headline, a day, names) nothing is learned from where it is right')


def site_of(url):
    host = re.sub(r'^https?://', '', url or '').split('/')[0].split(':')[0].lower()
    parts = host.split('.')
    return '.'.join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


def grams(tokens, n=4):
    return Counter(tuple(tokens[i:i + n]) for i in range(max(0, len(tokens) - n + 1)))


def squeeze(text):
    return ''.join(TOKEN.findall(text))


def label_by_text(texts, gold_text, cells):
    """-> share of each block that is right; letters alone are compared, so that scripts without spaces fare as others do"""
    gold = squeeze(gold_text)
    n = 10
    shingles = set(gold[i:i + n] for i in range(max(0, len(gold) - n + 1)))
    flat = [squeeze(t) for t in texts]
    y = np.zeros(len(flat))
    for i, t in enumerate(flat):
        if len(t) >= n:
            y[i] = sum(t[k:k + n] in shingles for k in range(len(t) - n + 1)) / (len(t) - n + 1)
    joins = [0] * len(flat)
    y[y < 0.7] = 0
    sure = [i for i in range(len(flat)) if y[i] > 0.5]
    for i, t in enumerate(flat):
        if not t:
            continue
        far = 40 if cells[i] or len(t) >= n else 8     # a short text far from the article is a menu's
        before = next((k for k in range(i - 1, max(-1, i - far), -1) if y[k] > 0.5 and len(flat[k]) >= 6), None)
        after = next((k for k in range(i + 1, min(len(flat), i + far)) if y[k] > 0.5 and len(flat[k]) >= 6), None)
        if before is not None:
            joins[i] += flat[before][-6:] + t[:6] in gold
        if after is not None:
            joins[i] += t[-6:] + flat[after][:6] in gold
        if len(t) < n and t in gold:
            close = cells[i] and before is not None and after is not None and i - before <= 4 and after - i <= 4
            chain = cells[i] and i > 0 and y[i - 1] > 0.5 and flat[i - 1][-3:] + t in gold     # cells of a table, one after the other
            y[i] = float(joins[i] > 0 or close or chain)
    # A few words that the article has too, far from it, are a menu's.
    anchors = np.array([i for i in range(len(flat)) if y[i] > 0.5 and len(flat[i]) >= 30])
    for i, t in enumerate(flat):
        if y[i] > 0.5 and len(t) < 30 and not cells[i] and len(anchors) and np.abs(anchors - i).min() > 40:
            y[i] = 0
    # A text that stands on the page more often than in the gold is right only where it joins its neighbours.
    groups = {}
    for i, t in enumerate(flat):
        if y[i] > 0.5 and len(t) >= n:
            groups.setdefault(t, []).append(i)
    for t, at in groups.items():
        if len(at) < 2:
            continue
        count = max(1, gold.count(t))
        middle = np.median(sure) if sure else 0
        for i in sorted(at, key=lambda i: (-joins[i], abs(i - middle)))[count:]:
            y[i] = 0
    return y


def label_page(texts, cells, gold):
    """-> labels, weights"""
    tokens = [TOKEN.findall(t) for t in texts]
    n = np.array([max(1, len(t), len(squeeze(x)) / 6) for t, x in zip(tokens, texts)], float)   # long runs without spaces count too
    if 'body' in gold:
        golds = gold['body'] if isinstance(gold['body'], list) else [gold['body']]
        ys = [label_by_text(texts, g, cells) for g in golds]
        share = np.max(ys, axis=0)
        y = (share > 0.5).astype(float)
        w = n * np.where(y > 0, share, 1 - share) / max(40.0, float(len(TOKEN.findall(golds[0]))), len(squeeze(golds[0])) / 6)
        if len(ys) > 1:
            w = np.where(np.abs(ys[0] - ys[1]) > 0.5, 0, w)   # the standfirst: right either way
        w = np.maximum(w, 0.002) * (w > 0)
        bad = w[y == 0].sum()
        if bad > 3:
            w = np.where(y == 0, w * 3 / bad, w)
        return y, w, golds
    y, w = np.zeros(len(texts)), np.zeros(len(texts))
    flat = [re.sub(r'\s+', ' ', t).strip() for t in texts]
    good = [re.sub(r'\s+', ' ', s).strip() for s in gold.get('with', [])]
    bad = [re.sub(r'\s+', ' ', s).strip() for s in gold.get('without', [])]
    for i, t in enumerate(flat):
        if any(s and s in t for s in good):
            y[i], w[i] = 1, 0.12
        elif any(s and s in t for s in bad):
            y[i], w[i] = 0, 0.12
    return y, w, None


def without_opening(texts, y, w):
    """-> weights: none for what is right before the first sentence"""
    w = w.copy()
    for i in np.flatnonzero((y > 0) & (w > 0)):
        if len(texts[i]) >= OPENING:
            break
        w[i] = 0
    return w


def load_sets(options):
    """-> names of the features, pages, of what was said on the command line"""
    names, pages = load(options.rows, options.folder, dict(options.rough))
    if options.erased:
        copies = load(options.rows, [options.erased])[1]
        for page in copies:
            page['w'] = page['w'] * ERASED
        pages += copies
    return names, pages


def load(rows_tool, folders, rough={}):
    """-> names of the features, pages; rough: what the pages of a set with habits of its own count"""
    names, pages = [], []
    for folder in folders:
        name = os.path.basename(os.path.normpath(folder))
        path = os.path.join(folder, 'gold.jsonl')
        gold = {g['id']: g for g in map(json.loads, open(path, encoding='utf-8')) if 'body' in g or 'with' in g}
        urls = {m['id']: m.get('url') or m['id'] for m in map(json.loads, open(os.path.join(folder, 'manifest.jsonl'), encoding='utf-8'))}
        with open(os.path.join(folder, 'manifest.jsonl'), 'rb') as manifest:
            out = subprocess.run([os.path.abspath(rows_tool)], cwd=folder, stdin=manifest, stdout=subprocess.PIPE, check=True).stdout
        names, rows = model_table.read_rows(out.decode('utf-8').split('\n'))
        for o in rows:
            if o['id'] not in gold or not o['blocks']:
                continue
            texts = [b['text'] for b in o['blocks']]
            X = np.array([b['features'] for b in o['blocks']], np.float32)
            cells, trust = np.array([b['cell'] for b in o['blocks']], bool), np.array([b['trust'] for b in o['blocks']])
            y, w, golds = label_page(texts, cells, gold[o['id']])
            if golds and name in rough:
                w = without_opening(texts, y, w) * rough[name]
            pages.append(dict(id=o['id'], set=name, site=site_of(urls[o['id']]), texts=texts, X=X, y=y, w=w,
                              gold=gold[o['id']], golds=golds, trust=trust))
    return names, pages


def fit(pages):
    X, y, w = (np.concatenate([q[k] for q in pages]) for k in 'Xyw')
    keep = w > 0
    return xgboost.XGBClassifier(**MODEL).fit(X[keep], y[keep], sample_weight=w[keep] / w[keep].mean())


def predict(model, page):
    return model.predict_proba(page['X'])[:, 1] * page['trust']


def folds_of(pages, seed, k=5):
    return np.array([int(hashlib.sha1((seed + q['site']).encode()).hexdigest(), 16) % k for q in pages])


def out_of_fold(pages, seed):
    folds = folds_of(pages, seed)
    out = [None] * len(pages)
    for f in sorted(set(folds)):
        model = fit([q for q, k in zip(pages, folds) if k != f])
        for i, q in enumerate(pages):
            if folds[i] == f:
                out[i] = predict(model, q)
    return out


def page_score(golds, text):
    best = (-1, 0, 0)
    b = grams(TOKEN.findall(text))
    for g in golds:
        a = grams(TOKEN.findall(g))
        tp = sum((a & b).values())
        p, r = tp / max(1, sum(b.values())), tp / max(1, sum(a.values()))
        best = max(best, (2 * p * r / (p + r) if p + r else 0, p, r))
    return best


def snippets(gold, text):
    """-> right, missing, wrong"""
    text = re.sub(r'\s+', ' ', text)
    inside = lambda many: sum(re.sub(r'\s+', ' ', s).strip() in text for s in many)
    right = inside(gold['with'])
    return right, len(gold['with']) - right, inside(gold['without'])


def report(pages, ps, threshold=0.5, worst=0):
    bodies, counts = {}, {}
    for q, p in zip(pages, ps):
        text = '\n\n'.join(t for t, v in zip(q['texts'], p) if v >= threshold)
        if q['golds']:
            bodies.setdefault(q['set'], []).append((page_score(q['golds'], text), q['id']))
        if 'with' in q['gold']:
            counts.setdefault(q['set'], []).append(snippets(q['gold'], text))
    for name, rows in bodies.items():
        p, r = np.mean([s[1] for s, _ in rows]), np.mean([s[2] for s, _ in rows])
        print(f'  {name:12} n {len(rows):3}  F1 {2 * p * r / (p + r):.4f}  P {p:.4f}  R {r:.4f}')
        for s, i in sorted(rows)[:worst]:
            print('     %.3f P %.3f R %.3f %s' % (*s, i))
    for name, rows in counts.items():
        right, missing, wrong = np.sum(rows, axis=0)
        print(f'  {name:12} n {len(rows):3}  snippets F1 {2 * right / (2 * right + missing + wrong):.4f}  P {right / (right + wrong):.4f}  R {right / (right + missing):.4f}')
    every = [s[0] for rows in bodies.values() for s, _ in rows]
    print(f'  pages        n {len(every):3}  F1 {np.mean(every):.4f}')


def trees_of(model):
    """-> for each tree its nodes (feature or -1, threshold or value, left, right); rows of at most the threshold go left"""
    out = []
    for text in model.get_booster().get_dump(dump_format='json'):
        nodes = []

        def add(node):
            at = len(nodes)
            nodes.append(None)
            if 'leaf' in node:
                nodes[at] = (-1, node['leaf'], 0, 0)
                return at
            children = {c['nodeid']: c for c in node['children']}
            left, right = add(children[node['yes']]), add(children[node['no']])
            below = np.nextafter(np.float32(node['split_condition']), np.float32(-np.inf))   # the library asks for less than
            nodes[at] = (int(node['split'][1:]), float(below), left, right)
            return at

        add(json.loads(text))
        out.append(nodes)
    return out


def write_table(path, model, names, note):
    head = ['The body model: boosted trees over the measures of body_features.h. Made by',
            'scripts/fit_extraction.py; do not edit.']
    table = model_table.tree_table(head, note, 'body', 'body', 'kBodyNames', names, trees_of(model), '0.0F', 9)
    with open(path, 'w', encoding='utf-8') as out:
        out.write(table)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--rows', required=True)
    ap.add_argument('--held-out', type=int, nargs='?', const=1, default=0, metavar='DIVISIONS')
    ap.add_argument('--worst', type=int, default=0)
    ap.add_argument('--save', help='with --held-out: a pickle of the pages and their held-out probabilities')
    ap.add_argument('-o', '--output')
    add_sets(ap)
    ap.add_argument('folder', nargs='+')
    a = ap.parse_args()
    names, pages = load_sets(a)
    print(len(pages), 'pages', sum(len(q['y']) for q in pages), 'blocks')
    print('labels themselves:')
    report(pages, [q['y'] for q in pages])
    for division in range(a.held_out):
        held_out = out_of_fold(pages, 'fold' + str(division or ''))
        print('held out:')
        report(pages, held_out, worst=a.worst)
        if a.save and division == 0:
            import pickle
            pickle.dump((pages, held_out), open(a.save, 'wb'))
    if a.output:
        sites = len(set(q['site'] for q in pages))
        write_table(a.output, fit(pages), names, f'Fitted to {len(pages)} pages of {sites} sites, {sum(len(q["y"]) for q in pages)} blocks.')


if __name__ == '__main__':
    main()
