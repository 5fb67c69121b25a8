#include "dedup/index.h"
#include "dedup/paragraphs.h"

namespace tearsheet::dedup {
namespace {

// A page that is hardly more than boilerplate is compared as it stands.
constexpr std::uint32_t kMinWords = 20;

}  // namespace

struct Clusters::State {
  Index index;
};

Clusters::Clusters() : Clusters(Options{}) {}
Clusters::Clusters(const Options& options)
    : state_(std::make_unique<State>(State{Index(options)})) {}
Clusters::~Clusters() = default;
Clusters::Clusters(Clusters&&) noexcept = default;
Clusters& Clusters::operator=(Clusters&&) noexcept = default;

Fingerprint Clusters::without_boilerplate(const Story& story, Fingerprint fingerprint) const {
  const auto whole = view_sketch(fingerprint.bytes);
  if (!whole || whole->paragraphs.empty()) return fingerprint;
  const auto boilerplate = state_->index.boilerplate_of(*whole);
  if (boilerplate.empty()) return fingerprint;
  Fingerprint rest = fingerprint_of_rest(story, whole->host,
                                         without_paragraphs(story.text, whole->host, boilerplate),
                                         fingerprint.exact);
  const auto sketch = view_sketch(rest.bytes);
  return sketch && sketch->words >= kMinWords ? rest : fingerprint;
}

Assignment Clusters::add(std::int64_t id, const Fingerprint& fingerprint,
                         std::optional<SysTime> date) {
  Index& index = state_->index;
  const auto self = index.number_of(id);
  index.forget(self);
  Assignment assignment;
  assignment.id = id;
  if (const auto sketch = view_sketch(fingerprint.bytes)) {
    std::vector<std::uint32_t> sample;
    if (fingerprint.shingles.empty()) {
      for (std::size_t i = 0; i < sketch->sample.count; ++i) sample.push_back(sketch->sample[i]);
    }
    const auto links = index.verify(
        *sketch, fingerprint.shingles.empty() ? sample : fingerprint.shingles, date, Want::kCopies);
    for (const Index::Link& link : links) {
      if (link.score > assignment.score) {
        assignment.score = link.score;
        assignment.containment = link.is_equal ? 1 : link.comparison.containment;
      }
      if (index.are_joined(self, link.number)) continue;
      const std::int64_t gone = index.join(self, link.number);
      if (gone != id) assignment.merged.push_back(gone);
    }
    index.keep(self, *sketch, fingerprint.bytes, date);
  }
  assignment.cluster = index.name_of(self);
  return assignment;
}

Result<void> Clusters::restore(std::int64_t id, std::int64_t cluster,
                               std::string_view fingerprint_bytes, std::optional<SysTime> date) {
  Index& index = state_->index;
  const auto self = index.number_of(id);
  const auto named = index.number_of(cluster);
  if (!index.are_joined(self, named)) index.join(self, named);
  const auto sketch = view_sketch(fingerprint_bytes);
  if (!sketch) {
    return fail(ErrorCode::kInvalid, "fingerprint of document " + std::to_string(id) +
                                         " is damaged or of another version");
  }
  index.keep(self, *sketch, fingerprint_bytes, date);
  return {};
}

void Clusters::forget_before(SysTime time) {
  state_->index.forget_before(time);
}

std::int64_t Clusters::cluster_of(std::int64_t id) const {
  const auto number = state_->index.find(id);
  return number ? state_->index.name_of(*number) : id;
}

std::size_t Clusters::size() const {
  return state_->index.size();
}

}  // namespace tearsheet::dedup
