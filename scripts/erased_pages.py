#!/usr/bin/python3
"""Pages with known text once more, as a site would send them that names nothing: a FOLDER for scripts/refit -e.

use:  scripts/erased_pages.py -o DIR [--share 0.45] FOLDER...

Classes and ids become what a build makes of them (css-1x2y3z, the same on all pages of a site); on some pages paragraphs, headings,
<article> and its kin become <div>, microdata and roles go, metadata goes. A model that saw such pages rests less on names. The
choice is made by a hash of the page's id: the same input gives the same pages. The addresses stay, so that a division into folds by
site keeps a page and its erased copy together.
"""
import argparse
import gzip
import hashlib
import json
import os
import random
import re

STYLES = ['css-%s', '%s', 'jsx-%s', 'sc-%s']
SECTIONS = ['article', 'main', 'section', 'header', 'footer', 'nav', 'aside', 'figure', 'figcaption', 'time']
HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']
APART = re.compile(r'(?is)(<script\b.*?</script\s*>|<style\b.*?</style\s*>|<!--.*?-->)')      # is left as it is
NAMES = re.compile(r'(?i)(\s(?:class|id)=)(["\'])([^"\']*)\2')
ROLES = re.compile(r'(?i)\s(?:itemprop|itemtype|itemscope|role|data-[\w-]+|aria-[\w-]+|rel)(?:=(?:"[^"]*"|\'[^\']*\'|[^\s>]+))?')
META = re.compile(r'(?is)<meta\b[^>]*(?:property|name)=[^>]*>')


def host_of(url):
    return re.sub(r'^https?://', '', url or '').split('/')[0]


def erased(text, site, chance):
    """Bytes read as Latin-1: every encoding of the web has its tags in ASCII."""
    salt = hashlib.sha1(site.encode()).hexdigest()
    style, length = random.Random(salt).choice(STYLES), random.Random(salt + 'length').choice([5, 6, 7])

    def name(word):
        return style % hashlib.sha1((salt + word).encode()).hexdigest()[:length]

    # Where paragraphs end by themselves, a <div> would hold the rest of the page.
    is_even = abs(len(re.findall(r'(?i)<p[\s>]', text)) - len(re.findall(r'(?i)</p\s*>', text))) <= 2
    no_paragraphs = chance.random() < 0.55 and is_even
    no_headings, no_sections = chance.random() < 0.35, chance.random() < 0.7
    no_roles, no_metadata = chance.random() < 0.6, chance.random() < 0.4
    tags = ['p'] * no_paragraphs + HEADINGS * no_headings + SECTIONS * no_sections
    parts = APART.split(text)
    for i, part in enumerate(parts):
        if i % 2:
            parts[i] = '' if no_metadata and 'ld+json' in part[:200] else part
            continue
        part = NAMES.sub(lambda found: found[1] + found[2] + ' '.join(name(word) for word in found[3].split()) + found[2], part)
        if no_roles:
            part = ROLES.sub(' ', part)
        if tags:
            part = re.sub(r'(?i)<(/?)(?:%s)(?=[\s/>])' % '|'.join(tags), r'<\1div', part)
        parts[i] = META.sub('', part) if no_metadata else part
    return ''.join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('-o', '--output', required=True, metavar='DIR')
    parser.add_argument('--share', type=float, default=0.45, help='of the pages')
    parser.add_argument('folder', nargs='+')
    options = parser.parse_args()
    os.makedirs(options.output, exist_ok=True)
    count = 0
    with open(os.path.join(options.output, 'manifest.jsonl'), 'w', encoding='utf-8') as manifest, \
            open(os.path.join(options.output, 'gold.jsonl'), 'w', encoding='utf-8') as known:
        for folder in options.folder:
            name = os.path.basename(os.path.normpath(folder))
            with open(os.path.join(folder, 'gold.jsonl'), encoding='utf-8') as file:
                gold = {row['id']: row['body'] for row in map(json.loads, file) if 'body' in row}
            with open(os.path.join(folder, 'manifest.jsonl'), encoding='utf-8') as file:
                pages = [row for row in map(json.loads, file) if row['id'] in gold]
            for page in pages:
                chance = random.Random('erase' + name + page['id'])
                if chance.random() > options.share:
                    continue
                with open(os.path.join(folder, page['path']), 'rb') as file:
                    data = file.read()
                text = (gzip.decompress(data) if page['path'].endswith('.gz') else data).decode('latin-1')
                path = '%05d.html' % count
                with open(os.path.join(options.output, path), 'w', encoding='latin-1', newline='') as file:
                    file.write(erased(text, host_of(page.get('url')) + name, chance))
                manifest.write(json.dumps({'id': 'e%d' % count, 'path': path, 'url': page.get('url')}) + '\n')
                known.write(json.dumps({'id': 'e%d' % count, 'body': gold[page['id']]}) + '\n')
                count += 1
    print(count, 'pages')


if __name__ == '__main__':
    main()
