// `tearsheet encoding`: what encoding a page is in, and its text as UTF-8.
#include "base/base64.h"
#include "base/files.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "text/text.h"

namespace tearsheet::cli {
namespace {

constexpr std::size_t kMaxFile = 50'000'000;

std::string_view source_name(text::EncodingSource source) {
  switch (source) {
    case text::EncodingSource::kBom:
      return "byte order mark";
    case text::EncodingSource::kHttp:
      return "http";
    case text::EncodingSource::kMeta:
      return "meta";
    case text::EncodingSource::kXmlDeclaration:
      return "xml declaration";
    case text::EncodingSource::kValidUtf8:
      return "valid utf-8";
    case text::EncodingSource::kGuess:
      return "guess";
    case text::EncodingSource::kDefault:
      break;
  }
  return "default";
}

Json describe(const text::Decoded& decoded) {
  Json out = Json::object();
  out["encoding"] = decoded.encoding;
  out["source"] = source_name(decoded.source);
  out["replacements"] = decoded.replacements;
  return out;
}

Result<Json> answer(const Json& line) {
  if (!line.contains("bytes")) return fail(ErrorCode::kInvalid, "no \"bytes\"");
  const auto [bytes, bad_at] = from_base64(text_at(line, "bytes"));
  if (bad_at != std::string_view::npos)
    return fail(ErrorCode::kInvalid, "\"bytes\" is not base64", static_cast<int>(bad_at) + 1);
  const std::string content_type = text_at(line, "content_type");
  const std::string language = text_at(line, "language");
  const std::string domain = text_at(line, "domain");
  const text::Decoded decoded =
      text::decode(bytes, {.content_type = content_type, .language = language, .domain = domain});
  Json out = describe(decoded);
  out["text"] = decoded.utf8;
  return out;
}

class EncodingCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "encoding"; }
  [[nodiscard]] std::string_view summary() const override {
    return "the character encoding of a page, and its text as UTF-8";
  }

  void declare(Arguments& arguments) override {
    arguments.positional("FILE", file_, "the page, \"-\" for standard input", false);
    arguments.option("--content-type", content_type_, "TYPE", "the HTTP header, as it came");
    arguments.option("--language", language_, "TAG", "helps the guess where nothing is declared");
    arguments.option("--domain", domain_, "HOST", "helps the guess too");
    arguments.flag("--text", text_, "print the page as UTF-8 instead");
    arguments.flag("--batch", batch_, "a JSON object a line on standard input");
    arguments.epilog(
        R"(In order: byte order mark, HTTP, valid UTF-8 beyond ASCII, XML declaration, <meta>, then a guess;
with --batch UTF-8 comes behind <meta>, as the standard has it.
Examples:
  tearsheet encoding page.html
  tearsheet encoding --content-type 'text/html; charset=latin1' --text page.html
Batch lines: {"bytes": BASE64, "content_type": TEXT or null, "language", "domain"} gives
{"encoding", "source", "replacements", "text"}.)");
  }

  int run(Console& console) override {
    if (batch_) return run_batch(console, answer);
    const auto bytes = read_file(file_.empty() ? "-" : file_, kMaxFile);
    if (!bytes) return console.fail(bytes.error());
    // As every page that is read, which --batch is not: it shows the order of the standard.
    const text::Decoded decoded = text::decode(*bytes, {.content_type = content_type_,
                                                        .language = language_,
                                                        .domain = domain_,
                                                        .bytes_before_meta = true});
    if (text_) {
      console.write(decoded.utf8);
    } else {
      console.print(decoded.encoding + " (" + std::string(source_name(decoded.source)) + ", " +
                    std::to_string(decoded.replacements) + " bad)");
    }
    return console.flush() ? kDone : kFailed;
  }

 private:
  std::string file_;
  std::string content_type_;
  std::string language_;
  std::string domain_;
  bool text_ = false;
  bool batch_ = false;
};

}  // namespace

std::unique_ptr<Command> make_encoding_command() {
  return std::make_unique<EncodingCommand>();
}

}  // namespace tearsheet::cli
