// A Markdown file for each article: SITE/ID.md, so that an article has one name for ever and an
// export into the same folder brings it up to date.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include "base/escape.h"
#include "base/files.h"
#include "base/pending_file.h"
#include "output/markdown.h"

namespace tearsheet::output {
namespace {

constexpr std::size_t kMaxFile = 100'000'000;

// In its order; those of one place as in the table.
const std::vector<const store::ColumnSpec*>& front_matter_columns() {
  static const std::vector<const store::ColumnSpec*> kColumns = [] {
    std::vector<const store::ColumnSpec*> columns;
    for (const store::ColumnSpec& spec : store::kArticleColumnTable) {
      if (spec.front_matter != 0) columns.push_back(&spec);
    }
    std::stable_sort(columns.begin(), columns.end(), [](const auto* a, const auto* b) {
      return a->front_matter < b->front_matter;
    });
    return columns;
  }();
  return kColumns;
}

// YAML 1.2 reads JSON's strings and lists as its own, so nothing of a page can end the front
// matter.
std::string front_matter(const store::StoredArticle& a) {
  using store::Form;
  std::string out = "---\n";
  for (const store::ColumnSpec* const spec : front_matter_columns()) {
    const std::string_view value = a[spec->column];
    if (value.empty()) continue;
    const bool is_text = spec->form == Form::kText || spec->form == Form::kDate;
    out +=
        fmt::format("{}: {}\n", spec->name, is_text ? to_json_string(value) : std::string(value));
  }
  return out + "---\n\n";
}

// Ids of sites are letters, digits, "-", "_" and "."; ".." and hidden folders are none of ours.
std::string folder_name(std::string_view site) {
  std::string name;
  for (const char c : site) name += c == '/' || c == '\0' ? '_' : c;
  if (name.empty() || name.front() == '.') name.insert(0, 1, '_');
  return name;
}

}  // namespace

struct MarkdownFolder::State {
  std::filesystem::path folder;
  std::string error;

  void fail_at(const std::filesystem::path& path) {
    error = fmt::format("{}: {}", path.string(), std::generic_category().message(errno));
  }

  void fail_as(const Error& trouble) { error = trouble.message; }

  void put(const std::filesystem::path& path, const std::string& text) {
    // What is as it was keeps its time, for rsync and site generators.
    if (const auto there = read_file(path, kMaxFile); there && *there == text) return;
    const std::filesystem::path temporary =
        path.parent_path() / ("." + path.filename().string() + ".part");
    auto file = PendingFile::create(path, temporary);
    if (!file) return fail_as(file.error());
    // commit() of the folder has all files on the disk at once: many are small.
    if (auto written = file->write(text); !written) return fail_as(written.error());
    if (auto named = file->commit(PendingFile::Sync::kByCaller); !named) fail_as(named.error());
  }
};

MarkdownFolder::MarkdownFolder(std::unique_ptr<State> state) : state_(std::move(state)) {}
MarkdownFolder::~MarkdownFolder() = default;

Result<std::unique_ptr<MarkdownFolder>> MarkdownFolder::open(const std::filesystem::path& folder) {
  std::error_code trouble;
  std::filesystem::create_directories(folder, trouble);
  if (!std::filesystem::is_directory(folder, trouble))
    return fail(ErrorCode::kIo, folder.string() + ": no folder, and none can be made");
  auto state = std::make_unique<State>();
  state->folder = folder;
  return std::make_unique<MarkdownFolder>(std::move(state));
}

std::string MarkdownFolder::article(const store::StoredArticle& article) {
  if (!is_whole()) return {};
  const std::filesystem::path folder = state_->folder / folder_name(article[store::kSiteColumn]);
  if (::mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST) {
    state_->fail_at(folder);
    return {};
  }
  state_->put(folder / (std::to_string(article.id) + ".md"),
              front_matter(article) + to_markdown(article));
  return {};
}

std::string MarkdownFolder::removed(std::int64_t id, std::string_view /*url*/) {
  const std::string name = std::to_string(id) + ".md";
  std::error_code trouble;
  for (const auto& site : std::filesystem::directory_iterator(state_->folder, trouble)) {
    if (site.is_directory(trouble)) std::filesystem::remove(site.path() / name, trouble);
  }
  return {};
}

bool MarkdownFolder::is_whole() const {
  return state_->error.empty();
}

Result<void> MarkdownFolder::commit() {
  const int descriptor = ::open(state_->folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0) {
    if (::syncfs(descriptor) != 0 && is_whole()) state_->fail_at(state_->folder);
    ::close(descriptor);
  }
  if (!is_whole()) return fail(ErrorCode::kIo, state_->error);
  return {};
}

}  // namespace tearsheet::output
