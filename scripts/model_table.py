"""What the generated tables of the models have in common: the names of the features in their order, a hash of them, and the
static_assert that compares both with what the C++ side computes from its enumerations (src/extract/model/names.h)."""
import json


def names_hash(names):
    """FNV-1a of 64 bits, a line end behind each name"""
    value = 0xCBF29CE484222325
    for byte in ''.join(name + '\n' for name in names).encode():
        value = (value ^ byte) * 0x100000001B3 % 2 ** 64
    return value


def read_rows(lines):
    """-> names, rows: what body_rows and author_rows print, the names first"""
    lines = [line for line in lines if line]
    return json.loads(lines[0])['names'], [json.loads(line) for line in lines[1:]]


def hash_line(names):
    return 'constexpr std::uint64_t kFittedHash = 0x%016XULL;' % names_hash(names)


def assert_lines(today):
    """`today`: the array of names on the C++ side"""
    return ['static_assert(kIsFitting || kFittedHash == names_hash(%s),' % today,
            '              "the features are others than those of the fit: see docs/models.md");']


def names_lines(names, today):
    """The names and their hash, compared"""
    out = ['// The features that it was fitted to, in their order, and the hash of their names.',
           'constexpr std::array<std::string_view, %d> kFittedTo = {{' % len(names)]
    line = '   '
    for name in names:
        cell = ' "%s",' % name
        if len(line) + len(cell) > 100:
            out.append(line)
            line = '   '
        line += cell
    return out + [line, '}};', hash_line(names), 'static_assert(kFittedHash == names_hash(kFittedTo));'] + assert_lines(today)


def tree_lines(trees, digits, sixteenths=(16,)):
    """The arrays of an ensemble, as base/trees.h explains them. `trees`: for each its nodes (feature or -1, threshold or value,
    left, right); `sixteenths`: where sections of them end"""
    ends = [len(trees) * end // 16 for end in sixteenths]
    sections, features, cuts, first_leaves, leaves = [], [], [], [], []
    for begin, end in zip([0] + ends, ends):
        by_feature = {}
        for number, nodes in enumerate(trees[begin:end]):
            first_leaves.append(len(leaves))
            leaves += in_order(nodes, 0, 0, by_feature, number)
        for feature in sorted(by_feature):
            group = sorted(by_feature[feature], key=lambda cut: cut[0])
            features.append('{%d, %d}' % (feature, len(group)))
            cuts += ['{%s, %d, %d, %d}' % (number_text(cut[0], digits), *cut[1:]) for cut in group]
        sections.append('{%d, %d}' % (end - begin, len(by_feature)))
    assert len(leaves) < 2 ** 16
    return (array_lines('TreeSection', 'kSections', sections, 8) + array_lines('TreeFeature', 'kFeatures', features, 12) +
            array_lines('TreeCut', 'kCuts', cuts, 6) + array_lines('std::uint16_t', 'kFirstLeaves', map(str, first_leaves), 16) +
            array_lines('float', 'kLeaves', [number_text(value, digits) for value in leaves], 10))


def in_order(nodes, at, first, by_feature, tree):
    """-> the leaves of a tree from left to right, of which `first` is the number of the first; its inner nodes are noted by
    their feature"""
    feature, value, left, right = nodes[at]
    if feature < 0:
        return [value]
    on_left = in_order(nodes, left, first, by_feature, tree)
    on_right = in_order(nodes, right, first + len(on_left), by_feature, tree)
    assert first + len(on_left) + len(on_right) <= 64
    by_feature.setdefault(feature, []).append((value, tree, first, len(on_left)))
    return on_left + on_right


def number_text(value, digits):
    text = '%.*g' % (digits, value)
    return text + ('F' if '.' in text or 'e' in text else '.0F')


def array_lines(kind, name, cells, a_line):
    cells = list(cells)
    out = ['constexpr std::array<%s, %d> %s = {{' % (kind, len(cells), name)]
    return out + ['    ' + ', '.join(cells[i:i + a_line]) + ',' for i in range(0, len(cells), a_line)] + ['}};']


def tree_table(head, note, room, model, today, names, trees, base, digits, sixteenths=(16,)):
    """The whole of a table of trees. `room`: "body"; `model`: what its files begin with, "body"; `today`: "kBodyNames" """
    out = ['// ' + line for line in head + [note]]
    out += ['#include <array>', '#include <string_view>', '', '#include "extract/%s/%s_model.h"' % (room, model),
            '#include "extract/%s/%s_names.h"' % (room, model), '', 'namespace tearsheet::extract {', 'namespace {', '', '// clang-format off']
    out += names_lines(names, today) + [''] + tree_lines(trees, digits, sixteenths)
    out += ['// clang-format on', 'constexpr float kBase = %s;' % base, '', '}  // namespace', '',
            'TreeEnsemble %s_trees() {' % model, '  return {kSections, kFeatures, kCuts, kFirstLeaves, kLeaves, kBase};', '}', '', '}  // namespace tearsheet::extract', '']
    return '\n'.join(out)
