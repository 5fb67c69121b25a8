#include "learn/mend/mend.h"

#include <algorithm>
#include <map>
#include <optional>

#include "learn/mend/toml_lines.h"

namespace tearsheet::learn {
namespace {

using Keys = std::vector<std::string>;

const Keys kListKeys = {"item", "link", "title", "date", "summary", "next"};

// The keys of [article] that make one field, the one with the selector first.
Keys keys_of(const std::string& field) {
  if (field == "body") return {"body", "paragraphs", "strip", "strip_from", "strip_text"};
  if (field == "authors") return {"author"};
  if (field == "canonical_url") return {"canonical"};
  return {field};
}

// The address that a value like "https://..." writes.
std::string_view text_of(std::string_view value) {
  if (value.size() < 2) return {};
  const std::size_t end = value.find(value.front(), 1);
  return end == std::string_view::npos ? std::string_view() : value.substr(1, end - 1);
}

bool is_same_address(std::string_view a, std::string_view b) {
  while (a.ends_with('/')) a.remove_suffix(1);
  while (b.ends_with('/')) b.remove_suffix(1);
  return a == b;
}

class File {
 public:
  explicit File(std::string_view text)
      : lines_(lines_of(text)), statements_(statements_of(lines_)) {}

  [[nodiscard]] std::size_t article() const {
    for (const TomlStatement& one : statements_) {
      if (one.key.empty() && (one.table == "[article]" || one.table == "[[article]]"))
        return one.table_number;
    }
    return 0;
  }
  /// The listing at this address; empty: the first one with a rule for its items.
  [[nodiscard]] std::size_t listing(std::string_view address) const {
    for (const TomlStatement& one : statements_) {
      if (one.table != "[[source]]") continue;
      if (address.empty() ? one.key == "item"
                          : one.key == "url" && is_same_address(text_of(one.value), address))
        return one.table_number;
    }
    return 0;
  }
  [[nodiscard]] const TomlStatement* find(std::size_t table, std::string_view key) const {
    const auto found = std::find_if(statements_.begin(), statements_.end(), [&](const auto& one) {
      return one.table_number == table && one.key == key;
    });
    return found == statements_.end() ? nullptr : &*found;
  }
  /// The lines of a statement, with the comment right above.
  [[nodiscard]] std::vector<std::string> lines_with_comment(const TomlStatement& one) const {
    std::size_t begin = one.begin;
    // What is said of a key that has no rule is about that one.
    while (begin > 0 && lines_[begin - 1].starts_with('#') &&
           lines_[begin - 1].find(": no rule") == std::string::npos)
      --begin;
    return {lines_.begin() + static_cast<std::ptrdiff_t>(begin),
            lines_.begin() + static_cast<std::ptrdiff_t>(one.end)};
  }
  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }
  [[nodiscard]] const std::vector<TomlStatement>& statements() const { return statements_; }
  /// Behind the last statement of a table.
  [[nodiscard]] std::size_t end_of(std::size_t table) const {
    std::size_t end = 0;
    for (const TomlStatement& one : statements_) {
      if (one.table_number == table) end = std::max(end, one.end);
    }
    return end;
  }

 private:
  std::vector<std::string> lines_;
  std::vector<TomlStatement> statements_;
};

/// Lines that take the place of others, or are put before one.
struct Edit {
  std::size_t end = 0;  ///< Of the lines that are replaced; as where it begins: none are.
  std::vector<std::string> lines;
};
using Edits = std::map<std::size_t, std::vector<Edit>>;

std::vector<std::string> as_comment(const File& file, const TomlStatement& one) {
  std::vector<std::string> lines;
  for (std::size_t i = one.begin; i < one.end; ++i) lines.push_back("# " + file.lines()[i]);
  return lines;
}

// The rules of one table, by those of another: the first key's place is that of all.
void replace(const File& file, std::size_t table, const File& proposal, std::size_t from,
             const Keys& keys, Edits& edits) {
  std::vector<std::string> fresh;
  for (const std::string& key : keys) {
    const TomlStatement* const one = from != 0 ? proposal.find(from, key) : nullptr;
    if (one == nullptr) continue;
    const auto lines = proposal.lines_with_comment(*one);
    fresh.insert(fresh.end(), lines.begin(), lines.end());
  }
  std::optional<std::size_t> place;
  for (const std::string& key : keys) {
    const TomlStatement* const old = file.find(table, key);
    if (old == nullptr) continue;
    Edit edit{old->end, {}};
    if (fresh.empty()) edit.lines = as_comment(file, *old);
    edits[old->begin].push_back(std::move(edit));
    if (!place) place = old->begin;
  }
  if (fresh.empty()) return;
  const std::size_t at = place.value_or(file.end_of(table));
  auto& there = edits[at];
  there.insert(there.begin(), Edit{at, std::move(fresh)});
}

std::string with_edits(const std::vector<std::string>& lines, const Edits& edits) {
  std::string out;
  const auto put = [&](const std::string& line) { out += line + '\n'; };
  std::size_t done = 0;
  for (const auto& [at, here] : edits) {
    for (; done < at; ++done) put(lines[done]);
    for (const Edit& edit : here) {
      for (const std::string& line : edit.lines) put(line);
      done = std::max(done, edit.end);
    }
  }
  for (; done < lines.size(); ++done) put(lines[done]);
  return out;
}

}  // namespace

std::string mend_file(std::string_view file, std::string_view proposal, const BrokenRules& broken) {
  const File old(file), fresh(proposal);
  Edits edits;
  if (const std::size_t article = old.article(); article != 0) {
    for (const std::string& field : broken.fields)
      replace(old, article, fresh, fresh.article(), keys_of(field), edits);
  }
  for (const std::string& address : broken.lists) {
    const std::size_t table = old.listing(address);
    if (table == 0) continue;
    std::size_t from = fresh.listing(address);
    if (from == 0) from = fresh.listing({});
    // Nothing at all would be read as a listing without rules, which is the automatic one.
    replace(old, table, fresh, from, kListKeys, edits);
  }
  return with_edits(old.lines(), edits);
}

}  // namespace tearsheet::learn
