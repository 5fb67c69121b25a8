// Keys, what is published of them, and signed requests.
#include "identity/identity.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/files.h"
#include "identity/archive_key.h"
#include "identity/ed25519.h"
#include "identity/signature.h"

namespace tearsheet::identity {
namespace {

using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return bytes;
}

// RFC 8410: a seed as PKCS #8.
std::string pem_of(std::string_view hex_seed) {
  return "-----BEGIN PRIVATE KEY-----\n" +
         to_base64(from_hex("302e020100300506032b657004220420") + from_hex(hex_seed)) +
         "\n-----END PRIVATE KEY-----\n";
}

TEST(Ed25519, SignsAsRfc8032Has) {
  const auto key =
      from_pem(pem_of("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(*public_bytes(*key),
            from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
  EXPECT_EQ(*sign(*key, "\x72"),
            from_hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
}

TEST(Ed25519, TakesNoOtherKey) {
  EXPECT_FALSE(from_pem(""));
  EXPECT_FALSE(from_pem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
  // X25519, which only agrees on secrets.
  EXPECT_FALSE(
      from_pem("-----BEGIN PRIVATE KEY-----\n" +
               to_base64(from_hex("302e020100300506032b656e04220420") + std::string(32, '\x42')) +
               "\n-----END PRIVATE KEY-----\n"));
}

// By OpenSSL, which wants r and s as DER.
bool is_archive_signature(std::string_view info, std::string_view text, std::string_view raw) {
  const auto* at = reinterpret_cast<const unsigned char*>(info.data());
  const Key key(d2i_PUBKEY(nullptr, &at, static_cast<long>(info.size())));
  const auto half = [&](std::size_t from) {
    return BN_bin2bn(reinterpret_cast<const unsigned char*>(raw.data()) + from, 48, nullptr);
  };
  ECDSA_SIG* const signature = ECDSA_SIG_new();
  ECDSA_SIG_set0(signature, half(0), half(48));
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(signature, &der);
  ECDSA_SIG_free(signature);
  EVP_MD_CTX* const context = EVP_MD_CTX_new();
  const bool is_good =
      key && EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
      EVP_DigestVerify(context, der, static_cast<std::size_t>(size),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
  EVP_MD_CTX_free(context);
  OPENSSL_free(der);
  return is_good;
}

TEST(ArchiveKey, IsForGoodThatOfItsSeed) {
  const auto seed =
      from_pem(pem_of("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
  const auto key = archive_key_of(*seed);
  ASSERT_TRUE(key) << key.error().message;
  // HKDF and the product counted by another program. Archives that were signed are known by it.
  EXPECT_EQ(*public_key_info(*key), from_hex("3076301006072a8648ce3d020106052b81040022036200"
                                             "04"
                                             "e9537caedf83210eda11b262c1b49f5b3e057a0b4630cdec"
                                             "8fe11e9ff1a6f4e2de949c0127d68224714bee8ecb36ab48"
                                             "35f4ab52d6bd6c64a340496d7b3f860d4e192425089abf7f"
                                             "3323a293b329448497fd044154526ce08b24cf7f13920a3e"));
  for (int i = 0; i < 5; ++i) {
    const auto signature = sign_with_archive_key(*key, "sha256:00");
    ASSERT_TRUE(signature) << signature.error().message;
    EXPECT_TRUE(is_archive_signature(*public_key_info(*key), "sha256:00", *signature));
    EXPECT_FALSE(is_archive_signature(*public_key_info(*key), "sha256:01", *signature));
  }
}

TEST(SignatureBase, IsALineAComponent) {
  const SignatureInput input{
      "lamp.example:8080", "https://a\"b.example", "kid", "bm9uY2U=", 10, 310};
  EXPECT_EQ(signature_base(input),
            "\"@authority\": lamp.example:8080\n"
            "\"signature-agent\";key=\"sig1\": \"https://a\\\"b.example\"\n"
            "\"@signature-params\": (\"@authority\" \"signature-agent\";key=\"sig1\");created=10;"
            "expires=310;keyid=\"kid\";alg=\"ed25519\";nonce=\"bm9uY2U=\";tag=\"web-bot-auth\"");
}

class IdentityFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              ("identity-" + std::to_string(::getpid()) + "-" +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  static SysTime at(std::int64_t seconds) { return SysTime{std::chrono::seconds(seconds)}; }
  [[nodiscard]] Result<Identity> make(std::int64_t seconds = 1000) const {
    return Identity::create(folder_, agent_, at(seconds));
  }
  [[nodiscard]] fs::path key_file() const { return folder_ / "private-key.pem"; }

  fs::path folder_;
  url::Url agent_ = *url::Url::parse("https://crawler.example/about");
};

TEST_F(IdentityFolder, KeepsTheKeyForItsOwnerWhateverTheUmask) {
  const mode_t before = ::umask(0);
  const auto made = make();
  ::umask(before);
  ASSERT_TRUE(made) << made.error().message;
  struct stat state {};
  ASSERT_EQ(::stat(key_file().c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777U, 0600U);
  const auto loaded = Identity::load(folder_);
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->key().x, made->key().x);
  EXPECT_EQ(loaded->agent().href(), "https://crawler.example/about");
}

TEST_F(IdentityFolder, IsNeverMadeTwice) {
  ASSERT_TRUE(make());
  const auto key = read_file(key_file(), 10'000);
  const auto again = make();
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error().message, HasSubstr("is there already"));
  EXPECT_EQ(*read_file(key_file(), 10'000), *key);
}

TEST_F(IdentityFolder, VouchesForItsKeyOfArchives) {
  const auto made = make();
  ASSERT_TRUE(made);
  const auto key = made->archive_key();
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_TRUE(is_signed_by(made->key().x, archive_voucher(key->info), key->voucher));
  EXPECT_FALSE(is_signed_by(made->key().x, archive_voucher(key->info + "x"), key->voucher));
  const auto signature = Identity::load(folder_)->sign_archive("a text");
  ASSERT_TRUE(signature) << signature.error().message;
  EXPECT_TRUE(is_archive_signature(key->info, "a text", *signature));
}

TEST_F(IdentityFolder, WantsAnAgentThatCanBeTrusted) {
  EXPECT_FALSE(Identity::create(folder_, *url::Url::parse("http://crawler.example/"), at(0)));
  EXPECT_FALSE(fs::exists(key_file()));
}

TEST_F(IdentityFolder, IsRefusedWhereOthersMayReadTheKey) {
  ASSERT_TRUE(make());
  fs::permissions(key_file(), fs::perms::group_read, fs::perm_options::add);
  const auto loaded = Identity::load(folder_);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::kDenied);
}

TEST_F(IdentityFolder, IsRefusedWhereAPartIsTorn) {
  EXPECT_FALSE(Identity::load(folder_));
  ASSERT_TRUE(make());
  ASSERT_TRUE(write_file(folder_ / "identity.json",
                         "{\"agent\": \"https://crawler.example/\", \"keys\": []}"));
  const auto loaded = Identity::load(folder_);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().message, HasSubstr("does not tell of the private key"));
}

TEST_F(IdentityFolder, PublishesItsKeysAndNoSecret) {
  // The key of RFC 8037, appendix A.
  fs::create_directories(folder_);
  ASSERT_TRUE(write_file(
      folder_ / "identity.json",
      R"({"agent": "https://crawler.example/", "keys": [{"x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "made": 5}]})"));
  ASSERT_TRUE(write_file(
      key_file(), pem_of("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")));
  fs::permissions(key_file(), fs::perms::owner_read | fs::perms::owner_write);
  const auto identity = Identity::load(folder_);
  ASSERT_TRUE(identity) << identity.error().message;
  const auto all = nlohmann::json::parse(identity->directory(at(100)));
  ASSERT_EQ(all["keys"].size(), 1U);
  EXPECT_EQ(all["keys"][0]["x"], "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
  EXPECT_EQ(all["keys"][0]["kid"], "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  EXPECT_FALSE(all["keys"][0].contains("d"));
  const auto card = nlohmann::json::parse(identity->card("tearsheet", "desk@crawler.example"));
  EXPECT_EQ(card["jwks_uri"],
            "https://crawler.example/.well-known/http-message-signatures-directory");
}

TEST_F(IdentityFolder, RotatesAndKeepsTheOldKeyPublishedForAWhile) {
  const auto first = make(1000);
  ASSERT_TRUE(first);
  const auto second = Identity::rotate(folder_, at(2000));
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_NE(second->key().x, first->key().x);
  EXPECT_EQ(Identity::load(folder_)->key().x, second->key().x);
  const auto count = [&](SysTime now) {
    return nlohmann::json::parse(Identity::load(folder_)->directory(now))["keys"].size();
  };
  EXPECT_EQ(count(at(2000)), 2U);
  EXPECT_EQ(count(at(2001) + kKeptAfterRotation), 1U);
}

TEST_F(IdentityFolder, ARotationThatWasKilledChangesNothing) {
  const auto first = make(1000);
  ASSERT_TRUE(first);
  const auto key = read_file(key_file(), 10'000);
  ASSERT_TRUE(Identity::rotate(folder_, at(2000)));
  ASSERT_TRUE(write_file(key_file(), *key));
  const auto loaded = Identity::load(folder_);
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->key().x, first->key().x);
  EXPECT_FALSE(loaded->key().rotated_out);
}

std::string field(const std::vector<std::pair<std::string, std::string>>& fields,
                  std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (key == name) return value;
  }
  return {};
}

TEST_F(IdentityFolder, SignsEachRequestAfresh) {
  const auto identity = make();
  ASSERT_TRUE(identity);
  const auto url = url::Url::parse("https://Lamp.example:443/news?x=1");
  const auto fields = identity->sign(*url, at(5000));
  ASSERT_TRUE(fields);
  EXPECT_EQ(field(*fields, "Signature-Agent"), "sig1=\"https://crawler.example\"");
  const std::string input = field(*fields, "Signature-Input");
  EXPECT_THAT(input, HasSubstr(";created=5000;expires=5300;keyid=\"" + identity->key().thumbprint));

  // Put together by hand what was signed, and let OpenSSL look at it.
  const std::string base =
      "\"@authority\": lamp.example\n\"signature-agent\";key=\"sig1\": "
      "\"https://crawler.example\"\n\"@signature-params\": " +
      input.substr(5);
  std::string signature = field(*fields, "Signature");
  ASSERT_TRUE(signature.starts_with("sig1=:") && signature.ends_with(':'));
  signature = from_base64(std::string_view(signature).substr(6, signature.size() - 7)).bytes;
  const std::string raw = from_loose_base64(identity->key().x).bytes;
  const auto verify = [&](const std::string& text) {
    const Key key(EVP_PKEY_new_raw_public_key(
        EVP_PKEY_ED25519, nullptr, reinterpret_cast<const unsigned char*>(raw.data()), raw.size()));
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, key.get());
    const int good = EVP_DigestVerify(
        context, reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
        reinterpret_cast<const unsigned char*>(text.data()), text.size());
    EVP_MD_CTX_free(context);
    return good == 1;
  };
  EXPECT_TRUE(verify(base));
  EXPECT_FALSE(verify(base + " "));
  EXPECT_NE(field(*identity->sign(*url, at(5000)), "Signature-Input"), input);
}

}  // namespace
}  // namespace tearsheet::identity
