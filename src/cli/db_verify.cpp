#include "cli/db_verify.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "evidence/evidence.h"
#include "store/store.h"

namespace tearsheet::cli {
namespace {

constexpr std::size_t kHashDigits = 64;

std::string to_hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

int digit_of(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string from_hex(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    bytes += static_cast<char>(digit_of(text[i]) * 16 + digit_of(text[i + 1]));
  return bytes;
}

/// What heads come to.
struct Heads {
  std::int64_t is_signed = 0, stamped = 0;
  std::vector<std::string> keys;  ///< Thumbprints.
  std::string last_stamp;         ///< When; empty: none.
};

Heads look_at_heads(store::EvidenceReport& report, const std::vector<std::string>& keys,
                    const std::string& certificates) {
  Heads heads;
  const auto complain = [&](const store::EvidenceHead& head, const std::string& what) {
    ++report.all_problems;
    report.problems.push_back({head.entry, fmt::format("the head of run {} {}", head.run, what)});
  };
  for (const store::EvidenceHead& head : report.heads) {
    if (!head.signature.empty()) {
      ++heads.is_signed;
      const std::string thumbprint = identity::thumbprint_of(head.key);
      if (std::ranges::find(heads.keys, thumbprint) == heads.keys.end())
        heads.keys.push_back(thumbprint);
      if (!evidence::is_signature_good(head)) {
        complain(head, "has a signature that is not its own");
      } else if (!keys.empty() && std::ranges::find(keys, thumbprint) == keys.end()) {
        complain(head, "is signed by another key: " + thumbprint);
      }
    } else if (!keys.empty()) {
      complain(head, "is not signed");
    }
    if (head.stamp.empty()) continue;
    ++heads.stamped;
    const auto at = evidence::stamped_at(head, certificates);
    at ? void(heads.last_stamp = *at) : complain(head, at.error().message);
  }
  std::ranges::stable_sort(report.problems, {}, &store::EvidenceProblem::entry);
  return heads;
}

std::string counts_of(const std::map<std::string, std::int64_t>& counts) {
  std::string text;
  for (const auto& [name, count] : counts)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, name);
  return text.empty() ? "nothing" : text;
}

Json to_json(const store::EvidenceReport& report, const Heads& heads) {
  Json problems = Json::array();
  for (const store::EvidenceProblem& one : report.problems)
    problems.push_back({{"entry", one.entry}, {"what", one.what}});
  return {{"sound", report.problems.empty()},
          {"entries", report.entries},
          {"head", to_hex(report.head)},
          {"since", report.since},
          {"checked", report.checked},
          {"removed", report.removed},
          {"older", report.older},
          {"heads", report.heads.size()},
          {"signed", heads.is_signed},
          {"keys", heads.keys},
          {"stamped", heads.stamped},
          {"last_stamp", heads.last_stamp.empty() ? Json() : Json(heads.last_stamp)},
          {"problems", std::move(problems)},
          {"all_problems", report.all_problems}};
}

}  // namespace

void VerifyOptions::declare(Arguments& arguments) {
  arguments.option("--head", head_, "HASH", "verify: a hash noted earlier has to be in the chain");
  arguments.option("--key", keys_, "THUMBPRINT",
                   "verify: every run has to be signed by this key (tearsheet identity check); may "
                   "be given several times");
  arguments.option("--tsa", certificates_, "FILE",
                   "verify: certificates (PEM) that time stamps have to be signed by");
}

std::string VerifyOptions::wrong() const {
  const bool is_hash = head_.size() == kHashDigits &&
                       std::ranges::all_of(head_, [](char c) { return digit_of(c) >= 0; });
  return head_.empty() || is_hash ? "" : "--head needs a hash of 64 hexadecimal digits";
}

int VerifyOptions::run(Console& console, const std::string& database, bool is_json) const {
  auto report = store::verify_evidence(database, from_hex(head_), [&](const std::string& what) {
    console.log().info("looking at: " + what);
  });
  if (!report) return console.refuse(report.error());
  const Heads heads = look_at_heads(*report, keys_, certificates_);
  if (is_json) {
    console.write(to_line(to_json(*report, heads)));
  } else {
    console.print(fmt::format("{}: {} entries since {}, head {}", database, report->entries,
                              report->since.empty() ? "?" : report->since, to_hex(report->head)));
    console.print("as written: " + counts_of(report->checked));
    if (!report->removed.empty())
      console.print("taken out by tearsheet: " + counts_of(report->removed));
    if (!report->older.empty())
      console.print("older than the chain, and not covered: " + counts_of(report->older));
    console.print(fmt::format(
        "{} runs ended, {} of them signed{}{}, {} stamped{}", report->heads.size(), heads.is_signed,
        heads.keys.empty() ? "" : " by ", fmt::join(heads.keys, ", "), heads.stamped,
        heads.last_stamp.empty() ? "" : ", last at " + heads.last_stamp));
    for (const store::EvidenceProblem& one : report->problems)
      console.print(fmt::format("entry {}: {}", one.entry, one.what));
  }
  if (!console.flush()) return kFailed;
  if (report->problems.empty()) return kDone;
  console.log().error(fmt::format(
      "{}: changed behind tearsheet's back: {}{}", database, report->problems.front().what,
      report->all_problems > 1 ? fmt::format(" (and {} more)", report->all_problems - 1) : ""));
  return kDatabaseUnusable;
}

}  // namespace tearsheet::cli
