#include "identity/archive_key.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <array>
#include <memory>

namespace tearsheet::identity {
namespace {

constexpr std::size_t kSeed = 32;
constexpr std::size_t kNumber = 48;  // bytes of a number of P-384
constexpr std::size_t kMore = 8;     // so many more make the remainder even (FIPS 186-5 A.2.1)
constexpr std::string_view kPurpose = "tearsheet: key of archives, version 1";
constexpr const char* kCurve = "P-384";

template <auto release>
struct Free {
  template <class T>
  void operator()(T* one) const {
    release(one);
  }
};
using Bytes = std::array<unsigned char, kNumber + kMore>;
using Number = std::unique_ptr<BIGNUM, Free<BN_clear_free>>;
using Arithmetic = std::unique_ptr<BN_CTX, Free<BN_CTX_free>>;
using Group = std::unique_ptr<EC_GROUP, Free<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Free<EC_POINT_free>>;
using Kdf = std::unique_ptr<EVP_KDF, Free<EVP_KDF_free>>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, Free<EVP_KDF_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>>;

tl::unexpected<Error> failed(const char* what) {
  std::array<char, 256> text{};
  ERR_error_string_n(ERR_get_error(), text.data(), text.size());
  ERR_clear_error();
  return fail(ErrorCode::kIo, std::string(what) + ": " + text.data());
}

bool derive(const Key& key, Bytes& out) {
  std::array<unsigned char, kSeed> seed{};
  std::size_t size = seed.size();
  if (EVP_PKEY_get_raw_private_key(key.get(), seed.data(), &size) != 1) return false;
  std::string digest = "SHA384", purpose(kPurpose);
  const std::array parameters = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, seed.data(), size),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, purpose.data(), purpose.size()),
      OSSL_PARAM_construct_end()};
  const Kdf kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
  const KdfContext context(kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr);
  const bool done =
      context && EVP_KDF_derive(context.get(), out.data(), out.size(), parameters.data()) == 1;
  OPENSSL_cleanse(seed.data(), seed.size());
  return done;
}

/// From 1 to the order of the curve without it.
bool into_range(const Group& group, Number& number, const Arithmetic& arithmetic) {
  const Number last(BN_dup(EC_GROUP_get0_order(group.get())));
  return last && BN_sub_word(last.get(), 1) == 1 &&
         BN_nnmod(number.get(), number.get(), last.get(), arithmetic.get()) == 1 &&
         BN_add_word(number.get(), 1) == 1;
}

}  // namespace

Result<Key> archive_key_of(const Key& key) {
  constexpr const char* kFailed = "the key of archives could not be made";
  Bytes bytes{};
  if (!derive(key, bytes)) return failed(kFailed);
  Number number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  OPENSSL_cleanse(bytes.data(), bytes.size());
  const Group group(EC_GROUP_new_by_curve_name(NID_secp384r1));
  const Arithmetic arithmetic(BN_CTX_secure_new());
  const Point point(group ? EC_POINT_new(group.get()) : nullptr);
  if (!number || !arithmetic || !point || !into_range(group, number, arithmetic) ||
      EC_POINT_mul(group.get(), point.get(), number.get(), nullptr, nullptr, arithmetic.get()) != 1)
    return failed(kFailed);
  std::array<unsigned char, 1 + 2 * kNumber> half{};
  const std::size_t size =
      EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, half.data(),
                         half.size(), arithmetic.get());
  const Builder builder(OSSL_PARAM_BLD_new());
  if (size != half.size() || !builder ||
      OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, kCurve, 0) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, half.data(),
                                       half.size()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get()) != 1)
    return failed(kFailed);
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* made = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_KEYPAIR, parameters.get()) != 1)
    return failed(kFailed);
  return Key(made);
}

Result<std::string> public_key_info(const Key& archive_key) {
  unsigned char* bytes = nullptr;
  const int size = i2d_PUBKEY(archive_key.get(), &bytes);
  if (size <= 0) return failed("the key of archives could not be written");
  std::string info(bytes, bytes + size);
  OPENSSL_free(bytes);
  return info;
}

Result<std::string> sign_with_archive_key(const Key& archive_key, std::string_view message) {
  constexpr const char* kFailed = "the archive could not be signed";
  const Digest context(EVP_MD_CTX_new());
  const auto* const text = reinterpret_cast<const unsigned char*>(message.data());
  std::array<unsigned char, 160> der{};
  std::size_t size = der.size();
  if (!context ||
      EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, archive_key.get()) != 1 ||
      EVP_DigestSign(context.get(), der.data(), &size, text, message.size()) != 1)
    return failed(kFailed);
  const unsigned char* at = der.data();
  const Signature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)));
  std::array<unsigned char, 2 * kNumber> raw{};
  if (!signature ||
      BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), raw.data(), kNumber) != kNumber ||
      BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), raw.data() + kNumber, kNumber) != kNumber)
    return failed(kFailed);
  return std::string(raw.begin(), raw.end());
}

}  // namespace tearsheet::identity
