// Time stamps (RFC 3161) by OpenSSL.
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include <array>
#include <ctime>

#include "base/handle.h"
#include "evidence/evidence.h"

namespace tearsheet::evidence {
namespace {

using Request = Handle<TS_REQ, TS_REQ_free>;
using Reply = Handle<TS_RESP, TS_RESP_free>;
using Imprint = Handle<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free>;
using Algorithm = Handle<X509_ALGOR, X509_ALGOR_free>;
using Integer = Handle<ASN1_INTEGER, ASN1_INTEGER_free>;
using Token = Handle<PKCS7, PKCS7_free>;
using Info = Handle<TS_TST_INFO, TS_TST_INFO_free>;
using Verification = Handle<TS_VERIFY_CTX, TS_VERIFY_CTX_free>;
using Certificates = Handle<X509_STORE, X509_STORE_free>;

tl::unexpected<Error> failed(const std::string& what) {
  std::array<char, 256> text{};
  const unsigned long code = ERR_peek_last_error();
  ERR_error_string_n(code, text.data(), text.size());
  ERR_clear_error();
  return fail(ErrorCode::kInvalid, code == 0 ? what : what + ": " + text.data());
}

std::array<unsigned char, 32> sha256(std::string_view text) {
  std::array<unsigned char, 32> digest{};
  EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  return digest;
}

template <class T, class ToDer>
std::string to_der(const T* value, ToDer to_der_of) {
  unsigned char* bytes = nullptr;
  const int size = to_der_of(value, &bytes);
  std::string der;
  if (size > 0) der.assign(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}

template <class T, class FromDer>
T* from_der(std::string_view der, FromDer from) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
  return from(nullptr, &bytes, static_cast<long>(der.size()));
}

Token token_of(std::string_view der) {
  return Token(from_der<PKCS7>(der, d2i_PKCS7));
}

}  // namespace

Result<std::string> stamp_request(const store::EvidenceHead& head) {
  const Request request(TS_REQ_new());
  const Imprint imprint(TS_MSG_IMPRINT_new());
  const Algorithm algorithm(X509_ALGOR_new());
  const Integer nonce(ASN1_INTEGER_new());
  std::array<unsigned char, 8> random{};
  if (!request || !imprint || !algorithm || !nonce ||
      RAND_bytes(random.data(), static_cast<int>(random.size())) != 1)
    return failed("no time stamp could be asked for");
  random[0] = static_cast<unsigned char>((random[0] & 0x7F) | 0x40);  // positive, of full length
  auto digest = sha256(head.text());
  std::uint64_t number = 0;
  for (const unsigned char byte : random) number = number << 8 | byte;
  if (TS_REQ_set_version(request.get(), 1) != 1 ||
      X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) != 1 ||
      TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) != 1 ||
      TS_MSG_IMPRINT_set_msg(imprint.get(), digest.data(), static_cast<int>(digest.size())) != 1 ||
      TS_REQ_set_msg_imprint(request.get(), imprint.get()) != 1 ||
      ASN1_INTEGER_set_uint64(nonce.get(), number) != 1 ||
      TS_REQ_set_nonce(request.get(), nonce.get()) != 1 ||
      TS_REQ_set_cert_req(request.get(), 1) != 1)
    return failed("no time stamp could be asked for");
  return to_der(request.get(), i2d_TS_REQ);
}

Result<std::string> stamp_of_reply(std::string_view reply, std::string_view request) {
  const Request asked(from_der<TS_REQ>(request, d2i_TS_REQ));
  const Reply answer(from_der<TS_RESP>(reply, d2i_TS_RESP));
  if (!asked || !answer) return failed("the answer is no time stamp");
  const Verification verification(TS_REQ_to_TS_VERIFY_CTX(asked.get(), nullptr));
  // Status, version, imprint and nonce. Whose signature it is can be looked at whenever it matters.
  if (!verification || TS_RESP_verify_response(verification.get(), answer.get()) != 1)
    return failed("the authority did not stamp what it was sent");
  return to_der(TS_RESP_get_token(answer.get()), i2d_PKCS7);
}

Result<std::string> stamped_at(const store::EvidenceHead& head, const std::string& certificates) {
  const Token token = token_of(head.stamp);
  const Info info(token ? PKCS7_to_TS_TST_INFO(token.get()) : nullptr);
  if (!info) return failed("the time stamp is torn");
  std::tm time{};
  if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(info.get()), &time) != 1)
    return failed("the time stamp names no time");
  const std::time_t seconds = ::timegm(&time);
  const Verification verification(TS_VERIFY_CTX_new());
  if (!verification) return failed("out of memory");
  const auto digest = sha256(head.text());
  auto* const expected = static_cast<unsigned char*>(
      OPENSSL_memdup(digest.data(), digest.size()));  // theirs from now on
  TS_VERIFY_CTX_set_imprint(verification.get(), expected, static_cast<long>(digest.size()));
  int flags = TS_VFY_VERSION | TS_VFY_IMPRINT;
  if (!certificates.empty()) {
    Certificates trusted(X509_STORE_new());
    if (!trusted || X509_STORE_load_file(trusted.get(), certificates.c_str()) != 1)
      return failed(certificates + ": no certificates");
    // A certificate that has run out since was good then.
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(trusted.get()), seconds);
    TS_VERIFY_CTX_set_store(verification.get(), trusted.release());
    flags |= TS_VFY_SIGNATURE;
  }
  TS_VERIFY_CTX_set_flags(verification.get(), flags);
  if (TS_RESP_verify_token(verification.get(), token.get()) != 1)
    return failed("the time stamp is not of this head, or of nobody who is trusted");
  return to_iso8601(SysTime{std::chrono::seconds(seconds)});
}

}  // namespace tearsheet::evidence
