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


def tree_lines(trees, digits):
    """The nodes and roots of an ensemble, as base/trees.h explains them. `trees`: for each its nodes (feature or -1, threshold
    or value, left, right)"""
    cells, roots = [], []
    for nodes in trees:
        roots.append(str(len(cells)))
        add_from(nodes, 0, digits, cells)
    assert len(cells) < 2 ** 16
    return array_lines('TreeNode', 'kNodes', cells, 6) + array_lines('std::uint16_t', 'kRoots', roots, 16)


def add_from(nodes, at, digits, cells):
    """A node and what is below it, what is left of it first"""
    feature, value, left, right = nodes[at]
    own = len(cells)
    if feature < 0:
        cells.append('{%s, kTreeLeaf, %d}' % (number_text(value, digits), own))
        return
    cells.append('')
    add_from(nodes, left, digits, cells)
    cells[own] = '{%s, %d, %d}' % (number_text(value, digits), feature, len(cells))
    add_from(nodes, right, digits, cells)


def number_text(value, digits):
    text = '%.*g' % (digits, value)
    return text + ('F' if '.' in text or 'e' in text else '.0F')


def array_lines(kind, name, cells, a_line):
    out = ['constexpr std::array<%s, %d> %s = {{' % (kind, len(cells), name)]
    return out + ['    ' + ', '.join(cells[i:i + a_line]) + ',' for i in range(0, len(cells), a_line)] + ['}};']


def tree_table(head, note, room, model, today, names, trees, base, digits):
    """The whole of a table of trees. `room`: "body"; `model`: what its files begin with, "body"; `today`: "kBodyNames" """
    out = ['// ' + line for line in head + [note]]
    out += ['#include <array>', '#include <string_view>', '', '#include "extract/%s/%s_model.h"' % (room, model),
            '#include "extract/%s/%s_names.h"' % (room, model), '', 'namespace tearsheet::extract {', 'namespace {', '', '// clang-format off']
    out += names_lines(names, today) + [''] + tree_lines(trees, digits)
    out += ['// clang-format on', 'constexpr float kBase = %s;' % base, '', '}  // namespace', '',
            'TreeEnsemble %s_trees() {' % model, '  return {kNodes, kRoots, kBase};', '}', '', '}  // namespace tearsheet::extract', '']
    return '\n'.join(out)
