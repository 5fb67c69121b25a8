#include "store/packing.h"

#include <fmt/format.h>
#include <xxhash.h>
#include <zstd.h>

#include <algorithm>

#include "base/handle.h"
#include "store/store.h"
#include "unpack/unpack.h"

namespace tearsheet::store {
namespace {

// By itself. News pages shrink 5:1; level 9 gains 8 % for four times the time.
constexpr int kLevel = 3;
// By a dictionary. Level 3 gains 5 % for twice the time and nine times the memory.
constexpr int kDictionaryLevel = 1;
// A dictionary pays as long as pages are no larger than this share of what they are by themselves.
constexpr double kPays = 0.75;
// So much of the average is the page that came last.
constexpr double kFade = 0.1;
// A new dictionary that is not on the disk after so many pages is lost: another is made.
constexpr int kMaxPending = 100;
// A new dictionary gets so many pages before it is judged; each further one twice as many.
constexpr int kFirstPatience = 16;

using Context = Handle<ZSTD_CCtx, ZSTD_freeCCtx>;

// What begins so would be taken for a trained dictionary (RFC 8878 5).
bool is_raw_content(std::string_view bytes) {
  static constexpr std::string_view kMagic = "\x37\xA4\x30\xEC";
  return !bytes.starts_with(kMagic);
}

Result<std::string> unpack_dictionary(const Dictionary& dictionary, unpack::WholeZstd& zstd) {
  if (dictionary.size > kMaxDictionary)
    return fail(ErrorCode::kInvalid, fmt::format("dictionary {} is too large", dictionary.id));
  std::string bytes;
  if (zstd.unpack(*dictionary.frame, dictionary.size, bytes) != unpack::WholeZstd::Status::kOk ||
      bytes.size() != dictionary.size)
    return fail(ErrorCode::kInvalid, fmt::format("dictionary {} is damaged", dictionary.id));
  return bytes;
}

/// The prefix that a thread used last, unpacked.
class Prefix {
 public:
  explicit Prefix(Dictionaries* dictionaries) : dictionaries_(dictionaries) {}

  Result<std::string_view> get(std::int64_t id, unpack::WholeZstd& zstd) {
    if (id == id_) return std::string_view(bytes_);
    if (dictionaries_ == nullptr)
      return fail(ErrorCode::kNotFound, "a stored page's dictionary is not at hand");
    auto dictionary = dictionaries_->load(id);
    if (!dictionary) return fail(dictionary.error());
    auto bytes = unpack_dictionary(*dictionary, zstd);
    if (!bytes) return fail(bytes.error());
    id_ = id;
    bytes_ = std::move(*bytes);
    return std::string_view(bytes_);
  }

 private:
  Dictionaries* const dictionaries_;
  std::int64_t id_ = 0;
  std::string bytes_;
};

}  // namespace

Dictionaries::Site& Dictionaries::site(const std::string& site_key) {
  const auto [at, is_new] = sites_.try_emplace(site_key);
  if (is_new) {
    at->second.patience = kFirstPatience;
    if (auto stored = source_->of_site(site_key)) at->second.in_use = *stored;
  }
  return at->second;
}

Dictionaries::Plan Dictionaries::plan(const std::string& site_key, std::size_t size) {
  const std::lock_guard lock(mutex_);
  Site& one = site(site_key);
  Plan plan;
  ++one.pages;
  const bool is_judged = one.pages > one.patience;
  const bool pays = !is_judged || one.share <= kPays;
  const bool is_pending = one.pending > 0 && --one.pending > 0;
  if (one.in_use.newest != 0 && (pays || is_pending)) {
    plan.use = one.in_use.newest;
    plan.plain = static_cast<double>(one.in_use.packed) / static_cast<double>(one.in_use.size);
    return plan;
  }
  if (is_pending || size < kMinDictionary || one.in_use.count >= kMaxDictionariesOfSite)
    return plan;
  if (next_id_ == 0) {
    auto next = source_->next_id();
    if (!next) return plan;
    next_id_ = *next;
  }
  plan.make = next_id_++;
  one.pending = kMaxPending;
  return plan;
}

void Dictionaries::learn(const std::string& site_key, double share) {
  const std::lock_guard lock(mutex_);
  Site& one = site(site_key);
  one.share += kFade * (share - one.share);
}

Result<Dictionary> Dictionaries::load(std::int64_t id) {
  const std::lock_guard lock(mutex_);
  for (auto at = cache_.begin(); at != cache_.end(); ++at) {
    if (at->id != id) continue;
    cache_.splice(cache_.begin(), cache_, at);
    return *at;
  }
  auto loaded = source_->load(id);
  if (!loaded) return loaded;
  cache_.push_front(*loaded);
  cached_ += loaded->frame->size();
  while (cached_ > max_cached_ && cache_.size() > 1) {
    cached_ -= cache_.back().frame->size();
    cache_.pop_back();
  }
  return loaded;
}

Digest Dictionaries::digest(std::int64_t id) {
  {
    const std::lock_guard lock(mutex_);
    for (const Digested& one : digested_) {
      if (one.id == id) return one.digest;
    }
  }
  const auto dictionary = load(id);
  if (!dictionary) return nullptr;
  unpack::WholeZstd zstd;
  const auto bytes = unpack_dictionary(*dictionary, zstd);
  if (!bytes || bytes->empty() || !is_raw_content(*bytes)) return nullptr;
  Digest digest(ZSTD_createCDict(bytes->data(), bytes->size(), kDictionaryLevel),
                [](const ZSTD_CDict* made) { ZSTD_freeCDict(const_cast<ZSTD_CDict*>(made)); });
  if (digest) keep({id, ZSTD_sizeof_CDict(digest.get()), digest});
  return digest;
}

// Sites take turns, so the one that was used longest ago is the one that comes next: what goes is
// just the next in a circle.
void Dictionaries::keep(Digested made) {
  const std::lock_guard lock(mutex_);
  digested_bytes_ += made.bytes;
  while (digested_bytes_ > kMaxDigested && !digested_.empty()) {
    victim_ = (victim_ + 7) % digested_.size();
    digested_bytes_ -= digested_[victim_].bytes;
    digested_[victim_] = std::move(digested_.back());
    digested_.pop_back();
  }
  digested_.push_back(std::move(made));
}

void Dictionaries::publish(const NewDictionary& dictionary) {
  const std::lock_guard lock(mutex_);
  Site& one = site(dictionary.site_key);
  if (dictionary.id == one.in_use.newest) return;  // site() just read it
  one.in_use.newest = dictionary.id;
  one.in_use.size = dictionary.size;
  one.in_use.packed = dictionary.frame->size();
  if (++one.in_use.count > 1) one.patience *= 2;
  one.pending = 0;
  one.pages = 0;
  one.share = 0;
}

struct Packer::State {
  explicit State(Dictionaries* all) : dictionaries(all) {}

  std::string compress_alone(std::string_view bytes) {
    ZSTD_CCtx_reset(packing.get(), ZSTD_reset_session_and_parameters);
    ZSTD_CCtx_setParameter(packing.get(), ZSTD_c_compressionLevel, kLevel);
    return compress(bytes);
  }

  /// Starts a frame whose reader notices a lost or exchanged dictionary.
  void begin_checked() {
    ZSTD_CCtx_reset(packing.get(), ZSTD_reset_session_and_parameters);
    ZSTD_CCtx_setParameter(packing.get(), ZSTD_c_compressionLevel, kDictionaryLevel);
    ZSTD_CCtx_setParameter(packing.get(), ZSTD_c_checksumFlag, 1);
  }

  std::string compress(std::string_view bytes) {
    ZSTD_CCtx* const context = packing.get();
    room.resize(ZSTD_compressBound(bytes.size()));
    const std::size_t size =
        ZSTD_compress2(context, room.data(), room.size(), bytes.data(), bytes.size());
    return room.substr(0, ZSTD_isError(size) != 0 ? 0 : size);
  }

  Dictionaries* const dictionaries;
  Context packing{ZSTD_createCCtx()};
  std::string room;
};

Packer::Packer(Dictionaries* dictionaries) : state_(std::make_unique<State>(dictionaries)) {}
Packer::~Packer() = default;

void Packer::pack(const std::string& site_key, std::string_view body, RawPage& raw) {
  raw.size = body.size();
  raw.digest = XXH3_64bits(body.data(), body.size());
  raw.dictionary = 0;
  Dictionaries::Plan plan;
  if (state_->dictionaries != nullptr) plan = state_->dictionaries->plan(site_key, body.size());
  if (plan.make != 0 && is_raw_content(body)) {
    // A copy: where prefix and input overlap in memory zstd drops the prefix.
    const std::string bytes(body.substr(0, kMaxDictionary));
    NewDictionary& made = raw.new_dictionary.emplace();
    made.id = plan.make;
    made.size = bytes.size();
    made.frame = std::make_shared<const std::string>(state_->compress_alone(bytes));
    made.site_key = site_key;
    raw.dictionary = plan.make;
    state_->begin_checked();
    ZSTD_CCtx_refPrefix(state_->packing.get(), bytes.data(), bytes.size());
    raw.compressed = state_->compress(body);
    return;
  }
  if (plan.use != 0) {
    if (const Digest by = state_->dictionaries->digest(plan.use)) {
      raw.dictionary = plan.use;
      state_->begin_checked();
      ZSTD_CCtx_refCDict(state_->packing.get(), by.get());
      raw.compressed = state_->compress(body);
      const double alone = std::max(1.0, plan.plain * static_cast<double>(body.size()));
      const double share = static_cast<double>(raw.compressed.size()) / alone;
      state_->dictionaries->learn(site_key, share);
      if (share <= kPays) return;
    } else {
      state_->dictionaries->learn(site_key, 1);
    }
  }
  std::string alone = state_->compress_alone(body);
  if (raw.dictionary != 0 && raw.compressed.size() <= alone.size()) return;
  raw.dictionary = 0;
  raw.compressed = std::move(alone);
}

struct Unpacker::State {
  explicit State(Dictionaries* all) : prefix(all) {}
  Prefix prefix;
  unpack::WholeZstd zstd;
};

Unpacker::Unpacker(Dictionaries* dictionaries) : state_(std::make_unique<State>(dictionaries)) {}
Unpacker::~Unpacker() = default;

Result<std::string> Unpacker::unpack(const RawPage& raw, std::size_t max_bytes) {
  std::string_view prefix;
  if (raw.dictionary != 0) {
    const auto by = state_->prefix.get(raw.dictionary, state_->zstd);
    if (!by) return fail(by.error());
    prefix = *by;
  }
  std::string out;
  using Status = unpack::WholeZstd::Status;
  switch (state_->zstd.unpack(raw.compressed, max_bytes, out, prefix)) {
    case Status::kOk:
      return out;
    case Status::kNoWholeFrame:
      return fail(ErrorCode::kInvalid, "a stored page is not a whole zstd frame");
    case Status::kTooLarge:
      return fail(ErrorCode::kTooLarge,
                  fmt::format("a stored page holds more than {} bytes", max_bytes));
    case Status::kDamaged:
      break;
  }
  return fail(ErrorCode::kInvalid, "a stored page does not decompress");
}

}  // namespace tearsheet::store
