#include "fetch/content_type.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/ascii.h"

namespace tearsheet::fetch {
namespace {

using std::string_view_literals::operator""sv;

struct Magic {
  std::size_t at;
  std::string_view bytes;
  const char* name;
};
// WHATWG MIME Sniffing 6.1 to 6.4 (images, audio and video, fonts, archives), and the other formats
// that servers hand out under an article's address.
constexpr Magic kMagic[] = {
    {0, "%PDF-"sv, "a PDF document"},
    {0, "%!PS-Adobe-"sv, "a PostScript document"},
    {0, "{\\rtf"sv, "an RTF document"},
    {0, "\x89PNG\r\n\x1a\n"sv, "a PNG image"},
    {0, "\xff\xd8\xff"sv, "a JPEG image"},
    {0, "GIF87a"sv, "a GIF image"},
    {0, "GIF89a"sv, "a GIF image"},
    {8, "WEBPVP"sv, "a WebP image"},
    {0, "II*\0"sv, "a TIFF image"},
    {0, "MM\0*"sv, "a TIFF image"},
    {0, "\0\0\1\0"sv, "an icon"},
    {0, "8BPS"sv, "a Photoshop image"},
    {4, "ftyp"sv, "an MP4 video or AVIF image"},
    {0, "\x1a\x45\xdf\xa3"sv, "a Matroska or WebM video"},
    {0, "OggS\0"sv, "an Ogg file"},
    {8, "WAVE"sv, "a WAVE recording"},
    {8, "AVI "sv, "an AVI video"},
    {0, "ID3"sv, "an MP3 recording"},
    {0, "FLV\1"sv, "a Flash video"},
    {0, "fLaC"sv, "a FLAC recording"},
    {0, "wOFF"sv, "a font"},
    {0, "wOF2"sv, "a font"},
    {0, "PK\3\4"sv, "a ZIP archive or office document"},
    {0, "PK\5\6"sv, "an empty ZIP archive"},
    {0, "Rar!\x1a\7"sv, "a RAR archive"},
    {0, "7z\xbc\xaf\x27\x1c"sv, "a 7-Zip archive"},
    {0,
     "\xfd"
     "7zXZ\0"sv,
     "an XZ archive"},
    {0, "BZh9"sv, "a bzip2 archive"},
    {0, "\x28\xb5\x2f\xfd"sv, "a Zstandard archive"},
    {257, "ustar"sv, "a tar archive"},
    {0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "an office document"},
    {0,
     "\x7f"
     "ELF"sv,
     "a program"},
    {0, "SQLite format 3\0"sv, "a database"},
};

// Types under application/ that are no text. Others are judged by their bytes.
constexpr std::string_view kBinaryApplications[] = {
    "application/pdf",
    "application/zip",
    "application/x-zip-compressed",
    "application/x-rar-compressed",
    "application/vnd.rar",
    "application/x-7z-compressed",
    "application/x-tar",
    "application/x-bzip2",
    "application/x-xz",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/epub+zip",
    "application/postscript",
    "application/rtf",
    "application/java-archive",
    "application/wasm",
    "application/ogg",
    "application/mp4",
    "application/x-shockwave-flash",
    "application/x-msdownload",
    "application/vnd.android.package-archive",
    "application/x-iso9660-image",
};

bool is_text_type(std::string_view type) {
  return type.starts_with("text/") || type == "application/xml" || type == "application/json" ||
         type.ends_with("+xml") || type.ends_with("+json");
}

bool has_utf16_mark(std::string_view bytes) {
  return bytes.starts_with("\xfe\xff"sv) || bytes.starts_with("\xff\xfe"sv);
}

/// "Binary data byte", WHATWG MIME Sniffing 3.
bool is_binary_byte(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return byte <= 0x08 || byte == 0x0b || (byte >= 0x0e && byte <= 0x1a) ||
         (byte >= 0x1c && byte <= 0x1f);
}

}  // namespace

std::string media_type(std::string_view content_type) {
  std::string type(trimmed(content_type.substr(0, content_type.find_first_of(";,"))));
  for (char& c : type) c = to_lower(c);
  return type;
}

std::optional<std::string> foreign_type(BodyKind kind, std::string_view content_type) {
  if (kind == BodyKind::kRobots || kind == BodyKind::kAsset) return std::nullopt;
  const std::string type = media_type(content_type);
  if (type == "application/pdf") return "a PDF document";
  for (const std::string_view family :
       {"image/"sv, "audio/"sv, "video/"sv, "font/"sv, "model/"sv}) {
    if (type.starts_with(family)) return type.substr(0, 100);
  }
  if (type.starts_with("application/vnd.openxmlformats") ||
      type.starts_with("application/vnd.oasis.opendocument") ||
      std::ranges::find(kBinaryApplications, type) != std::end(kBinaryApplications)) {
    return type.substr(0, 100);
  }
  // Sitemaps come as .gz files; pages do not.
  if (kind == BodyKind::kPage && (type == "application/gzip" || type == "application/x-gzip"))
    return "a gzip file";
  return std::nullopt;
}

std::optional<std::string> foreign_bytes(BodyKind kind, std::string_view content_type,
                                         std::string_view first) {
  if (kind == BodyKind::kRobots || kind == BodyKind::kAsset) return std::nullopt;
  for (const Magic& magic : kMagic) {
    if (first.size() >= magic.at + magic.bytes.size() &&
        first.substr(magic.at, magic.bytes.size()) == magic.bytes) {
      return magic.name;
    }
  }
  if (is_text_type(media_type(content_type)) || has_utf16_mark(first)) return std::nullopt;
  if (std::ranges::any_of(first.substr(0, kSniffBytes), is_binary_byte)) return "binary data";
  return std::nullopt;
}

}  // namespace tearsheet::fetch
