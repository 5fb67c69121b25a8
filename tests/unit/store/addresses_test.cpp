// The addresses of sites that have no file.
#include "store_fixture.h"

namespace tearsheet::store {
namespace {

TEST_F(StoreWithSite, KeepsAddressesOnce) {
  ASSERT_TRUE(store_->put_address({"https://reef.example/", "reef.example"}));
  ASSERT_TRUE(store_->put_address({"https://lamp.example/b", "lamp.example"}));
  ASSERT_TRUE(store_->put_address({"https://lamp.example/a", "lamp.example"}));
  ASSERT_TRUE(store_->put_address({"https://lamp.example/a", "lamp.example"}));
  ASSERT_TRUE(store_->put_address({"https://lamp.example/typo", "lamp.example"}));
  ASSERT_TRUE(store_->drop_address({"https://lamp.example/typo", "lamp.example"}));
  ASSERT_TRUE(store_->drop_address({"https://lamp.example/typo", "lamp.example"}));
  std::vector<std::string> got;
  const auto kept = store_->addresses();
  ASSERT_TRUE(kept);
  for (const SiteAddress& address : *kept) got.push_back(address.site + " " + address.url);
  EXPECT_EQ(got, (std::vector<std::string>{"lamp.example https://lamp.example/a",
                                           "lamp.example https://lamp.example/b",
                                           "reef.example https://reef.example/"}));
}

// Each row of `feeds()`.
TEST_F(StoreWithSite, KnowsAFeedByItsKindOrByWhatItBrought) {
  struct Known {
    UrlHash key;
    UrlKind kind;
    VisitState state;
  };
  // A feed that was found, one that failed, and two addresses that were given.
  for (const auto& [key, kind, state] :
       {Known{1, UrlKind::kFeed, VisitState::kStored}, Known{2, UrlKind::kFeed, VisitState::kRetry},
        Known{3, UrlKind::kHome, VisitState::kStored},
        Known{4, UrlKind::kHome, VisitState::kStored}}) {
    FoundUrl url;
    url.key = url.source = key;
    url.site = site_;
    url.kind = kind;
    url.url = "https://lamp.example/" + std::to_string(key);
    PageRecord page;
    page.url_id = *store_->add_url(url);
    page.site = site_;
    page.visit.state = state;
    page.visit.visited_at = kNow;
    ASSERT_TRUE(store_->put(page));
  }
  // The third brought one as a feed; one of the fourth, a front page, a feed named as well.
  for (const auto& [source, origin] :
       {std::pair(UrlHash{3}, "feed"), std::pair(UrlHash{4}, "home")}) {
    FoundUrl url;
    url.key = 10 + source;
    url.source = source;
    url.site = site_;
    url.url = "https://lamp.example/story/" + std::to_string(source);
    url.hint.origin = origin;
    const auto id = store_->add_url(url);
    ASSERT_TRUE(id);
    if (source == 4) {
      ASSERT_TRUE(store_->add_origin(*id, "feed"));
    }
  }
  std::vector<std::string> got;
  const auto feeds = store_->feeds();
  ASSERT_TRUE(feeds) << feeds.error().message;
  for (const SiteAddress& feed : *feeds) got.push_back(feed.site + " " + feed.url);
  EXPECT_EQ(got, (std::vector<std::string>{"harbour https://lamp.example/1",
                                           "harbour https://lamp.example/3"}));
}

}  // namespace
}  // namespace tearsheet::store
