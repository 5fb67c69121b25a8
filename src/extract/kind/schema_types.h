// schema.org's types by what kind of page they stand on, with their common descendants.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace tearsheet::extract {

/// Each takes the name of a type, without schema.org's address.
[[nodiscard]] inline bool is_product_type(std::string_view type) {
  constexpr std::array<std::string_view, 8> kTypes = {
      "Product",           "ProductGroup", "Offer",        "AggregateOffer",
      "IndividualProduct", "ProductModel", "SomeProducts", "OfferCatalog"};
  return std::ranges::find(kTypes, type) != kTypes.end();
}
[[nodiscard]] inline bool is_forum_type(std::string_view type) {
  constexpr std::array<std::string_view, 6> kTypes = {
      "DiscussionForumPosting", "QAPage", "Question", "Answer", "Comment", "Conversation"};
  return std::ranges::find(kTypes, type) != kTypes.end();
}
[[nodiscard]] inline bool is_list_type(std::string_view type) {
  constexpr std::array<std::string_view, 6> kTypes = {
      "CollectionPage", "SearchResultsPage", "ItemList", "Blog", "DataFeed", "ProfilePage"};
  return std::ranges::find(kTypes, type) != kTypes.end();
}
/// A business, an event, what an organisation says of itself.
[[nodiscard]] inline bool is_place_type(std::string_view type) {
  constexpr std::array<std::string_view, 9> kTypes = {
      "LocalBusiness", "Service",     "Event",
      "Course",        "Hotel",       "Restaurant",
      "AboutPage",     "ContactPage", "SoftwareApplication"};
  return std::ranges::find(kTypes, type) != kTypes.end();
}

}  // namespace tearsheet::extract
