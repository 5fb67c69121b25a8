#include "identity/identity.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/files.h"
#include "base/pending_file.h"
#include "identity/archive_key.h"
#include "identity/ed25519.h"
#include "identity/signature.h"

namespace tearsheet::identity {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kKeyFile = "private-key.pem";
constexpr const char* kPublicFile = "identity.json";
constexpr std::size_t kMaxFile = 100'000;
constexpr std::size_t kNonceBytes = 48;

std::int64_t seconds_of(SysTime time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

SysTime time_of(std::int64_t seconds) {
  return SysTime{std::chrono::seconds(seconds)};
}

Json jwk_of(const PublicKey& key) {
  // "nbf" and "exp" as the directory draft has them.
  Json jwk = {{"kty", "OKP"},          {"crv", "Ed25519"}, {"x", key.x},
              {"kid", key.thumbprint}, {"use", "sig"},     {"nbf", seconds_of(key.made)}};
  if (key.rotated_out) jwk["exp"] = seconds_of(*key.rotated_out + kKeptAfterRotation);
  return jwk;
}

Result<PublicKey> public_half(const Key& key, SysTime made) {
  const auto bytes = public_bytes(key);
  if (!bytes) return fail(bytes.error());
  PublicKey half{.x = to_base64url(*bytes), .thumbprint = {}, .made = made, .rotated_out = {}};
  half.thumbprint = thumbprint_of(half.x);
  return half;
}

/// For its owner alone from the first byte on, whatever the umask; under its name when it is whole.
/// kInvalid where the name is taken and `is_new`.
Result<void> write_private(const fs::path& path, const std::string& bytes, bool is_new) {
  const std::string temporary = path.string() + ".new";
  ::unlink(temporary.c_str());
  const int file =
      ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) return fail(file_error(path.string(), errno));
  const ssize_t written = ::write(file, bytes.data(), bytes.size());
  bool is_whole = written == static_cast<ssize_t>(bytes.size()) && ::fsync(file) == 0;
  is_whole = ::close(file) == 0 && is_whole;
  int number = is_whole ? 0 : errno;
  if (is_whole) {
    // A link refuses a name that is taken, a rename does not.
    const int named = is_new ? ::link(temporary.c_str(), path.c_str())
                             : ::rename(temporary.c_str(), path.c_str());
    number = named == 0 ? 0 : errno;
  }
  ::unlink(temporary.c_str());
  if (number == 0) return {};
  if (is_new && number == EEXIST)
    return fail(ErrorCode::kInvalid,
                path.string() + " is there already: a key is never replaced but by a rotation");
  return fail(file_error(path.string(), number));
}

Result<std::string> read_private(const fs::path& path) {
  struct stat state {};
  if (::stat(path.c_str(), &state) != 0) return fail(file_error(path.string(), errno));
  if ((state.st_mode & 077) != 0)
    return fail(ErrorCode::kDenied, path.string() + ": others may read it (chmod 600)");
  return read_file(path, kMaxFile);
}

struct PublicPart {
  url::Url agent;
  std::vector<PublicKey> keys;
};

Result<PublicPart> read_public(const fs::path& path) {
  const auto text = read_file(path, kMaxFile);
  if (!text) return fail(text.error());
  const Json all = Json::parse(*text, nullptr, false);
  const auto torn = [&](const char* what) {
    return fail(ErrorCode::kInvalid, path.string() + ": " + what);
  };
  if (!all.is_object() || !all.contains("agent") || !all["agent"].is_string() ||
      !all.contains("keys") || !all["keys"].is_array())
    return torn("no identity of tearsheet");
  PublicPart part;
  auto agent = url::Url::parse(all["agent"].get_ref<const std::string&>());
  if (!agent) return torn("the agent has no address");
  part.agent = std::move(*agent);
  for (const Json& one : all["keys"]) {
    const auto number = [&](const char* name) -> std::optional<SysTime> {
      const auto found = one.find(name);
      if (found == one.end() || !found->is_number_integer()) return std::nullopt;
      return time_of(found->get<std::int64_t>());
    };
    if (!one.is_object() || !one.contains("x") || !one["x"].is_string()) return torn("a torn key");
    PublicKey key;
    key.x = one["x"].get<std::string>();
    key.thumbprint = thumbprint_of(key.x);
    key.made = number("made").value_or(SysTime{});
    key.rotated_out = number("rotated_out");
    part.keys.push_back(std::move(key));
  }
  return part;
}

std::string public_text(const url::Url& agent, const std::vector<PublicKey>& keys) {
  Json all = {{"agent", agent.href()}, {"keys", Json::array()}};
  for (const PublicKey& key : keys) {
    Json one = {{"x", key.x}, {"made", seconds_of(key.made)}};
    if (key.rotated_out) one["rotated_out"] = seconds_of(*key.rotated_out);
    all["keys"].push_back(std::move(one));
  }
  return all.dump(2) + "\n";
}

}  // namespace

// RFC 7638: the members that make the key, in the order of the alphabet, without blanks.
std::string archive_voucher(std::string_view info) {
  return "tearsheet archive key " + to_base64(info);
}

std::string thumbprint_of(const std::string& key) {
  return to_base64url(sha256(R"({"crv":"Ed25519","kty":"OKP","x":")" + key + R"("})"));
}

bool is_signed_by(std::string_view key, std::string_view text, std::string_view signature) {
  return is_signature(from_loose_base64(key).bytes, text, signature);
}

class Identity::PrivateKey {
 public:
  explicit PrivateKey(Key made) : key(std::move(made)) {}
  Key key;
};

Identity::Identity(url::Url agent, std::vector<PublicKey> keys, std::unique_ptr<PrivateKey> key)
    : agent_(std::move(agent)), keys_(std::move(keys)), private_(std::move(key)) {}
Identity::Identity(Identity&&) noexcept = default;
Identity& Identity::operator=(Identity&&) noexcept = default;
Identity::~Identity() = default;

// The public part first: whatever is killed in between, the private key is one of those told there.
Result<Identity> Identity::write(const fs::path& folder, url::Url agent,
                                 std::vector<PublicKey> older, SysTime now, bool is_new) {
  auto key = make_key();
  if (!key) return fail(key.error());
  const auto pem = to_pem(*key);
  if (!pem) return fail(pem.error());
  auto half = public_half(*key, now);
  if (!half) return fail(half.error());
  older.insert(older.begin(), std::move(*half));
  if (const auto told = write_file(folder / kPublicFile, public_text(agent, older)); !told)
    return fail(told.error());
  if (const auto kept = write_private(folder / kKeyFile, *pem, is_new); !kept)
    return fail(kept.error());
  return Identity(std::move(agent), std::move(older),
                  std::make_unique<PrivateKey>(std::move(*key)));
}

Result<Identity> Identity::create(const fs::path& folder, const url::Url& agent, SysTime now) {
  if (agent.scheme() != "https")
    return fail(ErrorCode::kInvalid,
                "the agent's address has to be https: others look there for its keys");
  std::error_code error;
  if (fs::exists(folder / kKeyFile, error))
    return fail(ErrorCode::kInvalid, (folder / kKeyFile).string() +
                                         " is there already: `identity rotate` replaces a key");
  fs::create_directories(folder, error);
  if (error) return fail(file_error(folder.string(), error.value()));
  return write(folder, agent, {}, now, true);
}

Result<Identity> Identity::load(const fs::path& folder) {
  const auto pem = read_private(folder / kKeyFile);
  if (!pem) return fail(pem.error());
  auto key = from_pem(*pem);
  if (!key)
    return fail(ErrorCode::kInvalid, (folder / kKeyFile).string() + ": " + key.error().message);
  auto part = read_public(folder / kPublicFile);
  if (!part) return fail(part.error());
  const auto half = public_half(*key, SysTime{});
  if (!half) return fail(half.error());
  // A rotation that was killed has told of a key that nobody signs with.
  const auto ours = std::ranges::find(part->keys, half->x, &PublicKey::x);
  if (ours == part->keys.end())
    return fail(ErrorCode::kInvalid,
                (folder / kPublicFile).string() + ": does not tell of the private key beside it");
  ours->rotated_out.reset();
  std::rotate(part->keys.begin(), ours, ours + 1);
  return Identity(std::move(part->agent), std::move(part->keys),
                  std::make_unique<PrivateKey>(std::move(*key)));
}

Result<Identity> Identity::rotate(const fs::path& folder, SysTime now) {
  auto known = load(folder);
  if (!known) return fail(known.error());
  std::vector<PublicKey> older = known->keys_;
  older.front().rotated_out = now;
  std::erase_if(older, [&](const PublicKey& key) {
    return key.rotated_out && *key.rotated_out + kKeptAfterRotation < now;
  });
  return write(folder, known->agent_, std::move(older), now, false);
}

std::string Identity::directory(SysTime now) const {
  Json all = {{"keys", Json::array()}};
  for (const PublicKey& key : keys_) {
    if (!key.rotated_out || *key.rotated_out + kKeptAfterRotation >= now)
      all["keys"].push_back(jwk_of(key));
  }
  return all.dump(2) + "\n";
}

std::string Identity::card(std::string_view product, std::string_view contact) const {
  const auto place = url::Url::parse(kDirectoryPath, &agent_);
  Json all = {{"client_name", product}, {"client_uri", agent_.href()}};
  if (!contact.empty()) all["contacts"] = {contact};
  if (place) all["jwks_uri"] = place->href();
  all["web_bot_auth"] = {
      {"expected-user-agent", std::string(product) + "/*"},
      {"rfc9309-product-token", product},
      {"rfc9309-compliance", {"User-agent", "Allow", "Disallow", "Crawl-delay", "Sitemap"}},
      {"trigger", "crawler"},
      {"targeted-content", "news articles"},
      {"rate-control", "429 and Retry-After, Crawl-delay"}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<std::string> Identity::sign_text(std::string_view text) const {
  return identity::sign(private_->key, text);
}

Result<Identity::ArchiveKey> Identity::archive_key() const {
  const auto key = archive_key_of(private_->key);
  if (!key) return fail(key.error());
  auto info = public_key_info(*key);
  if (!info) return fail(info.error());
  auto voucher = sign_text(archive_voucher(*info));
  if (!voucher) return fail(voucher.error());
  return ArchiveKey{std::move(*info), std::move(*voucher)};
}

Result<std::string> Identity::sign_archive(std::string_view text) const {
  const auto key = archive_key_of(private_->key);
  if (!key) return fail(key.error());
  return sign_with_archive_key(*key, text);
}

Result<std::vector<std::pair<std::string, std::string>>> Identity::sign(const url::Url& url,
                                                                        SysTime now) const {
  const auto random = random_bytes(kNonceBytes);
  if (!random) return fail(random.error());
  const std::string nonce = to_base64(*random);
  const std::string authority(url.authority());
  const std::string agent(agent_.origin());
  const SignatureInput input{.authority = authority,
                             .agent = agent,
                             .thumbprint = key().thumbprint,
                             .nonce = nonce,
                             .created = seconds_of(now),
                             .expires = seconds_of(now + kGoodFor)};
  const auto signature = identity::sign(private_->key, signature_base(input));
  if (!signature) return fail(signature.error());
  const std::string label = std::string(kLabel) + "=";
  return std::vector<std::pair<std::string, std::string>>{
      {"Signature-Agent", label + field_string(agent)},
      {"Signature-Input", label + signature_params(input)},
      {"Signature", label + ":" + to_base64(*signature) + ":"}};
}

}  // namespace tearsheet::identity
