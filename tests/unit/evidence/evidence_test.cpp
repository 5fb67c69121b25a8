// What the head of the chain is signed and stamped with.
#include "evidence/evidence.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace tearsheet::evidence {
namespace {

namespace fs = std::filesystem;

constexpr SysTime kNow{std::chrono::seconds{1'763'164'800}};

class Heads : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_);
    store_ = *store::open_store(folder_ / "news.db", store::Access::kRun);
    ASSERT_TRUE(store_->begin_run(kNow, "test"));
  }
  void TearDown() override {
    store_.reset();
    fs::remove_all(folder_);
  }
  identity::Identity identity(const char* name) {
    return *identity::Identity::create(folder_ / name, *url::Url::parse("https://a.example/"),
                                       kNow);
  }
  store::EvidenceHead head() { return **store_->evidence_head(); }

  const fs::path folder_ =
      fs::temp_directory_path() / ("tearsheet-evidence-" + std::to_string(::getpid()));
  std::unique_ptr<store::Store> store_;
};

TEST_F(Heads, AreSignedByTheIdentity) {
  const auto key = identity("key");
  ASSERT_TRUE(sign_head(*store_, key)) << "no run ended: there is nothing to sign";
  ASSERT_TRUE(store_->end_run(kNow, "done", {}, {}));
  EXPECT_FALSE(is_signature_good(head()));
  ASSERT_TRUE(sign_head(*store_, key));
  EXPECT_TRUE(is_signature_good(head()));
  EXPECT_EQ(identity::thumbprint_of(head().key), key.key().thumbprint);
}

TEST_F(Heads, AreToldFromOthers) {
  ASSERT_TRUE(store_->end_run(kNow, "done", {}, {}));
  ASSERT_TRUE(sign_head(*store_, identity("key")));
  auto other = head();
  ++other.entry;
  EXPECT_FALSE(is_signature_good(other));
  other = head();
  other.key = identity("other").key().x;
  EXPECT_FALSE(is_signature_good(other));
  other.key = "no key";
  EXPECT_FALSE(is_signature_good(other));
}

TEST_F(Heads, AreStampedByWhoStampsThem) {
  ASSERT_TRUE(store_->end_run(kNow, "done", {}, {}));
  const auto query = stamp_request(head());
  ASSERT_TRUE(query);
  EXPECT_NE(*query, *stamp_request(head())) << "of each request the nonce is another";
  for (const char* const reply : {"", "no time stamp", "\x30\x03\x02\x01\x02"})
    EXPECT_FALSE(stamp_of_reply(reply, *query)) << reply;
  auto stamped = head();
  for (const char* const token : {"", "x", "\x30\x80"}) {
    stamped.stamp = token;
    EXPECT_FALSE(stamped_at(stamped, "")) << token;
  }
}

}  // namespace
}  // namespace tearsheet::evidence
