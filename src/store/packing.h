// Raw pages packed small: zstd (RFC 8878), with an earlier page of the same site as its dictionary.
//
// Pages of one site are alike but for the article. One of them as a prefix ("raw content"
// dictionary) makes the next ones 2.7 times smaller than zstd alone does, and takes a third of the
// time, because most of a page is one long match; a trained dictionary (ZDICT) gives 1.4 times.
// Packing takes it digested (CDict): at level 1 that is the page and 16 to 64 KB, and half the time
// of unpacking and indexing the page anew; at level 3 it would be half a megabyte and no faster.
// Unpacking takes the bare page.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

struct ZSTD_CDict_s;

namespace tearsheet::store {

struct RawPage;
/// ZSTD_CDict, read by any number of threads.
using Digest = std::shared_ptr<const ZSTD_CDict_s>;

/// Of a page that becomes a dictionary so many bytes count.
inline constexpr std::size_t kMaxDictionary = 512 * 1024;
/// Smaller pages make none.
inline constexpr std::size_t kMinDictionary = 1024;
/// A site that was redesigned more often has its pages packed by themselves.
inline constexpr int kMaxDictionariesOfSite = 8;

/// Of digested dictionaries so many bytes are kept: those of 80 sites with pages of 30 KB.
inline constexpr std::size_t kMaxDigested = 4 << 20;

/// A page that others are packed by, as it is stored.
struct Dictionary {
  std::int64_t id = 0;
  std::size_t size = 0;  ///< Unpacked.
  std::shared_ptr<const std::string> frame;
};

/// One that was just made.
struct NewDictionary : Dictionary {
  std::string site_key;
};

/// Where dictionaries are kept. One thread at a time.
class DictionarySource {
 public:
  virtual ~DictionarySource() = default;
  struct OfSite {
    std::int64_t newest = 0;  ///< 0: there is none.
    std::size_t size = 0, packed = 0;
    int count = 0;
  };
  virtual Result<OfSite> of_site(const std::string& site_key) = 0;
  /// kNotFound: it is lost.
  virtual Result<Dictionary> load(std::int64_t id) = 0;
  virtual Result<std::int64_t> next_id() = 0;
};

/// Which dictionary each site's pages are packed by, and those that were used last. Any thread.
/// Bounded: `max_cached` bytes of frames, kMaxDigested of digests, and some 100 bytes a site.
class Dictionaries {
 public:
  explicit Dictionaries(std::unique_ptr<DictionarySource> source, std::size_t max_cached = 1 << 20)
      : source_(std::move(source)), max_cached_(max_cached) {}

  /// What to do with a page of `size` bytes.
  struct Plan {
    std::int64_t use = 0;   ///< The dictionary to pack it by; 0: none.
    std::int64_t make = 0;  ///< It becomes the dictionary of this id; 0: it does not.
    double plain = 0;       ///< Of `use`: what of a page is left when it is packed by itself.
  };
  Plan plan(const std::string& site_key, std::size_t size);
  /// How a page came out that plan() gave a dictionary for: its packed size as a share of what it
  /// would be by itself.
  void learn(const std::string& site_key, double share);
  Result<Dictionary> load(std::int64_t id);
  /// Ready to pack by; null if it is lost or damaged.
  Digest digest(std::int64_t id);

  /// The dictionary is on the disk: pages may be packed by it from now on.
  void publish(const NewDictionary& dictionary);

 private:
  struct Site {
    DictionarySource::OfSite in_use;
    int pending = 0;   ///< One was made and is not on the disk yet: for so many pages more.
    double share = 0;  ///< Of what learn() was told, fading.
    int pages = 0;     ///< Since the newest was made.
    int patience = 0;  ///< How many pages the newest one gets before it is judged.
  };
  struct Digested {
    std::int64_t id;
    std::size_t bytes;
    Digest digest;
  };
  Site& site(const std::string& site_key);
  void keep(Digested made);

  std::mutex mutex_;  // guards all below
  const std::unique_ptr<DictionarySource> source_;
  const std::size_t max_cached_;
  std::unordered_map<std::string, Site> sites_;
  std::int64_t next_id_ = 0;
  std::list<Dictionary> cache_;  // used last first
  std::size_t cached_ = 0;
  std::vector<Digested> digested_;
  std::size_t digested_bytes_ = 0;
  std::size_t victim_ = 0;
};

class DictionaryKeeper {
 public:
  /// What raw pages are packed and unpacked by. Any thread; as long as the store lives.
  virtual Dictionaries& dictionaries() = 0;

 protected:
  ~DictionaryKeeper() = default;
};

/// One thread's.
class Packer {
 public:
  /// Without dictionaries where there are none.
  explicit Packer(Dictionaries* dictionaries = nullptr);
  ~Packer();
  Packer(const Packer&) = delete;
  Packer& operator=(const Packer&) = delete;
  /// Sets size, digest, compressed, dictionary and new_dictionary of `raw`.
  void pack(const std::string& site_key, std::string_view body, RawPage& raw);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// One thread's.
class Unpacker {
 public:
  explicit Unpacker(Dictionaries* dictionaries = nullptr);
  ~Unpacker();
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;
  /// kTooLarge above `max_bytes`; kNotFound: its dictionary is lost; kInvalid: damaged.
  Result<std::string> unpack(const RawPage& raw, std::size_t max_bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tearsheet::store
