// What a file of ftr-site-config asks for: its lines sorted by what they mean.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tearsheet::site {

struct FtrRules {
  struct Text {
    std::string value;
    int line = 0;  ///< 0: of another file.
  };
  /// To another page, on pages that have what `when` finds.
  struct Link {
    std::string value;
    int line = 0;
    std::string when;
  };
  struct Replacement {
    std::string find, with;
    int line = 0;
  };
  struct Wrap {
    std::string query, element;
    int line = 0;
  };
  struct Test {
    std::string url;
    std::vector<std::string> contains;
  };
  // Alternatives, the first that finds something wins; the links as well.
  std::vector<Text> title, body, date, author;
  std::vector<Link> single_page, next_page;
  // Everything that they name.
  std::vector<Text> strip, strip_id_or_class, strip_image, dissolve, lazy_images;
  std::vector<Replacement> replace;
  std::vector<Wrap> wrap;
  std::vector<Test> tests;
  bool autodetect = true;  ///< Where the rules for title and body find nothing.
  std::optional<bool> autodetect_next_page;
  bool skip_json_ld = false;
  std::vector<std::string> refused;  ///< What is not obeyed and why, in words, each once.

  /// Adds another file's rules behind these, as those of the file for all sites are.
  void append(const FtrRules& other);
};

/// Never fails: a line that cannot be obeyed is one of `refused`.
[[nodiscard]] FtrRules read_ftr_rules(std::string_view text);

}  // namespace tearsheet::site
