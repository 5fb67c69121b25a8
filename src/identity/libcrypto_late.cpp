// libcrypto has more to be bound at a start than all other libraries together, and most commands
// sign and hash nothing. So the program is not linked with it: the functions of it that are used
// stand here, and each looks its namesake up when it is first called.
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/objects.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include "base/late_library.h"

namespace {

constexpr tearsheet::LateLibrary kLibrary{
    "libcrypto.so.3", "signing and hashing need libcrypto (apt install libssl3)", 1};

}  // namespace

TEARSHEET_LATE(void, ASN1_INTEGER_free, (ASN1_INTEGER * a), (a))
TEARSHEET_LATE(ASN1_INTEGER*, ASN1_INTEGER_new, (), ())
TEARSHEET_LATE(int, ASN1_INTEGER_set_uint64, (ASN1_INTEGER * a, uint64_t r), (a, r))
TEARSHEET_LATE(int, ASN1_TIME_to_tm, (const ASN1_TIME* s, struct tm* tm), (s, tm))
TEARSHEET_LATE(long, BIO_ctrl, (BIO * bp, int cmd, long larg, void* parg), (bp, cmd, larg, parg))
TEARSHEET_LATE(void, BIO_free_all, (BIO * a), (a))
TEARSHEET_LATE(BIO*, BIO_new, (const BIO_METHOD* type), (type))
TEARSHEET_LATE(BIO*, BIO_new_mem_buf, (const void* buf, int len), (buf, len))
TEARSHEET_LATE(const BIO_METHOD*, BIO_s_mem, (), ())
TEARSHEET_LATE(void, BN_CTX_free, (BN_CTX * c), (c))
TEARSHEET_LATE(BN_CTX*, BN_CTX_secure_new, (), ())
TEARSHEET_LATE(int, BN_add_word, (BIGNUM * a, unsigned long w), (a, w))
TEARSHEET_LATE(BIGNUM*, BN_bin2bn, (const unsigned char* s, int len, BIGNUM* ret), (s, len, ret))
TEARSHEET_LATE(int, BN_bn2binpad, (const BIGNUM* a, unsigned char* to, int tolen), (a, to, tolen))
TEARSHEET_LATE(void, BN_clear_free, (BIGNUM * a), (a))
TEARSHEET_LATE(BIGNUM*, BN_dup, (const BIGNUM* a), (a))
TEARSHEET_LATE(int, BN_nnmod, (BIGNUM * r, const BIGNUM* m, const BIGNUM* d, BN_CTX* ctx),
               (r, m, d, ctx))
TEARSHEET_LATE(int, BN_sub_word, (BIGNUM * a, unsigned long w), (a, w))
TEARSHEET_LATE(void, CRYPTO_free, (void* ptr, const char* file, int line), (ptr, file, line))
TEARSHEET_LATE(void*, CRYPTO_memdup, (const void* str, size_t siz, const char* file, int line),
               (str, siz, file, line))
TEARSHEET_LATE(void, ECDSA_SIG_free, (ECDSA_SIG * sig), (sig))
TEARSHEET_LATE(const BIGNUM*, ECDSA_SIG_get0_r, (const ECDSA_SIG* sig), (sig))
TEARSHEET_LATE(const BIGNUM*, ECDSA_SIG_get0_s, (const ECDSA_SIG* sig), (sig))
TEARSHEET_LATE(void, EC_GROUP_free, (EC_GROUP * group), (group))
TEARSHEET_LATE(const BIGNUM*, EC_GROUP_get0_order, (const EC_GROUP* group), (group))
TEARSHEET_LATE(EC_GROUP*, EC_GROUP_new_by_curve_name, (int nid), (nid))
TEARSHEET_LATE(void, EC_POINT_free, (EC_POINT * point), (point))
TEARSHEET_LATE(int, EC_POINT_mul,
               (const EC_GROUP* group, EC_POINT* r, const BIGNUM* n, const EC_POINT* q,
                const BIGNUM* m, BN_CTX* ctx),
               (group, r, n, q, m, ctx))
TEARSHEET_LATE(EC_POINT*, EC_POINT_new, (const EC_GROUP* group), (group))
TEARSHEET_LATE(size_t, EC_POINT_point2oct,
               (const EC_GROUP* group, const EC_POINT* p, point_conversion_form_t form,
                unsigned char* buf, size_t len, BN_CTX* ctx),
               (group, p, form, buf, len, ctx))
TEARSHEET_LATE(void, ERR_clear_error, (), ())
TEARSHEET_LATE(void, ERR_error_string_n, (unsigned long e, char* buf, size_t len), (e, buf, len))
TEARSHEET_LATE(unsigned long, ERR_get_error, (), ())
TEARSHEET_LATE(unsigned long, ERR_peek_last_error, (), ())
TEARSHEET_LATE(int, EVP_Digest,
               (const void* data, size_t count, unsigned char* md, unsigned int* size,
                const EVP_MD* type, ENGINE* impl),
               (data, count, md, size, type, impl))
TEARSHEET_LATE(int, EVP_DigestFinal_ex, (EVP_MD_CTX * ctx, unsigned char* md, unsigned int* s),
               (ctx, md, s))
TEARSHEET_LATE(int, EVP_DigestInit_ex2,
               (EVP_MD_CTX * ctx, const EVP_MD* type, const OSSL_PARAM* params),
               (ctx, type, params))
TEARSHEET_LATE(int, EVP_DigestSign,
               (EVP_MD_CTX * ctx, unsigned char* sigret, size_t* siglen, const unsigned char* tbs,
                size_t tbslen),
               (ctx, sigret, siglen, tbs, tbslen))
TEARSHEET_LATE(int, EVP_DigestSignInit,
               (EVP_MD_CTX * ctx, EVP_PKEY_CTX** pctx, const EVP_MD* type, ENGINE* e,
                EVP_PKEY* pkey),
               (ctx, pctx, type, e, pkey))
TEARSHEET_LATE(int, EVP_DigestUpdate, (EVP_MD_CTX * ctx, const void* d, size_t cnt), (ctx, d, cnt))
TEARSHEET_LATE(int, EVP_DigestVerify,
               (EVP_MD_CTX * ctx, const unsigned char* sigret, size_t siglen,
                const unsigned char* tbs, size_t tbslen),
               (ctx, sigret, siglen, tbs, tbslen))
TEARSHEET_LATE(int, EVP_DigestVerifyInit,
               (EVP_MD_CTX * ctx, EVP_PKEY_CTX** pctx, const EVP_MD* type, ENGINE* e,
                EVP_PKEY* pkey),
               (ctx, pctx, type, e, pkey))
TEARSHEET_LATE(void, EVP_KDF_CTX_free, (EVP_KDF_CTX * ctx), (ctx))
TEARSHEET_LATE(EVP_KDF_CTX*, EVP_KDF_CTX_new, (EVP_KDF * kdf), (kdf))
TEARSHEET_LATE(int, EVP_KDF_derive,
               (EVP_KDF_CTX * ctx, unsigned char* key, size_t keylen, const OSSL_PARAM* params),
               (ctx, key, keylen, params))
TEARSHEET_LATE(EVP_KDF*, EVP_KDF_fetch,
               (OSSL_LIB_CTX * libctx, const char* algorithm, const char* properties),
               (libctx, algorithm, properties))
TEARSHEET_LATE(void, EVP_KDF_free, (EVP_KDF * kdf), (kdf))
TEARSHEET_LATE(void, EVP_MD_CTX_free, (EVP_MD_CTX * ctx), (ctx))
TEARSHEET_LATE(EVP_MD_CTX*, EVP_MD_CTX_new, (), ())
TEARSHEET_LATE(EVP_MD*, EVP_MD_fetch,
               (OSSL_LIB_CTX * ctx, const char* algorithm, const char* properties),
               (ctx, algorithm, properties))
TEARSHEET_LATE(void, EVP_MD_free, (EVP_MD * md), (md))
TEARSHEET_LATE(void, EVP_PKEY_CTX_free, (EVP_PKEY_CTX * ctx), (ctx))
TEARSHEET_LATE(EVP_PKEY_CTX*, EVP_PKEY_CTX_new_from_name,
               (OSSL_LIB_CTX * libctx, const char* name, const char* propquery),
               (libctx, name, propquery))
TEARSHEET_LATE(void, EVP_PKEY_free, (EVP_PKEY * pkey), (pkey))
TEARSHEET_LATE(int, EVP_PKEY_fromdata,
               (EVP_PKEY_CTX * ctx, EVP_PKEY** ppkey, int selection, OSSL_PARAM* param),
               (ctx, ppkey, selection, param))
TEARSHEET_LATE(int, EVP_PKEY_fromdata_init, (EVP_PKEY_CTX * ctx), (ctx))
TEARSHEET_LATE(int, EVP_PKEY_generate, (EVP_PKEY_CTX * ctx, EVP_PKEY** pkey), (ctx, pkey))
TEARSHEET_LATE(int, EVP_PKEY_get_id, (const EVP_PKEY* pkey), (pkey))
TEARSHEET_LATE(int, EVP_PKEY_get_raw_private_key,
               (const EVP_PKEY* pkey, unsigned char* priv, size_t* len), (pkey, priv, len))
TEARSHEET_LATE(int, EVP_PKEY_get_raw_public_key,
               (const EVP_PKEY* pkey, unsigned char* pub, size_t* len), (pkey, pub, len))
TEARSHEET_LATE(int, EVP_PKEY_keygen_init, (EVP_PKEY_CTX * ctx), (ctx))
TEARSHEET_LATE(EVP_PKEY*, EVP_PKEY_new_raw_public_key,
               (int type, ENGINE* e, const unsigned char* pub, size_t len), (type, e, pub, len))
TEARSHEET_LATE(const EVP_MD*, EVP_sha256, (), ())
TEARSHEET_LATE(unsigned char*, HMAC,
               (const EVP_MD* evp_md, const void* key, int key_len, const unsigned char* data,
                size_t data_len, unsigned char* md, unsigned int* md_len),
               (evp_md, key, key_len, data, data_len, md, md_len))
TEARSHEET_LATE(ASN1_OBJECT*, OBJ_nid2obj, (int n), (n))
TEARSHEET_LATE(void, OPENSSL_cleanse, (void* ptr, size_t len), (ptr, len))
TEARSHEET_LATE(void, OSSL_PARAM_BLD_free, (OSSL_PARAM_BLD * bld), (bld))
TEARSHEET_LATE(OSSL_PARAM_BLD*, OSSL_PARAM_BLD_new, (), ())
TEARSHEET_LATE(int, OSSL_PARAM_BLD_push_BN,
               (OSSL_PARAM_BLD * bld, const char* key, const BIGNUM* bn), (bld, key, bn))
TEARSHEET_LATE(int, OSSL_PARAM_BLD_push_octet_string,
               (OSSL_PARAM_BLD * bld, const char* key, const void* buf, size_t bsize),
               (bld, key, buf, bsize))
TEARSHEET_LATE(int, OSSL_PARAM_BLD_push_utf8_string,
               (OSSL_PARAM_BLD * bld, const char* key, const char* buf, size_t bsize),
               (bld, key, buf, bsize))
TEARSHEET_LATE(OSSL_PARAM*, OSSL_PARAM_BLD_to_param, (OSSL_PARAM_BLD * bld), (bld))
TEARSHEET_LATE(OSSL_PARAM, OSSL_PARAM_construct_end, (), ())
TEARSHEET_LATE(OSSL_PARAM, OSSL_PARAM_construct_octet_string,
               (const char* key, void* buf, size_t bsize), (key, buf, bsize))
TEARSHEET_LATE(OSSL_PARAM, OSSL_PARAM_construct_utf8_string,
               (const char* key, char* buf, size_t bsize), (key, buf, bsize))
TEARSHEET_LATE(void, OSSL_PARAM_free, (OSSL_PARAM * p), (p))
TEARSHEET_LATE(EVP_PKEY*, PEM_read_bio_PrivateKey,
               (BIO * out, EVP_PKEY** x, pem_password_cb* cb, void* u), (out, x, cb, u))
TEARSHEET_LATE(int, PEM_write_bio_PKCS8PrivateKey,
               (BIO * a0, const EVP_PKEY* a1, const EVP_CIPHER* a2, const char* kstr, int klen,
                pem_password_cb* cb, void* u),
               (a0, a1, a2, kstr, klen, cb, u))
TEARSHEET_LATE(void, PKCS7_free, (PKCS7 * a), (a))
TEARSHEET_LATE(TS_TST_INFO*, PKCS7_to_TS_TST_INFO, (PKCS7 * token), (token))
TEARSHEET_LATE(int, RAND_bytes, (unsigned char* buf, int num), (buf, num))
TEARSHEET_LATE(void, TS_MSG_IMPRINT_free, (TS_MSG_IMPRINT * a), (a))
TEARSHEET_LATE(TS_MSG_IMPRINT*, TS_MSG_IMPRINT_new, (), ())
TEARSHEET_LATE(int, TS_MSG_IMPRINT_set_algo, (TS_MSG_IMPRINT * a, X509_ALGOR* alg), (a, alg))
TEARSHEET_LATE(int, TS_MSG_IMPRINT_set_msg, (TS_MSG_IMPRINT * a, unsigned char* d, int len),
               (a, d, len))
TEARSHEET_LATE(void, TS_REQ_free, (TS_REQ * a), (a))
TEARSHEET_LATE(TS_REQ*, TS_REQ_new, (), ())
TEARSHEET_LATE(int, TS_REQ_set_cert_req, (TS_REQ * a, int cert_req), (a, cert_req))
TEARSHEET_LATE(int, TS_REQ_set_msg_imprint, (TS_REQ * a, TS_MSG_IMPRINT* msg_imprint),
               (a, msg_imprint))
TEARSHEET_LATE(int, TS_REQ_set_nonce, (TS_REQ * a, const ASN1_INTEGER* nonce), (a, nonce))
TEARSHEET_LATE(int, TS_REQ_set_version, (TS_REQ * a, long version), (a, version))
TEARSHEET_LATE(TS_VERIFY_CTX*, TS_REQ_to_TS_VERIFY_CTX, (TS_REQ * req, TS_VERIFY_CTX* ctx),
               (req, ctx))
TEARSHEET_LATE(void, TS_RESP_free, (TS_RESP * a), (a))
TEARSHEET_LATE(PKCS7*, TS_RESP_get_token, (TS_RESP * a), (a))
TEARSHEET_LATE(int, TS_RESP_verify_response, (TS_VERIFY_CTX * ctx, TS_RESP* response),
               (ctx, response))
TEARSHEET_LATE(int, TS_RESP_verify_token, (TS_VERIFY_CTX * ctx, PKCS7* token), (ctx, token))
TEARSHEET_LATE(void, TS_TST_INFO_free, (TS_TST_INFO * a), (a))
TEARSHEET_LATE(const ASN1_GENERALIZEDTIME*, TS_TST_INFO_get_time, (const TS_TST_INFO* a), (a))
TEARSHEET_LATE(void, TS_VERIFY_CTX_free, (TS_VERIFY_CTX * ctx), (ctx))
TEARSHEET_LATE(TS_VERIFY_CTX*, TS_VERIFY_CTX_new, (), ())
TEARSHEET_LATE(int, TS_VERIFY_CTX_set_flags, (TS_VERIFY_CTX * ctx, int f), (ctx, f))
TEARSHEET_LATE(unsigned char*, TS_VERIFY_CTX_set_imprint,
               (TS_VERIFY_CTX * ctx, unsigned char* hexstr, long len), (ctx, hexstr, len))
TEARSHEET_LATE(X509_STORE*, TS_VERIFY_CTX_set_store, (TS_VERIFY_CTX * ctx, X509_STORE* s), (ctx, s))
TEARSHEET_LATE(void, X509_ALGOR_free, (X509_ALGOR * a), (a))
TEARSHEET_LATE(X509_ALGOR*, X509_ALGOR_new, (), ())
TEARSHEET_LATE(int, X509_ALGOR_set0, (X509_ALGOR * alg, ASN1_OBJECT* aobj, int ptype, void* pval),
               (alg, aobj, ptype, pval))
TEARSHEET_LATE(void, X509_STORE_free, (X509_STORE * v), (v))
TEARSHEET_LATE(X509_VERIFY_PARAM*, X509_STORE_get0_param, (const X509_STORE* ctx), (ctx))
TEARSHEET_LATE(int, X509_STORE_load_file, (X509_STORE * ctx, const char* file), (ctx, file))
TEARSHEET_LATE(X509_STORE*, X509_STORE_new, (), ())
TEARSHEET_LATE(void, X509_VERIFY_PARAM_set_time, (X509_VERIFY_PARAM * param, time_t t), (param, t))
TEARSHEET_LATE(ECDSA_SIG*, d2i_ECDSA_SIG, (ECDSA_SIG * *a, const unsigned char** in, long len),
               (a, in, len))
TEARSHEET_LATE(PKCS7*, d2i_PKCS7, (PKCS7 * *a, const unsigned char** in, long len), (a, in, len))
TEARSHEET_LATE(TS_REQ*, d2i_TS_REQ, (TS_REQ * *a, const unsigned char** in, long len), (a, in, len))
TEARSHEET_LATE(TS_RESP*, d2i_TS_RESP, (TS_RESP * *a, const unsigned char** in, long len),
               (a, in, len))
TEARSHEET_LATE(int, i2d_PKCS7, (const PKCS7* a, unsigned char** out), (a, out))
TEARSHEET_LATE(int, i2d_PUBKEY, (const EVP_PKEY* a, unsigned char** out), (a, out))
TEARSHEET_LATE(int, i2d_TS_REQ, (const TS_REQ* a, unsigned char** out), (a, out))
